//! Where a step goes that is pointed at: into the flow, or beside it.

use egui::Ui;

/// Whether a step that is chosen now shall be a branch: Shift or Alt is held.
pub fn wants_branch(ui: &Ui) -> bool {
    ui.input(|input| input.modifiers.shift || input.modifiers.alt)
}
