//! The first pipeline: five steps that are checked off when the project shows that they are done.

mod steps;

use super::{App, NodeState};
use crate::document::{Node, NodeId, fields};
use crate::engine::RunOutcome;
use crate::nodes::{Category, Kind, Role};

pub use steps::{Guide, GuideStep, MissingWireEnd};

impl App {
    /// Checks off the steps that the project shows to be done, once that is known: while tables are pending, the
    /// previous state stays. A step that is undone, or whose formula is now invalid, has to be done again; viewing and
    /// saving stay done.
    pub(super) fn refresh_guide(&mut self) {
        let Some(guide) = self.project.guide.as_ref().filter(|guide| guide.current().is_some()) else { return };
        if !self.project.results.settled {
            return;
        }
        let mut next = guide.clone();
        for step in GuideStep::ALL {
            // In order: the table to view must be made by the step before.
            let stays = matches!(step, GuideStep::Look | GuideStep::Save) && guide.is_done(step);
            next.done[step as usize] = stays || (next.is_begun(step) && self.shows(step));
        }
        if next != *guide {
            self.project.guide = Some(next);
        }
    }

    fn shows(&self, step: GuideStep) -> bool {
        let is_fresh = |id| self.project.results.get(id).is_some_and(|result| result.state == NodeState::Fresh);
        let fresh = || self.nodes_for(step).any(|(id, node)| is_fresh(id) && !passes_all(node));
        match step {
            GuideStep::Read | GuideStep::Filter | GuideStep::Combine => fresh(),
            GuideStep::Look => {
                let shown = self.project.view.shown.filter(|_| self.person.preferences.table);
                shown.is_some_and(|shown| {
                    let has_table = self.project.results.output(shown).is_some_and(|o| o.table.is_some() && !o.stale);
                    has_table && self.nodes_for(GuideStep::Combine).any(|(id, _)| id == shown.node)
                })
            }
            GuideStep::Save => {
                self.project.run.outcome == Some(RunOutcome::Succeeded) && !self.project.run.written.is_empty()
            }
        }
    }

    /// The nodes of the kinds that complete a step.
    fn nodes_for(&self, step: GuideStep) -> impl Iterator<Item = (NodeId, &Node)> {
        self.document().nodes().filter(move |(id, node)| {
            let category = self.project.node_info.get(*id).and_then(|info| info.category);
            let role = Kind::info(&node.kind).map(|info| info.meta.role);
            match step {
                GuideStep::Read => role == Some(Role::Source),
                GuideStep::Filter => node.kind == "filter",
                GuideStep::Combine | GuideStep::Look => category == Some(Category::Combine) || node.kind == "group_by",
                GuideStep::Save => role == Some(Role::Sink),
            }
        })
    }

    /// The kind that the current step uses from the catalogue.
    pub fn guide_kind(&self) -> Option<&'static str> {
        match self.project.guide.as_ref().and_then(Guide::current).filter(|_| !self.guide_has_node())? {
            GuideStep::Filter => Some("filter"),
            GuideStep::Combine => Some("group_by"),
            GuideStep::Save => Some("write_csv"),
            GuideStep::Read | GuideStep::Look => None,
        }
    }

    pub fn guide_asks_for(&self, kind: &str) -> bool {
        self.guide_kind() == Some(kind)
    }

    /// The file that the last step will write.
    pub fn guide_file(&self) -> Option<std::path::PathBuf> {
        self.project.guide.as_ref().and_then(Guide::current).filter(|step| *step == GuideStep::Save)?;
        let (id, _) = self.nodes_for(GuideStep::Save).next()?;
        self.path_of(id).filter(|path| !path.is_empty()).map(|path| self.base().join(path))
    }

    /// Whether the node for the current step exists, so that only its settings, or the run, remain.
    pub fn guide_has_node(&self) -> bool {
        let step = self.project.guide.as_ref().and_then(Guide::current);
        step.is_some_and(|step| self.nodes_for(step).next().is_some())
    }
}

impl App {
    /// The ends of the wire missing at the node of the current step: its first unconnected input, and the nearest
    /// preceding output, if there is any. Empty if nothing needs to be connected.
    pub fn guide_wire(&self) -> Vec<MissingWireEnd> {
        let Some(step) = self.project.guide.as_ref().and_then(Guide::current) else { return Vec::new() };
        let lacking = self.nodes_for(step).filter(|_| step != GuideStep::Read).find_map(|(id, _)| {
            let inputs = &self.project.node_info.get(id)?.ports.inputs;
            let wired: Vec<usize> =
                self.document().wires_into(id).map(|wire| self.project.node_info.input_index(&wire.to)).collect();
            Some((id, (0..inputs.len()).find(|port| !wired.contains(port))?))
        });
        let Some((node, port)) = lacking else { return Vec::new() };
        let source = self.wire_source(node).map(|node| MissingWireEnd { node, is_output: true, port: 0 });
        source.into_iter().chain([MissingWireEnd { node, is_output: false, port }]).collect()
    }

    /// The node to connect to `node`: not one of its consumers or sources; preferably one without consumers, then the
    /// rightmost.
    fn wire_source(&self, node: NodeId) -> Option<NodeId> {
        let wires = self.document().wires();
        let behind = self.downstream(node);
        let feeds_it = |id: NodeId| self.downstream(id).contains(&node);
        let gives = |id: NodeId| self.project.node_info.get(id).is_some_and(|info| !info.ports.outputs.is_empty());
        let free = self.document().nodes().filter(|(id, _)| !behind.contains(id) && !feeds_it(*id) && gives(*id));
        let best = free.max_by_key(|(id, own)| (!wires.iter().any(|wire| wire.from.node == *id), own.position.x));
        best.map(|(id, _)| id)
    }
}

/// A filter without a condition keeps every row: the step is not done yet.
fn passes_all(node: &Node) -> bool {
    let condition = fields(node.settings.text()).unwrap_or_default().into_iter().find(|(name, _)| *name == "condition");
    node.kind == "filter" && condition.is_none_or(|(_, text)| text.trim_matches('"').trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, CanvasCommand, Command, Connect, NodeCommand};
    use crate::document::{PortRef, Position, Settings};
    use crate::engine::{Engine, Written};

    fn ask(app: &mut App, command: Command) {
        app.handle(command);
        while app.poll() {}
    }

    fn add(app: &mut App, kind: &str, settings: &str) {
        let from = app.selected_node().expect("the node before is selected");
        let connect = Connect::From(PortRef::first(from));
        let settings = Some(Settings::canonical(settings));
        ask(app, Command::Node(NodeCommand::Add { kind: kind.into(), settings, at: Position::default(), connect }));
    }

    /// A join with only one table needs the other.
    #[test]
    fn the_wire_that_a_step_lacks_is_known_by_its_ends() {
        let mut app = App::without_state(Engine::inline());
        app.project.guide = Some(Guide::default());
        let table = "a\tb\n1\tx\n";
        ask(&mut app, Command::Canvas(CanvasCommand::Paste { text: table.into(), at: Position::default() }));
        let left = app.selected_node().expect("a table");
        add(&mut app, "filter", "(condition: \"a > 0\")");
        assert!(app.guide_wire().is_empty(), "there is no node to be connected yet");
        add(&mut app, "join", "()");
        let join = app.selected_node().expect("the join");
        let right_end = MissingWireEnd { node: join, is_output: false, port: 1 };
        assert_eq!(app.guide_wire(), [right_end], "its own table is no other");
        ask(&mut app, Command::Canvas(CanvasCommand::Paste { text: table.into(), at: Position::new(0, 20) }));
        let right = app.selected_node().expect("another table");
        assert_ne!(left, right);
        assert_eq!(app.guide_wire(), [MissingWireEnd { node: right, is_output: true, port: 0 }, right_end]);
        ask(
            &mut app,
            Command::Canvas(CanvasCommand::Select {
                nodes: [join].into(),
                wires: Vec::new(),
                mode: Default::default(),
            }),
        );
        let wire = crate::document::Wire::new(PortRef::first(right), PortRef::new(join, "right"));
        ask(&mut app, Command::Canvas(CanvasCommand::Connect(wire)));
        assert!(app.guide_wire().is_empty(), "both are there");
    }

    #[test]
    fn each_step_ticks_when_the_project_shows_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("people.csv");
        std::fs::write(&file, "name,age\nAda,36\nKurt,12\n").unwrap();
        let mut app = App::without_state(Engine::inline());
        let current = |app: &App| app.project.guide.as_ref().expect("a guide").current();

        app.project.guide = Some(Guide::default());
        assert_eq!(current(&app), Some(GuideStep::Read));
        ask(&mut app, Command::Canvas(CanvasCommand::DropFiles { paths: vec![file], at: Position::default() }));
        assert_eq!(current(&app), Some(GuideStep::Filter));
        add(&mut app, "filter", "()");
        assert_eq!(current(&app), Some(GuideStep::Filter), "a filter without a condition keeps everything");
        assert!(app.guide_has_node(), "its settings are what is left");
        ask(&mut app, Command::Do(Action::Undo));
        let reader = app.document().nodes().next().map(|(id, _)| id).expect("the reader");
        ask(
            &mut app,
            Command::Canvas(CanvasCommand::Select {
                nodes: [reader].into(),
                wires: Vec::new(),
                mode: Default::default(),
            }),
        );
        add(&mut app, "filter", "(condition: \"nobody > 3\")");
        assert_eq!(current(&app), Some(GuideStep::Filter), "a filter that fails is no step");
        ask(&mut app, Command::Do(Action::Undo));
        let reader = app.document().nodes().next().map(|(id, _)| id).expect("the reader");
        let nodes = [reader].into();
        ask(&mut app, Command::Canvas(CanvasCommand::Select { nodes, wires: Vec::new(), mode: Default::default() }));
        add(&mut app, "filter", "(condition: \"age > 18\")");
        assert_eq!(current(&app), Some(GuideStep::Combine));
        // While the user types, an unknown state changes no step; an invalid formula does.
        let filter = app.selected_node().expect("the filter");
        let typed = |app: &mut App, text: &str| {
            let settings = Settings::canonical(format!("(condition: \"{text}\")"));
            let gesture = "typing".to_owned();
            app.handle(Command::Node(NodeCommand::Configure { node: filter, settings, gesture }));
        };
        typed(&mut app, "age >");
        while app.poll() {}
        assert_eq!(current(&app), Some(GuideStep::Filter), "a red formula is not done");
        assert!(!app.project.guide.as_ref().expect("a guide").is_done(GuideStep::Filter));
        typed(&mut app, " ");
        while app.poll() {}
        assert_eq!(current(&app), Some(GuideStep::Filter), "nor is an empty one");
        typed(&mut app, "age > 18");
        while app.poll() {}
        assert_eq!(current(&app), Some(GuideStep::Combine));
        app.person.preferences.table = false;
        add(&mut app, "group_by", "(keys: [\"name\"])");
        assert_eq!(current(&app), Some(GuideStep::Look), "the table is hidden");
        ask(&mut app, Command::Do(Action::ToggleTable));
        assert_eq!(current(&app), Some(GuideStep::Save));
        app.project.run.outcome = Some(RunOutcome::Succeeded);
        app.project.run.written =
            vec![Written { node: "out".into(), address: std::path::Path::new("out.csv").into(), rows: 1, bytes: 9 }];
        while app.poll() {}
        assert_eq!(current(&app), None);
        ask(&mut app, Command::Do(Action::LeaveGuide));
        assert!(app.project.guide.is_none() && app.document().nodes().len() == 3);
    }
}
