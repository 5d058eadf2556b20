//! Powers, roots and logarithms. An undefined result (the logarithm of 0) is null.

use polars::prelude::*;

use super::super::function::Spark::{Same, With};
use super::super::function::{Function, Lowering, function};
use crate::base::Problem;
use crate::formula::lower::{number_quotient, unary};

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("power")
            .takes("base: number, exponent: number")
            .gives("number")
            .example("power(2, 10)", "1024.0")
            .aliases(&["pow"])
            .polars(|c| Ok(c.arg(0).pow(c.arg(1))))
            .spark(Same("power")),
        of_one("sqrt", "sqrt(9)", "3.0", |c| Ok(c.arg(0).sqrt())),
        of_one("cbrt", "cbrt(27)", "3.0", |c| Ok(c.arg(0).cbrt())),
        of_one("exp", "exp(0)", "1.0", |c| Ok(c.arg(0).exp())),
        function("ln")
            .takes("value: number")
            .gives("number")
            .example("ln(1)", "0.0")
            .polars(|c| logarithm(c.arg(0), std::f64::consts::E))
            .spark(Same("ln")),
        function("log10")
            .takes("value: number")
            .gives("number")
            .example("log10(1000)", "3.0")
            .polars(|c| logarithm(c.arg(0), 10.0))
            .spark(Same("log10")),
        function("log2")
            .takes("value: number")
            .gives("number")
            .example("log2(8)", "3.0")
            .polars(|c| logarithm(c.arg(0), 2.0))
            .spark(Same("log2")),
        function("log")
            .takes("value: number")
            .takes("base: number, value: number")
            .gives("number")
            .example("round(log(3, 81), 9)", "4.0")
            .polars(|c| match c.count() {
                1 => logarithm(c.arg(0), std::f64::consts::E),
                _ => {
                    let of = |index| logarithm(c.arg(index), std::f64::consts::E);
                    Ok(number_quotient(of(1)?, of(0)?))
                }
            })
            .spark(With(|_, sql| match sql {
                [value] => format!("ln({value})"),
                _ => format!("(ln({}) / nullif(ln({}), 0))", sql[1], sql[0]),
            })),
        function("e")
            .takes("")
            .gives("number")
            .example("round(e(), 4)", "2.7183")
            .polars(|_| Ok(lit(std::f64::consts::E)))
            .spark(Same("e")),
    ]
}

/// A function of one number with the same name in Spark.
fn of_one(name: &'static str, example: &'static str, value: &'static str, polars: Lowering) -> Function {
    function(name).takes("value: number").gives("number").example(example, value).polars(polars).spark(Same(name))
}

fn logarithm(value: Expr, base: f64) -> Result<Expr, Problem> {
    let (name, log): (_, fn(f64) -> f64) = match base {
        10.0 => ("log10", f64::log10),
        2.0 => ("log2", f64::log2),
        _ => ("ln", f64::ln),
    };
    Ok(unary(value, DataType::Float64, name, move |column| {
        let logs = column.f64()?.iter().map(|value| value.filter(|value| *value > 0.0 || value.is_nan()).map(log));
        Ok(logs.collect::<Float64Chunked>().into_column())
    }))
}
