//! The page about a project file that cannot be opened, and what can be done about it.

use super::App;
use super::broken_file::BrokenFile;
use super::disk::Version;
use crate::connect::History;
use crate::engine;

impl App {
    /// Shows the problem with a file instead of the start page.
    pub(super) fn show_broken(&mut self, broken: BrokenFile) {
        self.set_status(say!("file-problem", file = broken.name(), problem = &broken.why));
        self.project.view.start_page = true;
        self.project.view.broken = Some(broken);
    }

    /// Opens the file in the desktop's text editor.
    pub(super) fn edit_broken(&mut self) {
        let Some(broken) = &self.project.view.broken else { return };
        let words = match engine::open_with_desktop(&broken.path) {
            Ok(()) => say!("broken-opened", file = broken.name()),
            Err(error) => say!("broken-not-opened", file = broken.name(), error = error),
        };
        self.set_status(words);
    }

    /// Opens the project in its state at its last run, unsaved; the broken file is not overwritten without a
    /// confirmation.
    pub(super) fn open_last_run(&mut self) {
        let Some(BrokenFile { path, last_run: Some(run), .. }) = self.project.view.broken.clone() else { return };
        let read = move || {
            let text = History::open().and_then(|history| match history.details(run)? {
                Some(details) => history.project_text(&details.run.digest),
                None => Ok(None),
            });
            text.map(|text| text.and_then(|text| Version::of(text).ok()))
        };
        self.in_background(read, move |app, version| match version {
            Ok(Some(version)) => {
                app.load_project(version.document, Some(path), version.problems);
                app.project.history.mark_dirty();
                app.record_edits(&[]);
                app.check_file();
                app.set_status(say!("broken-last-run-opened", run = run));
            }
            Ok(None) => app.set_status(say!("broken-last-run-unknown", run = run)),
            Err(problem) => app.set_status(problem.text()),
        });
    }
}
