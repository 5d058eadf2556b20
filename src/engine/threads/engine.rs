//! The engine as the window uses it: requests go in, events come out.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use super::background::{Background, Wake};
use super::watch::Watch;
use super::worker::Workers;
use crate::connect::Store;
use crate::engine::answers::advice;
use crate::engine::answers::cell_statistics::statistics;
use crate::engine::answers::compare;
use crate::engine::answers::example;
use crate::engine::answers::find::find;
use crate::engine::answers::rows::{RowsRequest, answer, text};
use crate::engine::answers::suggest;
use crate::engine::answers::trial;
use crate::engine::answers::values;
use crate::engine::api::event::Event;
use crate::engine::api::request::Request;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::{Doing, Progress, Stop};
use crate::engine::preview::shared::{Emit, Shared, Work};
use crate::engine::preview::tables::preview;

/// Computes on threads of its own, or, for tests, synchronously.
pub struct Engine {
    shared: Arc<Shared>,
    how: How,
}

enum How {
    Threads(Workers, Wake),
    Inline(Arc<Mutex<VecDeque<Event>>>, Mutex<Watch>),
}

impl Engine {
    /// An engine with its threads. `wake` is called, from any thread, whenever an event is available for
    /// [`Engine::poll`].
    pub fn spawn(wake: Wake) -> Engine {
        let mut engine = Engine::spawn_with(Shared::new().asking_aside().kept(Store::open()), wake);
        if let How::Threads(workers, _) = &mut engine.how {
            workers.tidy();
        }
        engine
    }

    pub(crate) fn spawn_with(shared: Shared, wake: Wake) -> Engine {
        let shared = Arc::new(shared);
        let workers = Workers::spawn(shared.clone(), wake.clone());
        Engine { shared, how: How::Threads(workers, wake) }
    }

    /// An engine for another project beside this one: with its own previews and run, and a shared memory of results, so
    /// that they share one budget and one shows at once what the other has computed.
    pub fn beside(&self) -> Engine {
        let shared = self.shared.beside();
        match &self.how {
            How::Threads(_, wake) => Engine::spawn_with(shared, wake.clone()),
            How::Inline(..) => Engine::inline_with(shared),
        }
    }

    /// An engine without threads: [`Engine::send`] returns when everything is done. Runs are not started.
    pub fn inline() -> Engine {
        Engine::inline_with(Shared::new())
    }

    pub(crate) fn inline_with(shared: Shared) -> Engine {
        Engine { shared: Arc::new(shared), how: How::Inline(Arc::default(), Mutex::default()) }
    }

    /// A queue for work that waits for a disk. For an engine without threads, its tasks run at once.
    pub fn background<S: 'static>(&self, name: &'static str) -> Background<S> {
        let wake = match &self.how {
            How::Threads(_, wake) => Some(wake.clone()),
            How::Inline(..) => None,
        };
        Background::new(name, wake)
    }

    /// Like [`Engine::background`], for work whose answers can wait until the window is drawn for another reason.
    pub fn quiet_background<S: 'static>(&self, name: &'static str) -> Background<S> {
        let wake = match &self.how {
            How::Threads(..) => Some(Arc::new(|| ()) as Wake),
            How::Inline(..) => None,
        };
        Background::new(name, wake)
    }

    /// Sends a request. A newer preview replaces an older one, which stops.
    pub fn send(&self, request: Request) {
        let events = match &self.how {
            How::Threads(workers, _) => return workers.send(request),
            How::Inline(events, _) => events.clone(),
        };
        let emit: Emit = Arc::new(move |event| locked(&events).push_back(event));
        match request {
            Request::Preview { generation, snapshot, focus } => {
                preview(&self.shared, &emit, generation, &snapshot, focus, &Stop::default());
            }
            Request::Rows { output, key, first, count } => {
                if let Some(event) = answer(&self.shared, RowsRequest { output, key, first, count }, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Compare(request) => {
                if let Some(event) = compare::answer(&self.shared, &request, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Values(request) => {
                if let Some(event) = values::answer(&request) {
                    emit(event);
                }
            }
            Request::Suggest { output, key, texts } => {
                if let Some(event) = suggest::answer(&self.shared, (output, key), &texts, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Try(request) => {
                if let Some(event) = trial::answer(&self.shared, &request, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Advise(request) => {
                if let Some(event) = advice::answer(&self.shared, &request, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Example(kind) => emit(example::answer(kind)),
            Request::Find(wanted) => find(&self.shared, wanted, &emit, &Stop::default()),
            Request::Text(request) => {
                if let Some(event) = text(&self.shared, &request, &Stop::default()) {
                    emit(event);
                }
            }
            Request::CellStatistics(request) => statistics(&self.shared, &request, &emit, &Stop::default()),
            Request::Watch(request) => {
                if let How::Inline(_, watch) = &self.how {
                    locked(watch).begin(request);
                }
            }
            Request::StopFind | Request::StopCellStatistics | Request::StopPreview | Request::StopCompare => {}
            Request::StopText | Request::Rest | Request::Run { .. } | Request::CancelRun => {}
        }
    }

    /// The next event, if there is one. Never waits.
    pub fn poll(&self) -> Option<Event> {
        match &self.how {
            How::Threads(workers, _) => workers.poll(),
            How::Inline(events, watch) => {
                let mut events = locked(events);
                if events.is_empty() {
                    events.extend(locked(watch).look(&self.shared, false));
                }
                events.pop_front()
            }
        }
    }

    /// The progress of the current work of this kind.
    pub fn moving(&self, doing: Doing) -> Option<Progress> {
        match &self.how {
            How::Threads(workers, _) => workers.moving(doing),
            How::Inline(..) => None,
        }
    }

    /// Ends the engine when everything that it keeps on disk is written.
    #[cfg(test)]
    pub(crate) fn finish_keeping(self) {
        let shared = Arc::into_inner(self.shared).expect("no threads");
        shared.keeper.and_then(Arc::into_inner).into_iter().for_each(crate::engine::cache::keep::Keeper::finish);
    }

    /// Makes an engine without threads emit an event that it does not emit by itself, such as the end of a run.
    #[cfg(test)]
    pub(crate) fn emit_for_test(&self, event: Event) {
        if let How::Inline(events, _) = &self.how {
            locked(events).push_back(event);
        }
    }

    /// What has been done since the start.
    pub fn work(&self) -> Work {
        self.shared.work()
    }
}
