//! What several commands are given.

use crate::document::{PortRef, Wire};

/// How a new node is connected.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Connect {
    #[default]
    Not,
    From(PortRef),
    /// Several outputs at once: one for each input, or all at an input that accepts many.
    FromAll(Vec<PortRef>),
    To(PortRef),
    On(Wire),
}

/// How a new selection combines with the previous one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SelectMode {
    #[default]
    Replace,
    Add,
    Toggle,
}

/// The answer to "Save the changes?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    Save,
    /// The same for all other projects with unsaved changes.
    SaveAll,
    Discard,
    Cancel,
}
