//! The edits of the plan: changed settings, and selects inserted into wires.

use std::collections::BTreeSet;

use super::{Change, Planner, text_becomes};
use crate::base::name;
use crate::document::{Edit, Node, NodeId, PortRef, Position, Settings, Wire, move_by};
use crate::nodes::Kind;
use crate::nodes::kinds::columns::select::Select;

impl Planner<'_, '_> {
    /// Moves the nodes after a new node to the right, so that no wire runs backwards.
    fn make_space(&mut self, position: Position, wires: &[Wire]) {
        const ROOM: i32 = 16;
        let document = self.graph.document;
        let mut behind: BTreeSet<NodeId> = wires.iter().map(|wire| wire.to.node).collect();
        let places = behind.iter().filter_map(|id| document.node(*id));
        let Some(nearest) = places.map(|node| node.position.x).min() else { return };
        let missing = position.x.saturating_add(ROOM).saturating_sub(nearest);
        // Wires that already ran backwards stay that way.
        if !(1..=2 * ROOM).contains(&missing) {
            return;
        }
        let mut open: Vec<NodeId> = behind.iter().copied().collect();
        while let Some(id) = open.pop() {
            open.extend(document.wires_out_of(id).map(|wire| wire.to.node).filter(|id| behind.insert(*id)));
        }
        let moved = |edit: &Edit| matches!(edit, Edit::Move { id, .. } if behind.contains(id));
        if !self.plan.edits.iter().any(moved) {
            self.plan.edits.extend(move_by(document, &behind, missing, 0));
        }
    }

    pub(super) fn finish(&mut self, behind: &dyn Fn(NodeId) -> Position) {
        let document = self.graph.document;
        for (id, kind) in &self.kinds {
            let meta = kind.meta();
            let settings = Settings::canonical(kind.text());
            self.plan.edits.push(Edit::Configure { id: *id, kind: meta.id.into(), version: meta.version, settings });
        }
        let mut taken: BTreeSet<String> = document.nodes().map(|(_, node)| node.name.clone()).collect();
        let mut places: BTreeSet<Position> = BTreeSet::new();
        let mut first_changes = Vec::new();
        let mut wires = document.wires().len();
        for (index, inserted) in std::mem::take(&mut self.inserted).iter().enumerate() {
            let id = NodeId(document.fresh_id().0 + index as u64);
            let kind = Kind::Select(Select::renaming(&inserted.pairs));
            let name = name::unique("select", |name| taken.contains(name));
            taken.insert(name.clone());
            let mut position = behind(inserted.beside);
            while !places.insert(position) {
                position = position.offset(0, 8);
            }
            self.make_space(position, &inserted.wires);
            for (old, new) in &inserted.pairs {
                let before = old.clone();
                let after = new.clone();
                let setting = say!("new-node-behind", name = self.graph.node_name(inserted.from.node));
                first_changes.push(Change { node: None, name: name.clone(), setting, before, after });
            }
            let meta = kind.meta();
            let node = Node {
                name,
                kind: meta.id.into(),
                version: meta.version,
                settings: Settings::canonical(kind.text()),
                position,
                activity: Default::default(),
                running: Default::default(),
                opened: false,
                mark: Default::default(),
            };
            self.plan.edits.push(Edit::AddNode { id, node });
            for wire in &inserted.wires {
                let Some(at) = document.wires().iter().position(|other| other == wire) else { continue };
                self.plan.edits.push(Edit::RemoveWire { wire: wire.clone() });
                let onward = Wire::new(PortRef::first(id), wire.to.clone());
                self.plan.edits.push(Edit::AddWire { index: at, wire: onward });
            }
            let wire = Wire::new(inserted.from.clone(), PortRef::first(id));
            self.plan.edits.push(Edit::AddWire { index: wires, wire });
            wires += 1;
            for wire in &inserted.wires {
                let station = self.graph.stations.get(&wire.to.node);
                if let Some(Kind::Union(union)) = station.map(|station| &station.kind)
                    && !union.source.is_empty()
                {
                    let node = self.graph.node_name(wire.to.node);
                    let column = &union.source;
                    let old = self.graph.node_name(wire.from.node);
                    let new = &taken;
                    let new = new.iter().find(|name| name.starts_with("select")).map_or("select", String::as_str);
                    self.plan.notes.push(text_becomes(node, old, column, new));
                }
            }
            if self.plan.shown.is_none() {
                self.plan.shown = Some((id, 0));
            }
        }
        first_changes.append(&mut self.plan.changes);
        self.plan.changes = first_changes;
        self.plan.renamed = std::mem::take(&mut self.tables);
    }
}
