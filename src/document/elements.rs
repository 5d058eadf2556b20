//! What a document consists of: nodes, wires, parameters, and positions on the canvas.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::mark::Mark;
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

/// What a named connection is where neither the environment nor a file of connections defines it: the driver and its parts, such
/// as `{"driver": "sqlite", "path": "shop.sqlite"}`. The project holds no secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConnectionDefault(pub BTreeMap<String, String>);

impl ConnectionDefault {
    /// `driver: sqlite, path: shop.sqlite`.
    pub fn summary(&self) -> String {
        let parts: Vec<String> = self.0.iter().map(|(part, text)| format!("{part}: {text}")).collect();
        parts.join(", ")
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
