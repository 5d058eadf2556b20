//! Files that are written while a run reads them.

use std::collections::BTreeSet;
use std::sync::mpsc::SyncSender;

use super::update::Update;
use crate::base::{Cause, Problem, Severity};
use crate::connect::{Address, lost_pages};
use crate::document::NodeId;
use crate::engine::plan::planned::Plan;
use crate::engine::run::choice::Choice;
use crate::engine::run::run_problem::{End, RunProblem};

/// The inputs of one attempt.
#[derive(Clone, Copy)]
pub(super) struct Inputs {
    /// The pages that had been lost before it.
    lost: u64,
}

impl Inputs {
    /// The attempt begins.
    pub fn now() -> Inputs {
        Inputs { lost: lost_pages() }
    }

    /// The reason to stop: pages of a file are gone, and zeros were read in their place.
    pub fn cut_short(&self, plan: &Plan, choice: &Choice) -> Option<RunProblem> {
        (lost_pages() != self.lost).then(|| match changed(plan, choice).next() {
            Some((node, address)) => (Some(node), has_changed(address)),
            None => {
                let problem = Problem::error(say!("file-cut-short")).remedy(say!("run-when-at-rest"));
                (None, problem.transient())
            }
        })
    }

    /// A failure, with a warning for each file that has changed. At a node that reads one it may not occur again.
    pub fn explained(&self, plan: &Plan, choice: &Choice, end: End, updates: &SyncSender<Update>) -> End {
        let End::Failed(mut problems) = end else { return end };
        if let Some(problem) = self.cut_short(plan, choice) {
            return End::failed(problem);
        }
        for (node, address) in changed(plan, choice) {
            let warning = Problem { severity: Severity::Warning, ..has_changed(address) };
            // The listener may be gone: then nobody needs the event.
            let _ = updates.send(Update::RunProblem((Some(node), warning)));
            for (_, problem) in problems.iter_mut().filter(|(at, _)| *at == Some(node)) {
                problem.cause = Cause::TransientSource;
            }
        }
        End::Failed(problems)
    }

    /// Before the outputs are replaced: they may hold parts of both states. Nodes that are tried `again` fail with it,
    /// others warn.
    ///
    /// # Errors
    /// If zeros were read in the place of what is gone, or a node is tried again.
    pub fn check(
        &self,
        plan: &Plan,
        choice: &Choice,
        again: &BTreeSet<NodeId>,
        updates: &SyncSender<Update>,
    ) -> Result<(), End> {
        if let Some(problem) = self.cut_short(plan, choice) {
            return Err(End::failed(problem));
        }
        for (node, address) in changed(plan, choice) {
            let message = say!("run-input-changed", path = address.to_string());
            let problem = Problem::error(message).remedy(say!("run-when-at-rest")).transient();
            if again.contains(&node) {
                return Err(End::failed((Some(node), problem)));
            }
            // The listener may be gone: then nobody needs the event.
            let _ = updates.send(Update::RunProblem((Some(node), Problem { severity: Severity::Warning, ..problem })));
        }
        Ok(())
    }
}

fn changed<'a>(plan: &'a Plan, choice: &Choice) -> impl Iterator<Item = (NodeId, &'a Address)> {
    choice.nodes.iter().flat_map(|node| {
        let reads = plan.nodes[node].ingredients.reads.iter().filter(|marked| marked.has_changed());
        reads.map(|marked| (*node, &marked.address))
    })
}

/// The problem of a file whose change has ended the work.
fn has_changed(address: &Address) -> Problem {
    Problem::error(say!("input-changed", path = address.to_string())).remedy(say!("run-when-at-rest")).transient()
}
