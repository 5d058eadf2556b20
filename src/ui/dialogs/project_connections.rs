//! The dialog of the connections that the project defines: names, drivers and paths. Machines may define other ones under the
//! same names.

use std::collections::BTreeSet;

use egui::{RichText, Ui};
use egui_phosphor::regular as icon;

use crate::app::{App, Command, PROJECT_DRIVERS, ProjectCommand, WindowCommand, connection_problem};
use crate::document::ConnectionDefault;
use crate::ui::theme;
use crate::ui::widgets;

use super::card::card;
use super::named_rows::{GAP, field, headings, name_field, title};

/// The widths of name, driver and what the driver needs.
const WIDTHS: [f32; 3] = [150.0, 110.0, 330.0];

/// The parts of a driver that have a field, with the width of each in points.
fn fields(driver: &str) -> &'static [(&'static str, f32)] {
    match driver {
        "postgres" | "mysql" => &[("host", 120.0), ("port", 46.0), ("database", 74.0), ("user", 66.0)],
        _ => &[("path", 330.0)],
    }
}

/// What a part is called.
fn part_words(part: &str) -> &'static str {
    match part {
        "host" => tr!("connection-host"),
        "port" => tr!("connection-port"),
        "database" => tr!("connection-database"),
        "user" => tr!("connection-user"),
        _ => tr!("connection-path"),
    }
}

/// The connections that were added in this dialog and not filled in yet: what they lack is no mistake.
#[derive(Debug, Default)]
pub struct State {
    blank: BTreeSet<String>,
}

pub(super) fn show(state: &mut State, ctx: &egui::Context, app: &App, fresh: bool, out: &mut Vec<Command>) {
    if fresh {
        *state = State::default();
    }
    let colours = theme::palette(app.person.preferences.theme);
    card(ctx, app, 650.0, out, |ui, out| {
        title(ui, app, tr!("project-connections"), tr!("connections-about"));
        let connections = app.document().connections();
        if connections.is_empty() {
            ui.label(RichText::new(tr!("connections-none")).color(colours.weak));
        } else {
            let texts = [tr!("parameter-name"), tr!("connection-driver"), tr!("connection-parts")];
            headings(ui, texts.into_iter().zip(WIDTHS));
            for (name, connection) in connections {
                row(state, ui, name, connection, out);
            }
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if widgets::button(ui, icon::PLUS, tr!("connection-add")).clicked() {
                let name = crate::base::name::unique("connection", |name| connections.contains_key(name));
                let new = ConnectionDefault([("driver", "sqlite"), ("path", "")].map(owned).into());
                state.blank.insert(name.clone());
                out.push(set(None, Some((&name, new))));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::primary_button(ui, "", tr!("done")).clicked() {
                    // What is still blank is shown once before the dialog closes.
                    state.blank.retain(|name| connections.contains_key(name));
                    if std::mem::take(&mut state.blank).is_empty() {
                        out.push(Command::Window(WindowCommand::CloseDialog));
                    }
                }
            });
        });
    });
}

fn owned((part, text): (&str, &str)) -> (String, String) {
    (part.to_owned(), text.to_owned())
}

fn set(old: Option<&str>, new: Option<(&str, ConnectionDefault)>) -> Command {
    let new = new.map(|(name, connection)| (name.to_owned(), connection));
    Command::Project(ProjectCommand::SetConnection { old: old.map(str::to_owned), new })
}

fn row(state: &mut State, ui: &mut Ui, name: &str, connection: &ConnectionDefault, out: &mut Vec<Command>) {
    let [name_width, driver_width, _] = WIDTHS;
    let wrong = connection_problem(name, connection);
    let is_calm = state.blank.contains(name);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        if let Some(new_name) = name_field(ui, "connection", name, name_width) {
            if state.blank.remove(name) {
                state.blank.insert(new_name.clone());
            }
            out.push(set(Some(name), Some((&new_name, connection.clone()))));
        }
        let driver = connection.0.get("driver").map(String::as_str).unwrap_or_default();
        let mut chosen = PROJECT_DRIVERS.iter().position(|known| *known == driver).unwrap_or(PROJECT_DRIVERS.len());
        // A driver that this program does not know stays until another one is chosen.
        let drivers: Vec<(&str, &str)> = PROJECT_DRIVERS.iter().map(|driver| ("", *driver)).collect();
        let all = if chosen == drivers.len() { [&drivers[..], &[("", driver)]].concat() } else { drivers };
        let id = egui::Id::new(("connection_driver", name));
        if widgets::drop_down(ui, id, &tr!("driver-of", name = name), &mut chosen, &all, driver_width, false) {
            let mut new = connection.clone();
            new.0.insert("driver".to_owned(), all[chosen].1.to_owned());
            // Fields of the old driver that are blank would only be in the way.
            new.0.retain(|part, text| part == "driver" || !text.trim().is_empty());
            out.push(set(Some(name), Some((name, new))));
        }
        let driver = driver.to_owned();
        for (part, width) in fields(&driver) {
            part_field(state, ui, (name, connection), (part, *width), wrong.is_some() && !is_calm, out);
        }
        if widgets::small_icon_button(ui, icon::TRASH, &tr!("remove-named", name = name)).clicked() {
            out.push(set(Some(name), None));
        }
    });
    if let Some(problem) = wrong.filter(|_| !is_calm) {
        ui.label(RichText::new(problem.to_string()).small().color(theme::current(ui).error));
    }
    remove_parts(ui, name, connection, out);
}

/// The field of a part.
fn part_field(
    state: &mut State,
    ui: &mut Ui,
    (name, connection): (&str, &ConnectionDefault),
    (part, width): (&str, f32),
    is_wrong: bool,
    out: &mut Vec<Command>,
) {
    let mut text = connection.0.get(part).cloned().unwrap_or_default();
    let id = egui::Id::new(("connection", part, name));
    let is_wrong = is_wrong && other_parts(connection).next().is_none();
    let field = field(ui, id, &mut text, width, is_wrong);
    widgets::name(ui, field.id, &tr!("connection-part-of", part = part_words(part), name = name));
    if field.changed() || field.lost_focus() {
        state.blank.remove(name);
    }
    if field.changed() {
        let mut new = connection.clone();
        new.0.insert(part.to_owned(), text);
        out.push(set(Some(name), Some((name, new))));
    }
    field.on_hover_text(part_words(part));
}

/// The parts without a field.
fn other_parts(connection: &ConnectionDefault) -> impl Iterator<Item = &String> {
    let driver = connection.0.get("driver").map(String::as_str).unwrap_or_default();
    let shown = fields(driver);
    connection.0.keys().filter(|part| *part != "driver" && !shown.iter().any(|(field, _)| field == part))
}

/// A way to remove each part without a field. Their texts may be secret.
fn remove_parts(ui: &mut Ui, name: &str, connection: &ConnectionDefault, out: &mut Vec<Command>) {
    let colours = theme::current(ui);
    for part in other_parts(connection) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.label(RichText::new(tr!("connection-part", part = part)).small().color(colours.text));
            let remove = widgets::link(ui, tr!("connection-part-remove"));
            widgets::name(ui, remove.id, &tr!("connection-part-remove-of", part = part, name = name));
            if remove.clicked() {
                let mut new = connection.clone();
                new.0.remove(part);
                out.push(set(Some(name), Some((name, new))));
            }
        });
    }
}
