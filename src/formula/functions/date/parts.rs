//! Dates and datetimes built from numbers, and their numbers since 1970.

use polars::prelude::*;

use super::super::function::Spark::{Template, With};
use super::super::function::{Function, function};
use super::kernels as kernel;
use crate::base::Type;
use crate::formula::lower::integer;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("make_date")
            .takes("year: integer, month: integer, day: integer")
            .gives("date")
            .example("make_date(2013, 1, 31)", "2013-01-31")
            .aliases(&["datefromparts", "date_from_parts"])
            .polars(|c| Ok(kernel::make_date(c.lowered.clone())))
            .spark(Template("TRY_CAST(format_string('%04d-%02d-%02d', {0}, {1}, {2}) AS DATE)")),
        function("make_timestamp")
            .takes("day: date, hour: integer, minute: integer, second: integer")
            .gives("datetime")
            .example("make_timestamp(DATE '2013-01-31', 5, 15, 0)", "2013-01-31 05:15:00")
            .polars(|c| Ok(kernel::make_moment(c.lowered.clone())))
            .spark(Template("TRY_CAST(concat({0}, format_string(' %02d:%02d:%02d', {1}, {2}, {3})) AS TIMESTAMP_NTZ)")),
        function("unix_seconds")
            .takes("moment: moment")
            .gives("integer")
            .example("unix_seconds('1970-01-02')", "86400")
            .aliases(&["unix_timestamp"])
            .polars(|c| {
                let moment = match c.arguments[0].data_type {
                    Type::Date => c.arg(0).cast(DataType::Datetime(TimeUnit::Milliseconds, None)),
                    _ => c.arg(0),
                };
                Ok(moment.dt().timestamp(TimeUnit::Milliseconds).floor_div(integer(1000)))
            })
            .spark(With(|trees, sql| match trees[0].data_type {
                Type::DateTime(Some(_)) => format!("unix_seconds({})", sql[0]),
                Type::Date => format!("(unix_date({}) * 86400L)", sql[0]),
                _ => format!("unix_seconds(CAST(concat({}, 'Z') AS TIMESTAMP_LTZ))", sql[0]),
            })),
        function("timestamp_seconds")
            .takes("seconds: integer")
            .gives("datetime")
            .example("timestamp_seconds(86400)", "1970-01-02 00:00:00")
            .aliases(&["from_unixtime"])
            .polars(|c| Ok(kernel::of_seconds(c.arg(0))))
            .spark(With(|trees, sql| {
                let moment = format!("timestampadd(SECOND, {}, TIMESTAMP_NTZ '1970-01-01 00:00:00')", sql[0]);
                let most = kernel::MOST_SECONDS;
                match trees[0].constant_integer() {
                    Some(count) if (-most..=most).contains(&count) => moment,
                    _ => format!("if({} BETWEEN -{most} AND {most}, {moment}, NULL)", sql[0]),
                }
            })),
    ]
}
