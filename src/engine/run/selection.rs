//! Which nodes a run is for: every sink, or what the options name.

use std::collections::{BTreeSet, HashMap};

use super::run_problem::RunProblem;
use crate::base::{Problem, Severity, Text, suggest};
use crate::document::{Activity, Document, NodeId};
use crate::engine::api::request::RunOptions;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::plan::order::wires_by_end;
use crate::engine::plan::planned::Plan;
use crate::engine::plan::waiting::is_disabled;
use crate::nodes::{Kind, Role};

/// The nodes that the run computes completely; reports what is odd about the request.
pub(super) fn requested_nodes(
    snapshot: &Snapshot,
    plan: &Plan,
    options: &RunOptions,
    run_problems: &mut Vec<RunProblem>,
) -> Vec<NodeId> {
    let document = &snapshot.document;
    let mut find = |names: &[String]| -> Vec<NodeId> {
        let found = names.iter().filter_map(|name| {
            let id = document.find(name);
            if id.is_none() {
                run_problems.push((None, unknown(document, name)));
            }
            id
        });
        found.collect()
    };
    let only = find(&options.only);
    let to = find(&options.to);
    let from = find(&options.from);
    let mut requested = ends(snapshot, only);
    requested.extend(to);
    leave_out_inactive(snapshot, plan, true, &mut requested, run_problems);
    for id in from {
        let reached = downstream(document, id);
        requested.extend(writing(snapshot, plan, (Some(id), say!("run-nothing-depends")), &reached, run_problems));
    }
    if options.named().next().is_none() {
        let all = document.nodes().map(|(id, _)| id).collect();
        requested = writing(snapshot, plan, (None, say!("run-nothing-written")), &all, run_problems);
    }
    let mut seen = BTreeSet::new();
    requested.retain(|id| seen.insert(*id));
    requested
}

fn unknown(document: &Document, name: &str) -> Problem {
    let remedy = suggest::remedy(name, document.nodes().map(|(_, node)| node.name.as_str()));
    Problem::error(say!("no-node", name = name)).remedy(remedy.unwrap_or_else(|| say!("project-no-nodes")))
}

/// The sinks among `nodes`; `none` makes the problem for a node, or for the project, that has none.
fn writing(
    snapshot: &Snapshot,
    plan: &Plan,
    (of, none): (Option<NodeId>, Text),
    nodes: &BTreeSet<NodeId>,
    run_problems: &mut Vec<RunProblem>,
) -> Vec<NodeId> {
    let is_sink = |kind: &str| Kind::info(kind).is_some_and(|info| info.meta.role == Role::Sink);
    let of_these = nodes.iter().filter_map(|id| Some((*id, snapshot.document.node(*id)?)));
    let writing = of_these.filter(|(_, node)| is_sink(&node.kind) && node.activity != Activity::Bypassed);
    let mut sinks: Vec<NodeId> = writing.map(|(id, _)| id).collect();
    if sinks.is_empty() {
        run_problems.push((of, Problem::error(none).remedy(say!("run-add-sink"))));
        return sinks;
    }
    leave_out_inactive(snapshot, plan, false, &mut sinks, run_problems);
    if sinks.is_empty() {
        let problem = Problem::error(say!("run-all-disabled"));
        run_problems.push((of, problem.remedy(say!("run-enable"))));
    }
    sinks
}

/// Removes what is disabled or depends on something disabled; an error if requested by name, else a warning.
fn leave_out_inactive(
    snapshot: &Snapshot,
    plan: &Plan,
    named: bool,
    requested: &mut Vec<NodeId>,
    run_problems: &mut Vec<RunProblem>,
) {
    requested.retain(|id| {
        let Some(inactive_because) = plan.info.nodes.get(id).and_then(|node| node.inactive_because) else {
            return true;
        };
        let problem = is_disabled(snapshot, inactive_because);
        if named {
            run_problems.push((Some(*id), Problem { severity: Severity::Error, ..problem }));
        } else if inactive_because != *id {
            let problem = Problem { remedy: None, ..problem };
            run_problems.push((Some(*id), Problem { severity: Severity::Warning, ..problem }));
        }
        false
    });
}

/// Those of `nodes` that no other of them needs: the others are computed along the way.
fn ends(snapshot: &Snapshot, nodes: Vec<NodeId>) -> Vec<NodeId> {
    let into = wires_by_end(&snapshot.document);
    let feeding: Vec<NodeId> =
        nodes.iter().filter_map(|id| into.get(id)).flatten().map(|wire| wire.from.node).collect();
    let on_the_way = upstream(snapshot, &feeding);
    nodes.into_iter().filter(|id| !on_the_way.contains(id)).collect()
}

/// The nodes and everything they depend on.
pub(super) fn upstream(snapshot: &Snapshot, nodes: &[NodeId]) -> BTreeSet<NodeId> {
    closure(nodes, snapshot.document.wires().iter().map(|wire| (wire.to.node, wire.from.node)))
}

/// The node and everything that depends on it.
pub(super) fn downstream(document: &Document, node: NodeId) -> BTreeSet<NodeId> {
    closure(&[node], document.wires().iter().map(|wire| (wire.from.node, wire.to.node)))
}

fn closure(start: &[NodeId], steps: impl Iterator<Item = (NodeId, NodeId)>) -> BTreeSet<NodeId> {
    let mut next: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    for (from, to) in steps {
        next.entry(from).or_default().push(to);
    }
    let mut found = BTreeSet::new();
    let mut open = start.to_vec();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(next.get(&id).into_iter().flatten());
        }
    }
    found
}
