//! The part of a project to run.

use std::collections::BTreeSet;

use crate::base::Text;
use crate::document::{Document, NodeId};
use crate::engine::RunOptions;

/// The direction of a run from the requested nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// To these nodes: each is computed on all the data, sinks are written.
    To,
    /// From these nodes: the sinks that they feed.
    From,
    /// Only these nodes, as a unit: sinks among them are written, other end nodes computed.
    Only,
}

/// The part of a project to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunScope {
    pub kind: ScopeKind,
    pub nodes: BTreeSet<NodeId>,
}

impl RunScope {
    pub(super) fn options(&self, document: &Document) -> RunOptions {
        let names = self.nodes.iter().filter_map(|id| Some(document.node(*id)?.name.clone())).collect();
        match self.kind {
            ScopeKind::To => RunOptions { to: names, ..RunOptions::default() },
            ScopeKind::From => RunOptions { from: names, ..RunOptions::default() },
            ScopeKind::Only => RunOptions { only: names, ..RunOptions::default() },
        }
    }

    /// A description of the scope: "Run to late".
    pub(super) fn words(&self, document: &Document) -> Text {
        let mut nodes = self.nodes.iter().filter_map(|id| document.node(*id));
        let what = match (nodes.next(), nodes.next()) {
            (Some(node), None) => Text::from(node.name.clone()),
            _ => say!("count-nodes", count = self.nodes.len()),
        };
        match self.kind {
            ScopeKind::To => say!("run-to", what = what),
            ScopeKind::From => say!("run-from", what = what),
            ScopeKind::Only => say!("run-only", what = what),
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
        let scope = |kind, names: &[&str]| RunScope {
            kind,
            nodes: names.iter().map(|name| document.find(name).unwrap()).collect(),
        };
        assert_eq!(scope(ScopeKind::From, &["late", "all"]).words(&document).to_string(), "Run from 2 nodes");
        assert_eq!(scope(ScopeKind::Only, &["all"]).words(&document).to_string(), "Run only all");
        let to = scope(ScopeKind::To, &["late"]);
        let options = to.options(&document);
        assert_eq!((options.to.as_slice(), options.from.len()), (&["late".to_owned()][..], 0));
    }
}
