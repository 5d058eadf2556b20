//! The profile of a table that is not held: passes over its rows for the figures, then for the pictures of numbers. Of neither
//! anything stays but counts.
//!
//! Readers are some row groups ahead of what is counted, and hold those of all columns that are asked for. So a table that is cheap to
//! read again is passed over a few columns at a time.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use polars::prelude::*;
use rayon::prelude::*;

use super::figures::Figures;
use super::{Bins, is_whole, numbers};
use crate::engine::api::table::{ColumnProfile, Profile};
use crate::engine::cache::memory_size::{AT_STATISTICS, give_back};
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::execute::collect::{Halt, each};
use crate::nodes::Frame;
use crate::nodes::columns::column;

/// Bytes of different texts that are held at a time, all columns together.
const ROOM: usize = 256 << 20;

/// Bytes of a row that one pass takes of a table that may be passed over more than once.
pub(crate) const NARROW: usize = 96;

/// More passes than about so many are not worth it.
const PASSES: usize = 4;

/// The profile of a whole table that is never held; no pass takes more than `width` bytes of a row, and at least a column. Meanwhile
/// `tell` is given what is known: the figures, the first columns first, then the pictures as they grow, once in `every`.
pub(crate) fn profile_by_query(
    frame: &Frame,
    width: usize,
    stop: &Stop,
    every: Duration,
    tell: impl Fn(Profile) + Send + Sync + 'static,
) -> Result<Profile, Halt> {
    let (mut rows, mut figures) = (0, Vec::new());
    let parts = parts(frame, width);
    for (at, columns) in parts.iter().enumerate() {
        give_back(AT_STATISTICS);
        stop.again();
        let (counted, found) = self::figures(frame, columns, stop)?;
        rows = counted;
        figures.extend(found);
        if at + 1 < parts.len() {
            let columns = figures.iter().map(|figures: &Figures| without_top(&figures.profile())).collect();
            tell(Profile { rows, columns });
        }
    }
    let columns: Vec<ColumnProfile> = figures.iter().map(Figures::profile).collect();
    let sketch = Profile { rows, columns: columns.iter().map(without_top).collect() };
    tell(sketch.clone());
    let schema = frame.schema();
    let drawn = schema.iter().enumerate().zip(&figures).filter_map(|((n, (name, dtype)), figures)| {
        let (least, most) = figures.ends()?;
        Some((column(name), (n, Bins::between(least, most, is_whole(dtype)))))
    });
    let drawn: Vec<(Expr, (usize, Bins))> = drawn.collect();
    let mut profile = Profile { rows, columns };
    if drawn.is_empty() {
        return Ok(profile);
    }
    let shown = Arc::new(Mutex::new((sketch, Instant::now())));
    let tell = Arc::new(tell);
    // A number has eight bytes as a rule.
    for part in drawn.chunks((width / 8).max(1)) {
        give_back(AT_STATISTICS);
        stop.again();
        let (columns, bars): (Vec<Expr>, Vec<(usize, Bins)>) = part.iter().cloned().unzip();
        let state = Arc::new(Mutex::new(bars));
        let (mine, shown, tell) = (state.clone(), shown.clone(), tell.clone());
        each(frame.lazy.clone().select(columns), stop, move |batch| {
            let mut bars = locked(&mine);
            bars.par_iter_mut().zip(batch.columns()).for_each(|((_, bins), values)| {
                numbers(values.as_materialized_series(), |value| bins.add(value));
            });
            let (sketch, told) = &mut *locked(&shown);
            if told.elapsed() >= every {
                *told = Instant::now();
                bars.iter().for_each(|(n, bins)| sketch.columns[*n].histogram.clone_from(&bins.counts));
                tell(sketch.clone());
            }
        })?;
        for (n, bins) in std::mem::take(&mut *locked(&state)) {
            profile.columns[n].histogram = bins.counts;
        }
    }
    Ok(profile)
}

/// Frequent values wait for the end, as they do where they take longer.
fn without_top(column: &ColumnProfile) -> ColumnProfile {
    ColumnProfile { top: Vec::new(), ..column.clone() }
}

/// The columns of a table in their order, cut where a pass would take more than `width` bytes of a row.
fn parts(frame: &Frame, width: usize) -> Vec<Vec<&PlSmallStr>> {
    let all = frame.schema().iter_values().map(bytes_of).sum::<usize>();
    let width = width.max(all / PASSES);
    let (mut parts, mut taken) = (vec![Vec::new()], 0usize);
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

/// About so many bytes has a value in memory.
fn bytes_of(dtype: &DataType) -> usize {
    match dtype {
        DataType::Boolean | DataType::Null => 1,
        // A view and some letters.
        DataType::String | DataType::Binary => 32,
        DataType::Decimal(..) | DataType::Int128 | DataType::UInt128 => 16,
        dtype if dtype.is_nested() => 48,
        _ => 8,
    }
}

/// What one pass tells: the number of rows, and all of each of these columns but its picture.
fn figures(frame: &Frame, columns: &[&PlSmallStr], stop: &Stop) -> Result<(u64, Vec<Figures>), Halt> {
    let schema = frame.schema();
    let room = ROOM / schema.len().max(1);
    let figures: Vec<Figures> = columns.iter().filter_map(|name| schema.get(name)).map(Figures::of).collect();
    // Without columns there are rows all the same.
    let plan = if columns.len() == schema.len() {
        frame.lazy.clone()
    } else {
        frame.lazy.clone().select(columns.iter().map(column).collect::<Vec<_>>())
    };
    let state = Arc::new(Mutex::new((0, figures)));
    let mine = state.clone();
    each(plan, stop, move |batch| {
        let (rows, figures) = &mut *locked(&mine);
        *rows += batch.height() as u64;
        figures.par_iter_mut().zip(batch.columns()).for_each(|(figures, values)| {
            figures.take(values.as_materialized_series(), room);
        });
    })?;
    let (rows, figures) = std::mem::take(&mut *locked(&state));
    Ok((rows, figures))
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
            let (direct, query) = (direct.distinct.unwrap_or_default(), query.distinct.unwrap_or_default());
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
        let told = Arc::new(Mutex::new(Vec::new()));
        let mine = told.clone();
        let lazy = Frame::new(frame().lazy()).unwrap();
        let all = profile_by_query(&lazy, usize::MAX, &Stop::default(), Duration::ZERO, move |known| {
            locked(&mine).push(known)
        });
        let (all, told) = (all.unwrap(), locked(&told));
        assert!(told[0].columns.iter().all(|column| column.histogram.is_empty() && column.top.is_empty()));
        assert_eq!(told[0].columns[0].range, all.columns[0].range);
        assert!(told.len() > 1);
        let bars = |profile: &Profile| profile.columns[0].histogram.iter().sum::<u64>();
        assert!(told.is_sorted_by_key(bars) && bars(&told[1]) <= bars(&all));
        assert!(told.iter().all(|known| known.columns[2].top.is_empty()), "shares wait for the end");
    }
}
