//! The autosave journal: one file per window, one line per change, so that after a kill at most the last change is
//! missing.
//!
//! The file is locked while its window lives; the system releases the lock with the process, however it ends. An
//! unlocked journal is therefore one to recover from.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::state::folder_in_state;

/// A journal with fewer bytes is never restarted.
const SHORT: u64 = 4 << 20;
/// Nor is one that is not this many times larger than its first line.
const LONG: u64 = 4;

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// The bytes of its first line, and of everything written.
    base: u64,
    written: u64,
}

/// A journal that its window left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbandonedJournal {
    pub path: PathBuf,
    pub modified: Option<SystemTime>,
    /// The first line is the base of the changes, each further one is a change. An incomplete last line is left out.
    pub lines: Vec<String>,
}

impl Journal {
    /// Starts a journal whose first line is `base`.
    pub fn start(base: &str) -> io::Result<Journal> {
        let dir = folder()?;
        let (file, path) = tempfile::Builder::new()
            .prefix("window-")
            .suffix(".journal")
            .tempfile_in(dir)?
            .keep()
            .map_err(|error| error.error)?;
        file.lock()?;
        let mut journal = Journal { path, file, base: base.len() as u64, written: 0 };
        journal.append(base)?;
        Ok(journal)
    }

    /// Adds a line. It is with the system when this returns, so it survives the process.
    pub fn append(&mut self, line: &str) -> io::Result<()> {
        debug_assert!(!line.contains('\n'));
        self.written += line.len() as u64 + 1;
        self.file.write_all(format!("{line}\n").as_bytes())
    }

    /// Whether its changes take so much more space than their base that a new journal should be started.
    pub fn is_long(&self) -> bool {
        self.written > (self.base * LONG).max(SHORT)
    }

    /// Removes the journal: nothing needs recovering any more.
    pub fn discard(self) {
        discard_journal(&self.path);
    }
}

/// The journals of windows that did not end properly, newest first.
pub fn abandoned_journals() -> Vec<AbandonedJournal> {
    let Ok(entries) = folder().and_then(std::fs::read_dir) else { return Vec::new() };
    let mut found: Vec<AbandonedJournal> = entries.flatten().filter_map(|entry| abandoned(&entry.path())).collect();
    found.sort_by_key(|abandoned| std::cmp::Reverse(abandoned.modified));
    found
}

/// Removes a journal permanently.
pub fn discard_journal(path: &Path) {
    // A journal that cannot be removed is offered again; nothing better can be done about it here.
    let _ = std::fs::remove_file(path);
}

fn abandoned(path: &Path) -> Option<AbandonedJournal> {
    if path.extension()? != "journal" {
        return None;
    }
    let file = OpenOptions::new().read(true).append(true).open(path).ok()?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => return None,
    }
    let modified = file.metadata().and_then(|m| m.modified()).ok();
    let mut lines = Vec::new();
    let mut reader = BufReader::new(&file);
    let mut line = String::new();
    while reader.read_line(&mut line).ok()? > 0 {
        match line.strip_suffix('\n') {
            Some(whole) => lines.push(whole.to_owned()),
            None => break,
        }
        line.clear();
    }
    if lines.len() < 2 {
        // Nothing was changed: there is nothing to recover.
        discard_journal(path);
        return None;
    }
    Some(AbandonedJournal { path: path.to_owned(), modified, lines })
}

fn folder() -> io::Result<PathBuf> {
    folder_in_state("journals")
}
