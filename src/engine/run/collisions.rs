//! Files that a run would write twice, or write though it reads them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::choice::{RunProblem, Sink};
use crate::base::Problem;
use crate::connect;
use crate::document::NodeId;
use crate::engine::control::panics::guarded;
use crate::engine::plan::planner::Plan;
use crate::nodes::{Lower, Purpose};

/// The sinks whose files other sinks of these write too, or the `nodes` read, by whichever way the paths are written.
pub(in crate::engine) fn collisions(plan: &Plan, nodes: &[NodeId], sinks: &[Sink]) -> Vec<RunProblem> {
    let mut run_problems = Vec::new();
    let name = |id: NodeId| plan.nodes.get(&id).map_or("?", |planned| planned.name.as_str());
    let readers = readers(plan, nodes);
    let mut writers: BTreeMap<PathBuf, NodeId> = BTreeMap::new();
    let mut folded: BTreeMap<String, NodeId> = BTreeMap::new();
    for sink in sinks {
        let path = connect::real_path(&sink.target.path);
        let place = sink.target.path.display();
        if let Some(reader) = readers.get(&path) {
            let problem = Problem::error(say!("run-reads-what-it-writes", path = place, name = name(*reader)));
            run_problems.push((Some(sink.node), problem.remedy(say!("run-write-elsewhere")).at("path")));
        }
        let other = folded.insert(without_case(&path), sink.node);
        if let Some(other) = writers.insert(path, sink.node) {
            let problem = Problem::error(say!("run-written-twice", name = name(other), path = place));
            run_problems.push((Some(sink.node), problem.remedy(say!("write-own-file")).at("path")));
        } else if let Some(other) = other {
            let problem = Problem::warning(say!("run-differs-by-case", name = name(other), path = place));
            run_problems.push((Some(sink.node), problem.remedy(say!("write-own-file")).at("path")));
        }
    }
    run_problems
}

/// The files that nodes read, and one of the nodes that read each.
fn readers(plan: &Plan, nodes: &[NodeId]) -> BTreeMap<PathBuf, NodeId> {
    let mut readers = BTreeMap::new();
    let cx = Lower::new(&plan.reach, &plan.parameters, Purpose::Data);
    for id in nodes {
        let Some(planned) = plan.nodes.get(id) else { continue };
        // What cannot be told here has been a problem of the node before.
        let Ok(Ok(paths)) = guarded(|| planned.node.reads(&cx)) else { continue };
        readers.extend(paths.iter().map(|path| (connect::real_path(path), *id)));
    }
    readers
}

/// Paths that are one where the system takes capitals and small letters for the same.
fn without_case(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}
