//! What the values of a table suggest, column by column.

use std::sync::Arc;
use std::time::{Duration, Instant};

use polars::prelude::*;

use super::picked_columns;
use crate::base::Key;
use crate::engine::api::cleaning::Suggestions;
use crate::engine::api::event::Event;
use crate::engine::api::output::OutputRef;
use crate::engine::control::stop::Stop;
use crate::engine::preview::shared::Shared;
use crate::nodes::cleaning::Observer;

/// The time limit for a table: each column has its share, and what could not be examined in it is left out.
const TIME: Duration = Duration::from_millis(1_200);
/// Values between two checks of the clock.
const STRIDE: usize = 4_096;

/// Examines the named text columns. Emits nothing if the table is no longer that of the newest plan.
pub(crate) fn answer(shared: &Shared, at: (OutputRef, Key), texts: &[String], stop: &Stop) -> Option<Event> {
    let mut found = Suggestions { whole: true, ..Suggestions::default() };
    if !texts.is_empty() {
        let (frame, whole) = picked_columns::columns(shared, at, texts, stop)?;
        (found.rows, found.whole) = (frame.height() as u64, whole);
        for column in frame.columns() {
            let Ok(values) = column.as_materialized_series().str() else { continue };
            let observer = observed(values, TIME / texts.len() as u32, stop)?;
            found.whole &= observer.rows == frame.height() as u64;
            found.rows = found.rows.min(observer.rows);
            let suggestions = observer.suggestions();
            if !suggestions.is_empty() {
                found.columns.push((column.name().to_string(), suggestions));
            }
        }
    }
    Some(Event::Suggested { output: at.0, key: at.1, found: Arc::new(found) })
}

/// `None` when stopped.
fn observed(values: &StringChunked, time: Duration, stop: &Stop) -> Option<Observer> {
    let started = Instant::now();
    let mut observer = Observer::new();
    for (index, value) in values.iter().enumerate() {
        if index % STRIDE == 0 {
            if stop.is_set() {
                return None;
            }
            if started.elapsed() > time {
                break;
            }
        }
        observer.see(value);
    }
    Some(observer)
}
