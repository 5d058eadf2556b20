//! Moves typed or pasted rows to a file next to the project.

use std::path::PathBuf;

use super::App;
use super::notices::NoticeKind;
use crate::connect;
use crate::document::{Edit, NodeId, Settings};
use crate::nodes::{Kind, table_in_file};

impl App {
    /// Writes the cells of a table to a new CSV file and makes the node read them from there. Undo restores the cells;
    /// the file stays.
    pub(super) fn move_rows_to_file(&mut self, node: NodeId) {
        let Some(found) = self.document().node(node) else { return };
        let Ok(kind) = Kind::of(found) else { return };
        let name = found.name.clone();
        let path = self.new_file(&name);
        let Some((text, reader)) = table_in_file(&kind, &self.relative(&path)) else { return };
        if let Err(problem) = connect::write_atomic(&path, text.as_bytes()) {
            return self.report_failure(NoticeKind::Export, problem.text(), Some(node));
        }
        let meta = reader.meta();
        let settings = Settings::canonical(reader.text());
        let edit = Edit::Configure { id: node, kind: meta.id.into(), version: meta.version, settings };
        let file = path.display().to_string();
        if self.edit(say!("step-to-file", name = name, file = file), None, vec![edit]) {
            self.set_status(say!("rows-are-in-file", file = file));
        }
    }

    /// An unused file name next to the project; for an unsaved project, in the user's documents folder.
    fn new_file(&self, name: &str) -> PathBuf {
        let folder = match &self.project.file {
            Some(_) => self.base(),
            None => connect::documents_folder().unwrap_or_else(|| self.base()),
        };
        let names = std::iter::once(format!("{name}.csv")).chain((2..1000).map(|n| format!("{name}_{n}.csv")));
        let mut paths = names.map(|name| folder.join(name));
        let free = paths.find(|path| connect::stamp(path).is_err());
        free.unwrap_or_else(|| folder.join(format!("{name}_1000.csv")))
    }
}

#[cfg(test)]
mod tests {
    use crate::app::{Action, App, CanvasCommand, Command, NodeCommand, ProjectCommand};
    use crate::base::Fix;
    use crate::document::Position;
    use crate::engine::{Engine, OutputRef};

    fn ask(app: &mut App, command: Command) {
        app.handle(command);
        while app.poll() {}
    }

    #[test]
    fn seventy_thousand_pasted_rows_go_into_a_file_with_one_click() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = App::without_state(Engine::inline());
        ask(&mut app, Command::Project(ProjectCommand::SaveTo(folder.path().join("flow.ron"))));
        let rows = (0..70_000).map(|n| format!("{n}\tname {n}\t{n}.50\n"));
        let text: String = std::iter::once("id\tname\tprice\n".to_owned()).chain(rows).collect();
        ask(&mut app, Command::Canvas(CanvasCommand::Paste { text, at: Position::default() }));
        let node = app.selected_node().expect("the table");
        let shown = |app: &App| {
            let output = app.project.results.output(OutputRef::first(node)).expect("a result");
            let table = output.table.as_ref().expect("rows");
            let cells: Vec<String> = (0..3).map(|column| format!("{:?}", table.cell(7, column))).collect();
            (output.rows, table.columns().to_vec(), cells)
        };
        let before = shown(&app);
        assert_eq!(before.0, Some(70_000));
        // The project can store them, and suggests a better way.
        ask(&mut app, Command::Do(Action::Save));
        let saved = std::fs::read_to_string(folder.path().join("flow.ron")).unwrap();
        assert_eq!(crate::document::read(&saved).expect("well-formed").document.nodes().len(), 1);
        let problem = app.project.results.get(node).unwrap().problems.first().expect("a warning").clone();
        assert_eq!(problem.fixes[..], [Fix::ToFile], "{problem}");
        ask(&mut app, Command::Node(NodeCommand::ApplyFix { node, problem, fix: Fix::ToFile }));
        assert_eq!(app.document().node(node).unwrap().kind, "read_csv");
        assert_eq!(shown(&app), before);
        assert!(folder.path().join("table.csv").is_file());
        ask(&mut app, Command::Do(Action::Save));
        let saved = std::fs::read_to_string(folder.path().join("flow.ron")).unwrap();
        assert!(saved.len() < 1000, "{}", saved.len());
        ask(&mut app, Command::Do(Action::Undo));
        assert_eq!(app.document().node(node).unwrap().kind, "table");
    }
}
