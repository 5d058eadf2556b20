//! The parts of a date or time, all integers.

use polars::prelude::*;

use super::super::Spark::{Same, Template};
use super::super::{Call, Function};
use crate::formula::lower::integer;

pub(super) fn functions() -> Vec<Function> {
    let f = |name, example, polars, spark| Function::new((name, "day: moment -> integer"), example, polars, spark);
    let clock = |name, example, polars| Function::new((name, "moment: clock -> integer"), example, polars, Same(name));
    vec![
        f(
            "year",
            ("year(DATE '2013-01-31')", "2013"),
            |c| Ok(c.arg(0).dt().year().cast(DataType::Int64)),
            Same("year"),
        ),
        f(
            "quarter",
            ("quarter(DATE '2013-05-31')", "2"),
            |c| Ok(c.arg(0).dt().quarter().cast(DataType::Int64)),
            Same("quarter"),
        ),
        f(
            "month",
            ("month(DATE '2013-01-31')", "1"),
            |c| Ok(c.arg(0).dt().month().cast(DataType::Int64)),
            Same("month"),
        ),
        f(
            "week",
            ("week(DATE '2013-12-31')", "1"),
            |c| Ok(c.arg(0).dt().week().cast(DataType::Int64)),
            Same("weekofyear"),
        )
        .aliases(&["weekofyear"]),
        f("day", ("day(DATE '2013-01-31')", "31"), |c| Ok(c.arg(0).dt().day().cast(DataType::Int64)), Same("day"))
            .aliases(&["dayofmonth"]),
        f(
            "dayofweek",
            ("dayofweek(DATE '2013-01-31')", "5"),
            |c| Ok(iso_weekday(c) % integer(7) + integer(1)),
            Same("dayofweek"),
        ),
        f("weekday", ("weekday(DATE '2013-01-31')", "3"), |c| Ok(iso_weekday(c) - integer(1)), Same("weekday")),
        f("isodow", ("isodow(DATE '2013-01-31')", "4"), |c| Ok(iso_weekday(c)), Template("(weekday({0}) + 1)")),
        f(
            "dayofyear",
            ("dayofyear(DATE '2013-02-01')", "32"),
            |c| Ok(c.arg(0).dt().ordinal_day().cast(DataType::Int64)),
            Same("dayofyear"),
        ),
        clock("hour", ("hour(TIMESTAMP '2013-01-31 15:04:05')", "15"), |c| {
            Ok(c.arg(0).dt().hour().cast(DataType::Int64))
        }),
        clock("minute", ("minute(TIMESTAMP '2013-01-31 15:04:05')", "4"), |c| {
            Ok(c.arg(0).dt().minute().cast(DataType::Int64))
        }),
        clock("second", ("second(TIMESTAMP '2013-01-31 15:04:05')", "5"), |c| {
            Ok(c.arg(0).dt().second().cast(DataType::Int64))
        }),
    ]
}

fn iso_weekday(call: &Call) -> Expr {
    call.arg(0).dt().weekday().cast(DataType::Int64)
}
