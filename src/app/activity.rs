//! Bypassing and disabling nodes.

use std::collections::BTreeSet;

use crate::document::{Activity, Edit, NodeId, Picked};

use super::App;

impl App {
    /// Makes the nodes active, bypassed or disabled, as one undo step.
    pub(super) fn set_activity(&mut self, nodes: &BTreeSet<NodeId>, to: Activity) {
        let differ = |id: &&NodeId| self.document().node(**id).is_some_and(|node| node.activity != to);
        let edits: Vec<Edit> = nodes.iter().filter(differ).map(|id| Edit::SetActivity { id: *id, to }).collect();
        let nodes = nodes.iter().filter(differ).copied().collect();
        let what = self.items_label(&Picked { nodes, ..Picked::default() });
        let label = match to {
            Activity::Active => say!("step-use", what = what),
            Activity::Bypassed => say!("step-bypass", what = what),
            Activity::Disabled => say!("step-disable", what = what),
        };
        self.edit(label, None, edits);
    }

    /// Bypasses or disables the selection; if all of it is in that state already, activates it again.
    pub(super) fn toggle_activity(&mut self, to: Activity) {
        let selected = self.project.view.selection.clone();
        let all = selected.iter().all(|id| self.document().node(*id).is_some_and(|node| node.activity == to));
        self.set_activity(&selected, if all { Activity::Active } else { to });
    }

    /// Why a node shows no table although it has no problem: the name of the disabled node that it is or depends on.
    pub fn inactive_because(&self, id: NodeId) -> Option<&str> {
        let inactive_because = self.project.results.get(id)?.inactive_because?;
        Some(&self.document().node(inactive_because)?.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, CanvasCommand, Command, Connect, NodeCommand, NodeState};
    use crate::document::{PortRef, Position, Settings};
    use crate::engine::{Engine, OutputRef};

    fn ask(app: &mut App, command: Command) {
        app.handle(command);
        while app.poll() {}
    }

    /// Five numbers and a filter that keeps two.
    fn app() -> (App, NodeId) {
        let mut app = App::without_state(Engine::inline());
        ask(
            &mut app,
            Command::Canvas(CanvasCommand::Paste { text: "n\n1\n2\n3\n4\n5\n".into(), at: Position::default() }),
        );
        let connect = Connect::From(PortRef::first(app.selected_node().unwrap()));
        let settings = Some(Settings::canonical(r#"(condition:"n > 3")"#));
        ask(
            &mut app,
            Command::Node(NodeCommand::Add { kind: "filter".into(), settings, at: Position::default(), connect }),
        );
        let filter = app.selected_node().unwrap();
        (app, filter)
    }

    fn rows(app: &App, node: NodeId) -> Option<u64> {
        app.project.results.output(OutputRef::first(node))?.rows
    }

    #[test]
    fn bypass_and_disable_go_on_and_off_and_are_undone() {
        let (mut app, filter) = app();
        let activity = |app: &App| app.document().node(filter).unwrap().activity;
        assert_eq!(rows(&app, filter), Some(2));
        ask(&mut app, Command::Do(Action::ToggleBypass));
        assert_eq!((activity(&app), rows(&app, filter)), (Activity::Bypassed, Some(5)));
        ask(&mut app, Command::Do(Action::ToggleDisabled));
        assert_eq!(
            (activity(&app), app.project.results.get(filter).unwrap().state),
            (Activity::Disabled, NodeState::Disabled)
        );
        assert_eq!(app.inactive_because(filter), Some("filter"));
        assert_eq!(app.problems().count(), 0);
        ask(&mut app, Command::Do(Action::Undo));
        assert_eq!(activity(&app), Activity::Bypassed);
        ask(&mut app, Command::Do(Action::ToggleBypass));
        assert_eq!((activity(&app), rows(&app, filter)), (Activity::Active, Some(2)));
    }

    #[test]
    fn another_kind_keeps_the_wires() {
        let (mut app, filter) = app();
        ask(&mut app, Command::Node(NodeCommand::ChangeKind { node: filter, kind: "sort".into() }));
        let node = app.document().node(filter).unwrap();
        assert_eq!((node.kind.as_str(), node.name.as_str()), ("sort", "sort"));
        assert_eq!((app.document().wires().len(), rows(&app, filter)), (1, Some(5)));
        ask(&mut app, Command::Do(Action::Undo));
        assert_eq!((app.document().node(filter).unwrap().name.as_str(), rows(&app, filter)), ("filter", Some(2)));
        ask(&mut app, Command::Node(NodeCommand::ChangeKind { node: filter, kind: "table".into() }));
        assert_eq!(app.document().wires(), []);
        assert!(
            app.project.view.status.as_ref().unwrap().contains("no port for one of the wires"),
            "{:?}",
            app.project.view.status
        );
    }
}
