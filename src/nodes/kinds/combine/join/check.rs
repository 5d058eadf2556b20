//! Checks, while a join runs, that no key is duplicated on a side.

use std::sync::Arc;

use polars::prelude::*;

use crate::base::Problem;
use crate::base::text::in_a_row;
use crate::nodes::kit::columns::{column, exactly, free_name};
use crate::nodes::kit::frame::{Frame, problem_of};
use crate::nodes::kit::lower::Lower;

/// `joined`, preceded by a plan that returns no rows but fails if the `keys` of `table` (the "left" or "right" one) are
/// not unique. Only the keys are read for it; null keys, which match nothing, may repeat.
pub(super) fn guard(
    cx: &Lower,
    joined: Frame,
    table: &Frame,
    keys: Vec<String>,
    side: &'static str,
) -> Result<Frame, Problem> {
    let count = free_name(table.schema(), "rows");
    let by: Vec<Expr> = keys.iter().map(column).collect();
    let doubled = table
        .lazy
        .clone()
        .select(&by)
        .drop_nulls(Some(exactly(&keys)))
        .group_by_stable(by)
        .agg([len().alias(count.clone())])
        .filter(column(&count).gt(lit(1)))
        .limit(1);

    let schema = joined.schema().clone();
    let empty = DataFrame::empty_with_schema(&schema);
    let raiser = cx.raiser("expect");
    let check = move |doubled: DataFrame| {
        if doubled.height() == 0 {
            return Ok(empty.clone());
        }
        Err(raiser.raise(problem(&doubled, &keys, &count, side)?))
    };
    let schema_of: Arc<dyn UdfSchema> = {
        let schema = schema.clone();
        Arc::new(move |_: &Schema| Ok(schema.clone()))
    };
    // A whole-frame operation, closed to every push-down: the check must see all keys, whatever part of the result is
    // requested. polars treats two functions with the same name and input as equal, so the name includes everything
    // that determines the message and the result.
    let name = format!("unique keys on the {side} for {schema:?}");
    let nothing: LazyFrame = DslBuilder::from(doubled.logical_plan)
        .map(check, AllowedOptimizations::empty(), Some(schema_of), name.into())
        .build()
        .into();
    let both = concat([nothing, joined.lazy], UnionArgs { maintain_order: true, ..Default::default() });
    Ok(Frame::with_schema(both.map_err(|error| problem_of(&error))?, schema))
}

/// Which key occurs how often on which side, and the remedy.
fn problem(doubled: &DataFrame, keys: &[String], count: &str, side: &str) -> PolarsResult<Problem> {
    let values = keys
        .iter()
        .map(|key| Ok(format!("{key} = {}", doubled.column(key)?.get(0)?)))
        .collect::<PolarsResult<Vec<_>>>()?;
    let key = in_a_row(&values);
    let times = doubled.column(count)?.get(0)?.extract::<u64>().unwrap_or(2);
    let message = match side {
        "left" => say!("keys-not-unique-left", key = key, times = times),
        _ => say!("keys-not-unique-right", key = key, times = times),
    };
    Ok(Problem::error(message).remedy(say!("remove-duplicates")))
}
