//! Files that a run would write twice, or write although it reads them, and the project itself.

use std::collections::BTreeMap;
use std::path::Path;

use super::run_problem::RunProblem;
use super::sink::Sink;
use crate::base::Problem;
use crate::connect::{Address, file_number, real_path};
use crate::document::NodeId;
use crate::engine::plan::planned::Plan;

/// The sinks whose files are also written by other sinks in the list, or read by the `nodes`, however the paths are
/// written.
pub(crate) fn collisions(plan: &Plan, nodes: &[NodeId], sinks: &[Sink]) -> Vec<RunProblem> {
    let mut run_problems = Vec::new();
    let name = |id: NodeId| plan.nodes.get(&id).map_or("?", |planned| planned.name.as_str());
    let readers = readers(plan, nodes);
    let numbers: BTreeMap<(u64, u64), NodeId> =
        readers.iter().filter_map(|(of, id)| Some((number(of)?, *id))).collect();
    let mut writers: BTreeMap<Address, NodeId> = BTreeMap::new();
    let mut folded: BTreeMap<String, NodeId> = BTreeMap::new();
    for sink in sinks {
        let address = sink.target.address();
        let path = address.real();
        let place = address.to_string();
        // Another name of the same file is found by its number.
        let reader = readers.get(&path).or_else(|| numbers.get(&number(&path)?));
        if let Some(reader) = reader {
            let problem = Problem::error(say!("run-reads-what-it-writes", path = place.as_str(), name = name(*reader)));
            run_problems.push((Some(sink.node), problem.remedy(say!("run-write-elsewhere")).at(sink.target.setting())));
        }
        let other = folded.insert(without_case(&path), sink.node);
        if let Some(other) = writers.insert(path, sink.node) {
            let problem = Problem::error(say!("run-written-twice", name = name(other), path = place.as_str()));
            run_problems.push((Some(sink.node), problem.remedy(say!("write-own-file")).at(sink.target.setting())));
        } else if let Some(other) = other {
            let problem = Problem::warning(say!("run-differs-by-case", name = name(other), path = place.as_str()));
            run_problems.push((Some(sink.node), problem.remedy(say!("write-own-file")).at(sink.target.setting())));
        }
    }
    run_problems
}

/// The sinks that would replace the project's own file.
pub(crate) fn replaced_project(sinks: &[Sink], project: Option<&Path>) -> Vec<RunProblem> {
    let Some(project) = project.filter(|project| project.is_file()) else { return Vec::new() };
    let is_project = |sink: &&Sink| {
        let address = sink.target.address().real();
        address.file() == Some(&real_path(project))
            || number(&address).is_some_and(|of| Some(of) == file_number(project))
    };
    let problem = |sink: &Sink| {
        let problem = Problem::error(say!("run-writes-project", path = sink.target.address().to_string()));
        (Some(sink.node), problem.remedy(say!("run-write-elsewhere")).at(sink.target.setting()))
    };
    sinks.iter().filter(is_project).map(problem).collect()
}

fn number(address: &Address) -> Option<(u64, u64)> {
    address.file().and_then(file_number)
}

/// The files that nodes read, and one of the nodes that read each.
fn readers(plan: &Plan, nodes: &[NodeId]) -> BTreeMap<Address, NodeId> {
    let mut readers = BTreeMap::new();
    for id in nodes {
        let reads = plan.nodes.get(id).map_or(&[][..], |planned| &planned.ingredients.reads);
        readers.extend(reads.iter().map(|marked| (marked.address.real(), *id)));
    }
    readers
}

/// Normalises addresses that are equal where the system ignores case.
fn without_case(address: &Address) -> String {
    address.to_string().to_lowercase()
}
