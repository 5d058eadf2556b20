//! The key under which the runs of a project are recorded: its file, or a generated name until it has one.

use std::path::PathBuf;

use super::App;
use crate::connect::{self, History};

impl App {
    /// The key under which runs of this project are recorded, before links are resolved. A project without a file has a
    /// unique name.
    pub(super) fn history_key(&self) -> PathBuf {
        self.project.file.clone().unwrap_or_else(|| self.base().join(self.project.temporary_key.as_str()))
    }

    /// The project recorded as `before` has a new file. Its runs move along, unless its old file continues to exist as
    /// a project: then they stay with the old one.
    pub(super) fn move_run_history(&mut self, before: PathBuf, was_saved: bool) {
        if !self.person.keeps_state {
            return;
        }
        let now = self.history_key();
        let hand_over = move || {
            let stays = was_saved && before.exists();
            let from = connect::real_path(&before);
            let to = connect::real_path(&now);
            if stays || from == to {
                return Ok(());
            }
            History::open().and_then(|history| history.hand_over(&from, &to))
        };
        self.in_background(hand_over, |app, done| {
            if let Err(problem) = done {
                app.set_status(problem.text());
            }
            app.load_run_history();
        });
    }
}
