//! Rows for viewing: what the window and the command line show, without naming a table library.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use polars::prelude::*;

use super::cell::Cell;
use crate::base::{ColumnInfo, Type};
use crate::formula::from_polars;

/// Whether the rows are complete or a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exactness {
    Exact,
    /// Computed from N rows of a source, from all over it.
    SampleOf(u64),
    /// Computed from up to N rows of a source that were looked up because they have a match in a join.
    MatchesOf(u64),
    /// The first rows that a Spark has returned, in no order of their own; how many there are in all is not known.
    FirstOnSpark,
}

impl Exactness {
    /// The number of rows that are read of a source that is too large; `None` if it is read whole.
    pub fn sample(self) -> Option<u64> {
        match self {
            Exactness::SampleOf(rows) | Exactness::MatchesOf(rows) => Some(rows),
            Exactness::Exact | Exactness::FirstOnSpark => None,
        }
    }
}

/// The number of first rows shown of every table.
pub(crate) const HEAD: usize = 1_000;

/// Consecutive rows of a table.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Arc<[ColumnInfo]>,
    frame: DataFrame,
    /// The position of the first row held here in the whole table.
    pub first: u64,
    pub exactness: Exactness,
}

/// Statistics of every column over the whole table.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Profile {
    pub rows: u64,
    pub columns: Vec<ColumnProfile>,
}

/// Statistics of one column over the whole table.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct ColumnProfile {
    pub nulls: u64,
    /// The number of distinct values, not counting null.
    pub distinct: Option<u64>,
    /// Whether `distinct` is estimated, not counted.
    pub rough: bool,
    /// Smallest and largest value as text; `None` without values or order.
    pub range: Option<(String, String)>,
    /// Counts over equal steps from smallest to largest, for numbers and dates.
    pub histogram: Vec<u64>,
    /// The most frequent values with their counts, most frequent first, for text and booleans.
    pub top: Vec<(String, u64)>,
}

impl Table {
    pub fn new(frame: DataFrame, first: u64, exactness: Exactness) -> Self {
        let columns = frame
            .columns()
            .iter()
            .map(|column| ColumnInfo::new(column.name().as_str(), from_polars(column.dtype())))
            .collect();
        Table { columns, frame, first, exactness }
    }

    pub fn columns(&self) -> &Arc<[ColumnInfo]> {
        &self.columns
    }

    /// Whether the column's numbers have only 32 bits.
    pub fn is_single(&self, column: usize) -> bool {
        self.frame.columns().get(column).is_some_and(|column| column.dtype() == &DataType::Float32)
    }

    /// The number of rows held here, not of the whole table.
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value at `row` (counted from the first row held here) and `column`; null outside.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let Some(values) = self.frame.columns().get(column) else { return Cell::Null };
        let Ok(value) = values.get(row) else { return Cell::Null };
        super::cell::cell(value)
    }

    /// Whether a column's values are right-aligned.
    pub fn is_right_aligned(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|c| c.data_type.is_numeric() || c.data_type == Type::Duration)
    }

    /// The rows as a polars frame, for the engine's own use and exports.
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }
}

/// A copy that owns only its own rows: a slice would keep alive the whole table that it was cut from.
pub(crate) fn compact(frame: DataFrame) -> DataFrame {
    let rows: Vec<IdxSize> = (0..frame.height() as IdxSize).collect();
    let rows = IdxCa::from_vec("rows".into(), rows);
    let Ok(mut copy) = frame.take(&rows) else { return frame };
    // The gathered text still points into the old buffers.
    let owned: Vec<Column> = copy
        .columns()
        .iter()
        .map(|column| match column.str() {
            Ok(texts) => {
                let own: StringChunked = texts.iter().collect();
                own.with_name(column.name().clone()).into_series().into()
            }
            Err(_) => column.clone(),
        })
        .collect();
    if let Ok(owned) = DataFrame::new(frame.height(), owned) {
        copy = owned;
    }
    copy
}
