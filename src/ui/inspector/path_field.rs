//! A file setting: typed, or chosen in a dialog.

use egui::Ui;

use super::setting::Slot;
use crate::app::view::Dialog;
use crate::app::{Command, WindowCommand};
use crate::nodes::form::PathUse;
use crate::ui::theme::ROW;
use crate::ui::widgets;

pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut String, r#use: PathUse) {
    let save = matches!(r#use, PathUse::Save(_));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let output = widgets::text_field(value)
            .id(slot.id)
            .hint_text(if save { tr!("file-to-write") } else { tr!("file-to-read") })
            .desired_width(ui.available_width() - ROW - 4.0)
            .show(ui);
        let response = output.response.response;
        if response.changed() {
            slot.mark_changed();
        }
        slot.finish(ui, &response);
        if !value.is_empty() && !response.has_focus() {
            response.on_hover_text(value.as_str());
        }
        let name = if save { tr!("choose-target-dots") } else { tr!("choose-file-dots") };
        if widgets::icon_button(ui, egui_phosphor::regular::FOLDER_OPEN, name).clicked() {
            let dialog = Dialog::PathFor { node: slot.context.node, setting: slot.path.clone(), save };
            slot.actions.commands.push(Command::Window(WindowCommand::OpenDialog(dialog)));
        }
    });
}
