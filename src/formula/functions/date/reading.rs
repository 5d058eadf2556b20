//! Dates and datetimes parsed from texts.

use super::super::function::Spark::Fallible;
use super::super::function::{Function, function};
use super::formats::{chrono, format_of_dates, known_format, moment_read, spark_read};
use super::kernels as kernel;
use crate::base::Type;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("to_date")
            .takes("text: text, [format: constant text]")
            .gives("date")
            .example("to_date('31.01.2013', 'dd.MM.yyyy')", "2013-01-31")
            .polars(|c| kernel::read_date(c.arg(0), chrono(c, 1)?, false))
            .spark(Fallible(|trees, sql| spark_read(trees, sql, &Type::Date, false)))
            .fails()
            .check(|trees| format_of_dates(trees.get(1))),
        function("try_to_date")
            .takes("text: text, [format: constant text]")
            .gives("date")
            .example("try_to_date('31.02.2013', 'dd.MM.yyyy')", "null")
            .polars(|c| kernel::read_date(c.arg(0), chrono(c, 1)?, true))
            .spark(Fallible(|trees, sql| spark_read(trees, sql, &Type::Date, true)))
            .check(|trees| format_of_dates(trees.get(1))),
        function("to_timestamp")
            .takes("text: text, [format: constant text]")
            .gives("datetime")
            .example("to_timestamp('31.01.2013 05:15', 'dd.MM.yyyy HH:mm')", "2013-01-31 05:15:00")
            .aliases(&["to_datetime"])
            .polars(|c| kernel::read_moment(c.arg(0), chrono(c, 1)?, c.data_type, false))
            .spark(Fallible(|trees, sql| spark_read(trees, sql, &moment_read(trees, Type::DateTime(None)), false)))
            .result(moment_read)
            .fails()
            .check(|trees| known_format(trees.get(1))),
        function("try_to_timestamp")
            .takes("text: text, [format: constant text]")
            .gives("datetime")
            .example("try_to_timestamp('soon')", "null")
            .polars(|c| kernel::read_moment(c.arg(0), chrono(c, 1)?, c.data_type, true))
            .spark(Fallible(|trees, sql| spark_read(trees, sql, &moment_read(trees, Type::DateTime(None)), true)))
            .result(moment_read)
            .check(|trees| known_format(trees.get(1))),
    ]
}
