//! The first values of a formula.

use std::sync::Arc;

use super::snapshot::Snapshot;
use super::table::Table;
use crate::base::{ColumnInfo, Problem};
use crate::document::NodeId;

/// A wish for the values of a formula.
#[derive(Clone, Debug)]
pub struct ValuesRequest {
    /// Comes back with the answer.
    pub ask: u64,
    pub snapshot: Arc<Snapshot>,
    pub node: NodeId,
    /// The setting that holds the formula.
    pub setting: String,
    /// The first rows of what arrives at the node's first input.
    pub table: Arc<Table>,
    pub count: usize,
}

/// What a formula gives.
#[derive(Clone, Debug)]
pub struct Values {
    /// What the formula may name.
    pub columns: Vec<ColumnInfo>,
    pub rows: Result<ValueRows, Problem>,
}

/// The first rows: the columns that the formula names, and its value.
#[derive(Clone, Debug)]
pub struct ValueRows {
    /// The value is the last column.
    pub table: Table,
    /// Of each row, what is wrong with computing its value.
    pub failures: Vec<Option<Problem>>,
    /// Where each row stands in the table, from 0.
    pub places: Vec<u64>,
    /// Of a condition: how many rows it keeps, and of how many.
    pub kept: Option<(u64, u64)>,
}
