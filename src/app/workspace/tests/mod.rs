//! Several projects at once: routing of commands, questions before closing, restoring.

mod closing;
mod computing;
mod tabs;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::*;
use crate::app::view::{Closing, Dialog};
use crate::app::{Action, CanvasCommand, NodeCommand, NodeState, ProjectCommand, Unsaved};
use crate::document::{NodeId, Position};
use crate::engine::{Engine, OutputRef, RunOutcome, Work};

fn workspace() -> Workspace {
    let mut app = App::without_state(Engine::inline());
    app.project.view.start_page = true;
    Workspace::from(app)
}

fn ask(workspace: &mut Workspace, command: Command) {
    workspace.handle(command);
    while workspace.poll() {}
}

fn act(workspace: &mut Workspace, action: Action) {
    ask(workspace, Command::Do(action));
}

fn paste(workspace: &mut Workspace, text: &str) {
    ask(workspace, Command::Canvas(CanvasCommand::Paste { text: text.into(), at: Position::default() }));
}

/// A project file with one typed table.
fn project(folder: &Path, name: &str, cell: &str) -> PathBuf {
    let path = folder.join(name);
    let text = format!(
        "(format: 1, nodes: {{\"t\": (kind: \"table\", version: 1, settings: (headers: [\"n\"], rows: [[\"{cell}\"]]))}})"
    );
    std::fs::write(&path, text).unwrap();
    path
}

fn names(workspace: &Workspace) -> Vec<String> {
    workspace.tabs().iter().map(|tab| workspace.project(tab).name()).collect()
}

fn is_fresh(app: &App) -> bool {
    app.document()
        .nodes()
        .all(|(id, _)| app.project.results.get(id).is_some_and(|result| result.state == NodeState::Fresh))
}
