//! The journal of a project, and what journals of earlier windows recover.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::disk::Version;
use super::recovery_summary;
use crate::base::Text;
use crate::connect::{self, Journal};
use crate::document::{Document, Edit};
use crate::engine::{Background, Then};

/// The first line of a journal.
#[derive(Serialize, Deserialize)]
pub(super) struct Base {
    pub(super) project: Option<PathBuf>,
    pub(super) document: Document,
    /// The content of the project's file when it was last read or written.
    #[serde(default)]
    pub(super) saved: Option<String>,
    /// The number of changes already included in the document.
    #[serde(default)]
    pub(super) changes: usize,
}

/// A project's journal, started at its first edit and written in the background, in order.
#[derive(Default)]
pub(super) struct Autosave {
    pub(super) enabled: bool,
    pub(super) queue: Background<Ended>,
    writer: Arc<Mutex<Writer>>,
    /// A journal exists, or is about to be created.
    pub(super) is_begun: bool,
    /// Changes were not recorded because too many were waiting: the next one restarts the journal.
    pub(super) is_behind: bool,
    /// The number of changes recorded since there was nothing to recover.
    pub(super) changes: usize,
    /// Why it cannot be written; reported once.
    pub(super) ended: Ended,
}

/// The journal, owned by its writer.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) journal: Option<Journal>,
    /// It should be restarted.
    pub(super) is_long: bool,
}

/// Why the journal can no longer be written.
pub(super) type Ended = Option<String>;

impl Autosave {
    pub(super) fn new(queue: Background<Ended>) -> Autosave {
        Autosave { queue, ..Autosave::default() }
    }

    pub(super) fn is_enabled(&self) -> bool {
        self.enabled
    }

    pub(super) fn enable(&mut self) {
        self.enabled = true;
    }

    /// Discards the journal: its content is saved or abandoned.
    pub(super) fn discard(&mut self) {
        self.changes = 0;
        self.is_behind = false;
        if std::mem::take(&mut self.is_begun) {
            self.write(|writer| {
                writer.is_long = false;
                writer.journal.take().into_iter().for_each(Journal::discard);
                Ok(())
            });
        }
    }

    /// Removes a journal left by another window, after pending changes are written.
    pub(super) fn discard_journal(&mut self, path: PathBuf) {
        self.write(move |_| {
            connect::discard_journal(&path);
            Ok(())
        });
    }

    /// Performs an operation on the journal after all pending ones.
    pub(super) fn write(&mut self, work: impl FnOnce(&mut Writer) -> io::Result<()> + Send + 'static) {
        let writer = self.writer.clone();
        let work = move || -> Then<Ended> {
            let done = work(&mut writer.lock().unwrap_or_else(PoisonError::into_inner));
            Box::new(move |ended| {
                if let Err(error) = done {
                    ended.get_or_insert(error.to_string());
                }
            })
        };
        if let Some(then) = self.queue.start(work) {
            self.take(then);
        }
    }

    pub(super) fn take(&mut self, then: Then<Ended>) {
        let mut ended = None;
        then(&mut ended);
        self.ended = self.ended.take().or(ended);
    }

    /// Whether the next change restarts the journal.
    pub(super) fn begins(&self) -> bool {
        !self.is_begun || self.is_behind || self.writer.try_lock().is_ok_and(|writer| writer.is_long)
    }
}

/// A project that can be recovered.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// The path of the journal.
    pub path: PathBuf,
    /// The path where the project was saved, if it was.
    pub project: Option<PathBuf>,
    pub when: Option<SystemTime>,
    /// The number of changes it contains.
    pub changes: usize,
    /// The number of nodes in the recovered project.
    pub nodes: usize,
    /// The nodes that differ from the saved state, as lines.
    pub differences: Vec<Text>,
    /// The recovered document.
    pub document: Document,
    /// The content of the project's file when it was last read or written; missing in journals of earlier versions.
    pub saved: Option<String>,
}

impl Recovery {
    /// The version on which its changes are based: reads the project's file if the journal does not contain it.
    pub(super) fn known(&self) -> Option<Version> {
        let now = || connect::read_text(self.project.as_deref()?).ok();
        self.saved.clone().or_else(now).and_then(|text| Version::of(text).ok())
    }

    /// The name of its project; "an unsaved project".
    pub fn name(&self) -> String {
        let name = self.project.as_deref().and_then(|path| path.file_stem());
        name.map_or_else(|| tr!("unsaved-project").to_owned(), |name| name.to_string_lossy().into_owned())
    }
}

/// The available recoveries, newest first. Unreadable journals are skipped and kept.
pub(super) fn recoveries() -> Vec<Recovery> {
    connect::abandoned_journals()
        .into_iter()
        .filter_map(|journal| {
            let (base, changes) = journal.lines.split_first()?;
            let Base { project, mut document, saved: known, changes: mut count } = serde_json::from_str(base).ok()?;
            for line in changes {
                // A change that cannot be applied ends the replay: the preceding ones are still useful.
                let Ok(edits) = serde_json::from_str::<Vec<Edit>>(line) else { break };
                if document.apply_all(edits).is_err() {
                    break;
                }
                count += 1;
            }
            let nodes = document.nodes().len();
            let saved = project.as_deref().and_then(|path| connect::read_text(path).ok());
            let saved = saved.and_then(|text| crate::nodes::document_from(&text).ok()).map(|opened| opened.document);
            let differences = recovery_summary::differences(&saved.unwrap_or_default(), &document);
            let path = journal.path;
            let when = journal.modified;
            Some(Recovery { path, project, when, changes: count, nodes, differences, document, saved: known })
        })
        .collect()
}
