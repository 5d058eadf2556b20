//! The line that says that rows are only looked at otherwise, and leads to a node that does the same.

use egui::{RichText, Ui, vec2};
use egui_phosphor::regular as icon;

use crate::app::look::Look;
use crate::app::{App, Command};
use crate::base::{ColumnInfo, Problem};
use crate::engine::OutputRef;
use crate::nodes::short_condition;
use crate::ui::style::hairline;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets::link;

pub fn show(ui: &mut Ui, app: &App, output: OutputRef, seen: OutputRef, out: &mut Vec<Command>) {
    let Some(look) = app.look(output).filter(|look| !look.is_plain()) else { return };
    let palette = theme::current(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 4.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0, theme::mix(palette.panel, palette.accent, 0.1));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, hairline(palette));
    let builder = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0)));
    let mut line = ui.new_child(builder.layout(egui::Layout::right_to_left(egui::Align::Center)));
    line.spacing_mut().item_spacing.x = 12.0;
    if link(&mut line, "Clear").on_hover_text("Shows the table as it is").clicked() {
        out.push(Command::Look { output, look: Look::default() });
    }
    if seen != output
        && link(&mut line, "Make it a node").on_hover_text("Puts nodes that do the same behind this one").clicked()
    {
        out.push(Command::KeepLook(output));
    }
    line.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(RichText::new(icon::EYE).size(15.0).color(palette.accent));
        let problem = app.results.get(seen.node).filter(|_| seen != output).and_then(|result| result.worst());
        let words = match problem {
            Some(problem) => format!("Looking only: {problem}"),
            None => match app.results.output(output).and_then(|found| misread(look, found.table.as_ref()?.columns())) {
                Some(problem) => format!("Looking only: {problem}"),
                None => words(look),
            },
        };
        ui.add(egui::Label::new(RichText::new(words).color(palette.text)).truncate());
    });
}

/// The first field that cannot be understood.
fn misread(look: &Look, columns: &[ColumnInfo]) -> Option<Problem> {
    columns.iter().find_map(|column| short_condition(column, look.filters.get(&column.name)?).err())
}

/// "Looking only: filtered by carrier, sorted by delay".
fn words(look: &Look) -> String {
    let typed = look.filters.iter().filter(|(_, typed)| !typed.trim().is_empty());
    let filtered: Vec<&str> = typed.map(|(name, _)| name.as_str()).collect();
    let sorted: Vec<&str> = look.sort.iter().map(|(name, _)| name.as_str()).collect();
    match (filtered.is_empty(), sorted.is_empty()) {
        (false, true) => format!("Looking only: filtered by {}", filtered.join(", ")),
        (true, _) => format!("Looking only: sorted by {}", sorted.join(", ")),
        (false, false) => format!("Looking only: filtered by {}, sorted by {}", filtered.join(", "), sorted.join(", ")),
    }
}
