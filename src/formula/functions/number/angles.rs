//! Angles, in radians.

use polars::prelude::*;

use super::super::function::Spark::Same;
use super::super::function::{Function, Lowering, function};
use crate::formula::lower::of_numbers;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("pi")
            .takes("")
            .gives("number")
            .example("round(pi(), 4)", "3.1416")
            .polars(|_| Ok(lit(std::f64::consts::PI)))
            .spark(Same("pi")),
        of_one("sin", "sin(0)", "0.0", |c| Ok(c.arg(0).sin())),
        of_one("cos", "cos(0)", "1.0", |c| Ok(c.arg(0).cos())),
        of_one("tan", "tan(0)", "0.0", |c| Ok(c.arg(0).tan())),
        of_one("asin", "asin(0)", "0.0", |c| Ok(c.arg(0).arcsin())),
        of_one("acos", "acos(1)", "0.0", |c| Ok(c.arg(0).arccos())),
        of_one("atan", "atan(0)", "0.0", |c| Ok(c.arg(0).arctan())),
        function("atan2")
            .takes("y: number, x: number")
            .gives("number")
            .example("atan2(0, 1)", "0.0")
            // The sign of a zero is ignored.
            .polars(|c| Ok(of_numbers(c.arg(0), c.arg(1), "atan2", |y, x| Some((y + 0.0).atan2(x + 0.0)))))
            .spark(Same("atan2")),
        of_one("degrees", "degrees(pi())", "180.0", |c| Ok(c.arg(0).degrees())),
        of_one("radians", "round(radians(180), 4)", "3.1416", |c| Ok(c.arg(0).radians())),
    ]
}

/// A function of one number with the same name in Spark.
fn of_one(name: &'static str, example: &'static str, value: &'static str, polars: Lowering) -> Function {
    function(name).takes("value: number").gives("number").example(example, value).polars(polars).spark(Same(name))
}
