//! One project's part in the engine's process.

use std::sync::Arc;

use crossbeam_channel::Receiver;

use super::host::Host;
use super::supervisor;
use crate::engine::api::event::Event;
use crate::engine::api::request::Request;
use crate::engine::control::stop::{Doing, Progress};
use crate::engine::preview::shared::Emit;
use crate::engine::threads::background::Wake;
use crate::engine::threads::emitter::emitter;
use crate::engine::threads::runs::Runs;

pub(crate) struct Remote {
    host: Arc<Host>,
    project: u64,
    events: Receiver<Event>,
    emit: Emit,
    runs: Runs,
}

impl Remote {
    pub fn start(wake: Wake) -> Remote {
        Remote::of(supervisor::start(wake))
    }

    /// Another project in the same process.
    pub fn beside(&self) -> Remote {
        Remote::of(self.host.clone())
    }

    fn of(host: Arc<Host>) -> Remote {
        let (project, sender, events) = host.open();
        let emit = emitter(sender, host.wake().clone());
        Remote { host, project, events, emit, runs: Runs::default() }
    }

    pub fn wake(&self) -> &Wake {
        self.host.wake()
    }

    pub fn send(&self, request: Request) {
        match request {
            Request::Run { snapshot, options } => self.runs.start(&snapshot, &options, &self.emit),
            Request::CancelRun => self.runs.cancel(),
            request => self.host.send(self.project, request),
        }
    }

    pub fn poll(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    pub fn moving(&self, doing: Doing) -> Option<Progress> {
        self.host.moving(self.project, doing)
    }

    pub fn process(&self) -> Option<u32> {
        self.host.process()
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        self.host.close(self.project);
    }
}
