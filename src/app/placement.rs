//! Automatic placement of nodes: never on top of others.

use std::collections::BTreeSet;

use super::{App, Connect};
use crate::document::{NodeId, PortRef, Position, Wire};
use crate::engine::OutputRef;
use crate::nodes::Ports;

/// Grid steps from a node to the next one on the right, and to the next one below.
pub(super) const STEP: (i32, i32) = (18, 8);
/// The size of a closed card with a port, in grid steps.
pub(super) const CLOSED: (i32, i32) = (12, 6);
/// Grid steps below a card that its problem line would cover.
pub(super) const PROBLEM_ROWS: i32 = 2;
/// The number of steps down that get past an open card.
const STEPS_PAST_ONE: usize = 4;

impl App {
    /// The position of a node added without one, and its connection: after the selected node.
    pub fn after_selected(&self) -> (Position, Connect) {
        match self.selected_node() {
            Some(node) => {
                let port = self.project.view.shown.filter(|shown| shown.node == node).map_or(0, |shown| shown.port);
                self.after(OutputRef { node, port })
            }
            None if self.project.view.selection.len() > 1 => self.after_all(),
            None => (self.project.view.pointer.unwrap_or_default(), Connect::Not),
        }
    }

    /// The position to the right of all selected nodes, vertically centred, and the connection to all their tables from
    /// top to bottom, except tables used by other selected nodes.
    fn after_all(&self) -> (Position, Connect) {
        let document = self.document();
        let chosen = self.project.view.selection.iter().filter_map(|id| Some((*id, document.node(*id)?)));
        let among = |wire: &&Wire| self.project.view.selection.contains(&wire.to.node);
        let passed_on: BTreeSet<NodeId> = document.wires().iter().filter(among).map(|wire| wire.from.node).collect();
        let mut nodes: Vec<(NodeId, Position)> = chosen
            .filter(|(id, _)| self.project.node_info.get(*id).is_some_and(|info| !info.ports.outputs.is_empty()))
            .filter(|(id, _)| !passed_on.contains(id))
            .map(|(id, node)| (id, node.position))
            .collect();
        nodes.sort_by_key(|(_, place)| (place.y, place.x));
        let (Some((_, top)), Some((_, bottom))) = (nodes.first(), nodes.last()) else {
            return (self.project.view.pointer.unwrap_or_default(), Connect::Not);
        };
        let right = nodes.iter().map(|(id, place)| self.right_of(*id, *place)).max().unwrap_or_default();
        let at = Position::new(right, top.y + (bottom.y - top.y) / 2);
        let tables: Vec<PortRef> = nodes.into_iter().map(|(id, _)| PortRef::first(id)).collect();
        match &tables[..] {
            [only] => (at, Connect::From(only.clone())),
            _ => (at, Connect::FromAll(tables)),
        }
    }

    /// The position after a node, and the connection to this output; for a sink, to the output that feeds it.
    pub(super) fn after(&self, output: OutputRef) -> (Position, Connect) {
        let Some(node) = self.document().node(output.node) else { return Default::default() };
        let outputs = self.project.node_info.get(output.node).map_or(&[][..], |info| &info.ports.outputs);
        let connect = match outputs.get(output.port) {
            None => {
                let wire = self.document().wires().iter().find(|wire| wire.to.node == output.node);
                let connect = wire.map_or(Connect::Not, |wire| Connect::From(wire.from.clone()));
                return (node.position.offset(0, STEP.1), connect);
            }
            Some(_) if output.port == 0 => Connect::From(PortRef::first(output.node)),
            Some(spec) => Connect::From(PortRef::new(output.node, spec.name.clone())),
        };
        (Position::new(self.right_of(output.node, node.position), node.position.y), connect)
    }

    /// The left edge for a node that follows one at `place`: right of its card, which may be open.
    fn right_of(&self, id: NodeId, place: Position) -> i32 {
        place.x.saturating_add(self.size_of(id).0 + STEP.0 - CLOSED.0)
    }

    /// The consumer of the displayed output of the selected node, or of any of its outputs; or, backwards, its source.
    pub fn along_wire(&self, forth: bool) -> Option<NodeId> {
        let node = self.selected_node()?;
        let wires = self.document().wires();
        if !forth {
            return wires.iter().find(|wire| wire.to.node == node).map(|wire| wire.from.node);
        }
        let (_, from) = self.after_selected();
        let is_shown = |wire: &&Wire| matches!(&from, Connect::From(port) if wire.from == *port);
        let found = wires.iter().find(is_shown).or_else(|| wires.iter().find(|wire| wire.from.node == node));
        found.map(|wire| wire.to.node)
    }

    /// `at`, or the next position below that is free.
    pub(super) fn free_place(&self, at: Position) -> Position {
        let (dx, dy) = self.free_shift(&[at], (0, 0));
        at.offset(dx, dy)
    }

    pub(super) fn size_of(&self, id: NodeId) -> (i32, i32) {
        let opened = self.document().node(id).is_some_and(|node| node.opened);
        self.project.node_info.get(id).map_or(CLOSED, |info| card_size(&info.ports, opened))
    }

    /// The shift by which nodes at `places` overlap no others: `shift`, or further down.
    pub(super) fn free_shift(&self, places: &[Position], shift: (i32, i32)) -> (i32, i32) {
        let taken: Vec<(Position, (i32, i32))> =
            self.document().nodes().map(|(id, node)| (node.position, self.size_of(id))).collect();
        let is_free = |at: &Position| {
            !taken.iter().any(|(place, (width, height))| {
                let end = place.offset(width + 1, *height);
                let own_end = at.offset(CLOSED.0 + 1, CLOSED.1);
                at.x < end.x && place.x < own_end.x && at.y < end.y && place.y < own_end.y
            })
        };
        let (dx, mut dy) = shift;
        // At the limit of the plane, where nothing can move further down, they overlap.
        for _ in 0..=taken.len() * STEPS_PAST_ONE {
            if places.iter().all(|place| is_free(&place.offset(dx, dy))) {
                break;
            }
            dy = dy.saturating_add(STEP.1);
        }
        (dx, dy)
    }
}

/// Width and height of a card in grid steps, with room for a problem line below it.
pub fn card_size(ports: &Ports, opened: bool) -> (i32, i32) {
    let lines = ports.inputs.len().max(ports.outputs.len()).max(1) as i32;
    if opened { (15, lines + 16) } else { (CLOSED.0, lines + CLOSED.1 - 1) }
}

/// The number of grid steps covered by a comment below a card of this width.
pub(super) fn comment_rows(comment: &str, width: i32) -> i32 {
    /// Characters per grid step, and the maximum number of displayed lines.
    const LETTERS: usize = 2;
    const ROWS: usize = 4;
    let line_width = usize::try_from(width).unwrap_or(1).max(1) * LETTERS;
    let rows = |line: &str| line.chars().count().div_ceil(line_width).max(1);
    let all: usize = comment.trim_end().lines().map(rows).sum();
    all.min(ROWS) as i32
}
