//! What Spark cannot do of a project that is going to run there, told while it is being built.

use std::sync::Arc;

use super::program::program;
use crate::base::{Problem, Severity};
use crate::engine::api::snapshot::Snapshot;
use crate::engine::plan::planned::Plan;

/// Adds the gaps to the problems of their nodes, as warnings that name Spark: on this machine the nodes work.
pub(in crate::engine) fn warn_of_gaps(snapshot: &Snapshot, plan: &mut Plan) {
    let Err(gaps) = program(snapshot, plan, &plan.order, &[], "") else { return };
    let info = Arc::make_mut(&mut plan.info);
    for (id, gap) in gaps {
        let Some(node) = info.nodes.get_mut(&id) else { continue };
        let message = say!("gap-on-spark", problem = gap.message);
        node.problems.push(Problem { severity: Severity::Warning, message, ..gap });
    }
}
