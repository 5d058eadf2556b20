//! Controls for single values: text, flags, numbers, choices, types.

use std::ops::RangeInclusive;

use egui::{Align, DragValue, TextEdit, Ui, vec2};

use super::field::Slot;
use crate::base::Type;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets::{self, type_icon};

/// Wide enough for any setting, and not so wide that a number looks lost.
const NUMBER: f32 = 112.0;

/// The hint inside an empty field: a row has no labels, so that it says what the field is.
pub fn placeholder(slot: &Slot<'_, '_>) -> &'static str {
    let own = slot.field.placeholder();
    own.unwrap_or(if slot.compact { slot.label } else { slot.hint })
}

/// `otherwise` is what an empty one means; where that is not known, the setting's own words are shown.
pub fn text(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut String, otherwise: &str) {
    let output = TextEdit::singleline(value)
        .id(slot.id)
        .hint_text(if otherwise.is_empty() { placeholder(slot) } else { otherwise })
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, ROW))
        .margin(egui::Margin::symmetric(if slot.compact { 6 } else { 8 }, 2))
        .vertical_align(Align::Center)
        .show(ui);
    let response = output.response.response;
    if response.changed() {
        slot.mark_changed();
    }
    slot.finish(ui, &response);
    hint(slot, response);
}

pub fn long_text(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut String) {
    let edit = TextEdit::multiline(value).id(slot.id).hint_text(placeholder(slot));
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

pub fn integer(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut i64, range: RangeInclusive<i64>) {
    let before = *value;
    // Points of movement per unit grow with the number, so that thousands are reached without crossing the screen.
    let speed = (*value as f64).abs().max(10.0) * 0.02;
    let drag = DragValue::new(value).range(range).speed(speed).update_while_editing(true);
    drag_value(ui, slot, drag);
    if *value != before {
        slot.mark_changed();
    }
}

pub fn number(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut f64, range: RangeInclusive<f64>) {
    let before = *value;
    let span = range.end() - range.start();
    let speed = if span.is_finite() && span <= 1000.0 { span / 200.0 } else { value.abs().max(1.0) * 0.02 };
    let drag = DragValue::new(value).range(range).speed(speed).max_decimals(6).update_while_editing(true);
    drag_value(ui, slot, drag);
    if value.to_bits() != before.to_bits() {
        slot.mark_changed();
    }
}

fn drag_value(ui: &mut Ui, slot: &Slot<'_, '_>, drag: DragValue<'_>) {
    let width = ui.available_width().min(NUMBER);
    let drag = drag.suffix(slot.field.unit().map(|unit| format!(" {unit}")).unwrap_or_default());
    let fill = theme::field(theme::current(ui));
    let field = ui.push_id(slot.id, |ui| {
        // A number stands as text does, and its ground is that of a field.
        ui.spacing_mut().interact_size = vec2(width, ROW);
        ui.visuals_mut().widgets.inactive.weak_bg_fill = fill;
        ui.add(drag)
    });
    let response = field.inner;
    slot.finish(ui, &response);
    hint(slot, response);
}

pub fn choice(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut usize, options: &[&'static str]) {
    let width = ui.available_width();
    let options: Vec<&str> = options.iter().map(|option| slot.field.option(option)).collect();
    let letters: usize = options.iter().map(|words| words.chars().count()).sum();
    let side_by_side = options.len() <= 3 && letters as f32 * 7.0 + options.len() as f32 * 16.0 <= width;
    let changed = if side_by_side {
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
    // A type that only a file can name stays what it is until another is chosen.
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

fn hint(slot: &Slot<'_, '_>, response: egui::Response) {
    if !slot.hint.is_empty() && !response.has_focus() {
        response.on_hover_text(slot.hint);
    }
}
