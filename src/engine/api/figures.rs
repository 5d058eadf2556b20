//! What selected cells tell together.

use super::output::OutputRef;
use crate::base::Key;

/// Which cells.
#[derive(Clone, Debug, PartialEq)]
pub struct FiguresRequest {
    pub ask: u64,
    pub output: OutputRef,
    pub key: Key,
    pub first: u64,
    pub count: u64,
    pub columns: Vec<String>,
}

/// A number as exact as the values it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Total {
    /// `units` / 10^`scale`.
    Exact {
        units: i128,
        scale: u32,
    },
    Float(f64),
}

/// What the cells tell. Empty cells (null) count for nothing but themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Cells that have a value.
    pub count: u64,
    pub empty: u64,
    /// Of the cells that are numbers.
    pub sum: Option<Total>,
    /// And whether it is rounded.
    pub mean: Option<(Total, bool)>,
    /// `None`: more than are counted, or columns of several types.
    pub distinct: Option<u64>,
    /// Smallest and largest in words, of numbers, dates and times.
    pub range: Option<(String, String)>,
}
