//! Time limits of nodes. A run is one plan in which all nodes work at once: the time of a node is measured by its taps.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::tap::Counter;
use crate::base::Problem;
use crate::document::{Document, NodeId, Seconds};
use crate::engine::api::output::OutputRef;
use crate::engine::control::locks::locked;
use crate::engine::plan::planned::Plan;
use crate::engine::run::choice::Choice;
use crate::engine::run::run_problem::RunProblem;

/// The time that nodes have taken before rows flow: sources examine their files, some nodes compute in advance.
#[derive(Clone, Default)]
pub(super) struct Preparing(Arc<Mutex<Prepared>>);

#[derive(Default)]
struct Prepared {
    now: Option<(NodeId, Instant)>,
    done: Vec<Period>,
}

/// A period in which a node was prepared.
#[derive(Clone, Copy)]
pub(super) struct Period {
    pub node: NodeId,
    pub from: Instant,
    pub took: Duration,
}

impl Preparing {
    /// Runs `work` and counts its time as preparation of `node`.
    pub fn of<T>(&self, node: NodeId, work: impl FnOnce() -> T) -> T {
        let from = Instant::now();
        locked(&self.0).now = Some((node, from));
        let done = work();
        let mut prepared = locked(&self.0);
        prepared.now = None;
        prepared.done.push(Period { node, from, took: from.elapsed() });
        done
    }

    pub fn periods(&self) -> Vec<Period> {
        locked(&self.0).done.clone()
    }

    fn time(&self, node: NodeId) -> Duration {
        let prepared = locked(&self.0);
        let done: Duration = prepared.done.iter().filter(|period| period.node == node).map(|s| s.took).sum();
        done + prepared.now.filter(|(now, _)| *now == node).map_or(Duration::ZERO, |(_, from)| from.elapsed())
    }
}

/// The nodes of an attempt that have a limit.
pub(super) struct Limits(Vec<Limited>);

struct Limited {
    node: NodeId,
    limit: Seconds,
    planned: Duration,
    /// Empty for a source.
    inputs: Vec<OutputRef>,
    outputs: Vec<OutputRef>,
}

impl Limits {
    pub fn new(document: &Document, plan: &Plan, choice: &Choice) -> Limits {
        let limited = choice.nodes.iter().filter_map(|id| {
            let limit = document.node(*id)?.running.limit;
            let planned = plan.nodes.get(id).filter(|_| limit != Seconds::default())?;
            let outputs = (0..planned.node.tables()).map(|port| OutputRef { node: *id, port }).collect();
            let inputs = planned.inputs.iter().flatten().copied().collect();
            Some(Limited { node: *id, limit, planned: planned.took, inputs, outputs })
        });
        Limits(limited.collect())
    }

    /// The first node that has exceeded its limit. `flowing` is the time since which rows flow.
    pub fn overdue(
        &self,
        preparing: &Preparing,
        flowing: Option<Instant>,
        counters: &BTreeMap<OutputRef, Counter>,
    ) -> Option<RunProblem> {
        self.0.iter().find_map(|limited| {
            let flow = flowing.map_or(Duration::ZERO, |since| limited.flow(since, counters));
            let time = limited.planned + preparing.time(limited.node) + flow;
            let limit = Duration::from_millis(u64::from(limited.limit.millis));
            (time > limit).then(|| (Some(limited.node), too_slow(limited.limit)))
        })
    }
}

impl Limited {
    /// The time from the first row that arrived to the last that has left; while none has left, up to now.
    fn flow(&self, since: Instant, counters: &BTreeMap<OutputRef, Counter>) -> Duration {
        let times = |outputs: &[OutputRef]| -> Vec<(Instant, Instant)> {
            outputs.iter().filter_map(|output| counters.get(output)?.times()).collect()
        };
        let begun = match self.inputs.as_slice() {
            [] => Some(since),
            inputs => times(inputs).into_iter().map(|(first, _)| first).min(),
        };
        let Some(begun) = begun else { return Duration::ZERO };
        let last = times(&self.outputs).into_iter().map(|(_, last)| last).max();
        last.unwrap_or_else(Instant::now).saturating_duration_since(begun)
    }
}

fn too_slow(limit: Seconds) -> Problem {
    Problem::error(say!("run-too-slow", seconds = limit.number())).remedy(say!("run-raise-limit")).transient()
}

/// The planning time, as the first part of each node's time.
pub(super) fn planned_periods(plan: &Plan, choice: &Choice) -> Vec<Period> {
    let planned: HashMap<NodeId, _> = choice.nodes.iter().filter_map(|id| Some((*id, plan.nodes.get(id)?))).collect();
    planned.into_iter().map(|(node, planned)| Period { node, from: planned.from, took: planned.took }).collect()
}
