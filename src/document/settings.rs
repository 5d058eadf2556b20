//! The settings of a node as the document holds them: RON text, compared and stored without being understood.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// RON text of a node's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    text: Arc<str>,
    /// Written back byte for byte: the catalogue did not understand it (an unknown or newer kind, a broken setting).
    verbatim: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings::canonical("()")
    }
}

impl Settings {
    /// Text made by the catalogue: one line, compact; the file's writer lays it out.
    pub fn canonical(text: impl Into<Arc<str>>) -> Self {
        Settings { text: text.into(), verbatim: false }
    }

    /// Text that must survive as it stands.
    pub fn verbatim(text: impl Into<Arc<str>>) -> Self {
        Settings { text: text.into(), verbatim: true }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_verbatim(&self) -> bool {
        self.verbatim
    }
}
