//! What a run reports, and to whom.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use super::choice::Choice;
use super::run_problem::{RunProblem, named};
use crate::base::{Problem, Severity};
use crate::connect::{Address, Marked};
use crate::document::NodeId;
use crate::engine::api::event::{RunEvent, RunOutcome, Written};
use crate::engine::api::listener::RunListener;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::noted::note_event;
use crate::engine::history::recorder::Recorder;
use crate::engine::plan::planned::Plan;

/// Reports what happens in a run, with the names of nodes.
pub(crate) struct Reporter<'a> {
    snapshot: &'a Snapshot,
    /// Receives everything first: whoever receives it later may look into the history.
    recorder: Option<Recorder>,
    listeners: &'a mut [&'a mut dyn RunListener],
    start: Instant,
    /// Warnings and files already reported: further attempts do not repeat them.
    warned: Vec<RunProblem>,
    reads: BTreeMap<(String, Address), Marked>,
}

impl<'a> Reporter<'a> {
    pub fn new(
        snapshot: &'a Snapshot,
        recorder: Option<Recorder>,
        listeners: &'a mut [&'a mut dyn RunListener],
    ) -> Self {
        let warned = Vec::new();
        let reads = BTreeMap::new();
        Reporter { snapshot, recorder, listeners, start: Instant::now(), warned, reads }
    }

    pub fn say(&mut self, event: RunEvent) {
        self.recorder.iter_mut().for_each(|recorder| recorder.on_event(&event));
        self.listeners.iter_mut().for_each(|listener| listener.on_event(&event));
        note_event(&event);
    }

    /// Sends the last event.
    pub fn finish(&mut self, outcome: RunOutcome, written: Vec<Written>) {
        let noted = self.recorder.as_mut().map(|recorder| recorder.end(outcome, &written));
        if let Some(Err(problem)) = noted {
            self.report_problem(&(None, not_noted(problem)));
        }
        let seconds = self.start.elapsed().as_secs_f64();
        self.say(RunEvent::Finished { outcome, seconds, written });
    }

    pub fn report_problem(&mut self, problem: &RunProblem) {
        if !problem.1.is_error() {
            if self.warned.contains(problem) {
                return;
            }
            self.warned.push(problem.clone());
        }
        let (node, problem) = named(self.snapshot, problem);
        self.say(RunEvent::Problem { node, problem });
    }

    /// Reports what is read, in the state recorded in the plan.
    pub fn emit_reads(&mut self, plan: &Plan, choice: &Choice) {
        for id in &choice.nodes {
            for marked in &plan.nodes[id].ingredients.reads {
                let node = self.name(*id);
                let address = marked.address.real();
                if self.reads.insert((node.clone(), address.clone()), marked.clone()).as_ref() != Some(marked) {
                    let modified = marked.modified();
                    let version = marked.version().map(str::to_owned);
                    self.say(RunEvent::Reading { node, address, bytes: marked.bytes, modified, version });
                }
            }
        }
    }

    /// What is read, by node, in the state it had when that was reported.
    pub fn reads(&self) -> &BTreeMap<(String, Address), Marked> {
        &self.reads
    }

    pub fn started(&self) -> Instant {
        self.start
    }

    pub fn names(&self, nodes: impl IntoIterator<Item = NodeId>) -> Vec<String> {
        nodes.into_iter().map(|id| self.name(id)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    pub fn name(&self, id: NodeId) -> String {
        self.snapshot.document.node(id).map(|node| node.name.clone()).unwrap_or_default()
    }

    /// Empty for a sink, which has no port.
    pub fn port(&self, output: OutputRef) -> String {
        let kind = self.snapshot.kind(output.node).and_then(Result::ok);
        kind.and_then(|kind| Some(kind.ports().outputs.get(output.port)?.name.to_string())).unwrap_or_default()
    }
}

/// The history cannot be used: worth a warning, while the run continues.
pub(crate) fn not_noted(problem: Problem) -> Problem {
    Problem { severity: Severity::Warning, ..problem }
}
