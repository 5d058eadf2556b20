//! The parts of a date or time, all integers.

use polars::prelude::*;

use super::super::function::Spark::{Narrow, Template};
use super::super::function::{Call, Function, function};
use crate::formula::lower::integer;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    let field = |name| function(name).takes("day: moment").gives("integer").spark(Narrow(name));
    let clock = |name| function(name).takes("moment: clock").gives("integer").spark(Narrow(name));
    vec![
        field("year")
            .example("year(DATE '2013-01-31')", "2013")
            .fields(&["year", "years"])
            .polars(|c| Ok(c.arg(0).dt().year().cast(DataType::Int64))),
        field("quarter")
            .example("quarter(DATE '2013-05-31')", "2")
            .fields(&["quarter"])
            .polars(|c| Ok(c.arg(0).dt().quarter().cast(DataType::Int64))),
        field("month")
            .example("month(DATE '2013-01-31')", "1")
            .fields(&["month", "months"])
            .polars(|c| Ok(c.arg(0).dt().month().cast(DataType::Int64))),
        field("week")
            .example("week(DATE '2013-12-31')", "1")
            .fields(&["week", "weeks"])
            .polars(|c| Ok(c.arg(0).dt().week().cast(DataType::Int64)))
            .spark(Narrow("weekofyear"))
            .aliases(&["weekofyear"]),
        field("day")
            .example("day(DATE '2013-01-31')", "31")
            .fields(&["day", "days"])
            .polars(|c| Ok(c.arg(0).dt().day().cast(DataType::Int64)))
            .aliases(&["dayofmonth"]),
        field("dayofweek")
            .example("dayofweek(DATE '2013-01-31')", "5")
            .fields(&["dayofweek", "dow"])
            .polars(|c| Ok(iso_weekday(c) % integer(7) + integer(1))),
        field("weekday").example("weekday(DATE '2013-01-31')", "3").polars(|c| Ok(iso_weekday(c) - integer(1))),
        field("isodow")
            .example("isodow(DATE '2013-01-31')", "4")
            .fields(&["isodow"])
            .polars(|c| Ok(iso_weekday(c)))
            .spark(Template("(CAST(weekday({0}) AS BIGINT) + 1L)")),
        field("dayofyear")
            .example("dayofyear(DATE '2013-02-01')", "32")
            .fields(&["dayofyear", "doy"])
            .polars(|c| Ok(c.arg(0).dt().ordinal_day().cast(DataType::Int64))),
        clock("hour")
            .example("hour(TIMESTAMP '2013-01-31 15:04:05')", "15")
            .fields(&["hour", "hours"])
            .polars(|c| Ok(c.arg(0).dt().hour().cast(DataType::Int64))),
        clock("minute")
            .example("minute(TIMESTAMP '2013-01-31 15:04:05')", "4")
            .fields(&["minute", "minutes"])
            .polars(|c| Ok(c.arg(0).dt().minute().cast(DataType::Int64))),
        clock("second")
            .example("second(TIMESTAMP '2013-01-31 15:04:05')", "5")
            .fields(&["second", "seconds"])
            .polars(|c| Ok(c.arg(0).dt().second().cast(DataType::Int64))),
    ]
}

fn iso_weekday(call: &Call) -> Expr {
    call.arg(0).dt().weekday().cast(DataType::Int64)
}
