//! What is asked of two tables, and how they differ.

use std::sync::Arc;

use super::output::OutputRef;
use super::snapshot::Snapshot;
use super::table::Table;
use crate::base::Type;

/// A table at some moment of the document.
#[derive(Clone, Debug)]
pub struct CompareSide {
    pub snapshot: Arc<Snapshot>,
    pub output: OutputRef,
}

/// How rows of the two tables are taken for the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// By a column that is unique in both; else by position where there are as many rows; else by whole rows.
    #[default]
    Auto,
    Keys(Vec<String>),
    Position,
    Whole,
}

/// What shall be compared. Of `before`, the first whose table is not that of `after` by its key, else the first.
#[derive(Clone, Debug)]
pub struct CompareRequest {
    pub ask: u64,
    pub before: Vec<CompareSide>,
    pub after: CompareSide,
    pub matching: Matching,
}

/// How rows were taken for the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched {
    /// By these columns. `found`: nobody chose them, they are unique in both tables.
    Keys {
        columns: Vec<String>,
        found: bool,
    },
    Position,
    /// Rows that are equal in every column; none is changed then.
    Whole,
}

/// What became of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnChange {
    Same,
    Added,
    Removed,
    Retyped { from: Type, to: Type },
}

/// A column of one of the tables, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedColumn {
    pub name: String,
    /// Its place in the tables that are held.
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub change: ColumnChange,
    /// Cells that differ in rows that are in both tables.
    pub changed: u64,
}

/// A row by its places in the tables that are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedRow {
    Added(u32),
    Removed(u32),
    Changed(u32, u32),
    Same(u32, u32),
}

/// How many rows became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub added: u64,
    pub removed: u64,
    pub changed: u64,
    pub same: u64,
    /// Cells of the changed rows that differ.
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
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Which of the wished ones `before` is.
    pub chosen: usize,
    pub columns: Vec<ComparedColumn>,
    pub matched: Matched,
    pub counts: Counts,
    /// The first rows of each table only, since one is too large to be held.
    pub first: Option<u64>,
    /// A source is too large for a live table: both sides come of a part of its rows.
    pub sample: Option<u64>,
    /// The rows that `all` and `different` point to.
    pub before: Table,
    pub after: Table,
    /// The first rows, the same ones among them.
    pub all: Vec<ComparedRow>,
    /// The first rows that differ.
    pub different: Vec<ComparedRow>,
}
