//! Where runs are executed. What backends have in common is outside of them, in `run` and `history`: which nodes take
//! part, attempts, events, the history.

pub(super) mod child;
pub(super) mod local;
pub(super) mod spark;

use crate::base::{Cancellation, Problem};
use crate::connect::Keep;
use crate::document::NodeId;
use crate::engine::api::event::Written;
use crate::engine::api::request::{CheckData, RunOptions};
use crate::engine::api::snapshot::Snapshot;
use crate::engine::plan::planned::Plan;
use crate::engine::run::choice::Choice;
use crate::engine::run::reporter::Reporter;
use crate::engine::run::run_problem::End;

/// Executes the plans of projects.
pub(crate) trait Backend {
    /// Problems that the backend knows before a run, in addition to those of planning.
    fn check(&self, snapshot: &Snapshot, plan: &Plan, data: CheckData) -> Vec<(NodeId, Problem)>;

    /// Makes one attempt and reports what happens. All its outputs are replaced, or none. Returns shortly after
    /// cancellation.
    fn run(&self, attempt: Attempt<'_>, reporter: &mut Reporter<'_>) -> Result<Vec<Written>, End>;
}

/// What a backend executes in one attempt.
pub(crate) struct Attempt<'a> {
    pub snapshot: &'a Snapshot,
    pub options: &'a RunOptions,
    pub plan: Plan,
    pub choice: Choice,
    /// How versions of the outputs are kept.
    pub keep: Option<Keep>,
    pub cancel: &'a Cancellation,
}
