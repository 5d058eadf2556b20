//! Buttons in two columns.

use egui::{Ui, vec2};

use crate::ui::widgets::button;

/// Buttons (icon, text, tooltip, enabled) in two columns. Returns the index of the one that was clicked.
pub fn button_pairs(ui: &mut Ui, buttons: &[(&str, &str, &str, bool)]) -> Option<usize> {
    // A rounding error would widen the panel frame by frame.
    let width = ((ui.available_width() - ui.spacing().item_spacing.x) / 2.0).floor() - 1.0;
    let mut clicked = None;
    for (row, pair) in buttons.chunks(2).enumerate() {
        ui.horizontal(|ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            for (n, &(icon, words, about, can)) in pair.iter().enumerate() {
                let place = vec2(width, ui.spacing().interact_size.y);
                let layout = egui::Layout::top_down_justified(egui::Align::LEFT);
                let response = ui.allocate_ui_with_layout(place, layout, |ui| {
                    ui.add_enabled_ui(can, |ui| button(ui, icon, words)).inner
                });
                if response.inner.on_hover_text(about).clicked() {
                    clicked = Some(2 * row + n);
                }
            }
        });
    }
    clicked
}
