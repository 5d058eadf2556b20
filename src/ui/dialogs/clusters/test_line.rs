//! The button that tests a cluster, and its answer.

use std::time::Duration;

use egui::Ui;
use egui_phosphor::regular as icon;

use super::super::answer_line::answer_line;
use crate::app::cluster_test::ClusterTest;
use crate::app::{App, ClusterCommand, Command, SavedCluster};
use crate::base::Problem;
use crate::engine::{ClusterFound, shown_address};
use crate::ui::{theme, widgets};

/// The test of a cluster as it is now.
fn test_of<'a>(app: &'a App, cluster: &SavedCluster) -> Option<&'a ClusterTest> {
    app.person.clusters.test.as_ref().filter(|test| test.cluster == *cluster)
}

pub(super) fn button(ui: &mut Ui, app: &App, cluster: &SavedCluster, problems: &[Problem], out: &mut Vec<Command>) {
    let is_running = test_of(app, cluster).is_some_and(|test| test.answer.is_none());
    if is_running {
        if widgets::button(ui, icon::X, tr!("cluster-stop-test")).clicked() {
            out.push(Command::Cluster(ClusterCommand::StopTest));
        }
        return;
    }
    let problem = problems.first();
    ui.add_enabled_ui(problem.is_none(), |ui| {
        let button = widgets::button(ui, icon::PLUGS, tr!("cluster-test")).on_hover_text(tr!("cluster-test-about"));
        let why = problem.map(|problem| problem.message.to_string()).unwrap_or_default();
        if button.on_disabled_hover_text(why).clicked() {
            out.push(Command::Cluster(ClusterCommand::Test(cluster.name.clone())));
        }
    });
}

/// What the test has found; nothing without one.
pub(super) fn answer(ui: &mut Ui, app: &App, cluster: &SavedCluster) {
    let Some(test) = test_of(app, cluster) else { return };
    let colours = theme::current(ui);
    let (sign, words, sign_colour, colour) = match &test.answer {
        None => {
            ui.ctx().request_repaint_after(Duration::from_millis(250));
            if test.is_late() {
                let words = tr!("cluster-silent", address = shown_address(&cluster.address));
                ("", words, colours.warning, colours.warning)
            } else {
                ("", tr!("cluster-testing").to_owned(), colours.accent, colours.weak)
            }
        }
        Some(Ok(found)) if found.executors == Some(0) => {
            (icon::WARNING, found_words(found), colours.warning, colours.warning)
        }
        Some(Ok(found)) => (icon::CHECK_CIRCLE, found_words(found), colours.success, colours.text),
        Some(Err(problem)) => (icon::WARNING_CIRCLE, problem.words(), colours.error, colours.error),
    };
    answer_line(ui, sign, &words, sign_colour, colour);
}

fn found_words(found: &ClusterFound) -> String {
    match found.executors {
        None => tr!("cluster-found", version = found.version),
        Some(0) => tr!("cluster-found-none", version = found.version),
        Some(count) => tr!("cluster-found-executors", version = found.version, count = count),
    }
}
