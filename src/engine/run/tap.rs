//! A tap on each wire: batches pass through untouched, their rows are counted, and a flag ends the query.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use polars::prelude::*;

/// What a query says when its flag is set.
const CANCELLED: &str = "cancelled";

/// The flag of one run and the counters of its taps.
#[derive(Clone, Default)]
pub(super) struct Flow {
    stop: Arc<AtomicBool>,
    /// Whether rows that pass count: not while something is computed beforehand, or again to find a fault.
    counting: Arc<AtomicBool>,
}

/// The number of rows that have passed one output.
#[derive(Clone, Default)]
pub(super) struct Counter(Arc<AtomicU64>);

impl Counter {
    pub fn rows(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Flow {
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub fn count(&self, counting: bool) {
        self.counting.store(counting, Ordering::Relaxed);
    }

    /// `plan` with a tap. Predicates, projections and slices are still pushed past it, so that the counter tells what
    /// really travels.
    ///
    /// `number` must differ among the taps of a run: polars takes two functions of the same name over the same input for
    /// one.
    pub fn tap(&self, plan: LazyFrame, number: usize, counter: &Counter) -> LazyFrame {
        let (flow, rows) = (self.clone(), counter.0.clone());
        let pass = move |batch: DataFrame| {
            polars_ensure!(!flow.is_stopped(), ComputeError: CANCELLED);
            if flow.counting.load(Ordering::Relaxed) {
                rows.fetch_add(batch.height() as u64, Ordering::Relaxed);
            }
            Ok(batch)
        };
        DslBuilder::from(plan.logical_plan)
            .map(pass, AllowedOptimizations::all(), None, format!("tap {number}").into())
            .build()
            .into()
    }
}
