//! What the local backend would refuse before a run, and the warnings about the data of sources.

use std::collections::BTreeMap;

use super::elsewhere::elsewhere;
use crate::base::{Cause, Problem, Severity};
use crate::connect::lost_pages;
use crate::document::NodeId;
use crate::engine::api::output::OutputRef;
use crate::engine::api::request::CheckData;
use crate::engine::control::noted::note_nodes;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::{Halt, rows};
use crate::engine::plan::lost_input::lost_input;
use crate::engine::plan::lowering::lower;
use crate::engine::plan::planned::{Plan, Planned};
use crate::engine::run::collisions::collisions;
use crate::engine::run::sink::{Sink, target};
use crate::nodes::{Lower, Purpose};

/// The number of bytes that can be examined quickly.
const SMALL: u64 = 100_000_000;

/// The problems, each with its node; some may be reported twice.
pub(super) fn check(plan: &Plan, data: CheckData) -> Vec<(NodeId, Problem)> {
    let mut found = Vec::new();
    let mut add = |id: NodeId, problem: Problem| found.push((id, problem));
    refused(plan, &mut add);
    match data {
        CheckData::Small => small_sources(plan, &mut add),
        CheckData::All => all_nodes(plan, &mut add),
    }
    // Who only looks whether a project is sound may want to run it on Spark.
    found.retain(|(_, problem)| problem.cause != Cause::OnlyOnSpark);
    let only_there = elsewhere(plan, &plan.order).into_iter();
    found.extend(only_there.map(|(id, problem)| (id, Problem { severity: Severity::Warning, ..problem })));
    found
}

/// What a run of all sinks would refuse to write.
fn refused(plan: &Plan, add: &mut dyn FnMut(NodeId, Problem)) {
    let mut sinks = Vec::new();
    for id in &plan.order {
        // A target that cannot be determined is a problem of planning.
        if let Ok(Some(target)) = target(plan, &plan.nodes[id]) {
            if let Err(problem) = target.check() {
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

/// The warnings about the data of small sources: rows that do not fit, guesses.
fn small_sources(plan: &Plan, add: &mut dyn FnMut(NodeId, Problem)) {
    let bytes = |planned: &Planned| planned.ingredients.reads.iter().filter_map(|marked| marked.bytes).sum::<u64>();
    for id in &plan.order {
        let planned = &plan.nodes[id];
        if !planned.node.is_source() || bytes(planned) > SMALL {
            continue;
        }
        note_nodes([planned.name.as_str()]);
        let cx = Lower::new(&plan.reach, &plan.parameters, Purpose::Data).of_source(planned.source.clone());
        let lost = lost_pages();
        let lowered = guarded(|| lower(&planned.node, &cx, Vec::new()));
        if let Some(problem) = lost_input(lost, &planned.ingredients.reads) {
            add(*id, problem);
            continue;
        }
        match lowered {
            Ok(Ok(lowered)) => {
                lowered.warnings.into_iter().for_each(|warning| add(*id, warning));
                // A table may exist and yet fail to return its rows.
                let first = lowered.frames.iter().flatten().next().map(|frame| rows(frame, 0, 1, &Stop::default()));
                if let Some(Err(Halt::Problem(problem))) = first {
                    add(*id, problem);
                }
            }
            Ok(Err(problem)) | Err(problem) => add(*id, problem),
        }
    }
}

/// The warnings from lowering every node for its data.
fn all_nodes(plan: &Plan, add: &mut dyn FnMut(NodeId, Problem)) {
    let stop = Stop::noting(|| plan.nodes.iter().map(|(id, planned)| (*id, planned.name.clone())).collect());
    let mut build = Build::new(plan, None, &stop).unsampled();
    for id in &plan.order {
        for port in 0..plan.nodes[id].node.tables() {
            match build.frame(OutputRef { node: *id, port }) {
                Err(obstacle) => add(obstacle.node, obstacle.problem),
                Ok(frame) if port == 0 && plan.nodes[id].node.is_source() => {
                    if let Err(Halt::Problem(problem)) = rows(&frame, 0, 1, &stop) {
                        add(*id, problem);
                    }
                }
                Ok(_) => {}
            }
        }
    }
    let by_key: BTreeMap<_, NodeId> = plan.nodes.iter().map(|(id, planned)| (planned.named_key, *id)).collect();
    for finding in build.findings.drain(..) {
        if let Some(id) = by_key.get(&finding.key) {
            finding.warnings.into_iter().for_each(|warning| add(*id, warning));
        }
    }
}
