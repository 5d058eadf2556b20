//! Finds text in the cells of a whole table, ignoring case, and reports what it has found so far.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use polars::prelude::*;

use crate::engine::api::cell;
use crate::engine::api::event::Event;
use crate::engine::api::find::{FindRequest, Found};
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::in_order;
use crate::engine::preview::hold_on_demand::{hold, is_dear};
use crate::engine::preview::shared::{Emit, Shared};
use crate::nodes::column;

/// The maximum number of matches whose positions are remembered.
const HITS: usize = 100_000;
/// Rows searched between two checks of the cancellation flag.
const STRIDE: usize = 16_384;
/// The interval between progress events.
const UPDATE_INTERVAL: Duration = Duration::from_millis(120);

/// Searches the table, with progress events. Emits nothing if the table is no longer that of the newest plan.
pub(crate) fn find(shared: &Shared, request: FindRequest, emit: &Emit, stop: &Stop) {
    let plan = locked(&shared.latest).clone().filter(|plan| plan.key(request.output) == Some(request.key));
    // A separate statement: the lock ends with it, and the code below takes it again.
    let cached = locked(&shared.cache).whole(request.key);
    let whole = cached.or_else(|| {
        let plan = plan.as_ref().filter(|plan| is_dear(shared, plan, request.output))?;
        guarded(|| hold(shared, plan, request.output, request.key, stop)).ok()?
    });
    let search = Search::new(&request, emit.clone(), stop.clone());
    let outcome = match (whole, plan) {
        (Some(frame), _) => guarded(|| search.take(&frame)).ok(),
        (None, Some(plan)) => {
            let mut build = Build::new(&plan, Some(&shared.cache), stop);
            let Ok(frame) = build.frame(request.output) else { return };
            shared.count_lowered(build.count);
            shared.count_collected();
            let picked: Vec<Expr> = request.columns.iter().map(column).collect();
            let sink = search.clone();
            let plan = frame.lazy.select(picked);
            in_order(plan, move |batch| sink.take(batch)).map(|()| stop.is_set())
        }
        (None, None) => None,
    };
    if outcome == Some(false) {
        search.finish();
    }
}

/// A search in progress.
#[derive(Clone)]
struct Search {
    request: Arc<FindRequest>,
    /// In lower case.
    needle: Arc<str>,
    state: Arc<Mutex<(Found, Instant)>>,
    emit: Emit,
    stop: Stop,
}

impl Search {
    fn new(request: &FindRequest, emit: Emit, stop: Stop) -> Self {
        Search {
            needle: request.text.to_lowercase().into(),
            request: Arc::new(request.clone()),
            state: Arc::new(Mutex::new((Found::default(), Instant::now()))),
            emit,
            stop,
        }
    }

    /// Searches the next rows; returns whether to stop.
    fn take(&self, batch: &DataFrame) -> bool {
        let mut start = 0;
        while start < batch.height() && !self.stop.is_set() {
            let part = batch.slice(start as i64, STRIDE);
            start += part.height();
            let mut hits = Vec::new();
            for (index, name) in self.request.columns.iter().enumerate() {
                if let Ok(values) = part.column(name) {
                    find_in(values, &self.needle, |row| hits.push((row as u64, index as u32)));
                }
            }
            hits.sort_unstable();
            self.note(hits, part.height() as u64);
        }
        self.stop.is_set()
    }

    fn note(&self, hits: Vec<(u64, u32)>, rows: u64) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (found, reported) = &mut *state;
        let first = found.rows;
        found.total += hits.len() as u64;
        found.rows += rows;
        let remaining = HITS - found.hits.len().min(HITS);
        found.hits.extend(hits.into_iter().take(remaining).map(|(row, column)| (first + row, column)));
        if reported.elapsed() >= UPDATE_INTERVAL {
            *reported = Instant::now();
            self.report(found);
        }
    }

    fn finish(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0.is_done = true;
        self.report(&state.0);
    }

    fn report(&self, found: &Found) {
        let FindRequest { output, key, text, columns } = &*self.request;
        (self.emit)(Event::Found {
            output: *output,
            key: *key,
            text: text.clone(),
            columns: columns.clone(),
            found: Arc::new(found.clone()),
        });
    }
}

/// Calls `hit` with each row of the column that contains the needle, which is in lower case.
fn find_in(values: &Column, needle: &str, mut hit: impl FnMut(usize)) {
    if let Ok(texts) = values.str() {
        for (row, text) in texts.iter().enumerate() {
            if text.is_some_and(|text| has(text, needle)) {
                hit(row);
            }
        }
        return;
    }
    if !may_have(values.dtype(), needle) {
        return;
    }
    let values = values.as_materialized_series();
    for (row, value) in values.rechunk().iter().enumerate() {
        if !matches!(value, AnyValue::Null) && has(&cell::text(&value), needle) {
            hit(row);
        }
    }
}

/// Whether values of the type can contain the needle in their text: most searches are for words, most columns are
/// numbers.
fn may_have(data_type: &DataType, needle: &str) -> bool {
    let only = |letters: &str| needle.chars().all(|letter| letters.contains(letter));
    match data_type {
        DataType::Boolean => "true".contains(needle) || "false".contains(needle),
        data_type if data_type.is_integer() => only("-0123456789"),
        data_type if data_type.is_float() => only("-0123456789.einfa"),
        DataType::Date => only("-0123456789"),
        DataType::Datetime(..) | DataType::Time => only("-+0123456789:. "),
        _ => true,
    }
}

/// Whether the text contains the needle (in lower case), ignoring case.
fn has(text: &str, needle: &str) -> bool {
    if !text.is_ascii() || !needle.is_ascii() {
        return text.to_lowercase().contains(needle);
    }
    let text = text.as_bytes();
    let needle = needle.as_bytes();
    let Some((first, rest)) = needle.split_first() else { return true };
    (0..(text.len() + 1).saturating_sub(needle.len()))
        .any(|at| text[at].to_ascii_lowercase() == *first && text[at + 1..at + needle.len()].eq_ignore_ascii_case(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(column: Column, needle: &str) -> Vec<usize> {
        let mut rows = Vec::new();
        find_in(&column, needle, |row| rows.push(row));
        rows
    }

    #[test]
    fn letters_of_any_size_match() {
        let texts =
            Column::new("t".into(), [Some("Southwest"), None, Some("WEST"), Some("Ärzte"), Some("we"), Some("")]);
        assert_eq!(rows(texts.clone(), "west"), [0, 2]);
        assert_eq!(rows(texts.clone(), "är"), [3]);
        assert_eq!(rows(texts, "null"), [0; 0]);
    }

    #[test]
    fn values_are_found_as_they_are_written() {
        assert_eq!(rows(Column::new("n".into(), [Some(12i64), None, Some(-120)]), "12"), [0, 2]);
        assert_eq!(rows(Column::new("n".into(), [0.5, 1.0, f64::NAN]), ".5"), [0]);
        assert_eq!(rows(Column::new("n".into(), [0.5, 1.0, f64::NAN]), "nan"), [2]);
        assert_eq!(rows(Column::new("b".into(), [true, false]), "fal"), [1]);
        let days = Column::new("d".into(), [15_710i32]).cast(&DataType::Date).unwrap();
        assert_eq!(rows(days.clone(), "01-05"), [0]);
        assert_eq!(rows(days, "jan"), [0; 0]);
        let lists = Series::new("l".into(), [Series::new("".into(), ["Ab", "c"])]);
        assert_eq!(rows(lists.into(), "ab, c"), [0]);
    }
}
