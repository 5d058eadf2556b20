//! The profile of a table too large to be held: one query for the figures, then one pass over its rows for the pictures,
//! of which nothing stays but counts.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use polars::prelude::*;
use rayon::prelude::*;

use super::{Bins, EXACT_TEXTS, frequent, is_ordered, is_whole, numbers, truths};
use crate::engine::cell::text;
use crate::engine::collect::{Halt, each, run};
use crate::engine::stop::Stop;
use crate::engine::sync::locked;
use crate::engine::table::{ColumnProfile, Profile};
use crate::nodes::Frame;
use crate::nodes::columns::column;

/// The smallest and the largest finite value of a column, on the axis of its type.
type Ends = Option<(f64, f64)>;

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
    let (profile, ends) = figures(frame, stop)?;
    tell(profile.clone());
    let schema = frame.schema();
    let room = ROOM / schema.len().max(1);
    let pictures: Vec<Picture> = schema.iter_values().zip(ends).map(|(dtype, ends)| Picture::of(dtype, ends)).collect();
    let drawn: Vec<Expr> = schema
        .iter_names()
        .zip(&pictures)
        .filter(|(_, picture)| picture.is_some())
        .map(|(name, _)| column(name))
        .collect();
    if drawn.is_empty() {
        return Ok(profile);
    }
    let state = Arc::new(Mutex::new((pictures, Instant::now())));
    let (sketch, mine) = (profile.clone(), state.clone());
    each(frame.lazy.clone().select(drawn), stop, move |batch| {
        let (pictures, told) = &mut *locked(&mine);
        let mut wanted: Vec<&mut Picture> = pictures.iter_mut().filter(|picture| picture.is_some()).collect();
        wanted.par_iter_mut().zip(batch.columns()).for_each(|(picture, values)| {
            picture.take(values.as_materialized_series(), room);
        });
        if told.elapsed() >= every {
            *told = Instant::now();
            let mut profile = sketch.clone();
            for (column, picture) in profile.columns.iter_mut().zip(pictures) {
                // A share of what has come would be taken for a share of all: frequent values wait for the end.
                if let Picture::Bars(bins) = picture {
                    column.histogram = bins.counts.clone();
                }
            }
            tell(profile);
        }
    })?;
    let pictures = std::mem::take(&mut locked(&state).0);
    let columns = profile.columns.into_iter().zip(pictures).map(|(column, picture)| picture.finish(column)).collect();
    Ok(Profile { columns, ..profile })
}

/// What one query tells: a profile without pictures, and the finite ends of each column's values.
fn figures(frame: &Frame, stop: &Stop) -> Result<(Profile, Vec<Ends>), Halt> {
    let schema = frame.schema();
    let mut figures = vec![frame.row_count().alias("rows")];
    for (n, (name, dtype)) in schema.iter().enumerate() {
        let column = column(name);
        figures.push(column.clone().null_count().alias(format!("{n} nulls")));
        if is_ordered(dtype) || dtype.is_string() || dtype.is_bool() {
            figures.push(column.clone().min().alias(format!("{n} least")));
            figures.push(column.clone().max().alias(format!("{n} most")));
        }
        if dtype.is_float() {
            let finite = when(column.clone().is_finite()).then(column.clone()).otherwise(lit(NULL));
            figures.push(finite.clone().min().alias(format!("{n} first")));
            figures.push(finite.max().alias(format!("{n} last")));
        }
        if !dtype.is_nested() {
            figures.push(column.drop_nulls().approx_n_unique().alias(format!("{n} distinct")));
        }
    }
    let row = run(frame.lazy.clone().select(figures), stop)?;
    let figure = |name: String| row.column(&name).ok().and_then(|column| column.get(0).ok());
    let number = |name: String| figure(name).and_then(|value| value.extract::<u64>());
    let words = |name: String| figure(name).filter(|value| !value.is_null()).map(|value| text(&value));
    let place = |name: String| {
        let mut place = None;
        numbers(row.column(&name).ok()?.as_materialized_series(), |at| place = Some(at));
        place
    };
    let ends = schema.iter_values().enumerate().map(|(n, dtype)| match dtype {
        dtype if dtype.is_float() => place(format!("{n} first")).zip(place(format!("{n} last"))),
        dtype if is_ordered(dtype) => place(format!("{n} least")).zip(place(format!("{n} most"))),
        _ => None,
    });
    let columns = (0..schema.len())
        .map(|n| ColumnProfile {
            nulls: number(format!("{n} nulls")).unwrap_or_default(),
            distinct: number(format!("{n} distinct")),
            rough: true,
            range: words(format!("{n} least")).zip(words(format!("{n} most"))),
            ..ColumnProfile::default()
        })
        .collect();
    Ok((Profile { rows: number("rows".into()).unwrap_or_default(), columns }, ends.collect()))
}

/// What a column's values look like, as far as its rows have come.
enum Picture {
    None,
    Bars(Bins),
    Texts { counts: PlHashMap<PlSmallStr, u64>, bytes: usize },
    Truths { yes: u64, no: u64 },
}

impl Picture {
    fn of(dtype: &DataType, ends: Ends) -> Picture {
        match ends {
            Some((least, most)) => Picture::Bars(Bins::between(least, most, is_whole(dtype))),
            None if dtype.is_string() => Picture::Texts { counts: PlHashMap::default(), bytes: 0 },
            None if dtype.is_bool() => Picture::Truths { yes: 0, no: 0 },
            None => Picture::None,
        }
    }

    fn is_some(&self) -> bool {
        !matches!(self, Picture::None)
    }

    /// Takes in the next rows; texts of more than `room` bytes, or too many different ones, are given up.
    fn take(&mut self, values: &Series, room: usize) {
        match self {
            Picture::None => {}
            Picture::Bars(bins) => numbers(values, |value| bins.add(value)),
            Picture::Truths { yes, no } => {
                let Ok(values) = values.bool() else { return };
                let found = values.sum().unwrap_or_default() as u64;
                *yes += found;
                *no += (values.len() - values.null_count()) as u64 - found;
            }
            Picture::Texts { counts, bytes } => {
                let Ok(values) = values.str() else { return };
                for value in values.downcast_iter().flat_map(|chunk| chunk.non_null_values_iter()) {
                    if let Some(count) = counts.get_mut(value) {
                        *count += 1;
                        continue;
                    }
                    counts.insert(value.into(), 1);
                    *bytes += value.len() + 64;
                    if counts.len() > EXACT_TEXTS || *bytes > room {
                        *self = Picture::None;
                        return;
                    }
                }
            }
        }
    }

    fn finish(self, column: ColumnProfile) -> ColumnProfile {
        match self {
            Picture::None => column,
            Picture::Bars(bins) => ColumnProfile { histogram: bins.counts, ..column },
            Picture::Truths { yes, no } => ColumnProfile { top: truths(yes, no), ..column },
            Picture::Texts { counts, .. } => ColumnProfile {
                distinct: Some(counts.len() as u64),
                rough: false,
                top: frequent(counts.iter().map(|(value, count)| (value.as_str(), *count)).collect()),
                ..column
            },
        }
    }
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

    #[test]
    fn too_many_different_texts_are_given_up() {
        let texts: Vec<String> = (0..100).map(|n| format!("text number {n}")).collect();
        let texts = Series::new("t".into(), texts);
        let mut picture = Picture::of(&DataType::String, None);
        picture.take(&texts, 20_000);
        assert!(picture.is_some());
        picture.take(&texts, 1_000);
        assert!(picture.is_some(), "nothing new came");
        let mut picture = Picture::of(&DataType::String, None);
        picture.take(&texts, 1_000);
        assert!(!picture.is_some());
    }
}
