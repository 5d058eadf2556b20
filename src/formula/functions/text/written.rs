//! Numbers as people write them.

use polars::prelude::*;

use super::super::function::Spark::With;
use super::super::function::{Call, Function, function};
use super::written_on_spark::{Reading, sql};
use crate::base::{DecimalType, Problem, WrittenNumber, decimal};
use crate::formula::lower::{column_of, native, type_of, unary};
use crate::formula::rows::{Cell, number_rows};
use crate::formula::tree::Tree;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("parse_number")
            .takes("text: text, [point: constant text]")
            .gives("number")
            .example("parse_number('$1,200.50')", "1200.5")
            .polars(|c| Ok(written_number(c, false)))
            .spark(With(|trees, text| sql(&text[0], point(trees, 1), Reading::Number)))
            .check(|trees| known_point(trees, 1)),
        function("parse_decimal")
            .takes("text: text, scale: constant integer, [point: constant text]")
            .gives("decimal")
            .example("parse_decimal('$1,200.50', 2)", "1200.50")
            .polars(written_decimal)
            .spark(With(|trees, text| {
                let of = decimal_type(trees);
                sql(&text[0], point(trees, 2), Reading::Decimal(of.precision, of.scale))
            }))
            .result(|trees, _| decimal_type(trees).into())
            .check(|trees| {
                known_point(trees, 2)?;
                match trees[1].constant_integer() {
                    Some(scale) if !(0..=MOST_SCALE).contains(&scale) => {
                        let text = say!("function-scale", most = MOST_SCALE);
                        Err(Problem::error(text).span(trees[1].span.clone()))
                    }
                    _ => Ok(()),
                }
            }),
        function("parse_percent")
            .takes("text: text, [point: constant text]")
            .gives("number")
            .example("parse_percent('12,5 %', ',')", "0.125")
            .polars(|c| Ok(written_number(c, true)))
            .spark(With(|trees, text| sql(&text[0], point(trees, 1), Reading::Percent)))
            .check(|trees| known_point(trees, 1)),
    ]
}

/// The decimal separator given by the argument at `index`.
fn point(trees: &[Tree], index: usize) -> char {
    trees.get(index).and_then(Tree::constant_text).and_then(|text| text.chars().next()).unwrap_or('.')
}

fn known_point(trees: &[Tree], index: usize) -> Result<(), Problem> {
    match trees.get(index).and_then(Tree::constant_text) {
        None | Some("." | ",") => Ok(()),
        Some(other) => Err(Problem::error(say!("function-no-point", point = other))
            .remedy(say!("function-points"))
            .span(trees[index].span.clone())),
    }
}

/// The value of a written number, or of a written percentage.
fn written_number(call: &Call, percent: bool) -> Expr {
    let point = point(call.arguments, 1);
    number_rows(vec![call.arg(0)], move |cells| match cells {
        [Cell::Text(text)] => WrittenNumber::read(text, point).filter(|found| found.percent == percent)?.value(),
        _ => None,
    })
}

/// The most fractional digits of a decimal that is read from text.
const MOST_SCALE: i64 = (decimal::MOST_DIGITS - WrittenNumber::DIGITS) as i64;

/// The type of a written decimal: all digits that a written number can have, and its scale.
fn decimal_type(trees: &[Tree]) -> DecimalType {
    let scale = trees.get(1).and_then(Tree::constant_integer).unwrap_or(0).clamp(0, MOST_SCALE) as u8;
    DecimalType::new(WrittenNumber::DIGITS + scale, scale)
}

/// The exact value of a written number; null if it has more fractional digits than the scale.
fn written_decimal(call: &Call) -> Result<Expr, Problem> {
    let to = type_of(call.data_type);
    let point = point(call.arguments, 2);
    Ok(unary(call.arg(0), native(call.data_type)?, "parse_decimal", move |column| {
        let units = column.str()?.iter().map(|text| {
            let written = WrittenNumber::read(text?, point).filter(|found| !found.percent)?;
            decimal::parse(&written.plain, to).filter(|(_, exact)| *exact).map(|(units, _)| units)
        });
        let units: Int128Chunked = units.collect();
        Ok(column_of(units.with_name(column.name().clone()), to))
    }))
}
