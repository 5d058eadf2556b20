//! Fields for single values: text, flags, choices, types.

use egui::{Align2, FontId, TextEdit, Ui, vec2};

use super::setting::Slot;
use crate::base::Type;
use crate::ui::style::SMALL;
use crate::ui::theme;
use crate::ui::widgets::{self, type_icon};

/// The margin of long text, aligned with other fields.
pub const LONG: egui::Margin = egui::Margin::symmetric(8, 4);

/// The placeholder of an empty field. In a row, which has no labels, it names the field.
pub fn placeholder(slot: &Slot<'_, '_>) -> &'static str {
    let own = slot.field.placeholder();
    own.unwrap_or(if slot.compact { slot.label } else { slot.hint })
}

/// `otherwise` is the meaning of an empty value; if it is unknown, the setting's hint is shown.
pub fn text(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut String, otherwise: &str) {
    let field = widgets::text_field(value);
    let field = if slot.compact { field.margin(egui::Margin::symmetric(6, 2)) } else { field };
    let output = field
        .id(slot.id)
        .hint_text(if otherwise.is_empty() { placeholder(slot) } else { otherwise })
        .desired_width(f32::INFINITY)
        .show(ui);
    let response = output.response.response;
    if response.changed() {
        slot.mark_changed();
    }
    if !value.is_empty() && value.chars().all(|letter| letter == ' ') && !response.has_focus() {
        // Blanks are invisible.
        let words = tr!("text-of-blanks", count = value.chars().count());
        let at = response.rect.left_center() + vec2(8.0, 0.0);
        let weak = theme::current(ui).weak;
        ui.painter().text(at, Align2::LEFT_CENTER, words, FontId::proportional(SMALL), weak);
    }
    slot.finish(ui, &response);
    hint(slot, response);
}

pub fn long_text(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut String) {
    let edit = TextEdit::multiline(value).id(slot.id).hint_text(placeholder(slot)).margin(LONG);
    let response = ui.add(edit.desired_width(f32::INFINITY).desired_rows(3));
    if response.changed() {
        slot.mark_changed();
    }
    slot.finish(ui, &response);
}

pub fn flag(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut bool) {
    let words = if slot.compact { "" } else { slot.field.label() };
    if !slot.compact {
        slot.name = words.to_owned();
    }
    let response = widgets::check(ui, value, words, &slot.name);
    if response.changed() {
        slot.mark_changed();
    }
    if slot.focus {
        response.request_focus();
    }
    if !slot.hint.is_empty() {
        response.on_hover_text(slot.hint);
    }
}

pub fn choice(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut usize, options: &[&'static str]) {
    let width = ui.available_width();
    let options: Vec<&str> = options.iter().map(|option| slot.field.option(option)).collect();
    let changed = if options.len() <= 3 && widgets::fit_side_by_side(ui, &options, width) {
        ui.push_id(slot.id, |ui| widgets::segments(ui, &slot.name, value, &options, width)).inner
    } else {
        let options: Vec<(&str, &str)> = options.iter().map(|words| ("", *words)).collect();
        widgets::drop_down(ui, slot.id, &slot.name, value, &options, width, slot.compact)
    };
    if changed {
        slot.mark_changed();
    }
}

pub fn data_type(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut Option<Type>) {
    let mut types: Vec<Type> = Type::CHOICES.to_vec();
    // A type that only a file can set stays in the list until another is chosen.
    types.extend(value.clone().filter(|t| !Type::CHOICES.contains(t)));
    let words: Vec<String> = types.iter().map(|data_type| data_type.name().to_string()).collect();
    let mut options = vec![("", slot.field.none())];
    options.extend(types.iter().zip(&words).map(|(t, word)| (type_icon(t), word.as_str())));
    let mut index = value.as_ref().and_then(|v| types.iter().position(|t| t == v)).map_or(0, |i| i + 1);
    let width = ui.available_width();
    if widgets::drop_down(ui, slot.id, &slot.name, &mut index, &options, width, slot.compact) {
        *value = index.checked_sub(1).and_then(|i| types.get(i).cloned());
        slot.mark_changed();
    }
}

pub fn hint(slot: &Slot<'_, '_>, response: egui::Response) {
    if !slot.hint.is_empty() && !response.has_focus() {
        response.on_hover_text(slot.hint);
    }
}
