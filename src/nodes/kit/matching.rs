//! Which rows of two tables match, so that samples of both are chosen to match.

use polars::prelude::LazyFrame;

/// The rows of the two inputs of a node that belong to its first output.
pub struct Matching {
    /// Of the first and of the second input.
    pub rows: [LazyFrame; 2],
    /// The columns of the first and of the second input in which such rows have equal values, none of them null. Empty if
    /// the rows are chosen in another way.
    pub keys: Vec<[String; 2]>,
}
