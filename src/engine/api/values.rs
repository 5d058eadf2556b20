//! The first values of a formula.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::snapshot::Snapshot;
use super::table::Table;
use crate::base::{ColumnInfo, Problem};
use crate::document::NodeId;

/// A request for the values of a formula.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ValuesRequest {
    /// Returned with the answer.
    pub ask: u64,
    pub snapshot: Arc<Snapshot>,
    pub node: NodeId,
    /// The setting that holds the formula.
    pub setting: String,
    /// The first rows of the table at the node's first input.
    pub table: Arc<Table>,
    pub count: usize,
}

/// The result of a formula.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Values {
    /// The columns that the formula may name.
    pub columns: Vec<ColumnInfo>,
    pub rows: Result<ValueRows, Problem>,
}

/// The first rows: the columns that the formula names, and its value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ValueRows {
    /// The value is the last column.
    pub table: Table,
    /// For each row, the problem with computing its value.
    pub failures: Vec<Option<Problem>>,
    /// The index of each row in the table, from 0.
    pub places: Vec<u64>,
    /// For a condition: how many rows it keeps, and out of how many.
    pub kept: Option<(u64, u64)>,
}
