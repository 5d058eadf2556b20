//! Upper and lower case.

use super::super::function::Spark::Same;
use super::super::function::{Function, function};
use super::kernels as kernel;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("upper")
            .takes("text: text")
            .gives("text")
            .example("upper('ewr é')", "EWR É")
            .aliases(&["ucase"])
            .polars(|c| Ok(c.arg(0).str().to_uppercase()))
            .spark(Same("upper")),
        function("lower")
            .takes("text: text")
            .gives("text")
            .example("lower('EWR É')", "ewr é")
            .aliases(&["lcase"])
            .polars(|c| Ok(c.arg(0).str().to_lowercase()))
            .spark(Same("lower")),
        function("initcap")
            .takes("text: text")
            .gives("text")
            .example("initcap('united AIR lines')", "United Air Lines")
            .aliases(&["proper"])
            .polars(|c| Ok(kernel::initcap(c.arg(0))))
            .spark(Same("initcap")),
    ]
}
