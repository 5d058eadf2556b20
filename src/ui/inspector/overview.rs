//! The inspector without a single selected node.

use egui::Ui;

use super::multi_selection;
use crate::app::view::Dialog;
use crate::app::{App, Command, WindowCommand};
use crate::ui::theme;
use crate::ui::widgets::{self, button};

pub fn show(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 12)).show(ui, |ui| {
        if app.picked().is_empty() { project(ui, app, out) } else { multi_selection::show(ui, app, out) }
    });
}

fn project(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let document = app.document();
    let name = app.project.file.as_ref().and_then(|f| f.file_stem()).map(|n| n.to_string_lossy().into_owned());
    widgets::strong(ui, name.as_deref().unwrap_or(tr!("unsaved-project-title")));
    let nodes = say!("count-nodes", count = document.nodes().len());
    widgets::small(ui, &tr!("nodes-and-wires", nodes = nodes, wires = document.wires().len()));
    ui.add_space(12.0);
    widgets::strong(ui, tr!("parameters"));
    if document.parameters().is_empty() {
        let words = tr!("parameters-hint");
        ui.add(egui::Label::new(egui::RichText::new(words).small().color(theme::current(ui).weak)).wrap());
    }
    egui::Grid::new("parameters").num_columns(2).spacing([12.0, 2.0]).show(ui, |ui| {
        for (name, parameter) in document.parameters() {
            ui.monospace(format!("${{{name}}}"));
            ui.label(&parameter.default).on_hover_text(parameter.kind.data_type().name().to_string());
            ui.end_row();
        }
    });
    ui.add_space(4.0);
    if button(ui, egui_phosphor::regular::SLIDERS_HORIZONTAL, tr!("edit-parameters")).clicked() {
        out.push(Command::Window(WindowCommand::OpenDialog(Dialog::Parameters)));
    }
    ui.add_space(16.0);
    widgets::small(ui, tr!("select-node-settings"));
}
