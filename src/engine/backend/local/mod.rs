//! Executes runs in this process, on polars: one plan for all outputs, which replaces all of them or none.

mod blame;
mod changed_inputs;
mod check;
mod elsewhere;
mod limits;
mod lowered;
mod memory_guard;
mod passed_on;
mod progress;
mod reuse;
mod tap;
mod update;
mod work;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use changed_inputs::Inputs;
use elsewhere::elsewhere;
use limits::{Limits, Preparing, planned_periods};
use memory_guard::MemoryGuard;
use progress::Progress;
use reuse::{Reuse, reuse};
use tap::Flow;
use update::Update;
use work::{Done, Terms, work};

use super::{Attempt, Backend};
use crate::base::{Language, Problem};
use crate::connect::{self, Sent, Store};
use crate::document::NodeId;
use crate::engine::api::event::{RunEvent, Written};
use crate::engine::api::request::CheckData;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::panics::guarded;
use crate::engine::control::stack::STACK;
use crate::engine::plan::planned::Plan;
use crate::engine::run::known_columns::keep_columns_of;
use crate::engine::run::reporter::Reporter;
use crate::engine::run::run_problem::{End, RunProblem};

/// How often the caller's cancellation flag is checked.
const TICK: Duration = Duration::from_millis(20);

/// The number of queued worker messages; when the queue is full, the worker waits briefly.
const UPDATES: usize = 256;

/// How long to wait for a worker that is to stop, before the run continues without it.
const PATIENCE: Duration = Duration::from_secs(2);

/// This process.
pub(crate) struct Local;

impl Backend for Local {
    fn check(&self, _: &Snapshot, plan: &Plan, data: CheckData) -> Vec<(NodeId, Problem)> {
        check::check(plan, data)
    }

    /// Works on a separate thread; this one reports events and watches the cancellation flag and time limits.
    fn run(&self, attempt: Attempt<'_>, reporter: &mut Reporter<'_>) -> Result<Vec<Written>, End> {
        let elsewhere = elsewhere(&attempt.plan, &attempt.choice.nodes);
        if !elsewhere.is_empty() {
            let failed = elsewhere.into_iter().map(|(id, problem)| (Some(id), problem));
            return Err(End::Failed(failed.collect()));
        }
        let reuse = reused(&attempt, reporter)?;
        let Attempt { snapshot, options, plan, choice, keep, cancel } = attempt;
        let all = choice.nodes.clone();
        let plan = Arc::new(plan);
        let choice = Arc::new(reuse.rest_of(choice));
        let given = reuse.given;
        let names = || plan.nodes.iter().map(|(id, planned)| (*id, planned.name.clone())).collect();
        let flow = Flow::noting(names);
        let inputs = Inputs::now();
        let preparing = Preparing::default();
        let is_retried = |id: &NodeId| snapshot.document.node(*id).is_some_and(|node| node.running.retries > 0);
        let again = choice.nodes.iter().copied().filter(is_retried).collect();
        let terms = Terms { keep, again, inputs };
        let limits = Limits::new(&snapshot.document, &plan, &choice);
        let (sender, receiver) = sync_channel(UPDATES);
        let (answer, answered) = sync_channel(1);
        // The sender moves into the worker: the channel closes when the work is over, even after a panic.
        let worker = {
            let plan = plan.clone();
            let choice = choice.clone();
            let flow = flow.clone();
            let preparing = preparing.clone();
            move || {
                let done = guarded(|| work(&plan, &choice, given, &terms, &flow, &preparing, &sender));
                // The receiver may be gone.
                let _ = answer.send(done.unwrap_or_else(|problem| Err(End::failed((None, problem)))));
            }
        };
        let thread = std::thread::Builder::new().name("run".into()).stack_size(STACK).spawn(worker);
        if let Err(error) = thread {
            let problem = Problem::error(say!("run-no-thread", error = error));
            return Err(End::failed((None, problem.remedy(say!("run-close-programs")))));
        }
        let mut progress = Progress::default();
        let mut overdue: Option<(RunProblem, Instant)> = None;
        let mut cancelled: Option<Instant> = None;
        let mut memory = MemoryGuard::new(options.memory);
        loop {
            if cancel.is_cancelled() {
                cancelled.get_or_insert_with(Instant::now);
                flow.stop();
            } else if overdue.is_none() {
                memory.measure().into_iter().for_each(|record_memory| progress.record_memory(record_memory));
                let exceeded = || memory.is_exceeded().then(|| (None, memory.problem()));
                let cut = || inputs.cut_short(&plan, &choice);
                let found = limits.overdue(&preparing, flow.since(), &progress.counters).or_else(exceeded).or_else(cut);
                overdue = found.map(|problem| (problem, Instant::now()));
                overdue.iter().for_each(|_| flow.stop());
            }
            match receiver.recv_timeout(TICK) {
                Ok(Update::Flowing(counters)) => progress.counters = counters,
                Ok(Update::Mapped(mapped)) => progress.report_read(reporter, &mapped),
                Ok(Update::Sent(sent)) => report_sent(reporter, sent),
                Ok(Update::Writing(gauges)) => progress.gauges = gauges,
                Ok(Update::LookingForCause) => reporter.say(RunEvent::LookingForCause),
                Ok(Update::RunProblem(problem)) => reporter.report_problem(&problem),
                Ok(Update::SinkDone { node, rows, bytes }) => {
                    progress.report(reporter, true);
                    let node = reporter.name(node);
                    reporter.say(RunEvent::SinkDone { node, rows, bytes });
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            progress.report(reporter, false);
            memory.measure().into_iter().for_each(|record_memory| progress.record_memory(record_memory));
            // It hangs where no flag is checked, or there is no time to wait. It can commit nothing any more, unless it
            // just has; what it has written is removed now, since the process may end before it does.
            let is_left = |since: &Instant| since.elapsed() > PATIENCE || memory.is_hopeless();
            let since = overdue.as_ref().map(|(_, since)| since).or(cancelled.as_ref());
            if since.is_some_and(is_left) && flow.withdrawal.withdraw() {
                break;
            }
        }
        progress.report(reporter, true);
        // Covers what has passed since the last check.
        connect::allocated_memory().into_iter().for_each(|record_memory| progress.record_memory(record_memory));
        let mut periods = planned_periods(&plan, &choice);
        periods.extend(preparing.periods());
        progress.report_measured(reporter, &periods);
        match (answered.try_recv(), overdue) {
            (Ok(Ok(done)), _) => {
                keep_columns_of(&plan, &all);
                Ok(done.into_iter().map(|done| written(reporter, done)).collect())
            }
            (Ok(Err(End::Cancelled)) | Err(_), Some((problem, _))) => Err(End::failed(problem)),
            (Ok(Err(end)), _) => Err(end),
            (Err(_), None) if cancelled.is_some() => Err(End::Cancelled),
            (Err(_), None) => Err(End::failed((None, Problem::error(say!("run-no-result"))))),
        }
    }
}

/// Takes what previews have kept, and reports it.
fn reused(attempt: &Attempt<'_>, reporter: &mut Reporter<'_>) -> Result<Reuse, End> {
    let plan = &attempt.plan;
    let choice = &attempt.choice;
    let store = Store::open().filter(|_| !attempt.options.afresh);
    let cancel = attempt.cancel;
    let memory = attempt.options.memory;
    let is_cancelled = || cancel.is_cancelled();
    let reuse = store.map(|store| reuse(plan, choice, &store, memory, &is_cancelled)).unwrap_or_default();
    if is_cancelled() {
        return Err(End::Cancelled);
    }
    for (node, fate) in &reuse.fates {
        if attempt.options.explain || !fate.is_computed() {
            let (node, (result, why)) = (reporter.name(*node), fate.words());
            reporter.say(RunEvent::Cache { node, result, why });
        }
    }
    for (node, warning) in &reuse.warnings {
        reporter.report_problem(&(Some(*node), warning.clone()));
    }
    Ok(reuse)
}

fn written(reporter: &Reporter<'_>, done: Done) -> Written {
    let node = reporter.name(done.node);
    Written { node, address: done.written.address, rows: done.rows, bytes: done.written.bytes }
}

/// Tells what stores were asked.
fn report_sent(reporter: &mut Reporter<'_>, sent: BTreeMap<NodeId, Sent>) {
    for (node, sent) in sent {
        let node = reporter.name(node);
        let stays = sent.stays.iter().map(|reason| reason.in_language(Language::English)).collect();
        reporter.say(RunEvent::Sent { node, statements: sent.statements, stays });
    }
}
