//! A run: chooses what is computed, has a backend execute it, and reports to its listeners.
//!
//! If nodes require it, a run consists of several attempts: again after a delay, or without what has failed. Each
//! attempt is a whole plan; only the last one writes. All of this is the same on every backend.

mod attempts;
#[cfg(test)]
mod blame_tests;
pub(super) mod checking;
pub(crate) mod choice;
pub(crate) mod collisions;
pub(super) mod fingerprints;
pub(super) mod known_columns;
pub(super) mod reporter;
pub(super) mod run_problem;
mod selection;
pub(crate) mod sink;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::base::{Cancellation, Problem};
use crate::connect::{self, Keep, KeptBy, Positions};
use crate::document::NodeId;
use crate::engine::api::event::{RunEvent, RunOutcome, Written};
use crate::engine::api::listener::RunListener;
use crate::engine::api::request::RunOptions;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::backend::local::Local;
use crate::engine::backend::{Attempt, Backend};
use crate::engine::control::noted::note_run;
use crate::engine::control::panics::guarded;
use crate::engine::history::recorder::Recorder;
use crate::engine::plan::planner::Planner;
use crate::engine::plan::sampling::Sampling;

use attempts::{Answer, Attempts};
use choice::{Chosen, choose};
use reporter::{Reporter, not_noted};
use run_problem::{End, RunProblem};

/// The version of the run's events.
pub const EVENTS_VERSION: u32 = 3;

/// How often the caller's cancellation flag is checked.
const TICK: Duration = Duration::from_millis(20);

/// Runs the sinks of a project, or what `options` request, and records it in the history if they say so. `listeners`
/// receive the events, one after the other; [`RunEvent::Finished`] comes last. Returns shortly after cancellation.
/// Unless the run succeeds, no output is changed.
pub fn run<'a>(
    snapshot: &'a Snapshot,
    options: &'a RunOptions,
    listeners: &'a mut [&'a mut dyn RunListener],
    cancel: &'a Cancellation,
) -> RunOutcome {
    match &options.cluster {
        None => run_on(&Local, snapshot, options, listeners, cancel),
        Some(cluster) => run_on(cluster, snapshot, options, listeners, cancel),
    }
}

/// The same with another backend.
pub(crate) fn run_on<'a>(
    backend: &'a dyn Backend,
    snapshot: &'a Snapshot,
    options: &'a RunOptions,
    listeners: &'a mut [&'a mut dyn RunListener],
    cancel: &'a Cancellation,
) -> RunOutcome {
    let (recorder, mut remarks) = match options.noted.then(|| Recorder::begin(snapshot, options)).transpose() {
        Ok(recorder) => (recorder, Vec::new()),
        Err(problem) => (None, vec![not_noted(problem)]),
    };
    recorder.iter().for_each(|recorder| note_run(recorder.number().0));
    let keep = keep(snapshot, options, recorder.as_ref());
    remarks.extend(connect::recover_commits());
    let reporter = Reporter::new(snapshot, recorder, listeners);
    let mut run = Run { backend, snapshot, options, keep, remarks, reporter, cancel };
    let mut attempts = Attempts::new(&snapshot.document);
    let (outcome, written) = match run.whole(&mut attempts) {
        Ok(done) if attempts.left_out().is_empty() => (RunOutcome::Succeeded, done),
        Ok(done) => (RunOutcome::FinishedWithFailures, done),
        Err(End::Cancelled) => (RunOutcome::Cancelled, Vec::new()),
        Err(End::Failed(run_problems)) => {
            run_problems.iter().for_each(|problem| run.reporter.report_problem(problem));
            (RunOutcome::Failed, Vec::new())
        }
    };
    run.reporter.finish(outcome, written);
    outcome
}

/// How versions of the outputs are kept; they do not depend on a history.
fn keep(snapshot: &Snapshot, options: &RunOptions, recorder: Option<&Recorder>) -> Option<Keep> {
    let (number, history) = recorder.map(Recorder::number).map_or((None, None), |(run, of)| (Some(run), of));
    let project = options.project.clone().unwrap_or_else(|| connect::real_path(&snapshot.base));
    let keep = || Keep { count: options.versions as usize, run: KeptBy::now(project, number, history) };
    (options.versions > 0).then(keep)
}

struct Run<'a> {
    backend: &'a dyn Backend,
    snapshot: &'a Snapshot,
    options: &'a RunOptions,
    /// How versions of the outputs are kept.
    keep: Option<Keep>,
    /// Remarks to report once the run has begun.
    remarks: Vec<Problem>,
    reporter: Reporter<'a>,
    cancel: &'a Cancellation,
}

impl Run<'_> {
    /// One attempt after the other, according to the nodes' policies.
    fn whole(&mut self, attempts: &mut Attempts<'_>) -> Result<Vec<Written>, End> {
        let mut is_started = false;
        loop {
            let mut requested = Vec::new();
            let done = self.attempt(attempts.left_out(), &mut is_started, &mut requested);
            if !std::mem::replace(&mut is_started, true) {
                // It could not even be planned.
                self.begin(Vec::new());
            }
            let failed = match done {
                Err(End::Failed(run_problems)) => run_problems,
                end => return end,
            };
            match attempts.answer(&failed, &requested) {
                Answer::End => return Err(End::Failed(failed)),
                Answer::Without(nodes) => self.go_on_without(&nodes, &failed, attempts.left_out(), &requested),
                Answer::Again { retries, wait } => {
                    for retry in retries {
                        let problem = failed.iter().find(|(node, _)| *node == Some(retry.node));
                        let Some((_, problem)) = problem.cloned() else { continue };
                        let node = self.reporter.name(retry.node);
                        let seconds = wait.as_secs_f64();
                        let number = retry.number;
                        let of = retry.of;
                        self.reporter.say(RunEvent::Retrying { node, number, of, seconds, problem });
                    }
                    self.wait(wait)?;
                }
            }
        }
    }

    fn begin(&mut self, sinks: Vec<String>) {
        let project = self.options.project.as_ref().unwrap_or(&self.snapshot.base).display().to_string();
        self.reporter.say(RunEvent::Started { version: EVENTS_VERSION, project, sinks });
        self.remarks.drain(..).for_each(|problem| self.reporter.report_problem(&(None, problem)));
    }

    fn go_on_without(
        &mut self,
        nodes: &BTreeSet<NodeId>,
        failed: &[RunProblem],
        left_out: &BTreeSet<NodeId>,
        requested: &[NodeId],
    ) {
        failed
            .iter()
            .filter(|(_, problem)| problem.is_error())
            .for_each(|problem| self.reporter.report_problem(problem));
        let lost = self.reporter.names(requested.iter().copied().filter(|id| left_out.contains(id)));
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
        is_started: &mut bool,
        to_compute: &mut Vec<NodeId>,
    ) -> Result<Vec<Written>, End> {
        let positions = self.positions();
        let reach = self.snapshot.reach().cancelled_by(self.cancel).with_positions(positions.clone());
        let plan = guarded(|| whole_planner().plan_unless(self.snapshot, &reach));
        let mut plan = plan.map_err(|problem| End::failed((None, problem)))?.ok_or(End::Cancelled)?;
        plan.reach = plan.reach.with_positions(positions);
        let Chosen { choice, requested, mut run_problems } = choose(self.snapshot, &plan, self.options, left_out);
        *to_compute = requested;
        if !std::mem::replace(is_started, true) {
            let sinks =
                choice.iter().flat_map(|choice| &choice.sinks).map(|sink| self.reporter.name(sink.node)).collect();
            self.begin(sinks);
        }
        let Some(choice) = choice else {
            run_problems.sort_by_key(|(_, problem)| problem.is_error());
            if !run_problems.last().is_some_and(|(_, problem)| problem.is_error()) {
                run_problems.push((None, Problem::error(say!("run-impossible"))));
            }
            return Err(End::Failed(run_problems));
        };
        run_problems.iter().for_each(|problem| self.reporter.report_problem(problem));
        self.reporter.emit_reads(&plan, &choice);
        let snapshot = self.snapshot;
        let options = self.options;
        let keep = self.keep.clone();
        let cancel = self.cancel;
        self.backend.run(Attempt { snapshot, options, plan, choice, keep, cancel }, &mut self.reporter)
    }
}

impl Run<'_> {
    /// How far earlier runs have read what grows.
    fn positions(&self) -> Positions {
        let project = self.snapshot.file.as_deref().or(self.options.project.as_deref());
        let names = self.snapshot.document.nodes().map(|(id, node)| (id, node.name.clone())).collect();
        Positions::open(project, names)
    }
}

/// Plans without samples.
fn whole_planner() -> Planner {
    let mut planner = Planner::default();
    planner.memory.sampling = Sampling::of(u64::MAX, u64::MAX);
    planner
}
