//! The engine's work as plain functions, for the command line, runs and tests: no threads, no cache.

use std::collections::{BTreeMap, HashSet};

use super::build::{Build, Tap};
use super::collect::{Halt, count, rows};
use super::event::NodeProblem;
use super::plan::{Plan, Planner, Sampling, waits_for};
use super::request::OutputRef;
use super::snapshot::Snapshot;
use super::stop::Stop;
use super::table::{Exactness, Table};
use crate::base::{ColumnInfo, Problem};
use crate::document::NodeId;
use crate::nodes::Frame;

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
        Halt::Stopped => Problem::error("Stopped"),
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

/// Lowers the tables of `only` (all nodes if empty) to plans of the whole data, every node once, so that shared work is one
/// part of one plan. `tap` sees every table on its way to its readers, once, and may put something around it.
///
/// The error holds every problem of these nodes and of what is upstream of them.
pub(crate) fn lower_all(
    snapshot: &Snapshot,
    only: &[NodeId],
    tap: Tap<'_>,
) -> Result<BTreeMap<OutputRef, Frame>, Vec<NodeProblem>> {
    let mut planner = Planner::default();
    planner.sampling = Sampling { above: u64::MAX, rows: u64::MAX };
    let plan = planner.plan(snapshot);
    let wanted: Vec<NodeId> = match only {
        [] => snapshot.document.nodes().map(|(id, _)| id).collect(),
        only => only.to_vec(),
    };
    let needed = needed(snapshot, &wanted);
    let problems: Vec<NodeProblem> = plan
        .info
        .nodes
        .iter()
        .filter(|(id, _)| needed.contains(id) && !plan.nodes.contains_key(id))
        .flat_map(|(id, node)| node.problems.iter().map(|problem| NodeProblem { node: *id, problem: problem.clone() }))
        .filter(|found| found.problem.is_error())
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let stop = Stop::default();
    let mut build = Build::new(&plan, None, &stop).tapped(tap);
    let mut frames = BTreeMap::new();
    let mut obstacles: BTreeMap<NodeId, Problem> = BTreeMap::new();
    for node in wanted {
        for port in 0..plan.nodes.get(&node).map_or(0, |planned| planned.node.tables()) {
            match build.frame(OutputRef { node, port }) {
                Ok(frame) => drop(frames.insert(OutputRef { node, port }, frame)),
                Err(obstacle) => drop(obstacles.insert(obstacle.node, obstacle.problem)),
            }
        }
    }
    if obstacles.is_empty() {
        return Ok(frames);
    }
    Err(obstacles.into_iter().map(|(node, problem)| NodeProblem { node, problem }).collect())
}

/// `nodes` and everything upstream of them.
fn needed(snapshot: &Snapshot, nodes: &[NodeId]) -> HashSet<NodeId> {
    let into = super::order::wires_by_end(&snapshot.document);
    let mut needed: HashSet<NodeId> = nodes.iter().copied().collect();
    let mut open = nodes.to_vec();
    while let Some(node) = open.pop() {
        for wire in into.get(&node).into_iter().flatten() {
            if needed.insert(wire.from.node) {
                open.push(wire.from.node);
            }
        }
    }
    needed
}

/// The problem that keeps an output from being computed: a node that waits passes the question upstream.
fn require(snapshot: &Snapshot, plan: &Plan, output: OutputRef) -> Result<(), NodeProblem> {
    if plan.key(output).is_some() {
        return Ok(());
    }
    let mut node = output.node;
    let mut seen = HashSet::new();
    loop {
        let problems = plan.info.nodes.get(&node).map_or(&[][..], |node| node.problems.as_slice());
        let Some(problem) = problems.iter().max_by_key(|problem| problem.severity).cloned() else {
            return Err(NodeProblem { node, problem: Problem::error("The node has no such table") });
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
