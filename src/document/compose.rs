//! Composite changes as lists of primitive edits. Each function returns edits to apply as one step, and changes nothing
//! itself.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::Picked;
use super::compose_annotations::paste_annotations;
use super::edit::{Edit, EditError};
use super::elements::{ConnectionDefault, Node, NodeId, Parameter, PortRef, Wire};
use super::model::Document;

/// Connects `wire`. If the input accepts only one table (`many` is false), the existing wire is removed.
pub fn connect(document: &Document, wire: Wire, many: bool) -> Result<Vec<Edit>, EditError> {
    if document.would_cycle(wire.from.node, wire.to.node) {
        return Err(if wire.from.node == wire.to.node { EditError::SelfWire } else { EditError::Cycle });
    }
    if document.wires().contains(&wire) {
        return Err(EditError::WireExists);
    }
    let mut edits = Vec::new();
    let mut index = document.wires().len();
    if !many {
        for (at, old) in document.wires().iter().enumerate().filter(|(_, w)| w.to == wire.to) {
            index = index.min(at);
            edits.push(Edit::RemoveWire { wire: old.clone() });
        }
    }
    edits.push(Edit::AddWire { index, wire });
    Ok(edits)
}

/// Deletes nodes with their wires. With `heal`, the source of a deleted node's first input is connected to the targets
/// of its first output.
pub fn delete(document: &Document, nodes: &BTreeSet<NodeId>, wires: &[Wire], heal: bool) -> Vec<Edit> {
    let touches = |w: &Wire| nodes.contains(&w.from.node) || nodes.contains(&w.to.node) || wires.contains(w);
    let mut edits = Vec::new();
    let mut healed = Vec::new();
    if heal {
        for (index, wire) in document.wires().iter().enumerate() {
            if nodes.contains(&wire.from.node)
                && !nodes.contains(&wire.to.node)
                && let Some(from) = source_through(document, wire, nodes)
            {
                let wire = Wire::new(from, wire.to.clone());
                if !document.wires().contains(&wire) && !healed.iter().any(|(_, w)| *w == wire) {
                    healed.push((index, wire));
                }
            }
        }
    }
    for (index, wire) in document.wires().iter().enumerate().rev().filter(|(_, w)| touches(w)) {
        edits.push(Edit::RemoveWire { wire: wire.clone() });
        if let Some((_, wire)) = healed.iter().find(|(at, _)| *at == index) {
            edits.push(Edit::AddWire { index, wire: wire.clone() });
        }
    }
    edits.extend(nodes.iter().filter(|id| document.node(**id).is_some()).map(|id| Edit::RemoveNode { id: *id }));
    edits
}

/// Follows `wire` upstream through deleted nodes along their first ports to an output that remains.
fn source_through(document: &Document, wire: &Wire, deleted: &BTreeSet<NodeId>) -> Option<PortRef> {
    let mut from = &wire.from;
    for _ in 0..=deleted.len() {
        if !deleted.contains(&from.node) {
            return Some(from.clone());
        }
        if !from.port.is_empty() {
            return None;
        }
        from = &document.wires_into(from.node).find(|w| w.to.port.is_empty())?.from;
    }
    None
}

/// Adds the nodes, inner wires, frames, notes and dots of `part`, moved by `(dx, dy)`, with new ids and names. Returns
/// the edits and the added items.
pub fn paste(document: &Document, part: &Document, dx: i32, dy: i32) -> (Vec<Edit>, Picked) {
    let mut taken: BTreeSet<String> = document.nodes().map(|(_, n)| n.name.clone()).collect();
    let mut ids = BTreeMap::new();
    let mut edits = Vec::new();
    for (old, node) in part.nodes() {
        let id = NodeId(document.fresh_id().0 + ids.len() as u64);
        let name = crate::base::name::unique(&node.name, |name| taken.contains(name));
        taken.insert(name.clone());
        ids.insert(old, id);
        edits.push(Edit::AddNode { id, node: Node { name, position: node.position.offset(dx, dy), ..node.clone() } });
    }
    let at = document.wires().len();
    for (n, wire) in part.wires().iter().enumerate() {
        if let (Some(from), Some(to)) = (ids.get(&wire.from.node), ids.get(&wire.to.node)) {
            let wire = Wire::new(PortRef::new(*from, &wire.from.port), PortRef::new(*to, &wire.to.port));
            edits.push(Edit::AddWire { index: at + n, wire });
        }
    }
    for (name, parameter) in part.parameters() {
        if !document.parameters().contains_key(name) {
            edits.push(Edit::SetParameter { name: name.clone(), to: Some(parameter.clone()) });
        }
    }
    for (name, connection) in part.connections() {
        if !document.connections().contains_key(name) {
            edits.push(Edit::SetConnection { name: name.clone(), to: Some(connection.clone()) });
        }
    }
    let first = document.fresh_id().0 + ids.len() as u64;
    let (more, annotations) = paste_annotations(part, &ids, (dx, dy), first);
    edits.extend(more);
    (edits, Picked { nodes: ids.into_values().collect(), annotations })
}

/// Copies nodes next to the originals; the copies keep the input wires from nodes that were not copied.
pub fn duplicate(document: &Document, picked: &Picked, dx: i32, dy: i32) -> (Vec<Edit>, Picked) {
    let part = document.part(picked);
    let (mut edits, new) = paste(document, &part, dx, dy);
    let ids: BTreeMap<NodeId, NodeId> = part.nodes().map(|(id, _)| id).zip(new.nodes.iter().copied()).collect();
    let mut index = document.wires().len() + part.wires().len();
    for wire in document.wires() {
        if let (Some(to), false) = (ids.get(&wire.to.node), ids.contains_key(&wire.from.node)) {
            let wire = Wire::new(wire.from.clone(), PortRef::new(*to, &wire.to.port));
            edits.push(Edit::AddWire { index, wire });
            index += 1;
        }
    }
    (edits, new)
}

/// Inserts `node`, which has no wires yet, into `wire` by its first ports.
pub fn insert_on_wire(document: &Document, node: NodeId, wire: &Wire) -> Vec<Edit> {
    let Some(index) = document.wires().iter().position(|w| w == wire) else { return Vec::new() };
    vec![
        Edit::RemoveWire { wire: wire.clone() },
        Edit::AddWire { index, wire: Wire::new(wire.from.clone(), PortRef::first(node)) },
        Edit::AddWire { index: index + 1, wire: Wire::new(PortRef::first(node), wire.to.clone()) },
    ]
}

/// Adds, changes, renames or removes a parameter.
pub fn set_parameter(old: Option<&str>, new: Option<(String, Parameter)>) -> Vec<Edit> {
    let mut edits = Vec::new();
    if let Some(old) = old
        && new.as_ref().is_none_or(|(name, _)| name != old)
    {
        edits.push(Edit::SetParameter { name: old.to_owned(), to: None });
    }
    if let Some((name, parameter)) = new {
        edits.push(Edit::SetParameter { name, to: Some(parameter) });
    }
    edits
}

/// Adds, changes, renames or removes the default of a connection.
pub fn set_connection(old: Option<&str>, new: Option<(String, ConnectionDefault)>) -> Vec<Edit> {
    let renamed = old.filter(|old| new.as_ref().is_none_or(|(name, _)| name != old));
    let removal = renamed.map(|old| Edit::SetConnection { name: old.to_owned(), to: None });
    let addition = new.map(|(name, connection)| Edit::SetConnection { name, to: Some(connection) });
    removal.into_iter().chain(addition).collect()
}

impl Document {
    /// A document with only these nodes, frames and notes, the wires between them, and their dots.
    pub fn part(&self, picked: &Picked) -> Document {
        let nodes = &picked.nodes;
        let (annotations, dots) = self.part_of_annotations(picked);
        Document {
            annotations,
            dots,
            nodes: self.nodes.iter().filter(|(id, _)| nodes.contains(id)).map(|(id, n)| (*id, n.clone())).collect(),
            wires: self
                .wires
                .iter()
                .filter(|w| nodes.contains(&w.from.node) && nodes.contains(&w.to.node))
                .cloned()
                .collect(),
            next_id: self.next_id,
            ..Document::default()
        }
    }
}
