//! Dates and datetimes formatted as texts.

use super::super::function::Spark::{Template, With};
use super::super::function::{Function, function};
use super::formats::{chrono, has_offset, known_format, spark_format};
use crate::base::{Problem, Type};

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("date_format")
            .takes("day: moment, format: constant text")
            .gives("text")
            .example("date_format(DATE '2013-01-31', 'd MMM yyyy')", "31 Jan 2013")
            .aliases(&["strftime", "to_char"])
            .polars(|c| Ok(c.arg(0).dt().to_string(&chrono(c, 1)?.unwrap_or_default())))
            .spark(With(|trees, sql| {
                format!("date_format({}, {})", sql[0], spark_format(trees.get(1)).unwrap_or_else(|| sql[1].clone()))
            }))
            .check(|trees| {
                known_format(trees.get(1))?;
                match (&trees[0].data_type, has_offset(trees.get(1))) {
                    (Type::DateTime(Some(_)), _) | (_, false) => Ok(()),
                    _ => Err(Problem::error(say!("function-has-no-offset", what = trees[0].data_type.in_a_sentence()))
                        .remedy(say!("function-format-without-offset"))
                        .span(trees[1].span.clone())),
                }
            }),
        function("monthname")
            .takes("day: moment")
            .gives("text")
            .example("monthname(DATE '2013-01-31')", "Jan")
            .polars(|c| Ok(c.arg(0).dt().to_string("%b")))
            .spark(Template("date_format({0}, 'MMM')")),
        function("dayname")
            .takes("day: moment")
            .gives("text")
            .example("dayname(DATE '2013-01-31')", "Thu")
            .polars(|c| Ok(c.arg(0).dt().to_string("%a")))
            .spark(Template("date_format({0}, 'EEE')")),
    ]
}
