//! What is looked for in a table, and what was found.

use super::output::OutputRef;
use crate::base::Key;

/// A wish to find something.
#[derive(Clone, Debug)]
pub struct FindRequest {
    pub output: OutputRef,
    pub key: Key,
    pub text: String,
    /// The columns to search, in the order of reading.
    pub columns: Vec<String>,
}

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Row and column (counted among those that were searched) of each match, in the order of reading: the first of them.
    pub hits: Vec<(u64, u32)>,
    /// All matches.
    pub total: u64,
    /// Rows that were searched.
    pub rows: u64,
    /// Whether nothing more comes.
    pub is_done: bool,
    /// Whether a person has ended it before the whole table was searched.
    pub is_stopped: bool,
}
