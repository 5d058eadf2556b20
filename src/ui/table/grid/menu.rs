//! Context menus: steps for a column or a value.

use std::borrow::Cow;

use egui::{Popup, Response, SetOpenCommand, Ui, pos2};

use super::super::branch::wants_branch;
use super::super::row_source::RowSource;
use super::super::selection::Selection;
use super::Grid;
use super::types::Areas;
use crate::app::{Command, NodeCommand, OutputResult};
use crate::base::ColumnInfo;
use crate::engine::{Cell, OutputRef, Table};
use crate::nodes::{Step, column_steps, move_steps};
use crate::ui::column_menu;
use crate::ui::theme::ROW;
use crate::ui::widgets::menu;

impl Grid {
    /// The menu of a cell: steps for its value and its column.
    pub(super) fn cell_menu(
        &mut self,
        body: &Response,
        areas: &Areas,
        source: &RowSource<'_>,
        (output, found): (OutputRef, &OutputResult),
        out: &mut Vec<Command>,
    ) {
        if body.secondary_clicked() {
            let at = body.interact_pointer_pos().filter(|at| self.is_on_cell(*at, areas, source));
            self.menu = at.and_then(|at| self.cell_at(at, areas, source));
            if let Some((row, place)) = self.menu
                && !self.selection.is_some_and(|selection| selection.contains(row, place))
            {
                self.selection = Some(Selection::one((row, place)));
                if !self.is_picked(row, place) {
                    self.picked.clear();
                }
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
            if held.is_some() {
                ui.separator();
                entries(ui, self.value_steps(source, found, (row, place), (column, info)), output, out);
                menu::hint(ui, tr!("branch-by-shift"));
            }
            menu::submenu(ui, &tr!("column-named", name = info.name), |ui| {
                menu::entries(ui, |ui| self.column_menu(ui, info, source.table, output, out));
            });
        });
        if shown.is_none() && std::mem::take(&mut self.menu_by_key) {
            body.request_focus();
        }
    }
}

impl Grid {
    /// The menu of a column.
    pub(super) fn column_menu(
        &self,
        ui: &mut Ui,
        column: &ColumnInfo,
        table: &Table,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) {
        self.clean_menu(ui, column, output, out);
        ui.separator();
        self.steps_menu(ui, column, table, output, out);
    }

    /// Questions about a column, and steps for it.
    pub(super) fn steps_menu(
        &self,
        ui: &mut Ui,
        column: &ColumnInfo,
        table: &Table,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) {
        let names: Vec<&str> = table.columns().iter().map(|column| column.name.as_str()).collect();
        let mut steps = column_steps(column);
        steps.extend(move_steps(&names, &column.name));
        rest_of_menu(ui, column, steps, output, out);
    }
}

fn rest_of_menu(ui: &mut Ui, column: &ColumnInfo, steps: Vec<Step>, output: OutputRef, out: &mut Vec<Command>) {
    column_menu::entries(ui, output, &column.name, out);
    ui.separator();
    entries(ui, steps, output, out);
    menu::hint(ui, tr!("branch-by-shift"));
}

fn entries(ui: &mut Ui, steps: Vec<Step>, output: OutputRef, out: &mut Vec<Command>) {
    for step in steps {
        if step.apart {
            ui.separator();
        }
        if ui.button(step.title.to_string()).clicked() {
            let branch = wants_branch(ui);
            out.push(Command::Node(NodeCommand::AddStep { output, step, branch }));
            ui.close();
        }
    }
}

/// The text of a value in a formula, without quotes.
pub(super) fn formula_text<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Null => "".into(),
        Cell::Boolean(value) => value.to_string().into(),
        Cell::Integer(value) => value.to_string().into(),
        Cell::Number(value) => value.to_string().into(),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Other(text) => Cow::Borrowed(text),
    }
}
