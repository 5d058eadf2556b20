//! A field for one line of text, as high as the controls beside it.

use egui::{Align, Margin, TextEdit, vec2};

use crate::ui::theme::ROW;

/// The field; its words begin where those of a drop-down do.
pub fn text_field(text: &mut String) -> TextEdit<'_> {
    TextEdit::singleline(text).margin(Margin::symmetric(8, 2)).min_size(vec2(0.0, ROW)).vertical_align(Align::Center)
}
