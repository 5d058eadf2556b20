//! The geometry of the grid: rows by index, columns by place, frozen columns first.

use egui::{FontId, Pos2, Rect, Ui, pos2};

use super::super::header;
use super::super::row_source::RowSource;
use super::super::scroll::BAR;
use super::super::widths::PADDING;
use super::Grid;
use super::types::{Areas, Seen};
use crate::base::number::grouped;
use crate::ui::style::SMALL;
use crate::ui::theme::ROW;

/// The height of the filter fields.
const FIELD: f32 = 28.0;
/// The maximum share of the view for frozen columns.
const MOST: f64 = 0.7;

impl Grid {
    /// The areas within `rect` for a table of `rows` rows.
    pub(super) fn areas(&self, ui: &Ui, rect: Rect, rows: u64) -> Areas {
        let font = FontId::proportional(SMALL - 1.0);
        let digit = ui.fonts_mut(|f| f.glyph_width(&font, '0'));
        let fields = if self.filtering { FIELD } else { 0.0 };
        let width = (grouped(rows).len().max(3) as f32 * digit + 2.0 * PADDING).ceil();
        let body = Rect::from_min_max(
            pos2(rect.left() + width, rect.top() + header::height(self.large_heads) + fields),
            pos2(rect.right() - BAR, rect.bottom() - BAR),
        );
        Areas {
            numbers: Rect::from_min_max(pos2(rect.left(), body.top()), pos2(body.left(), body.bottom())),
            head: Rect::from_min_max(pos2(body.left(), rect.top()), pos2(body.right(), body.top() - fields)),
            fields: Rect::from_min_max(pos2(body.left(), body.top() - fields), pos2(body.right(), body.top())),
            body,
            edge: body.left() + self.widths.range(self.staying(body)).0 as f32,
        }
    }

    /// The number of frozen places, limited so that others stay visible in `body`.
    fn staying(&self, body: Rect) -> usize {
        let room = f64::from(body.width()) * MOST;
        (0..=self.columns.frozen()).rev().find(|count| self.widths.range(*count).0 <= room).unwrap_or(0)
    }

    /// The scroll offset that applies at a screen position: 0 for frozen columns.
    fn scrolled(&self, x: f32, areas: &Areas) -> f64 {
        if x < areas.edge { 0.0 } else { self.scroll.x }
    }

    /// The place at `x`.
    pub(super) fn place_at(&self, x: f32, areas: &Areas) -> usize {
        let at = f64::from(x - areas.body.left()).max(0.0) + self.scrolled(x, areas);
        self.widths.at(at)
    }

    /// The row and place at a position.
    pub(super) fn cell_at(&self, at: Pos2, areas: &Areas, source: &RowSource<'_>) -> Option<(u64, usize)> {
        let rows = source.rows.checked_sub(1)?;
        let row = self.scroll.row + f64::from((at.y - areas.body.top()) / ROW);
        Some(((row.max(0.0) as u64).min(rows), self.place_at(at.x, areas)))
    }

    /// Whether a position is on a cell instead of the background.
    pub(super) fn is_on_cell(&self, at: Pos2, areas: &Areas, source: &RowSource<'_>) -> bool {
        let x = self.scrolled(at.x, areas) + f64::from(at.x - areas.body.left());
        let row = self.scroll.row + f64::from((at.y - areas.body.top()) / ROW);
        x < self.widths.total() && row < source.rows as f64
    }

    /// The right end of heads and cells: the last column or the edge of the view.
    pub(super) fn end_across(&self, areas: &Areas) -> f32 {
        let end = areas.body.left() + (self.widths.total() - self.scroll.x).round() as f32;
        end.max(areas.edge).min(areas.body.right())
    }

    /// The lower end of row numbers and cells: the last row or the edge of the view.
    pub(super) fn end_down(&self, areas: &Areas, rows: u64) -> f32 {
        let end = f64::from(areas.body.top()) + (rows as f64 - self.scroll.row) * f64::from(ROW);
        (end as f32).min(areas.body.bottom()).max(areas.body.top())
    }

    /// The left and right edge of a place on the screen.
    pub(super) fn edges(&self, place: usize, areas: &Areas) -> (f32, f32) {
        let (left, right) = self.widths.range(place);
        let away = if place < self.staying(areas.body) { 0.0 } else { self.scroll.x };
        let x = |edge: f64| areas.body.left() + (edge - away).round() as f32;
        (x(left), x(right))
    }

    /// The visible columns, scrolling ones first, with their places in `area`.
    pub(super) fn seen(&self, area: Rect, areas: &Areas) -> Vec<Seen> {
        let staying = self.staying(areas.body);
        let shown = self.columns.shown();
        let first = self.place_at(areas.edge, areas).max(staying);
        let end = self.scroll.x + f64::from(area.width());
        let last = if self.widths.total() > 0.0 { self.widths.at(end) + 1 } else { first };
        let seen = |place: usize| {
            let (left, right) = self.edges(place, areas);
            let rect = Rect::from_min_max(pos2(left, area.top()), pos2(right, area.bottom()));
            Some(Seen { place, column: *shown.get(place)?, rect, stays: place < staying })
        };
        (first..last.max(first)).chain(0..staying).filter_map(seen).collect()
    }

    /// The smallest movement that shows all of a place.
    pub(super) fn reveal_place(&mut self, place: usize, areas: &Areas) {
        if place >= self.staying(areas.body) {
            let (left, right) = self.widths.range(place);
            let stays = f64::from(areas.edge - areas.body.left());
            self.scroll.reveal_x(left - stays, right - stays, areas.part(areas.body, false));
        }
    }
}
