//! Fewer digits, whole numbers, and signs.

use polars::prelude::*;

use super::super::Spark::{Same, With};
use super::super::{Call, Function, function};
use crate::base::{DecimalType, Problem, Type, decimal};
use crate::formula::lower::{of_units, to_integer, type_of, unary};
use crate::formula::tree::Tree;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("abs")
            .takes("value: numeric")
            .gives("numeric")
            .example("abs(-3)", "3")
            .polars(|c| match c.data_type {
                // The smallest integer has no positive twin.
                Type::Integer => Ok(unary(c.arg(0), DataType::Int64, "abs", |column| {
                    Ok(column.i64()?.iter().map(|value| value?.checked_abs()).collect::<Int64Chunked>().into_column())
                })),
                Type::Decimal(..) => of_units(c.arg(0), c.data_type, "abs", |units, _| Some(units.abs())),
                _ => Ok(c.arg(0).abs()),
            })
            .spark(With(|trees, sql| match trees[0].data_type {
                Type::Integer => format!("abs(nullif({}, -9223372036854775808L))", sql[0]),
                // The largest decimals would have one digit too many on their way.
                Type::Decimal(38, _) => format!("if({0} < 0, (- {0}), {0})", sql[0]),
                _ => format!("abs({})", sql[0]),
            })),
        function("sign")
            .takes("value: number")
            .gives("number")
            .example("sign(-0.5)", "-1.0")
            .aliases(&["signum"])
            .polars(|c| Ok(c.arg(0).sign()))
            .spark(Same("sign")),
        function("round")
            .takes("value: numeric, [digits: constant integer]")
            .gives("numeric")
            .example("round(2.345, 2)", "2.35")
            .polars(|c| rounded(c.arg(0), c.integer(1).unwrap_or(0), c.data_type))
            .spark(With(|trees, sql| {
                let digits = trees.get(1).and_then(Tree::constant_integer).unwrap_or(0);
                match trees[0].data_type {
                    Type::Integer if digits >= 0 => sql[0].clone(),
                    // One digit more, so that what does not fit is null.
                    Type::Integer => {
                        format!("TRY_CAST(round(CAST({} AS DECIMAL(20, 0)), {digits}) AS BIGINT)", sql[0])
                    }
                    _ => format!("round({}, {digits})", sql[0]),
                }
            }))
            .result(|trees, data_type| match data_type {
                Type::Decimal(..) => {
                    type_of(&data_type).rounded(trees.get(1).and_then(Tree::constant_integer).unwrap_or(0)).into()
                }
                other => other,
            })
            .check(|trees| match trees.get(1).and_then(|tree| tree.constant_integer()) {
                Some(digits) if !(-18..=18).contains(&digits) => {
                    Err(Problem::error(say!("function-rounding")).span(trees[1].span.clone()))
                }
                _ => Ok(()),
            }),
        function("floor")
            .takes("value: numeric")
            .gives("integer")
            .example("floor(-1.5)", "-2")
            .polars(|c| whole(c, Expr::floor, |units, one| units.div_euclid(one)))
            .spark(With(|trees, sql| spark_whole("floor", trees, &sql[0]))),
        function("ceil")
            .takes("value: numeric")
            .gives("integer")
            .example("ceil(1.2)", "2")
            .aliases(&["ceiling"])
            .polars(|c| whole(c, Expr::ceil, |units, one| -(-units).div_euclid(one)))
            .spark(With(|trees, sql| spark_whole("ceil", trees, &sql[0]))),
        function("trunc")
            .takes("value: numeric")
            .gives("integer")
            .example("trunc(-1.7)", "-1")
            .aliases(&["truncate"])
            .polars(|c| whole(c, |value| value, |units, one| units / one))
            .spark(With(|_, sql| format!("TRY_CAST({} AS BIGINT)", sql[0]))),
    ]
}

fn rounded(value: Expr, digits: i64, data_type: &Type) -> Result<Expr, Problem> {
    let power = 10f64.powi(digits.unsigned_abs() as i32);
    Ok(match (data_type, digits) {
        (Type::Decimal(..), _) => {
            let to = type_of(data_type);
            // To tens and hundreds: rounded there first, with zeros put back.
            let (zeros, unit) = (u8::try_from(-digits).unwrap_or(0), 10_i128.pow(u32::try_from(-digits).unwrap_or(0)));
            return of_units(value, data_type, "round", move |units, scale| match zeros {
                0 => decimal::rescale(units, scale, to),
                zeros => {
                    let rounded = decimal::rescale(units, scale + zeros, DecimalType::new(decimal::MOST_DIGITS, 0))?;
                    rounded.checked_mul(unit).filter(|units| decimal::fits(*units, to))
                }
            });
        }
        (Type::Integer, 0..) => value,
        (Type::Integer, _) => {
            let unit = 10i64.pow(digits.unsigned_abs() as u32);
            unary(value, DataType::Int64, "round", move |column| {
                let round = |value: i64| {
                    let rest = value % unit;
                    let up = rest.unsigned_abs() * 2 >= unit.unsigned_abs();
                    (value - rest).checked_add(if up { unit * rest.signum() } else { 0 })
                };
                Ok(column.i64()?.iter().map(|value| round(value?)).collect::<Int64Chunked>().into_column())
            })
        }
        (_, 0..) => value.round(digits as u32, RoundMode::HalfAwayFromZero),
        (_, _) => (value / lit(power)).round(0, RoundMode::HalfAwayFromZero) * lit(power),
    })
}

/// A whole number of a value of any numeric type.
fn whole(call: &Call, of_number: fn(Expr) -> Expr, of_units: fn(i128, i128) -> i128) -> Result<Expr, Problem> {
    Ok(match call.arguments[0].data_type {
        Type::Integer => call.arg(0),
        Type::Decimal(..) => to_integer(call.arg(0), "whole", of_units),
        _ => of_number(call.arg(0)).cast(DataType::Int64),
    })
}

/// Spark gives the largest integer for what is larger, and 0 for NaN.
fn spark_whole(name: &str, trees: &[Tree], value: &str) -> String {
    match trees[0].data_type {
        Type::Integer => value.to_owned(),
        Type::Decimal(..) => format!("TRY_CAST({name}({value}) AS BIGINT)"),
        _ => {
            let fits = format!("{value} >= -9223372036854775808D AND {value} < 9223372036854775808D");
            format!("CASE WHEN {fits} THEN {name}({value}) END")
        }
    }
}
