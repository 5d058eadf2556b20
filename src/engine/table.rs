//! Rows for looking at: what the window and the command line show, without naming a table library.

use std::borrow::Cow;
use std::sync::Arc;

use polars::prelude::*;

use crate::base::{ColumnInfo, Type};
use crate::formula::from_polars;

/// Whether the rows are the truth or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    Exact,
    /// Computed from the first N rows of a source.
    SampleOf(u64),
}

/// A run of consecutive rows of some table.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Arc<[ColumnInfo]>,
    frame: DataFrame,
    /// The position of the first row held here in the whole table.
    pub first: u64,
    pub exactness: Exactness,
}

/// One value for showing.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Null,
    Boolean(bool),
    Integer(i128),
    Number(f64),
    Text(Cow<'a, str>),
    /// Dates, times, lists, structs… in canonical text.
    Other(String),
}

/// Statistics of every column over the whole table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Profile {
    pub rows: u64,
    pub columns: Vec<ColumnProfile>,
}

/// Statistics of one column over the whole table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ColumnProfile {
    pub nulls: u64,
    /// Distinct values, null not counted; approximate above some ten thousand.
    pub distinct: Option<u64>,
    /// Smallest and largest in words; `None` without values or order.
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

    /// Rows held here, not of the whole table.
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
        match value {
            AnyValue::Null => Cell::Null,
            AnyValue::Boolean(value) => Cell::Boolean(value),
            AnyValue::String(text) => Cell::Text(Cow::Borrowed(text)),
            AnyValue::StringOwned(text) => Cell::Text(Cow::Owned(text.to_string())),
            AnyValue::Float32(value) => Cell::Number(f64::from(value)),
            AnyValue::Float64(value) => Cell::Number(value),
            AnyValue::Int8(v) => Cell::Integer(v.into()),
            AnyValue::Int16(v) => Cell::Integer(v.into()),
            AnyValue::Int32(v) => Cell::Integer(v.into()),
            AnyValue::Int64(v) => Cell::Integer(v.into()),
            AnyValue::UInt8(v) => Cell::Integer(v.into()),
            AnyValue::UInt16(v) => Cell::Integer(v.into()),
            AnyValue::UInt32(v) => Cell::Integer(v.into()),
            AnyValue::UInt64(v) => Cell::Integer(v.into()),
            other => match other.get_str() {
                Some(text) => Cell::Text(Cow::Owned(text.to_owned())),
                None => Cell::Other(other.to_string()),
            },
        }
    }

    /// Whether a column's values stand at the right edge.
    pub fn is_right_aligned(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|c| c.data_type.is_numeric() || c.data_type == Type::Duration)
    }

    /// The rows as a polars frame, for the engine's own use and exports.
    pub(crate) fn frame(&self) -> &DataFrame {
        &self.frame
    }
}
