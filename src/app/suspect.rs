//! A project that was open when a start ended the program.

use std::path::PathBuf;

/// It is listed, and opened only on request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    pub path: PathBuf,
    /// The node that was being computed, with its kind: "books.read_excel".
    pub computing: Option<String>,
}
