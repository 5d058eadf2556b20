//! Planning, and the memory of planned nodes. No data is read, except what a source must examine to know its columns.

use std::collections::HashMap;
use std::sync::Arc;

use super::memory::{PlanMemory, SchemaResult};
use super::order::{Order, order, wires_by_end};
use super::parameters::parameters;
use super::planned::Plan;
use super::reading::{Reading, Readings};
use super::walk::Walk;
use super::wiring::loose_by_end;
use crate::base::{Key, Problem};
use crate::connect::{Reach, Source, Target};
use crate::document::{Activity, NodeId};
use crate::engine::api::event::{NodePlan, PlanInfo};
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::nodes::{Frame, Lower, Purpose};

/// Plans, and remembers by key what it planned: an edit only costs what is downstream of it.
#[derive(Default)]
pub(crate) struct Planner {
    /// Receives the node that is being planned.
    pub watch: Option<Stop>,
    pub memory: PlanMemory,
    readings: Readings,
}

impl Planner {
    /// The plan of `snapshot`, however long its sources take to open.
    pub fn plan(&mut self, snapshot: &Snapshot) -> Plan {
        self.walk(snapshot, &snapshot.reach())
    }

    /// Like [`Planner::plan`], within this reach; `None` shortly after its cancellation.
    pub fn plan_unless(&mut self, snapshot: &Snapshot, reach: &Reach) -> Option<Plan> {
        let plan = self.walk(snapshot, reach);
        (!reach.is_stopped()()).then_some(plan)
    }

    /// What the document reads outside of the project, as far as its settings show.
    pub fn sources(&mut self, snapshot: &Snapshot, reach: &Reach) -> Vec<Arc<dyn Source>> {
        let (parameters, ..) = parameters(snapshot);
        let cx = Lower::new(reach, &parameters, Purpose::Schema);
        let active = snapshot.document.nodes().filter(|(_, node)| node.activity != Activity::Disabled);
        let read: Vec<Reading> = active.map(|(_, node)| self.readings.read(node)).collect();
        read.iter().flatten().filter_map(|node| guarded(|| node.source(&cx)).ok()?.ok()?).collect()
    }

    /// Where the document writes, as far as its settings show.
    pub fn targets(&mut self, snapshot: &Snapshot) -> Vec<Arc<dyn Target>> {
        let (parameters, ..) = parameters(snapshot);
        let reach = snapshot.reach();
        let cx = Lower::new(&reach, &parameters, Purpose::Schema);
        let active = snapshot.document.nodes().filter(|(_, node)| node.activity != Activity::Disabled);
        let read: Vec<Reading> = active.map(|(_, node)| self.readings.read(node)).collect();
        read.iter().flatten().filter_map(|node| guarded(|| node.target(&cx)).ok()?.ok()?).collect()
    }

    fn walk(&mut self, snapshot: &Snapshot, reach: &Reach) -> Plan {
        let document = &snapshot.document;
        self.memory.round += 1;
        self.readings.begin(document.nodes().len());
        if self.memory.schema_results.len() > 4 * document.nodes().len() + 4_096 {
            let round = self.memory.round;
            self.memory.schema_results.retain(|_, schema_result| schema_result.used + 8 >= round);
        }
        // Whoever asks for no report may be the child of a supervisor, which wants to know.
        let names = || document.nodes().map(|(id, node)| (id, node.name.clone())).collect();
        let watch = self.watch.clone().unwrap_or_else(|| Stop::noting(names));
        let (parameters, broken, problems) = parameters(snapshot);
        let readings: HashMap<NodeId, Reading> =
            document.nodes().map(|(id, node)| (id, self.readings.read(node))).collect();
        let Order { sorted, cycles, behind } = order(document);
        let into = wires_by_end(document);
        let mut walk = Walk {
            snapshot,
            readings: &readings,
            parameters: &parameters,
            broken: &broken,
            reach,
            loose: loose_by_end(document),
            info: PlanInfo { problems, ..PlanInfo::default() },
            nodes: HashMap::new(),
            tables: HashMap::new(),
            readers: Vec::new(),
            watch: &watch,
        };
        let mut computable = Vec::new();
        for (id, way) in &cycles {
            let names: Vec<String> =
                way.iter().chain([id]).map(|id| document.node(*id).map_or("?", |n| &n.name).to_owned()).collect();
            let problem = Problem::error(say!("node-circle", way = names.join(" → "))).remedy(say!("wire-remove-one"));
            walk.info.nodes.insert(*id, NodePlan { problems: vec![problem], ..NodePlan::default() });
        }
        for id in sorted.into_iter().chain(behind).take_while(|_| !reach.is_stopped()()) {
            watch.plans(id);
            let wires = into.get(&id).map_or(&[][..], Vec::as_slice);
            let mut plan = NodePlan::default();
            match walk.node(&mut self.memory, id, wires, &mut plan) {
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
        let Walk { info, nodes, tables, readers, .. } = walk;
        Plan {
            info: Arc::new(info),
            order: computable,
            nodes,
            tables: Arc::new(tables),
            reach: snapshot.reach(),
            parameters,
            readers,
        }
    }

    /// Remembers what executing a node reported: columns that only a run could find, warnings about data. Returns
    /// whether another plan would contain more.
    ///
    /// Without frames, only warnings are reported, and only for a node that was planned.
    pub fn learn(&mut self, key: Key, frames: Option<&[Frame]>, warnings: &[Problem]) -> bool {
        let round = self.memory.round;
        if frames.is_none() && !self.memory.schema_results.contains_key(&key) {
            return false;
        }
        let schema_result = self.memory.schema_results.entry(key).or_insert_with(|| SchemaResult {
            tables: None,
            problem: None,
            warnings: Vec::new(),
            has_no_records: false,
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

    /// The warnings about data of the node with this key.
    pub fn warnings(&self, key: Key) -> &[Problem] {
        self.memory.schema_results.get(&key).map_or(&[], |schema_result| &schema_result.warnings)
    }
}
