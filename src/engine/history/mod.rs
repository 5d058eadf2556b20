//! What differs between two runs.

pub(super) mod changes;
pub(super) mod run_names;
