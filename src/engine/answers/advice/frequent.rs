//! The values of a column, the most frequent first.

use polars::prelude::*;

use super::rows::rows;
use crate::engine::api::advice::Frequent;
use crate::engine::api::advice::TableRef;
use crate::engine::api::cell::text;
use crate::engine::control::stop::Stop;
use crate::engine::execute::collect::run;
use crate::engine::preview::shared::Shared;

/// The maximum number of values listed.
const MOST: usize = 200;

pub(super) fn frequent(shared: &Shared, table: TableRef, name: &str, stop: &Stop) -> Option<Frequent> {
    let found = rows(shared, table, |_| vec![name.to_owned()], stop)?;
    let values = found.frame.columns().first()?;
    let nulls = values.null_count() as u64;
    let rows = values.len() as u64;
    if values.dtype().is_nested() {
        return Some(Frequent { nulls, rows, whole: found.whole, ..Frequent::default() });
    }
    let count = if name == "rows" { "count" } else { "rows" };
    let value = crate::nodes::column(name);
    let sorted = SortMultipleOptions::default().with_order_descending_multi([true, false]);
    let counted = found.frame.clone().lazy().filter(value.clone().is_not_null());
    let counted = counted.group_by([value.clone()]).agg([len().alias(count)]);
    let counted = counted.sort_by_exprs([col(count), value], sorted).limit(MOST as IdxSize + 1);
    let counted = run(counted, stop).ok()?;
    let values = counted.column(name).ok()?;
    let counts = counted.column(count).ok()?;
    let one = |row: usize| {
        let rows = counts.get(row).ok()?.extract::<u64>()?;
        Some((text(&values.get(row).ok()?), rows))
    };
    let listed = (0..counted.height().min(MOST)).map(one).collect::<Option<Vec<_>>>()?;
    Some(Frequent { values: listed, more: counted.height() > MOST, nulls, rows, whole: found.whole })
}
