//! Applies the fix of a problem, as one undo step.

use crate::base::{Fix, Problem};
use crate::document::{self, NodeId, Parameter, PortRef, Settings, Wire};
use crate::nodes::{self, Kind, Role};

use super::App;
use super::command::Connect;
use super::placement::STEP;
use super::view::Dialog;

impl App {
    pub(super) fn apply_fix(&mut self, node: NodeId, problem: &Problem, fix: &Fix) {
        match fix {
            Fix::Write { .. } | Fix::Set { .. } | Fix::Remove(_) => self.mend_settings(node, problem, fix),
            Fix::AddParameter(name) => {
                let edits = document::set_parameter(None, Some((name.clone(), Parameter::default())));
                if self.edit(say!("step-add-parameter", name = name), None, edits) {
                    // A parameter without a value is not useful yet.
                    self.project.view.dialog = Some(Dialog::Parameters);
                }
            }
            Fix::ChooseFile => {
                let kind = self.document().node(node).and_then(|node| Kind::info(&node.kind));
                let save = kind.is_some_and(|kind| kind.meta.role == Role::Sink);
                let setting = problem.setting.as_deref().unwrap_or("path").to_owned();
                self.project.view.dialog = Some(Dialog::PathFor { node, setting, save });
            }
            Fix::ToFile => self.move_rows_to_file(node),
            Fix::ReadWith(kind) => self.change_kind(node, kind),
            Fix::Connect(port) => self.bring_table(node, port),
        }
    }

    fn mend_settings(&mut self, node: NodeId, problem: &Problem, fix: &Fix) {
        let Some(found) = self.document().node(node) else { return };
        let Ok(mut kind) = Kind::read(&found.kind, found.version, found.settings.text()) else { return };
        if nodes::apply_fix(&mut *kind, problem, fix) {
            self.project.history.end_gesture();
            self.configure(node, Settings::canonical(kind.text()), "mend".into());
            self.project.history.end_gesture();
        } else {
            self.set_status(say!("setting-changed-meanwhile"));
        }
    }

    /// Connects the only unused table, if there is exactly one; otherwise asks for the source of the table.
    fn bring_table(&mut self, node: NodeId, port: &str) {
        let Some(found) = self.document().node(node) else { return };
        let at = found.position.offset(-STEP.0, 0);
        let ports = self.project.node_info.get(node).map(|info| &info.ports);
        let index = ports.and_then(|ports| ports.find_input(port)).unwrap_or(0);
        let to = if index == 0 { PortRef::first(node) } else { PortRef::new(node, port) };
        let free: Vec<NodeId> =
            self.document().nodes().map(|(id, _)| id).filter(|id| self.is_free(*id, node)).collect();
        match free[..] {
            [one] => self.connect(None, Wire::new(PortRef::first(one), to)),
            _ => self.project.view.dialog = Some(Dialog::AddNode { at, connect: Connect::To(to) }),
        }
    }

    /// Whether a node has a table without a consumer, and does not depend on `target`.
    fn is_free(&self, id: NodeId, target: NodeId) -> bool {
        let gives = self.project.node_info.get(id).is_some_and(|info| !info.ports.outputs.is_empty());
        gives && id != target && self.document().wires_out_of(id).next().is_none()
    }
}
