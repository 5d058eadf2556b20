//! The engine's work as plain functions, for the command line, runs and tests: no threads, no cache.

use std::collections::HashSet;
use std::sync::Arc;

use super::build::Build;
use super::collect::{Halt, count, rows};
use super::event::{NodeProblem, PlanInfo};
use super::plan::{Plan, Planner, is_disabled, waits_for};
use super::request::OutputRef;
use super::snapshot::Snapshot;
use super::stop::Stop;
use super::table::{Exactness, Table};
use crate::base::{ColumnInfo, Problem};
use crate::document::NodeId;

/// Every problem that planning finds: those of no node first, then by the nodes' names, the worst first.
pub fn check(snapshot: &Snapshot) -> Vec<(Option<NodeId>, Problem)> {
    let plan = Planner::default().plan(snapshot);
    let name = |id: &NodeId| snapshot.document.node(*id).map_or("", |node| node.name.as_str());
    let mut nodes: Vec<_> = plan.info.nodes.iter().collect();
    nodes.sort_by_key(|(id, _)| name(id));
    let mut found: Vec<(Option<NodeId>, Problem)> =
        plan.info.problems.iter().map(|problem| (None, problem.clone())).collect();
    for (id, node) in nodes {
        let mut problems = node.problems.clone();
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        found.extend(problems.into_iter().map(|problem| (Some(*id), problem)));
    }
    found
}

/// The columns and problems of every node, without running anything.
pub fn planned(snapshot: &Snapshot) -> Arc<PlanInfo> {
    Planner::default().plan(snapshot).info
}

/// The columns of a table without running anything; `None` where they are known after a run only.
pub fn schema(snapshot: &Snapshot, output: OutputRef) -> Result<Option<Vec<ColumnInfo>>, NodeProblem> {
    let plan = Planner::default().plan(snapshot);
    require(snapshot, &plan, output)?;
    Ok(plan.info.nodes[&output.node].outputs.get(output.port).cloned().flatten())
}

/// The first `count` rows that the window would show, and how many there are in all where that is known at no cost (the
/// table ended before `count`) or `counted`.
pub fn preview(snapshot: &Snapshot, output: OutputRef, wanted: usize) -> Result<(Table, Option<u64>), NodeProblem> {
    let plan = Planner::default().plan(snapshot);
    require(snapshot, &plan, output)?;
    let stop = Stop::default();
    let mut build = Build::new(&plan, None, &stop);
    let problem = |problem| NodeProblem { node: output.node, problem };
    let halt = |halt| match halt {
        Halt::Problem(problem) => problem,
        Halt::Stopped => Problem::error(say!("stopped")),
    };
    let frame =
        build.frame(output).map_err(|obstacle| NodeProblem { node: obstacle.node, problem: obstacle.problem })?;
    let head = rows(&frame, 0, wanted, &stop).map_err(halt).map_err(problem)?;
    let total = match head.height() {
        height if height < wanted => height as u64,
        _ => count(&frame, &stop).map_err(halt).map_err(problem)?,
    };
    let exactness = plan.nodes[&output.node].sample.map_or(Exactness::Exact, Exactness::SampleOf);
    Ok((Table::new(head, 0, exactness), Some(total)))
}

/// The problem that keeps an output from being computed: a node that waits passes the question upstream.
fn require(snapshot: &Snapshot, plan: &Plan, output: OutputRef) -> Result<(), NodeProblem> {
    if plan.key(output).is_some() {
        return Ok(());
    }
    if let Some(asleep) = plan.info.nodes.get(&output.node).and_then(|node| node.asleep) {
        return Err(NodeProblem { node: output.node, problem: is_disabled(snapshot, asleep) });
    }
    let mut node = output.node;
    let mut seen = HashSet::new();
    loop {
        let problems = plan.info.nodes.get(&node).map_or(&[][..], |node| node.problems.as_slice());
        let Some(problem) = problems.iter().max_by_key(|problem| problem.severity).cloned() else {
            return Err(NodeProblem { node, problem: Problem::error(say!("node-no-table")) });
        };
        let waits = snapshot.document.wires_into(node).map(|wire| wire.from.node).find(|from| {
            snapshot.document.node(*from).is_some_and(|from| problem == waits_for(&from.name)) && seen.insert(*from)
        });
        match waits {
            Some(from) => node = from,
            None => return Err(NodeProblem { node, problem }),
        }
    }
}
