//! Columns can be dragged by their heads, hidden and frozen. This only affects the view.

use egui::{CursorIcon, Response, Stroke, Ui};

use super::Grid;
use super::types::{Areas, Seen};
use crate::ui::theme;

/// A dragged column scrolls the view within this distance of its edge, in points.
const NEAR: f32 = 24.0;
const PULL: f64 = 10.0;

impl Grid {
    /// Handles the drag of a column by its head.
    pub(super) fn rearrange(&mut self, ui: &Ui, response: &Response, seen: &Seen, on_bars: bool, areas: &Areas) {
        if response.drag_started() && !on_bars {
            self.dragged = Some(seen.place);
        }
        if self.dragged != Some(seen.place) {
            return;
        }
        let pointer = response.interact_pointer_pos();
        if let Some(at) = pointer.filter(|_| response.drag_stopped()) {
            self.columns.move_to(seen.place, self.gap_at(at.x, areas));
            self.selection = None;
        }
        if !response.dragged() {
            self.dragged = None;
        } else if let Some(at) = pointer {
            let view = areas.part(areas.body, false);
            let pull = if at.x > view.right() - NEAR { PULL } else { 0.0 };
            self.scroll.x += pull - if at.x < view.left() + NEAR { PULL } else { 0.0 };
            ui.set_cursor_icon(CursorIcon::Grabbing);
            ui.ctx().request_repaint();
        }
    }

    /// The gap between places nearest to `x`, as the index of the place after it.
    fn gap_at(&self, x: f32, areas: &Areas) -> usize {
        let place = self.place_at(x, areas);
        let (left, right) = self.edges(place, areas);
        place + usize::from(x > (left + right) / 2.0)
    }

    /// Marks where the dragged column would be dropped.
    pub(super) fn insertion(&self, ui: &Ui, areas: &Areas) {
        let (Some(dragged), Some(at)) = (self.dragged, ui.input(|i| i.pointer.interact_pos())) else { return };
        let palette = theme::current(ui);
        let (left, right) = self.edges(dragged, areas);
        let column = egui::Rect::from_x_y_ranges(left..=right, areas.head.top()..=areas.body.bottom());
        let area = areas.head.union(areas.body);
        ui.painter_at(area).rect_filled(column, 0, palette.accent.gamma_multiply(0.12));
        let gap = self.gap_at(at.x, areas);
        let x = match gap.checked_sub(1) {
            Some(before) if gap >= self.columns.shown().len() => self.edges(before, areas).1,
            _ => self.edges(gap, areas).0,
        };
        ui.painter_at(area.expand(1.0)).vline(x - 0.5, area.y_range(), Stroke::new(2.0, palette.accent));
    }

    /// The menu entries for the arrangement of a column.
    pub(super) fn arrange_menu(&mut self, ui: &mut Ui, name: &str, place: usize) {
        let frozen = self.columns.frozen();
        if ui.button(tr!("hide-column")).clicked() {
            self.columns.set_hidden(name, true);
            self.selection = None;
        }
        for (words, gap) in [(tr!("move-left"), place.checked_sub(1)), (tr!("move-right"), Some(place + 2))] {
            let gap = gap.filter(|gap| *gap <= self.columns.shown().len());
            if ui.add_enabled(gap.is_some(), egui::Button::new(words)).clicked()
                && let Some(gap) = gap
            {
                self.columns.move_to(place, gap);
                self.selection = None;
            }
        }
        if ui.button(tr!("freeze-here")).clicked() {
            self.columns.freeze(place + 1);
            self.scroll.x = 0.0;
        }
        if frozen > 0 && ui.button(tr!("unfreeze-columns")).clicked() {
            self.columns.freeze(0);
        }
        if self.columns.is_arranged() && ui.button(tr!("reset-columns")).clicked() {
            self.columns.reset();
            self.selection = None;
        }
    }
}
