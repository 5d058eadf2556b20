//! The parts of a date or time, all integers.

use polars::prelude::*;

use super::Spark::{Same, Template};
use super::{Call, Function};
use crate::formula::lower::integer;

pub(super) fn functions() -> Vec<Function> {
    let f = |name, about, example, polars, spark| {
        Function::new((name, "day: moment -> integer"), about, example, polars, spark)
    };
    let clock = |name, about, example, polars| {
        Function::new((name, "moment: clock -> integer"), about, example, polars, Same(name))
    };
    vec![
        f(
            "year",
            "The year.",
            ("year(DATE '2013-01-31')", "2013"),
            |c| Ok(c.arg(0).dt().year().cast(DataType::Int64)),
            Same("year"),
        ),
        f(
            "quarter",
            "The quarter of the year, 1 to 4.",
            ("quarter(DATE '2013-05-31')", "2"),
            |c| Ok(c.arg(0).dt().quarter().cast(DataType::Int64)),
            Same("quarter"),
        ),
        f(
            "month",
            "The month, 1 to 12.",
            ("month(DATE '2013-01-31')", "1"),
            |c| Ok(c.arg(0).dt().month().cast(DataType::Int64)),
            Same("month"),
        ),
        f(
            "week",
            "The ISO week, 1 to 53: weeks start on Monday, and week 1 holds the year's first Thursday.",
            ("week(DATE '2013-12-31')", "1"),
            |c| Ok(c.arg(0).dt().week().cast(DataType::Int64)),
            Same("weekofyear"),
        )
        .aliases(&["weekofyear"]),
        f(
            "day",
            "The day of the month, 1 to 31.",
            ("day(DATE '2013-01-31')", "31"),
            |c| Ok(c.arg(0).dt().day().cast(DataType::Int64)),
            Same("day"),
        )
        .aliases(&["dayofmonth"]),
        f(
            "dayofweek",
            "The weekday from 1 (Sunday) to 7 (Saturday), as Spark counts.",
            ("dayofweek(DATE '2013-01-31')", "5"),
            |c| Ok(iso_weekday(c) % integer(7) + integer(1)),
            Same("dayofweek"),
        ),
        f(
            "weekday",
            "The weekday from 0 (Monday) to 6 (Sunday), as Spark counts.",
            ("weekday(DATE '2013-01-31')", "3"),
            |c| Ok(iso_weekday(c) - integer(1)),
            Same("weekday"),
        ),
        f(
            "isodow",
            "The weekday from 1 (Monday) to 7 (Sunday), as ISO counts.",
            ("isodow(DATE '2013-01-31')", "4"),
            |c| Ok(iso_weekday(c)),
            Template("(weekday({0}) + 1)"),
        ),
        f(
            "dayofyear",
            "The day of the year, 1 to 366.",
            ("dayofyear(DATE '2013-02-01')", "32"),
            |c| Ok(c.arg(0).dt().ordinal_day().cast(DataType::Int64)),
            Same("dayofyear"),
        ),
        clock("hour", "The hour, 0 to 23.", ("hour(TIMESTAMP '2013-01-31 15:04:05')", "15"), |c| {
            Ok(c.arg(0).dt().hour().cast(DataType::Int64))
        }),
        clock("minute", "The minute, 0 to 59.", ("minute(TIMESTAMP '2013-01-31 15:04:05')", "4"), |c| {
            Ok(c.arg(0).dt().minute().cast(DataType::Int64))
        }),
        clock("second", "The second, 0 to 59.", ("second(TIMESTAMP '2013-01-31 15:04:05')", "5"), |c| {
            Ok(c.arg(0).dt().second().cast(DataType::Int64))
        }),
    ]
}

fn iso_weekday(call: &Call) -> Expr {
    call.arg(0).dt().weekday().cast(DataType::Int64)
}
