//! Lists of texts: splitting a text and joining a list.

use polars::prelude::*;

use super::super::function::Spark::{Same, With};
use super::super::function::{Function, function};
use crate::base::Problem;
use crate::formula::like::escape_regex;
use crate::formula::spark::text_literal;
use crate::formula::tree::Tree;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("string_split")
            .takes("text: text, delimiter: constant text")
            .gives("list<text>")
            .example("list_get(string_split('EWR-JFK', '-'), 2)", "JFK")
            .aliases(&["str_split", "string_to_array", "split_to_list"])
            .polars(|c| Ok(c.arg(0).str().split(lit(c.text(1)))))
            // Spark splits at a regular expression.
            .spark(With(|trees, sql| {
                let mut pattern = String::new();
                escape_regex(trees[1].constant_text().unwrap_or_default(), &mut pattern);
                format!("split({}, {})", sql[0], text_literal(&pattern))
            }))
            .check(|trees| match trees[1].constant().and_then(|_| trees[1].constant_text()) {
                Some("") => Err(nothing_between(&trees[1])),
                _ => Ok(()),
            }),
        function("list_join")
            .takes("list: list<text>, separator: text")
            .gives("text")
            .example("list_join(string_split('a,b', ','), ' + ')", "a + b")
            .aliases(&["array_join", "array_to_string", "list_to_text"])
            .polars(|c| Ok(c.arg(0).list().join(c.arg(1), true)))
            .spark(Same("array_join")),
    ]
}

fn nothing_between(delimiter: &Tree) -> Problem {
    Problem::error(say!("function-no-delimiter")).remedy(say!("function-write-delimiter")).span(delimiter.span.clone())
}
