//! The history of runs: recording them, and the differences between two of them.

pub(super) mod changes;
pub(super) mod recorder;
pub(super) mod run_names;
pub mod run_words;
