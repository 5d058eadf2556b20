//! Rows that are staged in a table of a database, to be moved to their own table at the end of a run.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use polars::prelude::*;

use super::source::Address;
use super::target::{ExistingTable, Gauge, Removal, Staged, Ticket, Written, replaced_by_none};
use crate::base::Problem;

/// A staged table that receives rows.
pub(super) trait Filling: Send + 'static {
    /// Adds rows. Is not called again after it has failed.
    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem>;

    /// All rows have been added: makes them safe. Is called once at most, and not after a failure.
    fn finish(&mut self) -> Result<(), Problem>;

    /// Cuts it off.
    fn close(&mut self);

    /// Where what is stored differs from the table; known when it is complete.
    fn warnings(&self) -> Vec<Problem> {
        Vec::new()
    }

    fn rows(&self) -> u64;

    /// The columns of the table that have to be wider for the rows that have arrived.
    fn widened(&self) -> Vec<String> {
        Vec::new()
    }

    /// The number of bytes sent so far.
    fn bytes(&self) -> Arc<AtomicU64>;
}

/// How staged rows reach their table.
pub(super) trait Placing: Clone + Send + Sync + 'static {
    fn ticket(&self) -> Result<Ticket, Problem>;

    /// Notes how many rows there are.
    fn set_rows(&mut self, rows: u64);

    /// Notes which columns of the table are widened.
    fn set_widened(&mut self, needed: &[String]);

    fn existing(&self) -> ExistingTable;

    /// The table as the user names it.
    fn table(&self) -> String;

    /// Fails if several staged rows have one key.
    fn check_keys(&self) -> Result<(), Problem>;

    /// The number of rows of the existing table; 0 if there is none.
    fn count_present(&self) -> Result<i64, Problem>;

    fn remove(&self) -> Removal;
}

/// A table in progress.
pub(super) struct StagedTable<P, F> {
    address: Address,
    /// Whether existing rows may be replaced by none.
    empty: bool,
    placement: P,
    receiver: Arc<Mutex<Receiver<F>>>,
    bytes: Arc<AtomicU64>,
}

/// A staged table with what went wrong first.
struct Receiver<F> {
    filling: F,
    fault: Option<Problem>,
    is_finished: bool,
}

/// A staged table that is filled without a plan.
pub(super) struct DirectFill<F>(Arc<Mutex<Receiver<F>>>);

impl<F: Filling> DirectFill<F> {
    /// Adds rows in the table's own way. The first problem is that of the output, and of all later calls.
    pub fn add(&self, work: impl FnOnce(&mut F) -> Result<(), Problem>) -> Result<(), Problem> {
        locked(&self.0).remembered(work)
    }
}

impl<F: Filling> Receiver<F> {
    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        self.remembered(|filling| filling.add(batch))
    }

    /// Fails if a row could not be written.
    fn finish(&mut self) -> Result<(), Problem> {
        if self.is_finished && self.fault.is_none() {
            return Ok(());
        }
        self.is_finished = true;
        self.remembered(F::finish)
    }

    fn remembered(&mut self, work: impl FnOnce(&mut F) -> Result<(), Problem>) -> Result<(), Problem> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        work(&mut self.filling).inspect_err(|problem| self.fault = Some(problem.clone()))
    }
}

impl<P: Placing, F: Filling> StagedTable<P, F> {
    /// Returns it with the plan that fills it.
    pub fn begin(
        address: Address,
        empty: bool,
        placement: P,
        filling: F,
        rows: LazyFrame,
    ) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let (staged, shared) = Self::of(address, empty, placement, filling);
        let take = move |batch: DataFrame| {
            let added = locked(&shared).add(&batch);
            added.map(|()| false).map_err(|problem| PolarsError::ComputeError(problem.to_string().into()))
        };
        let plan = rows.sink_batches(PlanCallback::new(take), true, None);
        let plan = plan.map_err(|error| Problem::error(error.to_string()))?;
        Ok((Box::new(staged), plan))
    }

    /// Returns it with its table, to be filled without a plan.
    pub fn begin_without_plan(
        address: Address,
        empty: bool,
        placement: P,
        filling: F,
    ) -> (Box<dyn Staged>, DirectFill<F>) {
        let (staged, shared) = Self::of(address, empty, placement, filling);
        (Box::new(staged), DirectFill(shared))
    }

    fn of(address: Address, empty: bool, placement: P, filling: F) -> (Self, Arc<Mutex<Receiver<F>>>) {
        let bytes = filling.bytes();
        let receiver = Arc::new(Mutex::new(Receiver { filling, fault: None, is_finished: false }));
        (StagedTable { address, empty, placement, receiver: receiver.clone(), bytes }, receiver)
    }
}

fn locked<F>(receiver: &Mutex<Receiver<F>>) -> MutexGuard<'_, Receiver<F>> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<P: Placing, F: Filling> Staged for StagedTable<P, F> {
    fn address(&self) -> Address {
        self.address.clone()
    }

    fn gauge(&self) -> Gauge {
        let bytes = self.bytes.clone();
        Arc::new(move || bytes.load(Ordering::Relaxed))
    }

    fn fault(&self) -> Option<Problem> {
        locked(&self.receiver).fault.clone()
    }

    fn complete(&self) -> Result<(), Problem> {
        locked(&self.receiver).finish()
    }

    fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    fn rows(&self) -> Option<u64> {
        Some(locked(&self.receiver).filling.rows())
    }

    fn warnings(&self) -> Vec<Problem> {
        locked(&self.receiver).filling.warnings()
    }

    fn prepare(&mut self) -> Result<Option<Ticket>, Problem> {
        let rows = locked(&self.receiver).filling.rows();
        self.placement.set_rows(rows);
        let widened = locked(&self.receiver).filling.widened();
        self.placement.set_widened(&widened);
        self.placement.check_keys()?;
        if rows == 0 && !self.empty && self.placement.existing() == ExistingTable::Replace {
            let present = self.placement.count_present()?;
            if present > 0 {
                return Err(replaced_by_none(&self.placement.table(), present));
            }
        }
        self.placement.ticket().map(Some)
    }

    fn written(self: Box<Self>) -> Written {
        Written { address: self.address.clone(), bytes: self.bytes() }
    }

    fn discard(self: Box<Self>) -> bool {
        locked(&self.receiver).filling.close();
        self.placement.remove() == Removal::Left
    }
}

/// A value for a message.
pub(super) fn shown(value: &AnyValue) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
