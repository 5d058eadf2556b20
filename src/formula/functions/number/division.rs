//! Integer quotients and remainders. Division by zero gives null.

use polars::prelude::*;

use super::super::function::Spark::{Template, With};
use super::super::function::{Call, Function, function};
use crate::base::{Problem, Type};
use crate::formula::lower::{
    decimal_remainder, decimal_sum, integer, integer_quotient, integer_remainder, native, number_remainder,
};

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("mod")
            .takes("value: numeric, divisor: numeric")
            .gives("numeric")
            .example("mod(-7, 3)", "-1")
            .polars(|c| match c.data_type {
                Type::Integer => Ok(integer_remainder(c.arg(0), c.arg(1))),
                Type::Decimal(..) => decimal_remainder(c.arg(0), c.arg(1), c.data_type),
                _ => Ok(number_remainder(c.arg(0), c.arg(1))),
            })
            .spark(Template("({0} % nullif({1}, 0))")),
        function("div")
            .takes("value: integer, divisor: integer")
            .gives("integer")
            .example("div(-7, 3)", "-2")
            .polars(|c| Ok(integer_quotient(c.arg(0), c.arg(1))))
            .spark(Template("({0} div nullif({1}, 0))")),
        function("pmod")
            .takes("value: numeric, divisor: numeric")
            .gives("numeric")
            .example("pmod(-7, 3)", "2")
            .polars(|c| match c.data_type {
                Type::Integer => Ok(positive(integer_remainder(c.arg(0), c.arg(1)), c.arg(1), integer(0))),
                Type::Decimal(..) => decimal_pmod(c),
                _ => Ok(positive(number_remainder(c.arg(0), c.arg(1)), c.arg(1), lit(0.0))),
            })
            .spark(With(|trees, sql| match trees[0].data_type {
                // Spark adds a negative divisor before it checks again, which may overflow 64 bits.
                Type::Integer => {
                    let [value, divisor] = [&sql[0], &sql[1]];
                    format!("CASE WHEN {divisor} > 0 THEN pmod({value}, {divisor}) WHEN {divisor} < 0 THEN {value} % {divisor} END")
                }
                _ => format!("pmod({}, nullif({}, 0))", sql[0], sql[1]),
            }))
            .copies(4),
    ]
}

/// A negative remainder of a positive divisor, made positive.
fn positive(remainder: Expr, divisor: Expr, zero: Expr) -> Expr {
    let negative = remainder.clone().lt(zero.clone()).and(divisor.clone().gt(zero));
    when(negative).then(remainder.clone() + divisor).otherwise(remainder)
}

fn decimal_pmod(call: &Call) -> Result<Expr, Problem> {
    let zero = lit(0).cast(native(call.data_type)?);
    let remainder = decimal_remainder(call.arg(0), call.arg(1), call.data_type)?;
    let negative = remainder.clone().lt(zero.clone()).and(call.arg(1).gt(zero));
    let raised = decimal_sum(remainder.clone(), call.arg(1), call.data_type)?;
    Ok(when(negative).then(raised).otherwise(remainder))
}
