//! The project's file as it is on disk, beside the project as it is open: noticed when it changes, and never replaced by who has
//! not seen what it holds.

mod answer;
mod save;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::view::Dialog;
use super::{App, recovery_summary};
use crate::base::{Problem, Text};
use crate::connect;
use crate::document::{self, Document, Merged, edits_between, with_ids_of};
use crate::engine::{Request, WatchRequest};
use crate::nodes;

pub use answer::DiskAnswer;
pub(super) use save::{Save, Saves};

/// What is known of the project's file.
#[derive(Debug, Default)]
pub struct Disk {
    /// As it was last read or written here; `None` for a project without a file.
    base: Option<Version>,
    pub state: OnDisk,
    /// How many other windows have the file open.
    pub elsewhere: usize,
    watched: Option<PathBuf>,
    /// The one name of the file, links followed.
    pub(super) real: Option<PathBuf>,
    /// Something has come from disk that the rest of the app has not followed yet.
    pub(super) has_news: bool,
}

/// The text of a project's file and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub(super) text: String,
    pub(super) document: Document,
    /// Problems that belong to no node.
    pub(super) problems: Vec<Problem>,
}

/// How the file on disk stands to what is open.
#[derive(Debug, Default)]
pub enum OnDisk {
    /// It holds what was last read or written here.
    #[default]
    Same,
    /// Another version is there, and there are unsaved changes here.
    Changed(Box<TwoVersions>),
    /// What is there now is no project, or cannot be read; in words.
    Broken {
        why: Text,
        text: Option<String>,
    },
    Gone,
}

/// Two versions that come from one.
#[derive(Debug)]
pub struct TwoVersions {
    theirs: Version,
    /// The clashes in which theirs is taken.
    pub chosen: BTreeSet<usize>,
    /// What comes of both.
    pub merged: Merged,
    /// The revision of mine that it is made from.
    revision: u64,
}

impl Version {
    /// What a text means; `Err` says why it is no project.
    pub fn of(text: String) -> Result<Version, document::ReadError> {
        let opened = nodes::document_from(&text)?;
        Ok(Version { text, document: opened.document, problems: opened.problems })
    }
}

/// What stands in a project's file.
enum Found {
    Gone,
    /// It cannot be read; in words.
    Unread(Text),
    /// It is no project.
    Broken {
        why: Text,
        text: String,
    },
    Version(Box<Version>),
}

impl Found {
    fn at(path: &Path) -> Found {
        match connect::read_text(path) {
            Ok(text) => match Version::of(text.clone()) {
                Ok(version) => Found::Version(Box::new(version)),
                Err(error) => Found::Broken { why: error.text(), text },
            },
            Err(_) if path.try_exists().is_ok_and(|is_there| !is_there) => Found::Gone,
            Err(problem) => Found::Unread(problem.text()),
        }
    }
}

impl Disk {
    /// What is open comes from this version of its file.
    pub(super) fn begin(&mut self, base: Option<Version>) {
        (self.base, self.state) = (base, OnDisk::Same);
    }

    /// The text that was last read or written here.
    pub(super) fn known_text(&self) -> Option<&str> {
        self.base.as_ref().map(|base| base.text.as_str())
    }

    /// Whether the file holds nothing of what is open.
    pub fn has_lost_it(&self) -> bool {
        matches!(self.state, OnDisk::Gone | OnDisk::Broken { .. })
    }

    pub fn is_gone(&self) -> bool {
        matches!(self.state, OnDisk::Gone)
    }
}

impl App {
    /// Watches the file of the project that is open.
    pub(super) fn follow_disk(&mut self) {
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
        // There is nothing to ask any more.
        if matches!(self.project.disk.state, OnDisk::Same | OnDisk::Gone)
            && self.project.view.dialog == Some(Dialog::OnDisk)
        {
            self.project.view.dialog = None;
        }
    }

    /// So many other windows have the project open.
    pub(super) fn meet_windows(&mut self, windows: usize) {
        if windows > self.project.disk.elsewhere {
            self.say(say!("disk-elsewhere", file = self.project.name(), count = windows));
        } else if windows == 0 && self.project.disk.elsewhere > 0 {
            self.say(say!("disk-alone", file = self.project.name()));
        }
        self.project.disk.elsewhere = windows;
    }

    /// Looks at what the project's file holds now, and takes it over where that loses nothing.
    pub(super) fn look_at_disk(&mut self) {
        let Some(path) = self.project.file.clone() else { return };
        let looked_at = path.clone();
        self.in_background(
            move || Found::at(&looked_at),
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
                    self.say(say!("disk-is-back", file = name_of(path)));
                }
            }
            Found::Version(theirs) => self.meet(*theirs),
        }
    }

    /// Another version is on disk.
    fn meet(&mut self, theirs: Version) {
        let written = document::write(&theirs.document);
        let is_known = self.project.disk.base.as_ref().is_some_and(|base| document::write(&base.document) == written);
        if is_known || document::write(self.document()) == written {
            // Only its layout or its comments are others; or it is what is open here.
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
            self.say(say!("disk-changed-both", file = self.project.name()));
        } else {
            let before = self.document().clone();
            self.take_over(say!("step-reload"), theirs);
            let changes = changes_in_words(&before, self.document());
            self.say(say!("disk-reloaded", file = self.project.name(), changes = changes));
        }
    }

    /// Makes a version from disk what is open, as one step; it counts as saved.
    fn take_over(&mut self, label: Text, version: Version) {
        let target = with_ids_of(self.document(), &version.document);
        let edits = edits_between(self.document(), &target);
        if let Err(error) = self.project.history.apply(label, None, edits.clone()) {
            return self.say(error.text());
        }
        self.note_edits(&edits);
        self.project.history.end_gesture();
        self.project.history.mark_clean();
        self.project.autosave.discard();
        self.project.file_problems.clone_from(&version.problems);
        self.project.disk.begin(Some(version));
    }

    fn file_is_gone(&mut self, path: &Path) {
        if !self.project.disk.is_gone() {
            self.project.disk.state = OnDisk::Gone;
            // It is in memory only now.
            self.note_edits(&[]);
            self.say(say!("disk-gone", file = name_of(path)));
        }
    }

    fn file_is_broken(&mut self, why: Text, text: Option<String>) {
        let is_news = !matches!(&self.project.disk.state, OnDisk::Broken { why: old, .. } if *old == why);
        if is_news {
            self.say(say!("disk-broken", file = self.project.name(), why = &why));
            // It is in memory only now.
            self.note_edits(&[]);
        }
        self.project.disk.state = OnDisk::Broken { why, text };
    }
}

/// What the catalogue makes of both versions.
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
