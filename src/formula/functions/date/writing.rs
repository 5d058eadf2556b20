//! Dates and datetimes formatted as texts.

use std::borrow::Cow;

use polars::prelude::*;

use super::super::function::Spark::{Template, With};
use super::super::function::{Call, Function, function};
use super::formats::{has_offset, known_format, spark_format};
use crate::base::{DateFormat, Problem, Type, WrittenPart};
use crate::formula::beyond_calendar::in_calendar;
use crate::formula::rows::{Cell, text_rows};

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("date_format")
            .takes("day: moment, format: constant text")
            .gives("text")
            .example("date_format(DATE '2013-01-31', 'd MMM yyyy')", "31 Jan 2013")
            .aliases(&["strftime", "to_char"])
            .polars(formatted)
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
            .polars(|c| Ok(in_calendar(c.arg(0)).dt().to_string("%b")))
            .spark(Template("date_format({0}, 'MMM')")),
        function("dayname")
            .takes("day: moment")
            .gives("text")
            .example("dayname(DATE '2013-01-31')", "Thu")
            .polars(|c| Ok(in_calendar(c.arg(0)).dt().to_string("%a")))
            .spark(Template("date_format({0}, 'EEE')")),
    ]
}

/// The moment as text. A date that is written with a time of day is its midnight.
fn formatted(call: &Call) -> Result<Expr, Problem> {
    known_format(call.arguments.get(1))?;
    let format = DateFormat::read(call.text(1)).unwrap_or_default();
    let moment = in_calendar(match call.arguments[0].data_type {
        Type::Date if format.has_clock() => call.arg(0).cast(DataType::Datetime(TimeUnit::Microseconds, None)),
        _ => call.arg(0),
    });
    let written = |part: WrittenPart| {
        let chrono = match &part {
            WrittenPart::Chrono(format) => return moment.clone().dt().to_string(format),
            WrittenPart::Year => "%-Y",
            WrittenPart::Offset { chrono, .. } => chrono,
        };
        text_rows(vec![moment.clone().dt().to_string(chrono)], move |cells| match cells {
            [Cell::Text(text)] => Some(Cow::Borrowed(part.adjusted(text))),
            _ => None,
        })
    };
    let mut parts: Vec<Expr> = format.written_parts().into_iter().map(written).collect();
    Ok(match parts.len() {
        0 => moment.dt().to_string(""),
        1 => parts.swap_remove(0),
        _ => concat_str(parts, "", false),
    })
}
