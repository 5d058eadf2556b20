//! The document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::annotations::{Annotation, AnnotationId, Dot};
use super::elements::{ConnectionDefault, LooseWire, Node, NodeId, Parameter, Wire};

/// A whole project in memory. Changed only by [`Document::apply`].
///
/// Its serde form keeps the ids and is used for the autosave journal; the project's file is written by
/// [`super::write()`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub(super) nodes: BTreeMap<NodeId, Node>,
    /// In the order in which an input that takes many tables receives them.
    pub(super) wires: Vec<Wire>,
    pub(super) parameters: BTreeMap<String, Parameter>,
    #[serde(default)]
    pub(super) connections: BTreeMap<String, ConnectionDefault>,
    pub(super) loose: Vec<LooseWire>,
    #[serde(default, alias = "things")]
    pub(super) annotations: BTreeMap<AnnotationId, Annotation>,
    /// By the node to whose outputs they belong.
    #[serde(default)]
    pub(super) dots: BTreeMap<NodeId, Vec<Dot>>,
    pub(super) next_id: u64,
}

impl Document {
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> + ExactSizeIterator {
        self.nodes.iter().map(|(id, node)| (*id, node))
    }

    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(&id)
    }

    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.nodes.iter().find(|(_, node)| node.name == name).map(|(id, _)| *id)
    }

    pub fn wires(&self) -> &[Wire] {
        &self.wires
    }

    pub fn loose_wires(&self) -> &[LooseWire] {
        &self.loose
    }

    pub fn parameters(&self) -> &BTreeMap<String, Parameter> {
        &self.parameters
    }

    /// What the names of connections stand for, where the machine defines nothing else.
    pub fn connections(&self) -> &BTreeMap<String, ConnectionDefault> {
        &self.connections
    }

    pub fn is_empty(&self) -> bool {
        let has_settings = !self.parameters.is_empty() || !self.connections.is_empty();
        self.nodes.is_empty() && !has_settings && self.loose.is_empty() && self.annotations.is_empty()
    }

    /// The id for the next new node, frame, note or dot.
    pub fn fresh_id(&self) -> NodeId {
        NodeId(self.next_id)
    }

    /// `preferred` or a numbered variant that no node has.
    pub fn fresh_name(&self, preferred: &str) -> String {
        let preferred = crate::base::name::slug(preferred);
        let taken: std::collections::HashSet<&str> = self.nodes.values().map(|n| n.name.as_str()).collect();
        crate::base::name::unique(&preferred, |name| taken.contains(name))
    }

    /// Wires that end at `node`, in input order.
    pub fn wires_into(&self, node: NodeId) -> impl Iterator<Item = &Wire> {
        self.wires.iter().filter(move |w| w.to.node == node)
    }

    pub fn wires_out_of(&self, node: NodeId) -> impl Iterator<Item = &Wire> {
        self.wires.iter().filter(move |w| w.from.node == node)
    }

    /// Whether a wire from `from` to `to` would create a cycle.
    pub fn would_cycle(&self, from: NodeId, to: NodeId) -> bool {
        let mut seen = std::collections::HashSet::new();
        let mut open = vec![to];
        while let Some(node) = open.pop() {
            if node == from {
                return true;
            }
            if seen.insert(node) {
                open.extend(self.wires_out_of(node).map(|w| w.to.node));
            }
        }
        false
    }
}
