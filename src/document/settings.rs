//! The settings of a node as stored in the document: RON text, compared and stored without being interpreted.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

/// RON text of a node's settings.
#[derive(Clone, Serialize, Deserialize)]
pub struct Settings {
    text: Arc<str>,
    /// Written back byte for byte: the catalogue could not parse it (an unknown or newer kind, an invalid setting).
    verbatim: bool,
    /// The parsed form of the text; shared by all copies.
    #[serde(skip)]
    meaning: Arc<OnceLock<Box<dyn Any + Send + Sync>>>,
}

impl PartialEq for Settings {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.verbatim) == (&other.text, other.verbatim)
    }
}

impl Eq for Settings {}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("text", &self.text).field("verbatim", &self.verbatim).finish()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings::canonical("()")
    }
}

impl Settings {
    /// Text produced by the catalogue: one line, compact; the file writer lays it out.
    pub fn canonical(text: impl Into<Arc<str>>) -> Self {
        Settings { text: text.into(), verbatim: false, meaning: Arc::default() }
    }

    /// Text that must be preserved unchanged.
    pub fn verbatim(text: impl Into<Arc<str>>) -> Self {
        Settings { text: text.into(), verbatim: true, meaning: Arc::default() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The result of `make` for the text, computed once and shared by these settings and all their copies; `None` if a
    /// value of another type is stored.
    pub fn meaning<T: Send + Sync + 'static>(&self, make: impl FnOnce(&str) -> T) -> Option<&T> {
        self.meaning.get_or_init(|| Box::new(make(&self.text))).downcast_ref()
    }

    pub fn is_verbatim(&self) -> bool {
        self.verbatim
    }
}
