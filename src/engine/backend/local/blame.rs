//! Finds the node at which a failed run failed.
//!
//! Errors from our own kernels name their node. Errors from polars name none: then the plan of the run is executed
//! again with rows passing only the first N outputs, to find the first output after which it fails.

use std::collections::BTreeSet;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

use polars::prelude::*;

use super::lowered::Lowered;
use super::tap::{Counter, Flow};
use super::update::Update;
use super::work::drained;
use crate::base::Problem;
use crate::base::text::in_a_row;
use crate::connect;
use crate::document::NodeId;
use crate::engine::api::output::OutputRef;
use crate::engine::control::panics::guarded;
use crate::engine::plan::planned::Plan;
use crate::engine::run::choice::Choice;
use crate::engine::run::run_problem::{End, RunProblem};
use crate::nodes::{Frame, problem_of};

/// Looking for the cause takes at most this many times as long as the run.
const SHARE: u32 = 2;
/// The minimum time for looking, however short the run was.
const LEAST: Duration = Duration::from_millis(500);

/// The end of a run that failed with `problem` after `took`.
pub(super) fn blame(
    plan: &Plan,
    choice: &Choice,
    lowered: &Lowered,
    flow: &Flow,
    problem: Problem,
    took: Duration,
    updates: &SyncSender<Update>,
) -> End {
    if problem.node.get().is_some() {
        return End::failed((problem.node.get(), problem));
    }
    // The listener may be gone: then nobody needs the event.
    let _ = updates.send(Update::LookingForCause);
    let search = Search { plan, choice, lowered, flow };
    flow.limit(Some(Instant::now() + (took * SHARE).max(LEAST)));
    let suspects = search.suspects();
    flow.limit(None);
    if flow.is_stopped() {
        return End::Cancelled;
    }
    let is_source = |id: &NodeId| plan.nodes[id].node.is_source();
    let source = choice.nodes.iter().copied().find(is_source);
    let name = |id: NodeId| plan.nodes[&id].name.clone();
    End::failed(verdict(&suspects.into_iter().collect::<Vec<_>>(), source, problem, name))
}

/// The node at fault, and the problem reported for it. `source` is the first source of the run.
fn verdict(
    suspects: &[NodeId],
    source: Option<NodeId>,
    problem: Problem,
    name: impl Fn(NodeId) -> String,
) -> RunProblem {
    match suspects {
        [node] => (Some(*node), problem),
        // What no longer fails was most likely a source's fault: its retries are the ones that count.
        [] => (source.filter(|_| problem.cause.is_transient()), problem),
        _ => {
            let names: Vec<String> = suspects.iter().map(|id| name(*id)).collect();
            let among = say!("run-cause-among", names = in_a_row(&names));
            (None, Problem { remedy: problem.remedy.clone().or(Some(among)), ..problem })
        }
    }
}

struct Search<'a> {
    plan: &'a Plan,
    choice: &'a Choice,
    lowered: &'a Lowered,
    flow: &'a Flow,
}

/// The outcome of an execution.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Passed,
    Failed,
    /// It was cancelled, or time ran out.
    Unknown,
}

impl Search<'_> {
    /// The nodes that may have failed: exactly one, if there was enough time.
    fn suspects(&self) -> BTreeSet<NodeId> {
        // Outputs in the order of computing. With none of them open only sources have work to do; with all of them open
        // everything runs as before.
        let taps: Vec<(&OutputRef, &Counter)> = self.ordered_taps();
        let open = |count: usize| {
            taps.iter().enumerate().for_each(|(index, (_, counter))| counter.open(index < count));
            let outcome = self.execute(self.ends());
            taps.iter().for_each(|(_, counter)| counter.open(true));
            outcome
        };
        let mut passing = None;
        let mut failing = taps.len();
        while passing.map_or(0, |count: usize| count + 1) < failing {
            let middle = passing.map_or(failing / 2, |count| (count + failing).div_ceil(2).min(failing - 1));
            match open(middle) {
                Outcome::Passed => passing = Some(middle),
                Outcome::Failed => failing = middle,
                Outcome::Unknown => return self.active(&taps, passing, failing),
            }
        }
        let suspects = self.active(&taps, passing, failing);
        if suspects.len() < 2 {
            return suspects;
        }
        // Several nodes take the same table: each is tested alone.
        let fails = |id: &NodeId| self.execute(self.lowered.frames[id].iter().collect()) == Outcome::Failed;
        match suspects.iter().copied().find(fails) {
            Some(found) => BTreeSet::from([found]),
            None => suspects,
        }
    }

    fn ordered_taps(&self) -> Vec<(&OutputRef, &Counter)> {
        let of = |id: &NodeId| {
            let first = OutputRef { node: *id, port: 0 };
            let last = OutputRef { node: *id, port: usize::MAX };
            self.lowered.counters.range(first..=last)
        };
        self.choice.nodes.iter().flat_map(of).collect()
    }

    /// Nodes that have rows to process when the first `failing` outputs are open, but not when the first `passing` are.
    fn active(&self, taps: &[(&OutputRef, &Counter)], passing: Option<usize>, failing: usize) -> BTreeSet<NodeId> {
        let has_rows = |id: &NodeId, count: usize| {
            let is_open = |input: &OutputRef| taps[..count].iter().any(|(output, _)| *output == input);
            self.plan.nodes[id].inputs.iter().flatten().all(is_open)
        };
        let nodes = self.choice.nodes.iter().copied();
        nodes.filter(|id| has_rows(id, failing) && !passing.is_some_and(|count| has_rows(id, count))).collect()
    }

    /// Everything that the run computed completely.
    fn ends(&self) -> Vec<&Frame> {
        let sinks = self.choice.sinks.iter().map(|sink| &self.lowered.frames[&sink.node][0]);
        sinks.chain(self.choice.dry.iter().flat_map(|id| &self.lowered.frames[id])).collect()
    }

    fn execute(&self, frames: Vec<&Frame>) -> Outcome {
        let run = || {
            let plans = frames.into_iter().map(|frame| Ok(drained(frame, self.flow)?.logical_plan));
            let plans = plans.collect::<PolarsResult<Vec<_>>>()?;
            connect::execute_all(plans)
        };
        let failure = match guarded(run) {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(problem_of(&error)),
            Err(panic) => Some(panic),
        };
        match failure {
            _ if self.flow.is_over() => Outcome::Unknown,
            // A node's error about a column that the run did not use is not the cause.
            Some(problem) if problem.node.get().is_none() => Outcome::Failed,
            _ => Outcome::Passed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_suspect_is_blamed_and_several_are_named() {
        let say = |suspects: &[u64], problem: Problem| {
            let suspects: Vec<NodeId> = suspects.iter().copied().map(NodeId).collect();
            let (node, problem) = verdict(&suspects, Some(NodeId(9)), problem, |id| format!("n{}", id.0));
            (node.map(|node| node.0), problem.remedy.map(|remedy| remedy.to_string()))
        };
        let broken = || Problem::error("broken");
        assert_eq!(say(&[4], broken()), (Some(4), None));
        assert_eq!(say(&[], broken()), (None, None), "nobody knows");
        assert_eq!(say(&[], broken().transient()), (Some(9), None), "it has healed: a source's");
        let (node, remedy) = say(&[4, 5], broken());
        assert!(node.is_none() && remedy.is_some_and(|remedy| ["n4", "n5"].iter().all(|name| remedy.contains(name))));
    }
}
