//! Whether and where a text contains another.

use super::super::function::Spark::{Narrow, Same};
use super::super::function::{Function, function};
use super::kernels as kernel;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("starts_with")
            .takes("text: text, start: text")
            .gives("boolean")
            .example("starts_with('N14228', 'N')", "true")
            .aliases(&["startswith"])
            .polars(|c| Ok(c.arg(0).str().starts_with(c.arg(1))))
            .spark(Same("startswith")),
        function("ends_with")
            .takes("text: text, end: text")
            .gives("boolean")
            .example("ends_with('N14228', '28')", "true")
            .aliases(&["endswith"])
            .polars(|c| Ok(c.arg(0).str().ends_with(c.arg(1))))
            .spark(Same("endswith")),
        function("contains")
            .takes("text: text, part: text")
            .gives("boolean")
            .example("contains('Southwest', 'west')", "true")
            .polars(|c| Ok(c.arg(0).str().contains_literal(c.arg(1))))
            .spark(Same("contains")),
        function("position")
            .takes("part: text, text: text")
            .gives("integer")
            .example("position('-', 'a-b-c')", "2")
            .aliases(&["locate", "charindex"])
            .polars(|c| Ok(kernel::position(c.arg(1), c.arg(0))))
            .spark(Narrow("position")),
        function("instr")
            .takes("text: text, part: text")
            .gives("integer")
            .example("instr('a-b-c', '-')", "2")
            .aliases(&["strpos"])
            .polars(|c| Ok(kernel::position(c.arg(0), c.arg(1))))
            .spark(Narrow("instr")),
    ]
}
