//! The settings of a node as the document holds them: RON text, compared and stored without being understood.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

/// RON text of a node's settings.
#[derive(Clone, Serialize, Deserialize)]
pub struct Settings {
    text: Arc<str>,
    /// Written back byte for byte: the catalogue did not understand it (an unknown or newer kind, a broken setting).
    verbatim: bool,
    /// What was made of the text; of all copies together.
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
    /// Text made by the catalogue: one line, compact; the file's writer lays it out.
    pub fn canonical(text: impl Into<Arc<str>>) -> Self {
        Settings { text: text.into(), verbatim: false, meaning: Arc::default() }
    }

    /// Text that must survive as it stands.
    pub fn verbatim(text: impl Into<Arc<str>>) -> Self {
        Settings { text: text.into(), verbatim: true, meaning: Arc::default() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// What `make` makes of the text. It is made once and kept with these settings and all their copies; `None` where something
    /// of another type is kept there.
    pub fn meaning<T: Send + Sync + 'static>(&self, make: impl FnOnce(&str) -> T) -> Option<&T> {
        self.meaning.get_or_init(|| Box::new(make(&self.text))).downcast_ref()
    }

    pub fn is_verbatim(&self) -> bool {
        self.verbatim
    }
}
