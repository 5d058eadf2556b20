//! The engine's process may end at any moment, and work may be stopped because it takes too much memory. The last tables
//! stay, one line says what happened, and everything but what ended it is requested again.

use crate::base::Problem;
use crate::document::NodeId;
use crate::engine::{Ended, Lane, Request};

use super::{App, Work};

impl App {
    /// Work has ended without a result.
    pub(super) fn work_ended(&mut self, ended: Ended) {
        let Ended { problem, node, lanes, is_new } = ended;
        let name = node.and_then(|node| self.document().node(node)).map(|node| node.name.clone());
        // What was requested beside the previews is not tried again: it may have been the reason.
        for lane in &lanes {
            match lane {
                Lane::Find => self.stop_work(Work::Find),
                Lane::Compare => self.stop_work(Work::Compare),
                Lane::Text => self.project.copying = None,
                _ => {}
            }
        }
        if is_new || lanes.contains(&Lane::CellStatistics) {
            self.select_cells(None);
        }
        if is_new && !self.is_resting() {
            self.project.formula_values.forget_asked();
            self.resume();
        }
        if !is_new && lanes.contains(&Lane::Preview) {
            self.project.results.stopped = true;
        }
        self.refuse(problem.text_at(name.as_deref()));
    }

    /// Shows what happened to the outputs of crashed runs; the message stays until the next one.
    pub(super) fn recovered(&mut self, problems: &[Problem]) {
        let words: Vec<String> = problems.iter().map(|problem| problem.text().to_string()).collect();
        self.refuse(words.join(". "));
    }

    /// Computes a node again that was excluded from computation.
    pub(super) fn try_again(&mut self, node: NodeId) {
        self.send(Request::TryAgain(node));
        self.resume();
    }
}
