//! The layout of a row's fields: side by side if their text fits, else on further lines with labels.

use egui::{FontId, Ui};

use super::probe::{ControlType, ProbedField};
use crate::base::Type;
use crate::nodes::form::RowsStyle;
use crate::ui::style::{BODY, SMALL};

/// Between fields.
pub const GAP: f32 = 4.0;
/// The minimum width of labels, so that labels of most rows align.
const LABEL: f32 = 56.0;
/// The width of a drop-down without its text.
const DROP_DOWN_FRAME: f32 = 26.0;

/// The place of a field. Fields with the same `line` stand side by side. Lengths in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldPlace {
    pub line: usize,
    pub x: f32,
    pub width: f32,
    /// The part of the width for the label before the control; 0 without a label.
    pub label: f32,
}

/// The space that a field needs, in points.
#[derive(Clone, Copy, Debug)]
pub struct FieldSize {
    sort: ControlType,
    /// The width at which its text is legible.
    least: f32,
    /// The width of its label, or 0.
    label: f32,
}

/// Measures the fields of a row.
pub fn field_sizes(ui: &Ui, fields: &[ProbedField]) -> Vec<FieldSize> {
    fields.iter().map(|probed| field_size(ui, probed)).collect()
}

fn widest<'a>(ui: &Ui, words: impl IntoIterator<Item = &'a str>) -> f32 {
    words.into_iter().map(|words| words_width(ui, words, BODY)).fold(0.0, f32::max)
}

fn words_width(ui: &Ui, words: &str, size: f32) -> f32 {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), FontId::proportional(size), egui::Color32::WHITE);
    galley.size().x.ceil()
}

fn field_size(ui: &Ui, probed: &ProbedField) -> FieldSize {
    let least = match probed.sort {
        ControlType::Flag => 20.0,
        ControlType::Number => 64.0,
        ControlType::Text => 84.0,
        ControlType::Column => 100.0,
        ControlType::Choice => DROP_DOWN_FRAME + widest(ui, probed.options.iter().copied()),
        ControlType::DataType => {
            let types: Vec<String> = Type::CHOICES.iter().map(|data_type| data_type.name().to_string()).collect();
            DROP_DOWN_FRAME + widest(ui, types.iter().map(String::as_str).chain([probed.field.none()]))
        }
        ControlType::Wide => 0.0,
    };
    FieldSize { sort: probed.sort, least, label: words_width(ui, probed.field.heading(), SMALL) }
}

/// Places the fields of a row within `width`. Fields with a heading share lines; wide fields have their own. Rows of a fixed list
/// are table rows and never wrap.
pub fn place_fields(fields: &[FieldSize], style: RowsStyle, width: f32) -> Vec<FieldPlace> {
    let has_wide = fields.iter().any(|wanted| wanted.sort == ControlType::Wide);
    // From the second line on, each field has a label.
    let widest = fields.iter().skip(1).map(|wanted| wanted.label).fold(LABEL, f32::max);
    let label = if has_wide { 0.0 } else { widest.min(width / 2.0) };
    let mut lines: Vec<Vec<usize>> = Vec::new();
    let mut taken = 0.0;
    for (index, wanted) in fields.iter().enumerate() {
        let alone = wanted.sort == ControlType::Wide || (index > 0 && fields[index - 1].sort == ControlType::Wide);
        let extra = !has_wide && index >= style.headings;
        let before = if lines.len() > 1 { label } else { 0.0 };
        let is_full = !style.fixed && taken + GAP + before + wanted.least > width;
        match lines.last_mut() {
            Some(line) if !(alone || extra || is_full) => {
                line.push(index);
                taken += GAP + before + wanted.least;
            }
            _ => {
                taken = wanted.least + if lines.is_empty() { 0.0 } else { label };
                lines.push(vec![index]);
            }
        }
    }
    let mut places = Vec::with_capacity(fields.len());
    for (number, line) in lines.iter().enumerate() {
        let label = if number == 0 { 0.0 } else { label };
        let among: Vec<FieldSize> = line.iter().map(|index| fields[*index]).collect();
        let mut x = 0.0;
        for own in distribute(&among, label, width) {
            places.push(FieldPlace { line: number, x, width: own, label });
            x += own + GAP;
        }
        // All lines have the same right edge.
        if let Some(last) = places.last_mut().filter(|_| among.iter().any(|wanted| wanted.sort != ControlType::Flag)) {
            last.width = last.width.max((width - last.x).floor());
        }
    }
    places
}

/// Distributes the width among fields on one line: what each needs, plus a share of the rest by control type.
fn distribute(fields: &[FieldSize], label: f32, width: f32) -> Vec<f32> {
    let is_flag = |wanted: &FieldSize| wanted.sort == ControlType::Flag;
    let flags = fields.iter().filter(|wanted| is_flag(wanted)).map(|wanted| wanted.least).sum::<f32>();
    let room = width - GAP * fields.len().saturating_sub(1) as f32;
    let least: f32 = fields.iter().map(|wanted| wanted.least + label).sum();
    let weights: f32 = fields.iter().map(|wanted| weight(wanted.sort)).sum();
    let share = |wanted: &FieldSize| {
        if is_flag(wanted) {
            wanted.least
        } else if room >= least {
            wanted.least + label + (room - least) * weight(wanted.sort) / weights.max(0.1)
        } else {
            (wanted.least + label) * (room - flags).max(40.0) / (least - flags).max(1.0)
        }
    };
    fields.iter().map(|wanted| share(wanted).floor()).collect()
}

/// How much a control type benefits from extra width: names may be long, options are known.
fn weight(sort: ControlType) -> f32 {
    match sort {
        ControlType::Flag => 0.0,
        ControlType::Column | ControlType::Text | ControlType::Wide => 1.0,
        ControlType::Number | ControlType::Choice | ControlType::DataType => 0.25,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(sort: ControlType, least: f32) -> FieldSize {
        FieldSize { sort, least, label: 40.0 }
    }

    fn lines(fields: &[FieldSize], style: RowsStyle, width: f32) -> Vec<usize> {
        let places = place_fields(fields, style, width);
        for (place, field) in places.iter().zip(fields) {
            assert!(place.x + place.width <= width, "{place:?} ends within {width}");
            assert!(style.fixed || place.width - place.label >= field.least.min(width / 2.0), "{place:?} of {field:?}");
        }
        places.iter().map(|place| place.line).collect()
    }

    #[test]
    fn a_row_is_broken_where_words_would_be_cut() {
        let (column, choice, text) =
            (wanted(ControlType::Column, 104.0), wanted(ControlType::Choice, 141.0), wanted(ControlType::Text, 84.0));
        let aggregation = [column, choice, text];
        let style = RowsStyle::of(3);
        assert_eq!(lines(&aggregation, style, 260.0), [0, 0, 1]);
        assert_eq!(lines(&aggregation, style, 340.0), [0, 0, 0]);
        assert_eq!(lines(&aggregation, style, 200.0), [0, 1, 2]);
        // A field without a heading always goes to a further line.
        assert_eq!(lines(&[column, choice, text, text], style, 400.0), [0, 0, 0, 1]);
        // Two fields on a further line need space for their labels too.
        let sort = [column, wanted(ControlType::Choice, 100.0), wanted(ControlType::Choice, 70.0)];
        assert_eq!(lines(&sort, style, 195.0), [0, 1, 2]);
        assert_eq!(lines(&sort, style, 145.0), [0, 1, 2]);
        let wide = wanted(ControlType::Wide, 0.0);
        assert_eq!(lines(&[wide, choice, text], style, 260.0), [0, 1, 1]);
    }

    #[test]
    fn a_table_is_never_broken() {
        let select =
            [wanted(ControlType::Flag, 20.0), wanted(ControlType::Column, 104.0), wanted(ControlType::Text, 84.0)];
        assert_eq!(lines(&select, RowsStyle::fixed(3), 120.0), [0, 0, 0]);
    }

    #[test]
    fn labels_of_a_row_are_as_wide_as_the_widest() {
        let text = wanted(ControlType::Text, 84.0);
        let long = FieldSize { label: 90.0, ..text };
        let found = place_fields(&[text, text, long], RowsStyle::of(1), 260.0);
        assert_eq!(found.iter().map(|place| place.label).collect::<Vec<_>>(), [0.0, 90.0, 90.0]);
    }
}
