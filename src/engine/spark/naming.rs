//! The names in a program: of functions, variables and arguments.

use std::collections::HashMap;

use crate::document::NodeId;
use crate::engine::api::output::OutputRef;
use crate::engine::plan::planned::{Plan, Planned};
use crate::spark::{function_name, identifier};

/// The names of the nodes' functions.
pub(super) struct Names {
    functions: HashMap<NodeId, String>,
}

impl Names {
    pub fn new(plan: &Plan, nodes: &[NodeId]) -> Names {
        let mut taken: Vec<String> = Vec::new();
        let mut functions = HashMap::new();
        for id in nodes {
            let name = function_name(&plan.nodes[id].name, &taken);
            taken.push(name.clone());
            functions.insert(*id, name);
        }
        Names { functions }
    }

    pub fn function(&self, id: NodeId) -> String {
        self.functions.get(&id).cloned().unwrap_or_default()
    }

    /// The variable of the table in `main`.
    pub fn variable(&self, plan: &Plan, output: OutputRef) -> String {
        let function = self.function(output.node);
        match port_name(&plan.nodes[&output.node], output.port) {
            Some(port) if output.port > 0 => format!("{function}_{}_df", identifier(&port)),
            _ => format!("{function}_df"),
        }
    }

    /// The arguments of a node's function, one for each table that arrives: where ports have one table each, the names
    /// of the ports; otherwise the names of the nodes that they come from.
    pub fn arguments(&self, planned: &Planned) -> Vec<String> {
        let ports = &planned.node.ports.inputs;
        let mut names: Vec<String> = Vec::new();
        for (port, tables) in ports.iter().zip(&planned.inputs) {
            for table in tables {
                let name = if ports.len() > 1 { identifier(&port.name) } else { self.function(table.node) };
                let mut free = name.clone();
                let mut number = 2;
                while names.contains(&free) || ["spark", "args"].contains(&free.as_str()) {
                    free = format!("{name}_{number}");
                    number += 1;
                }
                names.push(free);
            }
        }
        names
    }
}

/// The name of an output; `None` for the table of a sink.
pub(super) fn port_name(planned: &Planned, port: usize) -> Option<String> {
    planned.node.ports.outputs.get(port).map(|port| port.name.to_string())
}
