//! The buttons above the table: visible columns, export and others.

use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::branch::wants_branch;
use super::columns::Columns;
use super::finder::Mode;
use super::grid::Grid;
use crate::app::view::Dialog;
use crate::app::view::{CopyRows, Export};
use crate::app::{Action, App, Command, NodeCommand, TableCommand, WindowCommand};
use crate::base::ColumnInfo;
use crate::engine::{OutputRef, TextFormat};
use crate::ui::popups;
use crate::ui::theme::ROW;
use crate::ui::widgets::{self, check, link, search_field, small_icon_button, type_icon};

pub fn show(ui: &mut Ui, app: &App, output: OutputRef, grid: &mut Grid, out: &mut Vec<Command>) {
    let Some(table) = app.project.results.output(output).and_then(|found| found.table.as_ref()) else { return };
    export_menu(ui, grid, output, out);
    columns(ui, grid, table.columns(), output, out);
    let words = if grid.filtering { tr!("filters-hide") } else { tr!("filters-show") };
    if small_icon_button(ui, icon::FUNNEL, words).clicked() {
        grid.filtering = !grid.filtering;
    }
    if small_icon_button(ui, icon::MAGNIFYING_GLASS, tr!("find-in-table")).clicked() {
        grid.finder.open(Mode::Text);
    }
    let words = if app.person.preferences.statistics { tr!("heads-small") } else { tr!("heads-large") };
    if small_icon_button(ui, icon::CHART_BAR, words).clicked() {
        out.push(Command::Do(Action::ToggleStatistics));
    }
}

/// The export dialog for the table as it is shown.
pub fn export(grid: &Grid, output: OutputRef) -> Dialog {
    let columns = &grid.columns;
    let arrangement = columns.is_worth_a_node().then(|| columns.step());
    Dialog::ExportTable(Export { output, arrangement, columns: columns.shown().to_vec() })
}

/// The menu to copy or export the whole table.
fn export_menu(ui: &mut Ui, grid: &Grid, output: OutputRef, out: &mut Vec<Command>) {
    let button = small_icon_button(ui, icon::EXPORT, tr!("export"));
    Popup::menu(&button).width(220.0).show(|ui| {
        if ui.button(tr!("export-to-file")).clicked() {
            out.push(Command::Window(WindowCommand::OpenDialog(export(grid, output))));
        }
        ui.separator();
        for (words, format) in [
            (tr!("copy-all-tabs"), TextFormat::Tabs),
            (tr!("copy-all-csv"), TextFormat::Csv),
            (tr!("copy-all-markdown"), TextFormat::Markdown),
        ] {
            if ui.button(words).clicked() {
                let columns = grid.columns.shown().to_vec();
                let first = 0;
                let count = u64::MAX;
                let header = true;
                out.push(Command::Table(TableCommand::CopyRows(CopyRows {
                    output,
                    first,
                    count,
                    columns,
                    format,
                    header,
                    to: None,
                })));
            }
        }
    });
}

/// The button for the list of columns, with the number of hidden ones.
fn columns(ui: &mut Ui, grid: &mut Grid, infos: &[ColumnInfo], output: OutputRef, out: &mut Vec<Command>) {
    let button = small_icon_button(ui, icon::COLUMNS, tr!("choose-columns"));
    let id = button.id.with("search");
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(260.0).show(|ui| {
        popups::stays_open(ui);
        let mut query: String = ui.data(|d| d.get_temp(id)).unwrap_or_default();
        search_field(ui, id.with("field"), tr!("search-columns"), &mut query);
        ui.add_space(4.0);
        list(ui, &mut grid.columns, infos, &query);
        ui.data_mut(|d| d.insert_temp(id, query));
        ui.separator();
        actions(ui, grid, output, out);
    });
    let hidden = grid.columns.hidden();
    if hidden > 0 {
        let shown = link(ui, &tr!("hidden-columns", count = hidden));
        if shown.on_hover_text(tr!("shows-all-columns")).clicked() {
            grid.columns.show_all();
        }
    }
}

/// The columns that match the query, with check marks. Only visible ones are drawn.
fn list(ui: &mut Ui, columns: &mut Columns, infos: &[ColumnInfo], query: &str) {
    let query = query.to_lowercase();
    let found: Vec<&ColumnInfo> = infos.iter().filter(|info| info.name.to_lowercase().contains(&query)).collect();
    if found.is_empty() {
        widgets::small(ui, tr!("no-column-so-named"));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().max_height(ROW * 12.0).show_rows(ui, ROW, found.len(), |ui, rows| {
        for info in &found[rows] {
            ui.horizontal(|ui| {
                let mut seen = !columns.is_hidden(&info.name);
                let words = format!("{} {}", type_icon(&info.data_type), info.name);
                if check(ui, &mut seen, &words, &tr!("show-named", name = info.name)).changed() {
                    columns.set_hidden(&info.name, !seen);
                }
            });
        }
        popups::scroll_to_focus(ui);
    });
}

fn actions(ui: &mut Ui, grid: &mut Grid, output: OutputRef, out: &mut Vec<Command>) {
    let columns = &mut grid.columns;
    let entry = |ui: &mut Ui, words: &str, enabled: bool| ui.add_enabled(enabled, egui::Button::new(words)).clicked();
    if entry(ui, tr!("show-all"), columns.hidden() > 0) {
        columns.show_all();
    }
    if entry(ui, tr!("freeze-first"), columns.frozen() == 0) {
        columns.freeze(1);
    }
    if columns.frozen() > 0
        && entry(ui, &tr!("unfreeze", columns = say!("count-columns", count = columns.frozen())), true)
    {
        columns.freeze(0);
    }
    if entry(ui, tr!("reset-columns"), columns.is_arranged()) {
        columns.reset();
    }
    if entry(ui, tr!("make-select-node"), columns.is_worth_a_node()) {
        out.push(Command::Node(NodeCommand::AddStep { output, step: columns.step(), branch: wants_branch(ui) }));
        ui.close();
    }
}
