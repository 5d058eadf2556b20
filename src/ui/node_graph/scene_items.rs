//! The nodes, ports and wires of a scene.

use egui::{Id, Rect};

use crate::document::{Activity, Mark, NodeId, Wire};
use crate::nodes::{Category, PortSpec, Ports};

use super::layout::Side;

/// A port of a node by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Port {
    pub node: NodeId,
    pub side: Side,
    pub index: usize,
}

/// A node as it is drawn.
#[derive(Debug)]
pub struct SceneNode {
    pub id: NodeId,
    pub egui_id: Id,
    pub name: String,
    /// The title of the kind.
    pub kind: String,
    /// What the node does, in one line; empty if its settings are incomplete.
    pub summary: String,
    pub icon: &'static str,
    pub category: Option<Category>,
    pub ports: Ports,
    pub activity: Activity,
    pub opened: bool,
    pub mark: Mark,
    /// The node has inputs but no outputs.
    pub is_sink: bool,
    /// A bit for each connected port, per side.
    pub(super) wired: [u64; 2],
    /// The card at its position in the document; [`super::scene::Scene::card`] adds the drag.
    pub(super) rect: Rect,
}

impl SceneNode {
    /// The second line of the card.
    pub fn subtitle(&self) -> &str {
        if self.summary.is_empty() { &self.kind } else { &self.summary }
    }

    /// Whether a port has a wire.
    pub fn is_wired(&self, side: Side, port: usize) -> bool {
        self.wired[side as usize] & (1 << port.min(63)) != 0
    }

    pub(super) fn set_wired(&mut self, side: Side, port: usize) {
        self.wired[side as usize] |= 1 << port.min(63);
    }
}

/// A wire as it is drawn; nodes are indices into [`super::scene::Scene::nodes`].
#[derive(Debug)]
pub struct SceneWire {
    pub wire: Wire,
    pub from: usize,
    pub from_port: usize,
    pub to: usize,
    pub to_port: usize,
    /// The dots that it passes, by index.
    pub dots: Vec<usize>,
}

/// The ports of one side.
pub fn specs(ports: &Ports, side: Side) -> &[PortSpec] {
    match side {
        Side::Input => &ports.inputs,
        Side::Output => &ports.outputs,
    }
}
