//! The menus of the second button: steps that apply to a column or a value.

use std::borrow::Cow;

use egui::{Popup, Response, ScrollArea, SetOpenCommand, Ui, pos2};

use super::super::branch::wants_branch;
use super::super::keys::Selection;
use super::super::source::Source;
use super::Grid;
use super::geometry::Areas;
use crate::app::Command;
use crate::base::ColumnInfo;
use crate::engine::{Cell, OutputRef};
use crate::nodes::{Step, Value, column_steps, value_steps};
use crate::ui::column_menu;
use crate::ui::open_lists;
use crate::ui::theme::ROW;

impl Grid {
    /// On cells: what can be done with the value, and with its column.
    pub(super) fn cell_menu(
        &mut self,
        body: &Response,
        areas: &Areas,
        source: &Source<'_>,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) {
        if body.secondary_clicked() {
            let at = body.interact_pointer_pos().filter(|at| self.is_on_cell(*at, areas, source));
            self.menu = at.and_then(|at| self.cell_at(at, areas, source));
            if let Some((row, place)) = self.menu
                && !self.selection.is_some_and(|selection| selection.contains(row, place))
            {
                self.selection = Some(Selection::one((row, place)));
            }
        }
        if body.secondary_clicked() {
            self.menu_by_key = false;
        }
        let opens = std::mem::take(&mut self.wants_menu) && self.selection.is_some();
        if opens {
            self.menu = self.selection.map(|selection| selection.cursor);
            self.menu_by_key = true;
        }
        let Some((row, place)) = self.menu else { return };
        let Some(column) = self.columns.at(place) else { return };
        let mut popup = Popup::context_menu(body);
        if self.menu_by_key {
            let (left, _) = self.edges(place, areas);
            let below = ((row as f64 - self.scroll.row + 1.0) * f64::from(ROW)) as f32;
            popup = popup.at_position(pos2(left, areas.body.top() + below));
            popup = popup.open_memory(opens.then_some(SetOpenCommand::Bool(true)));
        }
        let shown = popup.show(|ui| {
            let Some(info) = source.table.columns().get(column) else { return };
            let first = self.copy_menu(ui, source, output, out);
            if let Some(first) = first.filter(|_| opens) {
                first.request_focus();
            }
            let held = source.find(row);
            if held.is_some_and(|(table, at)| table.unfold(at, column).is_some()) && ui.button(tr!("unfold")).clicked()
            {
                self.unfolded = Some((row, place));
            }
            if let Some((table, at)) = source.find(row) {
                ui.separator();
                let steps = match &table.cell(at, column) {
                    Cell::Null => value_steps(info, Value::Null),
                    cell => value_steps(info, Value::Written(&written(cell))),
                };
                entries(ui, steps, output, out);
            }
            ui.menu_button(tr!("column-named", name = info.name), |ui| column_menu(ui, info, output, out));
        });
        if shown.is_none() && std::mem::take(&mut self.menu_by_key) {
            body.request_focus();
        }
    }
}

/// What can be done with a column.
pub(super) fn column_menu(ui: &mut Ui, column: &ColumnInfo, output: OutputRef, out: &mut Vec<Command>) {
    column_menu::entries(ui, output, &column.name, out);
    ui.separator();
    // A menu grows only as far as its first content: without a least height the steps would be a slit.
    let height = (ui.ctx().content_rect().height() - 340.0).clamp(120.0, 400.0);
    let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    list.show(ui, |ui| {
        entries(ui, column_steps(column), output, out);
        open_lists::follow(ui);
    });
}

fn entries(ui: &mut Ui, steps: Vec<Step>, output: OutputRef, out: &mut Vec<Command>) {
    for step in steps {
        if step.apart {
            ui.separator();
        }
        if ui.button(step.title.to_string()).clicked() {
            let branch = wants_branch(ui);
            out.push(Command::AddStep { output, step, branch });
            ui.close();
        }
    }
}

/// A value as a formula writes it, before quotes.
fn written<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Null => "".into(),
        Cell::Boolean(value) => value.to_string().into(),
        Cell::Integer(value) => value.to_string().into(),
        Cell::Number(value) => value.to_string().into(),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Other(text) => Cow::Borrowed(text),
    }
}
