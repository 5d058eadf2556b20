//! Autosave: every edit is written to the journal; after a crash the next start offers recovery.

use std::path::Path;

use super::App;
use super::disk::Version;
use super::journal::{Base, Recovery};
use super::notices::NoticeKind;
use crate::connect::{self, Journal};
use crate::document::Edit;

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
