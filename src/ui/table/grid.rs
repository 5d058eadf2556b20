//! The grid: sticky head, sticky row numbers, and the cells that are seen.

mod brush;
mod menu;
mod paint;

use std::sync::Arc;

use egui::{CursorIcon, FontId, Id, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType};
use egui::{pos2, vec2};

use super::keys::{self, Selection};
use super::scroll::{self, BAR, Scroll};
use super::source::{Asked, Last, Source};
use super::widths::{PADDING, Widths};
use super::{cell, header, tip};
use crate::app::{Command, OutputResult};
use crate::base::number::grouped;
use crate::engine::{Cell, OutputRef, Table};
use crate::ui::style::{SMALL, hairline};
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

/// What is remembered of one output's table.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    scroll: Scroll,
    widths: Widths,
    selection: Option<Selection>,
    brush: Option<brush::Brush>,
    /// The cell that the menu is about.
    menu: Option<(u64, usize)>,
    asked: Asked,
    last: Last,
}

/// The parts of the panel.
struct Areas {
    /// Left of the cells, below the head.
    numbers: Rect,
    /// Above the cells.
    head: Rect,
    body: Rect,
}

impl Grid {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        output: OutputRef,
        found: &OutputResult,
        table: &Arc<Table>,
        out: &mut Vec<Command>,
    ) {
        self.last.update(found);
        let last = self.last.clone();
        let source = Source::new(found, table, &last);
        self.widths.update(ui, table);
        let rect = ui.available_rect_before_wrap();
        let areas = areas(ui, rect, source.rows);
        let id = ui.id().with("grid");
        let body = ui.interact(areas.body, id, Sense::click_and_drag());
        self.scroll_by_wheel(ui, rect);
        self.point(ui, &body, &areas, &source);
        self.press(ui, &body, &areas, &source, out);
        self.cell_menu(&body, &areas, &source, output, out);
        self.bars(ui, rect, &areas, &source, id);
        self.scroll.clamp(source.rows, self.widths.total(), areas.body);
        // A table that is recomputed in the blink of an eye does not flicker.
        let dim = ui.ctx().animate_bool_with_time(id.with("stale"), found.stale, if found.stale { 0.35 } else { 0.0 });
        self.paint(ui, &areas, &source, id, 1.0 - 0.55 * dim, body.has_focus());
        self.head(ui, &areas, found, (output, table), id, out);
        let (first, _) = self.scroll.first(areas.body);
        let end = first + (areas.body.height() / ROW).ceil() as u64 + 1;
        source.need(output, found, first, end, &mut self.asked, out);
        self.tell(ui, &body, &source);
        self.hover(ui, body, &areas, &source);
        ui.allocate_rect(rect, Sense::hover());
    }

    /// The row and column under a point.
    fn cell_at(&self, at: egui::Pos2, areas: &Areas, source: &Source<'_>) -> Option<(u64, usize)> {
        let rows = source.rows.checked_sub(1)?;
        let row = self.scroll.row + f64::from((at.y - areas.body.top()) / ROW);
        let x = self.scroll.x + f64::from(at.x - areas.body.left());
        Some(((row.max(0.0) as u64).min(rows), self.widths.at(x.max(0.0))))
    }

    /// Whether a point is on a cell, not on the free ground beside or below the cells.
    fn is_on_cell(&self, at: egui::Pos2, areas: &Areas, source: &Source<'_>) -> bool {
        let x = self.scroll.x + f64::from(at.x - areas.body.left());
        let row = self.scroll.row + f64::from((at.y - areas.body.top()) / ROW);
        x < self.widths.total() && row < source.rows as f64
    }

    fn scroll_by_wheel(&mut self, ui: &Ui, rect: Rect) {
        if !ui.rect_contains_pointer(rect) {
            return;
        }
        let delta = ui.input_mut(|i| std::mem::take(&mut i.smooth_scroll_delta));
        self.scroll.row -= f64::from(delta.y / ROW);
        self.scroll.x -= f64::from(delta.x);
    }

    fn point(&mut self, ui: &Ui, body: &Response, areas: &Areas, source: &Source<'_>) {
        // Press and release may come in one frame.
        let pressed = body.clicked() || body.is_pointer_button_down_on() && ui.input(|i| i.pointer.primary_pressed());
        let at = body.interact_pointer_pos().and_then(|at| self.cell_at(at, areas, source));
        let Some(cell) = at else { return };
        if pressed {
            body.request_focus();
            self.selection = match self.selection.filter(|_| ui.input(|i| i.modifiers.shift)) {
                Some(old) => Some(Selection { cursor: cell, ..old }),
                None => Some(Selection::one(cell)),
            };
        } else if body.dragged()
            && let Some(selection) = &mut self.selection
        {
            selection.cursor = cell;
            self.scroll.reveal_row(cell.0, areas.body);
        }
    }

    fn press(&mut self, ui: &Ui, body: &Response, areas: &Areas, source: &Source<'_>, out: &mut Vec<Command>) {
        if body.has_focus() && ui.input(|i| i.pointer.any_pressed()) && !body.is_pointer_button_down_on() {
            // A press elsewhere takes the keys elsewhere.
            body.surrender_focus();
        }
        if !body.has_focus() {
            return;
        }
        let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(body.id, filter));
        let page = (areas.body.height() / ROW).floor().max(1.0) as u64;
        let columns = source.table.columns().len();
        let pressed = keys::press(ui, &mut self.selection, source.rows, columns, page);
        let Some(selection) = self.selection else { return };
        if pressed.moved {
            self.scroll.reveal_row(selection.cursor.0, areas.body);
            let (left, right) = self.widths.range(selection.cursor.1);
            self.scroll.reveal_x(left, right, areas.body);
        }
        if pressed.copy {
            let (text, words) = keys::copy(source, selection);
            ui.ctx().copy_text(text);
            out.push(Command::Say(words));
        }
    }

    fn bars(&mut self, ui: &Ui, rect: Rect, areas: &Areas, source: &Source<'_>, id: Id) {
        let view = areas.body;
        let strip = Rect::from_min_max(pos2(rect.right() - BAR, view.top()), pos2(rect.right(), view.bottom()));
        let seen = f64::from(view.height() / ROW);
        if let Some(row) = scroll::bar(ui, id.with("rows"), strip, true, self.scroll.row, seen, source.rows as f64) {
            self.scroll.row = row;
        }
        let strip = Rect::from_min_max(pos2(view.left(), rect.bottom() - BAR), pos2(view.right(), rect.bottom()));
        let seen = f64::from(view.width());
        if let Some(x) = scroll::bar(ui, id.with("columns"), strip, false, self.scroll.x, seen, self.widths.total()) {
            self.scroll.x = x;
        }
    }

    /// The columns that are seen, each with its place in `area`.
    fn seen(&self, area: Rect) -> impl Iterator<Item = (usize, Rect)> {
        let first = self.widths.at(self.scroll.x);
        let end = self.scroll.x + f64::from(area.width());
        let last = if self.widths.total() > 0.0 { self.widths.at(end) + 1 } else { first };
        (first..last).map(move |column| {
            let (left, right) = self.widths.range(column);
            let x = |edge: f64| area.left() + (edge - self.scroll.x).round() as f32;
            (column, Rect::from_min_max(pos2(x(left), area.top()), pos2(x(right), area.bottom())))
        })
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        areas: &Areas,
        found: &OutputResult,
        (output, table): (OutputRef, &Table),
        id: Id,
        out: &mut Vec<Command>,
    ) {
        let palette = theme::current(ui);
        let painter = ui.painter_at(areas.head.union(Rect::from_min_size(
            areas.numbers.left_top() - vec2(0.0, header::HEIGHT),
            vec2(areas.numbers.width(), header::HEIGHT),
        )));
        painter.rect_filled(painter.clip_rect(), 0, palette.panel);
        let bottom = areas.head.bottom() - 0.5;
        let profile = found.profile.as_deref();
        let seen: Vec<(usize, Rect)> = self.seen(areas.head).collect();
        let cells = ui.painter_at(areas.head);
        for (column, rect) in seen {
            let Some(info) = table.columns().get(column) else { continue };
            header::paint(ui, &cells, rect, info, profile, column, table.is_right_aligned(column));
            cells.vline(rect.right() - 0.5, rect.y_range(), hairline(palette));
            let visible = rect.intersect(areas.head);
            if visible.width() <= 0.0 {
                continue;
            }
            let response = ui.interact(visible, id.with(("head", column)), Sense::click_and_drag());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, format!("Column {}", info.name)));
            if response.clicked()
                && let Some(last) = found.rows.or(Some(table.len() as u64)).and_then(|r| r.checked_sub(1))
            {
                self.selection = Some(Selection { anchor: (0, column), cursor: (last, column) });
                ui.memory_mut(|m| m.request_focus(id));
            }
            if let Some(stats) = profile.and_then(|profile| profile.columns.get(column)) {
                let head = brush::Head { rect, column, info, stats, right: table.is_right_aligned(column) };
                self.brush(ui, &response, &head, output, out);
            }
            response.context_menu(|ui| menu::column_menu(ui, info, output, out));
            response.on_hover_ui(|ui| tip::column(ui, info, profile, column));
            self.edge(ui, rect, column, table, id, areas);
        }
        painter.hline(painter.clip_rect().x_range(), bottom, hairline(palette));
        painter.vline(areas.numbers.right() - 0.5, areas.head.y_range(), hairline(palette));
    }

    /// The edge by which a column is made wider.
    fn edge(&mut self, ui: &mut Ui, rect: Rect, column: usize, table: &Table, id: Id, areas: &Areas) {
        let grip = Rect::from_center_size(pos2(rect.right(), rect.center().y), vec2(8.0, rect.height()));
        let grip = grip.intersect(areas.head.expand2(vec2(4.0, 0.0)));
        let response = ui.interact(grip, id.with(("edge", column)), Sense::click_and_drag());
        if response.hovered() || response.dragged() {
            let color = theme::current(ui).accent;
            ui.painter().vline(rect.right() - 1.0, rect.y_range(), Stroke::new(2.0, color));
        }
        if response.double_clicked() {
            self.widths.fit(ui, table, column);
        } else if response.dragged() {
            self.widths.resize(column, response.drag_delta().x);
        }
        response.on_hover_and_drag_cursor(CursorIcon::ResizeColumn);
    }

    /// Says the cell at the cursor to screen readers.
    fn tell(&self, ui: &Ui, body: &Response, source: &Source<'_>) {
        widgets::name(ui, body.id, "Table");
        let Some(selection) = self.selection else { return };
        let (row, column) = selection.cursor;
        let Some(info) = source.table.columns().get(column) else { return };
        let value = source.find(row).map(|(table, at)| paint::said(&table.cell(at, column))).unwrap_or_default();
        let words = format!("{}, row {}: {value}", info.name, grouped(row + 1));
        ui.ctx().accesskit_node_builder(body.id, |node| {
            node.set_role(egui::accesskit::Role::Table);
            node.set_value(words);
        });
    }

    /// The whole of a value that is cut off.
    fn hover(&self, ui: &Ui, body: Response, areas: &Areas, source: &Source<'_>) {
        let Some(at) = body.hover_pos().filter(|_| !body.dragged()) else { return };
        let Some((row, column)) = self.cell_at(at, areas, source) else { return };
        let Some((table, place)) = source.find(row) else { return };
        let cell = table.cell(place, column);
        if !matches!(cell, Cell::Text(_) | Cell::Other(_)) {
            return;
        }
        let (left, right) = self.widths.range(column);
        let room = (right - left) as f32 - 2.0 * PADDING;
        let job = cell::layout(&cell, theme::current(ui), room);
        if job.text.contains('⏎') || ui.fonts_mut(|f| f.layout_job(job)).elided {
            body.on_hover_ui_at_pointer(|ui| tip::value(ui, &cell));
        }
    }
}

fn areas(ui: &Ui, rect: Rect, rows: u64) -> Areas {
    let font = FontId::proportional(SMALL - 1.0);
    let digit = ui.fonts_mut(|f| f.glyph_width(&font, '0'));
    let width = (grouped(rows).len().max(3) as f32 * digit + 2.0 * PADDING).ceil();
    let body = Rect::from_min_max(
        pos2(rect.left() + width, rect.top() + header::HEIGHT),
        pos2(rect.right() - BAR, rect.bottom() - BAR),
    );
    Areas {
        numbers: Rect::from_min_max(pos2(rect.left(), body.top()), pos2(body.left(), rect.bottom())),
        head: Rect::from_min_max(pos2(body.left(), rect.top()), pos2(rect.right(), body.top())),
        body,
    }
}
