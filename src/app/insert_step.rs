//! Inserts steps into the flow: after the displayed table, before its consumers.

use std::collections::BTreeSet;

use super::placement::{CLOSED, STEP};
use super::view::CameraRequest;
use super::{App, Connect, SelectMode};
use crate::document::{Activity, Edit, Node, NodeId, PortRef, Position, Settings, Wire};
use crate::engine::OutputRef;
use crate::nodes::{Kind, Step};

impl App {
    /// Adds a step after an output. In the flow, a node that can also do the step absorbs it; otherwise a separate node
    /// is inserted between the output and its consumers. A `branch` leaves the consumers unchanged, and so does a step
    /// that makes a different table.
    pub(super) fn add_step(&mut self, output: OutputRef, step: Step, branch: bool) {
        self.project.view.dialog = None;
        if branch || step.kind == "group_by" {
            let (at, connect) = self.after(output);
            return self.add_node(step.kind, Some(Settings::canonical(step.settings)), at, connect);
        }
        let Some((from, wires)) = self.consumers_of(output) else {
            let (at, connect) = self.after(output);
            return self.add_node(step.kind, Some(Settings::canonical(step.settings)), at, connect);
        };
        match self.absorbing_edit(&from, &wires, &step) {
            Some(edit) => {
                // A step that changes nothing is not added.
                let is_new = !matches!(&edit, Edit::Configure { id, settings, .. }
                    if self.document().node(*id).is_some_and(|node| node.settings == *settings));
                if is_new && self.edit(step.title, None, vec![edit]) {
                    self.select_step(from.node);
                }
            }
            None => self.insert_step(from, &wires, step),
        }
    }

    /// The port of the table, and the wires to its consumers; for a sink the one wire that feeds it.
    fn consumers_of(&self, output: OutputRef) -> Option<(PortRef, Vec<Wire>)> {
        let Connect::From(from) = self.after(output).1 else { return None };
        let wires = self.document().wires().iter();
        let wires = if from.node == output.node {
            wires.filter(|wire| wire.from == from).cloned().collect()
        } else {
            wires.filter(|wire| wire.to.node == output.node && wire.from == from).cloned().collect()
        };
        Some((from, wires))
    }

    /// The position of the first of `count` nodes inserted in a row between an output and its consumers, and the moves
    /// that make room for them.
    pub(super) fn space_behind(&self, output: OutputRef, count: usize, at: Position) -> (Position, Vec<Edit>) {
        let wires = self.consumers_of(output).map(|(_, wires)| wires).unwrap_or_default();
        let width = STEP.0 * (count as i32 - 1) + CLOSED.0;
        self.space_on_wires(&wires, width, at)
    }

    /// The edits that connect the consumers of an output to the first output of `node`.
    pub(super) fn reroute_consumers(&self, output: OutputRef, node: NodeId) -> Vec<Edit> {
        let wires = self.consumers_of(output).map(|(_, wires)| wires).unwrap_or_default();
        reroute(self.document().wires(), &wires, node)
    }

    /// The change with which the node at `from` also does the step; `None` if it cannot, or if another consumer of the
    /// table would be affected.
    fn absorbing_edit(&self, from: &PortRef, wires: &[Wire], step: &Step) -> Option<Edit> {
        let node = self.document().node(from.node)?;
        let is_seen_elsewhere =
            self.document().wires().iter().any(|wire| wire.from.node == from.node && !wires.contains(wire));
        if *from != PortRef::first(from.node) || is_seen_elsewhere || node.activity != Activity::Active {
            return None;
        }
        let kind = Kind::of(node).ok()?;
        let arriving = self.project.results.get(from.node).and_then(|result| result.inputs.first());
        let arriving: Vec<String> = arriving.into_iter().flatten().map(|column| column.name.clone()).collect();
        let settings = Settings::canonical(kind.merged_with(step, &arriving)?);
        let version = Kind::info(&node.kind)?.meta.version;
        Some(Edit::Configure { id: from.node, kind: node.kind.clone(), version, settings })
    }

    /// Inserts a separate node between an output and its wires.
    fn insert_step(&mut self, from: PortRef, wires: &[Wire], step: Step) {
        let Some(info) = Kind::info(step.kind) else { return };
        let id = self.document().fresh_id();
        let behind = OutputRef { node: from.node, port: self.project.node_info.output_index(&from) };
        let (at, _) = self.after(behind);
        let (position, mut edits) = self.space_on_wires(wires, CLOSED.0, at);
        let node = Node {
            name: self.document().fresh_name(info.meta.id),
            kind: info.meta.id.into(),
            version: info.meta.version,
            settings: Settings::canonical(step.settings),
            position,
            activity: Default::default(),
            running: Default::default(),
            opened: false,
            mark: Default::default(),
        };
        edits.push(Edit::AddNode { id, node });
        edits.extend(reroute(self.document().wires(), wires, id));
        edits.push(Edit::AddWire { index: self.document().wires().len(), wire: Wire::new(from, PortRef::first(id)) });
        if self.edit(step.title, None, edits) {
            self.select_step(id);
        }
    }

    /// Selects the node with the step.
    fn select_step(&mut self, node: NodeId) {
        self.project.view.dialog = None;
        self.project.view.start_page = false;
        self.select(BTreeSet::from([node]), Vec::new(), SelectMode::Replace);
        self.show(OutputRef::first(node));
        self.project.view.camera_request = Some(CameraRequest::Reveal(node));
    }
}

/// The edits that connect these wires to the first output of `node`, each keeping its position among all wires.
fn reroute(all: &[Wire], wires: &[Wire], node: NodeId) -> Vec<Edit> {
    let place = |wire: &Wire| all.iter().position(|other| other == wire);
    let moved = wires.iter().filter_map(|wire| Some((place(wire)?, wire)));
    let edits = moved.map(|(index, wire)| {
        let new = Wire::new(PortRef::first(node), wire.to.clone());
        [Edit::RemoveWire { wire: wire.clone() }, Edit::AddWire { index, wire: new }]
    });
    edits.flatten().collect()
}
