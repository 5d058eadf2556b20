//! Executes plans: first rows, slices, counts, whole tables. Always on the streaming engine, always guarded.

use std::sync::{Arc, Mutex, PoisonError};

use polars::prelude::*;

use crate::base::Problem;
use crate::connect;
use crate::engine::cache::memory_size::MemorySize;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::nodes::{Frame, problem_of, slice};

/// Why there is no result.
#[derive(Debug)]
pub(crate) enum Halt {
    /// The request was cancelled.
    Stopped,
    Problem(Problem),
}

/// Rows starting at `first`.
pub(crate) fn rows(frame: &Frame, first: u64, count: usize, stop: &Stop) -> Result<DataFrame, Halt> {
    let count = IdxSize::try_from(count).unwrap_or(IdxSize::MAX);
    run(slice(frame.lazy.clone(), i64::try_from(first).unwrap_or(i64::MAX), count), stop)
}

/// Passes the rows of a plan to `take` in batches, in order, until it returns that this is enough. `None` if the plan
/// fails.
pub(crate) fn in_order(plan: LazyFrame, take: impl Fn(&DataFrame) -> bool + Send + Sync + 'static) -> Option<()> {
    guarded(|| {
        let take = PlanCallback::new(move |batch: DataFrame| Ok(take(&batch)));
        connect::execute(plan.sink_batches(take, true, None)?)
    })
    .ok()?
    .ok()
}

/// The number of rows.
pub(crate) fn count(frame: &Frame, stop: &Stop) -> Result<u64, Halt> {
    let counted = run(frame.lazy.clone().select([frame.row_count().alias("rows")]), stop)?;
    let value = counted.columns().first().and_then(|rows| rows.get(0).ok()?.extract::<u64>());
    value.ok_or_else(|| Halt::Problem(Problem::error(say!("rows-not-counted"))))
}

/// The whole result of `plan`.
pub(crate) fn run(plan: LazyFrame, stop: &Stop) -> Result<DataFrame, Halt> {
    finish(guarded(|| connect::collect(plan)), stop)
}

/// Passes the rows of `plan` to `take`, batch after batch in unspecified order; none of them is kept. `take` is called
/// where the rows are produced: readers would continue while a sink is working, and hold everything that waits for it.
pub(crate) fn each(plan: LazyFrame, stop: &Stop, take: impl Fn(DataFrame) + Send + Sync + 'static) -> Result<(), Halt> {
    let seen = {
        let stop = stop.clone();
        move |batch: DataFrame| -> PolarsResult<DataFrame> {
            polars_ensure!(!stop.is_set(), ComputeError: "stopped");
            let none = batch.clear();
            take(batch);
            Ok(none)
        }
    };
    let plan = plan.map(seen, AllowedOptimizations::all(), None, Some("each"));
    let drop_all = PlanCallback::new(|_: DataFrame| Ok(false));
    let outcome = guarded(|| connect::execute(plan.sink_batches(drop_all, false, None)?));
    finish(outcome, stop)
}

/// The result of computing a whole table.
pub(crate) struct Whole {
    pub rows: u64,
    /// The bytes of the table, as far as counted.
    pub bytes: u64,
    /// `None`: the table exceeds the byte limit.
    pub frame: Option<DataFrame>,
}

/// The part of a whole table that has arrived so far.
struct Arrived<F> {
    batches: Vec<DataFrame>,
    rows: u64,
    size: MemorySize,
    on_first: Option<F>,
}

/// Computes the whole table in one pass. `on_first` receives the first `head` rows (all, if there are fewer) as soon as
/// they are available. Beyond `limit` bytes the rows are only counted. `on_more` receives the number of bytes as it
/// grows.
pub(crate) fn whole<F, M>(
    frame: &Frame,
    head: usize,
    limit: u64,
    stop: &Stop,
    on_first: F,
    on_more: M,
) -> Result<Whole, Halt>
where
    F: FnOnce(DataFrame) + Send + 'static,
    M: Fn(u64) + Send + Sync + 'static,
{
    let empty = DataFrame::empty_with_schema(frame.schema());
    let arrived = Arc::new(Mutex::new(Arrived {
        batches: Vec::new(),
        rows: 0,
        size: MemorySize::default(),
        on_first: Some(on_first),
    }));
    let sink = {
        let arrived = arrived.clone();
        let stop = stop.clone();
        move |batch: DataFrame| -> PolarsResult<bool> {
            let mut arrived = arrived.lock().unwrap_or_else(PoisonError::into_inner);
            arrived.rows += batch.height() as u64;
            // The first rows are needed complete, however little may be held.
            if arrived.size.bytes <= limit || arrived.on_first.is_some() {
                arrived.size.add(&batch);
                arrived.batches.push(batch);
                on_more(arrived.size.bytes);
            }
            if arrived.rows >= head as u64
                && let Some(on_first) = arrived.on_first.take()
            {
                on_first(stacked(&arrived.batches, head));
            }
            if arrived.size.bytes > limit && arrived.on_first.is_none() && !arrived.batches.is_empty() {
                arrived.batches = Vec::new();
            }
            Ok(stop.is_set())
        }
    };
    let plan = frame.lazy.clone();
    let outcome = guarded(|| connect::execute(plan.sink_batches(PlanCallback::new(sink), true, None)?));
    finish(outcome, stop)?;
    let mut arrived = arrived.lock().unwrap_or_else(PoisonError::into_inner);
    let mut batches = std::mem::take(&mut arrived.batches);
    if batches.is_empty() {
        batches.push(empty);
    }
    if let Some(on_first) = arrived.on_first.take() {
        on_first(stacked(&batches, head));
    }
    let rows = arrived.rows;
    let bytes = arrived.size.bytes;
    let fits = bytes <= limit;
    Ok(Whole { rows, bytes, frame: fits.then(|| stacked(&batches, usize::MAX)) })
}

/// The first `rows` rows of consecutive batches of one table.
fn stacked(batches: &[DataFrame], rows: usize) -> DataFrame {
    let mut batches = batches.iter();
    let mut frame = batches.next().cloned().unwrap_or_default();
    for batch in batches {
        if frame.height() >= rows {
            break;
        }
        frame.vstack_mut_unchecked(batch);
    }
    frame.slice(0, rows)
}

fn finish<T>(outcome: Result<PolarsResult<T>, Problem>, stop: &Stop) -> Result<T, Halt> {
    if stop.is_set() {
        return Err(Halt::Stopped);
    }
    outcome.map_err(Halt::Problem)?.map_err(|error| Halt::Problem(problem_of(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::control::locks::locked;

    #[test]
    fn a_whole_table_tells_its_bytes_as_they_grow() {
        let numbers =
            DataFrame::new(200_000, vec![Column::new("x".into(), (0..200_000i64).collect::<Vec<_>>())]).unwrap();
        let frame = Frame::with_schema(numbers.clone().lazy(), numbers.schema().clone());
        let reported = |limit: u64| {
            let grown = Arc::new(Mutex::new(Vec::new()));
            let on_more = {
                let grown = grown.clone();
                move |bytes| locked(&grown).push(bytes)
            };
            let result = whole(&frame, 10, limit, &Stop::default(), drop, on_more).unwrap();
            (result, std::mem::take(&mut *locked(&grown)))
        };
        let (result, grown) = reported(u64::MAX);
        assert_eq!((result.rows, result.bytes, grown.last()), (200_000, 1_600_000, Some(&1_600_000)));
        assert!(grown.is_sorted() && result.frame.is_some());
        assert!(reported(1_000).0.frame.is_none(), "more than is allowed");
    }
}
