//! What a target is given to stage an output with.

use std::fs;
use std::path::{Path, PathBuf};

use super::journal::Journal;
use super::withdrawal::Withdrawal;
use crate::base::Problem;
use crate::connect::target::Ticket;
use crate::connect::words::{Doing, io_problem};

/// The journal that outlives a crash, and the means to take an output back.
pub struct Staging<'a> {
    pub(super) journal: &'a mut Journal,
    pub(super) withdrawal: &'a Withdrawal,
    pub(super) folders: &'a mut Vec<PathBuf>,
}

impl Staging<'_> {
    /// Notes something before it exists, so that no moment is left in which a crash leaves it unnoticed.
    pub fn note(&mut self, ticket: &Ticket) -> Result<(), Problem> {
        self.journal.note_staged(ticket)
    }

    /// Runs `undo` when the transaction is taken back from another thread, since its own hears nothing any more.
    pub fn on_withdrawal(&self, undo: impl FnOnce() + Send + 'static) {
        self.withdrawal.on_withdrawal(undo);
    }

    /// Makes the folders on the way to this one that are not there. They go again if nothing is committed.
    pub(super) fn make_folders(&mut self, folder: &Path) -> Result<(), Problem> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|f| !f.as_os_str().is_empty() && !f.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)
                .or_else(|error| if folder.is_dir() { Ok(()) } else { Err(error) })
                .map_err(|error| io_problem(Doing::MakeFolder, folder, &error).at("path"))?;
            self.folders.push(folder.to_path_buf());
            self.withdrawal.with_folder(folder);
        }
        Ok(())
    }
}
