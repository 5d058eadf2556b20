//! The form of a connection of the machine's file. What is typed counts once it is saved.

use egui::{Align, Layout, ScrollArea, Ui, vec2};
use egui_phosphor::regular as icon;

use super::super::labelled::{labelled, remark};
use super::field::{id, text};
use super::state::State;
use super::{password, test_line};
use crate::app::databases::{Databases, TestOf};
use crate::app::{
    App, CONNECTION_DRIVERS, Command, ConnectionEntry, ConnectionPart, DatabaseCommand, Draft, PartHolds,
    WindowCommand, draft_problem, parts_of, takes_options, takes_password,
};
use crate::base::Problem;
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets;

/// The height for the answer of a test.
const ANSWER: f32 = 40.0;

pub(super) fn show(state: &mut State, ui: &mut Ui, app: &App, entry: Option<&ConnectionEntry>, out: &mut Vec<Command>) {
    let old = entry.map(|entry| entry.name.as_str());
    let saved = entry.and_then(|entry| entry.draft.as_ref());
    let before = state.draft(old, saved);
    let mut draft = before.clone();
    let height = ui.available_height() - ROW - ANSWER - 4.0 * UNIT;
    ScrollArea::vertical().id_salt(("form", old)).max_height(height).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = UNIT;
        // Room for the scroll bar.
        ui.set_max_width(ui.available_width() - 10.0);
        fields(ui, old, &mut draft, saved, &app.person.databases);
        if let Some(id) = state.focus.take() {
            ui.ctx().memory_mut(|memory| memory.request_focus(id));
        }
    });
    if draft != before {
        state.keep(old, draft.clone(), saved);
    }
    ui.add_space(2.0 * UNIT);
    let problem = draft_problem(&draft);
    let row = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        if state.is_changed(old) {
            save_or_discard(state, ui, (old, &draft), problem.as_ref(), out);
        } else if let Some(name) = old
            && widgets::button(ui, icon::TRASH, tr!("connection-forget")).clicked()
        {
            out.push(Command::Database(DatabaseCommand::Forget(name.to_owned())));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let of = TestOf::Draft { old: old.map(str::to_owned), draft: draft.clone() };
            test_line::button(ui, app, of, problem.as_ref(), out);
            if let Some(name) = old.filter(|_| !state.is_changed(old)) {
                browse(ui, name, out);
            }
        });
    });
    ui.add_space(UNIT);
    match &app.person.databases.refused {
        Some(refused) => test_line::refused(ui, refused),
        None => test_line::answer(ui, app, &TestOf::Draft { old: old.map(str::to_owned), draft }, problem.as_ref()),
    }
}

/// Closes the dialog and shows the tables.
pub(super) fn browse(ui: &mut Ui, name: &str, out: &mut Vec<Command>) {
    if widgets::button(ui, icon::TABLE, tr!("connection-browse")).clicked() {
        out.push(Command::Window(WindowCommand::CloseDialog));
        out.push(Command::Database(DatabaseCommand::ShowPanel(true)));
        out.push(Command::Database(DatabaseCommand::Browse(name.to_owned())));
    }
}

fn save_or_discard(
    state: &mut State,
    ui: &mut Ui,
    (old, draft): (Option<&str>, &Draft),
    problem: Option<&Problem>,
    out: &mut Vec<Command>,
) {
    ui.add_enabled_ui(problem.is_none(), |ui| {
        let button = widgets::primary_button(ui, "", tr!("connection-save"));
        widgets::name(ui, button.id, &tr!("connection-save-of", name = draft.name));
        let why = problem.map(|problem| problem.message.to_string()).unwrap_or_default();
        if button.on_disabled_hover_text(why).clicked() {
            let save = DatabaseCommand::Save { old: old.map(str::to_owned), draft: draft.clone() };
            out.push(Command::Database(save));
        }
    });
    if widgets::button(ui, icon::X, tr!("connection-discard")).clicked() {
        state.discard(old);
    }
}

fn fields(ui: &mut Ui, old: Option<&str>, draft: &mut Draft, saved: Option<&Draft>, databases: &Databases) {
    let name = old.map_or_else(|| draft.name.clone(), str::to_owned);
    text(ui, tr!("connection-name"), id(old, "name"), &mut draft.name, "");
    widgets::name(ui, id(old, "name"), &tr!("name-of", name = name));
    labelled(ui, tr!("connection-driver"), |ui, width| {
        let drivers: Vec<(&str, &str)> = CONNECTION_DRIVERS.iter().map(|driver| ("", driver_words(driver))).collect();
        let driver = draft.parts.get("driver").map_or("", String::as_str);
        let mut chosen = CONNECTION_DRIVERS.iter().position(|known| *known == driver).unwrap_or_default();
        let id = id(old, "driver");
        if widgets::drop_down(ui, id, tr!("connection-driver"), &mut chosen, &drivers, width, false) {
            draft.parts.insert("driver".to_owned(), CONNECTION_DRIVERS[chosen].to_owned());
            // Fields of the old driver that are blank would only be in the way.
            draft.parts.retain(|part, text| part == "driver" || !text.trim().is_empty());
        }
    });
    let driver = draft.parts.get("driver").cloned().unwrap_or_default();
    let parts = parts_of(&driver);
    for part in parts.iter().filter(|part| part.name != "user" && !is_of_tls(part.name)) {
        part_field(ui, old, draft, part);
    }
    if let Some(user) = parts.iter().find(|part| part.name == "user") {
        part_field(ui, old, draft, user);
    }
    if takes_password(&driver) {
        password::show(ui, old, &mut draft.password, saved.map(|saved| &saved.password), databases);
    }
    let is_encrypted = draft.parts.get("sslmode").is_some_and(|mode| mode.starts_with("verify"));
    for part in parts.iter().filter(|part| is_of_tls(part.name)) {
        let is_filled = draft.parts.get(part.name).is_some_and(|text| !text.is_empty());
        if part.name == "sslmode" || is_encrypted || is_filled {
            part_field(ui, old, draft, part);
        }
    }
    if !takes_options(&driver) {
        other_parts(ui, draft, parts);
    }
}

fn is_of_tls(part: &str) -> bool {
    part.starts_with("ssl")
}

/// The field of a part. A choice that is the default is not written.
fn part_field(ui: &mut Ui, old: Option<&str>, draft: &mut Draft, part: &ConnectionPart) {
    let id = id(old, part.name);
    let label = part_words(part.name);
    match part.holds {
        PartHolds::OneOf(options) => {
            let value = draft.parts.get(part.name).map_or(part.default, String::as_str);
            let mut chosen = options.iter().position(|option| *option == value).unwrap_or(options.len());
            let options: Vec<(&str, &str)> = options.iter().map(|option| ("", *option)).collect();
            let is_changed =
                labelled(ui, label, |ui, width| widgets::drop_down(ui, id, label, &mut chosen, &options, width, false));
            if is_changed {
                draft.parts.insert(part.name.to_owned(), options[chosen].1.to_owned());
                draft.parts.retain(|name, text| name != part.name || text != part.default);
            }
        }
        PartHolds::Text | PartHolds::File => {
            let mut value = draft.parts.get(part.name).cloned().unwrap_or_default();
            let driver = draft.parts.get("driver").cloned().unwrap_or_default();
            let hint = if part.default.is_empty() { part_hint(&driver, part.name) } else { part.default };
            if text(ui, label, id, &mut value, hint) {
                if value.is_empty() {
                    draft.parts.remove(part.name);
                } else {
                    draft.parts.insert(part.name.to_owned(), value);
                }
            }
        }
    }
}

/// Parts that the driver does not have: only their names are shown, since they may hold secrets.
fn other_parts(ui: &mut Ui, draft: &mut Draft, parts: &[ConnectionPart]) {
    let is_other = |name: &&String| *name != "driver" && !parts.iter().any(|part| part.name == name.as_str());
    let others: Vec<String> = draft.parts.keys().filter(is_other).cloned().collect();
    let colour = theme::current(ui).error;
    for name in others {
        remark(ui, &tr!("connection-part", part = name), colour);
        let removes = labelled(ui, "", |ui, _| {
            let remove = widgets::link(ui, tr!("connection-part-remove"));
            widgets::name(ui, remove.id, &tr!("connection-part-remove-of", part = name, name = draft.name));
            remove.clicked()
        });
        if removes {
            draft.parts.remove(&name);
        }
    }
}

/// What a driver is called.
pub(super) fn driver_words(driver: &str) -> &str {
    match driver {
        "sqlite" => tr!("driver-sqlite"),
        "postgres" => tr!("driver-postgres"),
        "mysql" => tr!("driver-mysql"),
        "duckdb" => tr!("driver-duckdb"),
        "adbc" => tr!("driver-adbc"),
        other => other,
    }
}

fn part_words(part: &'static str) -> &'static str {
    match part {
        "path" => tr!("connection-path"),
        "library" => tr!("connection-library"),
        "entrypoint" => tr!("connection-entrypoint"),
        "uri" => tr!("connection-uri"),
        "username" => tr!("connection-username"),
        "host" => tr!("connection-host"),
        "port" => tr!("connection-port"),
        "database" => tr!("connection-database"),
        "user" => tr!("connection-user"),
        "sslmode" => tr!("connection-sslmode"),
        "sslrootcert" => tr!("connection-sslrootcert"),
        "sslcert" => tr!("connection-sslcert"),
        "sslkey" => tr!("connection-sslkey"),
        other => other,
    }
}

fn part_hint(driver: &str, part: &str) -> &'static str {
    match (driver, part) {
        ("duckdb", "path") => tr!("connection-duckdb-path-hint"),
        ("duckdb", "library") => tr!("connection-duckdb-library-hint"),
        (_, "library") => tr!("connection-library-hint"),
        (_, "entrypoint") => tr!("connection-entrypoint-hint"),
        (_, "path") => tr!("connection-path-hint"),
        (_, "host") => tr!("connection-host-hint"),
        (_, "database") => tr!("connection-database-hint"),
        (_, "sslrootcert") => tr!("connection-sslrootcert-hint"),
        _ => "",
    }
}
