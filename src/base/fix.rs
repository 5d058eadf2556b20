//! Fixes for problems, as data: whoever finds the problem proposes them, and the app applies one as one undo step.

use serde::{Deserialize, Serialize};

use super::text::{Text, find};

/// One change that the user can request with a click.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fix {
    /// Replaces `old` with `new`: the text at the problem's span, a name in its setting, or all of its text.
    Write { old: String, new: String },
    /// Changes the setting to another value, both as RON text; "" is its default.
    Set { setting: String, old: String, new: String, label: Text },
    /// Removes the entry with this name from the setting's list.
    Remove(String),
    /// Adds a parameter with this name.
    AddParameter(String),
    /// Asks for another file.
    ChooseFile,
    /// Moves the rows of the node into a file beside the project, from which they are then read.
    ToFile,
    /// Changes the node to this kind, which reads its file.
    ReadWith(String),
    /// Connects a table to the input port with this name.
    Connect(String),
    /// Computes the node again, which was set aside.
    TryAgain,
    /// Asks Spark's catalog for the columns of the table that the node reads, and keeps them in its settings.
    CatalogColumns,
}

/// The fixes of a problem. Most have none: one pointer, so that results that may be problems stay small.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[expect(clippy::box_collection, reason = "one pointer wide")]
pub struct Fixes(Option<Box<Vec<Fix>>>);

impl Fixes {
    pub fn push(&mut self, fix: Fix) {
        self.0.get_or_insert_default().push(fix);
    }

    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }
}

impl std::ops::Deref for Fixes {
    type Target = [Fix];
    fn deref(&self) -> &[Fix] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

/// Longer texts are truncated on the button.
const SHOWN: usize = 40;

impl Fix {
    pub fn write(old: impl Into<String>, new: impl Into<String>) -> Self {
        Fix::Write { old: old.into(), new: new.into() }
    }

    /// The text of the button.
    pub fn label(&self) -> String {
        match self {
            Fix::Write { old, new } if new.is_empty() => tr!("fix-drop", what = cut(old)),
            Fix::Write { new, .. } => tr!("fix-use", what = cut(new.trim())),
            Fix::Set { label, .. } => label.to_string(),
            Fix::Remove(name) => tr!("fix-drop", what = cut(name)),
            Fix::AddParameter(name) => tr!("fix-add-parameter", name = cut(name)),
            Fix::ChooseFile => tr!("fix-choose-file").into(),
            Fix::ToFile => tr!("fix-to-file").into(),
            Fix::TryAgain => tr!("fix-try-again").into(),
            Fix::CatalogColumns => tr!("fix-catalog-columns").into(),
            Fix::ReadWith(kind) => {
                let title = find(&format!("kind-{kind}")).unwrap_or(kind);
                tr!("file-read-with", kind = title)
            }
            Fix::Connect(port) => {
                let shown = find(&format!("port-name-{port}")).unwrap_or(port);
                tr!("fix-connect", port = cut(shown))
            }
        }
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
