//! Small questions: save the changes? which name?

use egui::{Button, Key, RichText, WidgetInfo, WidgetType};

use crate::app::{App, Command, Unsaved};
use crate::base::name;
use crate::document::NodeId;
use crate::ui::theme;

use super::{Dialogs, card};

pub(super) fn unsaved(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    card(ctx, app, 420.0, out, |ui, out| {
        ui.label(RichText::new(format!("Save the changes of {}?", app.project_name())).heading().color(colours.text));
        ui.add_space(4.0);
        ui.label(RichText::new("What is not saved will be lost.").color(colours.weak));
        ui.add_space(12.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let save = Button::new(RichText::new("Save").color(colours.on_accent).strong()).fill(colours.accent);
            let save = ui.add(save.min_size(egui::vec2(76.0, 28.0)));
            if save.clicked() || ui.input(|i| i.key_pressed(Key::Enter)) {
                out.push(Command::ResolveUnsaved(Unsaved::Save));
            }
            if ui.add(Button::new("Cancel").min_size(egui::vec2(76.0, 28.0))).clicked() {
                out.push(Command::ResolveUnsaved(Unsaved::Cancel));
            }
            if ui.add(Button::new("Don't save").min_size(egui::vec2(76.0, 28.0))).clicked() {
                out.push(Command::ResolveUnsaved(Unsaved::Discard));
            }
        });
    });
}

pub(super) fn rename(
    dialogs: &mut Dialogs,
    ctx: &egui::Context,
    app: &App,
    node: NodeId,
    fresh: bool,
    out: &mut Vec<Command>,
) {
    let colours = theme::palette(app.preferences.theme);
    let Some(old) = app.document().node(node) else { return out.push(Command::CloseDialog) };
    if fresh {
        dialogs.text = old.name.clone();
    }
    card(ctx, app, 360.0, out, |ui, out| {
        ui.label(RichText::new("Name of the node").color(colours.weak));
        let field = egui::TextEdit::singleline(&mut dialogs.text).desired_width(f32::INFINITY);
        let response = ui.add(field.margin(egui::Margin::symmetric(8, 6)));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Name of the node"));
        if fresh {
            response.request_focus();
        }
        if response.changed() {
            dialogs.refused = refusal(app, node, &dialogs.text);
        }
        if let Some(words) = &dialogs.refused {
            ui.label(RichText::new(words).small().color(colours.error));
        }
        if dialogs.refused.is_none() && ui.input(|i| i.key_pressed(Key::Enter)) {
            out.push(Command::Rename { node, name: dialogs.text.clone() });
        }
    });
}

/// Why a node cannot be called so.
fn refusal(app: &App, node: NodeId, wanted: &str) -> Option<String> {
    if !name::is_valid(wanted.trim()) {
        return Some(format!("Lower-case letters, digits and _ only: {}", name::slug(wanted)));
    }
    let other = app.document().find(wanted.trim()).filter(|id| *id != node);
    other.map(|_| "Another node has this name".into())
}
