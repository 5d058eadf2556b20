//! What waits for a disk is done beside the window: the work on a thread of the engine, what follows from it here.
//!
//! A project has one queue, so that of two saves the first comes first, and a look at its file sees what was saved before. What
//! belongs to the person has another one.

use super::App;
use super::notices::Concern;
use crate::base::{Problem, Text};
use crate::engine::Then;

impl App {
    /// Does `work` beside the window; `then` is called with what came of it, and with this project. Whether that is still to come:
    /// without threads it is over when this returns.
    pub(super) fn in_background<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> T + Send + 'static,
        then: impl FnOnce(&mut App, T) + Send + 'static,
    ) -> bool {
        let work = move || -> Then<App> {
            let done = work();
            Box::new(move |app| then(app, done))
        };
        let then = self.project.background.start(work);
        let is_open = then.is_none();
        then.into_iter().for_each(|then| then(self));
        is_open
    }

    /// As [`App::in_background`], for what belongs to the person: `then` meets whichever project is shown by then.
    pub(super) fn beside_projects<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> T + Send + 'static,
        then: impl FnOnce(&mut App, T) + Send + 'static,
    ) {
        let work = move || -> Then<App> {
            let done = work();
            Box::new(move |app| then(app, done))
        };
        self.person.background.start(work).into_iter().for_each(|then| then(self));
    }

    /// Writes something of the person's into the state folder; what goes wrong is said.
    pub(super) fn keep(&mut self, write: impl FnOnce() -> Result<(), Text> + Send + 'static) {
        self.beside_projects(write, |app, written| {
            if let Err(words) = written {
                app.refuse(words);
            }
        });
    }

    /// Takes in what was done for the person.
    pub(super) fn take_kept(&mut self) -> bool {
        let mut any = false;
        while let Some(answer) = self.person.background.poll() {
            any = true;
            match answer {
                Ok(then) => then(self),
                Err(problem) => self.refuse(problem.text()),
            }
        }
        any
    }

    /// Takes in what was done for this project; whether there was something.
    pub(super) fn take_done(&mut self) -> bool {
        let mut any = self.take_journal_answers();
        while let Some(answer) = self.project.background.poll() {
            any = true;
            match answer {
                Ok(then) => then(self),
                Err(problem) => self.background_failed(&problem),
            }
        }
        any
    }

    /// Work that nobody thought could fail has failed.
    fn background_failed(&mut self, problem: &Problem) {
        self.project.saves.give_up();
        self.project.past.is_asked = false;
        self.alarm(Concern::Save, problem.text(), None);
    }
}
