//! The scroll position of a table and its scroll bars.

use egui::{CornerRadius, Id, Rect, Sense, Ui, pos2};

use crate::ui::theme::{self, ROW};

/// The thickness of a scroll bar, in points.
pub const BAR: f32 = 12.0;

/// The scroll position.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    /// The first row, with the fraction that is scrolled out of view. Exact up to 2^53 rows.
    pub row: f64,
    /// The horizontal scroll offset, in points.
    pub x: f64,
}

impl Scroll {
    /// Keeps the view inside a table of `rows` rows and `width` points.
    pub fn clamp(&mut self, rows: u64, width: f64, view: Rect) {
        let seen = f64::from(view.height() / ROW);
        self.row = self.row.clamp(0.0, (rows as f64 - seen).max(0.0));
        self.x = self.x.clamp(0.0, (width - f64::from(view.width())).max(0.0));
    }

    /// The first visible row and its position, in points.
    pub fn first(&self, view: Rect) -> (u64, f32) {
        let first = self.row.floor();
        (first as u64, view.top() - ((self.row - first) * f64::from(ROW)) as f32)
    }

    /// The smallest movement that shows all of `row`.
    pub fn reveal_row(&mut self, row: u64, view: Rect) {
        let seen = f64::from(view.height() / ROW);
        let row = row as f64;
        if row < self.row {
            self.row = row;
        } else if row + 1.0 > self.row + seen {
            self.row = row + 1.0 - seen;
        }
    }

    /// Shows `row`, in the middle of the view if it was not visible.
    pub fn show_row(&mut self, row: u64, view: Rect) {
        let seen = f64::from(view.height() / ROW);
        let at = row as f64;
        if at < self.row || at + 1.0 > self.row + seen {
            self.row = at - (seen / 2.0).floor();
        }
    }

    /// The smallest movement that shows `left..right`, in points from the left edge of the table.
    pub fn reveal_x(&mut self, left: f64, right: f64, view: Rect) {
        let seen = f64::from(view.width());
        if left < self.x || right - left > seen {
            self.x = left;
        } else if right > self.x + seen {
            self.x = right - seen;
        }
    }
}

/// Draws a scroll bar in `strip` for a view of `seen` out of `all` at position `at`. Returns the new position if it was moved.
pub fn bar(ui: &Ui, id: Id, strip: Rect, upright: bool, at: f64, seen: f64, all: f64) -> Option<f64> {
    if all <= seen || strip.area() <= 0.0 {
        return None;
    }
    let palette = theme::current(ui);
    let (start, length) = if upright { (strip.top(), strip.height()) } else { (strip.left(), strip.width()) };
    let handle = (f64::from(length) * seen / all).clamp(24.0_f64.min(f64::from(length)), f64::from(length));
    let travel = f64::from(length) - handle;
    let begin = f64::from(start) + travel * (at / (all - seen)).clamp(0.0, 1.0);
    let (begin, end) = (begin as f32, (begin + handle) as f32);
    let response = ui.interact(strip, id, Sense::click_and_drag());
    let warm = response.hovered() || response.dragged();
    let inset = if warm { 2.0 } else { 3.5 };
    let shape = if upright {
        Rect::from_min_max(pos2(strip.left() + inset, begin), pos2(strip.right() - inset, end))
    } else {
        Rect::from_min_max(pos2(begin, strip.top() + inset), pos2(end, strip.bottom() - inset))
    };
    let strength = if response.dragged() {
        0.7
    } else if warm {
        0.5
    } else {
        0.28
    };
    let color = theme::mix(palette.background, palette.weak, strength);
    ui.painter().rect_filled(shape, CornerRadius::same(4), color);
    let along = |p: egui::Pos2| if upright { p.y } else { p.x };
    let pointer = response.interact_pointer_pos().map(along)?;
    let grip = id.with("grip");
    if response.drag_started() || response.clicked() {
        // A press on the handle drags it; a press outside centres it at the pointer.
        let held = if (begin..=end).contains(&pointer) { pointer - begin } else { (end - begin) / 2.0 };
        ui.data_mut(|d| d.insert_temp(grip, held));
    }
    if !response.dragged() && !response.clicked() {
        return None;
    }
    let held: f32 = ui.data(|d| d.get_temp(grip)).unwrap_or_default();
    let to = f64::from(pointer - held - start) / travel.max(1.0) * (all - seen);
    Some(to.clamp(0.0, all - seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_far_end_is_exact() {
        let view = Rect::from_min_size(pos2(0.0, 100.0), egui::vec2(400.0, 240.0));
        let rows = 10_000_000_000;
        let mut scroll = Scroll { row: f64::INFINITY, x: 0.0 };
        scroll.clamp(rows, 0.0, view);
        let (first, top) = scroll.first(view);
        assert_eq!(first, rows - 10);
        assert_eq!(top, 100.0);
        scroll.reveal_row(rows - 11, view);
        assert_eq!(scroll.first(view), (rows - 11, 100.0));
        scroll.reveal_row(rows - 1, view);
        assert_eq!(scroll.first(view), (rows - 10, 100.0));
    }
}
