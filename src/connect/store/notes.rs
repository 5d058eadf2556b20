//! The outcomes for the results of each project's nodes, to explain why one is computed again.
//!
//! One small file per folder of projects, replaced atomically. A damaged one is treated as empty; of two processes that
//! write at once the later wins: an explanation may then be missing, but a result is never wrong.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Store;
use crate::base::Key;
use crate::connect::Marked;

/// The number of notes kept per folder; the oldest are removed.
const MOST: usize = 1_000;
/// The number of notes kept per node: its last few states.
const PER_NODE: usize = 4;

/// What a node's result depended on when it was last computed, and its outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub node: String,
    /// The key of the node: everything below in one.
    pub key: Key,
    pub settings: Key,
    pub parameters: Key,
    /// The inputs: the node that each came from, and its key.
    pub arrivals: Vec<(String, Key)>,
    pub reads: Vec<Marked>,
    /// If set, computed from this many first rows of a source.
    pub sample: Option<u64>,
    pub verdict: Verdict,
    /// Filled in by the store.
    #[serde(default)]
    pub build: Option<Key>,
}

/// The outcome for a result.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Verdict {
    Kept,
    /// It took this many milliseconds: computing it again is as fast as reading it.
    Cheap(u64),
    /// It exceeds the memory or the budget.
    Large,
    /// A file that it was read from had just been changed.
    Unsettled,
}

#[derive(Default, Serialize, Deserialize)]
struct Notes(Vec<Note>);

pub(super) fn is_notes(name: &str) -> bool {
    let key = name.strip_prefix("notes-").and_then(|name| name.strip_suffix(".json"));
    key.is_some_and(|key| Key::try_from(key.to_owned()).is_ok())
}

impl Store {
    pub(super) fn notes_path(&self, base: &Path) -> PathBuf {
        let key = Key::of(base.as_os_str().as_encoded_bytes());
        self.folder.join(format!("notes-{key}.json"))
    }

    /// The notes of the projects in the folder `base`, oldest first.
    pub fn notes(&self, base: &Path) -> Vec<Note> {
        let text = fs::read(self.notes_path(base)).unwrap_or_default();
        serde_json::from_slice::<Notes>(&text).unwrap_or_default().0
    }

    /// Adds to these notes.
    pub fn note(&self, base: &Path, new: Vec<Note>) -> io::Result<()> {
        self.prepare()?;
        let mut notes = self.notes(base);
        for note in new {
            notes.retain(|old| (&old.node, old.key) != (&note.node, note.key));
            let mut same = notes.iter().filter(|old| old.node == note.node).count();
            notes.retain(|old| {
                old.node != note.node || same < PER_NODE || {
                    same -= 1;
                    false
                }
            });
            notes.push(Note { build: Some(self.build), ..note });
        }
        notes.drain(..notes.len().saturating_sub(MOST));
        let mut file = tempfile::Builder::new().prefix(".unfinished-").suffix(".tmp").tempfile_in(&self.folder)?;
        file.write_all(&serde_json::to_vec(&Notes(notes))?)?;
        file.persist(self.notes_path(base)).map_err(|error| error.error)?;
        Ok(())
    }

    /// Whether a note was made by this build of the program.
    pub fn is_own(&self, note: &Note) -> bool {
        note.build == Some(self.build)
    }
}
