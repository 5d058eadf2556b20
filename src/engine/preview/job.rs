//! The context of one preview: its plan, what is already shown, what failed, and how to try an operation on a table.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use polars::prelude::DataFrame;

use super::shared::{Emit, Shared};
use crate::base::{Key, Problem};
use crate::document::NodeId;
use crate::engine::api::event::Event;
use crate::engine::api::event::NodeProblem;
use crate::engine::api::output::OutputRef;
use crate::engine::api::table::{Table, compact};
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::{Halt, whole};
use crate::engine::execute::matching_sample::exactness;
use crate::engine::plan::planned::Plan;
use crate::engine::plan::waiting::waits_for;
use crate::nodes::Frame;

/// A preview in progress. Once stopped it emits nothing more.
pub(crate) struct Job<'a> {
    pub shared: &'a Shared,
    pub emit: &'a Emit,
    pub generation: u64,
    pub plan: &'a Arc<Plan>,
    pub stop: &'a Stop,
    pub build: Build<'a>,
    pub ready: HashSet<OutputRef>,
    pub counted: HashSet<OutputRef>,
    /// Nodes whose whole tables are worth keeping.
    pub kept: HashSet<NodeId>,
    /// Nodes without a table, including those that wait for them.
    pub failed: BTreeMap<NodeId, Problem>,
}

impl<'a> Job<'a> {
    pub fn new(shared: &'a Shared, emit: &'a Emit, generation: u64, plan: &'a Arc<Plan>, stop: &'a Stop) -> Self {
        Job {
            shared,
            emit,
            generation,
            plan,
            stop,
            build: Build::new(plan, Some(&shared.cache), stop),
            ready: HashSet::new(),
            counted: HashSet::new(),
            kept: worth_keeping(plan),
            failed: BTreeMap::new(),
        }
    }

    pub fn say(&self, event: Event) {
        if !self.stop.is_set() {
            (self.emit)(event);
        }
    }

    /// The outputs of a node that have wires, and the first output.
    pub fn used_ports(&self, id: NodeId) -> Vec<usize> {
        let used: HashSet<usize> = self
            .plan
            .nodes
            .values()
            .flat_map(|planned| planned.inputs.iter().flatten())
            .filter(|input| input.node == id)
            .map(|input| input.port)
            .collect();
        (0..self.plan.nodes[&id].node.tables()).filter(|port| *port == 0 || used.contains(port)).collect()
    }

    /// A callback that remembers and shows the first rows of an output, from any thread.
    pub fn reporter(&self, output: OutputRef, key: Key) -> impl Fn(DataFrame) + Send + 'static + use<> {
        let emit = self.emit.clone();
        let stop = self.stop.clone();
        let cache = self.shared.cache.clone();
        let generation = self.generation;
        let plan = self.plan.clone();
        move |head| {
            let exactness = exactness(&plan, output, &cache);
            let table = Arc::new(Table::new(compact(head), 0, exactness));
            locked(&cache).note(key, |known| known.table = Some(table.clone()));
            if !stop.is_set() {
                emit(Event::Ready { generation, output, key, table });
            }
        }
    }

    /// Whether there is no point in computing it.
    pub fn is_over(&self, output: OutputRef) -> bool {
        self.stop.is_set() || self.failed.contains_key(&output.node)
    }

    /// Executes something on an output's plan; an error is reported for the node that it belongs to.
    pub fn attempt<T>(&mut self, output: OutputRef, work: impl FnOnce(&Frame, &Stop) -> Result<T, Halt>) -> Option<T> {
        let before = self.build.count;
        self.stop.begin(output.node);
        let built = self.build.frame(output);
        self.shared.count_lowered(self.build.count - before);
        self.execute(output, built, work)
    }

    /// Like [`Job::attempt`], on a plan that was built already.
    pub fn execute<T>(
        &mut self,
        output: OutputRef,
        built: Result<Frame, NodeProblem>,
        work: impl FnOnce(&Frame, &Stop) -> Result<T, Halt>,
    ) -> Option<T> {
        if self.stop.is_set() {
            return None;
        }
        let frame = match built {
            Ok(frame) => frame,
            Err(obstacle) => {
                self.fail(obstacle.node, obstacle.problem);
                return None;
            }
        };
        self.shared.count_collected();
        let worked = work(&frame, self.stop);
        for (node, sent) in self.plan.reach.sent.take() {
            self.say(Event::Sent { generation: self.generation, node, sent });
        }
        match worked {
            Ok(result) => Some(result),
            Err(Halt::Stopped) => None,
            Err(Halt::Problem(problem)) => {
                let (node, problem) = match problem.node.get() {
                    Some(node) => (node, problem),
                    None => self.blame(output.node).unwrap_or((output.node, problem)),
                };
                if !self.stop.is_set() {
                    self.fail(node, problem);
                }
                None
            }
        }
    }

    /// Of the nodes upstream of one that failed, the first that fails by itself.
    pub fn blame(&mut self, id: NodeId) -> Option<(NodeId, Problem)> {
        for node in self.plan.upstream(id) {
            for port in self.used_ports(node) {
                let frame = self.build.frame(OutputRef { node, port }).ok()?;
                if let Err(Halt::Problem(problem)) = whole(&frame, 0, 0, self.stop, drop, drop) {
                    return Some((node, problem));
                }
            }
        }
        None
    }

    /// Marks the node, and everything downstream of it, as having no table.
    pub fn fail(&mut self, id: NodeId, problem: Problem) {
        let planned = &self.plan.nodes[&id];
        // A source may fail for reasons that no key includes: a disk, a permission.
        if !planned.node.is_source() {
            locked(&self.shared.cache).fail(planned.named_key, problem.clone());
        }
        self.emit_failure(id, problem);
        for node in &self.plan.order {
            let planned = &self.plan.nodes[node];
            let is_shown = (0..planned.node.tables()).all(|port| self.ready.contains(&OutputRef { node: *node, port }));
            if is_shown || self.failed.contains_key(node) {
                continue;
            }
            if let Some(input) = planned.inputs.iter().flatten().find(|input| self.failed.contains_key(&input.node)) {
                self.emit_failure(*node, waits_for(input.node, &self.plan.nodes[&input.node].name));
            }
        }
    }

    pub fn emit_failure(&mut self, node: NodeId, problem: Problem) {
        self.failed.insert(node, problem.clone());
        self.say(Event::Failed { generation: self.generation, node, problem });
    }

    /// Passes what lowering for data found to the planner; returns whether a new plan would contain more.
    pub fn learn(&mut self) -> bool {
        let mut planner = locked(&self.shared.planner);
        let mut news = false;
        for finding in self.build.findings.drain(..) {
            news |= planner.learn(finding.key, finding.frames.as_deref(), &finding.warnings);
        }
        news
    }
}

/// The number of consecutive row-wise nodes after which a table is kept anyway: each plan on top of it starts from the
/// last table that is kept, and long plans take long to optimise.
const LONG: usize = 16;

/// The nodes whose whole tables are worth keeping.
fn worth_keeping(plan: &Plan) -> HashSet<NodeId> {
    let mut kept = HashSet::new();
    let mut since: HashMap<NodeId, usize> = HashMap::new();
    for id in &plan.order {
        let planned = &plan.nodes[id];
        let longest = planned.inputs.iter().flatten().map(|input| since[&input.node] + 1).max().unwrap_or(0);
        let keep = planned.is_expensive() || longest >= LONG;
        since.insert(*id, if keep { 0 } else { longest });
        if keep {
            kept.insert(*id);
        }
    }
    kept
}
