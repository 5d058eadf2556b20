//! A number field with a unit, thousands separators for counts, and no superfluous digits.

use std::ops::RangeInclusive;

use egui::{DragValue, Ui, vec2};

use super::scalar_fields::hint;
use super::setting::Slot;
use crate::base::number::grouped;
use crate::ui::theme::{self, ROW};

/// Wide enough for any setting.
const FIELD_WIDTH: f32 = 120.0;

pub fn integer(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut i64, range: RangeInclusive<i64>) {
    let before = *value;
    let unit = slot.field.unit(before as f64);
    // Numbers with a unit are counts; a seed or an index is not.
    let counts = unit.is_some();
    // The drag speed grows with the number, so that thousands are within reach.
    let speed = (before as f64).abs().max(10.0) * 0.02;
    let drag = DragValue::new(value).range(range).speed(speed);
    show(ui, slot, drag, unit, counts);
    if *value != before {
        slot.mark_changed();
    }
}

pub fn number(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut f64, range: RangeInclusive<f64>) {
    let unit = slot.field.unit(*value);
    fraction(ui, slot, value, range, unit);
}

/// A percentage from 0 to 100.
pub fn percent(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut f64) {
    fraction(ui, slot, value, 0.0..=100.0, Some("%"));
}

/// A share from 0 to 1, shown as a percentage.
pub fn share(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut f64) {
    let before = (*value * 1e10).round() / 1e8;
    let mut shown = before;
    percent(ui, slot, &mut shown);
    if shown.to_bits() != before.to_bits() {
        *value = (shown * 1e8).round() / 1e10;
    }
}

fn fraction(
    ui: &mut Ui,
    slot: &mut Slot<'_, '_>,
    value: &mut f64,
    range: RangeInclusive<f64>,
    unit: Option<&'static str>,
) {
    let before = *value;
    let span = range.end() - range.start();
    let speed = if span.is_finite() && span <= 1000.0 { span / 200.0 } else { value.abs().max(1.0) * 0.02 };
    let drag = DragValue::new(value).range(range).speed(speed).max_decimals(6);
    show(ui, slot, drag, unit, false);
    if value.to_bits() != before.to_bits() {
        slot.mark_changed();
    }
}

fn show(ui: &mut Ui, slot: &Slot<'_, '_>, drag: DragValue<'_>, unit: Option<&str>, counts: bool) {
    let width = ui.available_width().min(FIELD_WIDTH);
    let drag = drag
        .update_while_editing(true)
        .suffix(match unit {
            Some("%") => "%".to_owned(),
            Some(unit) => format!(" {unit}"),
            None => String::new(),
        })
        .custom_formatter(move |value, _| format_number(value, counts))
        .custom_parser(move |typed| parse_number(typed, counts));
    let fill = theme::field(theme::current(ui));
    let field = ui.push_id(slot.id, |ui| {
        // Left-aligned like text, on the background of a field.
        ui.spacing_mut().interact_size = vec2(width, ROW);
        ui.visuals_mut().widgets.inactive.weak_bg_fill = fill;
        ui.add(drag)
    });
    let response = field.inner;
    slot.finish(ui, &response);
    hint(slot, response);
}

/// "1,000,000" for counts, else "0.9".
fn format_number(value: f64, counts: bool) -> String {
    let whole = value.abs() < 1e15 && value.fract() == 0.0;
    match (counts && whole, value < 0.0) {
        (true, false) => grouped(value as u64),
        (true, true) => format!("-{}", grouped(-value as u64)),
        // Avoids "-0".
        (false, _) => (value + 0.0).to_string(),
    }
}

/// Parses typed text, with or without unit and thousands separators. For other numbers than counts, a comma is a decimal
/// separator. `None` if the text is ambiguous.
fn parse_number(typed: &str, counts: bool) -> Option<f64> {
    let typed = typed.replace('−', "-");
    let number = typed.trim().trim_end_matches(|c: char| c.is_alphabetic() || c == '%').trim_end();
    let plain = if !counts {
        number.replacen(',', ".", 1)
    } else if let Some((first, groups)) = number.split_once(',') {
        let is_first = (1..=3).contains(&first.trim_start_matches('-').len());
        let are_groups = groups.split(',').all(|group| group.len() == 3 && group.parse::<u16>().is_ok());
        (is_first && are_groups).then(|| number.replace(',', ""))?
    } else {
        number.to_owned()
    };
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_no_digit_too_many() {
        for (value, counts, shown) in [
            (0.9, false, "0.9"),
            (0.0, false, "0"),
            (-0.0, false, "0"),
            (12.0, false, "12"),
            (1_000_000.0, true, "1,000,000"),
            (-1_234.0, true, "-1,234"),
            (12_345.0, false, "12345"),
        ] {
            assert_eq!(format_number(value, counts), shown);
            assert_eq!(parse_number(shown, counts), Some(value + 0.0), "{shown}");
        }
    }

    #[test]
    fn what_is_typed_means_one_number_or_none() {
        let counted = |typed| parse_number(typed, true);
        assert_eq!(counted("10,000 rows"), Some(10_000.0));
        assert_eq!(counted("20 行"), Some(20.0));
        assert_eq!(
            [counted("0,5"), counted("1,00"), counted("1,2345"), counted("rows"), counted("1000,000")],
            [None; 5]
        );
        assert_eq!(parse_number("0,5", false), Some(0.5));
        assert_eq!(parse_number("2.5 %", false), Some(2.5));
        assert_eq!([parse_number("1,2,3", false), parse_number("inf", false), parse_number("", false)], [None; 3]);
    }
}
