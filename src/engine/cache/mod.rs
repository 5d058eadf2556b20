//! Computed results: in memory, and on disk.

pub(super) mod keep;
pub(super) mod memory_size;
pub(super) mod results;
