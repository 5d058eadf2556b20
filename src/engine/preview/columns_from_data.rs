//! The columns of tables that depend on data, determined without a window: a pivot's new columns are values of its
//! rows.

use std::collections::HashSet;
use std::sync::Arc;

use super::shared::Shared;
use crate::document::NodeId;
use crate::engine::api::event::PlanInfo;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::plan::planned::Plan;

/// Like [`crate::engine::planned`], but if the columns of one of `nodes` depend on data, the data is examined as for a
/// preview. What cannot be computed stays unknown.
pub fn planned_by_data(snapshot: &Snapshot, nodes: &HashSet<NodeId>) -> Arc<PlanInfo> {
    let shared = Shared::new();
    loop {
        let plan = locked(&shared.planner).plan(snapshot);
        let unknown: Vec<NodeId> =
            plan.order.iter().copied().filter(|id| nodes.contains(id) && waits(&plan, *id)).collect();
        if unknown.is_empty() || !examine(&shared, &plan, &unknown) {
            return plan.info;
        }
    }
}

/// Whether a node can be computed but its columns are unknown.
fn waits(plan: &Plan, id: NodeId) -> bool {
    plan.info.nodes.get(&id).is_some_and(|node| node.outputs.iter().any(Option::is_none))
}

/// Examines the data of these nodes; returns whether that has found something new.
fn examine(shared: &Shared, plan: &Plan, nodes: &[NodeId]) -> bool {
    let stop = Stop::default();
    let mut build = Build::new(plan, Some(&shared.cache), &stop);
    for id in nodes {
        // What fails is reported where its table is requested.
        let _ = build.frame(OutputRef::first(*id));
    }
    let mut planner = locked(&shared.planner);
    let mut has_news = false;
    for finding in &build.findings {
        has_news |= planner.learn(finding.key, finding.frames.as_deref(), &finding.warnings);
    }
    has_news
}
