//! Which node a failed run failed at. An error of the engine does not say: the nodes are computed again one by one.

use polars::prelude::*;

use super::choice::{Choice, End};
use super::tap::Flow;
use super::work::{Lowered, drained};
use crate::base::Problem;
use crate::document::NodeId;
use crate::engine::guard::guarded;
use crate::engine::plan::Plan;
use crate::nodes::{Frame, problem_of};

/// The node at which `problem` arises: the first one that fails in the same words, else the first that fails at all.
///
/// A node may fail for a column that the run never needed; hence the words.
pub(super) fn blame(plan: &Plan, choice: &Choice, lowered: &Lowered, flow: &Flow, problem: Problem) -> End {
    let mut first = None;
    for id in &choice.nodes {
        for frame in &lowered.frames[id] {
            let Err(found) = compute(frame, flow) else { continue };
            if flow.is_stopped() {
                return End::Cancelled;
            }
            if found.message == problem.message {
                return End::failed((Some(*id), found));
            }
            first.get_or_insert((Some(*id), found));
        }
    }
    // What has healed meanwhile was most likely a source's.
    let is_source = |id: &&NodeId| problem.transient && plan.nodes[*id].inputs.iter().all(Vec::is_empty);
    let source = choice.nodes.iter().find(is_source).copied();
    End::failed(first.unwrap_or((source, problem)))
}

fn compute(frame: &Frame, flow: &Flow) -> Result<(), Problem> {
    let run = || drained(frame, flow)?.collect_with_engine(Engine::Streaming).map(drop);
    guarded(run)?.map_err(|error| problem_of(&error))
}
