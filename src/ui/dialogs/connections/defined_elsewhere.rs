//! A connection that is not changed here: it is defined in the environment or by the project, or its definition is a reference.

use egui::{Align, Layout, RichText, Ui, vec2};
use egui_phosphor::regular as icon;

use super::super::labelled::labelled;
use super::form::{browse, driver_words};
use super::list::origin_words;
use super::test_line;
use crate::app::databases::TestOf;
use crate::app::view::Dialog;
use crate::app::{App, Command, ConnectionEntry, DatabaseCommand, Origin, WindowCommand, connection_variable};
use crate::ui::style::BODY;
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets;

pub(super) fn show(ui: &mut Ui, app: &App, entry: &ConnectionEntry, out: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = UNIT;
    let colours = theme::current(ui);
    let (driver, place) = entry.leads_to.as_ref().map_or(("", ""), |(driver, place)| (*driver, place.as_str()));
    let rows = [
        (tr!("connection-name"), entry.name.as_str()),
        (tr!("connection-defined-by"), origin_words(entry.origin)),
        (tr!("connection-driver"), driver_words(driver)),
        (tr!("connection-leads-to"), place),
    ];
    for (label, words) in rows.into_iter().filter(|(_, words)| !words.is_empty()) {
        labelled(ui, label, |ui, _| {
            widgets::elided(ui, words, egui::FontId::proportional(BODY), colours.text);
        });
    }
    ui.add_space(2.0 * UNIT);
    let variable = connection_variable(&entry.name);
    let how = match entry.origin {
        Origin::Environment => tr!("connection-change-variable", variable = variable),
        Origin::Project => tr!("connection-change-project").to_owned(),
        Origin::File => tr!("connection-change-by-hand").to_owned(),
    };
    ui.label(RichText::new(widgets::breakable(&how)).small().color(colours.weak));
    if let Some(problem) = &entry.problem {
        ui.label(RichText::new(widgets::breakable(&problem.words())).small().color(colours.error));
    }
    ui.add_space(2.0 * UNIT);
    let of = TestOf::Name(entry.name.clone());
    let row = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        match entry.origin {
            Origin::Project => {
                if widgets::button(ui, icon::PENCIL_SIMPLE, tr!("connection-edit-in-project")).clicked() {
                    out.push(Command::Window(WindowCommand::OpenDialog(Dialog::ProjectConnections)));
                }
            }
            Origin::File => {
                if widgets::button(ui, icon::TRASH, tr!("connection-forget")).clicked() {
                    out.push(Command::Database(DatabaseCommand::Forget(entry.name.clone())));
                }
            }
            Origin::Environment => {}
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            test_line::button(ui, app, of.clone(), entry.problem.as_ref(), out);
            if entry.problem.is_none() {
                browse(ui, &entry.name, out);
            }
        });
    });
    ui.add_space(UNIT);
    match &app.person.databases.refused {
        Some(refused) => test_line::refused(ui, refused),
        None => test_line::answer(ui, app, &of, None),
    }
}
