//! Stopping queries that nobody waits for any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use polars::prelude::*;

/// A flag that ends a job; clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// `plan` with a tap: its batches pass through untouched until the flag is set, then the query fails. Predicates,
/// projections and slices are still pushed past it.
pub(crate) fn stoppable(plan: LazyFrame, stop: &Stop) -> LazyFrame {
    let stop = stop.clone();
    plan.map(
        move |batch| {
            polars_ensure!(!stop.is_set(), ComputeError: "stopped");
            Ok(batch)
        },
        AllowedOptimizations::all(),
        None,
        Some("tap"),
    )
}
