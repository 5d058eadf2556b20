//! Targets: what tables are written to. Each is staged beside the existing output, prepared, and committed with all
//! others of the run; a ticket in the journal lets its driver finish or undo it after a crash.

mod driver;
mod files;
mod keep;
mod tables;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use polars::prelude::{LazyFrame, PlSmallStr, Schema};

pub use driver::{Driver, Removal, Standing, StoreTransaction, Ticket};
pub use files::*;
pub use keep::{Keep, KeptBy};
pub use tables::ExistingTable;
pub(super) use tables::{repeated_keys, replaced_by_none};

use super::scan::WholeSource;
use super::source::{Address, Source};
use super::write::Staging;
use crate::base::Problem;

/// Something outside of the project that a table is written to.
pub trait Target: Send + Sync {
    fn address(&self) -> Address;

    /// The setting of the node that holds the address: problems with it point there.
    fn setting(&self) -> &'static str;

    fn promise(&self) -> Promise;

    /// Fails with the problem that a run would have with it, as far as it can be detected before anything is written.
    /// Changes nothing.
    fn check(&self) -> Result<(), Problem>;

    /// The same target, where it is known of these columns that they are text only because no value has been seen in them.
    /// `None` where that makes no difference.
    fn with_unseen(&self, _columns: &BTreeSet<PlSmallStr>) -> Option<Arc<dyn Target>> {
        None
    }

    /// A look at what is there, whose notes say what a run of rows with these columns would change, leave out or refuse;
    /// `None` for targets that take every column. Writes nothing.
    fn look(&self, _arriving: &Schema) -> Option<Arc<dyn Source>> {
        None
    }

    /// Begins an output: returns the staged output, to be completed and committed, and the plan that fills it.
    /// Everything it creates outside of the process is noted in `staging` first.
    fn stage(&self, rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem>;

    /// The same for all rows of a source that arrive at the node, where they can be passed on in the form in which its store sends
    /// them, without any change by the node; `None` where they cannot.
    fn pass_on(&self, _rows: &WholeSource, _: &mut Staging<'_>) -> Result<Option<Transfer>, Problem> {
        Ok(None)
    }
}

/// An output that is filled without a plan.
pub struct Transfer {
    pub staged: Box<dyn Staged>,
    pub fill: Fill,
}

/// Fills an output. Is told, with each piece, how many rows and bytes have been passed on. Its problem is that of the source; that
/// of the output is its fault.
pub type Fill = Box<dyn FnOnce(&dyn Fn(u64, u64)) -> Result<(), Problem> + Send>;

/// What a target guarantees. Outputs are committed in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Promise {
    /// It is replaced as a whole or unchanged, and a commit can be undone.
    AllOrNothing,
    /// Rows arrive at least once; after a failure some may be duplicated.
    AtLeastOnce,
    /// A commit cannot be undone. A run has at most one such output.
    Irrevocable,
    /// It is committed with all other outputs of its store, by the transaction of its driver: all or none of them.
    Transactional,
}

/// Returns the number of bytes of an output written so far.
pub type Gauge = Arc<dyn Fn() -> u64 + Send + Sync>;

/// What a run has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub address: Address,
    pub bytes: u64,
}

/// An output in progress.
pub trait Staged: Send + Sync {
    fn address(&self) -> Address;

    /// Returns a gauge of the bytes written so far, usable from any thread.
    fn gauge(&self) -> Gauge;

    /// Why its plan has failed; `None` if the fault is elsewhere.
    fn fault(&self) -> Option<Problem>;

    /// Called once all rows have arrived: makes the output complete and crash-safe, still beside the existing one.
    fn complete(&self) -> Result<(), Problem>;

    /// Its size once it is complete.
    fn bytes(&self) -> u64;

    /// How many rows it has once it is complete; `None` if these are all that have arrived.
    fn rows(&self) -> Option<u64> {
        None
    }

    /// Where it differs from the table; known when it is complete.
    fn warnings(&self) -> Vec<Problem> {
        Vec::new()
    }

    /// The last check before the commit: fails if the output may no longer take its place. Once the ticket exists,
    /// recovery from a crash finishes the commit. `None` if there is nothing to finish.
    fn prepare(&mut self) -> Result<Option<Ticket>, Problem>;

    /// The file of which only one run at a time may replace the output; `None` if there is none.
    fn replaces(&self) -> Option<PathBuf> {
        None
    }

    /// Moves the output into its place. Not called for outputs of a store ([`Promise::Transactional`]).
    fn commit(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    /// Undoes a commit, even a failed one. If this fails, recovery tries again, by the ticket.
    fn undo(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    /// All outputs are in place: makes the commit durable and discards what would be needed to undo it. If this fails,
    /// recovery tries again.
    fn settle(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    /// Called when it is complete: prepares the version that is kept of it once it is committed. `outputs` are all
    /// outputs of the run. Targets that keep no versions fail.
    fn stage_version(&mut self, _keep: &Keep, _outputs: &[Address], _: &mut Staging<'_>) -> Result<(), Problem> {
        let address = self.address().to_string();
        Err(Problem::warning(say!("write-keeps-no-versions", address = address)))
    }

    /// Removes the version that was prepared: the run could not keep all its outputs, so it keeps none.
    fn discard_version(&mut self) {}

    /// Keeps the output as it is before the commit, if no version of it is kept yet.
    fn keep_before(&self, _keep: &Keep, _: &mut Staging<'_>) -> Result<(), Problem> {
        Ok(())
    }

    /// Removes the oldest versions beyond those that are to be kept.
    fn prune_versions(&self, _keep: &Keep, _: &mut Staging<'_>) -> Result<(), Problem> {
        Ok(())
    }

    /// The result, for an output that is committed.
    fn written(self: Box<Self>) -> Written;

    /// Removes an output that was not committed. Returns whether something of it is left.
    fn discard(self: Box<Self>) -> bool;
}
