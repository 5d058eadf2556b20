//! What is connected to a node's inputs, and what is wrong with its wires.

use std::collections::HashMap;

use super::reading::{Reading, Understood};
use crate::base::{Problem, suggest};
use crate::document::{Document, LooseWire, NodeId, Wire};
use crate::engine::api::output::OutputRef;
use crate::nodes::PortSpec;

/// The tables at each input port of a node, in the order of the wires, and the problems of the wires.
pub(crate) struct Wiring {
    pub inputs: Vec<Vec<OutputRef>>,
    pub problems: Vec<Problem>,
    /// Nodes at the other end of wires whose kind is unknown.
    pub unknown: Vec<NodeId>,
}

pub(crate) fn wiring(
    document: &Document,
    node: &Understood,
    wires: &[&Wire],
    readings: &HashMap<NodeId, Reading>,
) -> Wiring {
    let mut found =
        Wiring { inputs: vec![Vec::new(); node.ports.inputs.len()], problems: Vec::new(), unknown: Vec::new() };
    for wire in wires {
        let name = document.node(wire.from.node).map_or("", |from| from.name.as_str());
        let Some(input) = node.ports.find_input(&wire.to.port) else {
            let problem = match wire.to.port.as_str() {
                "" => Problem::error(say!("wire-no-input", name = name)),
                port => Problem::error(say!("wire-unknown-input", name = name, port = port)),
            };
            found.problems.push(with_ports(problem, &wire.to.port, &node.ports.inputs));
            continue;
        };
        let Some(Ok(from)) = readings.get(&wire.from.node) else {
            found.unknown.push(wire.from.node);
            continue;
        };
        let Some(port) = from.ports.find_output(&wire.from.port) else {
            let problem = match wire.from.port.as_str() {
                "" => Problem::error(say!("wire-no-output", name = name)),
                port => Problem::error(say!("wire-unknown-output", name = name, port = port)),
            };
            found.problems.push(with_ports(problem, &wire.from.port, &from.ports.outputs));
            continue;
        };
        let gives = &from.ports.outputs[port];
        let takes = &node.ports.inputs[input];
        if gives.carries != takes.carries {
            let problem = Problem::error(say!(
                "wire-carries-other",
                name = name,
                gives = gives.carries.text(),
                port = takes.text(),
                takes = takes.carries.text()
            ));
            found.problems.push(problem.remedy(say!("wire-remove")));
            continue;
        }
        found.inputs[input].push(OutputRef { node: wire.from.node, port });
    }
    for (port, tables) in node.ports.inputs.iter().zip(&found.inputs) {
        if !port.many && tables.len() > 1 {
            found.problems.push(
                Problem::error(say!("wire-too-many", count = tables.len(), port = port.text()))
                    .remedy(say!("wire-remove-or-union")),
            );
        }
    }
    found
}

/// The problems of wires in the file that end at a node but start nowhere, or at the node itself: without their tables
/// the result would be different.
pub(crate) fn loose(document: &Document, id: NodeId, loose: &HashMap<&str, Vec<&LooseWire>>) -> Vec<Problem> {
    let name = document.node(id).map_or("", |node| node.name.as_str());
    let wires = loose.get(name).into_iter().flatten();
    wires
        .map(|wire| {
            let origin = node_of(&wire.from);
            if origin == name {
                return Problem::error(say!("node-circle", way = format!("{name} → {name}")))
                    .remedy(say!("wire-remove-this"));
            }
            let others = document.nodes().map(|(_, node)| node.name.as_str()).filter(|other| *other != name);
            // With very many names and wires, finding the nearest names takes minutes.
            let is_quick = document.loose_wires().len().saturating_mul(document.nodes().len()) < QUICK;
            let near = if is_quick { suggest::nearest(origin, others) } else { None };
            let correct = || say!("wire-correct");
            Problem::error(say!("wire-no-node", name = origin))
                .remedy(near.map_or_else(correct, |near| say!("did-you-mean-quoted", name = near)))
        })
        .collect()
}

/// The maximum number of names compared for a suggestion.
const QUICK: usize = 200_000;

/// Wires with an end that names no node, by the node at which they end.
pub(crate) fn loose_by_end(document: &Document) -> HashMap<&str, Vec<&LooseWire>> {
    let mut loose: HashMap<&str, Vec<&LooseWire>> = HashMap::new();
    for wire in document.loose_wires() {
        loose.entry(node_of(&wire.to)).or_default().push(wire);
    }
    loose
}

fn node_of(end: &str) -> &str {
    end.split('.').next().unwrap_or_default()
}

fn with_ports(problem: Problem, port: &str, ports: &[PortSpec]) -> Problem {
    match suggest::remedy(port, ports.iter().map(|port| &*port.name)) {
        Some(remedy) if !port.is_empty() => problem.remedy(remedy),
        _ => problem.remedy(say!("wire-remove")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::engine::plan::reading::Readings;
    use crate::nodes::{Carrier, document_from};

    #[test]
    fn a_wire_joins_only_ports_that_carry_the_same() {
        let text = r#"(format: 1, nodes: {
            "a": (kind: "table"),
            "b": (kind: "limit"),
        }, wires: [(from: "a", to: "b")])"#;
        let document = document_from(text).expect("a project").document;
        let mut readings = Readings::default();
        let mut understood: HashMap<NodeId, Reading> =
            document.nodes().map(|(id, node)| (id, readings.read(node))).collect();
        let a = document.find("a").expect("a");
        let b = document.find("b").expect("b");
        let wires: Vec<&Wire> = document.wires_into(b).collect();
        let limit = understood[&b].clone().expect("a limit");
        let found = wiring(&document, &limit, &wires, &understood);
        assert_eq!((found.inputs, found.problems), (vec![vec![OutputRef { node: a, port: 0 }]], vec![]));
        drop(readings);
        let table = understood.get_mut(&a).and_then(|table| Arc::get_mut(table.as_mut().ok()?)).expect("a table");
        table.ports.outputs[0].carries = Carrier::Models;
        let found = wiring(&document, &limit, &wires, &understood);
        assert_eq!(found.inputs, [vec![]]);
        let problems: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, ["\"a\" produces models, but \"in\" accepts tables. Remove the wire"]);
    }
}
