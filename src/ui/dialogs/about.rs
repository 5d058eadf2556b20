//! The About dialog, with text to copy into a bug report.

use egui::{Label, RichText, vec2};
use egui_phosphor::regular as icon;

use crate::app::{App, Command, WindowCommand, about};
use crate::ui::theme::{self, ROW};
use crate::ui::widgets::{button, primary_button};

use super::card::{answers, card};

/// The left edge of the values.
const VALUES: f32 = 120.0;

pub(super) fn show(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    card(ctx, app, 520.0, out, |ui, out| {
        ui.label(RichText::new(tr!("about-title")).heading().color(colours.text));
        ui.label(RichText::new(tr!("start-about")).small().color(colours.weak));
        ui.add_space(8.0);
        let lines = about();
        for (words, value) in &lines {
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(VALUES, ROW), egui::Sense::hover());
                let font = egui::TextStyle::Body.resolve(ui.style());
                ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, words, font, colours.weak);
                ui.add(Label::new(RichText::new(value).color(colours.text)).truncate().selectable(true));
            });
        }
        ui.add_space(8.0);
        answers(ui, |ui| {
            if primary_button(ui, "", tr!("done")).clicked() {
                out.push(Command::Window(WindowCommand::CloseDialog));
            }
            if button(ui, icon::COPY, tr!("about-copy")).clicked() {
                let text: Vec<String> = lines.iter().map(|(words, value)| format!("{words}: {value}")).collect();
                ui.ctx().copy_text(format!("{}\n{}", tr!("about-title"), text.join("\n")));
                out.push(Command::Window(WindowCommand::ShowStatus(say!("about-copied"))));
            }
        });
    });
}
