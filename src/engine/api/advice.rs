//! What a form asks of tables and files, and the answers.

use std::path::PathBuf;

use super::output::OutputRef;
use crate::base::{Key, Problem};
pub use crate::connect::{Holds, ListedSheet, SheetList};

/// A table that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TableRef {
    pub output: OutputRef,
    pub key: Key,
}

/// A wish for advice. A newer one takes the place of an older one of its kind.
#[derive(Clone, Debug, PartialEq)]
pub enum AdviceRequest {
    /// The most frequent values of a column.
    Frequent { table: TableRef, column: String },
    /// By which columns two tables may be joined, beside the pairs that are chosen.
    Keys { left: TableRef, right: TableRef, chosen: Vec<(String, String)> },
    /// The sheets of the first file that a path setting means; relative paths start at `base`.
    Sheets { base: PathBuf, path: String },
}

impl AdviceRequest {
    pub(crate) fn is_same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// The answer.
#[derive(Clone, Debug)]
pub enum Advice {
    Frequent(Frequent),
    Keys(KeyPairs),
    Sheets(Result<Sheets, Problem>),
}

/// The most frequent values of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequent {
    /// In canonical text, each with how many rows have it.
    pub values: Vec<(String, u64)>,
    /// There are more values than these.
    pub more: bool,
    pub nulls: u64,
    /// Rows that were counted.
    pub rows: u64,
    /// They are all rows of the table.
    pub whole: bool,
}

/// How two tables agree in some keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Left rows whose keys stand on the right too.
    pub matching: u64,
    /// On the left, no keys stand twice.
    pub is_unique_left: bool,
    /// On the right, no keys stand twice.
    pub is_unique_right: bool,
}

/// A pair of columns, one of each table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedKey {
    pub left: String,
    pub right: String,
    /// With this pair beside those that are chosen.
    pub agreement: Agreement,
    /// The names are the same but for case, blanks and underscores.
    pub is_named: bool,
}

/// Proposals, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPairs {
    pub keys: Vec<ProposedKey>,
    /// By the keys that are chosen, if any are.
    pub chosen: Option<Agreement>,
    /// Left rows that were looked at.
    pub rows: u64,
    /// All rows of both tables were looked at.
    pub whole: bool,
}

/// The sheets of a file.
#[derive(Clone, Debug)]
pub struct Sheets {
    /// The file as people know it: its path from the project's folder.
    pub file: String,
    /// How many files the setting means; the sheets are those of the first.
    pub files: u64,
    pub list: SheetList,
}
