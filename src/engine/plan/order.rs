//! The order of computing, and cycles, which have none.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use crate::document::{Document, NodeId, Wire};

/// A document's nodes, ordered so that each comes after all of its inputs.
pub(crate) struct Order {
    /// Every node that does not depend on itself, nor on a node that does.
    pub sorted: Vec<NodeId>,
    /// The nodes that depend on themselves, each with a shortest cycle back to itself (itself first, not repeated
    /// last).
    pub cycles: BTreeMap<NodeId, Vec<NodeId>>,
    /// The nodes downstream of a cycle, upstream first where an order exists.
    pub behind: Vec<NodeId>,
}

/// Wires by the node at which they end, in the document's order.
pub(crate) fn wires_by_end(document: &Document) -> HashMap<NodeId, Vec<&Wire>> {
    let mut into: HashMap<NodeId, Vec<&Wire>> = HashMap::new();
    for wire in document.wires() {
        into.entry(wire.to.node).or_default().push(wire);
    }
    into
}

pub(crate) fn order(document: &Document) -> Order {
    let mut onward: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    let mut missing: BTreeMap<NodeId, usize> = document.nodes().map(|(id, _)| (id, 0)).collect();
    for wire in document.wires() {
        onward.entry(wire.from.node).or_default().push(wire.to.node);
        *missing.entry(wire.to.node).or_default() += 1;
    }
    let mut sorted = Vec::with_capacity(missing.len());
    let mut ready: BTreeSet<NodeId> = missing.iter().filter(|(_, n)| **n == 0).map(|(id, _)| *id).collect();
    while let Some(node) = ready.pop_first() {
        sorted.push(node);
        missing.remove(&node);
        for next in onward.get(&node).into_iter().flatten() {
            if let Some(count) = missing.get_mut(next) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(*next);
                }
            }
        }
    }
    let left: HashSet<NodeId> = missing.keys().copied().collect();
    let cycles: BTreeMap<NodeId, Vec<NodeId>> =
        missing.keys().filter_map(|id| Some((*id, cycle_from(*id, &onward, &left)?))).collect();
    let mut behind = Vec::new();
    let mut seen: HashSet<NodeId> = cycles.keys().copied().collect();
    let mut open: VecDeque<NodeId> = cycles.keys().copied().collect();
    while let Some(node) = open.pop_front() {
        for next in onward.get(&node).into_iter().flatten() {
            if seen.insert(*next) {
                behind.push(*next);
                open.push_back(*next);
            }
        }
    }
    Order { sorted, cycles, behind }
}

/// A shortest path from `start` back to itself along wires between nodes of `within`.
fn cycle_from(start: NodeId, onward: &HashMap<NodeId, Vec<NodeId>>, within: &HashSet<NodeId>) -> Option<Vec<NodeId>> {
    let mut came_from: HashMap<NodeId, NodeId> = HashMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(node) = open.pop_front() {
        for next in onward.get(&node).into_iter().flatten().filter(|next| within.contains(next)) {
            if *next == start {
                let mut way = vec![node];
                while let Some(previous) = came_from.get(way.last().expect("starts with one")) {
                    way.push(*previous);
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(next) {
                came_from.insert(*next, node);
                open.push_back(*next);
            }
        }
    }
    None
}
