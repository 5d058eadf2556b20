//! The data model of a document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::annotations::{Annotation, AnnotationId, Dot, Mark};
use super::running::Running;
use super::settings::Settings;
pub use crate::base::NodeId;
use crate::base::Type;

/// The position of a node's top left corner, in steps of the canvas grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    pub x: i32,
    pub y: i32,
}

impl Position {
    pub const fn new(x: i32, y: i32) -> Self {
        Position { x, y }
    }

    /// Moved by `(dx, dy)`, clamped to the limits of the plane.
    pub fn offset(self, dx: i32, dy: i32) -> Self {
        Position::new(self.x.saturating_add(dx), self.y.saturating_add(dy))
    }
}

/// Whether a node takes part in its pipeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Activity {
    #[default]
    Active,
    /// Its first output passes on its first input; further outputs are empty. Nothing is read or written.
    Bypassed,
    /// Neither it nor what depends on it is computed.
    Disabled,
}

/// One node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Unique, lower snake case: see [`crate::base::name`].
    pub name: String,
    /// The kind's id in the catalogue, known or not.
    pub kind: String,
    /// The version of the kind that `settings` were written for.
    pub version: u32,
    pub settings: Settings,
    #[serde(default)]
    pub activity: Activity,
    #[serde(default)]
    pub running: Running,
    pub position: Position,
    /// Whether its table is shown on the canvas.
    pub opened: bool,
    #[serde(default)]
    pub mark: Mark,
}

/// One end of a wire. An empty `port` is the first port of that side.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PortRef {
    pub node: NodeId,
    pub port: String,
}

impl PortRef {
    pub fn new(node: NodeId, port: impl Into<String>) -> Self {
        PortRef { node, port: port.into() }
    }

    pub fn first(node: NodeId) -> Self {
        PortRef::new(node, "")
    }
}

/// A connection from an output to an input.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Wire {
    pub from: PortRef,
    pub to: PortRef,
}

impl Wire {
    pub fn new(from: PortRef, to: PortRef) -> Self {
        Wire { from, to }
    }
}

/// A wire of the file with an end that refers to no node: kept and saved back, reported as a problem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LooseWire {
    pub from: String,
    pub to: String,
}

/// The type as which a parameter's text is parsed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParameterType {
    #[default]
    Text,
    Integer,
    Number,
    Boolean,
    Date,
}

impl ParameterType {
    pub const ALL: [ParameterType; 5] = [
        ParameterType::Text,
        ParameterType::Integer,
        ParameterType::Number,
        ParameterType::Boolean,
        ParameterType::Date,
    ];

    /// Its name in the file and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            ParameterType::Text => "text",
            ParameterType::Integer => "integer",
            ParameterType::Number => "number",
            ParameterType::Boolean => "boolean",
            ParameterType::Date => "date",
        }
    }

    /// The type of its values.
    pub fn data_type(self) -> Type {
        match self {
            ParameterType::Text => Type::Text,
            ParameterType::Integer => Type::Integer,
            ParameterType::Number => Type::Number,
            ParameterType::Boolean => Type::Boolean,
            ParameterType::Date => Type::Date,
        }
    }
}

/// A value that formulas and paths refer to as `${name}`; `--set name=value` replaces its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    #[serde(rename = "type", default)]
    pub kind: ParameterType,
    #[serde(default)]
    pub default: String,
}

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

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.parameters.is_empty() && self.loose.is_empty() && self.annotations.is_empty()
    }

    /// The id for the next new node, frame, note or dot.
    pub fn fresh_id(&self) -> NodeId {
        NodeId(self.next_id)
    }

    /// `wanted` or a numbered variant that no node has.
    pub fn fresh_name(&self, wanted: &str) -> String {
        let wanted = crate::base::name::slug(wanted);
        let taken: std::collections::HashSet<&str> = self.nodes.values().map(|n| n.name.as_str()).collect();
        crate::base::name::unique(&wanted, |name| taken.contains(name))
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
