//! The state of the find bar.

use std::sync::Arc;

use crate::engine::Found;

/// The mode of the find bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Text,
    Row,
}

/// The state of the find bar.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    pub(super) mode: Option<Mode>,
    pub(super) text: String,
    pub(super) row: String,
    /// Focus the field.
    pub(super) fresh: bool,
    /// Go to the first match as soon as there is one.
    pub(super) eager: bool,
    /// The matches in the current rows.
    pub found: Option<Arc<Found>>,
    /// The cell to scroll to in the next frame.
    pub goal: Option<(u64, usize)>,
}

impl Finder {
    pub fn open(&mut self, mode: Mode) {
        self.mode = Some(mode);
        self.fresh = true;
    }

    /// The matches in a row.
    pub fn matches(&self, row: u64) -> &[(u64, u32)] {
        let Some(found) = &self.found else { return &[] };
        let first = found.hits.partition_point(|hit| hit.0 < row);
        let end = found.hits.partition_point(|hit| hit.0 <= row);
        &found.hits[first..end]
    }
}
