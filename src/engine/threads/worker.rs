//! The engine's threads: one previews, one fetches rows for scrolling. The newest request wins.

use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::mailbox::{Inbox, Mailbox};
use super::serve::{Afterwards, Starter, thread};
use super::watch::{Newest, keep_watch, newest};
use crate::base::Key;
use crate::connect;
use crate::engine::answers::advice;
use crate::engine::answers::cell_statistics::statistics;
use crate::engine::answers::compare;
use crate::engine::answers::example;
use crate::engine::answers::find::find;
use crate::engine::answers::rows::{RowsRequest, answer, hold_for_more, text};
use crate::engine::answers::suggest;
use crate::engine::answers::trial;
use crate::engine::answers::values;
use crate::engine::api::advice::AdviceRequest;
use crate::engine::api::cell_statistics::CellStatisticsRequest;
use crate::engine::api::cleaning::TrialRequest;
use crate::engine::api::comparison::CompareRequest;
use crate::engine::api::event::Event;
use crate::engine::api::find::FindRequest;
use crate::engine::api::output::OutputRef;
use crate::engine::api::request::Request;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::api::table_text::TextRequest;
use crate::engine::api::values::ValuesRequest;
use crate::engine::backend::child::{ChildRun, spawn_child_run};
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::{Doing, Progress};
use crate::engine::preview::hold_on_demand;
use crate::engine::preview::shared::{Emit, Shared};
use crate::engine::preview::tables::preview;

/// The maximum number of events queued for the window; a thread that has more waits.
const EVENTS: usize = 4_096;
/// How long the end of the program waits for a query to notice that it must stop.
const PATIENCE: Duration = Duration::from_millis(200);
struct PreviewRequest {
    generation: u64,
    snapshot: Arc<Snapshot>,
    focus: Option<OutputRef>,
}

struct SuggestRequest {
    at: (OutputRef, Key),
    texts: Vec<String>,
}

/// The threads and the channels to them.
pub(crate) struct Workers {
    previews: Arc<Mailbox<PreviewRequest>>,
    rows: Arc<Mailbox<RowsRequest>>,
    compares: Arc<Mailbox<CompareRequest>>,
    finds: Arc<Mailbox<FindRequest>>,
    statistics: Arc<Mailbox<CellStatisticsRequest>>,
    texts: Arc<Mailbox<TextRequest>>,
    values: Arc<Mailbox<ValuesRequest>>,
    suggests: Arc<Mailbox<SuggestRequest>>,
    trials: Arc<Mailbox<TrialRequest>>,
    advice: Arc<Mailbox<AdviceRequest>>,
    inboxes: Vec<Arc<dyn Inbox>>,
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
        let mut start = Starter { shared, emit: emit.clone(), threads: Vec::new(), inboxes: Vec::new() };
        use Afterwards::{GiveBack, Nothing, Rest};
        let previews = start.serve(
            "engine-preview",
            |_, _| true,
            GiveBack,
            |job, request: PreviewRequest| {
                preview(job.shared, job.emit, request.generation, &request.snapshot, request.focus, job.stop);
            },
        );
        let rows = start.serve(
            "engine-rows",
            |a: &RowsRequest, b| a.output == b.output,
            Nothing,
            |job, request| {
                let begun = Instant::now();
                let event = answer(job.shared, request, job.stop);
                let is_long = event.is_some() && begun.elapsed() >= hold_on_demand::LONG;
                job.say(event);
                if is_long {
                    hold_for_more(job.shared, request, job.stop);
                    job.inbox.rest();
                }
            },
        );
        let compares = start.serve(
            "engine-compare",
            |_, _| true,
            Rest,
            |job, request| {
                job.say(compare::answer(job.shared, &request, job.stop));
            },
        );
        let finds = start.serve(
            "engine-find",
            |_, _| true,
            Rest,
            |job, request| {
                find(job.shared, request, job.emit, job.stop);
            },
        );
        let statistics = start.serve(
            "engine-cell-statistics",
            |_, _| true,
            Rest,
            |job, request| {
                statistics(job.shared, &request, job.emit, job.stop);
            },
        );
        let values = start.serve(
            "engine-values",
            |_, _| true,
            Nothing,
            |job, request| {
                job.say(values::answer(&request).filter(|_| !job.stop.is_set()));
            },
        );
        let suggests = start.serve(
            "engine-suggest",
            |_, _| true,
            Rest,
            |job, request: SuggestRequest| {
                job.say(suggest::answer(job.shared, request.at, &request.texts, job.stop));
            },
        );
        let trials = start.serve(
            "engine-trial",
            |_, _| true,
            Nothing,
            |job, request| {
                job.say(trial::answer(job.shared, &request, job.stop));
            },
        );
        let advice = start.serve("engine-advice", AdviceRequest::is_same_kind, Rest, |job, request| {
            job.say(advice::answer(job.shared, &request, job.stop));
        });
        // What is being copied goes on while the project rests: it is none of the inboxes that are cleared then.
        let inboxes = std::mem::take(&mut start.inboxes);
        let texts = start.serve(
            "engine-text",
            |_, _| true,
            Rest,
            |job, request| {
                job.say(text(job.shared, &request, job.stop));
            },
        );
        let Starter { shared, mut threads, .. } = start;
        let (watch, requests) = newest();
        threads.extend(thread("engine-watch", {
            let emit = emit.clone();
            move || drop(guarded(|| keep_watch(&shared, &requests, &emit)))
        }));
        Workers {
            previews,
            rows,
            compares,
            finds,
            statistics,
            texts,
            values,
            suggests,
            trials,
            advice,
            inboxes,
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
            Request::Compare(request) => self.compares.put(request),
            Request::Rows { output, key, first, count } => self.rows.put(RowsRequest { output, key, first, count }),
            Request::Find(wanted) => self.finds.put(wanted),
            Request::StopFind => self.finds.clear(),
            Request::CellStatistics(request) => self.statistics.put(request),
            Request::StopCellStatistics => self.statistics.clear(),
            Request::StopPreview => self.previews.clear(),
            Request::StopCompare => self.compares.clear(),
            Request::StopText => self.texts.clear(),
            Request::Rest => self.inboxes.iter().for_each(|inbox| inbox.clear()),
            Request::Text(request) => self.texts.put(request),
            Request::Values(request) => self.values.put(request),
            Request::Suggest { output, key, texts } => self.suggests.put(SuggestRequest { at: (output, key), texts }),
            Request::Try(request) => self.trials.put(request),
            Request::Advise(request) => self.advice.put(request),
            // If the system provided no thread for it, nobody watches.
            Request::Watch(request) => self.watch.iter().for_each(|watch| watch.send(request.clone())),
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
        self.inboxes.iter().for_each(|inbox| inbox.close());
        self.texts.close();
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
