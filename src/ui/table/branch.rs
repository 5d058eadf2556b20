//! Whether a step is inserted into the flow or added as a branch.

use egui::Ui;

/// Whether a step chosen now becomes a branch: Shift or Alt is held.
pub fn wants_branch(ui: &Ui) -> bool {
    ui.input(|input| input.modifiers.shift || input.modifiers.alt)
}
