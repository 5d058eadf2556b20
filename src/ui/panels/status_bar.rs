//! The status bar: the last message, problems, zoom.

use egui::{Align, Button, Id, Label, Layout, RichText, Ui, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::view::StatusEnd;
use crate::app::{Action, App, Command, WindowCommand};
use crate::base::Text;
use crate::ui::{theme, widgets};

use super::background_work::background_work;
use super::run_place::run_place_word;
use super::selected_cells::selected_cells;
use super::written_files::written_files;

/// How long a message is shown, in seconds.
const MESSAGE_TIME: f64 = 8.0;

/// Draws the bar.
pub fn status_bar(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    ui.horizontal_centered(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !app.project.view.start_page {
                let zoom = format!("{:.0}%", app.project.view.camera.zoom * 100.0);
                if quiet(ui, &zoom, colours.weak, Action::ZoomReset.title()).clicked() {
                    out.push(Command::Do(Action::ZoomReset));
                }
                problems_button(ui, app, out);
                run_place_word(ui, app, out);
                other_windows(ui, app);
            }
            written_files(ui, app, out);
            let room = ui.available_width();
            if app.project.results.stopped && app.ongoing_work().is_empty() {
                let words = format!("{} {}", icon::PLAY, tr!("compute-on"));
                if quiet(ui, &words, colours.warning, tr!("compute-on"))
                    .on_hover_text(tr!("table-stopped-about"))
                    .clicked()
                {
                    out.push(Command::Window(WindowCommand::ResumePreview));
                }
            }
            background_work(ui, app, out);
            if !app.project.view.start_page {
                selected_cells(ui, app, room * 0.6);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let message = app.project.view.status.as_ref().filter(|_| is_recent(ui, app));
                let words = message.map_or_else(|| tr!("status-ready").to_owned(), ToString::to_string);
                let colour = if message.is_some() { colours.text } else { colours.weak };
                let text = RichText::new(&words).small().color(colour);
                ui.add(Label::new(text).truncate()).on_hover_text(words);
            });
        });
    });
}

/// Whether the message is still current. The reason of a failed action stays until the next message; a message about work in
/// progress stays while it lasts.
fn is_recent(ui: &Ui, app: &App) -> bool {
    let id = Id::new("status line said");
    let now = ui.input(|input| input.time);
    let message = (app.project.view.status_count, app.project.view.status.clone());
    let known = ui.data(|data| data.get_temp::<((u64, Option<Text>), f64)>(id)).filter(|(known, _)| *known == message);
    let since = known.map_or(now, |(_, since)| since);
    let is_going_on = app.project.run.is_running() || app.is_copying();
    ui.data_mut(|data| data.insert_temp(id, (message, if is_going_on { now } else { since })));
    let left = MESSAGE_TIME - (now - since);
    if app.project.view.status_end == StatusEnd::NextMessage || is_going_on {
        return true;
    }
    if left > 0.0 && app.project.view.status.is_some() {
        ui.ctx().request_repaint_after_secs(left as f32);
    }
    left > 0.0
}

/// Says that other windows have the same project open.
fn other_windows(ui: &mut Ui, app: &App) {
    if app.project.disk.elsewhere > 0 {
        let colours = theme::palette(app.person.preferences.theme);
        let words = format!("{} {}", icon::BROWSERS, tr!("disk-badge", count = app.project.disk.elsewhere));
        let badge = Label::new(RichText::new(words).small().color(colours.warning)).selectable(false);
        ui.add(badge).on_hover_text(tr!("disk-badge-about"));
    }
}

fn problems_button(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let errors = app.problems().filter(|(_, p)| p.severity == crate::base::Severity::Error).count();
    let all = app.problems().count();
    let (glyph, colour) = match (errors, all) {
        (0, 0) => (icon::CHECK, colours.weak),
        (0, _) => (icon::WARNING, colours.warning),
        _ => (icon::WARNING_CIRCLE, colours.error),
    };
    let words = tr!("status-problems", count = all);
    if quiet(ui, &format!("{glyph} {words}"), colour, Action::ToggleProblems.title()).clicked() {
        out.push(Command::Do(Action::ToggleProblems));
    }
}

fn quiet(ui: &mut Ui, text: &str, colour: egui::Color32, name: &str) -> egui::Response {
    let response = widgets::frameless_button(ui, true, Button::new(RichText::new(text).small().color(colour)).small());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    response
}
