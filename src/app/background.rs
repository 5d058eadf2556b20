//! Disk operations in the background: the work runs on a thread of the engine, its completion handler runs here.
//!
//! Each project has one queue, so that saves are ordered, and a check of its file sees all preceding saves. The user's
//! state has a separate queue.

use super::App;
use super::notices::NoticeKind;
use crate::base::{Problem, Text};

impl App {
    /// Runs `work` in the background; `then` is called with its result and with this project. Returns whether it is
    /// pending: without threads it has finished when this returns.
    pub(super) fn in_background<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> T + Send + 'static,
        then: impl FnOnce(&mut App, T) + Send + 'static,
    ) -> bool {
        let then = self.project.background.start_then(work, then);
        let is_open = then.is_none();
        then.into_iter().for_each(|then| then(self));
        is_open
    }

    /// As [`App::in_background`], for the user's state: `then` is called with the project that is active at that time.
    pub(super) fn in_person_background<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> T + Send + 'static,
        then: impl FnOnce(&mut App, T) + Send + 'static,
    ) {
        self.person.background.start_then(work, then).into_iter().for_each(|then| then(self));
    }

    /// Writes part of the user's state to the state folder; errors are reported.
    pub(super) fn save_state(&mut self, write: impl FnOnce() -> Result<(), Text> + Send + 'static) {
        self.in_person_background(write, |app, written| {
            if let Err(words) = written {
                app.refuse(words);
            }
        });
    }

    /// Processes finished work on the user's state.
    pub(super) fn finish_person_work(&mut self) -> bool {
        let mut any = self.finish_cluster_tests() | self.finish_database_work();
        while let Some(answer) = self.person.background.poll() {
            any = true;
            match answer {
                Ok(then) => then(self),
                Err(problem) => self.refuse(problem.text()),
            }
        }
        any
    }

    /// Processes finished work of this project; returns whether there was any.
    pub(super) fn finish_project_work(&mut self) -> bool {
        let mut any = self.finish_journal_writes();
        while let Some(answer) = self.project.background.poll() {
            any = true;
            match answer {
                Ok(then) => then(self),
                Err(problem) => self.background_failed(&problem),
            }
        }
        any
    }

    /// Work that was not expected to fail has failed.
    fn background_failed(&mut self, problem: &Problem) {
        self.project.saves.give_up();
        self.project.run_history.is_asked = false;
        self.report_failure(NoticeKind::Save, problem.text(), None);
    }
}
