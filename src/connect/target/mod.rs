//! Targets: what tables are written to. Each is staged beside what stands there, prepared, and committed with all others of the
//! run; a ticket in the journal lets its driver finish or undo it after a crash.

mod driver;
mod files;

use std::sync::Arc;

use polars::prelude::LazyFrame;

pub use driver::{Driver, Removal, Ticket};
pub use files::*;

use super::source::Address;
use super::write::Staging;
use crate::base::Problem;

/// Something outside of the project that a table is written to.
pub trait Target: Send + Sync {
    fn address(&self) -> Address;

    /// The setting of the node that holds the address: problems with it point there.
    fn setting(&self) -> &'static str;

    fn promise(&self) -> Promise;

    /// The problem that a run would have with it, as far as that shows before anything is written. Changes nothing.
    fn check(&self) -> Result<(), Problem>;

    /// Begins an output: what will be completed and committed, and the plan that fills it. Whatever it makes outside of the
    /// process is noted in `staging` first.
    fn stage(&self, rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem>;
}

/// What a target promises. Outputs are committed in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Promise {
    /// It is replaced whole or stays as it was, and a commit can be taken back.
    AllOrNothing,
    /// Rows arrive at least once; after a failure some may stand there twice.
    AtLeastOnce,
    /// A commit cannot be taken back. A run has one such output at most.
    Irrevocable,
}

/// How many versions of each output a run keeps, and as which run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    pub run: i64,
    pub count: usize,
}

/// Tells how many bytes of an output are written.
pub type Gauge = Arc<dyn Fn() -> u64 + Send + Sync>;

/// What a run has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub address: Address,
    pub bytes: u64,
}

/// An output on its way.
pub trait Staged: Send + Sync {
    fn address(&self) -> Address;

    /// Tells the bytes written so far, from any thread.
    fn gauge(&self) -> Gauge;

    /// Why its plan has failed; `None` where the fault lies elsewhere.
    fn fault(&self) -> Option<Problem>;

    /// Called once all rows are there: makes it complete and safe from a crash, still beside what stands there.
    fn complete(&self) -> Result<(), Problem>;

    /// Its size once it is complete.
    fn bytes(&self) -> u64;

    /// What it holds otherwise than the table; known when it is complete.
    fn warnings(&self) -> Vec<Problem> {
        Vec::new()
    }

    /// The last look before the commit: fails where it may not take its place any more. From the ticket on, a crash is answered
    /// by finishing.
    fn prepare(&mut self) -> Result<Ticket, Problem>;

    /// Puts it in its place.
    fn commit(&mut self) -> Result<(), Problem>;

    /// Takes back a commit, also a failed one.
    fn undo(&mut self);

    /// All outputs stand: makes the commit durable and forgets what would have taken it back.
    fn settle(&mut self);

    /// Keeps what stands there now as the version before any run. Targets that keep no versions say so.
    fn keep_before(&self) -> Result<(), Problem> {
        Ok(())
    }

    /// Keeps what now stands there as the version of a run.
    fn keep(&self, _keep: Keep) -> Result<(), Problem> {
        let address = self.address().to_string();
        Err(Problem::warning(say!("write-keeps-no-versions", address = address)))
    }

    /// For an output that is committed.
    fn written(self: Box<Self>) -> Written;

    /// Removes an output that was not committed. Whether something of it is left.
    fn discard(self: Box<Self>) -> bool;
}
