//! Withdrawing a transaction from another thread than the one that writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::base::Problem;

/// Ends a transaction whose own thread no longer responds, such as one in the last phase of a sort: its temporary files
/// are removed at once, and it can commit nothing afterwards.
#[derive(Clone, Default)]
pub struct Withdrawal(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    is_withdrawn: bool,
    is_done: bool,
    note: Option<PathBuf>,
    temporaries: Vec<PathBuf>,
    /// Folders that were created, outermost first.
    folders: Vec<PathBuf>,
    /// The undo actions of other targets.
    undo: Vec<Box<dyn FnOnce() + Send>>,
}

/// The right to move outputs into place: as long as it exists, the transaction cannot be withdrawn.
pub(super) struct Committing<'a>(MutexGuard<'a, State>);

impl Withdrawal {
    /// Removes what the transaction has created beside its targets. The note is removed only when no temporary file is
    /// left, so that recovery finds those that cannot be removed while they are open. Waits for a commit that has
    /// begun; if it has completed, nothing is withdrawn and the result is `false`.
    pub fn withdraw(&self) -> bool {
        let mut state = self.state();
        if state.is_done {
            return false;
        }
        state.is_withdrawn = true;
        self.0.1.notify_all();
        // The last first, as each may build on those before it.
        std::mem::take(&mut state.undo).into_iter().rev().for_each(|undo| undo());
        for temporary in &state.temporaries {
            let _ = fs::remove_file(temporary);
        }
        for folder in state.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        if !state.temporaries.iter().any(|temporary| temporary.exists()) {
            state.note.iter().for_each(|note| drop(fs::remove_file(note)));
        }
        true
    }

    pub(super) fn noted_in(&self, note: Option<&Path>) {
        self.state().note = note.map(Path::to_path_buf);
    }

    /// Waits for at most this long; returns at once when it is withdrawn.
    pub(super) fn is_withdrawn_within(&self, time: Duration) -> bool {
        let wait = self.0.1.wait_timeout_while(self.state(), time, |state| !state.is_withdrawn);
        wait.unwrap_or_else(PoisonError::into_inner).0.is_withdrawn
    }

    /// Creates a temporary file with `make` and remembers it, unless nothing is to be created any more.
    pub(super) fn with_temporary<T>(
        &self,
        make: impl FnOnce() -> Result<T, Problem>,
        path: impl FnOnce(&T) -> PathBuf,
    ) -> Result<T, Problem> {
        let mut state = self.state();
        if state.is_withdrawn {
            return Err(Problem::stopped());
        }
        let made = make()?;
        state.temporaries.push(path(&made));
        Ok(made)
    }

    pub(super) fn on_withdrawal(&self, undo: impl FnOnce() + Send + 'static) {
        self.state().undo.push(Box::new(undo));
    }

    pub(super) fn with_folder(&self, folder: &Path) {
        self.state().folders.push(folder.to_path_buf());
    }

    /// Fails if the transaction was withdrawn.
    pub(super) fn commit(&self) -> Result<Committing<'_>, Problem> {
        let state = self.state();
        if state.is_withdrawn { Err(Problem::stopped()) } else { Ok(Committing(state)) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Committing<'_> {
    /// The outputs are in place: there is nothing left to undo.
    pub fn done(mut self) {
        *self.0 = State { is_done: true, ..State::default() };
    }
}
