//! Executable plans: lowers nodes on top of the nearest tables that are kept whole.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use polars::prelude::{IdxSize, IntoLazy};

use super::matching_sample::{MatchingSample, with_partners};
use crate::base::{Key, Problem};
use crate::connect::{Sample, lost_pages};
use crate::document::NodeId;
use crate::engine::api::event::NodeProblem;
use crate::engine::api::output::OutputRef;
use crate::engine::cache::results::Cache;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::{Stop, stoppable};
use crate::engine::plan::lost_input::lost_input;
use crate::engine::plan::lowering::{Arriving, Lowered, lower};
use crate::engine::plan::planned::Plan;
use crate::nodes::{Frame, Lower, Purpose};

/// What lowering for data found that planning could not.
pub(crate) struct Finding {
    pub key: Key,
    /// One frame for each of its tables; `None` if only warnings are reported.
    pub frames: Option<Vec<Frame>>,
    pub warnings: Vec<Problem>,
}

/// Wraps a table's plan before it reaches its readers.
pub(crate) type Tap<'a> = &'a dyn Fn(OutputRef, Frame) -> Frame;

/// The lowered nodes of one plan. Lives as long as one job: a later one may find more tables kept whole.
pub(crate) struct Build<'a> {
    pub plan: &'a Plan,
    cache: Option<&'a Mutex<Cache>>,
    pub stop: &'a Stop,
    tap: Option<Tap<'a>>,
    /// Sources are not sampled.
    whole: bool,
    /// Tables that are already available, including their taps.
    given: HashMap<OutputRef, Frame>,
    lowered: HashMap<NodeId, Result<Arc<Vec<Frame>>, NodeProblem>>,
    pub findings: Vec<Finding>,
    /// The number of lowered nodes.
    pub count: u64,
}

impl<'a> Build<'a> {
    /// Without a cache everything is lowered from the sources.
    pub fn new(plan: &'a Plan, cache: Option<&'a Mutex<Cache>>, stop: &'a Stop) -> Self {
        Build {
            plan,
            cache,
            stop,
            tap: None,
            whole: false,
            given: HashMap::new(),
            lowered: HashMap::new(),
            findings: Vec::new(),
            count: 0,
        }
    }

    /// `tap` is called once for every output of every node; it replaces the preview's own taps.
    pub fn tapped(self, tap: Tap<'a>) -> Self {
        Build { tap: Some(tap), ..self }
    }

    /// Starts from these tables instead of lowering the nodes that they belong to.
    pub fn given(self, given: HashMap<OutputRef, Frame>) -> Self {
        Build { given, ..self }
    }

    /// All rows of every source, from the sources.
    pub fn unsampled(self) -> Self {
        Build { whole: true, cache: None, ..self }
    }

    /// The plan of an output, on top of what is kept whole of it and its ancestors.
    pub fn frame(&mut self, output: OutputRef) -> Result<Frame, NodeProblem> {
        if let Some(given) = self.given.get(&output) {
            return Ok(given.clone());
        }
        if let Some(cached) = self.cached(output) {
            return Ok(cached);
        }
        let frames = self.lower(output.node)?;
        Ok(frames[output.port].clone())
    }

    /// Discards what was lowered: more tables may be kept whole by now.
    pub fn refresh(&mut self) {
        self.lowered.retain(|_, lowered| lowered.is_err());
    }

    fn cached(&self, output: OutputRef) -> Option<Frame> {
        let key = self.plan.key(output)?;
        let frame = locked(self.cache?).whole(key)?;
        let schema = frame.schema().clone();
        Some(Frame::with_schema(frame.lazy(), schema))
    }

    /// Lowers a node and what is upstream of it as far as needed; on a separate stack, since pipelines can be long.
    fn lower(&mut self, id: NodeId) -> Result<Arc<Vec<Frame>>, NodeProblem> {
        let mut open = vec![id];
        while let Some(&node) = open.last() {
            if self.lowered.contains_key(&node) {
                open.pop();
                continue;
            }
            let planned = &self.plan.nodes[&node];
            let missing = planned
                .inputs
                .iter()
                .flatten()
                .find(|input| !self.lowered.contains_key(&input.node) && !self.is_there(**input));
            match missing {
                Some(input) => open.push(input.node),
                None => {
                    let lowered = self.lower_one(node);
                    self.lowered.insert(node, lowered);
                    open.pop();
                }
            }
        }
        self.lowered[&id].clone()
    }

    /// Whether the output needs no lowering.
    fn is_there(&self, output: OutputRef) -> bool {
        let is_kept = |key: Key| self.cache.is_some_and(|cache| locked(cache).has_whole(key));
        self.given.contains_key(&output) || self.plan.key(output).is_some_and(is_kept)
    }

    fn lower_one(&mut self, id: NodeId) -> Result<Arc<Vec<Frame>>, NodeProblem> {
        let planned = &self.plan.nodes[&id];
        let mut arriving = Vec::new();
        for (port, inputs) in planned.inputs.iter().enumerate() {
            for input in inputs {
                let mut frame = self.frame(*input)?;
                let from = &self.plan.nodes[&input.node];
                // Tables that were kept, sampled or tapped do not carry this information.
                let blank = from.blank.get(input.port).cloned().unwrap_or_default();
                if self.tap.is_none() && (from.node.is_source() || from.is_expensive()) {
                    let schema = frame.schema().clone();
                    frame = Frame::with_schema(stoppable(frame.lazy, input.node, self.stop), schema);
                }
                let frame = frame.with_blank(blank);
                arriving.push(Arriving { port, from: self.plan.nodes[&input.node].name.clone(), frame });
            }
        }
        self.count += 1;
        self.stop.at(id);
        let obstacle = |problem| NodeProblem { node: id, problem };
        let sample = planned.own_sample.filter(|_| !self.whole);
        let chosen = self.matching_sample(id, &arriving)?;
        let reach = self.plan.reach.cancelled_by(self.stop.cancellation());
        let lowered = |arriving| {
            let cx = Lower::new(&reach, &self.plan.parameters, Purpose::Data);
            lower(&planned.node, &cx.of_node(id).of_source(planned.source.clone()).sampled(sample), arriving)
                .map_err(obstacle)
        };
        let lost = lost_pages();
        let sampled = lowered(arriving.clone());
        if let Some(problem) = lost_input(lost, &planned.ingredients.reads) {
            return Err(obstacle(problem));
        }
        let sampled = sampled?;
        let lowered = match chosen {
            Some(chosen) => {
                let each = with_partners(&arriving, &chosen).map_err(obstacle)?.map(lowered);
                let mut frames = sampled.frames.unwrap_or_default();
                for (port, (frame, lowered)) in frames.iter_mut().zip(each).enumerate() {
                    let found =
                        lowered?.frames.and_then(|mut frames| (port < frames.len()).then(|| frames.swap_remove(port)));
                    found.into_iter().for_each(|found| *frame = found);
                }
                Lowered { frames: Some(frames), ..sampled }
            }
            None => sampled,
        };
        let Some(mut frames) = lowered.frames else {
            return Err(obstacle(Problem::error(say!("node-columns-unknown")).remedy(say!("node-run-project"))));
        };
        if self.plan.info.nodes[&id].outputs.iter().any(Option::is_none) || !lowered.warnings.is_empty() {
            self.findings.push(Finding {
                key: planned.named_key,
                frames: Some(frames.clone()),
                warnings: lowered.warnings,
            });
        }
        if let Some(Sample { rows, .. }) = sample {
            for frame in &mut frames {
                *frame = Frame::with_schema(frame.lazy.clone().limit(rows as IdxSize), frame.schema().clone());
            }
        }
        if let Some(tap) = self.tap {
            let tapped = frames.into_iter().enumerate().map(|(port, frame)| tap(OutputRef { node: id, port }, frame));
            frames = tapped.collect();
        }
        Ok(Arc::new(frames))
    }

    /// Alternative tables for a node to start from, if its input samples yield no rows for its first output.
    fn matching_sample(&mut self, id: NodeId, arriving: &[Arriving]) -> Result<Option<Vec<Arriving>>, NodeProblem> {
        let Some(cache) = self.cache else { return Ok(None) };
        let search = MatchingSample { plan: self.plan, node: id, cache, stop: self.stop };
        let plan = self.plan;
        let stop = self.stop;
        let mut lowered = 0;
        let chosen = search.choose(arriving, || {
            let mut all = Build::new(plan, None, stop).unsampled();
            let tables = [0, 1].map(|port| all.frame(plan.nodes[&id].inputs[port][0]));
            lowered += all.count;
            let [left, right] = tables;
            Ok([left?, right?])
        });
        self.count += lowered;
        chosen
    }
}
