//! Work on previews. A node whose table takes too much memory is set aside, and the others go on.

use std::sync::Arc;

use super::serve::Job;
use crate::base::{Fix, Problem};
use crate::document::NodeId;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::cache::memory_size::{AT_REST, give_back};
use crate::engine::control::locks::locked;
use crate::engine::control::memory_limit::exceeded;
use crate::engine::control::stop::Stop;
use crate::engine::preview::explosion::too_large;
use crate::engine::preview::shared::Shared;
use crate::engine::preview::tables::preview;

pub(super) struct PreviewRequest {
    pub generation: u64,
    pub snapshot: Arc<Snapshot>,
    pub focus: Option<OutputRef>,
}

pub(super) fn work(job: &Job<'_, PreviewRequest>, request: PreviewRequest) {
    let mut stop = job.stop.clone();
    loop {
        preview(job.shared, job.emit, request.generation, &request.snapshot, request.focus, &stop);
        let Some((node, Some(key))) = stop.announced().filter(|_| stop.is_too_large()) else { return };
        give_back(AT_REST);
        let next = job.inbox.again();
        let problem = problem(job.shared, node, next.as_ref().unwrap_or(&stop));
        job.shared.aside.add(node, key, problem);
        match next.filter(|next| !next.is_set()).or_else(|| job.inbox.again()) {
            Some(next) => stop = next,
            None => return,
        }
    }
}

/// Why the node is set aside.
fn problem(shared: &Shared, node: NodeId, stop: &Stop) -> Problem {
    let plan = locked(&shared.latest).clone();
    plan.map_or_else(exceeded, |plan| too_large(shared, &plan, node, stop)).fix(Fix::TryAgain)
}
