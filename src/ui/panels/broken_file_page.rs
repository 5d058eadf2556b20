//! The page for a file that is not a valid project: what is wrong, where, and possible actions.

use egui::{Frame, Margin, RichText, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use crate::app::broken_file::BrokenFile;
use crate::app::{App, Command, ProjectCommand};
use crate::ui::theme::{self, Palette, UNIT};

use super::start_page::{card, recover};

const WIDTH: f32 = 720.0;
/// The maximum length of a shown line in characters.
const EXCERPT: usize = 160;

/// Draws the page instead of the start page.
pub fn broken_file_page(ui: &mut Ui, app: &App, broken: &BrokenFile, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    ui.painter().rect_filled(ui.max_rect(), 0, colours.background);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = WIDTH.min(ui.available_width() - 48.0);
        let side = (ui.available_width() - width) / 2.0;
        ui.add_space((ui.available_height() * 0.09).max(12.0 * UNIT));
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(width);
                details(ui, colours, broken);
                ui.add_space(6.0 * UNIT);
                buttons(ui, app, colours, broken, out);
            });
        });
    });
}

fn details(ui: &mut Ui, colours: &Palette, broken: &BrokenFile) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0 * UNIT;
        ui.label(RichText::new(icon::WARNING_CIRCLE).size(24.0).color(colours.error));
        let title = tr!("broken-title", file = broken.name());
        ui.label(RichText::new(title).size(22.0).strong().color(colours.text));
    });
    ui.add_space(UNIT);
    ui.label(RichText::new(broken.path.display().to_string()).small().color(colours.weak));
    ui.add_space(3.0 * UNIT);
    ui.label(RichText::new(sentence(&broken.why.to_string())).color(colours.text));
    if let Some(place) = &broken.location {
        ui.add_space(2.0 * UNIT);
        let frame = Frame::new().fill(colours.panel).stroke(egui::Stroke::new(1.0, colours.line));
        frame.corner_radius(4).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.spacing_mut().interact_size.y = 0.0;
            // In a long line, the excerpt begins shortly before the position.
            let first = place.column.map_or(0, |column| column.saturating_sub(EXCERPT / 2));
            let digits = place.line.to_string().len();
            let mut line = |number: String, words: &str, colour| {
                let mono = |words: &str, colour| RichText::new(words).monospace().color(colour);
                ui.horizontal(|ui| {
                    ui.label(mono(&format!("{number:>digits$} "), colours.weak));
                    let shown: String = words.chars().skip(first).take(EXCERPT).collect();
                    ui.add(egui::Label::new(mono(&shown, colour)).truncate());
                });
            };
            for (n, words) in place.above.iter().enumerate() {
                line((place.line - place.above.len() + n).to_string(), words, colours.weak);
            }
            line(place.line.to_string(), &place.text, colours.text);
            if let Some(column) = place.column {
                line(String::new(), &format!("{}^", " ".repeat(column.saturating_sub(1))), colours.error);
            }
        });
    }
    if broken.is_conflict {
        ui.add_space(2.0 * UNIT);
        ui.label(RichText::new(tr!("broken-conflict")).color(colours.weak));
    }
}

fn buttons(ui: &mut Ui, app: &App, colours: &Palette, broken: &BrokenFile, out: &mut Vec<Command>) {
    for recovery in broken.recoveries(&app.person.recoveries) {
        recover(ui, colours, recovery, out);
    }
    if let Some(run) = broken.last_run {
        let title = tr!("broken-last-run", run = run);
        if card(ui, colours, icon::CLOCK_COUNTER_CLOCKWISE, &title, tr!("broken-last-run-about")) {
            out.push(Command::Project(ProjectCommand::OpenLastRun));
        }
    }
    if card(ui, colours, icon::ARROW_CLOCKWISE, tr!("broken-again"), tr!("broken-again-about")) {
        out.push(Command::Project(ProjectCommand::Open(broken.path.clone())));
    }
    if card(ui, colours, icon::PENCIL_SIMPLE, tr!("broken-edit"), tr!("broken-edit-about")) {
        out.push(Command::Project(ProjectCommand::EditBroken));
    }
    if app.person.preferences.recent.contains(&broken.path)
        && card(ui, colours, icon::X, tr!("broken-forget"), tr!("broken-forget-about"))
    {
        out.push(Command::Project(ProjectCommand::ForgetRecent(broken.path.clone())));
        out.push(Command::Project(ProjectCommand::LeaveBroken));
    }
    if card(ui, colours, icon::ARROW_LEFT, tr!("broken-leave"), tr!("broken-leave-about")) {
        out.push(Command::Project(ProjectCommand::LeaveBroken));
    }
}

/// A message as a sentence of its own.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
