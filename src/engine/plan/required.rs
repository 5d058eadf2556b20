//! Why an output cannot be computed.

use std::collections::HashSet;

use super::planned::Plan;
use super::waiting::{is_disabled, is_waiting};
use crate::base::Problem;
use crate::engine::api::event::NodeProblem;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;

/// The problem that prevents an output from being computed: for a node that waits, the search continues upstream.
pub(in crate::engine) fn require(snapshot: &Snapshot, plan: &Plan, output: OutputRef) -> Result<(), NodeProblem> {
    if plan.key(output).is_some() {
        return Ok(());
    }
    if let Some(inactive_because) = plan.info.nodes.get(&output.node).and_then(|node| node.inactive_because) {
        return Err(NodeProblem { node: output.node, problem: is_disabled(snapshot, inactive_because) });
    }
    let mut node = output.node;
    let mut seen = HashSet::new();
    loop {
        let problems = plan.info.nodes.get(&node).map_or(&[][..], |node| node.problems.as_slice());
        let Some(problem) = problems.iter().max_by_key(|problem| problem.severity).cloned() else {
            return Err(NodeProblem { node, problem: Problem::error(say!("node-no-table")) });
        };
        match problem.node.get().filter(|from| is_waiting(&problem) && seen.insert(*from)) {
            Some(from) => node = from,
            None => return Err(NodeProblem { node, problem }),
        }
    }
}
