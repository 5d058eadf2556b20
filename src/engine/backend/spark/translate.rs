//! From an attempt to a job, and from the functions of its program back to nodes.

use std::path::Path;

use super::job::{Job, Step};
use super::ship::Parcel;
use crate::base::Problem;
use crate::connect::{Address, ChildFolder};
use crate::document::{NodeId, Seconds};
use crate::engine::api::cluster::Cluster;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::backend::Attempt;
use crate::engine::run::run_problem::RunProblem;
use crate::engine::spark::program::{Program, ProgramNode, program};

/// The file of the program.
pub(super) const PROGRAM: &str = "program.py";

/// The program of an attempt.
pub(super) struct Translation {
    pub program: Program,
    /// Where relative paths begin, as a URL.
    root: String,
}

impl Translation {
    /// Fails with what Spark cannot do.
    pub fn of(attempt: &Attempt<'_>, cluster: &Cluster) -> Result<Translation, Vec<RunProblem>> {
        let (plan, choice) = (&attempt.plan, &attempt.choice);
        let tables = |node: NodeId| (0..plan.nodes[&node].node.tables()).map(move |port| OutputRef { node, port });
        let wanted: Vec<OutputRef> = choice.dry.iter().copied().flat_map(tables).collect();
        let program = program(attempt.snapshot, plan, &choice.nodes, &wanted, &title(attempt)).map_err(|gaps| {
            gaps.into_iter().map(|(node, problem)| (Some(node), problem)).collect::<Vec<RunProblem>>()
        })?;
        Ok(Translation { program, root: path_root(attempt.snapshot, cluster) })
    }

    /// What the run's options and the nodes ask for that Spark does not do.
    pub fn left_out(&self, attempt: &Attempt<'_>) -> Vec<RunProblem> {
        let mut found = Vec::new();
        if attempt.keep.is_some() {
            found.push((None, Problem::warning(say!("spark-keeps-no-versions"))));
        }
        if attempt.options.memory.is_some() {
            found.push((None, Problem::warning(say!("spark-has-own-memory"))));
        }
        let limited = |id: &NodeId| {
            attempt.snapshot.document.node(*id).is_some_and(|node| node.running.limit != Seconds::default())
        };
        let limits = attempt.choice.nodes.iter().copied().filter(limited);
        found.extend(limits.map(|id| (Some(id), Problem::warning(say!("spark-no-time-limit")))));
        found
    }

    pub fn job(&self, attempt: &Attempt<'_>, cluster: &Cluster, folder: &ChildFolder, parcels: Vec<Parcel>) -> Job {
        let arguments = program_arguments(&self.program, attempt.snapshot, &self.root, &parcels);
        let step = |node: &ProgramNode| Step {
            function: node.function.clone(),
            counted: node.counted.clone(),
            writes: node.writes,
            target: node.target.as_ref().map(|target| self.url(target)),
        };
        let is_dry = |node: &&ProgramNode| attempt.choice.dry.contains(&node.node);
        Job {
            program: Some(folder.path().join(PROGRAM)),
            arguments,
            parcels,
            nodes: self.program.nodes.iter().map(step).collect(),
            dry: self.program.nodes.iter().filter(is_dry).map(|node| node.function.clone()).collect(),
            ..Job::on(cluster, &title(attempt))
        }
    }

    pub fn node(&self, function: &str) -> Option<NodeId> {
        self.find(function).map(|node| node.node)
    }

    /// The output that the table number `index` of a function is.
    pub fn output(&self, function: &str, index: usize) -> Option<OutputRef> {
        let node = self.find(function)?;
        Some(OutputRef { node: node.node, port: node.ports.get(index).copied().unwrap_or_default() })
    }

    /// The sink of a function, and what it writes.
    pub fn target(&self, attempt: &Attempt<'_>, function: &str) -> Option<(NodeId, Address)> {
        let node = self.find(function)?;
        let sink = attempt.choice.sinks.iter().find(|sink| sink.node == node.node)?;
        let url = node.target.as_ref().map(|target| self.url(target)).filter(|url| !url.starts_with("file:"));
        let address = url.map_or_else(|| sink.target.address(), Address::Url);
        Some((node.node, address))
    }

    fn find(&self, function: &str) -> Option<&ProgramNode> {
        self.program.nodes.iter().find(|node| node.function == function)
    }

    /// A path of the program, where the cluster has it.
    fn url(&self, path: &str) -> String {
        match path {
            path if path.contains("://") => path.to_owned(),
            path if Path::new(path).is_absolute() => format!("file://{path}"),
            path => format!("{}/{path}", self.root),
        }
    }
}

/// Where relative paths of a project begin, as a URL.
pub(super) fn path_root(snapshot: &Snapshot, cluster: &Cluster) -> String {
    let base = || format!("file://{}", crate::connect::real_path(&snapshot.base).display());
    cluster.path_root.clone().map_or_else(base, |root| root.trim_end_matches('/').to_owned())
}

/// The command line of a program: values of the parameters that it has, and the addresses of what was sent.
pub(super) fn program_arguments(program: &Program, snapshot: &Snapshot, root: &str, parcels: &[Parcel]) -> Vec<String> {
    let known = snapshot.overrides.iter().filter(|(name, _)| program.parameters.contains(name));
    let values = known.map(|(name, value)| format!("--{name}={value}"));
    let parcels = parcels.iter().map(|parcel| format!("{}={}", parcel.argument, parcel.to));
    ["--path-root".to_owned(), root.to_owned()].into_iter().chain(values).chain(parcels).collect()
}

/// How the cluster's pages name the run.
fn title(attempt: &Attempt<'_>) -> String {
    let file = attempt.options.project.as_ref().or(attempt.snapshot.file.as_ref());
    let name = file.and_then(|file| file.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "tablewire".to_owned())
}
