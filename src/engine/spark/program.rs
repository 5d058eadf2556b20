//! A planned project as a program, or what prevents it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::naming::{Names, port_name};
use crate::base::text::find_in;
use crate::base::{Language, Problem};
use crate::document::{Document, NodeId};
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::panics::guarded;
use crate::engine::plan::planned::{Plan, Planned};
use crate::engine::plan::planner::Planner;
use crate::nodes::{Lower, Purpose, SparkArrival, SparkGap, SparkInputs, ToSpark, schema_of};
use crate::spark::{Argument, Function, Rows, Sql};

/// A program, and what runs it needs to know.
#[derive(Debug)]
pub struct Program {
    pub text: String,
    pub nodes: Vec<ProgramNode>,
    pub shipped: Vec<Shipped>,
    /// The parameters of the project that it has as options.
    pub parameters: Vec<String>,
}

/// A node of a program.
#[derive(Debug)]
pub struct ProgramNode {
    pub node: NodeId,
    pub function: String,
    /// The outputs that the function returns, in this order. Several are a tuple.
    pub ports: Vec<usize>,
    /// For each of them, whether its rows may be counted: not those of a source, whose conditions reach the files.
    pub counted: Vec<bool>,
    /// Whether it is a sink.
    pub writes: bool,
    /// The file that a sink writes, with the values of parameters: relative to the root of paths, or absolute. `None`
    /// for a table of the catalog.
    pub target: Option<String>,
}

/// A table that is computed here, and the option of the program that names its Parquet, such as `--shipped-prices`.
#[derive(Debug)]
pub struct Shipped {
    pub output: OutputRef,
    pub argument: String,
}

/// The names of options that a program has itself.
const OPTIONS: [&str; 3] = ["path_root", "folders", "help"];

/// The project as a program in PySpark. Fails with all problems that prevent it.
pub fn export(snapshot: &Snapshot, title: &str) -> Result<Program, Vec<(Option<NodeId>, Problem)>> {
    let plan = Planner::default().plan(snapshot);
    let mut problems: Vec<(Option<NodeId>, Problem)> =
        plan.info.problems.iter().map(|problem| (None, problem.clone())).collect();
    for (id, node) in &plan.info.nodes {
        let own = node.problems.iter().filter(|problem| problem.severity != crate::base::Severity::Warning);
        problems.extend(own.map(|problem| (Some(*id), problem.clone())));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let program = program(snapshot, &plan, &plan.order, &[], title);
    program.map_err(|gaps| gaps.into_iter().map(|(id, problem)| (Some(id), problem)).collect())
}

/// What Spark cannot do of a project.
pub fn gaps(snapshot: &Snapshot) -> Vec<(NodeId, Problem)> {
    let plan = Planner::default().plan(snapshot);
    program(snapshot, &plan, &plan.order, &[], "").err().unwrap_or_default()
}

/// The nodes, which are those of a run in the order of the plan, as a program. `wanted` are outputs that are returned
/// though nothing in the program reads them. Fails with the gaps.
pub(in crate::engine) fn program(
    snapshot: &Snapshot,
    plan: &Plan,
    nodes: &[NodeId],
    wanted: &[OutputRef],
    title: &str,
) -> Result<Program, Vec<(NodeId, Problem)>> {
    let mut used: BTreeMap<NodeId, BTreeSet<usize>> = BTreeMap::new();
    for input in nodes.iter().flat_map(|id| plan.nodes[id].inputs.iter().flatten()).chain(wanted) {
        used.entry(input.node).or_default().insert(input.port);
    }
    let mut writer = Writer {
        document: &snapshot.document,
        plan,
        names: Names::new(plan, nodes),
        rows: HashMap::new(),
        fixed: BTreeSet::new(),
        functions: Vec::new(),
        nodes: Vec::new(),
        shipped: Vec::new(),
    };
    let mut gaps = Vec::new();
    for id in nodes {
        let is_ready = plan.nodes[id].inputs.iter().flatten().all(|input| writer.rows.contains_key(&input.node));
        if !is_ready {
            continue;
        }
        let ports = used.get(id).map_or_else(|| vec![0], |ports| ports.iter().copied().collect());
        if let Err(SparkGap(problem)) = writer.node(*id, ports) {
            gaps.push((*id, problem));
        }
    }
    let arguments = writer.arguments(nodes, &mut gaps);
    if !gaps.is_empty() {
        return Err(gaps);
    }
    let Writer { functions, nodes, shipped, .. } = writer;
    let parameters = arguments.iter().map(|argument| argument.name.clone()).collect();
    let text = crate::spark::Program { title, arguments, functions }.text();
    Ok(Program { text, nodes, shipped, parameters })
}

/// A program that is being written.
struct Writer<'a> {
    document: &'a Document,
    plan: &'a Plan,
    names: Names,
    /// The tables of the nodes so far.
    rows: HashMap<NodeId, Vec<Rows>>,
    fixed: BTreeSet<String>,
    functions: Vec<Function>,
    nodes: Vec<ProgramNode>,
    shipped: Vec<Shipped>,
}

impl Writer<'_> {
    fn node(&mut self, id: NodeId, ports: Vec<usize>) -> Result<(), SparkGap> {
        let planned = &self.plan.nodes[&id];
        let arguments = self.names.arguments(planned);
        let mut inputs = SparkInputs::new(&planned.node.ports);
        let mut given = Vec::new();
        let mut names = arguments.iter();
        for (port, tables) in planned.inputs.iter().enumerate() {
            for table in tables {
                let name = names.next().cloned().unwrap_or_default();
                given.push((name.clone(), self.names.variable(self.plan, *table)));
                let frame = self.plan.tables.get(&table.node).and_then(|frames| frames.get(table.port)).cloned();
                let frame = frame.ok_or_else(|| SparkGap::new(say!("spark-after-run"), say!("spark-run-here")))?;
                let rows = Rows::input(&name, &self.rows[&table.node][table.port]);
                inputs.push(port, SparkArrival { from: self.plan.nodes[&table.node].name.clone(), frame, rows });
            }
        }
        let tables = self.tables(planned, id, &inputs)?;
        let function = self.names.function(id);
        let writes = tables.first().is_some_and(Rows::is_output);
        let counted = ports.iter().map(|port| !tables[*port].is_source()).collect();
        for port in ports.iter().filter(|port| tables[**port].is_shipped()) {
            let argument = shipped_argument(&function, *port);
            self.shipped.push(Shipped { output: OutputRef { node: id, port: *port }, argument });
        }
        let returned = ports.iter().map(|port| {
            let output = OutputRef { node: id, port: *port };
            let name = port_name(planned, *port).unwrap_or_default();
            (name, self.names.variable(self.plan, output), *port, tables[*port].clone())
        });
        let about = self.about(id, planned);
        self.functions.push(Function { name: function.clone(), about, inputs: given, tables: returned.collect() });
        let target = writes.then(|| self.target(planned)).flatten();
        self.nodes.push(ProgramNode { node: id, function, ports, counted, writes, target });
        self.rows.insert(id, tables);
        Ok(())
    }

    /// The tables of a node, whose columns are those that they have here.
    fn tables(&mut self, planned: &Planned, id: NodeId, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        if planned.node.bypassed {
            let first = inputs.one()?.rows.clone();
            let none = first.filter(Sql::written("false"));
            return Ok(std::iter::once(first).chain(std::iter::repeat(none)).take(planned.node.tables()).collect());
        }
        let outputs = self.plan.tables.get(&id).map_or(&[][..], Vec::as_slice);
        let lower = Lower::new(&self.plan.reach, &self.plan.parameters, Purpose::Schema);
        let lower = lower.of_source(planned.source.clone());
        let cx = ToSpark::new(&lower, outputs);
        let tables = guarded(|| planned.node.kind.spark(&cx, inputs))??;
        self.fixed.extend(cx.into_fixed());
        for (rows, frame) in tables.iter().zip(outputs).filter(|(rows, _)| !rows.is_output()) {
            let here = schema_of(frame.schema())?;
            if here != *rows.schema() {
                let problem = Problem::error(say!("spark-other-columns")).remedy(say!("defect-report"));
                return Err(problem.because(crate::base::Cause::Internal).into());
            }
        }
        Ok(tables)
    }

    /// What a node does: its comment, or its kind and its settings in short.
    fn about(&self, id: NodeId, planned: &Planned) -> String {
        let comment = self.document.node(id).map_or("", |node| node.mark.comment.trim());
        if !comment.is_empty() {
            return comment.to_owned();
        }
        let kind = planned.node.kind.meta().id;
        let title = find_in(Language::English, &format!("kind-{kind}")).unwrap_or(kind);
        let summary = planned.node.kind.summary().in_language(Language::English);
        if summary.is_empty() { title.to_owned() } else { format!("{title}: {summary}") }
    }

    fn target(&self, planned: &Planned) -> Option<String> {
        let lower = Lower::new(&self.plan.reach, &self.plan.parameters, Purpose::Schema);
        let target = planned.node.target(&lower).ok().flatten()?;
        let address = target.address();
        let path = address.file()?;
        Some(path.strip_prefix(&self.plan.reach.base).unwrap_or(path).display().to_string())
    }

    /// The parameters that the program's nodes use.
    fn arguments(&self, nodes: &[NodeId], gaps: &mut Vec<(NodeId, Problem)>) -> Vec<Argument> {
        let mut users: BTreeMap<&str, NodeId> = BTreeMap::new();
        for id in nodes {
            for name in &self.plan.nodes[id].node.uses {
                users.entry(name).or_insert(*id);
            }
        }
        let mut arguments = Vec::new();
        for (name, user) in users {
            let Some(value) = self.plan.parameters.get(name) else { continue };
            if OPTIONS.contains(&name) || name.starts_with("shipped_") {
                let problem = Problem::error(say!("spark-reserved-parameter", name = name));
                gaps.push((user, problem.remedy(say!("spark-rename-parameter"))));
            }
            let is_fixed = self.fixed.contains(name);
            arguments.push(Argument { name: name.to_owned(), value: value.clone(), is_fixed });
        }
        arguments
    }
}

/// The option for a shipped table.
fn shipped_argument(function: &str, port: usize) -> String {
    if port == 0 { format!("--shipped-{function}") } else { format!("--shipped-{function}_{port}") }
}
