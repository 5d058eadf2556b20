//! The rows of a comparison, virtualised in both directions. Old values are struck through before new ones.

use egui::{FontId, Id, Painter, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::cell;
use super::compare_columns;
use super::scroll::{self, BAR, Scroll};
use super::widths::PADDING;
use crate::engine::{Cell, ComparedColumn, ComparedRow, Comparison};
use crate::ui::fonts;
use crate::ui::style::{SMALL, TABLE, hairline};
use crate::ui::theme::{self, Palette, ROW};
use crate::ui::widgets::{elided_job, type_icon};

/// The width of the strip with the change of each row.
const MARKS: f32 = 88.0;
/// The height of the header: column name and change.
const HEAD: f32 = 48.0;
const NARROW: f32 = 72.0;
const WIDE: f32 = 280.0;
/// The number of rows that determine the column widths.
const SAMPLED_ROWS: usize = 60;

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
            let (word, sign, color) = mark(row, palette);
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
            let (words, color) = compare_columns::words(column, palette);
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

fn info<'a>(found: &'a Comparison, column: &ComparedColumn) -> Option<&'a crate::base::ColumnInfo> {
    match (column.after, column.before) {
        (Some(after), _) => found.after.columns().get(after),
        (None, before) => found.before.columns().get(before?),
    }
}

/// The change of a row: word, icon and colour.
fn mark(row: &ComparedRow, palette: &Palette) -> (&'static str, &'static str, egui::Color32) {
    match row {
        ComparedRow::Added(_) => (tr!("word-added"), "+", palette.success),
        ComparedRow::Removed(_) => (tr!("word-removed"), "−", palette.error),
        ComparedRow::Changed(..) => (tr!("word-changed"), "≠", palette.warning),
        ComparedRow::Same(..) => (tr!("word-same"), "=", palette.weak),
    }
}

/// A cell before and after; `None` where it does not exist.
fn both<'a>(found: &'a Comparison, row: &ComparedRow, column: &ComparedColumn) -> [Option<Cell<'a>>; 2] {
    let (old, new) = match *row {
        ComparedRow::Added(new) => (None, Some(new)),
        ComparedRow::Removed(old) => (Some(old), None),
        ComparedRow::Changed(old, new) | ComparedRow::Same(old, new) => (Some(old), Some(new)),
    };
    let old = old.and_then(|row| Some(found.before.cell(row as usize, column.before?)));
    let new = new.and_then(|row| Some(found.after.cell(row as usize, column.after?)));
    [old, new]
}

fn words(cell: &Cell<'_>) -> String {
    match cell {
        cell if cell::is_empty(cell) => tr!("cell-empty").into(),
        cell => cell::words(cell).map_or(tr!("cell-null").into(), |words| words.into_owned()),
    }
}

#[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
fn value(
    ui: &Ui,
    painter: &Painter,
    place: Rect,
    found: &Comparison,
    row: &ComparedRow,
    column: usize,
    palette: &Palette,
    id: Id,
) {
    let Some(column) = found.columns.get(column) else { return };
    let room = place.width() - 2.0 * PADDING;
    let left = place.left() + PADDING;
    let middle = place.center().y;
    let paint = |cell: &Cell<'_>, left: f32, room: f32| {
        let is_number = matches!(cell, Cell::Integer(_) | Cell::Number(_));
        let galley = cell::galley(ui, cell, palette, room, is_number);
        let place = Rect::from_min_size(pos2(left, middle - galley.size().y / 2.0), galley.size());
        painter.galley(place.min, galley, palette.text);
        place
    };
    match both(found, row, column) {
        [Some(old), Some(new)] if words(&old) != words(&new) => {
            painter.rect_filled(place, 0, theme::mix(palette.background, palette.warning, 0.14));
            let job = elided_job(&words(&old), crate::ui::style::table_font(), palette.weak, room * 0.5);
            let galley = ui.fonts_mut(|f| f.layout_job(job));
            let was = Rect::from_min_size(pos2(left, middle - galley.size().y / 2.0), galley.size());
            painter.galley(was.min, galley, palette.weak);
            painter.hline(was.x_range(), middle, Stroke::new(1.0, palette.error));
            let next = was.right() + 8.0;
            paint(&new, next, (place.right() - PADDING - next).max(8.0));
            announce(ui, id, place, || tr!("changed-to", old = words(&old), new = words(&new)));
        }
        [_, Some(new)] => {
            paint(&new, left, room);
            announce(ui, id, place, || words(&new));
        }
        [Some(old), None] => {
            let at = paint(&old, left, room);
            painter.hline(at.x_range(), middle, Stroke::new(1.0, palette.error));
            announce(ui, id, place, || words(&old));
        }
        [None, None] => {}
    }
}

fn announce(ui: &Ui, id: Id, place: Rect, label: impl FnOnce() -> String) {
    super::grid::accessible(ui, id, egui::accesskit::Role::Cell, place, label);
}

/// The cumulated column widths, from names and first rows.
fn edges(ui: &Ui, found: &Comparison, rows: &[ComparedRow]) -> Vec<f64> {
    let font = FontId::proportional(TABLE);
    let width = |text: String| ui.painter().layout_no_wrap(text, font.clone(), egui::Color32::WHITE).size().x;
    let mut edges = vec![0.0];
    for column in &found.columns {
        let change = compare_columns::words(column, theme::current(ui)).0;
        let mut widest = (width(column.name.clone()) * 1.06 + 24.0).max(width(change));
        for row in rows.iter().take(SAMPLED_ROWS) {
            let needed = match both(found, row, column) {
                [Some(old), Some(new)] if words(&old) != words(&new) => width(words(&old)) + 8.0 + width(words(&new)),
                [old, new] => new.or(old).map_or(0.0, |cell| width(words(&cell))),
            };
            widest = widest.max(needed);
        }
        let last = edges.last().copied().unwrap_or_default();
        edges.push(last + f64::from((widest + 2.0 * PADDING).clamp(NARROW, WIDE).ceil()));
    }
    edges
}
