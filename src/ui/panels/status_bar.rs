//! The line at the bottom: the last thing that was said, problems, zoom.

use egui::{Align, Button, Label, Layout, RichText, Ui, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::{Action, App, Command};
use crate::ui::{theme, widgets};

use super::selected_cells::selected_cells;
use super::work::work;
use super::written::written;

/// Draws the bar.
pub fn status_bar(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    ui.horizontal_centered(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !app.view.start_page {
                let zoom = format!("{:.0}%", app.view.camera.zoom * 100.0);
                if quiet(ui, &zoom, colours.weak, Action::ZoomReset.title()).clicked() {
                    out.push(Command::Do(Action::ZoomReset));
                }
                problems_button(ui, app, out);
                elsewhere(ui, app);
            }
            written(ui, app, out);
            let room = ui.available_width();
            if app.results.stopped && app.going().is_empty() {
                let words = format!("{} {}", icon::PLAY, tr!("compute-on"));
                if quiet(ui, &words, colours.warning, tr!("compute-on"))
                    .on_hover_text(tr!("table-stopped-about"))
                    .clicked()
                {
                    out.push(Command::GoOnComputing);
                }
            }
            work(ui, app, out);
            if !app.view.start_page {
                selected_cells(ui, app, room * 0.6);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words =
                    app.view.status.as_ref().map_or_else(|| tr!("status-ready").to_owned(), ToString::to_string);
                let text = RichText::new(&words).small().color(if app.view.status.is_some() {
                    colours.text
                } else {
                    colours.weak
                });
                ui.add(Label::new(text).truncate()).on_hover_text(words);
            });
        });
    });
}

/// That other windows have the project open too.
fn elsewhere(ui: &mut Ui, app: &App) {
    if app.disk.elsewhere > 0 {
        let colours = theme::palette(app.preferences.theme);
        let words = format!("{} {}", icon::BROWSERS, tr!("disk-badge", count = app.disk.elsewhere));
        let badge = Label::new(RichText::new(words).small().color(colours.warning)).selectable(false);
        ui.add(badge).on_hover_text(tr!("disk-badge-about"));
    }
}

fn problems_button(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
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
    let response = widgets::quiet(ui, true, Button::new(RichText::new(text).small().color(colour)));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    response
}
