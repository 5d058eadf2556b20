//! User scenarios without a window: commands as input, documents and tables as output.

mod editing;
mod files;
mod placing;

use std::collections::BTreeSet;
use std::path::Path;

use super::view::{Closing, Dialog};
use super::*;
use crate::document::{NodeId, PortRef, Position, Settings, Wire};
use crate::engine::{Cell, OutputRef};

fn app() -> App {
    let mut app = App::without_state(Engine::inline());
    app.refresh();
    app
}

fn ask(app: &mut App, command: Command) {
    app.handle(command);
    while app.poll() {}
}

fn add(app: &mut App, kind: &str, settings: &str, connect: Connect) -> NodeId {
    let settings = Some(Settings::canonical(settings));
    ask(app, Command::Node(NodeCommand::Add { kind: kind.into(), settings, at: Position::default(), connect }));
    app.selected_node().expect("a new node is selected")
}

/// A table node with one integer column `n` of 1 to 5.
fn numbers(app: &mut App) -> NodeId {
    let text = (1..=5).map(|n| format!("{n}\n")).collect::<String>();
    ask(app, Command::Canvas(CanvasCommand::Paste { text: format!("n\n{text}"), at: Position::default() }));
    app.selected_node().expect("pasted cells are a node")
}

fn column(app: &App, node: NodeId) -> Vec<String> {
    let result = app.project.results.output(OutputRef::first(node)).expect("a result");
    assert!(!result.stale, "{:?}", app.project.results.get(node));
    let table = result.table.as_ref().expect("a table");
    (0..table.len())
        .map(|row| match table.cell(row, 0) {
            Cell::Integer(n) => n.to_string(),
            other => format!("{other:?}"),
        })
        .collect()
}
