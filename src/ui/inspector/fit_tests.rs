//! Text inside controls is not cut at the default width of the inspector, in each language.

use egui::{Color32, FontId, Ui};

use super::probe::{ControlType, Probe, ProbedField};
use super::row_layout::{field_sizes, place_fields};
use super::{MARGIN, WIDTH, rows};
use crate::base::text::Language;
use crate::nodes::form::Field;
use crate::nodes::{Control, KINDS, Kind, Reader};
use crate::ui::fonts;
use crate::ui::style::BODY;

/// Records each control of a form with its width. Lists have one row.
struct Measured<'a> {
    ui: &'a Ui,
    found: Vec<(ProbedField, f32)>,
    /// Placeholders of empty text fields, which serve as labels in rows.
    hints: Vec<&'static str>,
}

impl Reader for Measured<'_> {
    fn control(&mut self, field: Field, control: Control<'_>) {
        let page = WIDTH - 2.0 * f32::from(MARGIN);
        if let Control::Rows(style, items) = control {
            items.add();
            let mut row = Probe::new(&[]);
            items.row(0, &mut row);
            let width = rows::width(page, style);
            self.hints.extend(row.fields.iter().map(|own| own.field.placeholder().unwrap_or(own.field.label())));
            let places = place_fields(&field_sizes(self.ui, &row.fields), style, width);
            self.found.extend(row.fields.into_iter().zip(places).map(|(own, place)| (own, place.width - place.label)));
        } else {
            let mut one = Probe::new(&[]);
            one.control(field, control);
            self.hints.push(field.placeholder().unwrap_or(field.hint()));
            self.found.extend(one.fields.into_iter().map(|own| (own, page)));
        }
    }
}

fn words_width(ui: &Ui, words: &str, size: f32) -> f32 {
    ui.painter().layout_no_wrap(words.to_owned(), FontId::proportional(size), Color32::WHITE).size().x
}

#[test]
fn words_in_controls_are_not_cut() {
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    let mut cut = Vec::new();
    for language in Language::ALL {
        language.make_current();
        ctx.run_ui(Default::default(), |ui| {
            for info in KINDS {
                let mut kind = Kind::read(info.meta.id, info.meta.version, "()").unwrap();
                let mut measured = Measured { ui, found: Vec::new(), hints: Vec::new() };
                kind.form(&mut measured);
                for ((own, width), hint) in measured.found.into_iter().zip(measured.hints) {
                    let (words, frame): (Vec<&str>, f32) = match own.sort {
                        ControlType::Text => (vec![hint], 16.0),
                        ControlType::Choice => (own.options.clone(), 26.0),
                        ControlType::Column | ControlType::DataType => {
                            (own.field.placeholder().into_iter().collect(), 26.0)
                        }
                        ControlType::Flag | ControlType::Number | ControlType::Wide => continue,
                    };
                    let wide = words.into_iter().filter(|words| words_width(ui, words, BODY) + frame > width);
                    cut.extend(wide.map(|words| format!("{} {}: {words}", info.meta.id, own.field.name)));
                }
            }
        })
        .drop_without_applying_deltas();
    }
    Language::English.make_current();
    assert!(cut.is_empty(), "{cut:#?}");
}
