//! Initial settings of a new node, derived from its position in the flow.

use std::path::Path;

use crate::base::ColumnInfo;
use crate::connect;
use crate::document::{NodeId, PortRef};
use crate::nodes::form::PathUse;
use crate::nodes::slots::{Slot, visit_slots, visit_slots_mut};
use crate::nodes::{Kind, Role};

use super::App;
use super::command::Connect;

impl App {
    /// Each kind sets its own initial settings based on the input columns. A sink after a table gets an output file:
    /// named after the node that feeds it, in the project's folder.
    pub(super) fn fill_in(&self, kind: &mut Kind, connect: &Connect) {
        kind.fill_in(self.arriving_by(connect).unwrap_or_default());
        let (Role::Sink, Connect::From(from)) = (kind.meta().role, connect) else { return };
        visit_slots_mut(&mut **kind, &mut |_, slot| {
            if let Slot::Path(path, PathUse::Save([extension, ..])) = slot
                && path.is_empty()
            {
                *path = self.free_path(from, extension);
            }
        });
    }

    /// The columns of the first input of a node added there, if known.
    fn arriving_by(&self, connect: &Connect) -> Option<&[ColumnInfo]> {
        let from = match connect {
            Connect::From(from) => from,
            Connect::FromAll(tables) => tables.first()?,
            Connect::On(wire) => &wire.from,
            Connect::To(_) | Connect::Not => return None,
        };
        self.project.results.get(from.node)?.columns.get(self.project.node_info.output_index(from))?.as_deref()
    }

    /// A path without an existing file or a sink of the project: existing files are never overwritten without
    /// confirmation.
    fn free_path(&self, from: &PortRef, extension: &str) -> String {
        let name = self.document().node(from.node).map_or("output", |node| node.name.as_str());
        let stem = if from.port.is_empty() { name.to_owned() } else { format!("{name}_{}", from.port) };
        let folder = self.folder_beside(from.node);
        let taken: Vec<String> = self.paths().collect();
        let candidates = (1..).map(|n| match n {
            1 => format!("{folder}{stem}.{extension}"),
            n => format!("{folder}{stem}_{n}.{extension}"),
        });
        let base = self.base();
        let is_free = |path: &String| !taken.contains(path) && connect::stamp(&base.join(path)).is_err();
        candidates.take(1000).find(is_free).unwrap_or_default()
    }

    /// The project's folder; for an unsaved project, the folder of the file from which its table comes.
    fn folder_beside(&self, node: NodeId) -> String {
        if self.project.file.is_some() {
            return String::new();
        }
        let mut node = node;
        let mut steps = self.document().nodes().len();
        while let Some(wire) = self.document().wires().iter().find(|wire| wire.to.node == node) {
            node = wire.from.node;
            steps = match steps.checked_sub(1) {
                Some(left) => left,
                None => break,
            };
        }
        let source = self.path_of(node).filter(|path| Path::new(path).is_absolute());
        let folder = source.and_then(|path| Some(Path::new(&path).parent()?.to_owned()));
        // The user should not write into the folders installed with the program.
        let is_sample = |folder: &Path| connect::samples_folder().is_some_and(|samples| folder.starts_with(samples));
        let folder = match folder {
            Some(folder) if is_sample(&folder) => connect::documents_folder(),
            folder => folder,
        };
        let folder = folder.map(|folder| folder.to_string_lossy().replace('\\', "/"));
        folder.map_or_else(String::new, |folder| format!("{}/", folder.trim_end_matches('/')))
    }

    fn paths(&self) -> impl Iterator<Item = String> {
        self.document().nodes().filter_map(|(id, _)| self.path_of(id))
    }

    pub(super) fn path_of(&self, node: NodeId) -> Option<String> {
        let node = self.document().node(node)?;
        let kind = Kind::of(node).ok()?;
        let mut found = None;
        visit_slots(&kind, &mut |_, slot| {
            if let Slot::Path(path, _) = slot {
                found.get_or_insert_with(|| path.clone());
            }
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, NodeCommand};
    use crate::base::Severity;
    use crate::document::{Position, Settings};
    use crate::engine::Engine;
    use crate::nodes::KINDS;

    /// A kind added after a table, without further settings, gives a table, or one message about what is missing.
    #[test]
    fn every_kind_behind_a_table_works_or_says_one_thing() {
        let flights = "(headers:[\"carrier\",\"day\",\"delay\",\"miles\"],rows:[[\"AA\",\"2013-01-31\",\"12\",\"10.5\"],[\"UA\",\"\",\"\",\"3\"]])";
        let mut incomplete = Vec::new();
        for kind in KINDS.iter().filter(|kind| kind.meta.role != Role::Source) {
            let id = kind.meta.id;
            let mut app = App::without_state(Engine::inline());
            let mut add = |kind: &str, settings: Option<&str>, connect: Connect| {
                let settings = settings.map(Settings::canonical);
                app.handle(Command::Node(NodeCommand::Add {
                    kind: kind.into(),
                    settings,
                    at: Position::default(),
                    connect,
                }));
                while app.poll() {}
                app.selected_node().expect("the new node")
            };
            let first = add("table", Some(flights), Connect::Not);
            let node = match (kind.ports)().inputs.len() {
                1 => add(id, None, Connect::From(PortRef::first(first))),
                _ => {
                    let second = add("table", Some(flights), Connect::Not);
                    add(id, None, Connect::FromAll(vec![PortRef::first(first), PortRef::first(second)]))
                }
            };
            let result = app.project.results.get(node).expect("a result");
            let missing = result.problems.iter().filter(|problem| problem.severity == Severity::Incomplete).count();
            assert!(result.problems.iter().all(|p| p.severity == Severity::Incomplete), "{id}: {:?}", result.problems);
            assert!(missing <= 1, "{id}: one thing at a time: {:?}", result.problems);
            match result.problems.first() {
                Some(problem) => {
                    assert!(problem.setting.is_some(), "{id}: beside its field: {problem}");
                    // Where a sink writes may have to be named.
                    if kind.meta.role != Role::Sink {
                        incomplete.push(id);
                    }
                }
                None => assert!(result.outputs[0].table.is_some(), "{id}: a table"),
            }
        }
        // Nothing can be guessed for these; a join finds its key if the tables have one column in common, not four.
        assert_eq!(incomplete, ["join", "pivot"], "`NodeKind::fill_in` guesses for all others");
    }
}
