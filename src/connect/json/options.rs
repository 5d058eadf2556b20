//! How JSON files are read.

use super::headers::Headers;
use crate::connect::target::JsonShape;

/// How JSON files are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct JsonOptions {
    /// Inferred from the text if it is `None`.
    pub shape: Option<JsonShape>,
    /// Where the rows are in an object: "data.items"; empty for the top-level values.
    pub rows_at: String,
    /// For rows that are arrays.
    pub headers: Headers,
    /// The number of rows from which types are inferred; 0 for all.
    pub infer_rows: usize,
}
