//! What puts a problem right, as data: whoever finds the problem says it, and the app carries it out as one undo step.

use serde::{Deserialize, Serialize};

use super::text::{Text, find};

/// One change that a person can ask for with a click.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fix {
    /// Writes `new` in place of `old`: the text at the problem's span, a name in its setting, or all of its text.
    Write { old: String, new: String },
    /// Gives the setting another value, both as RON text; "" is its default.
    Set { setting: String, old: String, new: String, label: Text },
    /// Takes the entry with this name out of the setting's list.
    Remove(String),
    /// Makes a parameter of this name.
    AddParameter(String),
    /// Asks for another file.
    ChooseFile,
    /// Puts the rows of the node into a file beside the project, from where they are read.
    ToFile,
    /// Makes the node one of this kind, which reads its file.
    ReadWith(String),
    /// Brings a table to the input port of this name.
    Connect(String),
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

/// Longer texts are cut on the button.
const SHOWN: usize = 40;

impl Fix {
    pub fn write(old: impl Into<String>, new: impl Into<String>) -> Self {
        Fix::Write { old: old.into(), new: new.into() }
    }

    /// The words on the button.
    pub fn label(&self) -> String {
        match self {
            Fix::Write { old, new } if new.is_empty() => tr!("fix-drop", what = cut(old)),
            Fix::Write { new, .. } => tr!("fix-use", what = cut(new.trim())),
            Fix::Set { label, .. } => label.to_string(),
            Fix::Remove(name) => tr!("fix-drop", what = cut(name)),
            Fix::AddParameter(name) => tr!("fix-add-parameter", name = cut(name)),
            Fix::ChooseFile => tr!("fix-choose-file").into(),
            Fix::ToFile => tr!("fix-to-file").into(),
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
