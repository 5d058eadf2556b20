//! What a target receives to stage an output.

use std::fs;
use std::path::{Path, PathBuf};

use super::disk;
use super::journal::Journal;
use super::withdrawal::Withdrawal;
use crate::base::Problem;
use crate::connect::files::like;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::links::folder_of;
use crate::connect::target::Ticket;

/// The journal that survives a crash, and the means to undo an output.
pub struct Staging<'a> {
    pub(super) journal: &'a mut Journal,
    pub(super) withdrawal: &'a Withdrawal,
    pub(super) folders: &'a mut Vec<PathBuf>,
}

impl Staging<'_> {
    /// Notes something before it exists, so that a crash can never leave it unrecorded.
    pub fn note(&mut self, ticket: &Ticket) {
        self.journal.note_staged(ticket);
    }

    /// Leaves the journal to the next start: something that it records could not be removed.
    pub(super) fn keep_note(&mut self) {
        self.journal.stay();
    }

    /// Runs `undo` when the transaction is withdrawn from another thread, because its own thread no longer responds.
    pub fn on_withdrawal(&self, undo: impl FnOnce() + Send + 'static) {
        self.withdrawal.on_withdrawal(undo);
    }

    /// Creates the missing folders on the way to this one. They are removed again if nothing is committed.
    pub(in crate::connect) fn make_folders(&mut self, folder: &Path) -> Result<(), Problem> {
        self.make_missing(folder, false)
    }

    /// The same; each new folder may be used by those who may use the one that contains it.
    pub(super) fn make_folders_alike(&mut self, folder: &Path) -> Result<(), Problem> {
        self.make_missing(folder, true)
    }

    fn make_missing(&mut self, folder: &Path, alike: bool) -> Result<(), Problem> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|f| !f.as_os_str().is_empty() && !f.exists()).collect();
        for folder in missing.into_iter().rev() {
            self.journal.note_folder(folder);
            disk::create_dir(folder)
                .or_else(|error| if folder.is_dir() { Ok(()) } else { Err(error) })
                .map_err(|error| io_problem(FileOperation::MakeFolder, folder, &error).at("path"))?;
            self.folders.push(folder.to_path_buf());
            self.withdrawal.with_folder(folder);
            let above = folder_of(folder);
            if alike && let Ok(metadata) = fs::metadata(above) {
                // Where that is not allowed, the folder serves its own user only.
                let _ = like((above, &metadata), folder);
            }
        }
        Ok(())
    }

    /// Creates the file `path` with `make`, unless nothing is to be created any more. It is removed again if nothing is
    /// committed.
    pub(super) fn make(&mut self, path: &Path, make: impl FnOnce() -> Result<(), Problem>) -> Result<(), Problem> {
        self.journal.note_temporary(path)?;
        self.withdrawal.with_temporary(make, |()| path.to_path_buf())
    }
}
