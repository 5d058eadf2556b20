//! What a form asks about tables and files, and the answers.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::output::OutputRef;
use crate::base::{Key, Problem};
pub use crate::connect::{Holds, ListedSheet, SheetList};
use crate::document::NodeId;

/// A table that has been computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TableRef {
    pub output: OutputRef,
    pub key: Key,
}

/// A request for advice. A newer request replaces an older one of the same kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AdviceRequest {
    /// The most frequent values of a column.
    Frequent { table: TableRef, column: String },
    /// The columns by which two tables may be joined, in addition to the pairs already chosen.
    Keys { left: TableRef, right: TableRef, chosen: Vec<(String, String)> },
    /// The sheets of the first file that a path setting matches; relative paths start at `base`.
    Sheets {
        #[serde(with = "crate::base::os_path")]
        base: PathBuf,
        path: String,
    },
}

impl AdviceRequest {
    /// The node whose table is asked about.
    pub(crate) fn node(&self) -> Option<NodeId> {
        match self {
            AdviceRequest::Frequent { table, .. } => Some(table.output.node),
            AdviceRequest::Keys { left, .. } => Some(left.output.node),
            AdviceRequest::Sheets { .. } => None,
        }
    }

    pub(crate) fn is_same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// The answer to a request for advice.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Advice {
    Frequent(Frequent),
    Keys(KeyPairs),
    Sheets(Result<Sheets, Problem>),
}

/// The most frequent values of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frequent {
    /// Canonical text of each value and the number of rows that have it.
    pub values: Vec<(String, u64)>,
    /// Whether there are more values than these.
    pub more: bool,
    pub nulls: u64,
    /// The number of rows counted.
    pub rows: u64,
    /// Whether these are all rows of the table.
    pub whole: bool,
}

/// How well two tables match on some keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Left rows whose keys also occur on the right.
    pub matching: u64,
    /// Whether no key occurs twice on the left.
    pub is_unique_left: bool,
    /// Whether no key occurs twice on the right.
    pub is_unique_right: bool,
}

/// A pair of columns, one from each table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedKey {
    pub left: String,
    pub right: String,
    /// The agreement with this pair added to those already chosen.
    pub agreement: Agreement,
    /// Whether the names are equal apart from case, blanks and underscores.
    pub is_named: bool,
}

/// Proposals, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPairs {
    pub keys: Vec<ProposedKey>,
    /// The agreement of the chosen keys, if any are chosen.
    pub chosen: Option<Agreement>,
    /// The number of left rows examined.
    pub rows: u64,
    /// Whether all rows of both tables were examined.
    pub whole: bool,
}

/// The sheets of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sheets {
    /// The file as users know it: its path relative to the project's folder.
    pub file: String,
    /// The number of files that the setting matches; the sheets are those of the first.
    pub files: u64,
    pub list: SheetList,
}
