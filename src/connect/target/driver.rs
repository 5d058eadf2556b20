//! Drivers, which finish or undo outputs after a crash.

use serde::{Deserialize, Serialize};

use crate::base::Problem;
use crate::connect::source::Address;

/// What a driver needs to finish or undo an output after a crash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The name of the driver.
    pub driver: String,
    /// In the driver's own format; it contains no secret.
    pub text: String,
}

/// Finishes or undoes the outputs of one kind of store after a crash, by their tickets.
pub trait Driver: Sync {
    /// The name used in tickets; it is stored in journals.
    fn name(&self) -> &'static str;

    /// Removes what was staged by a run that has committed nothing.
    fn remove(&self, staged: &str) -> Removal;

    /// Finishes a commit; returns the address if something was left to do. Must be idempotent.
    fn finish(&self, prepared: &str) -> Result<Option<Address>, Problem>;

    /// All outputs are in place: discards what would be needed to undo the commit.
    fn settle(&self, prepared: &str);
}

/// What happened to something that was staged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    Removed,
    /// It did not exist.
    Absent,
    /// It could not be removed; the next start tries again.
    Left,
}
