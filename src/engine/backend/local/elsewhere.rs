//! Nodes whose tables this machine does not have.

use crate::base::Problem;
use crate::document::NodeId;
use crate::engine::plan::planned::Plan;

/// Those of the nodes that only Spark computes, each with the problem that this machine has with it.
pub(super) fn elsewhere(plan: &Plan, nodes: &[NodeId]) -> Vec<(NodeId, Problem)> {
    let problem = |id: &NodeId| {
        let node = &plan.nodes.get(id)?.node;
        let problem = node.kind.meta().on_spark.problem_here().filter(|_| !node.bypassed)?;
        Some((*id, problem.at("table")))
    };
    nodes.iter().filter_map(problem).collect()
}
