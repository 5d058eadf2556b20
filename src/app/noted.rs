//! What the runs of a project are noted as, so that they are found again: its file, or a name of its own until it has one.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use super::App;
use crate::connect::{self, History};

/// A name for a project without a file: of this process, this moment and this project.
#[derive(Debug)]
pub(super) struct Unnamed(String);

impl Unnamed {
    fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Unnamed {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Unnamed(format!("unnamed-{since}-{}-{number}", std::process::id()))
    }
}

impl App {
    /// What runs of this project are noted as, before links are followed. One without a file has a name that no other has.
    pub(super) fn noted(&self) -> PathBuf {
        self.project.file.clone().unwrap_or_else(|| self.base().join(self.project.unnamed.as_str()))
    }

    /// The project that was noted as `before` has a file now. Its runs come along, unless its own file goes on without it: of two
    /// that go on, the runs are the elder's.
    pub(super) fn take_runs_along(&mut self, before: PathBuf, was_saved: bool) {
        if !self.person.keeps_state {
            return;
        }
        let now = self.noted();
        let hand_over = move || {
            let stays = was_saved && before.exists();
            let (from, to) = (connect::real_path(&before), connect::real_path(&now));
            if stays || from == to {
                return Ok(());
            }
            History::open().and_then(|history| history.hand_over(&from, &to))
        };
        self.in_background(hand_over, |app, done| {
            if let Err(problem) = done {
                app.say(problem.text());
            }
            app.load_past();
        });
    }
}
