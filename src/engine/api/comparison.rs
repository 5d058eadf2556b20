//! A request to compare two tables, and their differences.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::output::OutputRef;
use super::snapshot::Snapshot;
use super::table::Table;
use crate::base::Type;

/// A table at one moment of the document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CompareSide {
    pub snapshot: Arc<Snapshot>,
    pub output: OutputRef,
}

/// How rows of the two tables are matched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matching {
    /// By a column that is unique in both; else by position if the row counts are equal; else by whole rows.
    #[default]
    Auto,
    Keys(Vec<String>),
    Position,
    Whole,
}

/// What to compare. From `before`, the first whose table has another key than that of `after` is used, else the first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CompareRequest {
    pub ask: u64,
    pub before: Vec<CompareSide>,
    pub after: CompareSide,
    pub matching: Matching,
}

/// How rows were matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matched {
    /// By these columns. `found`: nobody chose them; they are unique in both tables.
    Keys {
        columns: Vec<String>,
        found: bool,
    },
    Position,
    /// Rows equal in every column; no row counts as changed then.
    Whole,
}

/// What happened to a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnChange {
    Same,
    Added,
    Removed,
    Retyped { from: Type, to: Type },
}

/// A column of one of the tables, or of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedColumn {
    pub name: String,
    /// Its position in the stored tables.
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub change: ColumnChange,
    /// The number of differing cells among rows that are in both tables.
    pub changed: u64,
}

/// A row by its positions in the stored tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ComparedRow {
    Added(u32),
    Removed(u32),
    Changed(u32, u32),
    Same(u32, u32),
}

/// The number of rows with each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub added: u64,
    pub removed: u64,
    pub changed: u64,
    pub same: u64,
    /// The number of differing cells in the changed rows.
    pub cells: u64,
}

impl Counts {
    pub fn different(&self) -> u64 {
        self.added + self.removed + self.changed
    }

    pub fn all(&self) -> u64 {
        self.different() + self.same
    }
}

/// Two tables, compared.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Comparison {
    /// The index of `before` among the requested tables.
    pub chosen: usize,
    pub columns: Vec<ComparedColumn>,
    pub matched: Matched,
    pub counts: Counts,
    /// If set, only the first rows of each table are compared, because one table is too large to hold.
    pub first: Option<u64>,
    /// If set, a source is too large for a live table: both sides are computed from a sample of its rows.
    pub sample: Option<u64>,
    /// The rows that `all` and `different` refer to.
    pub before: Table,
    pub after: Table,
    /// The first rows, including unchanged ones.
    pub all: Vec<ComparedRow>,
    /// The first rows that differ.
    pub different: Vec<ComparedRow>,
}
