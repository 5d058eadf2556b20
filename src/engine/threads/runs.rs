//! The run of a project, in a process of its own. It is a child of the window's process, not of the engine's: a preview
//! that ends that process does not end the run, and a run does not slow down previews with its memory.

use std::sync::Mutex;

use crate::engine::api::event::Event;
use crate::engine::api::request::RunOptions;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::backend::child::{ChildRun, spawn_child_run};
use crate::engine::control::locks::locked;
use crate::engine::preview::shared::Emit;

/// At most one run at a time.
#[derive(Default)]
pub(crate) struct Runs(Mutex<Option<ChildRun>>);

impl Runs {
    /// Starts a run, unless one is going on: two would write the same files.
    pub fn start(&self, snapshot: &Snapshot, options: &RunOptions, emit: &Emit) {
        let mut run = locked(&self.0);
        if run.as_ref().is_none_or(ChildRun::is_over) {
            let emit = emit.clone();
            *run = Some(spawn_child_run(snapshot, options, move |event| emit(Event::Run(event))));
        }
    }

    pub fn cancel(&self) {
        if let Some(run) = locked(&self.0).as_ref() {
            run.cancel();
        }
    }
}
