//! Nodes that have no table because of another node.

use crate::base::{Cause, Problem};
use crate::document::NodeId;
use crate::engine::api::snapshot::Snapshot;

/// The low-priority problem of a node whose input has no table.
pub(crate) fn waits_for(id: NodeId, name: &str) -> Problem {
    Problem::incomplete(say!("waits-for", name = name)).because(Cause::Waiting).raised_by(Some(id))
}

/// Why a node is not computed that is disabled or depends on a disabled node.
pub(crate) fn is_disabled(snapshot: &Snapshot, inactive_because: NodeId) -> Problem {
    let name = snapshot.document.node(inactive_because).map_or("?", |node| node.name.as_str());
    Problem::incomplete(say!("node-disabled", name = name)).remedy(say!("node-enable"))
}

/// Whether a problem only says that another node has a problem.
pub fn is_waiting(problem: &Problem) -> bool {
    problem.cause == Cause::Waiting
}
