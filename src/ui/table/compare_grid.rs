//! The rows of a comparison, virtualised in both directions. Old values are struck through before new ones.

use egui::{FontId, Id, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::compare_cells::{announce, change_of_column, change_of_row, edges, info, value};
use super::scroll::{self, BAR, Scroll};
use super::widths::PADDING;
use crate::engine::{ComparedRow, Comparison};
use crate::ui::fonts;
use crate::ui::style::{SMALL, TABLE, hairline};
use crate::ui::theme::{self, Palette, ROW};
use crate::ui::widgets::{elided_job, type_icon};

/// The width of the strip with the change of each row.
const MARKS: f32 = 88.0;
/// The height of the header: column name and change.
const HEAD: f32 = 48.0;

/// The scroll position and the column edges of a comparison.
#[derive(Default)]
pub struct CompareGrid {
    scroll: Scroll,
    edges: Vec<f64>,
    /// The comparison that the edges belong to, by its address and number of rows.
    made_for: Option<(usize, usize)>,
}

impl CompareGrid {
    pub fn show(&mut self, ui: &mut Ui, found: &Comparison, rows: &[ComparedRow]) {
        let palette = theme::current(ui);
        let made_for = (std::ptr::from_ref(found) as usize, rows.len());
        if self.made_for != Some(made_for) {
            self.made_for = Some(made_for);
            self.edges = edges(ui, found, rows);
        }
        let rect = ui.available_rect_before_wrap();
        let body = Rect::from_min_max(
            pos2(rect.left() + MARKS, rect.top() + HEAD),
            pos2(rect.right() - BAR, rect.bottom() - BAR),
        );
        let id = ui.id().with("comparison");
        // The scroll bars are drawn on the background.
        ui.painter().rect_filled(rect, 0, palette.background);
        self.move_by_hand(ui, rect, body, rows.len(), id);
        self.paint_rows(ui, rect, body, found, rows, palette, id);
        self.head(ui, rect, body, found, palette, id);
        ui.allocate_rect(rect, Sense::hover());
    }

    /// Scrolls to the column, at the left edge if possible.
    pub fn reveal(&mut self, column: usize) {
        self.scroll.x = self.edges.get(column).copied().unwrap_or_default();
    }

    fn total(&self) -> f64 {
        self.edges.last().copied().unwrap_or_default()
    }

    fn move_by_hand(&mut self, ui: &mut Ui, rect: Rect, body: Rect, rows: usize, id: Id) {
        let response = ui.interact(body, id, Sense::click());
        crate::ui::widgets::name(ui, id, tr!("comparison"));
        if response.clicked() {
            response.request_focus();
        }
        if ui.rect_contains_pointer(rect) {
            let delta = ui.input_mut(|i| std::mem::take(&mut i.smooth_scroll_delta));
            self.scroll.row -= f64::from(delta.y / ROW);
            self.scroll.x -= f64::from(delta.x);
        }
        if response.has_focus() {
            use egui::{Key, Modifiers};
            let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
            ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
            let page = f64::from((body.height() / ROW).floor().max(1.0));
            let steps = [
                (Key::ArrowDown, 1.0, 0.0),
                (Key::ArrowUp, -1.0, 0.0),
                (Key::PageDown, page, 0.0),
                (Key::PageUp, -page, 0.0),
                (Key::Home, f64::NEG_INFINITY, 0.0),
                (Key::End, f64::INFINITY, 0.0),
                (Key::ArrowRight, 0.0, 120.0),
                (Key::ArrowLeft, 0.0, -120.0),
            ];
            for (key, down, right) in steps {
                if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                    self.scroll.row += down;
                    self.scroll.x += right;
                }
            }
        }
        let strip = Rect::from_min_max(pos2(rect.right() - BAR, body.top()), pos2(rect.right(), body.bottom()));
        let seen = f64::from(body.height() / ROW);
        if let Some(row) = scroll::bar(ui, id.with("rows"), strip, true, self.scroll.row, seen, rows as f64) {
            self.scroll.row = row;
        }
        let strip = Rect::from_min_max(pos2(body.left(), rect.bottom() - BAR), pos2(body.right(), rect.bottom()));
        let seen = f64::from(body.width());
        if let Some(x) = scroll::bar(ui, id.with("columns"), strip, false, self.scroll.x, seen, self.total()) {
            self.scroll.x = x;
        }
        self.scroll.clamp(rows as u64, self.total(), body);
    }

    /// The visible columns with their left and right edges.
    fn seen(&self, body: Rect) -> impl Iterator<Item = (usize, f32, f32)> {
        let (from, to) = (self.scroll.x, self.scroll.x + f64::from(body.width()));
        let first = self.edges.partition_point(|edge| *edge <= from).saturating_sub(1);
        let x = move |edge: f64| body.left() + (edge - from).round() as f32;
        let pairs = self.edges.windows(2).enumerate().skip(first);
        pairs.take_while(move |(_, edges)| edges[0] < to).map(move |(n, edges)| (n, x(edges[0]), x(edges[1])))
    }

    #[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
    fn paint_rows(
        &self,
        ui: &Ui,
        rect: Rect,
        body: Rect,
        found: &Comparison,
        rows: &[ComparedRow],
        palette: &Palette,
        id: Id,
    ) {
        let cells = ui.painter_at(body);
        let marks_area = Rect::from_min_max(pos2(rect.left(), body.top()), pos2(body.left(), body.bottom()));
        let marks = ui.painter_at(marks_area);
        let faint = Stroke::new(1.0, theme::mix(palette.background, palette.line, 0.6));
        let (first, top) = self.scroll.first(body);
        let marks_end = (top + rows.len().saturating_sub(first as usize) as f32 * ROW).min(body.bottom());
        let marks_area = marks_area.with_max_y(marks_end);
        marks.rect_filled(marks_area, 0, palette.panel);
        let seen: Vec<_> = self.seen(body).collect();
        let right = seen.last().map_or(body.left(), |(_, _, right)| *right);
        for (n, row) in rows.iter().enumerate().skip(first as usize) {
            let y = top + (n - first as usize) as f32 * ROW;
            if y >= body.bottom() {
                break;
            }
            let (word, sign, color) = change_of_row(row, palette);
            let line = Rect::from_min_max(pos2(marks_area.left(), y), pos2(marks_area.right(), y + ROW));
            let at = line.left_center() + vec2(PADDING, 0.0);
            let words = format!("{sign} {word}");
            marks.text(at, egui::Align2::LEFT_CENTER, &words, FontId::proportional(SMALL), color);
            announce(ui, id.with(("mark", n)), line, || tr!("difference-said", index = n + 1, what = word));
            let tint = match row {
                ComparedRow::Added(_) | ComparedRow::Removed(_) => Some(theme::mix(palette.background, color, 0.12)),
                _ => None,
            };
            if let Some(tint) = tint {
                cells.rect_filled(Rect::from_min_max(pos2(body.left(), y), pos2(right, y + ROW)), 0, tint);
            }
            for (column, from, to) in &seen {
                let place = Rect::from_min_max(pos2(*from, y), pos2(*to, y + ROW));
                value(ui, &cells, place, found, row, *column, palette, id.with((n, *column)));
                cells.vline(place.right() - 0.5, place.y_range(), faint);
            }
            cells.hline(body.left()..=right, y + ROW - 0.5, faint);
        }
        marks.vline(marks_area.right() - 0.5, marks_area.y_range(), hairline(palette));
    }

    fn head(&self, ui: &Ui, rect: Rect, body: Rect, found: &Comparison, palette: &Palette, id: Id) {
        let end = (body.left() + (self.total() - self.scroll.x).round() as f32).min(body.right());
        let whole = Rect::from_min_max(rect.left_top(), pos2(end, body.top()));
        let area = Rect::from_min_max(pos2(body.left(), rect.top()), pos2(end, body.top()));
        ui.painter().rect_filled(whole, 0, palette.panel);
        let painter = ui.painter_at(area);
        for (n, left, right) in self.seen(body) {
            let Some(column) = found.columns.get(n) else { continue };
            let place = Rect::from_min_max(pos2(left, area.top()), pos2(right, area.bottom()));
            let (words, color) = change_of_column(column, palette);
            let icon = info(found, column).map_or("", |info| type_icon(&info.data_type));
            let name_at = pos2(left + PADDING, area.top() + 13.0);
            painter.text(name_at, egui::Align2::LEFT_CENTER, icon, FontId::proportional(13.0), palette.weak);
            let room = place.width() - 2.0 * PADDING;
            let job = elided_job(&column.name, fonts::strong(ui.ctx(), TABLE), palette.text, room - 18.0);
            let galley = ui.fonts_mut(|f| f.layout_job(job));
            painter.galley(name_at + vec2(18.0, -galley.size().y / 2.0), galley, palette.text);
            let job = elided_job(&words, FontId::proportional(SMALL - 1.0), color, room);
            let galley = ui.fonts_mut(|f| f.layout_job(job));
            painter.galley(pos2(left + PADDING, area.top() + 34.0 - galley.size().y / 2.0), galley, color);
            painter.vline(place.right() - 0.5, place.y_range(), hairline(palette));
            announce(ui, id.with(("head", n)), place, || tr!("column-said", name = column.name, what = words));
        }
        ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, hairline(palette));
        ui.painter().vline(body.left() - 0.5, whole.y_range(), hairline(palette));
    }
}
