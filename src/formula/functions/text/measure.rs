//! Counts over a text.

use polars::prelude::*;

use super::super::function::Spark::Narrow;
use super::super::function::{Function, function};
use super::kernels as kernel;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("length")
            .takes("text: text")
            .gives("integer")
            .example("length('café')", "4")
            .aliases(&["len", "char_length", "character_length"])
            .polars(|c| Ok(c.arg(0).str().len_chars().cast(DataType::Int64)))
            .spark(Narrow("char_length")),
        function("ascii")
            .takes("text: text")
            .gives("integer")
            .example("ascii('A')", "65")
            .polars(|c| Ok(kernel::ascii(c.arg(0))))
            .spark(Narrow("ascii")),
        function("levenshtein")
            .takes("text: text, other: text")
            .gives("integer")
            .example("levenshtein('kitten', 'sitting')", "3")
            .polars(|c| Ok(kernel::levenshtein(c.arg(0), c.arg(1))))
            .spark(Narrow("levenshtein")),
    ]
}
