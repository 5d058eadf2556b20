//! Plain types that the parts of the grid share.

use egui::Rect;

use super::super::selection::Selection;
use crate::base::Key;

/// A drag over bars in progress.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brush {
    pub column: usize,
    /// The bar where it began.
    pub first: usize,
}

/// The areas of the panel.
pub(super) struct Areas {
    /// Row numbers, left of the cells.
    pub numbers: Rect,
    /// Column heads, above the cells.
    pub head: Rect,
    /// Filter fields, between heads and cells.
    pub fields: Rect,
    pub body: Rect,
    /// The right edge of the frozen columns.
    pub edge: f32,
}

impl Areas {
    /// The part of `area` with the frozen columns, or with the others.
    pub fn part(&self, area: Rect, stays: bool) -> Rect {
        let mut part = area;
        if stays {
            part.set_right(self.edge.min(area.right()))
        } else {
            part.set_left(self.edge.max(area.left()))
        }
        part
    }
}

/// A visible column.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub place: usize,
    /// The index in the table.
    pub column: usize,
    pub rect: Rect,
    /// Whether it is frozen.
    pub stays: bool,
}

/// Identifies cells of one version of the table.
pub(super) type CellsKey = (Selection, Option<Key>, Vec<usize>);
