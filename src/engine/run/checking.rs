//! What a check finds: the problems of planning, and what a backend knows before it runs.

use std::collections::BTreeMap;

use crate::base::Problem;
use crate::connect::Address;
use crate::document::NodeId;
use crate::engine::api::request::CheckData;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::backend::Backend;
use crate::engine::backend::local::Local;
use crate::engine::plan::planner::Planner;
use crate::engine::run::collisions::replaced_project;
use crate::engine::run::sink::{Sink, target};

/// Every problem that can be detected before a run, including what reading small sources shows.
pub fn check(snapshot: &Snapshot) -> Vec<(Option<NodeId>, Problem)> {
    check_data(snapshot, CheckData::Small)
}

/// Where a run of the whole project would write, as far as its settings show.
pub fn outputs(snapshot: &Snapshot) -> Vec<Address> {
    Planner::default().targets(snapshot).iter().map(|target| target.address()).collect()
}

/// Every problem that can be detected before a run: those without a node first, then by node name, most severe first.
pub fn check_data(snapshot: &Snapshot, data: CheckData) -> Vec<(Option<NodeId>, Problem)> {
    check_on(&Local, snapshot, data)
}

/// The same with another backend.
fn check_on(backend: &dyn Backend, snapshot: &Snapshot, data: CheckData) -> Vec<(Option<NodeId>, Problem)> {
    let plan = Planner::default().plan(snapshot);
    let mut problems: BTreeMap<NodeId, Vec<Problem>> =
        plan.info.nodes.iter().map(|(id, node)| (*id, node.problems.clone())).collect();
    let mut add = |id: NodeId, problem: Problem| {
        let known = problems.entry(id).or_default();
        if !known.contains(&problem) {
            known.push(problem);
        }
    };
    let sinks = plan.order.iter().filter_map(|id| {
        let target = target(&plan, &plan.nodes[id]).ok().flatten()?;
        Some(Sink { node: *id, target })
    });
    for (id, problem) in replaced_project(&sinks.collect::<Vec<_>>(), snapshot.file.as_deref()) {
        id.into_iter().for_each(|id| add(id, problem.clone()));
    }
    backend.check(snapshot, &plan, data).into_iter().for_each(|(id, problem)| add(id, problem));
    let name = |id: &NodeId| snapshot.document.node(*id).map_or("", |node| node.name.as_str());
    let mut nodes: Vec<_> = problems.into_iter().collect();
    nodes.sort_by_key(|(id, _)| name(id));
    let mut found: Vec<(Option<NodeId>, Problem)> =
        plan.info.problems.iter().map(|problem| (None, problem.clone())).collect();
    for (id, mut problems) in nodes {
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        found.extend(problems.into_iter().map(|problem| (Some(id), problem)));
    }
    found
}
