//! Planning: what every node is, what arrives at it, which columns it has, what is wrong with it. No data is read, except
//! what a source must look at to know its columns.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::key::{ArrivalKey, Ingredients, output_key, parameters_key};
use super::lowering::{Arriving, lower};
use super::order::{Order, order, wires_by_end};
use super::parameters::parameters;
use super::reading::{Reading, Readings, Understood};
use super::wiring::{loose, wiring};
use crate::base::{Cause, Fix, Key, Problem, environment};
use crate::connect::{Reach, Sample, Stamp, sample_above, stamp};
use crate::document::{Activity, NodeId};
use crate::engine::api::event::{NodePlan, PlanInfo};
use crate::engine::api::request::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::nodes::{Blank, Frame, Lower, Parameters, Purpose};

/// A planned pipeline.
#[derive(Clone)]
pub(crate) struct Plan {
    pub info: Arc<PlanInfo>,
    /// The nodes that can be computed, each after all that arrive at it.
    pub order: Vec<NodeId>,
    pub nodes: HashMap<NodeId, Planned>,
    pub parameters: Parameters,
    pub reach: Reach,
    /// When the files were looked at.
    pub made: SystemTime,
    /// What reads files, with those that it had then.
    pub readers: Vec<Reader>,
}

/// A node that reads files.
#[derive(Clone)]
pub(crate) struct Reader {
    node: Arc<Understood>,
    files: Files,
}

/// A node that can be computed.
#[derive(Clone)]
pub(crate) struct Planned {
    pub name: String,
    pub node: Arc<Understood>,
    pub key: Key,
    /// What the key is made of.
    pub ingredients: Arc<Ingredients>,
    /// What arrives at each input port.
    pub inputs: Vec<Vec<OutputRef>>,
    /// The result is computed from so many rows of a source.
    pub sample: Option<u64>,
    /// The sample that the node makes itself: it is a source that is too large.
    pub own_sample: Option<Sample>,
    /// Of each of its tables, the columns in which no value has been seen.
    pub blank: Vec<Blank>,
    /// When planning it began and what that took: a source has looked at its files.
    pub from: Instant,
    pub took: Duration,
}

impl Plan {
    /// The key of an output; `None` where there is no such table or its node cannot be computed.
    pub fn key(&self, output: OutputRef) -> Option<Key> {
        let planned = self.nodes.get(&output.node)?;
        (output.port < planned.node.tables()).then(|| output_key(planned.key, output.port))
    }

    /// The nodes upstream of `id`, in order.
    pub fn upstream(&self, id: NodeId) -> Vec<NodeId> {
        let mut seen = HashSet::new();
        let mut open = vec![id];
        while let Some(node) = open.pop() {
            for input in self.nodes[&node].inputs.iter().flatten() {
                if seen.insert(input.node) {
                    open.push(input.node);
                }
            }
        }
        self.order.iter().copied().filter(|node| seen.contains(node)).collect()
    }

    /// The files of its readers as they are now, where they are not as they were.
    pub fn changed_files(&self) -> Option<Vec<Files>> {
        let now = self.readers.iter().map(|reader| files(&reader.node, &self.reach, &self.parameters).ok());
        let now: Vec<Files> = now.collect();
        now.iter().ne(self.readers.iter().map(|reader| &reader.files)).then_some(now)
    }
}

/// The files of one reader with their stamps; `None` where they cannot be looked at.
pub(crate) type Files = Option<Vec<(PathBuf, Stamp)>>;

/// The files that a node reads, with their stamps.
fn files(node: &Understood, reach: &Reach, parameters: &Parameters) -> Result<Vec<(PathBuf, Stamp)>, Problem> {
    let cx = Lower::new(reach, parameters, Purpose::Schema);
    let paths = guarded(|| node.reads(&cx))??;
    paths
        .into_iter()
        .map(|path| stamp(&path).map(|stamp| (path, stamp)).map_err(|problem| problem.fix(Fix::ChooseFile).at("path")))
        .collect()
}

impl Planned {
    /// Whether the result is worth keeping whole.
    pub fn is_expensive(&self) -> bool {
        self.node.is_expensive()
    }
}

/// Sources that parse text are sampled when they are larger. `TABLEWIRE_SAMPLE_ABOVE` (such as 200MB) and
/// `TABLEWIRE_SAMPLE_ROWS` set other bounds, `TABLEWIRE_SAMPLE_SEED` (a number) another seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sampling {
    /// Bytes on disk.
    pub above: u64,
    pub sample: Sample,
}

impl Sampling {
    /// With the first seed.
    pub const fn of(above: u64, rows: u64) -> Self {
        Sampling { above, sample: Sample::of(rows, 1) }
    }
}

impl Default for Sampling {
    fn default() -> Self {
        let number = |name, usual| environment::text(name).and_then(|text| text.trim().parse().ok()).unwrap_or(usual);
        let (rows, seed) = (number(environment::SAMPLE_ROWS, 1_000_000), number(environment::SAMPLE_SEED, 1));
        Sampling { above: sample_above(), sample: Sample::of(rows, seed) }
    }
}

/// What schema planning found out about the node with some key.
#[derive(Clone)]
struct SchemaResult {
    /// Its tables without rows. `None`: known after a run only.
    tables: Option<Vec<Frame>>,
    problem: Option<Problem>,
    warnings: Vec<Problem>,
    used: u64,
}

/// Plans, and remembers by key what it planned: an edit costs what lies downstream of it.
#[derive(Default)]
pub(crate) struct Planner {
    /// Hears at which node the planning is.
    pub watch: Option<Stop>,
    pub sampling: Sampling,
    readings: Readings,
    schema_results: HashMap<Key, SchemaResult>,
    round: u64,
    /// How many nodes were lowered for their schema since the start.
    pub lowered: u64,
}

impl Planner {
    /// The plan of `snapshot`, however long its sources take to open.
    pub fn plan(&mut self, snapshot: &Snapshot) -> Plan {
        self.walk(snapshot, &snapshot.reach())
    }

    /// As [`Planner::plan`], within this reach; `None` shortly after its cancellation.
    pub fn plan_unless(&mut self, snapshot: &Snapshot, reach: &Reach) -> Option<Plan> {
        let plan = self.walk(snapshot, reach);
        (!reach.is_stopped()()).then_some(plan)
    }

    fn walk(&mut self, snapshot: &Snapshot, reach: &Reach) -> Plan {
        let made = SystemTime::now();
        let document = &snapshot.document;
        self.round += 1;
        self.readings.begin(document.nodes().len());
        if self.schema_results.len() > 4 * document.nodes().len() + 4_096 {
            let round = self.round;
            self.schema_results.retain(|_, schema_result| schema_result.used + 8 >= round);
        }
        let (parameters, broken, problems) = parameters(snapshot);
        let readings: HashMap<NodeId, Reading> =
            document.nodes().map(|(id, node)| (id, self.readings.read(node))).collect();
        let Order { sorted, circles, behind } = order(document);
        let into = wires_by_end(document);
        let mut walk = Walk {
            snapshot,
            readings: &readings,
            parameters: &parameters,
            broken: &broken,
            reach,
            info: PlanInfo { problems, ..PlanInfo::default() },
            nodes: HashMap::new(),
            tables: HashMap::new(),
            readers: Vec::new(),
        };
        let mut computable = Vec::new();
        for (id, way) in &circles {
            let names: Vec<String> =
                way.iter().chain([id]).map(|id| document.node(*id).map_or("?", |n| &n.name).to_owned()).collect();
            let problem = Problem::error(say!("node-circle", way = names.join(" → "))).remedy(say!("wire-remove-one"));
            walk.info.nodes.insert(*id, NodePlan { problems: vec![problem], ..NodePlan::default() });
        }
        for id in sorted.into_iter().chain(behind).take_while(|_| !reach.is_stopped()()) {
            self.watch.iter().for_each(|watch| watch.at(id));
            let wires = into.get(&id).map_or(&[][..], Vec::as_slice);
            let mut plan = NodePlan::default();
            match walk.node(self, id, wires, &mut plan) {
                Ok(planned) => {
                    walk.nodes.insert(id, planned);
                    computable.push(id);
                }
                Err(problems) => {
                    plan.keys = vec![None; plan.outputs.len()];
                    plan.outputs.iter_mut().for_each(|columns| *columns = None);
                    plan.problems.extend(problems);
                }
            }
            walk.info.nodes.insert(id, plan);
        }
        let Walk { info, nodes, readers, .. } = walk;
        Plan { info: Arc::new(info), order: computable, nodes, reach: snapshot.reach(), parameters, made, readers }
    }

    /// Keeps what executing a node told: columns that were to be known after a run, warnings about data. Returns whether
    /// another plan would say more.
    ///
    /// Without frames only warnings are told, and only of a node that was planned.
    pub fn learn(&mut self, key: Key, frames: Option<&[Frame]>, warnings: &[Problem]) -> bool {
        let round = self.round;
        if frames.is_none() && !self.schema_results.contains_key(&key) {
            return false;
        }
        let schema_result = self.schema_results.entry(key).or_insert_with(|| SchemaResult {
            tables: None,
            problem: None,
            warnings: Vec::new(),
            used: round,
        });
        let mut news = false;
        if let Some(frames) = frames.filter(|_| schema_result.tables.is_none()) {
            schema_result.tables = Some(frames.iter().map(Frame::emptied).collect());
            news = true;
        }
        for warning in warnings {
            if !schema_result.warnings.contains(warning) {
                schema_result.warnings.push(warning.clone());
                news = true;
            }
        }
        news
    }

    /// The warnings about data of the node with some key.
    pub fn warnings(&self, key: Key) -> &[Problem] {
        self.schema_results.get(&key).map_or(&[], |schema_result| &schema_result.warnings)
    }
}

/// One walk over a document, node after node.
struct Walk<'a> {
    snapshot: &'a Snapshot,
    readings: &'a HashMap<NodeId, Reading>,
    parameters: &'a Parameters,
    /// Parameters without a value, and why.
    broken: &'a BTreeMap<String, Problem>,
    reach: &'a Reach,
    info: PlanInfo,
    nodes: HashMap<NodeId, Planned>,
    /// The tables of computable nodes without their rows, where they are known.
    tables: HashMap<NodeId, Vec<Frame>>,
    readers: Vec<Reader>,
}

impl Walk<'_> {
    /// Plans one node whose inputs are planned; fills `plan` as far as it gets. The error holds what keeps the node from
    /// being computed.
    fn node(
        &mut self,
        planner: &mut Planner,
        id: NodeId,
        wires: &[&crate::document::Wire],
        plan: &mut NodePlan,
    ) -> Result<Planned, Vec<Problem>> {
        let from = Instant::now();
        let document = &self.snapshot.document;
        let node = match &self.readings[&id] {
            Ok(node) => node.clone(),
            Err(problem) => return Err(vec![problem.clone()]),
        };
        plan.outputs = vec![None; node.tables()];
        plan.inactive_because = self.inactive_because(id, wires);
        if plan.inactive_because.is_some() {
            return Err(Vec::new());
        }
        let wiring = wiring(document, &node, wires, self.readings);
        plan.inputs = wiring.inputs.iter().map(|tables| self.columns_of_first(tables)).collect();
        let mut problems = wiring.problems;
        problems.extend(loose(document, id));
        problems.extend(node.uses.iter().filter_map(|name| self.broken.get(name).cloned()));
        if !problems.is_empty() {
            return Err(problems);
        }
        let tables = || wiring.inputs.iter().flatten();
        let waits =
            wiring.unknown.first().or_else(|| tables().map(|t| &t.node).find(|id| !self.nodes.contains_key(id)));
        if let Some(waits) = waits {
            return Err(vec![waits_for(*waits, document.node(*waits).map_or("?", |node| &node.name))]);
        }
        let reads = self.reads(&node).map_err(|problem| vec![problem])?;
        // Without a target a sink still has a table to look at.
        plan.problems.extend(self.target(&node).err());
        let bytes: u64 = reads.iter().map(|(_, stamp)| stamp.len).sum();
        let own = (node.is_parser() && bytes > planner.sampling.above).then_some(planner.sampling.sample);
        let ingredients = self.ingredients(&node, &wiring.inputs, reads, own);
        let key = ingredients.key();
        plan.keys = (0..node.tables()).map(|port| Some(output_key(key, port))).collect();

        let schema_result = self.schema_result(planner, key, &node, &wiring.inputs);
        plan.problems.extend(schema_result.warnings);
        if let Some(problem) = schema_result.problem {
            return Err(vec![problem]);
        }
        let mut blank = Vec::new();
        if let Some(tables) = schema_result.tables {
            plan.outputs = tables.iter().map(|table| Some(table.columns())).collect();
            blank = tables.iter().map(|table| table.blank().clone()).collect();
            self.tables.insert(id, tables);
        }
        let sample = tables().filter_map(|table| self.nodes[&table.node].sample).chain(own.map(|own| own.rows)).min();
        let name = document.node(id).map(|node| node.name.clone()).unwrap_or_default();
        Ok(Planned {
            name,
            node,
            key,
            ingredients: Arc::new(ingredients),
            inputs: wiring.inputs,
            sample,
            own_sample: own,
            blank,
            from,
            took: from.elapsed(),
        })
    }

    /// The disabled node that keeps this one from being computed: itself, or one that it depends on.
    fn inactive_because(&self, id: NodeId, wires: &[&crate::document::Wire]) -> Option<NodeId> {
        let own = self.snapshot.document.node(id).filter(|node| node.activity == Activity::Disabled);
        own.map(|_| id).or_else(|| wires.iter().find_map(|wire| self.info.nodes.get(&wire.from.node)?.inactive_because))
    }

    fn columns_of_first(&self, tables: &[OutputRef]) -> Vec<crate::base::ColumnInfo> {
        let Some(table) = tables.first() else { return Vec::new() };
        let plan = self.info.nodes.get(&table.node);
        plan.and_then(|plan| plan.outputs.get(table.port)?.clone()).unwrap_or_default()
    }

    /// The files that the node reads, with their stamps; whatever becomes of them is noted.
    fn reads(&mut self, node: &Arc<Understood>) -> Result<Vec<(PathBuf, Stamp)>, Problem> {
        let files = files(node, self.reach, self.parameters);
        if files.as_ref().map_or(true, |files| !files.is_empty()) {
            self.readers.push(Reader { node: node.clone(), files: files.as_ref().ok().cloned() });
        }
        files
    }

    /// Whether it is known where a sink writes.
    fn target(&self, node: &Understood) -> Result<(), Problem> {
        let cx = Lower::new(self.reach, self.parameters, Purpose::Schema);
        guarded(|| node.target(&cx))?.map(drop)
    }

    fn ingredients(
        &self,
        node: &Understood,
        inputs: &[Vec<OutputRef>],
        reads: Vec<(PathBuf, Stamp)>,
        sample: Option<Sample>,
    ) -> Ingredients {
        let mut arrivals = Vec::new();
        for (port, (tables, spec)) in inputs.iter().zip(&node.ports.inputs).enumerate() {
            arrivals.extend(tables.iter().map(|table| {
                let from = &self.nodes[&table.node];
                let key = output_key(from.key, table.port);
                ArrivalKey { port, key, from: from.name.clone(), is_named: spec.many }
            }));
        }
        Ingredients {
            settings: node.key,
            parameters: parameters_key(&node.uses, self.parameters),
            arrivals,
            base: (!reads.is_empty()).then(|| self.snapshot.base.clone()),
            reads,
            sample,
        }
    }

    /// The columns of a node's tables or the problem with it, from memory or by lowering it on empty tables.
    fn schema_result(
        &self,
        planner: &mut Planner,
        key: Key,
        node: &Understood,
        inputs: &[Vec<OutputRef>],
    ) -> SchemaResult {
        let used = planner.round;
        if let Some(schema_result) = planner.schema_results.get_mut(&key) {
            schema_result.used = used;
            return schema_result.clone();
        }
        let mut arriving = Vec::new();
        for (port, table) in inputs.iter().enumerate().flat_map(|(port, tables)| tables.iter().map(move |t| (port, t)))
        {
            let Some(tables) = self.tables.get(&table.node) else {
                // Behind a table whose columns are not known yet nothing is known, and nothing is wrong.
                return SchemaResult { tables: None, problem: None, warnings: Vec::new(), used };
            };
            let frame = tables[table.port].clone();
            arriving.push(Arriving { port, from: self.nodes[&table.node].name.clone(), frame });
        }
        planner.lowered += 1;
        let cx = Lower::new(self.reach, self.parameters, Purpose::Schema);
        let schema_result = match lower(node, &cx, arriving) {
            Ok(lowered) => SchemaResult {
                tables: lowered.frames.map(|frames| frames.iter().map(Frame::emptied).collect()),
                problem: None,
                warnings: lowered.warnings,
                used,
            },
            Err(problem) => SchemaResult { tables: None, problem: Some(problem), warnings: Vec::new(), used },
        };
        if schema_result.problem.as_ref().is_some_and(|problem| problem.cause == Cause::Stopped) {
            // Nothing was found out.
            return schema_result;
        }
        planner.schema_results.insert(key, schema_result.clone());
        schema_result
    }
}

/// The quiet problem of a node whose input has no table.
pub(crate) fn waits_for(id: NodeId, name: &str) -> Problem {
    Problem::incomplete(say!("waits-for", name = name)).because(Cause::Waiting).raised_by(Some(id))
}

/// Why a node is not computed that is disabled, or depends on one that is.
pub(crate) fn is_disabled(snapshot: &Snapshot, inactive_because: NodeId) -> Problem {
    let name = snapshot.document.node(inactive_because).map_or("?", |node| node.name.as_str());
    Problem::incomplete(say!("node-disabled", name = name)).remedy(say!("node-enable"))
}

/// Whether a problem says no more than that another node has one.
pub fn is_waiting(problem: &Problem) -> bool {
    problem.cause == Cause::Waiting
}
