//! A search in a table, and its matches.

use serde::{Deserialize, Serialize};

use super::output::OutputRef;
use crate::base::Key;

/// A search request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FindRequest {
    pub output: OutputRef,
    pub key: Key,
    pub text: String,
    /// The columns to search, in reading order.
    pub columns: Vec<String>,
}

/// The matches found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Row and column (index among the searched columns) of each match, in reading order: only the first matches.
    pub hits: Vec<(u64, u32)>,
    /// The number of all matches.
    pub total: u64,
    /// The number of rows searched.
    pub rows: u64,
    /// Whether the search is finished.
    pub is_done: bool,
    /// Whether the user has stopped it before the whole table was searched.
    pub is_stopped: bool,
}
