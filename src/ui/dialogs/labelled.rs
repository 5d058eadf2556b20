//! Rows of the form: a label before a field, and words below it.

use egui::{RichText, Sense, Ui, vec2};

use crate::base::{Problem, Severity};
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets;

/// The width of the labels, in points.
pub(super) const LABEL: f32 = 112.0;

/// The words of a problem under its field; calm where something is only missing.
pub(super) fn complain(ui: &mut Ui, problem: &Problem) {
    let colours = theme::current(ui);
    let colour = if problem.severity == Severity::Error { colours.error } else { colours.weak };
    remark(ui, &problem.words(), colour);
}

pub(super) fn remark(ui: &mut Ui, words: &str, colour: egui::Color32) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(LABEL);
        ui.add(egui::Label::new(RichText::new(widgets::breakable(words)).small().color(colour)).wrap());
    });
    ui.add_space(UNIT);
}

/// A row with a label; the content gets the width that is left.
pub(super) fn labelled<R>(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui, f32) -> R) -> R {
    let colours = theme::current(ui);
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(LABEL, ROW), Sense::hover());
        let font = egui::TextStyle::Body.resolve(ui.style());
        ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, label, font, colours.weak);
        let width = ui.available_width();
        add(ui, width)
    });
    row.inner
}
