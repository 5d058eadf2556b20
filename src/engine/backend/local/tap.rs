//! A tap on each wire: batches pass through unchanged, their rows are counted, and a flag ends the query.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use polars::prelude::*;

use crate::connect::{PASSING, Withdrawal};
use crate::document::NodeId;
use crate::engine::cache::memory_size::roughly;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;

/// The error message of a query whose flag is set.
const CANCELLED: &str = "cancelled";

/// The flag of one run and the counters of its taps.
#[derive(Clone, Default)]
pub(super) struct Flow {
    stop: Stop,
    /// Withdraws the outputs when the flag is not responded to.
    pub withdrawal: Withdrawal,
    /// Whether passing rows count: not while something is computed in advance, or again to find a fault.
    counting: Arc<AtomicBool>,
    /// The time since which rows flow.
    since: Arc<Mutex<Option<Instant>>>,
    /// When a query ends that was not cancelled.
    limit: Arc<Mutex<Option<Instant>>>,
}

/// What has passed one output: rows, their bytes, and the times of the first and the last row.
#[derive(Clone, Default)]
pub(super) struct Counter(Arc<Passed>);

#[derive(Default)]
struct Passed {
    /// If set, batches pass on without their rows.
    is_closed: AtomicBool,
    rows: AtomicU64,
    bytes: AtomicU64,
    times: Mutex<Option<(Instant, Instant)>>,
}

impl Counter {
    pub fn rows(&self) -> u64 {
        self.0.rows.load(Ordering::Relaxed)
    }

    pub fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// The times of the first row and of the last one so far; `None` before the first.
    pub fn times(&self) -> Option<(Instant, Instant)> {
        *locked(&self.0.times)
    }

    /// Sets whether rows pass.
    pub fn open(&self, open: bool) {
        self.0.is_closed.store(!open, Ordering::Relaxed);
    }

    fn pass(&self, batch: &DataFrame) {
        if batch.height() == 0 {
            // The plan sends empty batches ahead; they contain no rows.
            return;
        }
        self.add(batch.height() as u64, roughly(batch));
    }

    /// Counts rows that have passed, of so many bytes.
    pub fn add(&self, rows: u64, bytes: u64) {
        self.0.rows.fetch_add(rows, Ordering::Relaxed);
        self.0.bytes.fetch_add(bytes, Ordering::Relaxed);
        let now = Instant::now();
        let mut times = locked(&self.0.times);
        *times = Some(times.map_or((now, now), |(first, _)| (first, now)));
    }
}

impl Flow {
    /// Notes which of the nodes with these names is prepared.
    pub fn noting(names: impl FnOnce() -> BTreeMap<NodeId, String>) -> Flow {
        Flow { stop: Stop::noting(names), ..Flow::default() }
    }

    pub fn stop(&self) {
        self.stop.stop();
    }

    pub fn is_stopped(&self) -> bool {
        self.stop.is_set()
    }

    /// Queries end at this time.
    pub fn limit(&self, limit: Option<Instant>) {
        *locked(&self.limit) = limit;
    }

    /// Whether there is no point in continuing.
    pub fn is_over(&self) -> bool {
        self.is_stopped() || locked(&self.limit).is_some_and(|limit| Instant::now() > limit)
    }

    /// The flag, for work before rows flow.
    pub fn flag(&self) -> &Stop {
        &self.stop
    }

    pub fn count(&self, counting: bool) {
        self.counting.store(counting, Ordering::Relaxed);
        *locked(&self.since) = counting.then(Instant::now);
    }

    /// The time since which rows flow; `None` before and after.
    pub fn since(&self) -> Option<Instant> {
        *locked(&self.since)
    }

    /// `plan` with a tap. Predicates, projections and slices are still pushed past it, so that the counter reports the
    /// rows that are really transferred.
    ///
    /// `number` must differ among the taps of a run: polars treats two functions of the same name over the same input
    /// as one.
    pub fn tap(&self, plan: LazyFrame, number: usize, counter: &Counter) -> LazyFrame {
        let flow = self.clone();
        let counter = counter.clone();
        let pass = move |batch: DataFrame| {
            polars_ensure!(!flow.is_over(), ComputeError: CANCELLED);
            if counter.0.is_closed.load(Ordering::Relaxed) {
                return Ok(batch.clear());
            }
            if flow.counting.load(Ordering::Relaxed) {
                counter.pass(&batch);
            }
            Ok(batch)
        };
        DslBuilder::from(plan.logical_plan)
            .map(pass, AllowedOptimizations::all(), None, format!("{PASSING} {number}").into())
            .build()
            .into()
    }
}
