//! Autosave: every edit is written to the journal; after a crash the next start offers recovery.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::base::Text;
use crate::connect::{self, Journal};
use crate::document::{Document, Edit};
use crate::engine::{Background, Then};

use super::disk::Version;
use super::notices::NoticeKind;
use super::{App, recovery_summary};

/// The first line of a journal.
#[derive(Serialize, Deserialize)]
struct Base {
    project: Option<PathBuf>,
    document: Document,
    /// The content of the project's file when it was last read or written.
    #[serde(default)]
    saved: Option<String>,
    /// The number of changes already included in the document.
    #[serde(default)]
    changes: usize,
}

/// A project's journal, started at its first edit and written in the background, in order.
#[derive(Default)]
pub(super) struct Autosave {
    enabled: bool,
    queue: Background<Ended>,
    writer: Arc<Mutex<Writer>>,
    /// A journal exists, or is about to be created.
    is_begun: bool,
    /// Changes were not recorded because too many were waiting: the next one restarts the journal.
    is_behind: bool,
    /// The number of changes recorded since there was nothing to recover.
    changes: usize,
    /// Why it cannot be written; reported once.
    ended: Ended,
}

/// The journal, owned by its writer.
#[derive(Debug, Default)]
struct Writer {
    journal: Option<Journal>,
    /// It should be restarted.
    is_long: bool,
}

/// Why the journal can no longer be written.
type Ended = Option<String>;

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
    fn discard_journal(&mut self, path: PathBuf) {
        self.write(move |_| {
            connect::discard_journal(&path);
            Ok(())
        });
    }

    /// Performs an operation on the journal after all pending ones.
    fn write(&mut self, work: impl FnOnce(&mut Writer) -> io::Result<()> + Send + 'static) {
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

    fn take(&mut self, then: Then<Ended>) {
        let mut ended = None;
        then(&mut ended);
        self.ended = self.ended.take().or(ended);
    }

    /// Whether the next change restarts the journal.
    fn begins(&self) -> bool {
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
            let (path, when) = (journal.path, journal.modified);
            Some(Recovery { path, project, when, changes: count, nodes, differences, document, saved: known })
        })
        .collect()
}

impl App {
    /// Writes newly applied edits to the journal.
    pub(super) fn record_edits(&mut self, edits: &[Edit]) {
        if !self.project.autosave.enabled {
            return;
        }
        let autosave = &mut self.project.autosave;
        autosave.changes += 1;
        if !autosave.queue.has_room() {
            autosave.is_behind = true;
            return;
        }
        if !autosave.begins() {
            let edits = edits.to_vec();
            autosave.write(move |writer| {
                let Some(journal) = &mut writer.journal else { return Ok(()) };
                journal.append(&serde_json::to_string(&edits)?)?;
                writer.is_long = journal.is_long();
                Ok(())
            });
            self.finish_journal_writes();
            return;
        }
        // The document includes the edits already, so they are part of the base; the empty change marks that there is
        // something to recover.
        let base = Base {
            project: self.project.file.clone(),
            document: self.project.history.document().clone(),
            saved: self.project.disk.known_text().map(str::to_owned),
            changes: self.project.autosave.changes - 1,
        };
        let autosave = &mut self.project.autosave;
        (autosave.is_begun, autosave.is_behind) = (true, false);
        autosave.write(move |writer| {
            let mut journal = Journal::start(&serde_json::to_string(&base)?)?;
            journal.append("[]")?;
            writer.is_long = false;
            // The new journal is created before the old one is removed: the work is never in memory only.
            writer.journal.replace(journal).into_iter().for_each(Journal::discard);
            Ok(())
        });
        self.finish_journal_writes();
    }

    /// Reports once why the journal can no longer be written. Returns whether something was written since the last
    /// call.
    pub(super) fn finish_journal_writes(&mut self) -> bool {
        let autosave = &mut self.project.autosave;
        while let Some(answer) = autosave.queue.poll() {
            match answer {
                Ok(then) => autosave.take(then),
                Err(problem) => autosave.ended = Some(problem.text().to_string()),
            }
        }
        if let Some(error) = autosave.ended.take().filter(|_| autosave.enabled) {
            autosave.enabled = false;
            self.report_failure(NoticeKind::Autosave, say!("autosave-stopped", error = error), None);
            return true;
        }
        // Changes that wait too long are recorded as a whole when the queue is free.
        if autosave.is_behind && !autosave.queue.is_busy() {
            autosave.changes -= 1;
            self.record_edits(&[]);
        }
        false
    }

    /// `known`: the version on which the changes are based. If the file contains another one now, that is reported.
    pub(super) fn recover(&mut self, recovery: Recovery, known: Option<Version>) {
        self.load_project(recovery.document, recovery.project, Vec::new());
        self.project.disk.begin(known);
        self.project.history.mark_dirty();
        // The new journal is created before the old one is removed: the work is never in memory only.
        self.record_edits(&[]);
        self.project.autosave.discard_journal(recovery.path);
        self.set_status(say!("recovered"));
    }

    pub(super) fn discard_recovery(&mut self, path: &Path) {
        self.person.recoveries.retain(|r| r.path != *path);
        connect::discard_journal(path);
    }
}
