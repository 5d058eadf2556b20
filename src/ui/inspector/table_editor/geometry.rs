//! The positions of cells in the table editor. Headers and row numbers stay visible while the rest scrolls. Lengths in points.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::cells::CellIndex;
use super::state::Ends;
use crate::ui::theme::ROW;

/// The width of the row numbers.
pub const NUMBERS: f32 = 36.0;
/// The width of the extra column for new values.
const NEXT: f32 = 40.0;
/// The minimum width of a column; few columns share the available width.
const COLUMN: f32 = 88.0;
/// The number of visible rows.
const SEEN: f32 = 14.0;

/// The geometry of a table editor.
#[derive(Clone, Copy, Debug)]
pub struct Geometry {
    pub ends: Ends,
    /// The width of one column.
    width: f32,
    /// The origin of the content and its visible part, set while drawing.
    pub origin: Pos2,
    pub seen: Rect,
}

/// What is at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    Cell(CellIndex),
    /// A row number.
    Number(usize),
    Corner,
}

impl Geometry {
    pub fn new(ends: Ends, available: f32) -> Geometry {
        let width = ((available - NUMBERS - NEXT - 2.0) / ends.1.max(1) as f32).max(COLUMN).floor();
        Geometry { ends, width, origin: Pos2::ZERO, seen: Rect::NOTHING }
    }

    /// The size of all cells.
    pub fn size(&self) -> Vec2 {
        vec2(NUMBERS + self.width * self.ends.1 as f32 + NEXT, ROW * (self.ends.0 as f32 + 1.0))
    }

    /// The maximum height of the editor.
    pub fn height(&self, available: f32) -> f32 {
        let bar = if self.size().x > available { 12.0 } else { 0.0 };
        ROW * (self.ends.0 as f32 + 1.0).min(SEEN) + bar
    }

    /// The number of whole rows visible below the headers.
    pub fn page(&self) -> usize {
        ((self.seen.height() / ROW) as usize).saturating_sub(2).max(1)
    }

    pub fn cell(&self, (line, column): CellIndex) -> Rect {
        let width = if column >= self.ends.1 { NEXT } else { self.width };
        let left = self.origin.x + NUMBERS + column.min(self.ends.1) as f32 * self.width;
        Rect::from_min_size(pos2(left, self.top(line)), vec2(width, ROW))
    }

    fn top(&self, line: usize) -> f32 {
        if line == 0 { self.origin.y + self.seen.top() } else { self.origin.y + line as f32 * ROW }
    }

    pub fn number(&self, line: usize) -> Rect {
        Rect::from_min_size(pos2(self.origin.x + self.seen.left(), self.top(line)), vec2(NUMBERS, ROW))
    }

    /// The visible area of the cells, or of the headers.
    pub fn body(&self, is_head: bool) -> Rect {
        let all = self.seen.translate(self.origin.to_vec2());
        let top = all.top() + ROW;
        let left = all.left() + NUMBERS;
        if is_head {
            Rect::from_min_max(pos2(left, all.top()), pos2(all.right(), top))
        } else {
            Rect::from_min_max(pos2(left, top), all.max)
        }
    }

    /// The visible lines, without the headers.
    pub fn lines(&self) -> std::ops::Range<usize> {
        let first = ((self.seen.top() + ROW) / ROW).floor().max(1.0) as usize;
        let last = (self.seen.bottom() / ROW).ceil().max(0.0) as usize;
        first..last.min(self.ends.0 + 1).max(first)
    }

    /// The visible columns.
    pub fn columns(&self) -> std::ops::RangeInclusive<usize> {
        let at = |x: f32| ((x / self.width).max(0.0) as usize).min(self.ends.1);
        at(self.seen.left())..=at(self.seen.right() - NUMBERS)
    }

    pub fn hit(&self, at: Pos2) -> Hit {
        let all = self.seen.translate(self.origin.to_vec2());
        let line = if at.y < all.top() + ROW { 0 } else { ((at.y - self.origin.y) / ROW).max(1.0) as usize };
        let line = line.min(self.ends.0);
        if at.x < all.left() + NUMBERS {
            return if line == 0 { Hit::Corner } else { Hit::Number(line) };
        }
        let column = ((at.x - self.origin.x - NUMBERS) / self.width).max(0.0) as usize;
        Hit::Cell((line, column.min(self.ends.1)))
    }

    /// The area to scroll to so that the cell is not covered by row numbers or headers.
    pub fn revealed(&self, place: CellIndex) -> Rect {
        let cell = self.cell(place);
        let above = if place.0 == 0 { 0.0 } else { ROW };
        Rect::from_min_max(cell.min - vec2(NUMBERS, above), cell.max + vec2(2.0, 2.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_in_a_place_is_hit_there() {
        let mut geometry = Geometry::new((70_001, 6), 300.0);
        geometry.origin = pos2(10.0, 20.0 - 60_000.0 * ROW);
        geometry.seen = Rect::from_min_size(pos2(120.0, 60_000.0 * ROW), vec2(300.0, 10.0 * ROW));
        for place in [(0, 2), (60_003, 3), (60_009, 2)] {
            assert_eq!(geometry.hit(geometry.cell(place).center()), Hit::Cell(place));
        }
        assert_eq!(geometry.lines(), 60_001..60_010, "the headers lie over the first");
        assert_eq!(geometry.hit(geometry.number(60_004).center()), Hit::Number(60_004));
        assert_eq!(geometry.hit(geometry.number(0).center()), Hit::Corner);
        assert_eq!(geometry.columns(), 1..=4);
        let seen = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 600.0));
        let small = Geometry { seen, ..Geometry::new((3, 2), 300.0) };
        assert_eq!(small.hit(pos2(290.0, 500.0)), Hit::Cell((3, 2)), "beyond the end: the edge");
    }
}
