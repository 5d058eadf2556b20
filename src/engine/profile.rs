//! Statistics of every column of a table, in parallel over the columns.

use polars::prelude::*;
use rayon::prelude::*;

use super::cell::text;
use super::stop::Stop;
use super::table::{ColumnProfile, Profile};

/// Steps of a histogram.
pub(crate) const BINS: usize = 24;
/// Frequent values listed.
const TOP: usize = 8;
/// Above so many rows distinct values are counted approximately.
const EXACT_DISTINCT: usize = 50_000;
/// Text columns with more distinct values than this share of the rows have no frequent ones worth counting.
const DISTINCT_SHARE: f64 = 0.5;

/// The profile of a whole table; `None` when stopped.
pub(crate) fn profile(frame: &DataFrame, stop: &Stop) -> Option<Profile> {
    let columns: Option<Vec<ColumnProfile>> = frame
        .columns()
        .par_iter()
        .map(|column| (!stop.is_set()).then(|| column_profile(column.as_materialized_series())))
        .collect();
    Some(Profile { rows: frame.height() as u64, columns: columns? })
}

/// What a type does not support stays empty.
fn column_profile(values: &Series) -> ColumnProfile {
    let dtype = values.dtype();
    let nulls = values.null_count();
    let mut profile = ColumnProfile { nulls: nulls as u64, distinct: distinct(values), ..ColumnProfile::default() };
    let is_ordered = dtype.is_primitive_numeric() || dtype.is_temporal() || dtype.is_decimal();
    if is_ordered || dtype.is_string() || dtype.is_bool() {
        profile.range = range(values);
    }
    if is_ordered {
        profile.histogram = histogram(values).unwrap_or_default();
    }
    let many = profile.distinct.is_some_and(|distinct| {
        values.len() > EXACT_DISTINCT && distinct as f64 > DISTINCT_SHARE * values.len() as f64
    });
    if (dtype.is_string() && !many) || dtype.is_bool() {
        profile.top = top(values).unwrap_or_default();
    }
    profile
}

fn distinct(values: &Series) -> Option<u64> {
    if values.dtype().is_nested() {
        return None;
    }
    let count = match values.len() {
        ..=EXACT_DISTINCT => values.n_unique(),
        _ => values.approx_n_unique().map(|count| count as usize),
    };
    let has_null = values.null_count() > 0;
    count.ok().map(|count| (count as u64).saturating_sub(u64::from(has_null)))
}

fn range(values: &Series) -> Option<(String, String)> {
    let (least, most) = (values.min_reduce().ok()?, values.max_reduce().ok()?);
    let (least, most) = (least.as_any_value(), most.as_any_value());
    (!least.is_null() && !most.is_null()).then(|| (text(&least), text(&most)))
}

/// Counts over [`BINS`] equal steps; everything in the first where all values are the same. NaN and infinities are left out.
fn histogram(values: &Series) -> Option<Vec<u64>> {
    let numbers = values.to_physical_repr().cast(&DataType::Float64).ok()?;
    let numbers = numbers.f64().ok()?;
    let finite =
        || numbers.downcast_iter().flat_map(|chunk| chunk.non_null_values_iter()).filter(|value| value.is_finite());
    let (least, most) = finite().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
    if least > most {
        return None;
    }
    let scale = BINS as f64 / (most - least);
    let mut bins = vec![0u64; BINS];
    for value in finite() {
        let bin = if scale.is_finite() { ((value - least) * scale) as usize } else { 0 };
        bins[bin.min(BINS - 1)] += 1;
    }
    Some(bins)
}

fn top(values: &Series) -> PolarsResult<Vec<(String, u64)>> {
    let values = values.drop_nulls().with_name("value".into());
    let counted = values.value_counts(false, false, "count".into(), false)?;
    let options = SortMultipleOptions::new().with_order_descending_multi([true, false]);
    let sorted = counted.sort(["count", "value"], options)?.head(Some(TOP));
    let (value, count) = (sorted.column("value")?, sorted.column("count")?);
    (0..sorted.height())
        .map(|row| Ok((text(&value.get(row)?), count.get(row)?.extract::<u64>().unwrap_or_default())))
        .collect()
}
