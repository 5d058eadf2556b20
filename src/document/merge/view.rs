//! A version indexed by keys common to all three: a node's key is its name in the base.

use std::collections::{BTreeMap, BTreeSet};

use super::super::difference::renamed_nodes;
use super::super::elements::{Node, NodeId, PortRef, Position};
use super::super::model::Document;

/// The end of a wire: key of the node, and port.
pub(super) type End = (String, String);

/// One version.
pub(super) struct View<'a> {
    /// By key.
    pub nodes: BTreeMap<String, (NodeId, &'a Node)>,
    /// For each node and input port, the sources of its tables, in order.
    pub wires: BTreeMap<End, Vec<End>>,
    pub dots: BTreeMap<String, Vec<(String, Position, Vec<End>)>>,
}

impl<'a> View<'a> {
    pub fn new(base: &Document, document: &'a Document) -> View<'a> {
        let renamed: BTreeMap<&str, &str> =
            renamed_nodes(base, document).into_iter().map(|(old, new)| (new, old)).collect();
        let key = |node: &Node| renamed.get(node.name.as_str()).map_or_else(|| node.name.clone(), |old| (*old).into());
        let keys: BTreeMap<NodeId, String> = document.nodes().map(|(id, node)| (id, key(node))).collect();
        let end = |end: &PortRef| (keys[&end.node].clone(), end.port.clone());
        let mut wires: BTreeMap<End, Vec<End>> = BTreeMap::new();
        for wire in document.wires() {
            wires.entry(end(&wire.to)).or_default().push(end(&wire.from));
        }
        let mut dots: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (node, dot) in document.dots() {
            let to = dot.to.iter().map(end).collect();
            dots.entry(keys[&node].clone()).or_default().push((dot.port.clone(), dot.at, to));
        }
        let nodes = document.nodes().map(|(id, node)| (keys[&id].clone(), (id, node))).collect();
        View { nodes, wires, dots }
    }

    pub fn node(&self, key: &str) -> Option<&'a Node> {
        self.nodes.get(key).map(|(_, node)| *node)
    }

    pub fn arriving(&self, end: &End) -> &[End] {
        self.wires.get(end).map_or(&[], Vec::as_slice)
    }

    /// Whether a table of the node has a consumer that it did not have in the base.
    pub fn uses_anew(&self, base: &View, key: &str) -> bool {
        self.wires.iter().any(|(to, from)| from.iter().any(|end| end.0 == key && !base.arriving(to).contains(end)))
    }

    /// Whether the node equals that of the base, regardless of its position.
    pub fn is_untouched(&self, base: &View, key: &str) -> bool {
        let Some((old, new)) = base.node(key).zip(self.node(key)) else { return false };
        let same = (&old.name, &old.kind, old.version, &old.settings, old.activity, old.running, &old.mark.comment)
            == (&new.name, &new.kind, new.version, &new.settings, new.activity, new.running, &new.mark.comment);
        let arriving = |view: &View| -> Vec<(String, Vec<End>)> {
            let into = view.wires.iter().filter(|(to, _)| to.0 == key);
            into.map(|(to, from)| (to.1.clone(), from.clone())).collect()
        };
        // A wire removed because its source node is gone is not a change of this node.
        let before = arriving(base);
        let after = arriving(self);
        let is_known = |port: &String, end: &End| before.iter().any(|(old, from)| old == port && from.contains(end));
        same && after.iter().all(|(port, from)| from.iter().all(|end| is_known(port, end)))
    }
}

/// The three versions.
pub(super) struct Views<'a> {
    pub base: View<'a>,
    pub mine: View<'a>,
    pub theirs: View<'a>,
}

impl Views<'_> {
    pub fn keys(&self) -> BTreeSet<&String> {
        [&self.base, &self.mine, &self.theirs].into_iter().flat_map(|view| view.nodes.keys()).collect()
    }
}
