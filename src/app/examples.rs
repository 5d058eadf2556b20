//! The examples of kinds: computed on request, added to the canvas on request.

use crate::connect;
use crate::document::{Document, NodeId, Picked, Position, Settings, write_selection};
use crate::engine::{Request, example_project};
use crate::nodes::slots::{Slot, visit_slots_mut};
use crate::nodes::{Kind, Role};

use super::App;
use super::placement::STEP;
use super::view::CameraRequest;

impl App {
    /// Computes the example of a kind, once.
    pub(super) fn show_example(&mut self, kind: &str) {
        let Some(id) = Kind::info(kind).map(|info| info.meta.id) else { return };
        if !self.project.examples.0.contains_key(id) {
            self.project.examples.0.insert(id, None);
            self.send(Request::Example(id));
        }
    }

    /// Puts the nodes of an example on the canvas, below what is selected.
    pub(super) fn add_example(&mut self, kind: &str) {
        let Some((mut document, node)) = example_project(kind) else { return };
        let Some(role) = Kind::info(kind).map(|info| info.meta.role) else { return };
        let part = match role {
            // The nodes that created its file are not needed: the file exists.
            Role::Source => {
                let folder = connect::example_dir().unwrap_or_default();
                change_path(&mut document, node, |path| {
                    *path = folder.join(&*path).to_string_lossy().replace('\\', "/")
                });
                only(&document, node)
            }
            // Existing files are not overwritten.
            _ => {
                let base = self.base();
                change_path(&mut document, node, |path| {
                    *path = free(path, &|path| connect::stamp(&base.join(path)).is_ok())
                });
                document
            }
        };
        let below = self.selected_node().and_then(|id| self.document().node(id)).map(|node| node.position);
        let at = below.map_or_else(Position::default, |position| position.offset(0, STEP.1));
        let before = self.project.history.revision();
        self.paste_nodes(&part, at, say!("undo-add-example"));
        if self.project.history.revision() != before {
            let of_kind = |id: &&NodeId| self.document().node(**id).is_some_and(|node| node.kind == kind);
            if let Some(id) = self.project.view.selection.iter().find(of_kind).copied() {
                self.project.view.camera_request = Some(CameraRequest::Reveal(id));
                self.select([id].into(), Vec::new(), super::SelectMode::Replace);
            }
        }
    }
}

/// A document with only one node of another document.
fn only(document: &Document, node: NodeId) -> Document {
    let picked = Picked { nodes: [node].into(), ..Picked::default() };
    let text = write_selection(document, &picked);
    crate::nodes::document_from(&text).map(|opened| opened.document).unwrap_or_default()
}

fn change_path(document: &mut Document, node: NodeId, change: impl Fn(&mut String)) {
    let Some(found) = document.node(node) else { return };
    let Ok(mut kind) = Kind::read(&found.kind, found.version, found.settings.text()) else { return };
    visit_slots_mut(&mut *kind, &mut |_, slot| {
        if let Slot::Path(path, _) = slot {
            change(path);
        }
    });
    let (kind, version, settings) = (found.kind.clone(), found.version, Settings::canonical(kind.text()));
    // The node exists: this cannot fail.
    let _ = document.apply(crate::document::Edit::Configure { id: node, kind, version, settings });
}

/// The path, or a similar one that is unused.
fn free(path: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let numbered = (2..1000).map(|n| format!("{stem}_{n}.{ending}"));
    std::iter::once(path.to_owned()).chain(numbered).find(|path| !is_taken(path)).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::nodes::KINDS;

    #[test]
    fn every_example_is_put_on_the_canvas_and_works_there() {
        for kind in KINDS {
            let id = kind.meta.id;
            let mut app = App::without_state(Engine::inline());
            if kind.meta.role == Role::Source {
                // Its file is written when the example is shown.
                app.show_example(id);
                while app.poll() {}
                assert!(
                    matches!(app.project.examples.get(id), Some(Some(Ok(_)))),
                    "{id}: {:?}",
                    app.project.examples.get(id)
                );
            }
            app.handle(super::super::Command::Form(super::super::FormCommand::AddExample(id.into())));
            while app.poll() {}
            let node = app.selected_node().unwrap_or_else(|| panic!("{id}: its node is selected"));
            assert_eq!(app.document().node(node).map(|node| node.kind.as_str()), Some(id));
            // What only Spark has is said to be there.
            let is_here = |problem: &crate::base::Problem| problem.cause != crate::base::Cause::OnlyOnSpark;
            let problems: Vec<String> = app
                .problems()
                .filter(|(_, problem)| is_here(problem))
                .map(|(_, problem)| problem.to_string())
                .collect();
            assert!(problems.is_empty(), "{id}: {problems:?}");
            app.handle(super::super::Command::Do(super::super::Action::Undo));
            assert!(app.document().is_empty(), "{id}: one step");
        }
    }

    #[test]
    fn nothing_is_written_over() {
        assert_eq!(free("cities.csv", &|_| false), "cities.csv");
        assert_eq!(free("cities.csv", &|path| path != "cities_3.csv"), "cities_3.csv");
    }
}
