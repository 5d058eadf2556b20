//! The engine as the window uses it: requests go in, events come out.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use super::background::{Background, Wake};
use super::watch::Watch;
use super::worker::Workers;
use crate::connect::Store;
use crate::engine::answers::advice;
use crate::engine::answers::catalog;
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
use crate::engine::look::DatabaseLooks;
use crate::engine::preview::shared::{Emit, Shared, Work};
use crate::engine::preview::tables::preview;
#[cfg(test)]
use crate::engine::process::message::through;
use crate::engine::process::remote::Remote;

/// Computes in a process of its own; or on threads; or, for tests, synchronously.
pub struct Engine(How);

enum How {
    Process(Remote),
    Threads(Workers, Arc<Shared>, Wake),
    Inline(Arc<Shared>, Arc<Mutex<VecDeque<Event>>>, Mutex<Watch>),
}

impl Engine {
    /// An engine in a process of its own, which may end at any moment: the window's. `wake` is called, from any thread,
    /// whenever an event is available for [`Engine::poll`].
    pub fn process(wake: Wake) -> Engine {
        Engine(How::Process(Remote::start(wake)))
    }

    /// An engine with threads in this process.
    pub fn spawn(wake: Wake) -> Engine {
        let mut engine = Engine::spawn_with(Shared::new().asking_aside().kept(Store::open()), wake);
        if let How::Threads(workers, ..) = &mut engine.0 {
            workers.tidy();
        }
        engine
    }

    pub(crate) fn spawn_with(shared: Shared, wake: Wake) -> Engine {
        let shared = Arc::new(shared);
        let workers = Workers::spawn(shared.clone(), wake.clone());
        Engine(How::Threads(workers, shared, wake))
    }

    /// An engine for another project beside this one: with its own previews and run, and a shared memory of results, so
    /// that they share one budget and one shows at once what the other has computed.
    pub fn beside(&self) -> Engine {
        match &self.0 {
            How::Process(remote) => Engine(How::Process(remote.beside())),
            How::Threads(_, shared, wake) => Engine::spawn_with(shared.beside(), wake.clone()),
            How::Inline(shared, ..) => Engine::inline_with(shared.beside()),
        }
    }

    /// An engine without threads: [`Engine::send`] returns when everything is done. Runs are not started.
    pub fn inline() -> Engine {
        Engine::inline_with(Shared::new())
    }

    pub(crate) fn inline_with(shared: Shared) -> Engine {
        Engine(How::Inline(Arc::new(shared), Arc::default(), Mutex::default()))
    }

    /// A queue for work that waits for a disk. For an engine without threads, its tasks run at once.
    pub fn background<S: 'static>(&self, name: &'static str) -> Background<S> {
        Background::new(name, self.wake().cloned())
    }

    /// Like [`Engine::background`], for work whose answers can wait until the window is drawn for another reason.
    pub fn quiet_background<S: 'static>(&self, name: &'static str) -> Background<S> {
        Background::new(name, self.wake().map(|_| Arc::new(|| ()) as Wake))
    }

    /// How connections are looked at: where the engine is a process, libraries have one, too.
    pub fn database_looks(&self) -> DatabaseLooks {
        DatabaseLooks { is_apart: matches!(self.0, How::Process(_)) }
    }

    /// `None` without threads.
    fn wake(&self) -> Option<&Wake> {
        match &self.0 {
            How::Process(remote) => Some(remote.wake()),
            How::Threads(_, _, wake) => Some(wake),
            How::Inline(..) => None,
        }
    }

    /// Sends a request. A newer preview replaces an older one, which stops.
    pub fn send(&self, request: Request) {
        let (shared, events, watch) = match &self.0 {
            How::Process(remote) => return remote.send(request),
            How::Threads(workers, ..) => return workers.send(request),
            How::Inline(shared, events, watch) => (shared, events.clone(), watch),
        };
        #[cfg(test)]
        let request = if request.travels() { through(request) } else { request };
        let emit: Emit = Arc::new(move |event| {
            #[cfg(test)]
            let event = through(event);
            locked(&events).push_back(event);
        });
        match request {
            Request::Preview { generation, snapshot, focus } => {
                preview(shared, &emit, generation, &snapshot, focus, &Stop::default());
            }
            Request::Rows { output, key, first, count } => {
                if let Some(event) = answer(shared, RowsRequest { output, key, first, count }, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Compare(request) => {
                if let Some(event) = compare::answer(shared, &request, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Values(request) => {
                if let Some(event) = values::answer(&request) {
                    emit(event);
                }
            }
            Request::Suggest { output, key, texts } => {
                if let Some(event) = suggest::answer(shared, (output, key), &texts, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Try(request) => {
                if let Some(event) = trial::answer(shared, &request, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Advise(request) => {
                if let Some(event) = advice::answer(shared, &request, &Stop::default()) {
                    emit(event);
                }
            }
            Request::CatalogColumns(request) => {
                if let Some(event) = catalog::answer(shared, &request, &Stop::default()) {
                    emit(event);
                }
            }
            Request::Example(kind) => emit(example::answer(kind)),
            Request::Find(request) => find(shared, request, &emit, &Stop::default()),
            Request::Text(request) => {
                if let Some(event) = text(shared, &request, &Stop::default()) {
                    emit(event);
                }
            }
            Request::CellStatistics(request) => statistics(shared, &request, &emit, &Stop::default()),
            Request::Watch(request) => locked(watch).begin(request),
            Request::StopFind | Request::StopCellStatistics | Request::StopPreview | Request::StopCompare => {}
            Request::TryAgain(node) => shared.aside.release(node),
            Request::StopText
            | Request::StopCatalogColumns
            | Request::Rest
            | Request::Run { .. }
            | Request::CancelRun => {}
        }
    }

    /// The next event, if there is one. Never waits.
    pub fn poll(&self) -> Option<Event> {
        match &self.0 {
            How::Process(remote) => remote.poll(),
            How::Threads(workers, ..) => workers.poll(),
            How::Inline(shared, events, watch) => {
                let mut events = locked(events);
                if events.is_empty() {
                    events.extend(locked(watch).check(shared, false));
                }
                events.pop_front()
            }
        }
    }

    /// The progress of the current work of this kind.
    pub fn moving(&self, doing: Doing) -> Option<Progress> {
        match &self.0 {
            How::Process(remote) => remote.moving(doing),
            How::Threads(workers, ..) => workers.moving(doing),
            How::Inline(..) => None,
        }
    }

    /// The number of the process in which it computes, if that is another one, and it runs.
    pub fn process_id(&self) -> Option<u32> {
        match &self.0 {
            How::Process(remote) => remote.process(),
            How::Threads(..) | How::Inline(..) => None,
        }
    }

    /// Ends the engine when everything that it keeps on disk is written.
    #[cfg(test)]
    pub(crate) fn finish_keeping(self) {
        let How::Inline(shared, ..) = self.0 else { return };
        let shared = Arc::into_inner(shared).expect("no threads");
        shared.keeper.and_then(Arc::into_inner).into_iter().for_each(crate::engine::cache::keep::Keeper::finish);
    }

    /// Makes an engine without threads emit an event that it does not emit by itself, such as the end of a run.
    #[cfg(test)]
    pub(crate) fn emit_for_test(&self, event: Event) {
        if let How::Inline(_, events, _) = &self.0 {
            locked(events).push_back(event);
        }
    }

    /// What has been done since the start; nothing if another process does it.
    pub fn work(&self) -> Work {
        match &self.0 {
            How::Process(_) => Work::default(),
            How::Threads(_, shared, _) | How::Inline(shared, ..) => shared.work(),
        }
    }
}
