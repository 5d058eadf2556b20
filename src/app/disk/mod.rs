//! The project's file on disk compared with the open project: external changes are detected, and a version that the
//! user has not seen is never overwritten.

mod answer;
mod save;
mod state;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;

use super::view::Dialog;
use super::{App, recovery_summary};
use crate::base::Text;
use crate::document::{self, Document, Merged, edits_between, with_ids_of};
use crate::engine::{Request, WatchRequest};
use crate::nodes;

pub use answer::DiskAnswer;
use state::Found;
pub use state::{Disk, OnDisk, TwoVersions, Version};
pub(super) use state::{Save, Saves};

impl App {
    /// Watches the file of the open project.
    pub(super) fn refresh_disk(&mut self) {
        if self.project.disk.watched != self.project.file {
            self.project.disk.watched = self.project.file.clone();
            self.project.disk.elsewhere = 0;
            self.send(Request::Watch(WatchRequest {
                project: self.project.file.clone(),
                announces: self.project.autosave.is_enabled(),
            }));
        }
        let revision = self.project.history.revision();
        if let OnDisk::Changed(versions) = &mut self.project.disk.state
            && versions.revision != revision
        {
            versions.merged = merged(self.project.disk.base.as_ref(), self.project.history.document(), versions);
            versions.revision = revision;
        }
        // The question is no longer relevant.
        if matches!(self.project.disk.state, OnDisk::Same | OnDisk::Gone)
            && self.project.view.dialog == Some(Dialog::OnDisk)
        {
            self.project.view.dialog = None;
        }
    }

    /// Sets in how many windows the project is open.
    pub(super) fn set_other_windows(&mut self, windows: usize) {
        if windows > self.project.disk.elsewhere {
            self.set_status(say!("disk-elsewhere", file = self.project.name(), count = windows));
        } else if windows == 0 && self.project.disk.elsewhere > 0 {
            self.set_status(say!("disk-alone", file = self.project.name()));
        }
        self.project.disk.elsewhere = windows;
    }

    /// Checks the current content of the project's file, and takes it over if that loses nothing.
    pub(super) fn check_file(&mut self) {
        let Some(path) = self.project.file.clone() else { return };
        let file = path.clone();
        self.in_background(
            move || Found::at(&file),
            move |app, found| {
                if app.project.file.as_ref() == Some(&path) {
                    app.take_version_on_disk(&path, found);
                }
            },
        );
    }

    fn take_version_on_disk(&mut self, path: &Path, found: Found) {
        match found {
            Found::Gone => self.file_is_gone(path),
            Found::Unread(why) => self.file_is_broken(why, None),
            Found::Broken { why, text } => self.file_is_broken(why, Some(text)),
            Found::Version(theirs) if self.project.disk.known_text() == Some(&theirs.text) => {
                if !matches!(self.project.disk.state, OnDisk::Same) {
                    self.project.disk.state = OnDisk::Same;
                    self.set_status(say!("disk-is-back", file = name_of(path)));
                }
            }
            Found::Version(theirs) => self.handle_version(*theirs),
        }
    }

    /// Handles another version on disk.
    fn handle_version(&mut self, theirs: Version) {
        let written = document::write(&theirs.document);
        let is_known = self.project.disk.base.as_ref().is_some_and(|base| document::write(&base.document) == written);
        if is_known || document::write(self.document()) == written {
            // Only its layout or its comments differ, or it equals the open project.
            if !is_known {
                self.project.history.mark_clean();
                self.project.autosave.discard();
            }
            self.project.disk.begin(Some(theirs));
        } else if self.project.history.is_dirty() {
            let revision = self.project.history.revision();
            if let OnDisk::Changed(old) = &self.project.disk.state
                && old.theirs == theirs
            {
                return;
            }
            let merged = Merged { document: Document::default(), rows: Vec::new() };
            let mut versions = TwoVersions { theirs, chosen: BTreeSet::new(), merged, revision };
            versions.merged = self::merged(self.project.disk.base.as_ref(), self.project.history.document(), &versions);
            self.project.disk.state = OnDisk::Changed(Box::new(versions));
            self.set_status(say!("disk-changed-both", file = self.project.name()));
        } else {
            let before = self.document().clone();
            self.take_over(say!("step-reload"), theirs);
            let changes = changes_in_words(&before, self.document());
            self.set_status(say!("disk-reloaded", file = self.project.name(), changes = changes));
        }
    }

    /// Replaces the open document by a version from disk, as one step; it counts as saved.
    fn take_over(&mut self, label: Text, version: Version) {
        let target = with_ids_of(self.document(), &version.document);
        let edits = edits_between(self.document(), &target);
        if let Err(error) = self.project.history.apply(label, None, edits.clone()) {
            return self.set_status(error.text());
        }
        self.record_edits(&edits);
        self.project.history.end_gesture();
        self.project.history.mark_clean();
        self.project.autosave.discard();
        self.project.file_problems.clone_from(&version.problems);
        self.project.disk.begin(Some(version));
    }

    fn file_is_gone(&mut self, path: &Path) {
        if !self.project.disk.is_gone() {
            self.project.disk.state = OnDisk::Gone;
            // It now exists only in memory.
            self.record_edits(&[]);
            self.set_status(say!("disk-gone", file = name_of(path)));
        }
    }

    fn file_is_broken(&mut self, why: Text, text: Option<String>) {
        let is_news = !matches!(&self.project.disk.state, OnDisk::Broken { why: old, .. } if *old == why);
        if is_news {
            self.set_status(say!("disk-broken", file = self.project.name(), why = &why));
            // It now exists only in memory.
            self.record_edits(&[]);
        }
        self.project.disk.state = OnDisk::Broken { why, text };
    }
}

/// The merge of both versions, canonicalised by the catalogue.
fn merged(base: Option<&Version>, mine: &Document, versions: &TwoVersions) -> Merged {
    let nothing = Document::default();
    let base = base.map_or(&nothing, |base| &base.document);
    let mut merged = document::merge(base, mine, &versions.theirs.document, &versions.chosen);
    nodes::canonicalise(&mut merged.document);
    merged
}

fn changes_in_words(before: &Document, after: &Document) -> Text {
    crate::base::text::in_a_row(recovery_summary::differences(before, after))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
