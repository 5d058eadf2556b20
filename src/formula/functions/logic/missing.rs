//! Null and NaN.

use polars::prelude::*;

use super::super::function::Spark::{Same, Template};
use super::super::function::{Function, function};

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("isnull")
            .takes("value: any")
            .gives("boolean")
            .example("isnull(NULL)", "true")
            .polars(|c| Ok(c.arg(0).is_null()))
            .spark(Template("({0} IS NULL)")),
        function("isnotnull")
            .takes("value: any")
            .gives("boolean")
            .example("isnotnull(NULL)", "false")
            .polars(|c| Ok(c.arg(0).is_not_null()))
            .spark(Template("({0} IS NOT NULL)")),
        function("isnan")
            .takes("value: number")
            .gives("boolean")
            .example("isnan(sqrt(-1))", "true")
            .polars(|c| Ok(c.arg(0).is_nan().fill_null(lit(false))))
            .spark(Same("isnan")),
        function("nanvl")
            .takes("value: number, replacement: number")
            .gives("number")
            .example("nanvl(sqrt(-1), 0)", "0.0")
            .polars(|c| Ok(when(c.arg(0).is_nan().fill_null(lit(false))).then(c.arg(1)).otherwise(c.arg(0))))
            .spark(Same("nanvl"))
            .copies(2),
    ]
}
