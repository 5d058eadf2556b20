//! Figures of selected cells: count, sum, mean, number of distinct values, minimum and maximum. Exact for integers and
//! decimals; a large selection is processed row by row, with progress events.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use polars::prelude::*;

use crate::engine::api::cell;
use crate::engine::api::cell_statistics::{CellStatistics, CellStatisticsRequest, Total};
use crate::engine::api::event::Event;
use crate::engine::api::table::Table;
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::in_order;
use crate::engine::preview::shared::{Emit, Shared};
use crate::nodes::column;

/// More distinct values than this are not counted.
const MOST: usize = 2_000_000;
const STRIDE: usize = 65_536;
const UPDATE_INTERVAL: Duration = Duration::from_millis(120);
/// The number of extra digits that a mean has beyond those of its values.
const FURTHER: u32 = 6;

/// The figures of rows that are held: `parts` are tables and ranges of their rows.
pub fn cell_statistics_of(parts: &[(&Table, Range<usize>)], columns: &[usize]) -> CellStatistics {
    let mut adding = Adding::default();
    for (table, rows) in parts {
        let part = table.frame().slice(rows.start as i64, rows.len());
        columns.iter().filter_map(|column| part.columns().get(*column)).for_each(|values| adding.take(values));
    }
    adding.statistics()
}

/// The figures of any rows of a table; emits nothing if the table is no longer that of the newest plan.
pub(crate) fn statistics(shared: &Shared, request: &CellStatisticsRequest, emit: &Emit, stop: &Stop) {
    let plan = locked(&shared.latest).clone().filter(|plan| plan.key(request.output) == Some(request.key));
    let whole = locked(&shared.cache).whole(request.key);
    let updates = Updates { request: request.clone(), emit: emit.clone(), stop: stop.clone(), state: Arc::default() };
    let outcome = match (whole, plan) {
        (Some(frame), _) => guarded(|| {
            let count = usize::try_from(request.count).unwrap_or(usize::MAX);
            let part = frame.slice(request.first as i64, count);
            updates.take(&part)
        })
        .ok(),
        (None, Some(plan)) => {
            let mut build = Build::new(&plan, Some(&shared.cache), stop);
            let Ok(frame) = build.frame(request.output) else { return };
            shared.count_lowered(build.count);
            shared.count_collected();
            let picked: Vec<Expr> = request.columns.iter().map(column).collect();
            let count = IdxSize::try_from(request.count).unwrap_or(IdxSize::MAX);
            let plan = frame.lazy.select(picked).slice(request.first as i64, count);
            let sink = updates.clone();
            in_order(plan, move |batch| sink.take(batch)).map(|()| stop.is_set())
        }
        (None, None) => None,
    };
    if outcome == Some(false) {
        updates.report(true);
    }
}

/// Adds up the rows as they come, and reports the result.
#[derive(Clone)]
struct Updates {
    request: CellStatisticsRequest,
    emit: Emit,
    stop: Stop,
    state: Arc<Mutex<(Adding, u64, Option<Instant>)>>,
}

impl Updates {
    /// Takes the next rows; returns whether to stop.
    fn take(&self, batch: &DataFrame) -> bool {
        let mut start = 0;
        while start < batch.height() && !self.stop.is_set() {
            let part = batch.slice(start as i64, STRIDE);
            start += part.height();
            let is_due = {
                let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
                let (adding, rows, reported) = &mut *state;
                *rows += part.height() as u64;
                self.request
                    .columns
                    .iter()
                    .filter_map(|name| part.column(name).ok())
                    .for_each(|values| adding.take(values));
                let is_due = reported.get_or_insert_with(Instant::now).elapsed() >= UPDATE_INTERVAL;
                if is_due {
                    *reported = Some(Instant::now());
                }
                is_due
            };
            if is_due {
                self.report(false);
            }
        }
        self.stop.is_set()
    }

    fn report(&self, is_done: bool) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let statistics = is_done.then(|| Arc::new(state.0.statistics()));
        (self.emit)(Event::CellStatistics { ask: self.request.ask, rows: state.1, statistics });
    }
}

/// A running sum of numbers.
#[derive(Clone, Debug, Default)]
struct Adding {
    count: u64,
    empty: u64,
    numbers: u64,
    /// Units and scale, until they overflow or a binary fraction occurs.
    exact: Option<(i128, u32)>,
    is_float: bool,
    /// The sum and its accumulated rounding error.
    float: (f64, f64),
    seen: HashSet<u64>,
    hasher: RandomState,
    is_full: bool,
    data_type: Option<DataType>,
    is_mixed: bool,
    range: Option<(AnyValue<'static>, AnyValue<'static>)>,
}

impl Adding {
    fn take(&mut self, values: &Column) {
        let data_type = values.dtype();
        self.is_mixed |= self.data_type.get_or_insert_with(|| data_type.clone()) != data_type;
        let nulls = values.null_count() as u64;
        self.empty += nulls;
        self.count += values.len() as u64 - nulls;
        let values = values.as_materialized_series().rechunk();
        if !self.is_mixed {
            self.note_range(&values);
        }
        let is_numeric = data_type.is_numeric() || data_type.is_decimal();
        for value in values.iter().filter(|value| !value.is_null()) {
            if is_numeric {
                self.add(&value);
            }
            if !self.is_full && !self.is_mixed {
                self.seen.insert(self.hasher.hash_one(&value));
                self.is_full = self.seen.len() > MOST;
            }
        }
    }

    fn add(&mut self, value: &AnyValue) {
        self.numbers += 1;
        let (units, scale) = match value {
            AnyValue::Decimal(units, _, scale) => (*units, *scale as u32),
            AnyValue::Float16(_) | AnyValue::Float32(_) | AnyValue::Float64(_) => {
                let number = value.extract::<f64>().unwrap_or(f64::NAN);
                self.is_float = true;
                return self.add_float(number);
            }
            other => match cell::cell(other.clone()) {
                crate::engine::api::cell::Cell::Integer(units) => (units, 0),
                _ => (0, 0),
            },
        };
        self.add_float(units as f64 / 10f64.powi(scale as i32));
        let (sum, most) = self.exact.unwrap_or((0, scale));
        let joint = most.max(scale);
        let raised = |units: i128, from: u32| units.checked_mul(10i128.checked_pow(joint - from)?);
        let sum = raised(sum, most).zip(raised(units, scale)).and_then(|(a, b)| a.checked_add(b));
        match sum {
            Some(sum) => self.exact = Some((sum, joint)),
            None => self.is_float = true,
        }
    }

    fn add_float(&mut self, number: f64) {
        let (sum, lost) = self.float;
        let next = sum + number;
        let more = if sum.abs() >= number.abs() { (sum - next) + number } else { (number - next) + sum };
        self.float = (next, if more.is_finite() { lost + more } else { lost });
    }

    fn note_range(&mut self, values: &Series) {
        let data_type = values.dtype();
        let has_order = data_type.is_numeric() || data_type.is_decimal() || data_type.is_temporal();
        if !has_order {
            return;
        }
        let (Ok(least), Ok(most)) = (values.min_reduce(), values.max_reduce()) else { return };
        let least = least.into_value().into_static();
        let most = most.into_value().into_static();
        if least.is_null() || most.is_null() {
            return;
        }
        self.range = Some(match self.range.take() {
            None => (least, most),
            Some((known, largest)) => (
                if least.partial_cmp(&known).is_some_and(|order| order.is_lt()) { least } else { known },
                if most.partial_cmp(&largest).is_some_and(|order| order.is_gt()) { most } else { largest },
            ),
        });
    }

    fn statistics(&self) -> CellStatistics {
        let sum = match (self.numbers, self.is_float, self.exact) {
            (0, ..) => None,
            (_, false, Some((units, scale))) => Some(Total::Exact { units, scale }),
            _ => Some(Total::Float(self.float.0 + self.float.1)),
        };
        let mean = sum.map(|sum| match sum {
            Total::Exact { units, scale } => mean(units, scale, self.numbers),
            Total::Float(sum) => (Total::Float(sum / self.numbers as f64), false),
        });
        let words = |value: &AnyValue| match cell::cell(value.clone()) {
            crate::engine::api::cell::Cell::Number(value) => value.to_string(),
            _ => cell::text(value),
        };
        CellStatistics {
            count: self.count,
            empty: self.empty,
            sum,
            mean,
            distinct: (!self.is_full && !self.is_mixed).then_some(self.seen.len() as u64),
            range: self.range.as_ref().filter(|_| !self.is_mixed).map(|(least, most)| (words(least), words(most))),
        }
    }
}

/// `units` / 10^`scale` / `count` with a few more digits, halves to even; and whether that is rounded.
fn mean(units: i128, scale: u32, count: u64) -> (Total, bool) {
    let count = i128::from(count);
    let Some(more) = units.checked_mul(10i128.pow(FURTHER)) else {
        return (Total::Float(units as f64 / 10f64.powi(scale as i32) / count as f64), true);
    };
    let whole = more.div_euclid(count);
    let rest = more.rem_euclid(count);
    let up = match (rest * 2).cmp(&count) {
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Equal => whole.rem_euclid(2),
        std::cmp::Ordering::Less => 0,
    };
    (Total::Exact { units: whole + up, scale: scale + FURTHER }, rest != 0)
}

impl std::fmt::Display for Total {
    /// All digits, without trailing zeros.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Total::Float(value) => write!(f, "{value}"),
            Total::Exact { units, scale } => {
                let digits = format!("{:0>width$}", units.unsigned_abs(), width = *scale as usize + 1);
                let (whole, part) = digits.split_at(digits.len() - *scale as usize);
                let part = part.trim_end_matches('0');
                let sign = if *units < 0 { "-" } else { "" };
                let point = if part.is_empty() { "" } else { "." };
                write!(f, "{sign}{whole}{point}{part}")
            }
        }
    }
}

#[cfg(test)]
mod tests;
