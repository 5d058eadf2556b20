//! Lowers nodes over real tables and executes the queries.

pub(super) mod build;
mod by_keys;
pub(super) mod collect;
mod matching_rows;
pub(super) mod matching_sample;
