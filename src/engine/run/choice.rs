//! What a run is going to do: which nodes, which outputs, and whether it may.

use std::collections::BTreeSet;

use super::collisions::collisions;
use super::reuse::{Fate, Reuse};
use super::selection::{upstream, wanted};
use crate::base::Problem;
use crate::connect::Target;
use crate::document::NodeId;
use crate::engine::api::request::RunOptions;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::panics::guarded;
use crate::engine::plan::planner::{Plan, Planned, is_waiting};
use crate::nodes::{Lower, Purpose};

/// A problem of a node, or of the project as a whole.
pub(in crate::engine) type RunProblem = (Option<NodeId>, Problem);

/// Why a run ends early.
pub(super) enum End {
    Cancelled,
    /// The last one is what the run failed of; with it come the other errors of the attempt.
    Failed(Vec<RunProblem>),
}

impl End {
    pub fn failed(complaint: RunProblem) -> End {
        End::Failed(vec![complaint])
    }
}

/// What a run is going to do.
pub(super) struct Choice {
    /// What it writes.
    pub sinks: Vec<Sink>,
    /// Nodes that it computes to the end without writing anything.
    pub dry: Vec<NodeId>,
    /// These and all that is upstream of them, in the order of computing.
    pub nodes: Vec<NodeId>,
}

pub(in crate::engine) struct Sink {
    pub node: NodeId,
    pub target: Target,
}

impl Choice {
    /// What is left to compute when some tables are there.
    pub fn without(mut self, reuse: &Reuse) -> Choice {
        self.nodes.retain(|id| reuse.fates.get(id).is_none_or(Fate::is_computed));
        self
    }
}

/// What choosing came to.
pub(super) struct Chosen {
    /// `None` where an error stands against it.
    pub choice: Option<Choice>,
    /// What was to be computed to its end.
    pub wanted: Vec<NodeId>,
    /// Warnings come in both cases.
    pub run_problems: Vec<RunProblem>,
}

/// Makes the choice, or says what stands against it. Nothing of `left_out` takes part.
pub(super) fn choose(snapshot: &Snapshot, plan: &Plan, options: &RunOptions, left_out: &BTreeSet<NodeId>) -> Chosen {
    let mut run_problems = Vec::new();
    let mut wanted = wanted(snapshot, plan, options, &mut run_problems);
    wanted.retain(|id| !left_out.contains(id));
    let needed = upstream(snapshot, &wanted);
    run_problems.extend(plan.info.problems.iter().map(|problem| (None, problem.clone())));
    for id in &needed {
        let known = plan.info.nodes.get(id).map_or(&[][..], |node| &node.problems);
        run_problems.extend(known.iter().map(|problem| (Some(*id), problem.clone())));
    }
    let nodes: Vec<NodeId> = plan.order.iter().filter(|id| needed.contains(id)).copied().collect();
    let mut choice = Choice { sinks: Vec::new(), dry: Vec::new(), nodes };
    for id in wanted.iter().filter(|id| plan.nodes.contains_key(id)) {
        match target(plan, &plan.nodes[id]) {
            Ok(Some(target)) => choice.sinks.push(Sink { node: *id, target }),
            Ok(None) => choice.dry.push(*id),
            // A problem of the node, told above.
            Err(problem) if run_problems.contains(&(Some(*id), problem.clone())) => {}
            Err(problem) => run_problems.push((Some(*id), problem)),
        }
    }
    run_problems.extend(collisions(plan, &choice.nodes, &choice.sinks));
    if run_problems.iter().any(|(_, problem)| problem.is_error() && !is_waiting(problem)) {
        // What merely waits for the nodes at fault is no news.
        run_problems.retain(|(_, problem)| !is_waiting(problem));
    }
    let possible = !run_problems.iter().any(|(_, problem)| problem.is_error());
    Chosen { choice: possible.then_some(choice), wanted, run_problems }
}

/// Where a node writes; `None` for one that does not.
pub(in crate::engine) fn target(plan: &Plan, planned: &Planned) -> Result<Option<Target>, Problem> {
    let cx = Lower::new(&plan.reach, &plan.parameters, Purpose::Data);
    guarded(|| planned.node.target(&cx))?
}

/// For events, which name nodes.
pub(super) fn named(snapshot: &Snapshot, complaint: &RunProblem) -> (Option<String>, Problem) {
    let name = complaint.0.and_then(|id| snapshot.document.node(id)).map(|node| node.name.clone());
    (name, complaint.1.clone())
}
