//! Functions of numbers. What has no value in the numbers (the logarithm of 0) is null; what overflows is null.

use polars::prelude::*;

use super::Function;
use super::Spark::{Same, Template, With};
use crate::base::{Problem, Type};
use crate::formula::lower::{integer, integer_remainder, named, native, number_remainder, unary};

pub(super) fn functions() -> Vec<Function> {
    let f = Function::new;
    let mut all = vec![
        f(
            ("abs", "value: numeric -> numeric"),
            "The value without its sign.",
            ("abs(-3)", "3"),
            |c| match c.data_type {
                // The smallest integer has no positive twin.
                Type::Integer => Ok(unary(c.arg(0), DataType::Int64, "abs", |column| {
                    Ok(column.i64()?.iter().map(|value| value?.checked_abs()).collect::<Int64Chunked>().into_column())
                })),
                _ => Ok(c.arg(0).abs()),
            },
            With(|trees, sql| match trees[0].data_type {
                Type::Integer => format!("abs(nullif({}, {}))", sql[0], "-9223372036854775808"),
                _ => format!("abs({})", sql[0]),
            }),
        ),
        f(
            ("round", "value: numeric, [digits: constant integer] -> numeric"),
            "The value rounded to digits after the point (none without a word), halves away from zero.",
            ("round(2.345, 2)", "2.35"),
            |c| Ok(rounded(c.arg(0), c.integer(1).unwrap_or(0), c.data_type)),
            Same("round"),
        )
        .check(|trees| match trees.get(1).and_then(|tree| tree.constant_integer()) {
            Some(digits) if !(-18..=18).contains(&digits) => {
                Err(Problem::error("Rounding takes between -18 and 18 digits").span(trees[1].span.clone()))
            }
            _ => Ok(()),
        }),
        f(
            ("floor", "value: number -> integer"),
            "The next whole number below.",
            ("floor(-1.5)", "-2"),
            |c| Ok(c.arg(0).floor().cast(DataType::Int64)),
            Template("CAST(nanvl(floor({0}), NULL) AS BIGINT)"),
        ),
        f(
            ("ceil", "value: number -> integer"),
            "The next whole number above.",
            ("ceil(1.2)", "2"),
            |c| Ok(c.arg(0).ceil().cast(DataType::Int64)),
            Template("CAST(nanvl(ceil({0}), NULL) AS BIGINT)"),
        )
        .aliases(&["ceiling"]),
        f(
            ("trunc", "value: number -> integer"),
            "The whole number without what stands after the point.",
            ("trunc(-1.7)", "-1"),
            |c| Ok(c.arg(0).cast(DataType::Int64)),
            Template("CAST(nanvl({0}, NULL) AS BIGINT)"),
        )
        .aliases(&["truncate"]),
        f(
            ("sign", "value: number -> number"),
            "-1, 0 or 1, as the value is negative, zero or positive.",
            ("sign(-0.5)", "-1.0"),
            |c| Ok(c.arg(0).sign()),
            Same("sign"),
        )
        .aliases(&["signum"]),
        f(
            ("mod", "value: integer, divisor: integer -> integer | value: number, divisor: number -> number"),
            "The remainder of a division, with the sign of the value, as % gives it; null where the divisor is 0.",
            ("mod(-7, 3)", "-1"),
            |c| match c.data_type {
                Type::Integer => Ok(integer_remainder(c.arg(0), c.arg(1))),
                _ => Ok(number_remainder(c.arg(0), c.arg(1))),
            },
            Template("({0} % nullif({1}, 0))"),
        ),
        f(
            ("pmod", "value: integer, divisor: integer -> integer | value: number, divisor: number -> number"),
            "The remainder of a division, never negative for a positive divisor; null where the divisor is 0.",
            ("pmod(-7, 3)", "2"),
            |c| match c.data_type {
                Type::Integer => Ok(positive(integer_remainder(c.arg(0), c.arg(1)), c.arg(1), integer(0))),
                _ => Ok(positive(number_remainder(c.arg(0), c.arg(1)), c.arg(1), lit(0.0))),
            },
            Template("pmod({0}, nullif({1}, 0))"),
        )
        .copies(4),
        f(
            ("power", "base: number, exponent: number -> number"),
            "The base to the power of the exponent.",
            ("power(2, 10)", "1024.0"),
            |c| Ok(c.arg(0).pow(c.arg(1))),
            Same("power"),
        )
        .aliases(&["pow"]),
        f(
            ("ln", "value: number -> number"),
            "The natural logarithm; null for 0 and less.",
            ("ln(1)", "0.0"),
            |c| logarithm(c.arg(0), std::f64::consts::E),
            Same("ln"),
        ),
        f(
            ("log10", "value: number -> number"),
            "The logarithm to base 10; null for 0 and less.",
            ("log10(1000)", "3.0"),
            |c| logarithm(c.arg(0), 10.0),
            Same("log10"),
        ),
        f(
            ("log2", "value: number -> number"),
            "The logarithm to base 2; null for 0 and less.",
            ("log2(8)", "3.0"),
            |c| logarithm(c.arg(0), 2.0),
            Same("log2"),
        ),
        f(
            ("log", "value: number -> number | base: number, value: number -> number"),
            "The natural logarithm, or that to a base; null for 0 and less.",
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
            "The largest of the values; nulls are left out.",
            ("greatest(3, NULL, 7)", "7"),
            |c| extreme(c.lowered.clone(), c.data_type, true),
            With(|_, sql| spark_extreme("greatest", sql)),
        ),
        f(
            ("least", "value: same... -> same"),
            "The smallest of the values; nulls are left out.",
            ("least(3, NULL, 7)", "3"),
            |c| extreme(c.lowered.clone(), c.data_type, false),
            With(|_, sql| spark_extreme("least", sql)),
        ),
        f(
            ("pi", "-> number"),
            "The ratio of a circle's circumference to its diameter.",
            ("round(pi(), 4)", "3.1416"),
            |_| Ok(lit(std::f64::consts::PI)),
            Same("pi"),
        ),
        f(
            ("e", "-> number"),
            "The base of the natural logarithm.",
            ("round(e(), 4)", "2.7183"),
            |_| Ok(lit(std::f64::consts::E)),
            Same("e"),
        ),
        f(
            ("atan2", "y: number, x: number -> number"),
            "The angle in radians between the x axis and the point (x, y).",
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
    let f = |name, about, example, polars| {
        Function::new((name, "value: number -> number"), about, example, polars, Same(name))
    };
    vec![
        f("sqrt", "The square root; NaN below 0.", ("sqrt(9)", "3.0"), |c| Ok(c.arg(0).sqrt())),
        f("cbrt", "The cube root.", ("cbrt(27)", "3.0"), |c| Ok(c.arg(0).cbrt())),
        f("exp", "e to the power of the value.", ("exp(0)", "1.0"), |c| Ok(c.arg(0).exp())),
        f("sin", "The sine of an angle in radians.", ("sin(0)", "0.0"), |c| Ok(c.arg(0).sin())),
        f("cos", "The cosine of an angle in radians.", ("cos(0)", "1.0"), |c| Ok(c.arg(0).cos())),
        f("tan", "The tangent of an angle in radians.", ("tan(0)", "0.0"), |c| Ok(c.arg(0).tan())),
        f("asin", "The angle in radians that has this sine.", ("asin(0)", "0.0"), |c| Ok(c.arg(0).arcsin())),
        f("acos", "The angle in radians that has this cosine.", ("acos(1)", "0.0"), |c| Ok(c.arg(0).arccos())),
        f("atan", "The angle in radians that has this tangent.", ("atan(0)", "0.0"), |c| Ok(c.arg(0).arctan())),
        f("degrees", "An angle in radians in degrees.", ("degrees(pi())", "180.0"), |c| Ok(c.arg(0).degrees())),
        f("radians", "An angle in degrees in radians.", ("round(radians(180), 4)", "3.1416"), |c| {
            Ok(c.arg(0).radians())
        }),
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

fn rounded(value: Expr, digits: i64, data_type: &Type) -> Expr {
    let power = 10f64.powi(digits.unsigned_abs() as i32);
    match (data_type, digits) {
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
    }
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
