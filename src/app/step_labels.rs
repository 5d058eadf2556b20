//! The labels of steps in the history: the operation and its object.

use crate::base::Text;
use crate::document::{NodeId, Settings, Wire};
use crate::nodes::{change_words, kind_and_name};

use super::App;

/// The number of characters of a note or comment used in a step label.
const LETTERS: usize = 40;

impl App {
    /// "Filter late: dep_delay > 20".
    pub(super) fn settings_label(&self, node: NodeId, to: &Settings) -> Text {
        let Some(node) = self.document().node(node) else { return Text::default() };
        match change_words(&node.kind, node.version, &node.settings, to) {
            Some(what) => say!("step-settings", node = kind_and_name(&node.kind, &node.name), what = what),
            None => say!("step-change", name = node.name),
        }
    }

    /// The name of a node, or the number of nodes.
    pub(super) fn node_names(&self, nodes: &[NodeId]) -> Text {
        match nodes {
            [one] => self.name_of(*one),
            nodes => counted_nodes(nodes.len()),
        }
    }

    pub(super) fn name_of(&self, node: NodeId) -> Text {
        self.document().node(node).map_or_else(Text::default, |node| node.name.clone().into())
    }

    /// The two ends of a wire as arguments of a text: "Disconnect flights from late".
    pub(super) fn disconnect_label(&self, wires: &[Wire]) -> Text {
        match wires {
            [wire] => say!("step-disconnect", from = self.name_of(wire.from.node), to = self.name_of(wire.to.node)),
            wires => say!("step-disconnect-several", count = wires.len()),
        }
    }

    /// "Insert sort between flights and late".
    pub(super) fn insert_label(&self, node: NodeId, wire: &Wire) -> Text {
        let from = self.name_of(wire.from.node);
        let to = self.name_of(wire.to.node);
        say!("step-insert", name = self.name_of(node), from = from, to = to)
    }
}

/// "late", "3 nodes".
pub(super) fn counted_nodes(count: usize) -> Text {
    say!("word-nodes", count = count)
}

/// The beginning of a text on one line.
pub(super) fn excerpt(text: &str) -> Text {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{}…", &line[..at]).into(),
        None => line.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, CanvasCommand, Command, Connect, NodeCommand};
    use crate::document::{PortRef, Position};
    use crate::engine::Engine;

    fn newest(app: &App) -> String {
        app.project.history.undo_label().expect("a step").to_string()
    }

    #[test]
    fn each_kind_of_step_says_what_it_does_and_to_what() {
        let mut app = App::without_state(Engine::inline());
        let add = |app: &mut App, kind: &str, connect: Connect| {
            app.handle(Command::Node(NodeCommand::Add {
                kind: kind.into(),
                settings: None,
                at: Position::default(),
                connect,
            }));
            while app.poll() {}
            app.selected_node().expect("the new node")
        };
        let table = add(&mut app, "table", Connect::Not);
        assert_eq!(newest(&app), "Add Table");
        let filter = add(&mut app, "filter", Connect::From(PortRef::first(table)));
        let configure = |app: &mut App, text: &str| {
            let settings = Settings::canonical(text);
            let gesture = "condition".to_owned();
            app.handle(Command::Node(NodeCommand::Configure { node: filter, settings, gesture }));
        };
        configure(&mut app, "(condition:\"c\")");
        configure(&mut app, "(condition:\"column_1 > 2\")");
        assert_eq!(newest(&app), "filter: column_1 > 2", "a burst of typing is called by what came of it");
        app.handle(Command::Node(NodeCommand::Rename { node: filter, name: "late".into() }));
        assert_eq!(newest(&app), "Rename filter to late");
        configure(&mut app, "(condition:\"column_1 > 20\")");
        assert_eq!(newest(&app), "Filter late: column_1 > 20");
        app.handle(Command::Do(Action::Undo));
        assert_eq!(app.project.view.status.as_ref().unwrap().to_string(), "Undone: Filter late: column_1 > 20");
        let wires = app.document().wires().to_vec();
        app.handle(Command::Canvas(CanvasCommand::Disconnect(wires)));
        assert_eq!(newest(&app), "Disconnect table from late");
        app.handle(Command::Canvas(CanvasCommand::SetOpened { node: filter, opened: true }));
        assert_eq!(newest(&app), "Expand late");
        app.handle(Command::Do(Action::Duplicate));
        assert_eq!(newest(&app), "Duplicate late");
        let text = crate::document::write_selection(app.document(), &app.picked());
        app.handle(Command::Canvas(CanvasCommand::Paste { text, at: Position::default() }));
        assert_eq!(newest(&app), "Paste late_2");
    }
}
