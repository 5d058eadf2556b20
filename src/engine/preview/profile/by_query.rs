//! The profile of a table that is not held: passes over its rows for the figures, then for the histograms of numbers.
//! Only counts remain in memory.
//!
//! Readers are some row groups ahead of what is counted, and hold those of all requested columns. So a table that is
//! cheap to read again is processed a few columns at a time.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use polars::prelude::*;
use rayon::prelude::*;

use super::column_statistics::ColumnStatistics;
use super::{Bins, is_whole, numbers};
use crate::engine::api::table::{ColumnProfile, Profile};
use crate::engine::cache::memory_size::{AT_STATISTICS, give_back};
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::execute::collect::{Halt, each};
use crate::nodes::Frame;
use crate::nodes::columns::column;

/// Bytes of distinct texts that are held at a time, all columns together.
const TEXT_LIMIT: usize = 256 << 20;

/// Bytes per row that one pass reads of a table that may be read more than once.
pub(crate) const NARROW: usize = 96;

/// More passes than about this many are not worth it.
const PASSES: usize = 4;

/// The profile of a whole table that is never held; no pass reads more than `width` bytes per row, but at least one
/// column. Meanwhile `report` receives what is known, once per `every`: the figures, the first columns first, then the
/// histograms as they grow.
pub(crate) fn profile_by_query(
    frame: &Frame,
    width: usize,
    stop: &Stop,
    every: Duration,
    report: impl Fn(Profile) + Send + Sync + 'static,
) -> Result<Profile, Halt> {
    let mut rows = 0;
    let mut statistics = Vec::new();
    let parts = parts(frame, width);
    for (at, columns) in parts.iter().enumerate() {
        give_back(AT_STATISTICS);
        stop.again();
        let (counted, found) = self::statistics(frame, columns, stop)?;
        rows = counted;
        statistics.extend(found);
        if at + 1 < parts.len() {
            let columns =
                statistics.iter().map(|statistics: &ColumnStatistics| without_top(&statistics.profile())).collect();
            report(Profile { rows, columns });
        }
    }
    let columns: Vec<ColumnProfile> = statistics.iter().map(ColumnStatistics::profile).collect();
    let sketch = Profile { rows, columns: columns.iter().map(without_top).collect() };
    report(sketch.clone());
    let schema = frame.schema();
    let drawn = schema.iter().enumerate().zip(&statistics).filter_map(|((n, (name, dtype)), statistics)| {
        let (least, most) = statistics.ends()?;
        Some((column(name), (n, Bins::between(least, most, is_whole(dtype)))))
    });
    let drawn: Vec<(Expr, (usize, Bins))> = drawn.collect();
    let mut profile = Profile { rows, columns };
    if drawn.is_empty() {
        return Ok(profile);
    }
    let shown = Arc::new(Mutex::new((sketch, Instant::now())));
    let report = Arc::new(report);
    // A number usually has eight bytes.
    for part in drawn.chunks((width / 8).max(1)) {
        give_back(AT_STATISTICS);
        stop.again();
        let (columns, bars): (Vec<Expr>, Vec<(usize, Bins)>) = part.iter().cloned().unzip();
        let state = Arc::new(Mutex::new(bars));
        let mine = state.clone();
        let shown = shown.clone();
        let report = report.clone();
        each(frame.lazy.clone().select(columns), stop, move |batch| {
            let mut bars = locked(&mine);
            bars.par_iter_mut().zip(batch.columns()).for_each(|((_, bins), values)| {
                numbers(values.as_materialized_series(), |value| bins.add(value));
            });
            let (sketch, reported) = &mut *locked(&shown);
            if reported.elapsed() >= every {
                *reported = Instant::now();
                bars.iter().for_each(|(n, bins)| sketch.columns[*n].histogram.clone_from(&bins.counts));
                report(sketch.clone());
            }
        })?;
        for (n, bins) in std::mem::take(&mut *locked(&state)) {
            profile.columns[n].histogram = bins.counts;
        }
    }
    Ok(profile)
}

/// Frequent values are added at the end, as they are where they take longer.
fn without_top(column: &ColumnProfile) -> ColumnProfile {
    ColumnProfile { top: Vec::new(), ..column.clone() }
}

/// The columns of a table in their order, split where a pass would read more than `width` bytes per row.
fn parts(frame: &Frame, width: usize) -> Vec<Vec<&PlSmallStr>> {
    let all = frame.schema().iter_values().map(bytes_of).sum::<usize>();
    let width = width.max(all / PASSES);
    let mut parts = vec![Vec::new()];
    let mut taken = 0usize;
    for (name, dtype) in frame.schema().iter() {
        let bytes = bytes_of(dtype);
        if taken > 0 && taken.saturating_add(bytes) > width {
            taken = 0;
            parts.push(Vec::new());
        }
        taken = taken.saturating_add(bytes);
        parts.last_mut().into_iter().for_each(|part| part.push(name));
    }
    parts
}

/// The approximate bytes of a value in memory.
fn bytes_of(dtype: &DataType) -> usize {
    match dtype {
        DataType::Boolean | DataType::Null => 1,
        // A view and some characters.
        DataType::String | DataType::Binary => 32,
        DataType::Decimal(..) | DataType::Int128 | DataType::UInt128 => 16,
        dtype if dtype.is_nested() => 48,
        _ => 8,
    }
}

/// The result of one pass: the number of rows, and everything about each of these columns except its histogram.
fn statistics(frame: &Frame, columns: &[&PlSmallStr], stop: &Stop) -> Result<(u64, Vec<ColumnStatistics>), Halt> {
    let schema = frame.schema();
    let text_limit = TEXT_LIMIT / schema.len().max(1);
    let statistics: Vec<ColumnStatistics> =
        columns.iter().filter_map(|name| schema.get(name)).map(ColumnStatistics::of).collect();
    // Without columns there are still rows.
    let plan = if columns.len() == schema.len() {
        frame.lazy.clone()
    } else {
        frame.lazy.clone().select(columns.iter().map(column).collect::<Vec<_>>())
    };
    let state = Arc::new(Mutex::new((0, statistics)));
    let mine = state.clone();
    each(plan, stop, move |batch| {
        let (rows, statistics) = &mut *locked(&mine);
        *rows += batch.height() as u64;
        statistics.par_iter_mut().zip(batch.columns()).for_each(|(statistics, values)| {
            statistics.take(values.as_materialized_series(), text_limit);
        });
    })?;
    let (rows, statistics) = std::mem::take(&mut *locked(&state));
    Ok((rows, statistics))
}

#[cfg(test)]
mod tests {
    use super::super::{BINS, tests::whole};
    use super::*;

    fn frame() -> DataFrame {
        let rows = 3_000usize;
        let words = |row: usize| ["north", "south", "east", ""][row * 7 / 3 % 4];
        let lists = vec![Series::new("".into(), [1i64]); rows];
        let days: Vec<i32> = (0..rows as i32).collect();
        let numbers = |row: usize| match row {
            0 => Some(f64::NAN),
            1 => Some(f64::INFINITY),
            2 => None,
            _ => Some(row as f64 / 7.0),
        };
        DataFrame::new(
            rows,
            vec![
                Column::new("x".into(), (0..rows).map(|row| (row % 5 > 0).then_some(row as i64)).collect::<Vec<_>>()),
                Column::new("f".into(), (0..rows).map(numbers).collect::<Vec<_>>()),
                Column::new("t".into(), (0..rows).map(words).collect::<Vec<_>>()),
                Column::new("b".into(), (0..rows).map(|row| (row > 9).then_some(row % 3 == 0)).collect::<Vec<_>>()),
                Column::new("d".into(), days).cast(&DataType::Date).unwrap(),
                Column::full_null("n".into(), rows, &DataType::Int64),
                Series::new("l".into(), lists).into(),
            ],
        )
        .unwrap()
    }

    #[test]
    fn a_table_that_is_not_held_has_the_same_statistics() {
        let frame = frame();
        let direct = whole(&frame);
        let lazy = Frame::new(frame.lazy()).unwrap();
        let query = profile_by_query(&lazy, usize::MAX, &Stop::default(), Duration::MAX, |_| ()).unwrap();
        let narrow = profile_by_query(&lazy, 1, &Stop::default(), Duration::MAX, |_| ()).unwrap();
        assert_eq!(narrow, query, "a few columns at a time");
        assert_eq!((query.rows, query.columns.len()), (3_000, 7));
        for (index, (direct, query)) in direct.columns.iter().zip(&query.columns).enumerate() {
            let known = |profile: &ColumnProfile| ColumnProfile { distinct: None, rough: false, ..profile.clone() };
            assert_eq!(known(direct), known(query), "column {index}");
            assert!(query.rough || direct.distinct == query.distinct, "column {index}");
            let direct = direct.distinct.unwrap_or_default();
            let query = query.distinct.unwrap_or_default();
            assert!(direct.abs_diff(query) * 5 <= direct, "column {index}: {direct} and {query}");
        }
        assert_eq!(query.columns[0].histogram.len(), BINS);
        assert_eq!(query.columns[2].top.len(), 4);
    }

    #[test]
    fn passes_are_narrow_and_few() {
        let of = |types: &[DataType], width| {
            let columns = types.iter().enumerate().map(|(n, dtype)| Column::new_empty(n.to_string().into(), dtype));
            let frame = Frame::new(DataFrame::new(0, columns.collect()).unwrap().lazy()).unwrap();
            parts(&frame, width).iter().map(Vec::len).collect::<Vec<_>>()
        };
        use DataType::{Int64, String as Text};
        assert_eq!(of(&[Int64, Text, Int64, Text, Int64], 48), [3, 2]);
        assert_eq!(of(&[Int64, Text, Int64, Text, Int64], usize::MAX), [5]);
        assert_eq!(of(&[Text, Text], 1), [1, 1], "a column at least");
        assert_eq!(of(&vec![Int64; 1_000], 8), [250; PASSES]);
        assert_eq!(of(&[], 8), [0], "rows are counted all the same");
    }

    #[test]
    fn figures_are_told_first_and_bars_as_they_grow() {
        let reported = Arc::new(Mutex::new(Vec::new()));
        let mine = reported.clone();
        let lazy = Frame::new(frame().lazy()).unwrap();
        let all = profile_by_query(&lazy, usize::MAX, &Stop::default(), Duration::ZERO, move |known| {
            locked(&mine).push(known)
        });
        let all = all.unwrap();
        let reported = locked(&reported);
        assert!(reported[0].columns.iter().all(|column| column.histogram.is_empty() && column.top.is_empty()));
        assert_eq!(reported[0].columns[0].range, all.columns[0].range);
        assert!(reported.len() > 1);
        let bars = |profile: &Profile| profile.columns[0].histogram.iter().sum::<u64>();
        assert!(reported.is_sorted_by_key(bars) && bars(&reported[1]) <= bars(&all));
        assert!(reported.iter().all(|known| known.columns[2].top.is_empty()), "shares wait for the end");
    }
}
