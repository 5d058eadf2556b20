//! The profile of a table that is not held: one pass over its rows for the figures, another for the pictures of numbers. Of
//! neither anything stays but counts.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use polars::prelude::*;
use rayon::prelude::*;

use super::figures::Figures;
use super::{Bins, is_whole, numbers};
use crate::engine::collect::{Halt, each};
use crate::engine::stop::Stop;
use crate::engine::sync::locked;
use crate::engine::table::{ColumnProfile, Profile};
use crate::nodes::Frame;
use crate::nodes::columns::column;

/// Bytes of different texts that are held at a time, all columns together.
const ROOM: usize = 256 << 20;

/// The profile of a whole table that is never held. Meanwhile `tell` is given what is known: the figures, then the pictures as
/// they grow, once in `every`.
pub(crate) fn profile_by_query(
    frame: &Frame,
    stop: &Stop,
    every: Duration,
    tell: impl Fn(Profile) + Send + Sync + 'static,
) -> Result<Profile, Halt> {
    let (rows, figures) = figures(frame, stop)?;
    let columns: Vec<ColumnProfile> = figures.iter().map(Figures::profile).collect();
    let plain = |column: &ColumnProfile| ColumnProfile { top: Vec::new(), ..column.clone() };
    // Frequent values wait for the end, as they do where they take longer.
    let sketch = Profile { rows, columns: columns.iter().map(plain).collect() };
    tell(sketch.clone());
    let schema = frame.schema();
    let drawn = schema.iter().enumerate().zip(&figures).filter_map(|((n, (name, dtype)), figures)| {
        let (least, most) = figures.ends()?;
        Some((column(name), (n, Bins::between(least, most, is_whole(dtype)))))
    });
    let (drawn, bars): (Vec<Expr>, Vec<(usize, Bins)>) = drawn.unzip();
    if drawn.is_empty() {
        return Ok(Profile { rows, columns });
    }
    let state = Arc::new(Mutex::new((bars, Instant::now())));
    let mine = state.clone();
    each(frame.lazy.clone().select(drawn), stop, move |batch| {
        let (bars, told) = &mut *locked(&mine);
        bars.par_iter_mut().zip(batch.columns()).for_each(|((_, bins), values)| {
            numbers(values.as_materialized_series(), |value| bins.add(value));
        });
        if told.elapsed() >= every {
            *told = Instant::now();
            let mut profile = sketch.clone();
            bars.iter().for_each(|(n, bins)| profile.columns[*n].histogram = bins.counts.clone());
            tell(profile);
        }
    })?;
    let mut profile = Profile { rows, columns };
    for (n, bins) in std::mem::take(&mut locked(&state).0) {
        profile.columns[n].histogram = bins.counts;
    }
    Ok(profile)
}

/// What one pass tells: the number of rows, and all of each column but its picture.
fn figures(frame: &Frame, stop: &Stop) -> Result<(u64, Vec<Figures>), Halt> {
    let schema = frame.schema();
    let room = ROOM / schema.len().max(1);
    let figures: Vec<Figures> = schema.iter_values().map(Figures::of).collect();
    let state = Arc::new(Mutex::new((0, figures)));
    let mine = state.clone();
    each(frame.lazy.clone(), stop, move |batch| {
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
        let query = profile_by_query(&lazy, &Stop::default(), Duration::MAX, |_| ()).unwrap();
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
    fn figures_are_told_first_and_bars_as_they_grow() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let mine = told.clone();
        let lazy = Frame::new(frame().lazy()).unwrap();
        let all = profile_by_query(&lazy, &Stop::default(), Duration::ZERO, move |known| locked(&mine).push(known));
        let (all, told) = (all.unwrap(), locked(&told));
        assert!(told[0].columns.iter().all(|column| column.histogram.is_empty() && column.top.is_empty()));
        assert_eq!(told[0].columns[0].range, all.columns[0].range);
        assert!(told.len() > 1);
        let bars = |profile: &Profile| profile.columns[0].histogram.iter().sum::<u64>();
        assert!(told.is_sorted_by_key(bars) && bars(&told[1]) <= bars(&all));
        assert!(told.iter().all(|known| known.columns[2].top.is_empty()), "shares wait for the end");
    }
}
