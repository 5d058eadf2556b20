//! Commands that change the document: each is converted to edits, applied as one undo step.

use std::collections::BTreeSet;

use crate::base::{Text, name};
use crate::document::{
    self, ConnectionDefault, Edit, EditError, Gesture, Mark, Node, NodeId, Parameter, PortRef, Position, Settings, Wire,
};
use crate::nodes::Kind;

use super::command::Connect;
use super::placement::{CLOSED, STEP};
use super::view::{CameraRequest, Dialog};
use super::{App, SelectMode};

impl App {
    /// Applies `edits` as one step, writes the journal, and reports a failure.
    pub(super) fn edit(&mut self, label: impl Into<Text>, gesture: Option<Gesture>, edits: Vec<Edit>) -> bool {
        if edits.is_empty() {
            return false;
        }
        let edits = document::follow_wires(self.document(), edits);
        match self.project.history.apply(label, gesture, edits.clone()) {
            Ok(()) => {
                self.record_edits(&edits);
                true
            }
            Err(error) => {
                self.refuse(error.text());
                false
            }
        }
    }

    pub(super) fn add_node(&mut self, kind: &str, settings: Option<Settings>, at: Position, connect: Connect) {
        let Some(info) = Kind::info(kind) else {
            self.refuse(say!("no-such-kind", kind = kind));
            return;
        };
        let settings = settings.unwrap_or_else(|| {
            let mut fresh = info.fresh();
            self.fill_in(&mut fresh, &connect);
            Settings::canonical(fresh.text())
        });
        let id = self.document().fresh_id();
        let (place, mut edits) = match &connect {
            Connect::On(wire) => self.space_on_wire(wire, CLOSED.0, at),
            _ => (self.free_place(at), Vec::new()),
        };
        let node = Node {
            name: self.document().fresh_name(info.meta.id),
            kind: info.meta.id.into(),
            version: info.meta.version,
            settings,
            position: place,
            activity: Default::default(),
            running: Default::default(),
            opened: false,
            mark: Default::default(),
        };
        let ports = (info.ports)();
        let has_input = !ports.inputs.is_empty();
        let has_output = !ports.outputs.is_empty();
        edits.push(Edit::AddNode { id, node });
        let wired = match connect {
            Connect::From(from) if has_input => vec![Wire::new(from, PortRef::first(id))],
            Connect::FromAll(from) if has_input => {
                let inputs = ports.inputs.iter().enumerate().map(|(n, port)| match n {
                    0 => PortRef::first(id),
                    _ => PortRef::new(id, port.name.clone()),
                });
                let all = ports.inputs[0].many;
                let ends: Vec<PortRef> = if all { vec![PortRef::first(id); from.len()] } else { inputs.collect() };
                from.into_iter().zip(ends).map(|(from, to)| Wire::new(from, to)).collect()
            }
            Connect::To(to) if has_output => vec![Wire::new(PortRef::first(id), to)],
            Connect::On(wire) if has_input && has_output => {
                edits.extend(document::insert_on_wire(self.document(), id, &wire));
                Vec::new()
            }
            _ => Vec::new(),
        };
        // Existing wires at single-table inputs that the new node now feeds are removed.
        let taken = wired.iter().filter(|w| w.from.node == id && !self.takes_many(&w.to));
        let replaced: Vec<Wire> =
            taken.flat_map(|new| self.document().wires().iter().filter(|old| old.to == new.to).cloned()).collect();
        let first = self.document().wires().len() - replaced.len();
        edits.extend(replaced.into_iter().map(|wire| Edit::RemoveWire { wire }));
        edits.extend(wired.into_iter().enumerate().map(|(n, wire)| Edit::AddWire { index: first + n, wire }));
        if self.edit(say!("step-add", kind = info.meta.title_text()), None, edits) {
            self.project.view.dialog = None;
            self.project.view.start_page = false;
            self.select(BTreeSet::from([id]), Vec::new(), SelectMode::Replace);
            self.project.view.camera_request = Some(CameraRequest::Reveal(id));
            self.project.view.added = Some(id);
        }
    }

    pub(super) fn configure(&mut self, node: NodeId, settings: Settings, gesture: String) {
        let Some(old) = self.document().node(node) else { return };
        if old.settings == settings {
            return;
        }
        let label = self.settings_label(node, &settings);
        // Typing does not migrate a node, but new settings are written in the current version.
        let version = Kind::info(&old.kind).map_or(old.version, |info| info.meta.version);
        let edit = Edit::Configure { id: node, kind: old.kind.clone(), version, settings };
        self.edit(label, Some(Gesture(format!("configure {} {gesture}", node.0))), vec![edit]);
    }

    pub(super) fn rename(&mut self, node: NodeId, name: &str) {
        let Some(old) = self.document().node(node) else { return };
        let name = name.trim();
        if old.name != name
            && !self.edit(
                say!("step-rename-node", name = old.name, to = name),
                None,
                vec![Edit::Rename { id: node, name: name.into() }],
            )
        {
            return;
        }
        if self.project.view.dialog == Some(Dialog::Rename(node)) {
            self.project.view.dialog = None;
        }
    }

    pub(super) fn move_by(&mut self, nodes: &BTreeSet<NodeId>, dx: i32, dy: i32, drag: u64) {
        if (dx, dy) == (0, 0) {
            return;
        }
        let edits = document::move_by(self.document(), nodes, dx, dy);
        let label = say!("step-move", what = super::step_labels::counted_nodes(edits.len()));
        self.edit(label, Some(Gesture(format!("move {drag}"))), edits);
    }

    pub(super) fn connect(&mut self, old: Option<Wire>, wire: Wire) {
        if old.as_ref() == Some(&wire) {
            return;
        }
        if let Some(edits) = self.wire_edits(old, &wire) {
            self.edit(self.connect_label(&wire), None, edits);
        }
    }

    /// "Connect flights to late".
    pub(super) fn connect_label(&self, wire: &Wire) -> Text {
        let name = |id| self.document().node(id).map_or("", |node| node.name.as_str());
        say!("step-connect", from = name(wire.from.node), to = name(wire.to.node))
    }

    /// The edits that connect `wire`, replacing `old`; reports the reason if it is not possible.
    pub(super) fn wire_edits(&mut self, old: Option<Wire>, wire: &Wire) -> Option<Vec<Edit>> {
        let many = self.takes_many(&wire.to);
        // The old wire must not count as part of a cycle, nor as a duplicate of the new one.
        let mut without = self.document().clone();
        let mut edits: Vec<Edit> = old.into_iter().map(|wire| Edit::RemoveWire { wire }).collect();
        if let Err(error) = without.apply_all(edits.clone()) {
            self.refuse(error.text());
            return None;
        }
        match document::connect(&without, wire.clone(), many) {
            Ok(more) => {
                edits.extend(more);
                Some(edits)
            }
            Err(error) => {
                self.refuse(error.text());
                None
            }
        }
    }

    pub(super) fn disconnect(&mut self, wires: &[Wire]) {
        let edits = document::delete(self.document(), &BTreeSet::new(), wires, false);
        self.edit(self.disconnect_label(wires), None, edits);
    }

    pub(super) fn set_opened(&mut self, nodes: &[NodeId], opened: bool) {
        let changed = nodes.iter().filter(|id| self.document().node(**id).is_some_and(|n| n.opened != opened));
        let changed: Vec<NodeId> = changed.copied().collect();
        let what = self.node_names(&changed);
        let edits = changed.into_iter().map(|id| Edit::Open { id, opened }).collect();
        let label = if opened { say!("step-open", what = what) } else { say!("step-close", what = what) };
        self.edit(label, None, edits);
    }

    /// Shows distributions in nodes, opening them, or their first rows.
    pub(super) fn set_sketch(&mut self, nodes: &[NodeId], sketch: bool) {
        let what = self.node_names(nodes);
        let nodes = nodes.iter().filter_map(|id| Some((*id, self.document().node(*id)?)));
        let mut edits = Vec::new();
        for (id, node) in nodes {
            if node.mark.sketch != sketch {
                edits.push(Edit::SetMark { id, to: Mark { sketch, ..node.mark.clone() } });
            }
            if !node.opened {
                edits.push(Edit::Open { id, opened: true });
            }
        }
        self.edit(if sketch { say!("step-sketch", what = what) } else { say!("step-rows", what = what) }, None, edits);
    }

    /// Whether a parameter can be added under this name, or get it: it is a name, and no parameter has it.
    pub(super) fn check_new_parameter(&self, name: &str) -> Result<(), Text> {
        if !name::is_valid(name) {
            return Err(EditError::BadName(name.to_owned()).text());
        }
        if self.document().parameters().contains_key(name) {
            return Err(say!("parameter-exists", name = name));
        }
        Ok(())
    }

    pub(super) fn set_parameter(&mut self, old: Option<String>, new: Option<(String, Parameter)>) {
        if let Some((name, _)) = new.as_ref().filter(|(name, _)| old.as_ref() != Some(name))
            && let Err(why) = self.check_new_parameter(name)
        {
            self.refuse(why);
            return;
        }
        let same_name = old.as_ref() == new.as_ref().map(|(name, _)| name);
        let gesture = old.as_ref().filter(|_| same_name).map(|name| Gesture(format!("parameter {name}")));
        let name = new.as_ref().map(|(name, _)| name).or(old.as_ref()).cloned().unwrap_or_default();
        let label = match (&old, &new) {
            (Some(old), Some((new, _))) if old != new => say!("step-rename-parameter", name = old, to = new),
            (_, Some((_, parameter))) => say!("step-parameter", name = name, to = parameter.default),
            (_, None) => say!("step-remove-parameter", name = name),
        };
        let edits = document::set_parameter(old.as_deref(), new);
        self.edit(label, gesture, edits);
    }

    pub(super) fn set_connection(&mut self, old: Option<String>, new: Option<(String, ConnectionDefault)>) {
        if let Some((name, _)) = new.as_ref().filter(|(name, _)| old.as_ref() != Some(name))
            && self.document().connections().contains_key(name)
        {
            self.refuse(say!("connection-exists", name = name));
            return;
        }
        let same_name = old.as_ref() == new.as_ref().map(|(name, _)| name);
        let gesture = old.as_ref().filter(|_| same_name).map(|name| Gesture(format!("connection {name}")));
        let label = match (&old, &new) {
            (_, Some((name, _))) => say!("step-connection", name = name),
            (old, None) => say!("step-remove-connection", name = old.clone().unwrap_or_default()),
        };
        let edits = document::set_connection(old.as_deref(), new);
        self.edit(label, gesture, edits);
    }

    pub(super) fn delete_selected(&mut self, heal: bool) {
        let wires = self.project.view.selected_wires.clone();
        self.delete_picked(&self.picked(), &wires, heal);
    }

    pub(super) fn duplicate_selected(&mut self) {
        let picked = self.picked_with_contents();
        let chosen = picked.nodes.iter().filter_map(|id| self.document().node(*id));
        let places: Vec<Position> = chosen.map(|node| node.position).collect();
        // Below the lowest frame or note, so that a copied frame is not inside the original.
        let annotations = || picked.annotations.iter().filter_map(|id| self.document().annotation(*id));
        let top = annotations().map(|annotation| annotation.at.y).min();
        let bottom = annotations().map(|annotation| annotation.at.y.saturating_add(annotation.size.1)).max();
        let height = top.zip(bottom).map_or(0, |(top, bottom)| bottom.saturating_sub(top) + 1);
        let (dx, dy) = self.free_shift(&places, (0, STEP.1.max(height)));
        let (edits, new) = document::duplicate(self.document(), &picked, dx, dy);
        if self.edit(say!("step-duplicate", what = self.items_label(&picked)), None, edits) {
            self.select_picked(new);
            self.project.view.camera_request = Some(CameraRequest::RevealSelection);
        }
    }

    /// Whether an input accepts any number of tables.
    fn takes_many(&self, to: &PortRef) -> bool {
        let info = self.project.node_info.get(to.node);
        info.and_then(|f| f.ports.inputs.get(f.ports.find_input(&to.port)?)).is_some_and(|port| port.many)
    }

    /// A path as stored in a setting: relative to the project if it is below the project's folder, with `/`.
    pub(super) fn relative(&self, path: &std::path::Path) -> String {
        let base = self.project.file.as_deref().and_then(|f| f.parent());
        let short = base.and_then(|base| path.strip_prefix(base).ok()).unwrap_or(path);
        short.to_string_lossy().replace('\\', "/")
    }
}
