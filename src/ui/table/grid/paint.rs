//! Paints the grid: cells, row numbers and cursor.

use egui::{FontId, Id, Painter, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::cell;
use super::super::row_source::RowSource;
use super::super::widths::PADDING;
use super::Grid;
use super::types::{Areas, Seen};
use crate::base::number::grouped;
use crate::engine::{Cell, Table};
use crate::ui::style::{SMALL, hairline};
use crate::ui::theme::{self, Palette, ROW};
use crate::ui::widgets::accessible;

/// The font size of the sign for further digits, which fits into the padding of a cell.
const REST: f32 = 8.0;

impl Grid {
    pub(super) fn paint(
        &self,
        ui: &Ui,
        areas: &Areas,
        source: &RowSource<'_>,
        id: Id,
        palette: &Palette,
        focused: bool,
    ) {
        let painter = |stays| ui.painter_at(areas.part(areas.body, stays));
        let painters = [painter(false), painter(true)];
        let of = |seen: &Seen| &painters[usize::from(seen.stays)];
        let numbers = ui.painter_at(areas.numbers);
        let numbers_end = areas.numbers.with_max_y(self.end_down(areas, source.rows));
        numbers.rect_filled(numbers_end, 0, palette.panel);
        let (first, top) = self.scroll.first(areas.body);
        let count = ((areas.body.bottom() - top) / ROW).ceil().max(0.0) as u64;
        let seen = self.seen(areas.body, areas);
        let end = self.end_across(areas);
        let line = Stroke::new(1.0, theme::mix(palette.background, palette.line, 0.6));
        for row in first..(first + count).min(source.rows) {
            let y = top + (row - first) as f32 * ROW;
            for painter in &painters {
                painter.hline(areas.body.left()..=end, y + ROW - 0.5, line);
            }
            self.number(ui, &numbers, areas, row, y, palette, id);
            let held = source.find(row);
            let matches = self.finder.matches(row);
            for cell in &seen {
                let rect = Rect::from_min_max(pos2(cell.rect.left(), y), pos2(cell.rect.right(), y + ROW));
                if self.is_picked(row, cell.place) || self.selection.is_some_and(|s| s.contains(row, cell.place)) {
                    of(cell).rect_filled(rect, 0, palette.selected());
                }
                if matches.iter().any(|hit| hit.1 as usize == cell.place) {
                    let mark = theme::mix(palette.background, palette.warning, if palette.dark { 0.28 } else { 0.22 });
                    of(cell).rect_filled(rect.shrink2(vec2(2.0, 2.0)), 3, mark);
                }
                match held {
                    Some((table, at)) => self.value(ui, of(cell), rect, (table, at), (row, cell.column), id, palette),
                    None => placeholder(of(cell), rect, palette, row, cell.column),
                }
            }
        }
        let last = top + (source.rows.saturating_sub(first)).min(count) as f32 * ROW;
        for cell in &seen {
            of(cell).vline(cell.rect.right() - 0.5, cell.rect.top()..=last, line);
        }
        if areas.edge > areas.body.left() {
            let end = last.min(areas.body.bottom());
            ui.painter().vline(areas.edge - 0.5, areas.body.top()..=end, Stroke::new(1.0, palette.weak));
        }
        self.outline(ui, areas, palette, focused);
        numbers.vline(areas.numbers.right() - 0.5, numbers_end.y_range(), hairline(palette));
    }

    /// Paints a value. `held` is the loaded table that contains it, and its row there.
    #[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
    fn value(
        &self,
        ui: &Ui,
        painter: &Painter,
        rect: Rect,
        held: (&Table, usize),
        at: (u64, usize),
        id: Id,
        palette: &Palette,
    ) {
        let ((table, held), (row, column)) = (held, at);
        let cell = table.cell(held, column);
        let right = table.is_right_aligned(column);
        let galley = cell::galley(ui, &cell, palette, rect.width() - 2.0 * PADDING, right);
        let pad = if matches!(cell, Cell::Number(_)) { self.widths.pad(column, galley.text()) } else { 0.0 };
        let x = if right {
            // In a narrow column the digits have priority.
            (rect.right() - PADDING - galley.size().x - pad).max(rect.left() + PADDING)
        } else {
            rect.left() + PADDING
        };
        let end = x + galley.size().x;
        let line = rect.center().y + galley.size().y / 2.0;
        painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley.clone(), palette.text);
        if cell::is_rounded(&cell) && !galley.text().starts_with(cell::MARK) {
            // The value has further digits, which the tooltip shows: 0.3… is not 0.3. The sign is in the padding, so that decimal
            // points stay aligned.
            let font = FontId::proportional(REST);
            painter.text(pos2(end, line - 2.0), egui::Align2::LEFT_BOTTOM, "…", font, palette.faint);
        }
        let place = rect.intersect(painter.clip_rect());
        accessible(ui, id.with(("cell", row, column)), egui::accesskit::Role::Cell, place, || cell::spoken(&cell));
    }

    #[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
    fn number(&self, ui: &Ui, painter: &Painter, areas: &Areas, row: u64, y: f32, palette: &Palette, id: Id) {
        let words = grouped(row + 1);
        let chosen = self.selection.is_some_and(|s| s.rows().contains(&row));
        let rect = Rect::from_min_max(pos2(areas.numbers.left(), y), pos2(areas.numbers.right(), y + ROW));
        if chosen {
            painter.rect_filled(rect, 0, palette.selected());
        }
        let color = if chosen { palette.text } else { palette.weak };
        let at = rect.right_center() - vec2(PADDING, 0.0);
        painter.text(at, egui::Align2::RIGHT_CENTER, &words, FontId::proportional(SMALL - 1.0), color);
        accessible(ui, id.with(("number", row)), egui::accesskit::Role::RowHeader, rect, || {
            tr!("row-named", number = words)
        });
    }

    /// The frame around the cell at the cursor.
    fn outline(&self, ui: &Ui, areas: &Areas, palette: &Palette, focused: bool) {
        let Some(selection) = self.selection else { return };
        let (row, place) = selection.cursor;
        let y = areas.body.top() + ((row as f64 - self.scroll.row) * f64::from(ROW)) as f32;
        if !(areas.body.top() - ROW..areas.body.bottom()).contains(&y) {
            return;
        }
        let (left, right) = self.edges(place, areas);
        let rect = Rect::from_min_max(pos2(left, y), pos2(right - 1.0, y + ROW - 1.0));
        let color = if focused { palette.accent } else { palette.weak };
        let stays = left < areas.edge && right <= areas.edge + 1.0;
        ui.painter_at(areas.part(areas.body, stays)).rect_stroke(rect, 0, Stroke::new(1.5, color), StrokeKind::Inside);
    }
}

/// A bar in place of a value that is being loaded.
fn placeholder(painter: &Painter, rect: Rect, palette: &Palette, row: u64, column: usize) {
    // Pseudo-random widths that are the same in each frame.
    let part = 0.35 + ((row.wrapping_mul(31) ^ (column as u64).wrapping_mul(17)) % 8) as f32 * 0.06;
    let width = (rect.width() - 2.0 * PADDING) * part;
    let bar = Rect::from_min_size(pos2(rect.left() + PADDING, rect.center().y - 4.0), vec2(width, 8.0));
    painter.rect_filled(bar, egui::CornerRadius::same(3), palette.surface);
}
