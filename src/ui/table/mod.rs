//! The panel below: the table of the output that is shown, virtual in both directions.
//!
//! Rows are placed by their index, never by a position in a picture of the whole table: ten million rows are as exact at
//! their end as at their beginning.

mod branch;
pub(in crate::ui) mod cell;
mod columns;
mod compare;
mod compare_columns;
mod compare_grid;
mod find;
mod grid;
mod header;
mod keys;
mod look_bar;
mod pinned;
mod scroll;
mod source;
mod states;
mod tip;
mod title;
mod tools;
mod widths;

use std::collections::HashMap;

use egui::Ui;

use crate::app::view::TableRequest;
use crate::app::{App, Command, OutputResult, WindowCommand};
use crate::engine::OutputRef;
use crate::ui::widgets;
use compare_grid::CompareGrid;
use grid::Grid;

/// Keeps, for each output that was looked at, where it was scrolled to, how wide its columns are, what is selected.
#[derive(Default)]
pub struct TableView {
    grids: HashMap<OutputRef, Grid>,
    compared: CompareGrid,
    together: pinned::Together,
    /// The last wish that was fulfilled.
    fulfilled: Option<u64>,
}

/// A text of a table in one line, as good as it can be told.
pub fn cell_text(text: &str) -> String {
    cell::plain(text)
}

/// Whether keys go to the cells of a table.
pub fn has_focus(ctx: &egui::Context) -> bool {
    let focused = ctx.memory(|m| m.focused());
    focused.is_some_and(|id| ctx.data(|d| d.get_temp(grid::mark(id))) == Some(true))
}

/// A number as cells show it.
pub fn number_words(value: f64) -> String {
    cell::words(&crate::engine::Cell::Number(value)).unwrap_or_default().into_owned()
}

impl TableView {
    /// Draws the table of `app.project.view.shown`, the pinned one beside it, or what differs between two, and pushes what is asked.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        self.grids.retain(|output, _| app.document().node(output.node).is_some());
        let (shown, pinned) =
            (app.project.view.shown, app.project.view.pinned.filter(|pinned| app.project.view.shown != Some(*pinned)));
        let Some(pinned) = pinned.filter(|_| app.project.view.compare.is_none()) else {
            self.one(ui, app, shown, out);
            return;
        };
        let (left, right) = pinned::halves(ui);
        widgets::over(ui, left, |ui| self.one(ui, app, Some(pinned), out));
        widgets::over(ui, right, |ui| self.one(ui, app, shown, out));
        if let Some(shown) = shown {
            self.together.follow(app.project.view.scroll_together, &mut self.grids, pinned, shown);
        }
    }

    /// The newest wish, if it is one for this table: for that with the focus, else for the one that is shown.
    fn wish(&mut self, ui: &Ui, app: &App, output: OutputRef) -> Option<TableRequest> {
        let (wish, count) = app.project.view.table_request.filter(|(_, count)| self.fulfilled != Some(*count))?;
        let focused = ui.memory(|m| m.focused());
        let has_focus =
            |output: &OutputRef| focused.is_some() && self.grids.get(output).and_then(|grid| grid.id) == focused;
        let pinned = app.project.view.pinned.filter(has_focus);
        if pinned.or(app.project.view.shown) != Some(output) {
            return None;
        }
        self.fulfilled = Some(count);
        Some(wish)
    }

    fn one(&mut self, ui: &mut Ui, app: &App, output: Option<OutputRef>, out: &mut Vec<Command>) {
        let known = output.and_then(|output| Some((output, app.document().node(output.node)?)));
        let Some((output, node)) = known else {
            states::nothing_shown(ui, app.project.view.selection.len());
            return;
        };
        let seen = app.displayed_output(output);
        let found = seen_result(app, output, seen);
        let grid = self.grids.entry(output).or_insert_with(|| Grid::remembered(app.project.column_widths.get(&output)));
        title::show(ui, app, output, node, found.as_ref(), out, |ui, out| {
            pinned::buttons(ui, app, output, out);
            if app.project.view.compare.is_none() {
                tools::show(ui, app, output, grid, out);
            }
        });
        if let Some(compare) = &app.project.view.compare {
            compare::show(ui, app, compare, &mut self.compared, out);
            return;
        }
        look_bar::show(ui, app, output, seen, out);
        let result = app.project.results.get(output.node);
        if let Some(result) = result.filter(|result| result.inactive_because.is_some()) {
            states::inactive_because(ui, output, app, result, out);
            return;
        }
        let wish = self.wish(ui, app, output);
        match (result, found.as_ref().and_then(|f| f.table.as_ref().map(|table| (f, table)))) {
            (Some(result), Some((found, table))) => {
                if states::is_broken(result) {
                    states::banner(ui, output, result, out);
                }
                let grid = self.grids.entry(output).or_default();
                grid.view = app.table_view(output).cloned().unwrap_or_default();
                grid.suggestions = app.suggestions(seen).cloned();
                grid.large_heads = app.person.preferences.statistics;
                match wish {
                    Some(TableRequest::Export) => {
                        out.push(Command::Window(WindowCommand::OpenDialog(tools::export(grid, output))))
                    }
                    Some(TableRequest::Find) => grid.finder.open(find::Mode::Text),
                    Some(TableRequest::Copy { names }) => grid.wants_copy = Some(names),
                    Some(TableRequest::GoToRow) => grid.finder.open(find::Mode::Row),
                    Some(TableRequest::Filters) => grid.filtering = !grid.filtering,
                    Some(TableRequest::Menu) => grid.wants_menu = true,
                    Some(TableRequest::Arrange(arrange)) => grid.arrange = Some(arrange),
                    None => {}
                }
                grid.find_bar(ui, app, seen, found, out);
                ui.push_id((output.node, output.port), |ui| grid.show(ui, output, found, table, out));
            }
            (result, _) if app.project.results.stopped && !result.is_some_and(states::is_broken) => {
                states::stopped(ui, out)
            }
            (Some(result), _) => states::no_table(ui, output, result, out),
            (None, _) => states::computing(ui),
        }
    }
}

/// The rows of a view; until they are there those of the table itself, as old ones.
fn seen_result(app: &App, output: OutputRef, seen: OutputRef) -> Option<OutputResult> {
    let own = app.project.results.output(output);
    if seen == output {
        return own.cloned();
    }
    let looked = app.project.results.output(seen).filter(|found| found.table.is_some());
    looked.cloned().or_else(|| own.map(|own| OutputResult { stale: true, ..own.clone() }))
}
