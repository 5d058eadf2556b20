//! A search field.

use egui::{FontId, Id, Key, Response, TextEdit, Ui, vec2};

use crate::ui::theme::{self, ROW};

/// A field with a magnifier and a clear button. `name` is its placeholder and accessible name.
pub fn search_field(ui: &mut Ui, id: Id, name: &str, text: &mut String) -> Response {
    let palette = theme::current(ui);
    let width = ui.available_width();
    let right = if text.is_empty() { 6 } else { 24 };
    let output = TextEdit::singleline(text)
        .id(id)
        .hint_text(name)
        .margin(egui::Margin { left: 26, right, top: 3, bottom: 3 })
        .desired_width(width)
        .vertical_align(egui::Align::Center)
        .min_size(vec2(0.0, ROW))
        .show(ui);
    let mut response = output.response.response;
    super::name(ui, id, name);
    let lens = response.rect.left_center() + vec2(14.0, 0.0);
    let font = FontId::proportional(14.0);
    let icon = egui_phosphor::regular::MAGNIFYING_GLASS;
    ui.painter().text(lens, egui::Align2::CENTER_CENTER, icon, font, palette.weak);
    if !text.is_empty() {
        let cross = egui::Rect::from_center_size(response.rect.right_center() - vec2(13.0, 0.0), vec2(18.0, 18.0));
        let clear = super::draw_over(ui, cross, |ui| {
            super::small_icon_button(ui, egui_phosphor::regular::X, tr!("clear-search"))
        });
        let escaped = response.has_focus() && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape));
        if clear.clicked() || escaped {
            text.clear();
            response.mark_changed();
            response.request_focus();
        }
    }
    response
}
