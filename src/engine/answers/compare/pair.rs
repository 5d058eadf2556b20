//! Matches the rows of two tables, and finds the pairs in which a column differs.

use std::collections::HashMap;

use polars::prelude::*;

use crate::base::{Key, Problem};
use crate::engine::api::cell::text;
use crate::engine::api::comparison::Matched;
use crate::engine::api::comparison::{ColumnChange, ComparedColumn, Matching};
use crate::engine::control::stop::Stop;
use crate::engine::execute::collect::Halt;

type Pairs = Vec<(IdxSize, IdxSize)>;

/// The pairs of rows, in the order of `after`.
pub(super) fn pair(
    before: &DataFrame,
    after: &DataFrame,
    columns: &[ComparedColumn],
    matching: &Matching,
    stop: &Stop,
) -> Result<(Matched, Pairs), Halt> {
    let by_position = || {
        (Matched::Position, (0..before.height().min(after.height())).map(|n| (n as IdxSize, n as IdxSize)).collect())
    };
    let same: Vec<&ComparedColumn> = columns.iter().filter(|column| column.change == ColumnChange::Same).collect();
    match matching {
        Matching::Position => Ok(by_position()),
        Matching::Keys(names) => {
            let chosen: Vec<&ComparedColumn> = names
                .iter()
                .map(|name| {
                    columns.iter().find(|c| c.name == *name && c.before.is_some() && c.after.is_some()).ok_or(name)
                })
                .collect::<Result<_, _>>()
                .map_err(|name| {
                    let problem = Problem::error(say!("compare-not-in-both", name = name));
                    Halt::Problem(problem.remedy(say!("compare-choose-keys")))
                })?;
            let pairs = by_text(before, after, &chosen, stop)?;
            Ok((Matched::Keys { columns: names.clone(), found: false }, pairs))
        }
        Matching::Whole if same.is_empty() => Ok(by_position()),
        Matching::Whole => Ok((Matched::Whole, by_text(before, after, &same, stop)?)),
        Matching::Auto => {
            for column in &same {
                if is_key(before, column.before) && is_key(after, column.after) {
                    let pairs = by_text(before, after, &[column], stop)?;
                    if !pairs.is_empty() {
                        return Ok((Matched::Keys { columns: vec![column.name.clone()], found: true }, pairs));
                    }
                }
            }
            if same.is_empty() || before.height() == after.height() {
                return Ok(by_position());
            }
            Ok((Matched::Whole, by_text(before, after, &same, stop)?))
        }
    }
}

/// Whether a column identifies rows: integers, texts or dates, none missing, none duplicated.
fn is_key(frame: &DataFrame, column: Option<usize>) -> bool {
    let Some(values) = column.and_then(|column| frame.columns().get(column)) else { return false };
    let dtype = values.dtype();
    let may = dtype.is_integer() || dtype.is_string() || dtype.is_temporal();
    may && !values.is_empty() && values.null_count() == 0 && values.n_unique().is_ok_and(|count| count == values.len())
}

/// Rows with the same values in `columns`; of equal rows, the second is paired with the second, and so on.
fn by_text(before: &DataFrame, after: &DataFrame, columns: &[&ComparedColumn], stop: &Stop) -> Result<Pairs, Halt> {
    let of = |frame: &DataFrame, place: fn(&ComparedColumn) -> Option<usize>| {
        let columns: Vec<&Column> = columns.iter().filter_map(|c| frame.columns().get(place(c)?)).collect();
        keys(&columns, frame.height(), stop)
    };
    let old = of(before, |column| column.before)?;
    let new = of(after, |column| column.after)?;
    let mut places: HashMap<Key, Vec<IdxSize>> = HashMap::with_capacity(old.len());
    for (row, key) in old.iter().enumerate().rev() {
        places.entry(*key).or_default().push(row as IdxSize);
    }
    let found = new.iter().enumerate().filter_map(|(row, key)| Some((places.get_mut(key)?.pop()?, row as IdxSize)));
    Ok(found.collect())
}

fn keys(columns: &[&Column], rows: usize, stop: &Stop) -> Result<Vec<Key>, Halt> {
    let mut line = Vec::new();
    let mut keys = Vec::with_capacity(rows);
    for row in 0..rows {
        if row % 4_096 == 0 && stop.is_set() {
            return Err(Halt::Stopped);
        }
        line.clear();
        for column in columns {
            // Each value is preceded by its length, so that "a", "bc" and "ab", "c" differ; null has no value.
            match column.get(row) {
                Ok(AnyValue::Null) | Err(_) => line.push(0),
                Ok(value) => {
                    let words = text(&value);
                    line.push(1);
                    line.extend_from_slice(&(words.len() as u64).to_le_bytes());
                    line.extend_from_slice(words.as_bytes());
                }
            }
        }
        keys.push(Key::of(&line));
    }
    Ok(keys)
}

/// The pairs in which two columns differ, by index. Null equals null, NaN equals NaN; values of different types are
/// compared by their displayed text.
pub(super) fn differing(
    before: &Column,
    after: &Column,
    lefts: &[IdxSize],
    rights: &[IdxSize],
) -> Result<Vec<usize>, Halt> {
    let take = |column: &Column, rows: &[IdxSize]| column.take(&IdxCa::from_vec("rows".into(), rows.to_vec()));
    let problem = |error: PolarsError| Halt::Problem(crate::nodes::problem_of(&error));
    let old = take(before, lefts).map_err(problem)?;
    let new = take(after, rights).map_err(problem)?;
    if old.dtype() == new.dtype()
        && !old.dtype().is_nested()
        && let Ok(differs) = old.not_equal_missing(&new)
    {
        let marks = differs.iter().enumerate();
        return Ok(marks.filter_map(|(index, differs)| differs.unwrap_or(true).then_some(index)).collect());
    }
    let shown = |column: &Column, row: usize| match column.get(row) {
        Ok(AnyValue::Null) | Err(_) => None,
        Ok(value) => Some(text(&value)),
    };
    Ok((0..old.len()).filter(|row| shown(&old, *row) != shown(&new, *row)).collect())
}
