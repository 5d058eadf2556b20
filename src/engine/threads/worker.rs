//! The engine's threads: one previews, one fetches rows for scrolling. The newest request wins.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::watch::{Newest, keep_watch, newest};
use crate::base::Key;
use crate::connect;
use crate::engine::answers::advice;
use crate::engine::answers::compare;
use crate::engine::answers::example;
use crate::engine::answers::figures::figures;
use crate::engine::answers::find::find;
use crate::engine::answers::rows::{Wish, answer, hold_for_more, text};
use crate::engine::answers::suggest;
use crate::engine::answers::trial;
use crate::engine::answers::values;
use crate::engine::api::advice::AdviceRequest;
use crate::engine::api::cleaning::TrialRequest;
use crate::engine::api::comparison::CompareRequest;
use crate::engine::api::event::Event;
use crate::engine::api::figures::FiguresRequest;
use crate::engine::api::find::FindRequest;
use crate::engine::api::output::OutputRef;
use crate::engine::api::request::Request;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::api::table_text::TextRequest;
use crate::engine::api::values::ValuesRequest;
use crate::engine::backend::child::{ChildRun, spawn_child_run};
use crate::engine::cache::memory_size::{AT_REST, AT_WORK, give_back};
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stack::STACK;
use crate::engine::control::stop::{Doing, Progress, Stop};
use crate::engine::preview::hold_on_demand;
use crate::engine::preview::shared::{Emit, Shared};
use crate::engine::preview::tables::preview;

/// The maximum number of events queued for the window; a thread that has more waits.
const EVENTS: usize = 4_096;
/// How long the end of the program waits for a query to notice that it must stop.
const PATIENCE: Duration = Duration::from_millis(200);
/// Without a new preview for this long, the program is considered idle.
const REST: Duration = Duration::from_millis(300);

struct PreviewRequest {
    generation: u64,
    snapshot: Arc<Snapshot>,
    focus: Option<OutputRef>,
}

struct SuggestRequest {
    at: (OutputRef, Key),
    texts: Vec<String>,
}

/// A slot for the newest request of each subject. Putting in a request stops the work on an older one of the same
/// subject.
struct Mailbox<T> {
    state: Mutex<MailboxState<T>>,
    filled: Condvar,
    is_same: fn(&T, &T) -> bool,
}

struct MailboxState<T> {
    waiting: Vec<T>,
    /// Stops the request that is being processed.
    working: Stop,
    closed: bool,
}

impl<T> Mailbox<T> {
    fn new(is_same: fn(&T, &T) -> bool) -> Arc<Self> {
        let state = MailboxState { waiting: Vec::new(), working: Stop::default(), closed: false };
        Arc::new(Mailbox { state: Mutex::new(state), filled: Condvar::new(), is_same })
    }

    fn put(&self, wish: T) {
        let mut state = locked(&self.state);
        state.waiting.retain(|other| !(self.is_same)(other, &wish));
        state.waiting.push(wish);
        state.working.stop();
        self.filled.notify_one();
    }

    /// Waits for a request; `None` when the mailbox is closed.
    fn take(&self) -> Option<(T, Stop)> {
        let mut state = locked(&self.state);
        loop {
            if state.closed {
                return None;
            }
            if !state.waiting.is_empty() {
                state.working = Stop::default();
                return Some((state.waiting.remove(0), state.working.clone()));
            }
            state = self.filled.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether no request comes for a while.
    fn stays_empty(&self, time: Duration) -> bool {
        let state = locked(&self.state);
        let is_empty = |state: &mut MailboxState<T>| state.waiting.is_empty() && !state.closed;
        let waited = self.filled.wait_timeout_while(state, time, is_empty).unwrap_or_else(PoisonError::into_inner);
        waited.1.timed_out()
    }

    /// After work that may have freed much memory: returns it to the system if no request comes for a while.
    fn rest(&self) {
        if self.stays_empty(REST) {
            give_back(AT_REST);
        }
    }

    /// The progress of the current work.
    fn moving(&self) -> Option<Progress> {
        locked(&self.state).working.moving()
    }

    /// Stops the current work, and discards queued requests.
    fn clear(&self) {
        let mut state = locked(&self.state);
        state.waiting.clear();
        state.working.stop();
    }

    fn close(&self) {
        let mut state = locked(&self.state);
        state.closed = true;
        state.working.stop();
        self.filled.notify_all();
    }
}

/// The threads and the channels to them.
pub(crate) struct Workers {
    previews: Arc<Mailbox<PreviewRequest>>,
    rows: Arc<Mailbox<Wish>>,
    compares: Arc<Mailbox<CompareRequest>>,
    finds: Arc<Mailbox<FindRequest>>,
    figures: Arc<Mailbox<FiguresRequest>>,
    texts: Arc<Mailbox<TextRequest>>,
    values: Arc<Mailbox<ValuesRequest>>,
    suggests: Arc<Mailbox<SuggestRequest>>,
    trials: Arc<Mailbox<TrialRequest>>,
    advice: Arc<Mailbox<AdviceRequest>>,
    /// Dropped to end the watching.
    watch: Option<Newest>,
    run: Mutex<Option<ChildRun>>,
    emit: Emit,
    events: Option<Receiver<Event>>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    pub fn spawn(shared: Arc<Shared>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (sender, events) = bounded(EVENTS);
        let emit = emitter(sender, wake);
        let previews = Mailbox::new(|_: &PreviewRequest, _| true);
        let rows = Mailbox::new(|a: &Wish, b| a.output == b.output);
        let compares = Mailbox::new(|_: &CompareRequest, _| true);
        let (comparing, advising, watching) = (shared.clone(), shared.clone(), shared.clone());
        let finds = Mailbox::new(|_: &FindRequest, _| true);
        let counts = Mailbox::new(|_: &FiguresRequest, _| true);
        let texts = Mailbox::new(|_: &TextRequest, _| true);
        let values = Mailbox::new(|_: &ValuesRequest, _| true);
        let suggests = Mailbox::new(|_: &SuggestRequest, _| true);
        let trials = Mailbox::new(|_: &TrialRequest, _| true);
        let (suggesting, trying) = (shared.clone(), shared.clone());
        let advice = Mailbox::new(AdviceRequest::is_same_kind);
        let mut threads = Vec::new();
        threads.extend(thread("engine-preview", {
            let (previews, shared, emit) = (previews.clone(), shared.clone(), emit.clone());
            move || {
                while let Some((wish, stop)) = previews.take() {
                    // Nodes are guarded one by one; this is for everything else.
                    let _ = guarded(|| {
                        preview(&shared, &emit, wish.generation, &wish.snapshot, wish.focus, &stop);
                    });
                    give_back(if previews.stays_empty(REST) { AT_REST } else { AT_WORK });
                }
            }
        }));
        threads.extend(thread("engine-rows", {
            let (rows, shared, emit) = (rows.clone(), shared.clone(), emit.clone());
            move || {
                while let Some((wish, stop)) = rows.take() {
                    let begun = Instant::now();
                    if let Ok(Some(event)) = guarded(|| answer(&shared, wish, &stop)) {
                        emit(event);
                        if begun.elapsed() >= hold_on_demand::LONG {
                            let _ = guarded(|| hold_for_more(&shared, wish, &stop));
                            rows.rest();
                        }
                    }
                }
            }
        }));
        threads.extend(thread("engine-compare", {
            let (compares, emit) = (compares.clone(), emit.clone());
            move || {
                while let Some((wish, stop)) = compares.take() {
                    if let Some(event) = compare::answer(&comparing, &wish, &stop) {
                        emit(event);
                    }
                    compares.rest();
                }
            }
        }));
        threads.extend(thread("engine-find", {
            let (finds, shared, emit) = (finds.clone(), shared.clone(), emit.clone());
            move || {
                while let Some((wanted, stop)) = finds.take() {
                    let _ = guarded(|| find(&shared, wanted, &emit, &stop));
                    finds.rest();
                }
            }
        }));
        threads.extend(thread("engine-figures", {
            let (counts, shared, emit) = (counts.clone(), shared.clone(), emit.clone());
            move || {
                while let Some((wish, stop)) = counts.take() {
                    let _ = guarded(|| figures(&shared, &wish, &emit, &stop));
                    counts.rest();
                }
            }
        }));
        threads.extend(thread("engine-text", {
            let (texts, emit) = (texts.clone(), emit.clone());
            move || {
                while let Some((wish, stop)) = texts.take() {
                    if let Ok(Some(event)) = guarded(|| text(&shared, &wish, &stop)) {
                        emit(event);
                    }
                    texts.rest();
                }
            }
        }));
        threads.extend(thread("engine-values", {
            let (values, emit) = (values.clone(), emit.clone());
            move || {
                while let Some((wish, stop)) = values.take() {
                    if let Some(event) = values::answer(&wish).filter(|_| !stop.is_set()) {
                        emit(event);
                    }
                }
            }
        }));
        threads.extend(thread("engine-suggest", {
            let (suggests, emit) = (suggests.clone(), emit.clone());
            move || {
                while let Some((SuggestRequest { at, texts }, stop)) = suggests.take() {
                    if let Ok(Some(event)) = guarded(|| suggest::answer(&suggesting, at, &texts, &stop)) {
                        emit(event);
                    }
                    suggests.rest();
                }
            }
        }));
        threads.extend(thread("engine-trial", {
            let (trials, emit) = (trials.clone(), emit.clone());
            move || {
                while let Some((wish, stop)) = trials.take() {
                    if let Ok(Some(event)) = guarded(|| trial::answer(&trying, &wish, &stop)) {
                        emit(event);
                    }
                }
            }
        }));
        threads.extend(thread("engine-advice", {
            let (advice, emit) = (advice.clone(), emit.clone());
            move || {
                while let Some((wish, stop)) = advice.take() {
                    if let Some(event) = advice::answer(&advising, &wish, &stop) {
                        emit(event);
                    }
                    advice.rest();
                }
            }
        }));
        let (watch, wishes) = newest();
        threads.extend(thread("engine-watch", {
            let (shared, emit) = (watching, emit.clone());
            move || drop(guarded(|| keep_watch(&shared, &wishes, &emit)))
        }));
        Workers {
            previews,
            rows,
            compares,
            finds,
            figures: counts,
            texts,
            values,
            suggests,
            trials,
            advice,
            watch: Some(watch),
            run: Mutex::default(),
            emit,
            events: Some(events),
            threads,
        }
    }

    /// Finishes or removes, in the background, what crashed runs have left; no run of this window waits for it.
    pub fn tidy(&mut self) {
        self.threads.extend(thread("engine-tidy", || drop(connect::recover_commits())));
    }

    pub fn send(&self, request: Request) {
        match request {
            Request::Preview { generation, snapshot, focus } => {
                self.previews.put(PreviewRequest { generation, snapshot, focus });
            }
            Request::Compare(wish) => self.compares.put(wish),
            Request::Rows { output, key, first, count } => self.rows.put(Wish { output, key, first, count }),
            Request::Find(wanted) => self.finds.put(wanted),
            Request::StopFind => self.finds.clear(),
            Request::Figures(wish) => self.figures.put(wish),
            Request::StopFigures => self.figures.clear(),
            Request::StopPreview => self.previews.clear(),
            Request::StopCompare => self.compares.clear(),
            Request::StopText => self.texts.clear(),
            Request::Rest => {
                self.figures.clear();
                self.previews.clear();
                self.rows.clear();
                self.compares.clear();
                self.finds.clear();
                self.values.clear();
                self.suggests.clear();
                self.trials.clear();
                self.advice.clear();
            }
            Request::Text(wish) => self.texts.put(wish),
            Request::Values(wish) => self.values.put(wish),
            Request::Suggest { output, key, texts } => self.suggests.put(SuggestRequest { at: (output, key), texts }),
            Request::Try(wish) => self.trials.put(wish),
            Request::Advise(wish) => self.advice.put(wish),
            // If the system provided no thread for it, nobody watches.
            Request::Watch(wish) => self.watch.iter().for_each(|watch| watch.send(wish.clone())),
            // Rare and short: a thread for each, which nobody waits for.
            Request::Example(kind) => {
                let emit = self.emit.clone();
                drop(thread("engine-example", move || emit(example::answer(kind))));
            }
            Request::Run { snapshot, options } => {
                let mut run = locked(&self.run);
                // One at a time: two would write the same files.
                if run.as_ref().is_none_or(ChildRun::is_over) {
                    let emit = self.emit.clone();
                    *run = Some(spawn_child_run(&snapshot, &options, move |event| emit(Event::Run(event))));
                }
            }
            Request::CancelRun => {
                if let Some(run) = locked(&self.run).as_ref() {
                    run.cancel();
                }
            }
        }
    }

    /// The progress of the current work of this kind.
    pub fn moving(&self, doing: Doing) -> Option<Progress> {
        match doing {
            Doing::Preview => self.previews.moving(),
            Doing::Compare => self.compares.moving(),
            Doing::Text => self.texts.moving(),
        }
    }

    pub fn poll(&self) -> Option<Event> {
        self.events.as_ref()?.try_recv().ok()
    }
}

impl Drop for Workers {
    /// Stops the current work and waits briefly for it; a query that does not notice ends with the process.
    fn drop(&mut self) {
        self.previews.close();
        self.rows.close();
        self.compares.close();
        self.finds.close();
        self.figures.close();
        self.texts.close();
        self.values.close();
        self.suggests.close();
        self.trials.close();
        self.advice.close();
        self.watch = None;
        // A thread must not keep waiting for room in the event queue.
        self.events = None;
        let until = Instant::now() + PATIENCE;
        for thread in self.threads.drain(..) {
            while !thread.is_finished() && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(1));
            }
            if thread.is_finished() {
                let _ = thread.join();
            }
        }
    }
}

fn emitter(sender: Sender<Event>, wake: Arc<dyn Fn() + Send + Sync>) -> Emit {
    Arc::new(move |event| {
        // A hidden window may not receive events for long; a run does not wait until every progress event was received.
        let sent = match event {
            Event::Run(ref run) if run.is_progress() => sender.try_send(event).is_ok(),
            event => sender.send(event).is_ok(),
        };
        // Otherwise the receiver is gone: the engine is being dropped.
        if sent {
            wake();
        }
    })
}

/// `None` if the system provides no more threads: the engine then stays silent, the window stays usable.
fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    std::thread::Builder::new().name(name.into()).stack_size(STACK).spawn(work).ok()
}
