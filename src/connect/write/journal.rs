//! The note that a run writes to the user's state folder, by which the next start cleans up after a crash.
//!
//! One file per run, locked by its process while it lives; one JSON value per line. Lines are only ever appended, so
//! that an incomplete last line is recognised and ignored.

use std::fs::{self, File, TryLockError};
use std::io::{self, Seek};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk;
use super::file_driver::FILES;
use super::step::Step;
use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::process::Process;
use crate::connect::state::folder_in_state;
use crate::connect::target::Ticket;

/// What the name of a note begins with, and its whole name but for random letters until it has its extension.
pub(super) const UNNAMED: &str = "run-";

/// The extension of notes.
pub(super) const NOTE: &str = "jsonl";

#[derive(Serialize, Deserialize)]
enum Line {
    /// The process that writes: the first line.
    Owner(Process),
    /// Something is about to be created.
    Staged(Ticket),
    /// A folder is about to be created on the way to an output.
    Folder(PathBuf),
    /// The outputs that are about to be locked.
    Locks(Vec<PathBuf>),
    /// Every output is complete: from here on, recovery from a crash finishes the commit.
    Commit(Vec<Prepared>),
    /// The steps of the commit have been undone.
    Undone,
    /// Every output is in its place.
    Done,
    /// A temporary file, as written by programs before tickets.
    Temporary(PathBuf),
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Prepared {
    Ticket(Ticket),
    /// As written by programs before tickets.
    Step(Box<Step>),
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
///
/// It is optional: if notes cannot be written, the run continues, and [`Journal::lost`] is the reason why a crash could
/// not be cleaned up.
pub(super) struct Journal {
    note: Option<(PathBuf, File)>,
    lost: Option<String>,
    stays: bool,
}

/// The folder of notes.
pub(super) fn folder() -> io::Result<PathBuf> {
    folder_in_state("runs")
}

impl Journal {
    pub fn create() -> Journal {
        let create = || folder().and_then(|folder| Journal::create_in(&folder));
        // A recovery may have taken the file for one left behind before it was locked.
        create().or_else(|_| create()).unwrap_or_else(|error| Journal {
            note: None,
            lost: Some(error.to_string()),
            stays: false,
        })
    }

    pub fn create_in(folder: &Path) -> io::Result<Journal> {
        disk::before("note")?;
        fs::create_dir_all(folder)?;
        let file = tempfile::Builder::new().prefix(UNNAMED).tempfile_in(folder)?;
        // Where locks are not supported, recovery goes by the process.
        if let Err(TryLockError::WouldBlock) = file.as_file().try_lock() {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        disk::before("name note")?;
        // Recovery sees the note from here on, when the lock already shows that its run is alive.
        let path = file.path().with_extension(NOTE);
        let file = file.persist_noclobber(&path).map_err(|error| error.error)?;
        let mut journal = Journal { note: Some((path, file)), lost: None, stays: false };
        journal.append(&Line::Owner(Process::own()), false);
        Ok(journal)
    }

    pub fn path(&self) -> Option<&Path> {
        self.note.as_ref().map(|(path, _)| path.as_path())
    }

    /// Why something is not recorded, so that it would not be cleaned up after a crash.
    pub fn lost(&self) -> Option<Problem> {
        let lost = self.lost.as_ref()?;
        Some(Problem::warning(say!("write-no-note", error = lost)).remedy(say!("write-check-state")))
    }

    /// Leaves the note for recovery: not everything it records could be removed or undone.
    pub fn stay(&mut self) {
        self.stays = true;
    }

    pub fn note_temporary(&mut self, path: &Path) -> Result<(), Problem> {
        let ticket = FILES.ticket(&path)?;
        self.note_staged(&ticket);
        disk::before("new file").map_err(|error| io_problem(FileOperation::Write, path, &error))
    }

    pub fn note_staged(&mut self, ticket: &Ticket) {
        self.append(&Line::Staged(ticket.clone()), false);
    }

    pub fn note_folder(&mut self, folder: &Path) {
        self.append(&Line::Folder(folder.to_path_buf()), false);
    }

    pub fn note_locks(&mut self, targets: &[PathBuf]) {
        self.append(&Line::Locks(targets.to_vec()), false);
    }

    /// Returns once the note is on the disk.
    pub fn note_commit(&mut self, tickets: &[Ticket]) {
        self.append(&Line::Commit(tickets.iter().cloned().map(Prepared::Ticket).collect()), true);
    }

    /// After this, recovery from a crash must not finish the commit.
    pub fn note_undone(&mut self) {
        self.append(&Line::Undone, true);
    }

    /// After this, recovery only removes what is left beside the outputs.
    pub fn note_done(&mut self) {
        self.append(&Line::Done, false);
    }

    fn append(&mut self, line: &Line, sync: bool) {
        let Some((_, file)) = &self.note else { return };
        let write = || -> io::Result<()> {
            let mut text = serde_json::to_string(line)?;
            text.push('\n');
            disk::write(file, text.as_bytes())?;
            if sync { disk::sync(file) } else { Ok(()) }
        };
        if let Err(error) = write() {
            self.lost.get_or_insert_with(|| error.to_string());
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if let Some((path, _)) = self.note.as_ref().filter(|_| !self.stays) {
            // A note that stays says that everything is done: the next start removes it.
            let _ = disk::remove_file(path);
        }
    }
}

/// Adds to the note of a crashed run what its recovery is about to create.
pub(super) fn note_of_recovery(mut note: &File, path: &Path) -> Result<(), Problem> {
    let line = serde_json::to_string(&Line::Staged(FILES.ticket(&path)?)).unwrap_or_default();
    // If it is not recorded and this process dies at once as well, an empty file may stay.
    let _ = note.seek(io::SeekFrom::End(0)).and_then(|_| disk::write(note, format!("{line}\n").as_bytes()));
    Ok(())
}

/// Adds to the note of a crashed run that its recovery has taken back what was in place.
pub(super) fn note_taken_back(mut note: &File) -> Result<(), Problem> {
    let line = serde_json::to_string(&Line::Undone).unwrap_or_default();
    let written = note.seek(io::SeekFrom::End(0)).and_then(|_| disk::write(note, format!("{line}\n").as_bytes()));
    written.map_err(|error| Problem::error(say!("write-cannot-note", error = error)))
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Phase {
    /// It has changed no output, or undone all changes.
    #[default]
    Writing,
    /// It was replacing its outputs.
    Committing,
    Done,
}

/// The content of a note.
#[derive(Default)]
pub(super) struct Noted {
    pub owner: Option<Process>,
    pub phase: Phase,
    pub staged: Vec<Ticket>,
    /// Folders that were created, outermost first.
    pub folders: Vec<PathBuf>,
    /// The outputs whose locks it may have held.
    pub locks: Vec<PathBuf>,
    pub prepared: Vec<Ticket>,
}

/// Reads a note; an incomplete last line is ignored.
pub(super) fn read_note(text: &str) -> Noted {
    let mut noted = Noted::default();
    for line in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
        match line {
            Line::Owner(owner) => noted.owner = Some(owner),
            Line::Staged(ticket) => noted.staged.push(ticket),
            Line::Folder(folder) => noted.folders.push(folder),
            Line::Locks(targets) => noted.locks.extend(targets),
            Line::Temporary(path) => noted.staged.extend(FILES.ticket(&path)),
            Line::Commit(all) => {
                noted.prepared = all.into_iter().filter_map(Prepared::ticket).collect();
                noted.phase = Phase::Committing;
            }
            Line::Undone => noted.phase = Phase::Writing,
            Line::Done => noted.phase = Phase::Done,
        }
    }
    noted
}
