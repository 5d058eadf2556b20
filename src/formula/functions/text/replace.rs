//! Replacement of characters and substrings, taken literally.

use super::super::function::Spark::Same;
use super::super::function::{Function, function};
use super::kernels as kernel;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("replace")
            .takes("text: text, search: text, replacement: text")
            .gives("text")
            .example("replace('a-b-c', '-', '')", "abc")
            .polars(|c| Ok(kernel::replace(c.lowered.clone())))
            .spark(Same("replace")),
        function("translate")
            .takes("text: text, from: text, to: text")
            .gives("text")
            .example("translate('1.234,5', ',.', '.')", "1234.5")
            .polars(|c| Ok(kernel::translate(c.lowered.clone())))
            .spark(Same("translate")),
    ]
}
