//! Drivers, which finish or undo outputs after a crash.

use serde::{Deserialize, Serialize};

use crate::base::{Cancellation, Problem};
use crate::connect::source::Address;

/// What a driver needs to finish or undo an output after a crash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The name of the driver.
    pub driver: String,
    /// In the driver's own format; it contains no secret.
    pub text: String,
}

impl Ticket {
    /// For a driver of this name, with `of` as JSON.
    pub fn of(driver: &str, of: &impl Serialize) -> Result<Ticket, Problem> {
        let text = serde_json::to_string(of).map_err(|error| {
            Problem::error(say!("write-cannot-note", error = error)).remedy(say!("file-choose-name"))
        })?;
        Ok(Ticket { driver: driver.to_owned(), text })
    }

    /// A ticket that its driver has not written.
    pub fn foreign() -> Problem {
        Problem::error(say!("database-ticket-foreign")).remedy(say!("defect-report"))
    }

    /// What the texts of tickets hold, as `read` finds it. Fails with the number of the first that the driver has not written.
    pub fn read_all<T>(texts: &[&str], read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, (usize, Problem)> {
        let of = |(index, text): (usize, &&str)| read(text).ok_or_else(|| (index, Ticket::foreign()));
        texts.iter().enumerate().map(of).collect()
    }
}

/// Finishes or undoes the outputs of one kind of store after a crash, by their tickets.
pub trait Driver: Sync {
    /// The name used in tickets; it is stored in journals.
    fn name(&self) -> &'static str;

    /// Removes what was staged by a run that has committed nothing.
    fn remove(&self, staged: &str) -> Removal;

    /// Fails unless this is a ticket that the driver writes for this user: other tickets are ignored, because a note
    /// may be forged.
    fn check(&self, _ticket: &str) -> Result<(), Problem> {
        Ok(())
    }

    /// The output; `None` if the ticket does not name it.
    fn address(&self, _prepared: &str) -> Option<Address> {
        None
    }

    /// How far the commit has come, judged by what exists.
    fn standing(&self, _prepared: &str) -> Result<Standing, Problem> {
        Ok(Standing::Waiting)
    }

    /// The store that commits this output together with its others, all or none; `None` where each output is committed by
    /// itself.
    fn store(&self, _prepared: &str) -> Option<String> {
        None
    }

    /// Makes all changes for outputs of one store, in a transaction that waits for its commit. Of what is in its place already
    /// only what is left beside it is removed. Fails with the index of the output at fault, and then changes nothing.
    fn begin(&self, _prepared: &[&str], _: &Cancellation) -> Result<Box<dyn StoreTransaction>, (usize, Problem)> {
        Err((0, Problem::error(say!("write-keeps-no-store")).remedy(say!("defect-report"))))
    }

    /// Finishes a commit of an output without a store; returns the address if something was left to do. Must be
    /// idempotent.
    fn finish(&self, _prepared: &str) -> Result<Option<Address>, Problem> {
        Ok(None)
    }

    /// Undoes a commit, even one that was not carried out. Must be idempotent.
    fn undo(&self, _prepared: &str) -> Result<(), Problem> {
        Ok(())
    }

    /// All outputs are in place: discards what would be needed to undo the commit. Must be idempotent.
    fn settle(&self, _prepared: &str) -> Result<(), Problem> {
        Ok(())
    }
}

/// A transaction of a store in which all changes are made. They are undone if it is dropped.
pub trait StoreTransaction {
    /// Makes them last. After a failure [`Driver::standing`] tells whether they do.
    fn commit(self: Box<Self>) -> Result<(), Problem>;
}

/// How far the commit of one output has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The old output is there, and the new one waits.
    Waiting,
    /// The new output is there.
    InPlace,
    /// Something else is there: it was written later.
    Changed,
    /// The old output is there, and the new one is gone.
    Lost,
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
