//! Figures computed over selected cells.

use serde::{Deserialize, Serialize};

use super::output::OutputRef;
use crate::base::Key;

/// The cells to compute over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellStatisticsRequest {
    pub ask: u64,
    pub output: OutputRef,
    pub key: Key,
    pub first: u64,
    pub count: u64,
    pub columns: Vec<String>,
}

/// A number as exact as the values it is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Total {
    /// `units` / 10^`scale`.
    Exact {
        units: i128,
        scale: u32,
    },
    Float(#[serde(with = "bits")] f64),
}

/// The figures of the cells. Empty cells (null) count only as empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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

/// A floating-point number by its bits: JSON has no infinity and no NaN.
mod bits {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(value.to_bits())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        u64::deserialize(deserializer).map(f64::from_bits)
    }
}
