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
            Fix::Write { .. } | Fix::Set { .. } | Fix::Remove(_) => self.fix_settings(node, problem, fix),
            Fix::AddParameter(name) => {
                if let Err(why) = self.check_new_parameter(name) {
                    self.refuse(why);
                    return;
                }
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
            Fix::TryAgain => self.try_again(node),
            Fix::CatalogColumns => self.ask_catalog_columns(node),
            Fix::ReadWith(kind) => self.change_kind(node, kind),
            Fix::Connect(port) => self.bring_table(node, port),
        }
    }

    fn fix_settings(&mut self, node: NodeId, problem: &Problem, fix: &Fix) {
        let Some(found) = self.document().node(node) else { return };
        let Ok(mut kind) = Kind::read(&found.kind, found.version, found.settings.text()) else { return };
        if nodes::apply_fix(&mut *kind, problem, fix) {
            self.project.history.end_gesture();
            self.configure(node, Settings::canonical(kind.text()), "fix".into());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, NodeCommand, ProjectCommand};
    use crate::document::Position;
    use crate::engine::Engine;

    #[test]
    fn a_fix_adds_no_parameter_that_could_not_be_added_by_hand() {
        let mut app = App::without_state(Engine::inline());
        let settings = Some(Settings::canonical(r#"(condition:"delay > ${limit} AND delay < ${Most}")"#));
        let kind = "filter".into();
        let at = Position::new(0, 0);
        app.handle(Command::Node(NodeCommand::Add { kind, settings, at, connect: Connect::Not }));
        let filter = app.document().find("filter").unwrap();
        let add = |app: &mut App, name: &str| {
            let problem = Problem::error("no parameter");
            let fix = Fix::AddParameter(name.into());
            app.handle(Command::Node(NodeCommand::ApplyFix { node: filter, problem, fix }));
            app.project.view.status.as_ref().map(ToString::to_string)
        };
        let refused = add(&mut app, "Most").expect("a reason");
        assert!(app.document().parameters().is_empty(), "{refused}");
        // Someone has set it meanwhile: its value stays.
        let parameter = Parameter { default: "7".into(), ..Parameter::default() };
        app.handle(Command::Project(ProjectCommand::SetParameter {
            old: None,
            new: Some(("limit".into(), parameter)),
        }));
        assert!(add(&mut app, "limit").expect("a reason").contains("limit"));
        assert_eq!(app.document().parameters()["limit"].default, "7");
    }
}
