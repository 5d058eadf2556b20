//! Autosave: every edit goes to the journal; after a kill the next start offers what is there.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::base::Text;
use crate::connect::{self, Journal};
use crate::document::{Document, Edit};

use super::disk::Version;
use super::notices::Concern;
use super::{App, recovery_summary};

/// The first line of a journal.
#[derive(Serialize, Deserialize)]
struct Base {
    project: Option<PathBuf>,
    document: Document,
    /// What the project's file held when it was last read or written.
    #[serde(default)]
    saved: Option<String>,
    /// How many changes the document has already.
    #[serde(default)]
    changes: usize,
}

/// A window's journal, started at its first edit.
#[derive(Debug, Default)]
pub(super) struct Autosave {
    enabled: bool,
    journal: Option<Journal>,
    /// How many changes were noted since there was nothing to recover.
    changes: usize,
}

impl Autosave {
    pub(super) fn is_enabled(&self) -> bool {
        self.enabled
    }

    pub(super) fn enable(&mut self) {
        self.enabled = true;
    }

    /// What is in the journal is saved or given up.
    pub(super) fn discard(&mut self) {
        self.changes = 0;
        if let Some(journal) = self.journal.take() {
            journal.discard();
        }
    }
}

/// A project that can be recovered.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// Of the journal.
    pub path: PathBuf,
    /// Where the project was saved, if it was.
    pub project: Option<PathBuf>,
    pub when: Option<SystemTime>,
    /// How many changes it holds.
    pub changes: usize,
    /// How many nodes the recovered project has.
    pub nodes: usize,
    /// The nodes that differ from what was saved, in lines.
    pub differences: Vec<Text>,
    /// What it brings back.
    pub document: Document,
    /// What the project's file held when it was last read or written; journals of earlier versions do not know it.
    pub saved: Option<String>,
}

impl Recovery {
    /// The name of its project; "an unsaved project".
    pub fn name(&self) -> String {
        let name = self.project.as_deref().and_then(|path| path.file_stem());
        name.map_or_else(|| tr!("unsaved-project").to_owned(), |name| name.to_string_lossy().into_owned())
    }
}

/// What there is to recover, newest first. Journals that cannot be read are left out and stay where they are.
pub(super) fn recoveries() -> Vec<Recovery> {
    connect::leftovers()
        .into_iter()
        .filter_map(|leftover| {
            let (base, changes) = leftover.lines.split_first()?;
            let Base { project, mut document, saved: known, changes: mut count } = serde_json::from_str(base).ok()?;
            for line in changes {
                // A change that does not fit ends the replay: what came before it is still worth having.
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
            let (path, when) = (leftover.path, leftover.modified);
            Some(Recovery { path, project, when, changes: count, nodes, differences, document, saved: known })
        })
        .collect()
}

impl App {
    /// Writes edits that were just applied to the journal.
    pub(super) fn note_edits(&mut self, edits: &[Edit]) {
        if !self.project.autosave.enabled {
            return;
        }
        if let Err(error) = self.append(edits) {
            self.project.autosave.enabled = false;
            self.alarm(Concern::Autosave, say!("autosave-stopped", error = error), None);
        }
    }

    fn append(&mut self, edits: &[Edit]) -> std::io::Result<()> {
        if let Some(journal) = self.project.autosave.journal.as_mut().filter(|journal| !journal.is_long()) {
            journal.append(&serde_json::to_string(edits)?)?;
            self.project.autosave.changes += 1;
            return Ok(());
        }
        // The document has the edits already, so they are part of the base; the empty change marks that there is something to
        // recover.
        let base = Base {
            project: self.project.file.clone(),
            document: self.project.history.document().clone(),
            saved: self.project.disk.known_text().map(str::to_owned),
            changes: self.project.autosave.changes,
        };
        let mut journal = Journal::start(&serde_json::to_string(&base)?)?;
        journal.append("[]")?;
        self.project.autosave.changes += 1;
        // The new journal exists before the old one goes: at no moment is the work in memory only.
        if let Some(long) = self.project.autosave.journal.replace(journal) {
            long.discard();
        }
        Ok(())
    }

    pub(super) fn recover(&mut self, recovery: Recovery) {
        // The version that the changes were made on: where the file holds another one by now, that is told.
        let now = || connect::read_text(recovery.project.as_deref()?).ok();
        let known = recovery.saved.clone().or_else(now).and_then(|text| Version::of(text).ok());
        self.become_project(recovery.document, recovery.project, Vec::new());
        self.project.disk.begin(known);
        self.project.history.mark_dirty();
        // The new journal exists before the old one goes: at no moment is the work in memory only.
        self.note_edits(&[]);
        connect::discard_leftover(&recovery.path);
        self.say(say!("recovered"));
    }

    pub(super) fn discard_recovery(&mut self, path: &Path) {
        self.person.recoveries.retain(|r| r.path != *path);
        connect::discard_leftover(path);
    }
}
