//! Empty states: an icon, what is missing, what to do.

use egui::{FontId, RichText, Ui, vec2};

use crate::ui::{fonts, theme};

/// The text of an empty state.
pub struct Empty<'a> {
    pub icon: &'a str,
    pub title: &'a str,
    /// What to do. May be empty.
    pub hint: &'a str,
    /// Draw it in the error colour.
    pub wrong: bool,
}

/// Draws an empty state in the centre of the available space; `more` adds buttons below it.
pub fn empty(ui: &mut Ui, state: Empty<'_>, more: impl FnOnce(&mut Ui)) {
    let palette = theme::current(ui);
    let height = ui.available_height();
    ui.vertical_centered(|ui| {
        ui.add_space(((height - 96.0) * 0.42).max(8.0));
        let color = if state.wrong { palette.error } else { palette.weak };
        let icon = RichText::new(state.icon).font(FontId::proportional(28.0)).color(color);
        ui.add(egui::Label::new(icon).selectable(false));
        ui.add_space(4.0);
        let width = (ui.available_width() - 32.0).clamp(64.0, 520.0);
        ui.allocate_ui(vec2(width, 0.0), |ui| {
            ui.vertical_centered(|ui| {
                ui.label(RichText::new(state.title).font(fonts::strong(ui.ctx(), 13.0)).color(palette.text));
                if !state.hint.is_empty() {
                    super::weak(ui, state.hint);
                }
                more(ui);
            });
        });
    });
}
