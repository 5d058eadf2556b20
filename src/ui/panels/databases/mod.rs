//! The databases of the connections as a tree: connections, schemas, tables, columns. A table is dragged onto the canvas, or put
//! there by Enter or a double click.

mod paint;
mod rows;

use std::collections::BTreeSet;

use egui::{Align, EventFilter, Id, Key, Layout, Modifiers, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, vec2};
use egui_phosphor::regular as icon;

use crate::app::view::Dialog;
use crate::app::{App, Command, DatabaseCommand, WindowCommand};
use crate::ui::node_graph::DragTable;
use crate::ui::theme::ROW;
use crate::ui::widgets::{self, Empty, empty, search_field, small_icon_button};
use rows::{Open, Place, Row, What};

/// What is open, and the text of the search.
#[derive(Default)]
pub struct DatabasesPanel {
    query: String,
    open: BTreeSet<Open>,
    /// The row that gets the focus.
    focus: Option<Open>,
    /// The number of the last question that was noticed.
    seen: u64,
}

impl DatabasesPanel {
    /// Draws the panel below its tabs.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
        egui::Frame::new().inner_margin(egui::Margin { left: 8, right: 8, top: 0, bottom: 6 }).show(ui, |ui| {
            let line = vec2(ui.available_width(), ROW);
            ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                if widgets::icon_button(ui, icon::PLUGS, tr!("connections-open")).clicked() {
                    out.push(Command::Window(WindowCommand::OpenDialog(Dialog::Connections)));
                }
                search_field(ui, Id::new("database_search"), tr!("search-tables"), &mut self.query);
            });
        });
        let databases = &app.person.databases;
        if let Some(problem) = &databases.file_problem {
            paint::problem_text(ui, problem);
        }
        let Some(list) = &databases.list else { return };
        if list.is_empty() && databases.file_problem.is_none() {
            let state = Empty {
                icon: icon::DATABASE,
                title: tr!("databases-none"),
                hint: tr!("databases-none-hint"),
                wrong: false,
            };
            empty(ui, state, |ui| {
                ui.add_space(8.0);
                if widgets::button(ui, icon::PLUS, tr!("connection-add")).clicked() {
                    out.push(Command::Window(WindowCommand::OpenDialog(Dialog::Connections)));
                }
            });
            return;
        }
        // Also a connection that the dialog has asked for opens.
        if let Some((number, name)) = databases.browsed.as_ref().filter(|(number, _)| *number > self.seen) {
            self.seen = *number;
            self.open.insert(Open::Connection(name.clone()));
            self.focus = Some(Open::Connection(name.clone()));
        }
        let rows = rows::rows(databases, &self.open, &self.query);
        self.tree(ui, app, &rows, out);
    }

    fn tree(&mut self, ui: &mut Ui, app: &App, rows: &[Row], out: &mut Vec<Command>) {
        let width = ui.available_width();
        let mut tops = Vec::with_capacity(rows.len() + 1);
        let mut top = 0.0;
        for row in rows {
            tops.push(top);
            top += paint::height(ui, row, width);
        }
        tops.push(top);
        ScrollArea::vertical().id_salt("databases").auto_shrink(false).show_viewport(ui, |ui, seen| {
            ui.set_height(top);
            let corner = ui.max_rect().min;
            let first = tops.partition_point(|top| *top < seen.min.y).saturating_sub(2);
            let last = (tops.partition_point(|top| *top <= seen.max.y) + 1).min(rows.len());
            for (at, row) in rows.iter().enumerate().take(last).skip(first) {
                let size = vec2(ui.available_width(), tops[at + 1] - tops[at]);
                let rect = Rect::from_min_size(corner + vec2(0.0, tops[at]), size);
                let own = UiBuilder::new().id(ui.id().with(&row.place)).max_rect(rect);
                let mut place = ui.new_child(own);
                let response = self.row(&mut place, app, row, out);
                if response.gained_focus() {
                    place.scroll_to_rect(rect, None);
                }
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, app: &App, row: &Row, out: &mut Vec<Command>) -> Response {
        if let What::Problem(problem) = &row.what {
            return paint::problem_text(ui, problem);
        }
        let is_table = matches!(row.what, What::Table { .. });
        let sense = if is_table { Sense::click_and_drag() } else { Sense::click() };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
        paint::row(ui, rect, row, &response);
        if paint::has_button(row, &response) {
            self.again(ui, rect, row, out);
        }
        let Some(open) = row.place.open() else { return response };
        if self.focus.as_ref() == Some(&open) {
            self.focus = None;
            response.request_focus();
        }
        if let Place::Table { connection, table } = &row.place {
            let payload = DragTable { connection: connection.clone(), table: table.clone() };
            response.dnd_set_drag_payload(payload);
        }
        self.hands(ui, app, row, &open, &response, out);
        response
    }

    /// What clicks and keys do with a row.
    fn hands(&mut self, ui: &Ui, app: &App, row: &Row, open: &Open, response: &Response, out: &mut Vec<Command>) {
        let by_keyboard = response.clicked() && !response.clicked_by(egui::PointerButton::Primary);
        if let Place::Table { connection, table } = &row.place
            && (response.double_clicked() || by_keyboard)
        {
            let (connection, table) = (connection.clone(), table.clone());
            out.push(Command::Database(DatabaseCommand::ReadTable { connection, table, at: None, onto: None }));
            return;
        }
        if response.has_focus() {
            // Left and right are not for the next control.
            let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            let key = if row.is_open { Key::ArrowLeft } else { Key::ArrowRight };
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.toggle(app, open, out);
            }
        }
        let caret = paint::caret(response.rect, row.depth);
        let is_on_caret = response.interact_pointer_pos().is_some_and(|at| caret.expand(4.0).contains(at));
        let is_table = matches!(row.what, What::Table { .. });
        if response.clicked() && (!is_table || is_on_caret) {
            self.toggle(app, open, out);
        }
        if response.clicked() {
            response.request_focus();
        }
    }

    /// Opens or closes a row, and asks for what stands below it.
    fn toggle(&mut self, app: &App, open: &Open, out: &mut Vec<Command>) {
        let databases = &app.person.databases;
        if self.open.remove(open) {
            if let Open::Connection(name) = open {
                out.push(Command::Database(DatabaseCommand::StopBrowsing(name.clone())));
            }
            return;
        }
        self.open.insert(open.clone());
        match open {
            Open::Connection(name) if !has_tables(app, name) => {
                out.push(Command::Database(DatabaseCommand::Browse(name.clone())));
            }
            Open::Table(connection, table)
                if !matches!(
                    databases.columns.get(&(connection.clone(), table.clone())).and_then(|look| look.answer()),
                    Some(Ok(_))
                ) =>
            {
                let (connection, table) = (connection.clone(), table.clone());
                out.push(Command::Database(DatabaseCommand::BrowseColumns { connection, table }));
            }
            _ => {}
        }
    }

    /// The button that asks for the tables again.
    fn again(&mut self, ui: &mut Ui, rect: Rect, row: &Row, out: &mut Vec<Command>) {
        let Place::Connection(name) = &row.place else { return };
        let place = Rect::from_center_size(rect.right_center() - vec2(16.0, 0.0), vec2(18.0, 18.0));
        let words = tr!("database-look-again", name = name);
        let button = widgets::draw_over(ui, place, |ui| small_icon_button(ui, icon::ARROWS_CLOCKWISE, &words));
        if button.clicked() {
            self.open.insert(Open::Connection(name.clone()));
            out.push(Command::Database(DatabaseCommand::Browse(name.clone())));
        }
    }
}

/// Whether the tables of a connection are known.
fn has_tables(app: &App, name: &str) -> bool {
    app.person.databases.tables.get(name).and_then(|look| look.answer()).is_some_and(Result::is_ok)
}
