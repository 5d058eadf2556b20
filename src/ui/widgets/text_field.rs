//! A single-line text field of the height of other controls.

use egui::{Align, Margin, TextEdit, vec2};

use crate::ui::theme::ROW;

/// The field, with its text aligned with that of a drop-down.
pub fn text_field(text: &mut String) -> TextEdit<'_> {
    TextEdit::singleline(text).margin(Margin::symmetric(8, 2)).min_size(vec2(0.0, ROW)).vertical_align(Align::Center)
}
