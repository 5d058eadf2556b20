//! What finishes or undoes outputs after a crash.

use serde::{Deserialize, Serialize};

use crate::base::Problem;
use crate::connect::source::Address;

/// What a driver needs to finish or undo an output after a crash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The name of the driver.
    pub driver: String,
    /// In the driver's own words; no secret stands in it.
    pub text: String,
}

/// What finishes or undoes outputs of one kind of store after a crash, by their tickets.
pub trait Driver: Sync {
    /// As tickets name it; stands in journals.
    fn name(&self) -> &'static str;

    /// Removes what was staged by a run that has committed nothing.
    fn remove(&self, staged: &str) -> Removal;

    /// Finishes a commit; gives the address, if there was something left to do. Must be right when it is done again.
    fn finish(&self, prepared: &str) -> Result<Option<Address>, Problem>;

    /// All outputs stand: forgets what would have taken the commit back.
    fn settle(&self, prepared: &str);
}

/// What became of something that was staged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    Removed,
    /// There was nothing.
    Absent,
    /// It could not be removed; the next start tries again.
    Left,
}
