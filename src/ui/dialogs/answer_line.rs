//! The answer of a test: a sign, or the spinner while it is waited for, before the words.

use egui::{Align, Color32, FontId, Label, Layout, RichText, Ui};

use crate::ui::style::SMALL;
use crate::ui::widgets;

/// A sign, or the spinner without one, before the words.
pub(super) fn answer_line(ui: &mut Ui, sign: &str, words: &str, sign_colour: Color32, colour: Color32) {
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if sign.is_empty() {
            widgets::busy(ui, 14.0, sign_colour);
        } else {
            ui.add(Label::new(RichText::new(sign).size(14.0).color(sign_colour)).selectable(false));
        }
        let text = RichText::new(widgets::breakable(words)).font(FontId::proportional(SMALL)).color(colour);
        let response = ui.add(Label::new(text).wrap());
        widgets::name(ui, response.id, words);
    });
}
