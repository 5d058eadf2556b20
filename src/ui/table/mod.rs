//! The table panel: the table of the shown output, virtualised in both directions.
//!
//! Rows are placed by index instead of by scroll offset, so the end of ten million rows is as exact as the beginning.

mod branch;
pub(super) mod cell;
mod cell_focus;
mod columns;
mod compare;
mod compare_cells;
mod compare_columns;
mod compare_grid;
mod empty_states;
mod find;
mod finder;
mod grid;
mod head_values;
mod header;
mod pinned;
mod quick_filter_bar;
mod row_source;
mod scroll;
mod selection;
mod title;
mod toolbar;
mod tooltip;
mod widths;

use std::collections::HashMap;

use egui::Ui;

use crate::app::view::TableRequest;
use crate::app::{App, Command, OutputResult, WindowCommand};
use crate::engine::OutputRef;
use crate::ui::widgets;
use compare_grid::CompareGrid;
use grid::Grid;

pub use cell_focus::has_focus;

/// The view state of each output: scroll position, column widths, selection.
#[derive(Default)]
pub struct TableView {
    grids: HashMap<OutputRef, Grid>,
    compared: CompareGrid,
    linked_scroll: pinned::LinkedScroll,
    /// The last request that was handled.
    last_request: Option<u64>,
}

/// A text in one line, with special characters replaced by symbols.
pub fn cell_text(text: &str) -> String {
    cell::plain(text)
}

/// A number formatted as in cells.
pub fn number_words(value: f64) -> String {
    cell::words(&crate::engine::Cell::Number(value)).unwrap_or_default().into_owned()
}

impl TableView {
    /// Draws the table of `app.project.view.shown`, with the pinned table beside it, or a comparison of two tables.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        self.grids.retain(|output, _| app.document().node(output.node).is_some());
        let (shown, pinned) =
            (app.project.view.shown, app.project.view.pinned.filter(|pinned| app.project.view.shown != Some(*pinned)));
        let Some(pinned) = pinned.filter(|_| app.project.view.compare.is_none()) else {
            self.single(ui, app, shown, out);
            return;
        };
        let (left, right) = pinned::halves(ui);
        widgets::draw_over(ui, left, |ui| self.single(ui, app, Some(pinned), out));
        widgets::draw_over(ui, right, |ui| self.single(ui, app, shown, out));
        if let Some(shown) = shown {
            self.linked_scroll.follow(app.project.view.scroll_together, &mut self.grids, pinned, shown);
        }
    }

    /// The latest request if it applies to this table: to the focused table, else to the shown one.
    fn request(&mut self, ui: &Ui, app: &App, output: OutputRef) -> Option<TableRequest> {
        let (request, count) = app.project.view.table_request.filter(|(_, count)| self.last_request != Some(*count))?;
        let focused = ui.memory(|m| m.focused());
        let has_focus =
            |output: &OutputRef| focused.is_some() && self.grids.get(output).and_then(|grid| grid.id) == focused;
        let pinned = app.project.view.pinned.filter(has_focus);
        if pinned.or(app.project.view.shown) != Some(output) {
            return None;
        }
        self.last_request = Some(count);
        Some(request)
    }

    fn single(&mut self, ui: &mut Ui, app: &App, output: Option<OutputRef>, out: &mut Vec<Command>) {
        let known = output.and_then(|output| Some((output, app.document().node(output.node)?)));
        let Some((output, node)) = known else {
            empty_states::nothing_shown(ui, app.project.view.selection.len());
            return;
        };
        let seen = app.displayed_output(output);
        let found = seen_result(app, output, seen);
        let grid = self.grids.entry(output).or_insert_with(|| Grid::remembered(app.project.column_widths.get(&output)));
        title::show(ui, app, output, node, found.as_ref(), out, |ui, out| {
            pinned::buttons(ui, app, output, out);
            if app.project.view.compare.is_none() {
                toolbar::show(ui, app, output, grid, out);
            }
        });
        if let Some(compare) = &app.project.view.compare {
            compare::show(ui, app, compare, &mut self.compared, out);
            return;
        }
        quick_filter_bar::show(ui, app, output, seen, out);
        let result = app.project.results.get(output.node);
        if let Some(result) = result.filter(|result| result.inactive_because.is_some()) {
            empty_states::inactive_because(ui, output, app, result, out);
            return;
        }
        let request = self.request(ui, app, output);
        match (result, found.as_ref().and_then(|f| f.table.as_ref().map(|table| (f, table)))) {
            (Some(result), Some((found, table))) => {
                if empty_states::is_broken(result) {
                    empty_states::banner(ui, output, result, out);
                }
                let grid = self.grids.entry(output).or_default();
                grid.view = app.table_view(output).cloned().unwrap_or_default();
                grid.suggestions = app.suggestions(seen).cloned();
                grid.large_heads = app.person.preferences.statistics;
                match request {
                    Some(TableRequest::Export) => {
                        out.push(Command::Window(WindowCommand::OpenDialog(toolbar::export(grid, output))))
                    }
                    Some(TableRequest::Find) => grid.finder.open(finder::Mode::Text),
                    Some(TableRequest::Copy { names }) => grid.wants_copy = Some(names),
                    Some(TableRequest::GoToRow) => grid.finder.open(finder::Mode::Row),
                    Some(TableRequest::Filters) => grid.filtering = !grid.filtering,
                    Some(TableRequest::Menu) => grid.wants_menu = true,
                    Some(TableRequest::Arrange(arrange)) => grid.arrange = Some(arrange),
                    None => {}
                }
                grid.find_bar(ui, app, seen, found, out);
                ui.push_id((output.node, output.port), |ui| grid.show(ui, output, found, table, out));
            }
            (result, _) if app.project.results.stopped && !result.is_some_and(empty_states::is_broken) => {
                empty_states::stopped(ui, out)
            }
            (Some(result), _) => empty_states::no_table(ui, output, result, out),
            (None, _) => empty_states::computing(ui),
        }
    }
}

/// The rows with the quick filter applied; until they arrive, the rows of the table itself, marked as stale.
fn seen_result(app: &App, output: OutputRef, seen: OutputRef) -> Option<OutputResult> {
    let own = app.project.results.output(output);
    if seen == output {
        return own.cloned();
    }
    let looked = app.project.results.output(seen).filter(|found| found.table.is_some());
    looked.cloned().or_else(|| own.map(|own| OutputResult { stale: true, ..own.clone() }))
}
