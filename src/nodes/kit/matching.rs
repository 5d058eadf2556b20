//! Which rows of two tables match, so that samples of both are chosen to match.

use polars::prelude::LazyFrame;

/// The rows of the two inputs of a node that belong to its first output.
pub struct Matching {
    /// Of the first and of the second input.
    pub rows: [LazyFrame; 2],
    /// The columns of the first and of the second input in which two rows have equal values, none of them null, if they match.
    pub keys: Vec<[String; 2]>,
    /// Whether all rows of the first and of the second input are in the output, also those without a match.
    pub keeps: [bool; 2],
    /// Whether the rows of the first input are those without a match.
    pub is_anti: bool,
}
