//! What is known of a project's file, and the saves of it that are pending.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use crate::app::view::Closing;
use crate::base::{Problem, Text};
use crate::connect;
use crate::document::{self, Document, Merged};
use crate::nodes;

/// The state of the project's file.
#[derive(Debug, Default)]
pub struct Disk {
    /// As last read or written here; `None` for a project without a file.
    pub base: Option<Version>,
    pub state: OnDisk,
    /// How many other windows have the file open.
    pub elsewhere: usize,
    pub watched: Option<PathBuf>,
    /// The canonical path of the file, with links resolved.
    pub real: Option<PathBuf>,
    /// There is a change from disk that the rest of the app has not processed yet.
    pub has_changes: bool,
}

/// The text of a project's file and the document parsed from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub text: String,
    pub document: Document,
    /// Problems that belong to no node.
    pub problems: Vec<Problem>,
}

impl Version {
    /// Parses a text; `Err` is the reason why it is not a project.
    pub fn of(text: String) -> Result<Version, document::ReadError> {
        let opened = nodes::document_from(&text)?;
        Ok(Version { text, document: opened.document, problems: opened.problems })
    }
}

/// How the file on disk differs from the open project.
#[derive(Debug, Default)]
pub enum OnDisk {
    /// It contains what was last read or written here.
    #[default]
    Same,
    /// It contains another version, and there are unsaved changes here.
    Changed(Box<TwoVersions>),
    /// It is no longer a project, or cannot be read; with the reason.
    Broken {
        why: Text,
        text: Option<String>,
    },
    Gone,
}

/// Two versions with a common base.
#[derive(Debug)]
pub struct TwoVersions {
    pub(super) theirs: Version,
    /// The conflicts in which their version is chosen.
    pub chosen: BTreeSet<usize>,
    /// The merged result.
    pub merged: Merged,
    /// The revision of the local document from which it was made.
    pub(super) revision: u64,
}

impl Disk {
    /// Sets the version of the file on which the open project is based.
    pub fn begin(&mut self, base: Option<Version>) {
        (self.base, self.state) = (base, OnDisk::Same);
    }

    /// The text that was last read or written here.
    pub fn known_text(&self) -> Option<&str> {
        self.base.as_ref().map(|base| base.text.as_str())
    }

    /// Whether the file contains nothing of the open project.
    pub fn lacks_project(&self) -> bool {
        matches!(self.state, OnDisk::Gone | OnDisk::Broken { .. })
    }

    pub fn is_gone(&self) -> bool {
        matches!(self.state, OnDisk::Gone)
    }
}

/// The content found in a project's file.
pub(super) enum Found {
    Gone,
    /// It cannot be read; with the reason.
    Unread(Text),
    /// It is not a project.
    Broken {
        why: Text,
        text: String,
    },
    Version(Box<Version>),
}

impl Found {
    pub(super) fn at(path: &Path) -> Found {
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

/// A requested save.
#[derive(Clone, Debug)]
pub struct Save {
    pub path: PathBuf,
    /// Whether this becomes the project's own file.
    pub moves: bool,
    /// The action after the save.
    pub then: Option<Closing>,
    /// The text of an invalid project file to be overwritten; `None` inside: whatever its content.
    pub overwrites: Option<Option<String>>,
}

impl Save {
    /// A save to the project's own file.
    pub fn own(path: PathBuf, then: Option<Closing>) -> Save {
        Save { path, moves: false, then, overwrites: None }
    }
}

/// The save in progress, and those waiting for it.
#[derive(Debug, Default)]
pub struct Saves {
    pub(super) is_under_way: bool,
    pub(super) waiting: VecDeque<Save>,
    /// Incremented with each project opened here: saves of earlier ones are ignored.
    pub(super) project: u64,
}

impl Saves {
    pub fn is_any(&self) -> bool {
        self.is_under_way
    }

    /// Another project replaces the current one.
    pub fn forget(&mut self) {
        *self = Saves { project: self.project + 1, ..Saves::default() };
    }

    /// Discards the save in progress, whose result is unknown.
    pub fn give_up(&mut self) {
        self.is_under_way = false;
        self.waiting.clear();
    }
}
