//! Rolling back to outputs that are kept: those of a run of this history, of somebody else, or from before the first run.

use crate::base::{Problem, Text};
use crate::connect::{self, History, RollbackTo, RolledBack, RunStart};
use crate::document;
use crate::engine::{self, Snapshot};

use super::super::App;

impl App {
    /// Restores outputs, all or none.
    pub(in crate::app) fn roll_back(&mut self, to: RollbackTo) {
        self.project.view.dialog = None;
        let (project, document) = (self.history_key(), self.document().clone());
        let snapshot = Snapshot::new(document.clone(), self.base());
        let begun = match &to {
            RollbackTo::Run(run) => say!("runs-rolling-back", run = *run),
            _ => say!("runs-rolling-back-files"),
        };
        let is_open = self.in_background(
            move || {
                let start = RunStart {
                    project: connect::real_path(&project),
                    text: document::write(&document),
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                    ..RunStart::default()
                };
                // Versions stand beside the outputs: the history only numbers the runs.
                let mut history = History::open().ok();
                connect::roll_back(history.as_mut(), &start, &to, &engine::outputs(&snapshot))
            },
            |app, done| {
                app.set_status(rolled_back(done));
                app.project.run_history.chosen = None;
                app.load_run_history();
            },
        );
        if is_open {
            self.set_status(begun);
        }
    }
}

/// What became of it, in one line.
fn rolled_back(done: Result<Option<RolledBack>, Problem>) -> Text {
    match done {
        Err(problem) => problem.text(),
        Ok(None) => say!("runs-none-kept"),
        Ok(Some(done)) => match (done.warnings.first(), done.to.and_then(|to| to.run)) {
            (Some(warning), _) => warning.text(),
            (None, Some(run)) => say!("runs-rolled-back", count = done.outputs.len(), run = run),
            (None, None) => say!("runs-rolled-back-files", count = done.outputs.len()),
        },
    }
}
