//! One walk over a document in the order of computing: what each node is, what its inputs are, what is wrong with it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use super::key::{ArrivalKey, Ingredients, output_key, parameters_key};
use super::lost_input::lost_input;
use super::lowering::{Arriving, lower};
use super::marks::Known;
use super::memory::{PlanMemory, SchemaResult};
use super::planned::{Planned, Reader, Seen};
use super::reading::{Reading, Understood};
use super::waiting::waits_for;
use super::wiring::{loose, wiring};
use crate::base::{Cause, Key, Problem};
use crate::connect::{Marked, Reach, Sample, SourceState, Target, columns_key, known_columns, lost_pages};
use crate::document::{Activity, LooseWire, NodeId};
use crate::engine::api::event::{NodePlan, PlanInfo};
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::nodes::{Frame, Lower, Parameters, Purpose};

/// One walk over a document, node by node.
pub(super) struct Walk<'a> {
    pub snapshot: &'a Snapshot,
    pub readings: &'a HashMap<NodeId, Reading>,
    pub parameters: &'a Parameters,
    /// Parameters without a value, and why.
    pub broken: &'a BTreeMap<String, Problem>,
    pub reach: &'a Reach,
    /// Wires with an end that names no node, by the node at which they end.
    pub loose: HashMap<&'a str, Vec<&'a LooseWire>>,
    pub info: PlanInfo,
    pub nodes: HashMap<NodeId, Planned>,
    /// The tables of computable nodes without their rows, if known.
    pub tables: HashMap<NodeId, Vec<Frame>>,
    pub readers: Vec<Reader>,
    /// Receives the node whose columns are being found.
    pub watch: &'a Stop,
}

/// What a node reads outside of the project.
struct Read {
    /// Its state; `None` where it reads nothing.
    source: Option<SourceState>,
    asked: SystemTime,
}

impl Read {
    fn nothing(reach: &Reach) -> Read {
        Read { source: None, asked: reach.clock.now() }
    }
}

impl Walk<'_> {
    /// Plans one node whose inputs are planned; fills `plan` as far as possible. The error is what prevents the node
    /// from being computed.
    pub fn node(
        &mut self,
        memory: &mut PlanMemory,
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
        problems.extend(loose(document, id, &self.loose));
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
        let Read { mut source, asked } = self.read(memory, &node).map_err(|problem| vec![problem])?;
        // A sink without a target still has a table to view.
        let target = self.target(&node).map_err(|problem| plan.problems.push(problem)).ok().flatten();
        let reads = source.iter().flat_map(|state| state.marks.iter().cloned()).collect::<Vec<_>>();
        let bytes: u64 = reads.iter().filter_map(|marked| marked.bytes).sum();
        let own = (node.is_parser() && bytes > memory.sampling.above).then_some(memory.sampling.sample);
        let mut ingredients = self.ingredients(&node, &wiring.inputs, reads, own);
        let mut key = ingredients.key();
        let mut named_key = ingredients.named_key();
        if let Some(problem) = memory.aside.problem(named_key) {
            return Err(vec![problem]);
        }
        self.watch.announce(id, Some(named_key));
        plan.keys = (0..node.tables()).map(|port| Some(output_key(key, port))).collect();

        let lost = lost_pages();
        let mut schema_result = self.schema_result(memory, named_key, &node, &wiring.inputs, source.clone());
        let has_no_records = schema_result.has_no_records;
        if has_no_records
            && let Some(state) = &mut source
            && let Some(known) = known_columns(columns_key(&self.reach.base, node.key))
        {
            // With the columns of its last run it is another table.
            ingredients.known = Some(known.key);
            state.known = Some(known);
            (key, named_key) = (ingredients.key(), ingredients.named_key());
            plan.keys = (0..node.tables()).map(|port| Some(output_key(key, port))).collect();
            schema_result = self.schema_result(memory, named_key, &node, &wiring.inputs, source.clone());
        }
        if let Some(problem) = lost_input(lost, &ingredients.reads) {
            return Err(vec![problem]);
        }
        plan.problems.extend(schema_result.warnings);
        if let Some(problem) = schema_result.problem {
            return Err(vec![problem]);
        }
        let mut blank = Vec::new();
        if let Some(tables) = schema_result.tables {
            plan.outputs = tables.iter().map(|table| Some(table.columns())).collect();
            blank = tables.iter().map(|table| table.blank().clone()).collect();
            if let (Some(target), Some(table)) = (target, tables.first()) {
                plan.problems.extend(self.look(memory, &*target, table));
            }
            self.tables.insert(id, tables);
        }
        let sample = tables().filter_map(|table| self.nodes[&table.node].sample).chain(own.map(|own| own.rows)).min();
        let name = document.node(id).map(|node| node.name.clone()).unwrap_or_default();
        Ok(Planned {
            name,
            node,
            key,
            named_key,
            ingredients: Arc::new(ingredients),
            inputs: wiring.inputs,
            sample,
            own_sample: own,
            blank,
            source,
            has_no_records,
            asked,
            from,
            took: from.elapsed(),
        })
    }

    /// The disabled node that prevents this one from being computed: itself, or one that it depends on.
    fn inactive_because(&self, id: NodeId, wires: &[&crate::document::Wire]) -> Option<NodeId> {
        let own = self.snapshot.document.node(id).filter(|node| node.activity == Activity::Disabled);
        own.map(|_| id).or_else(|| wires.iter().find_map(|wire| self.info.nodes.get(&wire.from.node)?.inactive_because))
    }

    fn columns_of_first(&self, tables: &[OutputRef]) -> Vec<crate::base::ColumnInfo> {
        let Some(table) = tables.first() else { return Vec::new() };
        let plan = self.info.nodes.get(&table.node);
        plan.and_then(|plan| plan.outputs.get(table.port)?.clone()).unwrap_or_default()
    }

    /// The state of what the node reads, as far as known.
    fn read(&mut self, memory: &PlanMemory, node: &Understood) -> Result<Read, Problem> {
        let cx = Lower::new(self.reach, self.parameters, Purpose::Schema);
        let Some(source) = guarded(|| node.source(&cx))?? else { return Ok(Read::nothing(self.reach)) };
        let known = memory.marks.known(&*source, self.reach);
        let address = source.address();
        self.readers.push(Reader { source: source.clone(), seen: Seen::of(known.as_ref()) });
        let Some(Known { answer, asked, .. }) = known else {
            let message = say!("source-is-asked", address = address.from_base(&self.reach.base));
            return Err(Problem::incomplete(message).because(Cause::Waiting));
        };
        Ok(Read { source: Some(answer.map_err(|problem| source.explained(problem))?), asked })
    }

    /// Where a sink writes.
    fn target(&self, node: &Understood) -> Result<Option<Arc<dyn Target>>, Problem> {
        let cx = Lower::new(self.reach, self.parameters, Purpose::Schema);
        guarded(|| node.target(&cx))?
    }

    /// What a run would change in a target, or refuse, as far as that is known. A run itself finds it out as it writes.
    fn look(&mut self, memory: &PlanMemory, target: &dyn Target, arriving: &Frame) -> Vec<Problem> {
        let is_run = self.reach.positions.is_some();
        let look = || match target.with_unseen(arriving.blank()) {
            Some(target) => target.look(arriving.schema()),
            None => target.look(arriving.schema()),
        };
        let Some(look) = (!is_run).then(look).flatten() else { return Vec::new() };
        let known = memory.marks.known(&*look, self.reach);
        self.readers.push(Reader { source: look, seen: Seen::of(known.as_ref()) });
        known.and_then(|known| known.answer.ok()).map_or_else(Vec::new, |state| state.notes)
    }

    fn ingredients(
        &self,
        node: &Understood,
        inputs: &[Vec<OutputRef>],
        reads: Vec<Marked>,
        sample: Option<Sample>,
    ) -> Ingredients {
        let mut arrivals = Vec::new();
        let names = !node.bypassed && node.kind.keeps_node_names();
        for (port, (tables, spec)) in inputs.iter().zip(&node.ports.inputs).enumerate() {
            arrivals.extend(tables.iter().map(|table| {
                let from = &self.nodes[&table.node];
                let key = output_key(from.key, table.port);
                ArrivalKey {
                    port,
                    key,
                    from: from.name.clone(),
                    is_named: spec.many && names,
                    is_named_in_messages: spec.many,
                }
            }));
        }
        Ingredients {
            settings: node.key,
            parameters: parameters_key(&node.uses, self.parameters),
            arrivals,
            base: (!reads.is_empty()).then(|| self.snapshot.base.clone()),
            reads,
            sample,
            known: None,
        }
    }

    /// The columns of a node's tables or its problem, from memory or by lowering it on empty tables.
    fn schema_result(
        &self,
        memory: &mut PlanMemory,
        key: Key,
        node: &Understood,
        inputs: &[Vec<OutputRef>],
        source: Option<SourceState>,
    ) -> SchemaResult {
        let used = memory.round;
        if let Some(schema_result) = memory.schema_results.get_mut(&key) {
            schema_result.used = used;
            return schema_result.clone();
        }
        let mut arriving = Vec::new();
        for (port, table) in inputs.iter().enumerate().flat_map(|(port, tables)| tables.iter().map(move |t| (port, t)))
        {
            let Some(tables) = self.tables.get(&table.node) else {
                // Downstream of a table with unknown columns, nothing is known and nothing is wrong.
                return SchemaResult { tables: None, problem: None, warnings: Vec::new(), has_no_records: false, used };
            };
            let frame = tables[table.port].clone();
            arriving.push(Arriving { port, from: self.nodes[&table.node].name.clone(), frame });
        }
        memory.lowered += 1;
        let cx = Lower::new(self.reach, self.parameters, Purpose::Schema).of_source(source);
        let schema_result = match lower(node, &cx, arriving) {
            Ok(lowered) => SchemaResult {
                tables: lowered.frames.map(|frames| frames.iter().map(Frame::emptied).collect()),
                problem: None,
                warnings: lowered.warnings,
                has_no_records: cx.has_no_records(),
                used,
            },
            Err(problem) => {
                let has_no_records = cx.has_no_records();
                SchemaResult { tables: None, problem: Some(problem), warnings: Vec::new(), has_no_records, used }
            }
        };
        if schema_result.problem.as_ref().is_some_and(|problem| problem.cause == Cause::Stopped) {
            // Nothing was found out.
            return schema_result;
        }
        memory.schema_results.insert(key, schema_result.clone());
        schema_result
    }
}
