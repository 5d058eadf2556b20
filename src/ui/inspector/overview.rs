//! The inspector when no node, or more than one, is selected.

use egui::Ui;

use crate::app::view::Dialog;
use crate::app::{Action, App, Command, Connect, SelectMode};
use crate::nodes::{Category, KINDS, KindInfo};
use crate::ui::theme;
use crate::ui::widgets::{self, button};

pub fn show(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(12, 12))
        .show(ui, |ui| if app.view.selection.is_empty() { project(ui, app, out) } else { several(ui, app, out) });
}

fn project(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let document = app.document();
    let name = app.file.as_ref().and_then(|f| f.file_stem()).map(|n| n.to_string_lossy().into_owned());
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
        out.push(Command::OpenDialog(Dialog::Parameters));
    }
    ui.add_space(16.0);
    widgets::small(ui, tr!("select-node-settings"));
}

fn several(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let count = app.view.selection.len();
    widgets::strong(ui, &tr!("nodes-selected", count = count));
    ui.add_space(8.0);
    use egui_phosphor::regular as icon;
    let actions = [
        (icon::COPY, Action::Copy.title(), Action::Copy),
        (icon::COPY_SIMPLE, Action::Duplicate.title(), Action::Duplicate),
        (icon::CORNERS_OUT, tr!("zoom-to"), Action::ZoomToSelection),
        (icon::TABLE, tr!("open-or-close"), Action::ToggleOpened),
        (icon::TRASH, Action::Delete.title(), Action::Delete),
        (icon::PLUGS_CONNECTED, tr!("delete-heal"), Action::DeleteAndHeal),
    ];
    let width = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
    for pair in actions.chunks(2) {
        ui.horizontal(|ui| {
            for &(icon, words, action) in pair {
                let place = egui::vec2(width, ui.spacing().interact_size.y);
                let layout = egui::Layout::top_down_justified(egui::Align::LEFT);
                let response = ui.allocate_ui_with_layout(place, layout, |ui| button(ui, icon, words)).inner;
                if response.on_hover_text(action.about()).clicked() {
                    out.push(Command::Do(action));
                }
            }
        });
    }
    combine(ui, app, out);
    ui.add_space(12.0);
    for id in &app.view.selection {
        let Some(node) = app.document().node(*id) else { continue };
        let response = ui.add(egui::Button::new((widgets::kind_icon(&node.kind), node.name.as_str())).frame(false));
        widgets::name(ui, response.id, &node.name);
        if response.clicked() {
            out.push(Command::Select { nodes: [*id].into(), wires: Vec::new(), mode: SelectMode::Replace });
        }
    }
}

/// What brings the tables of the selected nodes together: one click, connected.
fn combine(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let (at, connect) = app.after_selected();
    let Connect::FromAll(tables) = &connect else { return };
    let fits = |kind: &&KindInfo| {
        let inputs = (kind.ports)().inputs;
        inputs.len() == tables.len() || (tables.len() > 1 && inputs.iter().any(|port| port.many))
    };
    ui.add_space(12.0);
    widgets::strong(ui, tr!("bring-together"));
    ui.horizontal_wrapped(|ui| {
        let combining = KINDS.iter().filter(|kind| kind.meta.category == Category::Combine).filter(fits);
        for kind in combining {
            let response = button(ui, widgets::kind_icon(kind.meta.id), kind.meta.title());
            widgets::name(ui, response.id, &tr!("kind-the-selected", kind = kind.meta.title()));
            if response.on_hover_text(kind.meta.about()).clicked() {
                let (kind, connect) = (kind.meta.id.to_owned(), connect.clone());
                out.push(Command::AddNode { kind, settings: None, at, connect });
            }
        }
    });
}
