//! A run: checks, makes one plan for all outputs, and replaces all of them or none.
//!
//! Where nodes say so, a run is several attempts: again after a while, or without what has failed. Each attempt is a whole
//! plan; only the last one writes.

mod attempts;
mod blame;
#[cfg(test)]
mod blame_tests;
pub(super) mod checking;
pub(crate) mod choice;
pub(crate) mod collisions;
pub(super) mod fingerprints;
mod limits;
mod memory_guard;
mod reporter;
mod reuse;
mod selection;
mod tap;
#[cfg(test)]
mod tests;
mod work;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::base::{Cancellation, Problem};
use crate::connect::{self, Keep, Store};
use crate::document::NodeId;
use crate::engine::api::event::{RunEvent, RunOutcome, Written};
use crate::engine::api::request::RunOptions;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::panics::guarded;
use crate::engine::control::stack::STACK;
use crate::engine::plan::planner::{Plan, Planner, Sampling};

use attempts::{Answer, Attempts};
use choice::{Choice, Chosen, End, RunProblem, choose};
use limits::{Limits, Preparing, planned_stretches};
use memory_guard::MemoryGuard;
use reporter::{Progress, Reporter};
use reuse::{Given, Reuse, reuse};
use tap::Flow;
use work::{Done, News, work};

/// The version of the run's events.
pub const EVENTS_VERSION: u32 = 2;

/// How often the flag of the caller is looked at.
const TICK: Duration = Duration::from_millis(20);

/// How long a worker that is to stop is waited for, before the run goes on without it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Runs the sinks of a project, or what `options` ask for, and tells `emit` what happens; [`RunEvent::Finished`] comes last.
/// Returns shortly after cancellation. Unless it succeeds, no output is touched.
pub fn run(
    snapshot: &Snapshot,
    options: &RunOptions,
    emit: &mut dyn FnMut(RunEvent),
    cancel: &Cancellation,
) -> RunOutcome {
    let mut run = Run { snapshot, options, reporter: Reporter::new(snapshot, emit), cancel, is_started: false };
    let mut attempts = Attempts::new(&snapshot.document);
    let (outcome, written) = match run.whole(&mut attempts) {
        Ok(done) if attempts.left_out().is_empty() => (RunOutcome::Succeeded, done),
        Ok(done) => (RunOutcome::FinishedWithFailures, done),
        Err(End::Cancelled) => (RunOutcome::Cancelled, Vec::new()),
        Err(End::Failed(run_problems)) => {
            run_problems.iter().for_each(|complaint| run.reporter.complain(complaint));
            (RunOutcome::Failed, Vec::new())
        }
    };
    let written = written.into_iter().map(|done| run.written(done)).collect();
    let seconds = run.reporter.seconds();
    run.reporter.say(RunEvent::Finished { outcome, seconds, written });
    outcome
}

struct Run<'a> {
    snapshot: &'a Snapshot,
    options: &'a RunOptions,
    reporter: Reporter<'a>,
    cancel: &'a Cancellation,
    is_started: bool,
}

impl Run<'_> {
    /// One attempt after the other, as the nodes' policies say.
    fn whole(&mut self, attempts: &mut Attempts<'_>) -> Result<Vec<Done>, End> {
        let interrupted = connect::recover_commits();
        loop {
            let mut wanted = Vec::new();
            let failed = match self.attempt(attempts.left_out(), &interrupted, &mut wanted) {
                Err(End::Failed(run_problems)) => run_problems,
                end => return end,
            };
            match attempts.answer(&failed, &wanted) {
                Answer::End => return Err(End::Failed(failed)),
                Answer::Without(nodes) => self.go_on_without(&nodes, &failed, attempts.left_out(), &wanted),
                Answer::Again { retries, wait } => {
                    for retry in retries {
                        let problem = failed.iter().find(|(node, _)| *node == Some(retry.node));
                        let Some((_, problem)) = problem.cloned() else { continue };
                        let (node, seconds) = (self.reporter.name(retry.node), wait.as_secs_f64());
                        let (number, of) = (retry.number, retry.of);
                        self.reporter.say(RunEvent::Retrying { node, number, of, seconds, problem });
                    }
                    self.wait(wait)?;
                }
            }
        }
    }

    fn go_on_without(
        &mut self,
        nodes: &BTreeSet<NodeId>,
        failed: &[RunProblem],
        left_out: &BTreeSet<NodeId>,
        wanted: &[NodeId],
    ) {
        failed.iter().filter(|(_, problem)| problem.is_error()).for_each(|complaint| self.reporter.complain(complaint));
        let lost = self.reporter.names(wanted.iter().copied().filter(|id| left_out.contains(id)));
        let nodes = self.reporter.names(nodes.iter().copied());
        self.reporter.say(RunEvent::Skipped { nodes, lost });
    }

    fn wait(&self, time: Duration) -> Result<(), End> {
        let until = Instant::now() + time;
        while Instant::now() < until {
            if self.cancel.is_cancelled() {
                return Err(End::Cancelled);
            }
            std::thread::sleep(TICK.min(until.saturating_duration_since(Instant::now())));
        }
        Ok(())
    }

    fn attempt(
        &mut self,
        left_out: &BTreeSet<NodeId>,
        interrupted: &[Problem],
        to_compute: &mut Vec<NodeId>,
    ) -> Result<Vec<Done>, End> {
        let reach = self.snapshot.reach().cancelled_by(self.cancel);
        let plan = guarded(|| whole_planner().plan_unless(self.snapshot, &reach));
        let plan = plan.map_err(|problem| End::failed((None, problem)))?.ok_or(End::Cancelled)?;
        let Chosen { choice, wanted, mut run_problems } = choose(self.snapshot, &plan, self.options, left_out);
        *to_compute = wanted;
        if !std::mem::replace(&mut self.is_started, true) {
            let sinks =
                choice.iter().flat_map(|choice| &choice.sinks).map(|sink| self.reporter.name(sink.node)).collect();
            let project = self.snapshot.base.display().to_string();
            self.reporter.say(RunEvent::Started { version: EVENTS_VERSION, project, sinks });
            interrupted.iter().for_each(|problem| self.reporter.complain(&(None, problem.clone())));
        }
        let Some(choice) = choice else {
            run_problems.sort_by_key(|(_, problem)| problem.is_error());
            if !run_problems.last().is_some_and(|(_, problem)| problem.is_error()) {
                run_problems.push((None, Problem::error(say!("run-impossible"))));
            }
            return Err(End::Failed(run_problems));
        };
        run_problems.iter().for_each(|complaint| self.reporter.complain(complaint));
        self.reporter.reads(&plan, &choice);
        let reuse = self.reuse(&plan, &choice)?;
        let choice = choice.without(&reuse);
        self.execute(Arc::new(plan), Arc::new(choice), reuse.given)
    }

    /// Takes what previews have kept, and says so.
    fn reuse(&mut self, plan: &Plan, choice: &Choice) -> Result<Reuse, End> {
        let store = Store::open().filter(|_| !self.options.afresh);
        let (cancel, memory) = (self.cancel, self.options.memory);
        let is_cancelled = || cancel.is_cancelled();
        let reuse = store.map(|store| reuse(plan, choice, &store, memory, &is_cancelled)).unwrap_or_default();
        if is_cancelled() {
            return Err(End::Cancelled);
        }
        for (node, fate) in &reuse.fates {
            if self.options.explain || !fate.is_computed() {
                let (node, (result, why)) = (self.reporter.name(*node), fate.words());
                self.reporter.say(RunEvent::Cache { node, result, why });
            }
        }
        for (node, warning) in &reuse.warnings {
            self.reporter.complain(&(Some(*node), warning.clone()));
        }
        Ok(reuse)
    }

    /// Works on a thread of its own; this one tells what happens, watches for the flag and for time limits.
    fn execute(&mut self, plan: Arc<Plan>, choice: Arc<Choice>, given: Given) -> Result<Vec<Done>, End> {
        let keep: Option<Keep> = self.options.keep;
        let (flow, preparing) = (Flow::default(), Preparing::default());
        let limits = Limits::new(&self.snapshot.document, &plan, &choice);
        let (sender, receiver) = channel();
        let (answer, answered) = channel();
        // The sender moves into the worker: the channel closes when the work is over, also after a panic.
        let worker = {
            let (plan, choice, flow, preparing) = (plan.clone(), choice.clone(), flow.clone(), preparing.clone());
            move || {
                let done = guarded(|| work(&plan, &choice, given, keep, &flow, &preparing, &sender));
                // Nobody may wait for the answer any more.
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
        let mut memory = MemoryGuard::new(self.options.memory);
        loop {
            if self.cancel.is_cancelled() {
                cancelled.get_or_insert_with(Instant::now);
                flow.stop();
            } else if overdue.is_none() {
                memory.look().into_iter().for_each(|held| progress.held(held));
                let exceeded = || memory.is_exceeded().then(|| (None, memory.problem()));
                let found = limits.overdue(&preparing, flow.since(), &progress.counters).or_else(exceeded);
                overdue = found.map(|complaint| (complaint, Instant::now()));
                overdue.iter().for_each(|_| flow.stop());
            }
            match receiver.recv_timeout(TICK) {
                Ok(News::Flowing(counters)) => progress.counters = counters,
                Ok(News::Mapped(mapped)) => self.reporter.read(&mut progress, &mapped),
                Ok(News::Writing(gauges)) => progress.gauges = gauges,
                Ok(News::LookingForCause) => self.reporter.say(RunEvent::LookingForCause),
                Ok(News::RunProblem(complaint)) => self.reporter.complain(&complaint),
                Ok(News::SinkDone { node, rows, bytes }) => {
                    self.reporter.progress(&mut progress, true);
                    let node = self.reporter.name(node);
                    self.reporter.say(RunEvent::SinkDone { node, rows, bytes });
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.reporter.progress(&mut progress, false);
            memory.look().into_iter().for_each(|held| progress.held(held));
            // It hangs where no flag is looked at, or leaves no time for it. It commits nothing any more, unless it just has;
            // what it has written goes now, since the process may end before it does.
            let is_left = |since: &Instant| since.elapsed() > PATIENCE || memory.is_hopeless();
            let since = overdue.as_ref().map(|(_, since)| since).or(cancelled.as_ref());
            if since.is_some_and(is_left) && flow.withdrawal.withdraw() {
                break;
            }
        }
        self.reporter.progress(&mut progress, true);
        // Of what has passed since the last look.
        connect::memory_in_use().into_iter().for_each(|held| progress.held(held));
        let mut stretches = planned_stretches(&plan, &choice);
        stretches.extend(preparing.stretches());
        self.reporter.measured(&progress, &stretches);
        match (answered.try_recv(), overdue) {
            (Ok(Ok(done)), _) => Ok(done),
            (Ok(Err(End::Cancelled)) | Err(_), Some((complaint, _))) => Err(End::failed(complaint)),
            (Ok(end), _) => end,
            (Err(_), None) if cancelled.is_some() => Err(End::Cancelled),
            (Err(_), None) => Err(End::failed((None, Problem::error(say!("run-no-result"))))),
        }
    }

    fn written(&self, done: Done) -> Written {
        Written {
            node: self.reporter.name(done.node),
            path: done.written.path,
            rows: done.rows,
            bytes: done.written.bytes,
        }
    }
}

/// Plans without samples.
fn whole_planner() -> Planner {
    let mut planner = Planner::default();
    planner.sampling = Sampling::of(u64::MAX, u64::MAX);
    planner
}
