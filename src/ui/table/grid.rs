//! The grid: fixed header, fixed row numbers, and the visible cells.

mod brush;
mod column_drag;
mod column_head;
mod column_keys;
mod copy;
mod filter_fields;
mod geometry;
mod menu;
mod paint;
mod picked_values;
mod row_numbers;
mod selection_figures;
mod suggestion_chip;
mod types;
mod unfold;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Id, Rect, Response, Sense, Ui, pos2};

use super::columns::Columns;
use super::finder::{Finder, Mode};
use super::row_source::{Last, RequestedPage, RowSource};
use super::scroll::{self, BAR, Scroll};
use super::selection::{self, Selection};
use super::widths::{PADDING, Widths};
use super::{cell, cell_focus, tooltip};
use crate::app::table_view::TableView;
use crate::app::view::Arrange;
use crate::app::{Command, OutputResult, TableCommand};
use crate::engine::{Cell, OutputRef, Suggestions, Table, TextFormat};
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;
use types::{Areas, Brush, CellsKey};

/// The view state of one output's table.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    scroll: Scroll,
    widths: Widths,
    pub(super) columns: Columns,
    /// The current quick filter and sort order, set by the app in each frame.
    pub(super) view: TableView,
    /// Suggestions for its values, set by the app in each frame.
    pub(super) suggestions: Option<Arc<Suggestions>>,
    /// Cells of one column picked individually.
    picked: Vec<(u64, usize)>,
    /// Whether the filter fields are shown.
    pub(super) filtering: bool,
    pub(super) finder: Finder,
    /// The expanded cell.
    pub(super) unfolded: Option<(u64, usize)>,
    pub(super) selection: Option<Selection>,
    /// Whether large column heads are shown, as set by the user.
    pub(super) large_heads: bool,
    /// Copy the selected cells, with column names if true.
    pub(super) wants_copy: Option<bool>,
    /// The cells for which figures were requested.
    figures_requested: Option<CellsKey>,
    /// The requested change of the column at the cursor.
    pub(super) arrange: Option<Arrange>,
    /// Open the context menu of the cell at the cursor.
    pub(super) wants_menu: bool,
    /// The id by which the cells have the focus.
    pub(super) id: Option<Id>,
    brush: Option<Brush>,
    /// The place of the dragged column.
    dragged: Option<usize>,
    /// The cell of the context menu.
    menu: Option<(u64, usize)>,
    /// The menu was opened by a key: it is placed at its cell and returns the focus.
    menu_by_key: bool,
    asked: RequestedPage,
    last: Last,
}

impl Grid {
    /// A grid with the column widths that the user set earlier.
    pub fn remembered(widths: Option<&BTreeMap<String, u16>>) -> Grid {
        Grid { widths: Widths::remembered(widths), ..Grid::default() }
    }

    /// The scroll position.
    pub fn place(&self) -> Scroll {
        self.scroll
    }

    pub fn go(&mut self, place: Scroll) {
        self.scroll = place;
    }

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
        let source = RowSource::new(found, table, &last);
        self.columns.update(table.columns());
        self.widths.update(ui, table, self.columns.shown());
        self.widths.fit_statistics(ui, table, found.profile.as_ref());
        let rect = ui.available_rect_before_wrap();
        let areas = self.areas(ui, rect, source.rows);
        if let Some((row, place)) = self.finder.goal.take() {
            self.scroll.show_row(row, areas.body);
            self.reveal_place(place, &areas);
        }
        let id = ui.id().with("grid");
        let body = ui.interact(areas.body, id, Sense::click_and_drag());
        self.id = Some(id);
        self.scroll_by_wheel(ui, rect);
        self.point(ui, &body, &areas, &source);
        self.press(ui, &body, &areas, &source, output, out);
        if let Some(names) = self.wants_copy.take() {
            self.copy(ui, &source, output, TextFormat::Tabs, names, out);
        }
        self.request_figures(ui, &source, output, found.key, out);
        self.arrange(ui, &areas, table, output, out);
        self.unfolding(ui, &body, &areas, &source);
        self.cell_menu(&body, &areas, &source, (output, found), out);
        // A table that is recomputed within an instant does not flicker.
        let dim = ui.ctx().animate_bool_with_time(id.with("stale"), found.stale, if found.stale { 0.35 } else { 0.0 });
        let dim = if ui.style().animation_time > 0.0 { dim } else { dim.floor() };
        let palette = theme::current(ui).outdated(dim);
        // The background beside and below the cells, also of the scroll bars.
        ui.painter().rect_filled(rect, 0, palette.background);
        self.bars(ui, rect, &areas, &source, id);
        self.scroll.clamp(source.rows, self.widths.total(), areas.body);
        self.paint(ui, &areas, &source, id, &palette, body.has_focus());
        ui.data_mut(|d| d.insert_temp(cell_focus::mark(id), true));
        self.rows(ui, &areas, &source, (output, id), out);
        self.head(ui, &areas, found, (output, table), id, out);
        self.corner(ui, &areas, &source, id);
        self.fields(ui, &areas, table, output, id, out);
        if !ui.input(|i| i.pointer.any_down()) {
            let touched = self.widths.take_resized().into_iter();
            out.extend(
                touched.map(|(column, width)| Command::Table(TableCommand::SetColumnWidth { output, column, width })),
            );
        }
        let (first, _) = self.scroll.first(areas.body);
        let end = first + (areas.body.height() / ROW).ceil() as u64 + 1;
        source.need(output, found, first, end, &mut self.asked, out);
        self.announce_cursor(ui, &body, &source);
        self.hover(ui, body, &areas, &source);
        ui.allocate_rect(rect, Sense::hover());
    }

    fn scroll_by_wheel(&mut self, ui: &Ui, rect: Rect) {
        if !ui.rect_contains_pointer(rect) {
            return;
        }
        let delta = ui.input_mut(|i| std::mem::take(&mut i.smooth_scroll_delta));
        self.scroll.row -= f64::from(delta.y / ROW);
        self.scroll.x -= f64::from(delta.x);
    }

    fn point(&mut self, ui: &Ui, body: &Response, areas: &Areas, source: &RowSource<'_>) {
        // Press and release may arrive in one frame. A release in a later frame must not press again.
        let is_here = body.clicked() || body.is_pointer_button_down_on();
        let pressed = is_here && ui.input(|i| i.pointer.primary_pressed());
        let at = body.interact_pointer_pos().and_then(|at| self.cell_at(at, areas, source));
        let Some(cell) = at else { return };
        if pressed {
            body.request_focus();
            if self.pick(ui, cell) {
                return;
            }
            self.selection = match self.selection.filter(|_| ui.input(|i| i.modifiers.shift)) {
                Some(old) => Some(Selection { cursor: cell, ..old }),
                None => Some(Selection::one(cell)),
            };
        } else if body.dragged()
            && let Some(selection) = &mut self.selection
        {
            selection.cursor = cell;
            self.scroll.reveal_row(cell.0, areas.body);
            self.reveal_place(cell.1, areas);
            // Beyond the edge, scrolling continues while the pointer rests.
            ui.ctx().request_repaint();
        }
    }

    fn press(
        &mut self,
        ui: &Ui,
        body: &Response,
        areas: &Areas,
        source: &RowSource<'_>,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) {
        let is_here = body.clicked() || body.is_pointer_button_down_on();
        if body.has_focus() && ui.input(|i| i.pointer.any_pressed()) && !is_here {
            // A press elsewhere takes the focus away.
            body.surrender_focus();
        }
        if !body.has_focus() {
            return;
        }
        let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(body.id, filter));
        let page = (areas.body.height() / ROW).floor().max(1.0) as u64;
        let columns = self.columns.shown().len();
        let pressed = selection::press(ui, &mut self.selection, source.rows, columns, page);
        if pressed.find {
            self.finder.open(Mode::Text);
        }
        let Some(selection) = self.selection else { return };
        if pressed.unfold {
            self.unfolded = Some(selection.cursor);
        }
        if pressed.moved {
            self.scroll.reveal_row(selection.cursor.0, areas.body);
            self.reveal_place(selection.cursor.1, areas);
        }
        if pressed.copy {
            self.copy(ui, source, output, TextFormat::Tabs, pressed.names, out);
        }
    }

    fn bars(&mut self, ui: &Ui, rect: Rect, areas: &Areas, source: &RowSource<'_>, id: Id) {
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

    /// Announces the cell at the cursor to screen readers.
    fn announce_cursor(&self, ui: &Ui, body: &Response, source: &RowSource<'_>) {
        widgets::name(ui, body.id, tr!("table"));
        let Some(selection) = self.selection else { return };
        let (row, place) = selection.cursor;
        let Some(column) = self.columns.at(place) else { return };
        let Some(info) = source.table.columns().get(column) else { return };
        let value = source.find(row).map(|(table, at)| cell::spoken(&table.cell(at, column))).unwrap_or_default();
        let words = tr!("cell-said", column = info.name, row = row + 1, value = value);
        ui.ctx().accesskit_node_builder(body.id, |node| {
            node.set_role(egui::accesskit::Role::Table);
            node.set_value(words);
        });
    }

    /// Shows the full value of a truncated cell.
    fn hover(&self, ui: &Ui, body: Response, areas: &Areas, source: &RowSource<'_>) {
        let Some(at) = body.hover_pos().filter(|_| !body.dragged()) else { return };
        let Some((row, place)) = self.cell_at(at, areas, source) else { return };
        let Some(((table, held), column)) = source.find(row).zip(self.columns.at(place)) else { return };
        let cell = table.cell(held, column);
        if !matches!(cell, Cell::Text(_) | Cell::Other(_) | Cell::Number(_)) {
            return;
        }
        let (left, right) = self.widths.range(place);
        let room = (right - left) as f32 - 2.0 * PADDING;
        let job = cell::layout(&cell, theme::current(ui), room);
        if job.text.contains('⏎') || cell::is_rounded(&cell) || ui.fonts_mut(|f| f.layout_job(job)).elided {
            body.on_hover_ui_at_pointer(|ui| tooltip::value(ui, &cell));
        }
    }
}
