//! Statistics of every column of a table, in parallel over the columns.

mod by_query;
mod column_statistics;
mod sketch;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use polars::prelude::*;
use rayon::prelude::*;

use crate::engine::api::cell::text;
use crate::engine::api::table::{ColumnProfile, Profile};
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;

pub(crate) use by_query::{NARROW, profile_by_query};

/// The maximum number of steps of a histogram.
pub(crate) const BINS: usize = 24;
/// The number of frequent values listed.
const TOP: usize = 8;
/// Above this many rows, or distinct texts, the number of distinct values is estimated.
const EXACT_ROWS: usize = 1_000_000;
const EXACT_TEXTS: usize = 50_000;

/// How often an incomplete profile is reported.
pub(crate) const UPDATE_INTERVAL: Duration = Duration::from_millis(150);

/// What is found of a column in one go.
type Pass = fn(&Series) -> ColumnProfile;

/// The profile of a whole table; `None` when stopped. Meanwhile `report` receives the profile as far as it is known, once
/// per `every`: all histograms come before the first count of distinct values, which takes many times as long.
pub(crate) fn profile(
    frame: &DataFrame,
    stop: &Stop,
    every: Duration,
    report: &(dyn Fn(Profile) + Sync),
) -> Option<Profile> {
    // One job per thread, which takes column after column. One job per column would not work: a thread that waits for
    // polars' own pool in the middle of a column picks up another, so that thousands of them would pile up on one
    // stack.
    let rows = frame.height() as u64;
    let width = frame.width();
    let found = Mutex::new((vec![None; width], Instant::now()));
    let take = |pass: Pass, next: &AtomicUsize, is_last: bool| {
        while !stop.is_set()
            && let index = next.fetch_add(1, Ordering::Relaxed)
            && index < width
        {
            let profile = pass(frame.columns()[index].as_materialized_series());
            let mut found = locked(&found);
            let (columns, reported): &mut (Vec<Option<ColumnProfile>>, _) = &mut found;
            let known = columns[index].take();
            columns[index] = Some(match known {
                Some(known) => known.combined_with(profile),
                None => profile,
            });
            if reported.elapsed() >= every && !(is_last && index + 1 == width) {
                *reported = Instant::now();
                let columns = columns.iter().map_while(Option::clone).collect();
                report(Profile { rows, columns });
            }
        }
    };
    // No thread begins to count while another is still at a histogram.
    let passes: [(Pass, bool); 2] = [(distribution, false), (counts, true)];
    for (pass, is_last) in passes {
        let next = AtomicUsize::new(0);
        (0..rayon::current_num_threads()).into_par_iter().for_each(|_| take(pass, &next, is_last));
    }
    if stop.is_set() {
        return None;
    }
    let (columns, _) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    Some(Profile { rows, columns: columns.into_iter().flatten().collect() })
}

impl ColumnProfile {
    /// Merges two partial profiles of a column.
    fn combined_with(self, other: ColumnProfile) -> ColumnProfile {
        ColumnProfile {
            nulls: self.nulls.max(other.nulls),
            distinct: self.distinct.or(other.distinct),
            rough: self.rough || other.rough,
            range: self.range.or(other.range),
            histogram: if self.histogram.is_empty() { other.histogram } else { self.histogram },
            top: if self.top.is_empty() { other.top } else { self.top },
        }
    }
}

/// Numbers, dates and times.
fn is_ordered(dtype: &DataType) -> bool {
    dtype.is_primitive_numeric() || dtype.is_temporal() || dtype.is_decimal()
}

/// What one quick pass finds. What a type does not support stays empty.
fn distribution(values: &Series) -> ColumnProfile {
    let nulls = values.null_count() as u64;
    let mut profile = ColumnProfile { nulls, ..ColumnProfile::default() };
    if is_ordered(values.dtype()) || values.dtype().is_bool() {
        profile.range = range(values);
    }
    if is_ordered(values.dtype()) {
        profile.histogram = histogram(values).unwrap_or_default();
    }
    if let Ok(values) = values.bool() {
        let yes = values.sum().unwrap_or_default() as u64;
        let no = (values.len() as u64).saturating_sub(nulls + yes);
        profile.top = boolean_counts(yes, no);
    }
    profile
}

/// Distinct values; for texts also the most frequent ones, the first and the last.
fn counts(values: &Series) -> ColumnProfile {
    if let Some(counted) = values.str().ok().and_then(count_texts) {
        return counted;
    }
    let rough = values.len() > EXACT_ROWS;
    let range = values.dtype().is_string().then(|| range(values)).flatten();
    ColumnProfile { distinct: distinct(values, rough), rough, range, ..ColumnProfile::default() }
}

/// Everything about a text column in one pass, excluding nulls; `None` if there are too many distinct values.
fn count_texts(values: &StringChunked) -> Option<ColumnProfile> {
    let mut counts: PlHashMap<&str, u64> = PlHashMap::default();
    for value in values.downcast_iter().flat_map(|chunk| chunk.non_null_values_iter()) {
        *counts.entry(value).or_default() += 1;
        if counts.len() > EXACT_TEXTS {
            return None;
        }
    }
    let least = counts.keys().min();
    let most = counts.keys().max();
    Some(ColumnProfile {
        distinct: Some(counts.len() as u64),
        range: least.zip(most).map(|(least, most)| ((*least).to_owned(), (*most).to_owned())),
        top: frequent(counts.into_iter().collect()),
        ..ColumnProfile::default()
    })
}

/// The most frequent values; those of equal count in alphabetical order.
fn frequent(mut counts: Vec<(&str, u64)>) -> Vec<(String, u64)> {
    let by_count = |a: &(&str, u64), b: &(&str, u64)| b.1.cmp(&a.1).then(a.0.cmp(b.0));
    if counts.len() > TOP {
        counts.select_nth_unstable_by(TOP, by_count);
        counts.truncate(TOP);
    }
    counts.sort_unstable_by(by_count);
    counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect()
}

fn distinct(values: &Series, rough: bool) -> Option<u64> {
    if values.dtype().is_nested() {
        return None;
    }
    let count = if rough { values.approx_n_unique().map(|count| count as usize) } else { values.n_unique() };
    let has_null = values.null_count() > 0;
    count.ok().map(|count| (count as u64).saturating_sub(u64::from(has_null)))
}

fn range(values: &Series) -> Option<(String, String)> {
    let least = values.min_reduce().ok()?;
    let most = values.max_reduce().ok()?;
    let least = least.as_any_value();
    let most = most.as_any_value();
    (!least.is_null() && !most.is_null()).then(|| (text(&least), text(&most)))
}

fn boolean_counts(yes: u64, no: u64) -> Vec<(String, u64)> {
    frequent([("true", yes), ("false", no)].into_iter().filter(|(_, count)| *count > 0).collect())
}

/// Counts over equal steps.
fn histogram(values: &Series) -> Option<Vec<u64>> {
    let mut least = f64::INFINITY;
    let mut most = f64::NEG_INFINITY;
    numbers(values, |value| (least, most) = (least.min(value), most.max(value)));
    if least > most {
        return None;
    }
    let mut bins = Bins::between(least, most, is_whole(values.dtype()));
    numbers(values, |value| bins.add(value));
    Some(bins.counts)
}

/// Passes each value as a position on the axis of its type. NaN and infinities have none.
fn numbers(values: &Series, mut each: impl FnMut(f64)) {
    let values = values.to_physical_repr();
    macro_rules! each_of {
        ($numbers:expr) => {
            if let Ok(numbers) = $numbers {
                let all = numbers.downcast_iter().flat_map(|chunk| chunk.non_null_values_iter());
                all.map(|value| value as f64).filter(|value| value.is_finite()).for_each(&mut each);
            }
        };
    }
    match values.dtype() {
        DataType::Int64 => each_of!(values.i64()),
        DataType::Int32 => each_of!(values.i32()),
        DataType::Float64 => each_of!(values.f64()),
        _ => {
            if let Ok(values) = values.cast(&DataType::Float64) {
                each_of!(values.f64());
            }
        }
    }
}

/// Whether values of the type are discrete.
fn is_whole(dtype: &DataType) -> bool {
    dtype.is_integer() || *dtype == DataType::Date
}

/// Counts over up to [`BINS`] equal steps; everything in the first if all values are the same. Steps of discrete values
/// are whole: otherwise some would contain one value more than others and stand out for no reason.
#[derive(Clone)]
struct Bins {
    least: f64,
    scale: f64,
    counts: Vec<u64>,
}

impl Bins {
    fn between(least: f64, most: f64, whole: bool) -> Bins {
        let span = most - least + 1.0;
        let (scale, count) = match (span / BINS as f64).ceil() {
            width if whole => (1.0 / width, (span / width).ceil() as usize),
            _ => (BINS as f64 / (most - least), BINS),
        };
        Bins { least, scale: if scale.is_finite() { scale } else { 0.0 }, counts: vec![0; count.clamp(1, BINS)] }
    }

    fn add(&mut self, value: f64) {
        let last = self.counts.len() - 1;
        self.counts[(((value - self.least) * self.scale) as usize).min(last)] += 1;
    }
}

#[cfg(test)]
mod tests;
