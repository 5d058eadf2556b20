//! What a run is going to do: which nodes, which outputs, and whether it may.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::collisions::{collisions, replaced_project};
use super::run_problem::RunProblem;
use super::selection::{requested_nodes, upstream};
use super::sink::{Sink, target};
use crate::document::NodeId;
use crate::engine::api::request::RunOptions;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::plan::planned::Plan;
use crate::engine::plan::waiting::is_waiting;

/// What a run is going to do.
pub(crate) struct Choice {
    /// What it writes.
    pub sinks: Vec<Sink>,
    /// Nodes that it computes completely without writing anything.
    pub dry: Vec<NodeId>,
    /// These and everything upstream of them, in the order of computing.
    pub nodes: Vec<NodeId>,
}

/// The result of choosing.
pub(crate) struct Chosen {
    /// `None` if an error prevents it.
    pub choice: Option<Choice>,
    /// What was to be computed completely.
    pub requested: Vec<NodeId>,
    /// Warnings are present in both cases.
    pub run_problems: Vec<RunProblem>,
}

/// Makes the choice, or returns what prevents it. Nothing in `left_out` takes part.
pub(crate) fn choose(snapshot: &Snapshot, plan: &Plan, options: &RunOptions, left_out: &BTreeSet<NodeId>) -> Chosen {
    let mut run_problems = Vec::new();
    let mut requested = requested_nodes(snapshot, plan, options, &mut run_problems);
    requested.retain(|id| !left_out.contains(id));
    let needed = upstream(snapshot, &requested);
    run_problems.extend(plan.info.problems.iter().map(|problem| (None, problem.clone())));
    for id in &needed {
        let known = plan.info.nodes.get(id).map_or(&[][..], |node| &node.problems);
        run_problems.extend(known.iter().map(|problem| (Some(*id), problem.clone())));
    }
    let nodes: Vec<NodeId> = plan.order.iter().filter(|id| needed.contains(id)).copied().collect();
    let mut choice = Choice { sinks: Vec::new(), dry: Vec::new(), nodes };
    for id in requested.iter().filter(|id| plan.nodes.contains_key(id)) {
        match target(plan, &plan.nodes[id]) {
            Ok(Some(target)) => choice.sinks.push(Sink { node: *id, target }),
            Ok(None) => choice.dry.push(*id),
            // A problem of the node, reported above.
            Err(problem) if run_problems.contains(&(Some(*id), problem.clone())) => {}
            Err(problem) => run_problems.push((Some(*id), problem)),
        }
    }
    run_problems.extend(collisions(plan, &choice.nodes, &choice.sinks));
    let project = snapshot.file.as_ref().or(options.project.as_ref());
    run_problems.extend(replaced_project(&choice.sinks, project.map(PathBuf::as_path)));
    if run_problems.iter().any(|(_, problem)| problem.is_error() && !is_waiting(problem)) {
        // Nodes that merely wait for the nodes at fault are not worth reporting.
        run_problems.retain(|(_, problem)| !is_waiting(problem));
    }
    let possible = !run_problems.iter().any(|(_, problem)| problem.is_error());
    Chosen { choice: possible.then_some(choice), requested, run_problems }
}
