//! Figures computed over selected cells.

use super::output::OutputRef;
use crate::base::Key;

/// The cells to compute over.
#[derive(Clone, Debug, PartialEq)]
pub struct CellStatisticsRequest {
    pub ask: u64,
    pub output: OutputRef,
    pub key: Key,
    pub first: u64,
    pub count: u64,
    pub columns: Vec<String>,
}

/// A number as exact as the values it is computed from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Total {
    /// `units` / 10^`scale`.
    Exact {
        units: i128,
        scale: u32,
    },
    Float(f64),
}

/// The figures of the cells. Empty cells (null) count only as empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellStatistics {
    /// Cells that have a value.
    pub count: u64,
    pub empty: u64,
    /// The sum of the cells that are numbers.
    pub sum: Option<Total>,
    /// The mean, and whether it is rounded.
    pub mean: Option<(Total, bool)>,
    /// `None`: more than are counted, or columns of several types.
    pub distinct: Option<u64>,
    /// The smallest and largest value as text, for numbers, dates and times.
    pub range: Option<(String, String)>,
}
