//! The engine's threads: one previews, one fetches rows for scrolling. The newest request wins.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, bounded};

use super::emitter::{EVENTS, emitter};
use super::mailbox::{Inbox, Mailbox};
use super::previews::{self, PreviewRequest};
use super::runs::Runs;
use super::serve::{Afterwards, Announcers, Job, Service, Starter};
use super::watch::{Newest, keep_watch, newest};
use crate::base::Key;
use crate::connect;
use crate::engine::answers::advice;
use crate::engine::answers::catalog;
use crate::engine::answers::cell_statistics::statistics;
use crate::engine::answers::compare;
use crate::engine::answers::example;
use crate::engine::answers::find::find;
use crate::engine::answers::rows::{RowsRequest, answer, hold_for_more, text};
use crate::engine::answers::suggest;
use crate::engine::answers::trial;
use crate::engine::answers::values;
use crate::engine::api::advice::AdviceRequest;
use crate::engine::api::catalog::CatalogRequest;
use crate::engine::api::cell_statistics::CellStatisticsRequest;
use crate::engine::api::cleaning::TrialRequest;
use crate::engine::api::comparison::CompareRequest;
use crate::engine::api::event::Event;
use crate::engine::api::find::FindRequest;
use crate::engine::api::lane::Lane;
use crate::engine::api::output::OutputRef;
use crate::engine::api::request::Request;
use crate::engine::api::table_text::TextRequest;
use crate::engine::api::values::ValuesRequest;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::{Doing, Progress};
use crate::engine::control::thread::thread;
use crate::engine::plan::aside::Aside;
use crate::engine::preview::hold_on_demand;
use crate::engine::preview::shared::{Emit, Shared};

/// How long the end of the program waits for a query to notice that it must stop.
const PATIENCE: Duration = Duration::from_millis(200);
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
    catalogs: Arc<Mailbox<CatalogRequest>>,
    inboxes: Vec<Arc<dyn Inbox>>,
    /// Dropped to end the watching.
    watch: Option<Newest>,
    aside: Arc<Aside>,
    runs: Runs,
    emit: Emit,
    events: Option<Receiver<Event>>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    pub fn spawn(shared: Arc<Shared>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (sender, events) = bounded(EVENTS);
        let mut workers = Workers::emitting(shared, emitter(sender, wake), Box::new(|_| None));
        workers.events = Some(events);
        workers
    }

    /// Threads whose events go to `emit`, and which announce what they work on.
    pub fn emitting(shared: Arc<Shared>, emit: Emit, announce: Announcers) -> Self {
        let mut start = Starter { shared, emit: emit.clone(), announce, threads: Vec::new(), inboxes: Vec::new() };
        use Afterwards::{GiveBack, Nothing, Rest};
        let previews = start.serve(
            Service { lane: Lane::Preview, is_same: |_, _| true, node: |_| None, afterwards: GiveBack },
            previews::work,
        );
        let rows = start.serve(
            Service {
                lane: Lane::Rows,
                is_same: |a: &RowsRequest, b| a.output == b.output,
                node: |request| Some(request.output.node),
                afterwards: Nothing,
            },
            answer_rows,
        );
        let compares = start.serve(
            Service { lane: Lane::Compare, is_same: |_, _| true, node: |_| None, afterwards: Rest },
            |job, request| job.say(compare::answer(job.shared, &request, job.stop)),
        );
        let finds = start.serve(
            Service {
                lane: Lane::Find,
                is_same: |_, _| true,
                node: |request: &FindRequest| Some(request.output.node),
                afterwards: Rest,
            },
            |job, request| find(job.shared, request, job.emit, job.stop),
        );
        let statistics = start.serve(
            Service {
                lane: Lane::CellStatistics,
                is_same: |_, _| true,
                node: |request: &CellStatisticsRequest| Some(request.output.node),
                afterwards: Rest,
            },
            |job, request| statistics(job.shared, &request, job.emit, job.stop),
        );
        let values = start.serve(
            Service {
                lane: Lane::Values,
                is_same: |_, _| true,
                node: |request: &ValuesRequest| Some(request.node),
                afterwards: Nothing,
            },
            |job, request| job.say(values::answer(&request).filter(|_| !job.stop.is_set())),
        );
        let suggests = start.serve(
            Service {
                lane: Lane::Suggest,
                is_same: |_, _| true,
                node: |request: &SuggestRequest| Some(request.at.0.node),
                afterwards: Rest,
            },
            |job, request| job.say(suggest::answer(job.shared, request.at, &request.texts, job.stop)),
        );
        let trials = start.serve(
            Service {
                lane: Lane::Try,
                is_same: |_, _| true,
                node: |request: &TrialRequest| Some(request.output.node),
                afterwards: Nothing,
            },
            |job, request| job.say(trial::answer(job.shared, &request, job.stop)),
        );
        let advice = start.serve(
            Service {
                lane: Lane::Advise,
                is_same: AdviceRequest::is_same_kind,
                node: AdviceRequest::node,
                afterwards: Rest,
            },
            |job, request| job.say(advice::answer(job.shared, &request, job.stop)),
        );
        let catalogs = start.serve(
            // The node is not computed: what ends the process meanwhile is not its fault.
            Service { lane: Lane::Catalog, is_same: |_, _| true, node: |_| None, afterwards: Nothing },
            |job, request: CatalogRequest| job.say(catalog::answer(job.shared, &request, job.stop)),
        );
        // Copying continues while the project is not visible: its inbox is not among those that are cleared then.
        let inboxes = std::mem::take(&mut start.inboxes);
        let texts = start.serve(
            Service {
                lane: Lane::Text,
                is_same: |_, _| true,
                node: |request: &TextRequest| Some(request.output.node),
                afterwards: Rest,
            },
            |job, request| job.say(text(job.shared, &request, job.stop)),
        );
        let Starter { shared, mut threads, .. } = start;
        let (watch, requests) = newest();
        threads.extend(thread("engine-watch", {
            let emit = emit.clone();
            let shared = shared.clone();
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
            catalogs,
            inboxes,
            aside: shared.aside.clone(),
            watch: Some(watch),
            runs: Runs::default(),
            emit,
            events: None,
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
            Request::Find(request) => self.finds.put(request),
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
            Request::CatalogColumns(request) => self.catalogs.put(request),
            Request::StopCatalogColumns => self.catalogs.clear(),
            // If the system provided no thread for it, files are not watched.
            Request::Watch(request) => self.watch.iter().for_each(|watch| watch.send(request.clone())),
            // Rare and short: a thread for each, which nobody waits for.
            Request::Example(kind) => {
                let emit = self.emit.clone();
                drop(thread("engine-example", move || emit(example::answer(kind))));
            }
            Request::TryAgain(node) => self.aside.release(node),
            Request::Run { snapshot, options } => self.runs.start(&snapshot, &options, &self.emit),
            Request::CancelRun => self.runs.cancel(),
        }
    }

    /// Whether there is work to do.
    pub fn is_busy(&self) -> bool {
        self.inboxes.iter().any(|inbox| inbox.is_busy()) || self.texts.is_busy()
    }

    /// Stops what is being computed because it takes too much memory.
    pub fn stop_too_large(&self) {
        self.inboxes.iter().for_each(|inbox| inbox.stop_too_large());
        self.texts.stop_too_large();
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

/// Answers a request for rows, and holds the table of one that took long.
fn answer_rows(job: &Job<'_, RowsRequest>, request: RowsRequest) {
    let begun = Instant::now();
    let event = answer(job.shared, request, job.stop);
    let is_long = event.is_some() && begun.elapsed() >= hold_on_demand::LONG;
    job.say(event);
    if is_long {
        hold_for_more(job.shared, request, job.stop);
        job.inbox.rest();
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
