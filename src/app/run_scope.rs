//! The part of a project that is run.

use std::collections::BTreeSet;

use crate::base::number::counted;
use crate::document::{Document, NodeId};
use crate::engine::RunOptions;

/// Which way a run goes from the nodes that it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To these nodes: each is computed on all the data, sinks are written.
    To,
    /// From these nodes: the sinks that they feed.
    From,
    /// Only these, as a unit: sinks among them are written, other ends of them computed.
    Only,
}

/// The part of a project that is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunScope {
    pub reach: Reach,
    pub nodes: BTreeSet<NodeId>,
}

impl RunScope {
    pub(super) fn options(&self, document: &Document) -> RunOptions {
        let names = self.nodes.iter().filter_map(|id| Some(document.node(*id)?.name.clone())).collect();
        match self.reach {
            Reach::To => RunOptions { to: names, ..RunOptions::default() },
            Reach::From => RunOptions { from: names, ..RunOptions::default() },
            Reach::Only => RunOptions { only: names, ..RunOptions::default() },
        }
    }

    /// What is run, in words: "Run to late".
    pub(super) fn words(&self, document: &Document) -> String {
        let mut nodes = self.nodes.iter().filter_map(|id| document.node(*id));
        let name = match (nodes.next(), nodes.next()) {
            (Some(node), None) => node.name.clone(),
            _ => counted(self.nodes.len() as u64, "node"),
        };
        match self.reach {
            Reach::To => format!("Run to {name}"),
            Reach::From => format!("Run from {name}"),
            Reach::Only => format!("Run of only {name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::document_from;

    #[test]
    fn the_result_says_what_was_run() {
        let text = r#"(format: 1, nodes: {"late": (kind: "filter", version: 1), "all": (kind: "union", version: 1)})"#;
        let document = document_from(text).unwrap().document;
        let scope = |reach, names: &[&str]| RunScope {
            reach,
            nodes: names.iter().map(|name| document.find(name).unwrap()).collect(),
        };
        assert_eq!(scope(Reach::From, &["late", "all"]).words(&document), "Run from 2 nodes");
        assert_eq!(scope(Reach::Only, &["all"]).words(&document), "Run of only all");
        let to = scope(Reach::To, &["late"]);
        let options = to.options(&document);
        assert_eq!((options.to.as_slice(), options.from.len()), (&["late".to_owned()][..], 0));
    }
}
