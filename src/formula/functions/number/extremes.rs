//! The largest and the smallest of several values of any type.

use polars::prelude::*;

use super::super::function::Spark::With;
use super::super::function::{Function, function};
use crate::base::{Problem, Type};
use crate::formula::lower::{named, native};

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("greatest")
            .takes("value: same...")
            .gives("same")
            .example("greatest(3, NULL, 7)", "7")
            .polars(|c| extreme(c.lowered.clone(), c.data_type, true))
            .spark(With(|_, sql| spark_extreme("greatest", sql))),
        function("least")
            .takes("value: same...")
            .gives("same")
            .example("least(3, NULL, 7)", "3")
            .polars(|c| extreme(c.lowered.clone(), c.data_type, false))
            .spark(With(|_, sql| spark_extreme("least", sql))),
    ]
}

/// Nulls are ignored, and NaN is larger than every number, as everywhere else.
fn extreme(values: Vec<Expr>, data_type: &Type, greatest: bool) -> Result<Expr, Problem> {
    let dtype = native(data_type)?;
    let expr = map_multiple(
        move |columns| {
            let mut values = columns.iter();
            let Some(first) = values.next() else { polars_bail!(ComputeError: "no value is the largest of none") };
            let mut best = first.clone();
            for value in values {
                let rows = best.len().max(value.len());
                let left = spread(&best, rows);
                let right = spread(value, rows);
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

/// Broadcasts a column of one row to all rows.
fn spread(column: &Column, rows: usize) -> Series {
    let series = column.as_materialized_series();
    if series.len() == 1 && rows > 1 { series.new_from_index(0, rows) } else { series.clone() }
}

/// Spark requires at least two values.
fn spark_extreme(name: &str, sql: &[String]) -> String {
    match sql {
        [one] => one.clone(),
        all => format!("{name}({})", all.join(", ")),
    }
}
