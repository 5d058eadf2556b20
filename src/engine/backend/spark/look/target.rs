//! What a look is at: a node's table as a program.

use super::refused::Refused;
use super::request::{Look, NodeLook};
use crate::base::{Cancellation, Problem};
use crate::connect::ChildFolder;
use crate::document::NodeId;
use crate::engine::api::cluster::Cluster;
use crate::engine::api::event::NodeProblem;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::backend::spark::ship::{Shipping, packed};
use crate::engine::backend::spark::translate::{path_root, program_arguments};
use crate::engine::plan::parameters::parameters;
use crate::engine::plan::planned::Plan;
use crate::engine::plan::planner::Planner;
use crate::engine::plan::required::require;
use crate::engine::spark::program::{Program, ProgramNode, program};
use crate::nodes::{Lower, Purpose, catalog_source};

/// A table of a node, and the program that computes it.
pub(super) struct Wanted<'a> {
    pub output: OutputRef,
    snapshot: &'a Snapshot,
    plan: Plan,
    program: Program,
}

impl<'a> Wanted<'a> {
    pub fn of(snapshot: &'a Snapshot, output: OutputRef, cancel: &Cancellation) -> Result<Wanted<'a>, NodeProblem> {
        let reach = snapshot.reach().cancelled_by(cancel);
        let stopped = || NodeProblem { node: output.node, problem: Problem::stopped() };
        let plan = Planner::default().plan_unless(snapshot, &reach).ok_or_else(stopped)?;
        require(snapshot, &plan, output)?;
        let output = read_by(&plan, output);
        let mut nodes = plan.upstream(output.node);
        nodes.push(output.node);
        let program = program(snapshot, &plan, &nodes, &[output], "look");
        let gap = |gaps: Vec<(NodeId, Problem)>| match gaps.into_iter().next() {
            Some((node, problem)) => NodeProblem { node, problem },
            None => stopped(),
        };
        let program = program.map_err(gap)?;
        Ok(Wanted { output, snapshot, plan, program })
    }

    /// The node of a function of the program.
    pub fn node(&self, function: &str) -> Option<NodeId> {
        self.program.nodes.iter().find(|node| node.function == function).map(|node| node.node)
    }

    /// Equal for equal tables, as far as this machine knows.
    fn key(&self, node: &ProgramNode) -> String {
        format!("{}{:?}", self.plan.nodes[&node.node].key, node.ports)
    }

    pub fn request(
        &self,
        cluster: &Cluster,
        folder: &ChildFolder,
        rows: usize,
        cancel: &Cancellation,
    ) -> Result<Look, Refused> {
        let lost = || Refused::from(Problem::error(say!("spark-after-run")).remedy(say!("spark-run-here")));
        let node = self.program.nodes.iter().find(|node| node.node == self.output.node).ok_or_else(lost)?;
        let index = node.ports.iter().position(|port| *port == self.output.port).ok_or_else(lost)?;
        let shipping = Shipping { plan: &self.plan, cluster, folder, cancel };
        let parcels = packed(&shipping, &self.program.shipped).map_err(|end| {
            let (node, problem) = end.first();
            Refused { node, ..Refused::from(problem) }
        })?;
        Ok(Look::Node(Box::new(NodeLook {
            program: self.program.text.clone(),
            arguments: program_arguments(&self.program, self.snapshot, &path_root(self.snapshot, cluster), &parcels),
            parcels,
            functions: self.program.nodes.iter().map(|node| (node.function.clone(), self.key(node))).collect(),
            function: node.function.clone(),
            index,
            rows,
        })))
    }
}

/// The output itself; for that of a sink, the table that arrives there.
fn read_by(plan: &Plan, output: OutputRef) -> OutputRef {
    let planned = &plan.nodes[&output.node];
    let arriving = planned.inputs.iter().flatten().next();
    arriving.copied().filter(|_| planned.node.is_sink()).unwrap_or(output)
}

/// The name in SQL of the table of the catalog that a node reads.
pub(super) fn catalog_name(snapshot: &Snapshot, node: NodeId) -> Result<String, Problem> {
    let kind = snapshot.kind(node).unwrap_or_else(|| Err(Problem::error(say!("node-no-table"))))?;
    let (parameters, ..) = parameters(snapshot);
    let reach = snapshot.reach();
    catalog_source(&kind, &Lower::new(&reach, &parameters, Purpose::Schema))
        .unwrap_or_else(|| Err(Problem::error(say!("catalog-not-read")).remedy(say!("catalog-not-read-remedy"))))
}
