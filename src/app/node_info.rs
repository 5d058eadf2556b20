//! The catalogue's information about each node of the document, cached between frames: kind, category, ports.

use std::collections::HashMap;

use crate::base::{Problem, Text};
use crate::document::{Document, Node, NodeId, PortRef, Settings};
use crate::nodes::{Category, Kind, Meta, Ports, Role};

/// The catalogue's information about one node.
#[derive(Clone, Debug)]
pub struct NodeInfo {
    /// `None` for an unknown kind.
    meta: Option<&'static Meta>,
    /// `None` for an unknown kind.
    pub category: Option<Category>,
    pub ports: Ports,
    /// A one-line description of what the node does; empty if its settings are not sufficient yet.
    pub summary: Text,
    /// Why the settings cannot be read.
    pub problem: Option<Problem>,
    made_from: (String, u32, Settings),
}

impl NodeInfo {
    fn of(node: &Node, document: &Document, id: NodeId) -> NodeInfo {
        let made_from = (node.kind.clone(), node.version, node.settings.clone());
        match Kind::of(node) {
            Ok(kind) => NodeInfo {
                meta: Some(kind.meta()),
                category: Some(kind.meta().category),
                ports: kind.ports(),
                summary: kind.summary(),
                problem: None,
                made_from,
            },
            Err(problem) => {
                let info = Kind::info(&node.kind);
                NodeInfo {
                    meta: info.map(|i| i.meta),
                    category: info.map(|i| i.meta.category),
                    ports: info.map_or_else(|| ports_of_wires(document, id), |i| (i.ports)()),
                    summary: Text::default(),
                    problem: Some(problem),
                    made_from,
                }
            }
        }
    }

    /// The kind's title, or its id if the kind is unknown.
    pub fn title(&self) -> &str {
        self.meta.map_or(&self.made_from.0, |meta| meta.title())
    }

    /// Whether it writes a table out of the project.
    pub fn is_sink(&self) -> bool {
        self.meta.is_some_and(|meta| meta.role == Role::Sink)
    }

    fn is_current(&self, node: &Node) -> bool {
        let (kind, version, settings) = &self.made_from;
        *settings == node.settings && *kind == node.kind && *version == node.version
    }
}

/// A node of an unknown kind has the ports that its wires need, so that they can be drawn.
fn ports_of_wires(document: &Document, id: NodeId) -> Ports {
    let mut ports = Ports::none();
    if document.wires_into(id).next().is_some() {
        ports = ports.and_input("in");
    }
    if document.wires_out_of(id).next().is_some() {
        ports = ports.output("out");
    }
    ports
}

/// The information about all nodes.
#[derive(Clone, Debug, Default)]
pub struct NodeInfos {
    by_node: HashMap<NodeId, NodeInfo>,
}

impl NodeInfos {
    /// Updates after a change of the document: only nodes whose settings changed are parsed again.
    pub fn update(&mut self, document: &Document) {
        self.by_node.retain(|id, _| document.node(*id).is_some());
        for (id, node) in document.nodes() {
            let known = self.by_node.get(&id).is_some_and(|info| info.category.is_some() && info.is_current(node));
            if !known {
                self.by_node.insert(id, NodeInfo::of(node, document, id));
            }
        }
    }

    pub fn get(&self, id: NodeId) -> Option<&NodeInfo> {
        self.by_node.get(&id)
    }

    /// The index of an output port; an unknown name is drawn at the first port.
    pub fn output_index(&self, port: &PortRef) -> usize {
        self.get(port.node).and_then(|f| f.ports.find_output(&port.port)).unwrap_or(0)
    }

    pub fn input_index(&self, port: &PortRef) -> usize {
        self.get(port.node).and_then(|f| f.ports.find_input(&port.port)).unwrap_or(0)
    }
}
