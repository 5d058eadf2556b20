//! The button that tests a connection, and its answer in one line.

use std::time::Duration;

use egui::Ui;
use egui_phosphor::regular as icon;

use super::super::answer_line::answer_line;
use crate::app::databases::{ConnectionTest, TestOf};
use crate::app::{App, Command, DatabaseCommand, Tested};
use crate::base::Problem;
use crate::ui::{theme, widgets};

/// The test of a connection as it is now.
fn test_of<'a>(app: &'a App, of: &TestOf) -> Option<&'a ConnectionTest> {
    app.person.databases.test.as_ref().filter(|test| test.of == *of)
}

pub(super) fn button(ui: &mut Ui, app: &App, of: TestOf, problem: Option<&Problem>, out: &mut Vec<Command>) {
    if test_of(app, &of).is_some_and(|test| test.answer.is_none()) {
        if widgets::button(ui, icon::X, tr!("connection-stop-test")).clicked() {
            out.push(Command::Database(DatabaseCommand::StopTest));
        }
        return;
    }
    ui.add_enabled_ui(problem.is_none(), |ui| {
        let button =
            widgets::button(ui, icon::PLUGS, tr!("connection-test")).on_hover_text(tr!("connection-test-about"));
        let why = problem.map(|problem| problem.message.to_string()).unwrap_or_default();
        if button.on_disabled_hover_text(why).clicked() {
            out.push(Command::Database(DatabaseCommand::Test(of)));
        }
    });
}

/// What the test has found; without one, what the form still lacks.
pub(super) fn answer(ui: &mut Ui, app: &App, of: &TestOf, lacks: Option<&Problem>) {
    let colours = theme::current(ui);
    let Some(test) = test_of(app, of) else {
        if let Some(problem) = lacks {
            answer_line(ui, icon::INFO, &problem.message.to_string(), colours.weak, colours.weak);
        }
        return;
    };
    match &test.answer {
        None => {
            ui.ctx().request_repaint_after(Duration::from_millis(250));
            answer_line(ui, "", tr!("connection-testing"), colours.accent, colours.weak);
        }
        Some(Ok(found)) => answer_line(ui, icon::CHECK_CIRCLE, &found_words(found), colours.success, colours.text),
        Some(Err(problem)) => refused(ui, problem),
    }
}

/// Why something was not done.
pub(super) fn refused(ui: &mut Ui, problem: &Problem) {
    let colours = theme::current(ui);
    answer_line(ui, icon::WARNING_CIRCLE, &problem.words(), colours.error, colours.error);
}

fn found_words(found: &Tested) -> String {
    let milliseconds = u64::try_from(found.round_trip.as_millis()).unwrap_or(u64::MAX);
    let mut parts = vec![
        format!("{} {}", found.server, found.version),
        match milliseconds {
            0 => tr!("connection-answers-at-once").to_owned(),
            milliseconds => tr!("connection-answers-in", milliseconds = milliseconds),
        },
    ];
    match found.is_encrypted {
        Some(true) => parts.push(tr!("connection-is-encrypted").to_owned()),
        Some(false) => parts.push(tr!("connection-is-not-encrypted").to_owned()),
        None => {}
    }
    parts.push(match found.schemas {
        Some(schemas) => tr!("connection-reads-in-schemas", tables = found.tables, schemas = schemas),
        None => tr!("connection-reads", tables = found.tables),
    });
    parts.join(tr!("pause"))
}
