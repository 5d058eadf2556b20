//! The note that a run leaves in the user's state folder, by which the next start cleans up after a crash.
//!
//! One file a run, locked by its process while it lives, one JSON value a line. Lines are only ever appended, so that a torn
//! last line is recognised and ignored.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::Problem;
use crate::base::text::in_a_row;
use crate::connect::files::{folder_of, sync_folder};
use crate::connect::state::state_dir;
use crate::connect::words::{Doing, io_problem};

/// The extension of notes.
const NOTE: &str = "jsonl";

/// One file moved into place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    pub temporary: PathBuf,
    pub target: PathBuf,
    /// Where the old file waits until all steps are done; `None` if there was none.
    pub backup: Option<PathBuf>,
}

#[derive(Serialize, Deserialize)]
enum Line {
    /// A temporary file has been made.
    Temporary(PathBuf),
    /// Every output is complete: from here on, a crash is answered by finishing.
    Commit(Vec<Step>),
    /// The steps of the commit have been taken back.
    Undone,
}

impl Step {
    pub fn carry_out(&self) -> io::Result<()> {
        if let Some(backup) = &self.backup {
            // A second name keeps the target in place at every moment; where there are no hard links, it moves away.
            fs::hard_link(&self.target, backup).or_else(|_| fs::rename(&self.target, backup))?;
        }
        fs::rename(&self.temporary, &self.target)
    }

    /// Takes back [`Step::carry_out`], also a failed one. What fails here cannot be helped: the old file stays as backup.
    pub fn undo(&self) {
        let carried_out = !self.temporary.exists();
        match &self.backup {
            Some(backup) if backup.exists() => {
                let restored = if carried_out || !self.target.exists() {
                    fs::rename(backup, &self.target)
                } else {
                    fs::remove_file(backup)
                };
                let _ = restored;
            }
            None if carried_out => {
                let _ = fs::remove_file(&self.target);
            }
            _ => {}
        }
    }

    pub fn forget_backup(&self) {
        if let Some(backup) = &self.backup {
            let _ = fs::remove_file(backup);
        }
    }
}

/// Makes what the steps have moved durable.
pub(super) fn sync_folders(steps: &[Step]) {
    let folders: BTreeSet<&Path> = steps.iter().map(|step| folder_of(&step.target)).collect();
    folders.into_iter().for_each(sync_folder);
}

/// The journal of one run; its file goes when it is dropped, unless something is left that it tells of.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    stays: bool,
}

/// Where there is no home, as in a bare container, the system's folder for temporary files does.
fn folder() -> PathBuf {
    state_dir().unwrap_or_else(|_| std::env::temp_dir().join("tablewire")).join("runs")
}

impl Journal {
    pub fn create() -> Result<Journal, Problem> {
        Journal::create_in(&folder())
    }

    pub fn create_in(folder: &Path) -> Result<Journal, Problem> {
        let failed = |error: io::Error| io_problem(Doing::Write, folder, &error);
        fs::create_dir_all(folder).map_err(failed)?;
        let file = tempfile::Builder::new().prefix("run-").tempfile_in(folder).map_err(failed)?;
        // Where locks are not supported, recovery goes by them neither.
        let _ = file.as_file().try_lock();
        // Recovery sees the note from here on, when the lock already says that its run lives.
        let path = file.path().with_extension(NOTE);
        let file = file.persist_noclobber(&path).map_err(|error| failed(error.error))?;
        Ok(Journal { path, file, stays: false })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves the note for recovery: not all that it tells of could be removed.
    pub fn stay(&mut self) {
        self.stays = true;
    }

    pub fn note_temporary(&mut self, path: &Path) -> Result<(), Problem> {
        self.append(&Line::Temporary(path.to_path_buf()), false)
    }

    /// Returns once the note is on the disk.
    pub fn note_commit(&mut self, steps: &[Step]) -> Result<(), Problem> {
        self.append(&Line::Commit(steps.to_vec()), true)
    }

    /// After this a crash must not finish the commit.
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
        write().map_err(|error| io_problem(Doing::Write, &self.path, &error))
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if !self.stays {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Finishes or undoes what runs that died have left: complete outputs are moved into place, incomplete ones removed. Says
/// what it did, one warning for each; does not touch a run that is still going.
pub fn recover_commits() -> Vec<Problem> {
    let Ok(entries) = fs::read_dir(folder()) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(|path| path.extension().is_some_and(|it| it == NOTE)).filter_map(|path| recover(&path)).collect()
}

/// [`recover_commits`] for one note.
pub(super) fn recover(path: &Path) -> Option<Problem> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    if let Err(fs::TryLockError::WouldBlock) = file.try_lock() {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let (mut temporaries, mut steps) = (Vec::new(), Vec::new());
    for line in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
        match line {
            Line::Temporary(path) => temporaries.push(path),
            Line::Commit(all) => steps = all,
            Line::Undone => steps.clear(),
        }
    }
    let mut moved = Vec::new();
    for step in steps.iter().filter(|step| step.temporary.exists()) {
        if let Err(error) = fs::rename(&step.temporary, &step.target) {
            // The note stays: the next start tries again.
            return Some(io_problem(Doing::FinishReplacing, &step.target, &error));
        }
        moved.push(step.target.display().to_string());
    }
    steps.iter().for_each(Step::forget_backup);
    let removed = temporaries.iter().filter(|path| fs::remove_file(path).is_ok()).count();
    // What could not be removed is tried again at the next start.
    if !temporaries.iter().any(|path| path.exists()) {
        let _ = fs::remove_file(path);
    }
    if !steps.is_empty() {
        return Some(Problem::warning(match moved.is_empty() {
            true => say!("write-recovered-in-place"),
            false => say!("write-recovered", files = in_a_row(moved)),
        }));
    }
    (removed > 0).then(|| Problem::warning(say!("write-undone")))
}
