//! The first cells of a sheet, to show what it contains.

use super::cells::Cell;

/// This many cells of a sheet are read to determine its size; beyond, the declared size is used.
pub(super) const MOST_CELLS: usize = 20_000;

/// What was read from a sheet.
pub(super) struct Glance {
    pub cells: Vec<Cell>,
    /// Whether these are all cells.
    pub whole: bool,
    /// Rows and columns declared by the file, if any.
    pub declared: Option<(u64, u64)>,
}
