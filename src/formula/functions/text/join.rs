//! Texts joined.

use polars::prelude::*;

use super::super::function::Spark::Same;
use super::super::function::{Function, function};

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("concat")
            .takes("value: written...")
            .gives("text")
            .operator("||")
            .example("concat('AA', 11, '!')", "AA11!")
            .polars(|c| Ok(concat_str(c.lowered.clone(), "", false)))
            .spark(Same("concat")),
        function("concat_ws")
            .takes("separator: constant text, value: written...")
            .gives("text")
            .example("concat_ws(', ', 'EWR', NULL, 'JFK')", "EWR, JFK")
            .polars(|c| Ok(concat_str(&c.lowered[1..], c.text(0), true)))
            .spark(Same("concat_ws")),
    ]
}
