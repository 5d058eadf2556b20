//! Rounding, whole numbers, and signs.

use polars::prelude::*;

use super::super::function::Spark::{Same, With};
use super::super::function::{Call, Function, function};
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
                // The smallest integer has no positive counterpart.
                Type::Integer => Ok(unary(c.arg(0), DataType::Int64, "abs", |column| {
                    Ok(column.i64()?.iter().map(|value| value?.checked_abs()).collect::<Int64Chunked>().into_column())
                })),
                Type::Decimal(..) => of_units(c.arg(0), c.data_type, "abs", |units, _| Some(units.abs())),
                _ => Ok(c.arg(0).abs()),
            })
            .spark(With(|trees, sql| match trees[0].data_type {
                Type::Integer => format!("abs(nullif({}, -9223372036854775808L))", sql[0]),
                // Spark's own function keeps 34 digits.
                Type::Decimal(precision @ 35.., scale) => {
                    format!("CAST(replace(CAST({} AS STRING), '-', '') AS DECIMAL({precision}, {scale}))", sql[0])
                }
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
                    // One digit more, so that a result that does not fit is null.
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
    Ok(match (data_type, digits) {
        (Type::Decimal(..), _) => {
            let to = type_of(data_type);
            // To tens and hundreds: rounded there first, then the zeros are restored.
            let zeros = u8::try_from(-digits).unwrap_or(0);
            let unit = 10_i128.pow(u32::try_from(-digits).unwrap_or(0));
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
        _ => unary(value, DataType::Float64, "round", move |column| {
            Ok(column.f64()?.apply_values(|value| nearest(value, digits as i32)).into_column())
        }),
    })
}

/// Rounded as written: 1.005 becomes 1.01, though the float that represents it is slightly less.
fn nearest(value: f64, digits: i32) -> f64 {
    // Beyond 53 bits floats cannot be distinguished from their neighbours.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let power = 10f64.powi(digits.abs());
    let scaled = if digits < 0 { value / power } else { value * power };
    let to_half = (scaled.abs().fract() - 0.5).abs();
    let unscaled = |whole: f64| if digits < 0 { whole * power } else { whole / power };
    match scaled.abs() {
        size if size < EXACT && to_half > size.max(1.0) * 1e-9 && unscaled(scaled.round()).abs() < EXACT => {
            unscaled(scaled.round())
        }
        _ if !value.is_finite() || (digits >= 0 && value.fract() == 0.0) => value,
        _ => as_written(value, digits),
    }
}

/// The same on the digits of the shortest text representation.
fn as_written(value: f64, digits: i32) -> f64 {
    let text = format!("{:e}", value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let written: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    // The number of digits to keep.
    let kept = exponent.parse::<i32>().unwrap_or(0) + 1 + digits;
    let up = usize::try_from(kept).is_ok_and(|kept| written.get(kept).is_some_and(|digit| *digit >= 5));
    let whole = written.iter().take(kept.max(0) as usize).fold(0_i128, |sum, digit| sum * 10 + i128::from(*digit));
    let missing = (kept - written.len() as i32).max(0);
    let rounded = format!("{}e{}", whole + i128::from(up), missing - digits).parse().unwrap_or(value);
    if value < 0.0 { -rounded } else { rounded }
}

/// A whole number from a value of any numeric type.
fn whole(call: &Call, of_number: fn(Expr) -> Expr, of_units: fn(i128, i128) -> i128) -> Result<Expr, Problem> {
    Ok(match call.arguments[0].data_type {
        Type::Integer => call.arg(0),
        Type::Decimal(..) => to_integer(call.arg(0), "whole", of_units),
        _ => of_number(call.arg(0)).cast(DataType::Int64),
    })
}

/// Spark returns the largest integer for larger values, and 0 for NaN.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_as_they_are_written() {
        for (value, digits, expected) in [
            (1.005, 2, 1.01),
            (0.285, 2, 0.29),
            (2.675, 2, 2.68),
            (-1.005, 2, -1.01),
            (2.5, 0, 3.0),
            (0.5, 0, 1.0),
            (0.49999999999999994, 0, 0.0),
            (0.05, 0, 0.0),
            (250.0, -2, 300.0),
            (249.99, -2, 200.0),
            (50.0, -2, 100.0),
            (4.0, -2, 0.0),
            (1e300, 2, 1e300),
            (1e-300, 18, 0.0),
            (123_456_789.125, 2, 123_456_789.13),
            (9e15, -16, 1e16),
            (5e-324, 5, 0.0),
        ] {
            assert_eq!(nearest(value, digits), expected, "{value} {digits}");
        }
        assert!(nearest(f64::NAN, 2).is_nan() && nearest(f64::INFINITY, -2).is_infinite());
    }
}
