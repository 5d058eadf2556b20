//! Functions of numbers. What has no value in the numbers (the logarithm of 0) is null; what overflows is null.

use polars::prelude::*;

use super::Spark::{Same, Template, With};
use super::{Call, Function};
use crate::base::{DecimalType, Problem, Type, decimal};
use crate::formula::lower::{
    decimal_remainder, decimal_sum, integer, integer_quotient, integer_remainder, named, native, number_remainder,
    of_units, to_integer, type_of, unary,
};
use crate::formula::tree::Tree;

pub(super) fn functions() -> Vec<Function> {
    let f = Function::new;
    let mut all = vec![
        f(
            ("abs", "value: numeric -> numeric"),
            ("abs(-3)", "3"),
            |c| match c.data_type {
                // The smallest integer has no positive twin.
                Type::Integer => Ok(unary(c.arg(0), DataType::Int64, "abs", |column| {
                    Ok(column.i64()?.iter().map(|value| value?.checked_abs()).collect::<Int64Chunked>().into_column())
                })),
                Type::Decimal(..) => of_units(c.arg(0), c.data_type, "abs", |units, _| Some(units.abs())),
                _ => Ok(c.arg(0).abs()),
            },
            With(|trees, sql| match trees[0].data_type {
                Type::Integer => format!("abs(nullif({}, {}))", sql[0], "-9223372036854775808"),
                _ => format!("abs({})", sql[0]),
            }),
        ),
        f(
            ("round", "value: numeric, [digits: constant integer] -> numeric"),
            ("round(2.345, 2)", "2.35"),
            |c| rounded(c.arg(0), c.integer(1).unwrap_or(0), c.data_type),
            Same("round"),
        )
        .gives(|trees, data_type| match data_type {
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
        f(
            ("floor", "value: numeric -> integer"),
            ("floor(-1.5)", "-2"),
            |c| whole(c, Expr::floor, |units, one| units.div_euclid(one)),
            With(|trees, sql| spark_whole(trees, &format!("floor({})", sql[0]))),
        ),
        f(
            ("ceil", "value: numeric -> integer"),
            ("ceil(1.2)", "2"),
            |c| whole(c, Expr::ceil, |units, one| -(-units).div_euclid(one)),
            With(|trees, sql| spark_whole(trees, &format!("ceil({})", sql[0]))),
        )
        .aliases(&["ceiling"]),
        f(
            ("trunc", "value: numeric -> integer"),
            ("trunc(-1.7)", "-1"),
            |c| whole(c, |value| value, |units, one| units / one),
            With(|trees, sql| spark_whole(trees, &sql[0])),
        )
        .aliases(&["truncate"]),
        f(("sign", "value: number -> number"), ("sign(-0.5)", "-1.0"), |c| Ok(c.arg(0).sign()), Same("sign"))
            .aliases(&["signum"]),
        f(
            ("mod", "value: numeric, divisor: numeric -> numeric"),
            ("mod(-7, 3)", "-1"),
            |c| match c.data_type {
                Type::Integer => Ok(integer_remainder(c.arg(0), c.arg(1))),
                Type::Decimal(..) => decimal_remainder(c.arg(0), c.arg(1), c.data_type),
                _ => Ok(number_remainder(c.arg(0), c.arg(1))),
            },
            Template("({0} % nullif({1}, 0))"),
        ),
        f(
            ("div", "value: integer, divisor: integer -> integer"),
            ("div(-7, 3)", "-2"),
            |c| Ok(integer_quotient(c.arg(0), c.arg(1))),
            Template("({0} div nullif({1}, 0))"),
        ),
        f(
            ("pmod", "value: numeric, divisor: numeric -> numeric"),
            ("pmod(-7, 3)", "2"),
            |c| match c.data_type {
                Type::Integer => Ok(positive(integer_remainder(c.arg(0), c.arg(1)), c.arg(1), integer(0))),
                Type::Decimal(..) => decimal_pmod(c),
                _ => Ok(positive(number_remainder(c.arg(0), c.arg(1)), c.arg(1), lit(0.0))),
            },
            Template("pmod({0}, nullif({1}, 0))"),
        )
        .copies(4),
        f(
            ("power", "base: number, exponent: number -> number"),
            ("power(2, 10)", "1024.0"),
            |c| Ok(c.arg(0).pow(c.arg(1))),
            Same("power"),
        )
        .aliases(&["pow"]),
        f(
            ("ln", "value: number -> number"),
            ("ln(1)", "0.0"),
            |c| logarithm(c.arg(0), std::f64::consts::E),
            Same("ln"),
        ),
        f(("log10", "value: number -> number"), ("log10(1000)", "3.0"), |c| logarithm(c.arg(0), 10.0), Same("log10")),
        f(("log2", "value: number -> number"), ("log2(8)", "3.0"), |c| logarithm(c.arg(0), 2.0), Same("log2")),
        f(
            ("log", "value: number -> number | base: number, value: number -> number"),
            ("round(log(3, 81), 9)", "4.0"),
            |c| match c.count() {
                1 => logarithm(c.arg(0), std::f64::consts::E),
                _ => Ok(logarithm(c.arg(1), std::f64::consts::E)? / logarithm(c.arg(0), std::f64::consts::E)?),
            },
            With(|_, sql| match sql {
                [value] => format!("ln({value})"),
                _ => format!("(ln({}) / nullif(ln({}), 0))", sql[1], sql[0]),
            }),
        ),
        f(
            ("greatest", "value: same... -> same"),
            ("greatest(3, NULL, 7)", "7"),
            |c| extreme(c.lowered.clone(), c.data_type, true),
            With(|_, sql| spark_extreme("greatest", sql)),
        ),
        f(
            ("least", "value: same... -> same"),
            ("least(3, NULL, 7)", "3"),
            |c| extreme(c.lowered.clone(), c.data_type, false),
            With(|_, sql| spark_extreme("least", sql)),
        ),
        f(("pi", "-> number"), ("round(pi(), 4)", "3.1416"), |_| Ok(lit(std::f64::consts::PI)), Same("pi")),
        f(("e", "-> number"), ("round(e(), 4)", "2.7183"), |_| Ok(lit(std::f64::consts::E)), Same("e")),
        f(
            ("atan2", "y: number, x: number -> number"),
            ("atan2(0, 1)", "0.0"),
            |c| Ok(c.arg(0).arctan2(c.arg(1))),
            Same("atan2"),
        ),
    ];
    all.extend(of_one());
    all
}

/// Functions of one number that polars and Spark share by name.
fn of_one() -> Vec<Function> {
    let f = |name, example, polars| Function::new((name, "value: number -> number"), example, polars, Same(name));
    vec![
        f("sqrt", ("sqrt(9)", "3.0"), |c| Ok(c.arg(0).sqrt())),
        f("cbrt", ("cbrt(27)", "3.0"), |c| Ok(c.arg(0).cbrt())),
        f("exp", ("exp(0)", "1.0"), |c| Ok(c.arg(0).exp())),
        f("sin", ("sin(0)", "0.0"), |c| Ok(c.arg(0).sin())),
        f("cos", ("cos(0)", "1.0"), |c| Ok(c.arg(0).cos())),
        f("tan", ("tan(0)", "0.0"), |c| Ok(c.arg(0).tan())),
        f("asin", ("asin(0)", "0.0"), |c| Ok(c.arg(0).arcsin())),
        f("acos", ("acos(1)", "0.0"), |c| Ok(c.arg(0).arccos())),
        f("atan", ("atan(0)", "0.0"), |c| Ok(c.arg(0).arctan())),
        f("degrees", ("degrees(pi())", "180.0"), |c| Ok(c.arg(0).degrees())),
        f("radians", ("round(radians(180), 4)", "3.1416"), |c| Ok(c.arg(0).radians())),
    ]
}

/// A negative remainder of a positive divisor, made positive.
fn positive(remainder: Expr, divisor: Expr, zero: Expr) -> Expr {
    let negative = remainder.clone().lt(zero.clone()).and(divisor.clone().gt(zero));
    when(negative).then(remainder.clone() + divisor).otherwise(remainder)
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

fn same_type(_: &Schema, field: &Field) -> PolarsResult<Field> {
    Ok(field.clone())
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
            let expr = value.map(
                move |column| {
                    let round = |v: i64| {
                        let rest = v % unit;
                        let down = v - rest;
                        if rest.unsigned_abs() * 2 >= unit.unsigned_abs() {
                            down.saturating_add(unit * rest.signum())
                        } else {
                            down
                        }
                    };
                    Ok(column.i64()?.apply_values(round).into_column())
                },
                same_type,
            );
            named(expr, "round")
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

fn spark_whole(trees: &[Tree], value: &str) -> String {
    match trees[0].data_type {
        Type::Integer | Type::Decimal(..) => format!("TRY_CAST({value} AS BIGINT)"),
        _ => format!("CAST(nanvl({value}, NULL) AS BIGINT)"),
    }
}

fn decimal_pmod(call: &Call) -> Result<Expr, Problem> {
    let zero = lit(0).cast(native(call.data_type)?);
    let remainder = decimal_remainder(call.arg(0), call.arg(1), call.data_type)?;
    let negative = remainder.clone().lt(zero.clone()).and(call.arg(1).gt(zero));
    let raised = decimal_sum(remainder.clone(), call.arg(1), call.data_type)?;
    Ok(when(negative).then(raised).otherwise(remainder))
}

/// Nulls are left out, and NaN is larger than every number, as everywhere else.
fn extreme(values: Vec<Expr>, data_type: &Type, greatest: bool) -> Result<Expr, Problem> {
    let dtype = native(data_type)?;
    let expr = map_multiple(
        move |columns| {
            let mut values = columns.iter();
            let Some(first) = values.next() else { polars_bail!(ComputeError: "no value is the largest of none") };
            let mut best = first.clone();
            for value in values {
                let rows = best.len().max(value.len());
                let (left, right) = (spread(&best, rows), spread(value, rows));
                let better = if greatest { right.gt(&left)? } else { right.lt(&left)? };
                let take = left.is_null() | (better & right.is_not_null());
                best = right.zip_with(&take.fill_null_with_values(false)?, &left)?.into_column();
            }
            Ok(best.with_name(first.name().clone()))
        },
        values,
        move |_, fields| Ok(Field::new(fields[0].name().clone(), dtype.clone())),
    );
    Ok(named(expr, if greatest { "greatest" } else { "least" }))
}

/// A column of one row stands for all rows.
fn spread(column: &Column, rows: usize) -> Series {
    let series = column.as_materialized_series();
    if series.len() == 1 && rows > 1 { series.new_from_index(0, rows) } else { series.clone() }
}

/// Spark wants two values at least.
fn spark_extreme(name: &str, sql: &[String]) -> String {
    match sql {
        [one] => one.clone(),
        all => format!("{name}({})", all.join(", ")),
    }
}
