//! The choice of where the project runs: this machine, or one of the user's clusters.

use egui::{Button, Popup, RichText, Ui, WidgetInfo, WidgetType, vec2};
use egui_phosphor::regular as icon;

use crate::app::view::Dialog;
use crate::app::{App, ClusterCommand, Command, WindowCommand};
use crate::ui::widgets::{self, menu};
use crate::ui::{popups, theme};

/// The width of the list, in points.
const WIDTH: f32 = 230.0;

/// The button beside that of the run, which opens the choice.
pub fn run_place_button(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let is_enabled = !app.project.view.start_page || !app.document().is_empty();
    let cluster = app.run_cluster();
    let colour = if cluster.is_some() { colours.accent } else { colours.text };
    let sign = if cluster.is_some() { icon::HARD_DRIVES } else { icon::CARET_DOWN };
    let size = if cluster.is_some() { 16.0 } else { 12.0 };
    let button = Button::new(RichText::new(sign).size(size).color(colour)).min_size(vec2(24.0, 28.0));
    let response = widgets::frameless_button(ui, is_enabled, button);
    let name = tr!("run-place");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, is_enabled, name));
    choice(app, response.on_hover_text(about(app)), out);
}

/// Where a run goes, in the status bar; nothing for a user without clusters.
pub fn run_place_word(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    if app.person.preferences.clusters.is_empty() {
        return;
    }
    let colours = theme::palette(app.person.preferences.theme);
    let (sign, colour) = match app.run_cluster() {
        Some(_) => (icon::HARD_DRIVES, colours.accent),
        None => (icon::DESKTOP, colours.weak),
    };
    let words = place_name(app);
    let button = Button::new(RichText::new(format!("{sign} {words}")).small().color(colour)).small();
    let response = widgets::frameless_button(ui, true, button);
    let name = tr!("run-place-is", place = words);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
    choice(app, response.on_hover_text(about(app)), out);
}

fn place_name(app: &App) -> String {
    app.run_cluster().map_or_else(|| tr!("this-machine").to_owned(), |cluster| cluster.name.clone())
}

fn about(app: &App) -> String {
    match app.run_cluster() {
        Some(cluster) => tr!("run-place-cluster", name = cluster.name, address = cluster.address.trim()),
        None => tr!("run-place-here").to_owned(),
    }
}

fn choice(app: &App, button: egui::Response, out: &mut Vec<Command>) {
    let id = button.id.with("places");
    popups::set_owner(&button.ctx, id, button.id);
    let now = app.run_cluster().map(|cluster| &cluster.name);
    Popup::menu(&button).id(id).show(|ui| {
        ui.set_width(WIDTH);
        menu::entries(ui, |ui| {
            let mut entry = |ui: &mut Ui, words: &str, sign: &str, is_on: bool, command: Command| {
                let entry = Button::selectable(is_on, (sign, words)).min_size(vec2(ui.available_width(), theme::ROW));
                let response = ui.add(entry);
                widgets::name(ui, response.id, words);
                popups::name(ui.ctx(), response.id, words);
                if response.clicked() {
                    out.push(command);
                    ui.close();
                }
                response
            };
            let here = Command::Cluster(ClusterCommand::RunOn(None));
            entry(ui, tr!("this-machine"), icon::DESKTOP, now.is_none(), here);
            for cluster in &app.person.preferences.clusters {
                let command = Command::Cluster(ClusterCommand::RunOn(Some(cluster.name.clone())));
                let is_on = now == Some(&cluster.name);
                let response = entry(ui, &cluster.name, icon::HARD_DRIVES, is_on, command);
                response.on_hover_text(cluster.address.trim());
            }
            ui.separator();
            let command = Command::Window(WindowCommand::OpenDialog(Dialog::Clusters));
            entry(ui, tr!("run-place-clusters"), icon::GEAR, false, command);
        });
    });
}
