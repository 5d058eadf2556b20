//! Where nodes go that nobody has placed by hand: never onto others.

use std::collections::BTreeMap;

use super::{App, Connect};
use crate::document::{PortRef, Position};
use crate::engine::OutputRef;

/// Grid steps from a node to the one that is placed after it, and to the one below.
pub(super) const STEP: (i32, i32) = (18, 8);
/// Nearer than this, two nodes overlap.
const ROOM: (i32, i32) = (13, 6);

impl App {
    /// Where a node that is added without a place goes, and what it is connected to: behind the selected one.
    pub fn after_selected(&self) -> (Position, Connect) {
        match self.selected_node() {
            Some(node) => {
                let port = self.view.shown.filter(|shown| shown.node == node).map_or(0, |shown| shown.port);
                self.after(OutputRef { node, port })
            }
            None => (self.view.pointer.unwrap_or_default(), Connect::Not),
        }
    }

    /// The place behind a node, and the connection to this output of it; behind a sink, to the output that feeds it.
    pub(super) fn after(&self, output: OutputRef) -> (Position, Connect) {
        let Some(node) = self.document().node(output.node) else { return Default::default() };
        let outputs = self.faces.get(output.node).map_or(&[][..], |face| &face.ports.outputs);
        let connect = match outputs.get(output.port) {
            None => {
                let wire = self.document().wires().iter().find(|wire| wire.to.node == output.node);
                let connect = wire.map_or(Connect::Not, |wire| Connect::From(wire.from.clone()));
                return (node.position.offset(0, STEP.1), connect);
            }
            Some(_) if output.port == 0 => Connect::From(PortRef::first(output.node)),
            Some(spec) => Connect::From(PortRef::new(output.node, spec.name)),
        };
        (node.position.offset(STEP.0, 0), connect)
    }

    /// `at`, or the next place below where no node stands.
    pub(super) fn free_place(&self, at: Position) -> Position {
        let (dx, dy) = self.free_shift(&[at], (0, 0));
        at.offset(dx, dy)
    }

    /// The shift by which nodes at `places` come to stand on no other: `wanted`, or further down.
    pub(super) fn free_shift(&self, places: &[Position], wanted: (i32, i32)) -> (i32, i32) {
        let mut taken: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
        for (_, node) in self.document().nodes() {
            taken.entry(node.position.y).or_default().push(node.position.x);
        }
        let is_free = |at: &Position| {
            let rows = taken.range(at.y.saturating_sub(ROOM.1 - 1)..=at.y.saturating_add(ROOM.1 - 1));
            !rows.into_iter().any(|(_, row)| row.iter().any(|x| x.abs_diff(at.x) < ROOM.0 as u32))
        };
        let (dx, mut dy) = wanted;
        // At the end of the world, where nothing can be further down, they overlap.
        for _ in 0..=self.document().nodes().len() {
            if places.iter().all(|place| is_free(&place.offset(dx, dy))) {
                break;
            }
            dy = dy.saturating_add(STEP.1);
        }
        (dx, dy)
    }
}
