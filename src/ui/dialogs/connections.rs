//! The dialog of the connections that the project defines: names, drivers and paths. Machines may define other ones under the
//! same names.

use egui::{RichText, Ui};
use egui_phosphor::regular as icon;

use crate::app::{App, CONNECTION_DRIVERS, Command, ProjectCommand, WindowCommand, connection_problem};
use crate::document::ConnectionDefault;
use crate::ui::theme;
use crate::ui::widgets;

use super::card::card;
use super::named_rows::{GAP, field, headings, name_field, title};

/// The widths of name, driver and path.
const WIDTHS: [f32; 3] = [170.0, 110.0, 220.0];

pub(super) fn show(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    card(ctx, app, 560.0, out, |ui, out| {
        title(ui, app, tr!("connections"), tr!("connections-about"));
        let connections = app.document().connections();
        if connections.is_empty() {
            ui.label(RichText::new(tr!("connections-none")).color(colours.weak));
        } else {
            let texts = [tr!("parameter-name"), tr!("connection-driver"), tr!("connection-path")];
            headings(ui, texts.into_iter().zip(WIDTHS));
            for (name, connection) in connections {
                row(ui, app, name, connection, out);
            }
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if widgets::button(ui, icon::PLUS, tr!("connection-add")).clicked() {
                let name = crate::base::name::unique("connection", |name| connections.contains_key(name));
                let new = ConnectionDefault([("driver", "sqlite"), ("path", "")].map(owned).into());
                out.push(Command::Project(ProjectCommand::SetConnection { old: None, new: Some((name, new)) }));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::primary_button(ui, "", tr!("done")).clicked() {
                    out.push(Command::Window(WindowCommand::CloseDialog));
                }
            });
        });
    });
}

fn owned((part, text): (&str, &str)) -> (String, String) {
    (part.to_owned(), text.to_owned())
}

fn row(ui: &mut Ui, app: &App, name: &str, connection: &ConnectionDefault, out: &mut Vec<Command>) {
    let [name_width, driver_width, path_width] = WIDTHS;
    let change = |new_name: &str, new: ConnectionDefault| {
        let new = Some((new_name.to_owned(), new));
        Command::Project(ProjectCommand::SetConnection { old: Some(name.to_owned()), new })
    };
    let wrong = connection_problem(name, connection);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        if let Some(new_name) = name_field(ui, "connection", name, name_width) {
            out.push(change(&new_name, connection.clone()));
        }
        let driver = connection.0.get("driver").map(String::as_str).unwrap_or_default();
        let mut chosen =
            CONNECTION_DRIVERS.iter().position(|known| *known == driver).unwrap_or(CONNECTION_DRIVERS.len());
        // A driver that this program does not know stays until another one is chosen.
        let drivers: Vec<(&str, &str)> = CONNECTION_DRIVERS.iter().map(|driver| ("", *driver)).collect();
        let all = if chosen == drivers.len() { [&drivers[..], &[("", driver)]].concat() } else { drivers };
        let id = egui::Id::new(("connection_driver", name));
        if widgets::drop_down(ui, id, &tr!("driver-of", name = name), &mut chosen, &all, driver_width, false) {
            let mut new = connection.clone();
            new.0.insert("driver".to_owned(), all[chosen].1.to_owned());
            out.push(change(name, new));
        }
        let mut path = connection.0.get("path").cloned().unwrap_or_default();
        let id = egui::Id::new(("connection_path", name));
        let field = field(ui, id, &mut path, path_width, wrong.is_some());
        widgets::name(ui, field.id, &tr!("path-of", name = name));
        if field.changed() {
            let mut new = connection.clone();
            new.0.insert("path".to_owned(), path);
            out.push(change(name, new));
        }
        if widgets::small_icon_button(ui, icon::TRASH, &tr!("remove-named", name = name)).clicked() {
            out.push(Command::Project(ProjectCommand::SetConnection { old: Some(name.to_owned()), new: None }));
        }
    });
    if let Some(problem) = wrong {
        let colours = theme::palette(app.person.preferences.theme);
        ui.label(RichText::new(problem.to_string()).small().color(colours.error));
    }
}
