//! The start page: recovery, recent projects, samples.

use std::path::Path;

use egui::{Align2, RichText, ScrollArea, Sense, Ui, Vec2, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::view::Dialog;
use crate::app::{
    Action, App, CanvasCommand, Command, ProjectCommand, Recovery, WindowCommand, is_data, recovery_summary, samples,
};
use crate::document::Position;
use crate::ui::theme::{self, Palette, UNIT};
use crate::ui::widgets::{self, action_icon};

use super::main_menu::languages;

const WIDTH: f32 = 720.0;
const CARD: f32 = 56.0;

/// Draws the page.
pub fn start_page(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    ui.painter().rect_filled(ui.max_rect(), 0, colours.background);
    let paths = ui.input(|i| i.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect::<Vec<_>>());
    if !paths.is_empty() {
        out.push(Command::Canvas(CanvasCommand::DropFiles { paths, at: Position::default() }));
    }
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = WIDTH.min(ui.available_width() - 48.0);
        let side = (ui.available_width() - width) / 2.0;
        ui.add_space((ui.available_height() * 0.09).max(12.0 * UNIT));
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.horizontal(|ui| {
                    ui.label(RichText::new("Tablewire").size(28.0).strong().color(colours.text));
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        let globe = widgets::button(ui, action_icon(Action::ToggleLanguage), tr!("language-menu"));
                        egui::Popup::menu(&globe).show(|ui| languages(ui, app, out));
                    });
                });
                ui.label(RichText::new(tr!("start-about")).size(15.0).color(colours.weak));
                ui.add_space(6.0 * UNIT);
                if !app.document().is_empty()
                    && card(ui, colours, icon::ARROW_LEFT, tr!("start-back"), &app.project.name())
                {
                    out.push(Command::Canvas(CanvasCommand::Open));
                }
                for suspect in &app.person.suspects {
                    let name = suspect.file_stem().unwrap_or_default().to_string_lossy();
                    let title = tr!("suspect-open", name = name);
                    if card(ui, colours, icon::WARNING, &title, tr!("suspect-about")) {
                        out.push(Command::Project(ProjectCommand::Open(suspect.clone())));
                    }
                }
                if app.person.recoveries.len() > 1 {
                    let about = tr!("recover-all-about", count = app.person.recoveries.len());
                    if card(ui, colours, icon::ARROW_COUNTER_CLOCKWISE, tr!("recover-all"), &about) {
                        out.push(Command::Project(ProjectCommand::Recover(
                            app.person.recoveries.iter().map(|r| r.path.clone()).collect(),
                        )));
                    }
                }
                for recovery in &app.person.recoveries {
                    recover(ui, colours, recovery, out);
                }
                for action in [Action::New, Action::Open, Action::Guide] {
                    if card(ui, colours, action_icon(action), action.title().trim_end_matches('…'), action.about()) {
                        out.push(Command::Do(action));
                    }
                }
                if !app.person.preferences.recent.is_empty() {
                    heading(ui, colours, tr!("start-recent"));
                    app.person.preferences.recent.iter().for_each(|path| recent(ui, colours, path, out));
                }
                heading(ui, colours, tr!("start-samples"));
                let found = samples();
                if found.is_empty() {
                    ui.label(RichText::new(tr!("start-no-samples")).color(colours.weak));
                }
                for sample in found {
                    if card(ui, colours, icon::FLOW_ARROW, &sample.title.to_string(), &sample.about.to_string()) {
                        out.push(Command::Project(ProjectCommand::OpenSample(sample.name.into())));
                    }
                }
                ui.add_space(8.0 * UNIT);
            });
        });
    });
}

fn heading(ui: &mut Ui, colours: &Palette, text: &str) {
    ui.add_space(5.0 * UNIT);
    ui.label(RichText::new(text).small().color(colours.weak));
    ui.add_space(UNIT);
}

fn recent(ui: &mut Ui, colours: &Palette, path: &Path, out: &mut Vec<Command>) {
    let data = is_data(path);
    // The extension of a project is omitted.
    let name = if data { path.file_name() } else { path.file_stem() }.unwrap_or_default().to_string_lossy();
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    let place = Vec2::new(ui.available_width(), CARD);
    ui.allocate_ui_with_layout(place, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if widgets::icon_button(ui, icon::X, &tr!("start-forget", name = name)).clicked() {
            out.push(Command::Project(ProjectCommand::ForgetRecent(path.to_owned())));
        }
        if card(ui, colours, if data { icon::TABLE } else { icon::FLOW_ARROW }, &name, &folder) {
            out.push(Command::Project(ProjectCommand::Open(path.to_owned())));
        }
    });
}

pub(super) fn recover(ui: &mut Ui, colours: &Palette, recovery: &Recovery, out: &mut Vec<Command>) {
    let seconds = recovery.when.and_then(|when| when.elapsed().ok()).map_or(0, |since| since.as_secs());
    let differences: Vec<String> = recovery.differences.iter().map(ToString::to_string).collect();
    let about = tr!(
        "recovery-about",
        when = recovery_summary::ago(seconds),
        changes = recovery.changes.max(1),
        nodes = say!("count-nodes", count = recovery.nodes),
        differences = differences.join(tr!("between-sentences"))
    );
    let place = Vec2::new(ui.available_width(), CARD);
    ui.allocate_ui_with_layout(place, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if widgets::button(ui, icon::TRASH, tr!("recovery-discard"))
            .on_hover_text(tr!("recovery-discard-about"))
            .clicked()
        {
            out.push(Command::Window(WindowCommand::OpenDialog(Dialog::Discard(recovery.path.clone()))));
        }
        if card(ui, colours, icon::ARROW_COUNTER_CLOCKWISE, &tr!("recovery-recover", name = recovery.name()), &about) {
            out.push(Command::Project(ProjectCommand::Recover(vec![recovery.path.clone()])));
        }
    });
}

/// A wide button with an icon, a title and a description.
pub(super) fn card(ui: &mut Ui, colours: &Palette, glyph: &str, title: &str, about: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), CARD), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, title));
    let lit = response.hovered() || response.has_focus();
    let fill = if lit { colours.hover } else { colours.panel };
    let stroke = egui::Stroke::new(1.0, if response.has_focus() { colours.accent } else { colours.line });
    let rect = rect.shrink2(Vec2::new(0.0, 2.0));
    ui.painter().rect(rect, theme::RADIUS, fill, stroke, egui::StrokeKind::Inside);
    let painter = ui.painter_at(rect);
    let at = rect.left_center() + Vec2::new(24.0, 0.0);
    painter.text(at, Align2::CENTER_CENTER, glyph, egui::FontId::proportional(20.0), colours.accent);
    let at = rect.left_center() + Vec2::new(52.0, -9.0);
    painter.text(at, Align2::LEFT_CENTER, title, egui::TextStyle::Body.resolve(ui.style()), colours.text);
    let at = rect.left_center() + Vec2::new(52.0, 9.0);
    let font = egui::TextStyle::Small.resolve(ui.style());
    let job = widgets::elided_job(about, font, colours.weak, rect.right() - at.x - 12.0);
    let galley = painter.layout_job(job);
    let cut = galley.elided;
    painter.galley(at - Vec2::new(0.0, galley.size().y / 2.0), galley, colours.weak);
    let response = if cut { response.on_hover_text(about) } else { response };
    response.clicked()
}
