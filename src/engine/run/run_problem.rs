//! Problems of a run, and how they end it.

use crate::base::Problem;
use crate::document::NodeId;
use crate::engine::api::snapshot::Snapshot;

/// A problem of a node, or of the project as a whole.
pub(crate) type RunProblem = (Option<NodeId>, Problem);

/// Why a run ends early.
pub(crate) enum End {
    Cancelled,
    /// The last one made the run fail; the others are further errors of the attempt.
    Failed(Vec<RunProblem>),
}

impl End {
    pub fn failed(problem: RunProblem) -> End {
        End::Failed(vec![problem])
    }

    /// The first problem.
    pub fn first(self) -> RunProblem {
        match self {
            End::Failed(problems) => problems.into_iter().next(),
            End::Cancelled => None,
        }
        .unwrap_or_else(|| (None, Problem::stopped()))
    }
}

/// For events, which name nodes.
pub(crate) fn named(snapshot: &Snapshot, problem: &RunProblem) -> (Option<String>, Problem) {
    let name = problem.0.and_then(|id| snapshot.document.node(id)).map(|node| node.name.clone());
    (name, problem.1.clone())
}
