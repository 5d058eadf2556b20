//! The note that a run writes to the user's state folder, by which the next start cleans up after a crash.
//!
//! One file per run, locked by its process while it lives; one JSON value per line. Lines are only ever appended, so
//! that an incomplete last line is recognised and ignored.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::file_driver::FILES;
use super::step::Step;
use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::state::state_dir;
use crate::connect::target::Ticket;

/// The extension of notes.
pub(super) const NOTE: &str = "jsonl";

#[derive(Serialize, Deserialize)]
enum Line {
    /// Something is about to be created.
    Staged(Ticket),
    /// Every output is complete: from here on, recovery from a crash finishes the commit.
    Commit(Vec<Prepared>),
    /// The steps of the commit have been undone.
    Undone,
    /// A temporary file, as written by programs before tickets.
    Temporary(PathBuf),
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Prepared {
    Ticket(Ticket),
    /// As written by programs before tickets.
    Step(Step),
}

impl Prepared {
    fn ticket(self) -> Option<Ticket> {
        match self {
            Prepared::Ticket(ticket) => Some(ticket),
            Prepared::Step(step) => FILES.ticket(&step).ok(),
        }
    }
}

/// The journal of one run; its file is removed when it is dropped, unless something that it records is left.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    stays: bool,
}

/// If there is no home, as in a bare container, the system's folder for temporary files is used.
pub(super) fn folder() -> PathBuf {
    state_dir().unwrap_or_else(|_| std::env::temp_dir().join("tablewire")).join("runs")
}

impl Journal {
    pub fn create() -> Result<Journal, Problem> {
        Journal::create_in(&folder())
    }

    pub fn create_in(folder: &Path) -> Result<Journal, Problem> {
        let failed = |error: io::Error| io_problem(FileOperation::Write, folder, &error);
        fs::create_dir_all(folder).map_err(failed)?;
        let file = tempfile::Builder::new().prefix("run-").tempfile_in(folder).map_err(failed)?;
        // Where locks are not supported, recovery does not rely on them either.
        let _ = file.as_file().try_lock();
        // Recovery sees the note from here on, when the lock already shows that its run is alive.
        let path = file.path().with_extension(NOTE);
        let file = file.persist_noclobber(&path).map_err(|error| failed(error.error))?;
        Ok(Journal { path, file, stays: false })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves the note for recovery: not everything it records could be removed.
    pub fn stay(&mut self) {
        self.stays = true;
    }

    pub fn note_temporary(&mut self, path: &Path) -> Result<(), Problem> {
        self.note_staged(&FILES.ticket(&path)?)
    }

    pub fn note_staged(&mut self, ticket: &Ticket) -> Result<(), Problem> {
        self.append(&Line::Staged(ticket.clone()), false)
    }

    /// Returns once the note is on the disk.
    pub fn note_commit(&mut self, tickets: &[Ticket]) -> Result<(), Problem> {
        self.append(&Line::Commit(tickets.iter().cloned().map(Prepared::Ticket).collect()), true)
    }

    /// After this, recovery from a crash must not finish the commit.
    pub fn note_undone(&mut self) {
        // If it cannot be noted, dropping the journal right after removes it.
        let _ = self.append(&Line::Undone, true);
    }

    fn append(&mut self, line: &Line, sync: bool) -> Result<(), Problem> {
        let mut text = serde_json::to_string(line).map_err(|error| {
            Problem::error(say!("write-cannot-note", error = error)).remedy(say!("file-choose-name"))
        })?;
        text.push('\n');
        let mut write = || {
            self.file.write_all(text.as_bytes())?;
            if sync { self.file.sync_all() } else { Ok(()) }
        };
        write().map_err(|error| io_problem(FileOperation::Write, &self.path, &error))
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if !self.stays {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The content of a note.
#[derive(Default)]
pub(super) struct Noted {
    pub staged: Vec<Ticket>,
    /// Empty unless the commit had begun and was not undone.
    pub prepared: Vec<Ticket>,
}

/// Reads a note; an incomplete last line is ignored.
pub(super) fn read_note(path: &Path) -> Option<Noted> {
    let text = fs::read_to_string(path).ok()?;
    let mut noted = Noted::default();
    for line in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
        match line {
            Line::Staged(ticket) => noted.staged.push(ticket),
            Line::Temporary(path) => noted.staged.extend(FILES.ticket(&path)),
            Line::Commit(all) => noted.prepared = all.into_iter().filter_map(Prepared::ticket).collect(),
            Line::Undone => noted.prepared.clear(),
        }
    }
    Some(noted)
}
