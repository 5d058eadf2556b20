//! What a check finds: what planning says, what a run would refuse before it begins, and what the data of sources tell.

use std::collections::BTreeMap;

use super::choice::{Sink, target};
use super::collisions::collisions;
use crate::base::Problem;
use crate::connect;
use crate::document::NodeId;
use crate::engine::api::request::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::{Halt, rows};
use crate::engine::plan::lowering::lower;
use crate::engine::plan::planner::{Plan, Planned, Planner};
use crate::nodes::{Lower, Purpose};

/// How far a check looks into the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckData {
    /// Sources of up to `SMALL` bytes are looked through.
    #[default]
    Small,
    /// All sources are looked through, and what nodes compute beforehand is computed.
    All,
}

/// Bytes that are looked through in a moment.
pub const SMALL: u64 = 100_000_000;

/// Every problem that shows before a run, with what small sources tell.
pub fn check(snapshot: &Snapshot) -> Vec<(Option<NodeId>, Problem)> {
    check_data(snapshot, CheckData::Small)
}

/// Every problem that shows before a run: those of no node first, then by the nodes' names, the worst first.
pub fn check_data(snapshot: &Snapshot, data: CheckData) -> Vec<(Option<NodeId>, Problem)> {
    let plan = Planner::default().plan(snapshot);
    let mut problems: BTreeMap<NodeId, Vec<Problem>> =
        plan.info.nodes.iter().map(|(id, node)| (*id, node.problems.clone())).collect();
    let mut add = |id: NodeId, problem: Problem| {
        let known = problems.entry(id).or_default();
        if !known.contains(&problem) {
            known.push(problem);
        }
    };
    refused(&plan, &mut add);
    match data {
        CheckData::Small => small_sources(&plan, &mut add),
        CheckData::All => all_nodes(&plan, &mut add),
    }
    let name = |id: &NodeId| snapshot.document.node(*id).map_or("", |node| node.name.as_str());
    let mut nodes: Vec<_> = problems.into_iter().collect();
    nodes.sort_by_key(|(id, _)| name(id));
    let mut found: Vec<(Option<NodeId>, Problem)> =
        plan.info.problems.iter().map(|problem| (None, problem.clone())).collect();
    for (id, mut problems) in nodes {
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        found.extend(problems.into_iter().map(|problem| (Some(id), problem)));
    }
    found
}

/// What a run of all sinks would refuse to write.
fn refused(plan: &Plan, add: &mut dyn FnMut(NodeId, Problem)) {
    let mut sinks = Vec::new();
    for id in &plan.order {
        // A target that cannot be told is a problem of planning.
        if let Ok(Some(target)) = target(plan, &plan.nodes[id]) {
            if let Err(problem) = connect::refused(&target) {
                add(*id, problem);
            }
            sinks.push(Sink { node: *id, target });
        }
    }
    sinks.sort_by_key(|sink| plan.nodes[&sink.node].name.clone());
    for (id, problem) in collisions(plan, &plan.order, &sinks) {
        id.into_iter().for_each(|id| add(id, problem.clone()));
    }
}

/// What the data of small sources tell: rows that do not fit, guesses.
fn small_sources(plan: &Plan, add: &mut dyn FnMut(NodeId, Problem)) {
    let bytes = |planned: &Planned| planned.ingredients.reads.iter().map(|(_, stamp)| stamp.len).sum::<u64>();
    for id in &plan.order {
        let planned = &plan.nodes[id];
        if !planned.inputs.is_empty() || bytes(planned) > SMALL {
            continue;
        }
        let cx = Lower::new(&plan.reach, &plan.parameters, Purpose::Data);
        match guarded(|| lower(&planned.node, &cx, Vec::new())) {
            Ok(Ok(lowered)) => {
                lowered.warnings.into_iter().for_each(|warning| add(*id, warning));
                // A table may be there and yet refuse to give its rows.
                let first = lowered.frames.iter().flatten().next().map(|frame| rows(frame, 0, 1, &Stop::default()));
                if let Some(Err(Halt::Problem(problem))) = first {
                    add(*id, problem);
                }
            }
            Ok(Err(problem)) | Err(problem) => add(*id, problem),
        }
    }
}

/// What lowering every node for its data tells.
fn all_nodes(plan: &Plan, add: &mut dyn FnMut(NodeId, Problem)) {
    let stop = Stop::default();
    let mut build = Build::new(plan, None, &stop).unsampled();
    for id in &plan.order {
        for port in 0..plan.nodes[id].node.tables() {
            match build.frame(OutputRef { node: *id, port }) {
                Err(obstacle) => add(obstacle.node, obstacle.problem),
                Ok(frame) if port == 0 && plan.nodes[id].inputs.is_empty() => {
                    if let Err(Halt::Problem(problem)) = rows(&frame, 0, 1, &stop) {
                        add(*id, problem);
                    }
                }
                Ok(_) => {}
            }
        }
    }
    let by_key: BTreeMap<_, NodeId> = plan.nodes.iter().map(|(id, planned)| (planned.key, *id)).collect();
    for finding in build.findings.drain(..) {
        if let Some(id) = by_key.get(&finding.key) {
            finding.warnings.into_iter().for_each(|warning| add(*id, warning));
        }
    }
}
