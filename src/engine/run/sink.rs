//! What a run writes.

use std::sync::Arc;

use crate::base::Problem;
use crate::connect::Target;
use crate::document::NodeId;
use crate::engine::control::panics::guarded;
use crate::engine::plan::planned::{Plan, Planned};
use crate::nodes::{Lower, Purpose};

/// A node that writes, and where.
pub(crate) struct Sink {
    pub node: NodeId,
    pub target: Arc<dyn Target>,
}

/// Where a node writes; `None` for a node that does not write.
pub(crate) fn target(plan: &Plan, planned: &Planned) -> Result<Option<Arc<dyn Target>>, Problem> {
    let cx = Lower::new(&plan.reach, &plan.parameters, Purpose::Data);
    let target = guarded(|| planned.node.target(&cx))??;
    let unseen = planned.blank.first().filter(|blank| !blank.is_empty());
    Ok(target.map(|target| unseen.and_then(|unseen| target.with_unseen(unseen)).unwrap_or(target)))
}
