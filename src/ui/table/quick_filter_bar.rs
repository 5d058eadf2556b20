//! The bar that says that a quick filter or sort order only affects the view, and offers to turn it into a node.

use egui::{RichText, Ui, vec2};
use egui_phosphor::regular as icon;

use crate::app::table_view::TableView;
use crate::app::{App, Command, TableCommand};
use crate::base::text::in_a_row;
use crate::base::{ColumnInfo, Problem};
use crate::engine::OutputRef;
use crate::nodes::short_condition;
use crate::ui::style::hairline;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets::link;

pub fn show(ui: &mut Ui, app: &App, output: OutputRef, seen: OutputRef, out: &mut Vec<Command>) {
    let Some(view) = app.table_view(output).filter(|view| !view.is_plain()) else { return };
    let palette = theme::current(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 4.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0, theme::mix(palette.panel, palette.accent, 0.1));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, hairline(palette));
    let builder = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0)));
    let mut line = ui.new_child(builder.layout(egui::Layout::right_to_left(egui::Align::Center)));
    line.spacing_mut().item_spacing.x = 12.0;
    if link(&mut line, tr!("clear")).on_hover_text(tr!("look-clear-about")).clicked() {
        out.push(Command::Table(TableCommand::SetView { output, view: TableView::default() }));
    }
    if seen != output && link(&mut line, tr!("look-keep")).on_hover_text(tr!("look-keep-about")).clicked() {
        out.push(Command::Table(TableCommand::KeepView(output)));
    }
    line.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(RichText::new(icon::EYE).size(15.0).color(palette.accent));
        let problem = app.project.results.get(seen.node).filter(|_| seen != output).and_then(|result| result.worst());
        let words = match problem {
            Some(problem) => tr!("look-problem", problem = problem.text()),
            None => match app
                .project
                .results
                .output(output)
                .and_then(|found| invalid_filter(view, found.table.as_ref()?.columns()))
            {
                Some(problem) => tr!("look-problem", problem = problem.text()),
                None => description(view),
            },
        };
        ui.add(egui::Label::new(RichText::new(words).color(palette.text)).truncate());
    });
}

/// The problem of the first invalid filter.
fn invalid_filter(view: &TableView, columns: &[ColumnInfo]) -> Option<Problem> {
    columns.iter().find_map(|column| short_condition(column, view.filters.get(&column.name)?).err())
}

/// "Looking only: filtered by carrier, sorted by delay".
fn description(view: &TableView) -> String {
    let typed = view.filters.iter().filter(|(_, typed)| !typed.trim().is_empty());
    let filtered = in_a_row(typed.map(|(name, _)| name));
    let sorted = in_a_row(view.sort.iter().map(|(name, _)| name));
    match (filtered.is_empty(), sorted.is_empty()) {
        (false, true) => tr!("look-filtered", filtered = filtered),
        (true, _) => tr!("look-sorted", sorted = sorted),
        (false, false) => tr!("look-both", filtered = filtered, sorted = sorted),
    }
}
