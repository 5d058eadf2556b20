mod saving;
mod versions;

use std::path::PathBuf;

use super::*;
use crate::app::view::{Closing, Dialog};
use crate::app::{Action, CanvasCommand, Command, NodeCommand, ProjectCommand, Unsaved, WindowCommand, Workspace};
use crate::document::{NodeId, Settings};
use crate::engine::{Cell, Engine, OutputRef};

const TEXT: &str = r#"(format: 1,
    nodes: {
        "t": (kind: "table", version: 1, settings: (headers: ["n"], rows: [["1"], ["2"], ["3"]])),
        "late": (kind: "filter", version: 1, settings: (condition: "n > 1")),
        "few": (kind: "limit", version: 1, settings: (count: 10)),
    },
    wires: [(from: "t", to: "late"), (from: "late", to: "few")],
    layout: { "t": (0, 0), "late": (20, 0), "few": (40, 0) },
)"#;

struct Bench {
    workspace: Workspace,
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let mut bench = Bench { workspace: Workspace::from(App::without_state(Engine::inline())), folder };
        bench.put(TEXT);
        let path = bench.path();
        bench.ask(Command::Project(ProjectCommand::Open(path)));
        bench
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("a.ron")
    }

    /// Writes the file as another process would.
    fn put(&self, text: &str) {
        std::fs::write(self.path(), text).unwrap();
    }

    fn on_disk(&self) -> String {
        std::fs::read_to_string(self.path()).unwrap()
    }

    fn poll(&mut self) {
        while self.workspace.poll() {}
    }

    fn ask(&mut self, command: Command) {
        self.workspace.handle(command);
        self.poll();
    }

    fn act(&mut self, action: Action) {
        self.ask(Command::Do(action));
    }

    fn app(&self) -> &App {
        self.workspace.app()
    }

    fn id(&self, name: &str) -> NodeId {
        self.app().document().find(name).expect("a node")
    }

    fn set(&mut self, node: &str, settings: &str) {
        let node = self.id(node);
        self.ask(Command::Node(NodeCommand::Configure {
            node,
            settings: Settings::canonical(settings),
            gesture: String::new(),
        }));
    }

    fn settings(&self, node: &str) -> &str {
        self.app().document().node(self.id(node)).unwrap().settings.text()
    }

    fn status(&self) -> String {
        self.app().project.view.status.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    fn rows(&self) -> Vec<String> {
        let output = self.app().project.results.output(OutputRef::first(self.id("few"))).expect("a result");
        let table = output.table.as_ref().expect("a table");
        let words = |cell| if let Cell::Integer(n) = cell { n.to_string() } else { format!("{cell:?}") };
        (0..table.len()).map(|row| words(table.cell(row, 0))).collect()
    }
}
