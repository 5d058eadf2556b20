//! How a run handles nodes that fail: it tries again, continues without them, or ends.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::run_problem::RunProblem;
use super::selection::downstream;
use crate::document::{Document, NodeId, OnFailure};

/// The attempts of one run. Each attempt is one plan for all outputs that are left.
pub(super) struct Attempts<'a> {
    document: &'a Document,
    retried: BTreeMap<NodeId, u32>,
    /// Nodes that have failed permanently, and what depends on them.
    left_out: BTreeSet<NodeId>,
}

/// What follows from the errors of an attempt.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// These failures may be temporary: another attempt after a delay.
    Again {
        retries: Vec<Retry>,
        wait: Duration,
    },
    /// Another attempt without these and what depends on them.
    Without(BTreeSet<NodeId>),
    End,
}

/// The next retry of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Retry {
    pub node: NodeId,
    /// Counted from 1.
    pub number: u32,
    pub of: u32,
}

impl<'a> Attempts<'a> {
    pub fn new(document: &'a Document) -> Self {
        Attempts { document, retried: BTreeMap::new(), left_out: BTreeSet::new() }
    }

    pub fn left_out(&self) -> &BTreeSet<NodeId> {
        &self.left_out
    }

    /// Decides about the errors among `run_problems`, for a run that was to compute `requested`.
    pub fn answer(&mut self, run_problems: &[RunProblem], requested: &[NodeId]) -> Answer {
        let mut again = BTreeSet::new();
        let mut without = BTreeSet::new();
        for (node, problem) in run_problems.iter().filter(|(_, problem)| problem.is_error()) {
            let Some((id, found)) = node.and_then(|id| Some((id, self.document.node(id)?))) else {
                return Answer::End;
            };
            let retried = self.retried.get(&id).copied().unwrap_or(0);
            if problem.cause.is_transient() && retried < found.running.retries {
                again.insert(id);
            } else if found.running.on_failure == OnFailure::Skip {
                without.insert(id);
            } else {
                return Answer::End;
            }
        }
        if !without.is_empty() {
            let lost: BTreeSet<NodeId> = without.iter().flat_map(|id| downstream(self.document, *id)).collect();
            if requested.iter().all(|id| lost.contains(id)) {
                return Answer::End;
            }
            self.left_out.extend(lost);
            return Answer::Without(without);
        }
        let mut wait = 0;
        let retry = |node: NodeId| {
            let running = self.document.node(node)?.running;
            let number = self.retried.entry(node).or_default();
            *number += 1;
            wait = wait.max(running.wait(*number));
            Some(Retry { node, number: *number, of: running.retries })
        };
        let retries: Vec<Retry> = again.into_iter().filter_map(retry).collect();
        if retries.is_empty() { Answer::End } else { Answer::Again { retries, wait: Duration::from_millis(wait) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Problem;
    use crate::nodes::document_from;

    /// Two branches: `a` to `left`, `b` to `right`; `a` has a policy.
    fn document(running: &str) -> Document {
        let text = format!(
            r#"(format: 1, nodes: {{
                "a": (kind: "read_csv", running: {running}), "left": (kind: "write_csv"),
                "b": (kind: "read_csv"), "right": (kind: "write_csv"),
            }}, wires: [(from: "a", to: "left"), (from: "b", to: "right")])"#
        );
        document_from(&text).unwrap().document
    }

    /// The answers to consecutive failures, in words: node and whether its failure may be temporary.
    fn answers(running: &str, failures: &[(&str, bool)]) -> Vec<String> {
        let document = document(running);
        let id = |name: &str| document.find(name);
        let requested = [id("left").unwrap(), id("right").unwrap()];
        let mut attempts = Attempts::new(&document);
        let words = |(name, heals): &(&str, bool)| {
            let problem = Problem::error("broken");
            let problem = if *heals { problem.transient() } else { problem };
            let left: Vec<NodeId> = requested.iter().copied().filter(|id| !attempts.left_out().contains(id)).collect();
            match attempts.answer(&[(id(name), problem)], &left) {
                Answer::Again { retries, wait } => format!("{} of {} in {wait:?}", retries[0].number, retries[0].of),
                Answer::Without(nodes) => format!("without {}", nodes.len()),
                Answer::End => "end".into(),
            }
        };
        failures.iter().map(words).collect()
    }

    #[test]
    fn policies_decide_what_follows_a_failure() {
        let a = |heals| ("a", heals);
        for (running, failures, expected) in [
            ("()", &[a(true)][..], &["end"][..]),
            ("(retries: 2)", &[a(true); 3], &["1 of 2 in 1s", "2 of 2 in 2s", "end"]),
            ("(retries: 2)", &[a(false)], &["end"]),
            ("(retries: 1, delay: 0.1, on_failure: Skip)", &[a(true); 2], &["1 of 1 in 100ms", "without 1"]),
            ("(on_failure: Skip)", &[a(false), ("b", false)], &["without 1", "end"]),
            ("(on_failure: Skip)", &[("b", true)], &["end"]),
            ("(retries: 9, on_failure: Skip)", &[("nowhere", true)], &["end"]),
        ] {
            assert_eq!(answers(running, failures), expected, "{running} {failures:?}");
        }
    }

    #[test]
    fn where_nothing_would_be_left_the_run_fails() {
        let document = document("(on_failure: Skip)");
        let mut attempts = Attempts::new(&document);
        let problem = (document.find("a"), Problem::error("broken"));
        assert_eq!(attempts.answer(&[problem], &[document.find("left").unwrap()]), Answer::End);
        assert!(attempts.left_out().is_empty());
    }
}
