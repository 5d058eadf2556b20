//! The work of a run: one plan for all outputs, executed once, committed as a whole.

use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc::Sender;

use polars::prelude::*;

use super::blame::blame;
use super::choice::{Choice, Complaint, End};
use super::tap::{Counter, Flow};
use crate::base::Problem;
use crate::connect::Transaction;
use crate::document::NodeId;
use crate::engine::guard::guarded;
use crate::engine::lowering::{Arriving, lower};
use crate::engine::plan::Plan;
use crate::engine::request::OutputRef;
use crate::nodes::{Frame, Purpose, problem_of};

/// What a worker says while it works.
pub(super) enum News {
    /// The plan stands; these are its counters.
    Flowing(BTreeMap<OutputRef, Counter>),
    Complaint(Complaint),
    SinkDone { node: NodeId, rows: u64, bytes: u64 },
}

/// One output that was written.
pub(super) struct Done {
    pub node: NodeId,
    pub written: crate::connect::Written,
    pub rows: u64,
}

/// The lowered nodes of a run.
pub(super) struct Lowered {
    pub frames: HashMap<NodeId, Vec<Frame>>,
    pub counters: BTreeMap<OutputRef, Counter>,
}

/// Writes what `choice` says. When it fails, every file is as it was.
pub(super) fn work(plan: &Plan, choice: &Choice, flow: &Flow, news: &Sender<News>) -> Result<Vec<Done>, End> {
    let lowered = lower_all(plan, choice, flow, news)?;
    let mut transaction = Transaction::begin().map_err(|problem| End::Failed((None, problem)))?;
    let mut plans = Vec::new();
    for sink in &choice.sinks {
        let rows = lowered.frames[&sink.node][0].lazy.clone();
        let plan = transaction.add(rows, &sink.target).map_err(failed(sink.node))?;
        plans.push(plan.logical_plan);
    }
    for id in &choice.dry {
        for frame in &lowered.frames[id] {
            let plan = drained(frame, flow).map_err(|error| failed(*id)(problem_of(&error)))?;
            plans.push(plan.logical_plan);
        }
    }
    // The listener may have gone: then nobody wants to know.
    let _ = news.send(News::Flowing(lowered.counters.clone()));
    flow.count(true);
    let outcome =
        guarded(|| LazyFrame::collect_all_with_engine(plans, Engine::Streaming, OptFlags::default()).map(drop));
    flow.count(false);
    let failure = match outcome {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(problem_of(&error)),
        Err(panic) => Some(panic),
    };
    if flow.is_stopped() {
        return Err(End::Cancelled);
    }
    let sink = |index: usize| choice.sinks.get(index).map(|sink| sink.node);
    if let Some(problem) = failure {
        return Err(match transaction.fault() {
            Some((index, problem)) => End::Failed((sink(index), problem)),
            None => blame(choice, &lowered, flow, problem),
        });
    }
    let rows = |node: NodeId| lowered.counters.get(&OutputRef::first(node)).map_or(0, Counter::rows);
    for (index, sink) in choice.sinks.iter().enumerate() {
        let bytes = transaction.bytes(index);
        let _ = news.send(News::SinkDone { node: sink.node, rows: rows(sink.node), bytes });
    }
    let written = transaction.commit().map_err(|(index, problem)| End::Failed((sink(index), problem)))?;
    let done = choice.sinks.iter().zip(written);
    Ok(done.map(|(sink, written)| Done { node: sink.node, written, rows: rows(sink.node) }).collect())
}

/// Lowers the nodes in order, with a tap behind each output.
fn lower_all(plan: &Plan, choice: &Choice, flow: &Flow, news: &Sender<News>) -> Result<Lowered, End> {
    let mut lowered = Lowered { frames: HashMap::new(), counters: BTreeMap::new() };
    for id in &choice.nodes {
        if flow.is_stopped() {
            return Err(End::Cancelled);
        }
        let planned = &plan.nodes[id];
        let mut arriving = Vec::new();
        for (port, inputs) in planned.inputs.iter().enumerate() {
            for input in inputs {
                let frame = lowered.frames[&input.node][input.port].clone();
                arriving.push(Arriving { port, from: plan.nodes[&input.node].name.clone(), frame });
            }
        }
        let result = lower(&planned.node, &plan.base, &plan.parameters, Purpose::Data, arriving)
            // Columns may have been asked of the data, and a query that was stopped says so in its own words.
            .map_err(|problem| if flow.is_stopped() { End::Cancelled } else { failed(*id)(problem) })?;
        for warning in result.warnings {
            let told = plan.info.nodes.get(id).is_some_and(|node| node.problems.contains(&warning));
            if !told {
                let _ = news.send(News::Complaint((Some(*id), warning)));
            }
        }
        let unknown = || failed(*id)(Problem::error("The columns cannot be told even from the data"));
        let frames = result.frames.ok_or_else(unknown)?;
        let mut tapped = Vec::with_capacity(frames.len());
        for (port, frame) in frames.into_iter().enumerate() {
            let counter = Counter::default();
            let schema = frame.schema().clone();
            tapped.push(Frame::with_schema(flow.tap(frame.lazy, lowered.counters.len(), &counter), schema));
            lowered.counters.insert(OutputRef { node: *id, port }, counter);
        }
        lowered.frames.insert(*id, tapped);
    }
    Ok(lowered)
}

fn failed(node: NodeId) -> impl Fn(Problem) -> End {
    move |problem| End::Failed((Some(node), problem))
}

/// A plan that computes a table and drops it.
pub(super) fn drained(frame: &Frame, flow: &Flow) -> PolarsResult<LazyFrame> {
    let flow = flow.clone();
    frame.lazy.clone().sink_batches(PlanCallback::new(move |_: DataFrame| Ok(flow.is_stopped())), false, None)
}
