//! The work of a run: one plan for all outputs, executed once, committed as a whole.

use std::collections::BTreeSet;
use std::sync::mpsc::SyncSender;
use std::time::Instant;

use polars::prelude::*;

use super::blame::blame;
use super::changed_inputs::Inputs;
use super::limits::Preparing;
use super::lowered::{failed, lower_all};
use super::passed_on::PassedOn;
use super::reuse::Given;
use super::tap::{Counter, Flow};
use super::update::Update;
use crate::base::{Cause, Problem, Severity};
use crate::connect::{self, Keep, Positions, Transaction, mapped_bytes};
use crate::document::NodeId;
use crate::engine::api::output::OutputRef;
use crate::engine::control::noted::note_nodes;
use crate::engine::control::panics::guarded;
use crate::engine::plan::planned::Plan;
use crate::engine::run::choice::Choice;
use crate::engine::run::run_problem::End;
use crate::nodes::{Frame, problem_of};

/// One output that was written.
pub(super) struct Done {
    pub node: NodeId,
    pub written: crate::connect::Written,
    pub rows: u64,
}

/// What a run does with its outputs and its failures.
pub(super) struct Terms {
    /// How versions of the outputs are kept.
    pub keep: Option<Keep>,
    /// Nodes that are tried again when they fail.
    pub again: BTreeSet<NodeId>,
    /// The files that it reads.
    pub inputs: Inputs,
}

/// Writes the outputs of `choice`. On failure, every file is as it was.
pub(super) fn work(
    plan: &Plan,
    choice: &Choice,
    given: Given,
    terms: &Terms,
    flow: &Flow,
    preparing: &Preparing,
    updates: &SyncSender<Update>,
) -> Result<Vec<Done>, End> {
    let lowered = lower_all(plan, choice, given, flow, preparing, updates);
    let lowered = lowered.map_err(|end| terms.inputs.explained(plan, choice, end, updates))?;
    let growing = growing(plan, choice)?;
    note_flow(plan, choice);
    let mut transaction = Transaction::begin(&flow.withdrawal);
    transaction.set_cancellation(&plan.reach.cancellation);
    let (mut plans, mut passed_on) = (Vec::new(), Vec::new());
    for sink in &choice.sinks {
        let passed = PassedOn::of(plan, choice, sink, &lowered, &mut transaction).map_err(failed(sink.node))?;
        if let Some(passed) = passed {
            passed_on.push(passed);
            continue;
        }
        let rows = lowered.frames[&sink.node][0].lazy.clone();
        let plan = transaction.add(rows, &*sink.target).map_err(failed(sink.node))?;
        plans.push(plan.logical_plan);
    }
    for id in &choice.dry {
        for frame in &lowered.frames[id] {
            let plan = drained(frame, flow).map_err(|error| failed(*id)(problem_of(&error)))?;
            plans.push(plan.logical_plan);
        }
    }
    let _ = updates.send(Update::Flowing(lowered.counters.clone()));
    let gauges = choice.sinks.iter().map(|sink| sink.node).zip(transaction.gauges());
    let _ = updates.send(Update::Writing(gauges.collect()));
    flow.count(true);
    let begun = Instant::now();
    let outcome = guarded(|| match passed_on.into_iter().try_for_each(PassedOn::fill) {
        Ok(()) => connect::execute_all(plans).map_err(|error| problem_of(&error)),
        Err(problem) => Err(problem),
    });
    flow.count(false);
    let _ = updates.send(Update::Mapped(mapped_bytes(None)));
    let _ = updates.send(Update::Sent(plan.reach.sent.take()));
    let failure = match outcome {
        Ok(Ok(())) => None,
        Ok(Err(problem)) | Err(problem) => Some(problem),
    };
    if flow.is_stopped() {
        return Err(End::Cancelled);
    }
    let sink = |index: usize| choice.sinks.get(index).map(|sink| sink.node);
    if let Some(problem) = failure {
        return Err(match transaction.fault() {
            Some((index, problem)) => End::failed((sink(index), problem)),
            None => {
                let end = match terms.inputs.cut_short(plan, choice) {
                    Some(problem) => End::failed(problem),
                    None => blame(plan, choice, &lowered, flow, problem, begun.elapsed(), updates),
                };
                terms.inputs.explained(plan, choice, end, updates)
            }
        });
    }
    if let Some(positions) = &plan.reach.positions
        && let Some(moved) = positions.moved(&growing).map_err(|problem| End::failed((None, problem)))?
    {
        transaction.add_positions(&moved).map_err(|problem| End::failed((None, problem)))?;
    }
    let arrived = |node: NodeId| lowered.counters.get(&OutputRef::first(node)).map_or(0, Counter::rows);
    let fault = |(index, problem)| End::failed((sink(index), problem));
    let bytes = transaction.complete().map_err(fault)?;
    // An output may have dropped some.
    let rows: Vec<u64> = choice
        .sinks
        .iter()
        .zip(transaction.rows())
        .map(|(sink, rows)| rows.unwrap_or_else(|| arrived(sink.node)))
        .collect();
    for ((sink, bytes), rows) in choice.sinks.iter().zip(bytes).zip(&rows) {
        let _ = updates.send(Update::SinkDone { node: sink.node, rows: *rows, bytes });
    }
    if flow.is_stopped() {
        return Err(End::Cancelled);
    }
    for (index, warning) in transaction.warnings() {
        // The listener may be gone: then nobody needs the event.
        let _ = updates.send(Update::RunProblem((sink(index), warning)));
    }
    terms.inputs.check(plan, choice, &terms.again, updates)?;
    let committed = transaction.commit(terms.keep.as_ref());
    let (written, lost) = committed.map_err(|(index, problem)| match problem.cause {
        Cause::Stopped if flow.is_stopped() => End::Cancelled,
        _ => fault((index, problem)),
    })?;
    for problem in lost {
        // The outputs are in place; a missing version is only worth a warning.
        let _ = updates.send(Update::RunProblem((None, Problem { severity: Severity::Warning, ..problem })));
    }
    let done = choice.sinks.iter().zip(written).zip(rows);
    Ok(done.map(|((sink, written), rows)| Done { node: sink.node, written, rows }).collect())
}

/// The nodes of which only new rows are read, and of which all outputs are written: their positions move. Fails where some of
/// the outputs would miss those rows for ever.
fn growing(plan: &Plan, choice: &Choice) -> Result<Vec<NodeId>, End> {
    let nodes = plan.reach.positions.as_ref().map(Positions::nodes).unwrap_or_default();
    let mut written = Vec::new();
    for node in nodes {
        let sinks = sinks_behind(plan, node);
        let (in_run, missing): (Vec<NodeId>, Vec<NodeId>) =
            sinks.into_iter().partition(|id| choice.sinks.iter().any(|sink| sink.node == *id));
        match missing.first() {
            Some(_) if in_run.is_empty() => {}
            Some(missing) => {
                let problem = Problem::error(say!("growing-partly", node = plan.nodes[missing].name));
                return Err(failed(node)(problem.remedy(say!("growing-run-all")).at("new_by")));
            }
            None => written.push(node),
        }
    }
    Ok(written)
}

/// All outputs that depend on a node.
fn sinks_behind(plan: &Plan, node: NodeId) -> Vec<NodeId> {
    let mut behind = BTreeSet::from([node]);
    for id in &plan.order {
        if plan.nodes[id].inputs.iter().flatten().any(|input| behind.contains(&input.node)) {
            behind.insert(*id);
        }
    }
    behind.into_iter().filter(|id| plan.nodes[id].node.is_sink() && !plan.nodes[id].node.bypassed).collect()
}

/// From now on rows flow through all nodes. Those that may hold many are the ones to name if the process ends.
fn note_flow(plan: &Plan, choice: &Choice) {
    let nodes = choice.nodes.iter().map(|id| &plan.nodes[id]);
    note_nodes(nodes.filter(|planned| planned.is_expensive()).map(|planned| planned.name.as_str()));
}

/// A plan that computes a table and drops it.
pub(super) fn drained(frame: &Frame, flow: &Flow) -> PolarsResult<LazyFrame> {
    let flow = flow.clone();
    frame.lazy.clone().sink_batches(PlanCallback::new(move |_: DataFrame| Ok(flow.is_over())), false, None)
}
