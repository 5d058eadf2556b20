//! Tidying up: the content of each frame is laid out separately, then the frame is placed as a single unit. So the
//! content of a frame stays inside it, and nothing else moves into it.

mod arrangement;

use std::collections::{BTreeMap, BTreeSet};

use arrangement::Arrangement;

use super::alignment::Item;
use super::layered_layout::Card;
use super::view::CameraRequest;
use super::{App, placement};
use crate::document::{self, Annotation, AnnotationId, Edit, NodeId, Position, Shape};

impl App {
    /// Arranges the selection, or everything if fewer than two nodes are selected.
    pub(super) fn tidy_up(&mut self) {
        let all = self.project.view.selection.len() < 2;
        let mut arrangement = self.arrangement(all);
        arrangement.lay_out(None);
        let mut edits = Vec::new();
        let mut moved: BTreeMap<NodeId, Position> = BTreeMap::new();
        let mut laid: BTreeSet<AnnotationId> = BTreeSet::new();
        for item in arrangement.parent.keys() {
            let at = arrangement.place(*item);
            match item {
                Item::Node(id) if self.document().node(*id).is_some_and(|node| node.position != at) => {
                    moved.insert(*id, at);
                    edits.push(Edit::Move { id: *id, to: at });
                }
                Item::Node(_) => {}
                Item::Annotation(id) => {
                    laid.insert(*id);
                    let Some(old) = self.document().annotation(*id) else { continue };
                    let size = match old.shape {
                        Shape::Frame => arrangement.cards.get(item).map_or(old.size, |card| (card.width, card.height)),
                        Shape::Note => old.size,
                    };
                    let new = Annotation { at, size, ..old.clone() };
                    edits.extend((new != *old).then_some(Edit::SetAnnotation { id: *id, to: Some(new) }));
                }
            }
        }
        edits.extend(self.edits_after_tidying(&moved, &laid));
        if edits.is_empty() {
            self.set_status(say!("all-is-tidy"));
        } else if self.edit(say!("step-tidy"), None, edits) && all {
            self.project.view.camera_request = Some(CameraRequest::Open);
        }
    }

    /// The items to tidy: nodes, frames whose nodes are all included, and notes; of the whole canvas, or of the
    /// selection.
    fn arrangement(&self, all: bool) -> Arrangement {
        let document = self.document();
        let nodes = &self.project.view.selection;
        let annotations = &self.project.view.selected_annotations;
        let chosen = |id: NodeId| all || nodes.contains(&id);
        // Narrower ones first, so that the innermost container is found first.
        let boxes: Vec<(AnnotationId, &Annotation)> = document.annotations().into_iter().rev().collect();
        let takes_part = |(id, annotation): &&(AnnotationId, &Annotation)| {
            let contained = document.nodes_of_frame(*id);
            match annotation.shape {
                Shape::Frame if !contained.is_empty() => contained.iter().all(|node| chosen(*node)),
                Shape::Frame | Shape::Note => all || annotations.contains(id),
            }
        };
        let boxes: Vec<(AnnotationId, &Annotation)> = boxes.iter().filter(takes_part).copied().collect();
        let frames = || boxes.iter().enumerate().filter(|(_, (_, annotation))| annotation.shape == Shape::Frame);
        let mut parent = BTreeMap::new();
        let mut cards = BTreeMap::new();
        for (id, node) in document.nodes().filter(|(id, _)| chosen(*id)) {
            let (width, height) = self.covered_size(id);
            let frame = frames().find(|(_, (_, frame))| frame.holds(node.position)).map(|(_, (id, _))| *id);
            parent.insert(Item::Node(id), frame);
            cards.insert(Item::Node(id), Card { x: node.position.x, y: node.position.y, width, height });
        }
        for (n, (id, annotation)) in boxes.iter().enumerate() {
            let around = |(at, (_, frame)): &(usize, &(AnnotationId, &Annotation))| {
                (annotation.shape == Shape::Note || *at > n) && frame.holds_whole(annotation)
            };
            parent.insert(Item::Annotation(*id), frames().find(around).map(|(_, (id, _))| *id));
            let (width, height) = annotation.size;
            cards.insert(Item::Annotation(*id), Card { x: annotation.at.x, y: annotation.at.y, width, height });
        }
        let port = |id, find: &dyn Fn(&crate::nodes::Ports) -> Option<usize>| {
            self.project.node_info.get(id).and_then(|info| find(&info.ports)).unwrap_or(0)
        };
        let spans = document.wires().iter().filter(|wire| chosen(wire.from.node) && chosen(wire.to.node));
        let spans = spans.map(|wire| {
            let output = port(wire.from.node, &|ports| ports.find_output(&wire.from.port));
            let input = port(wire.to.node, &|ports| ports.find_input(&wire.to.port));
            (wire.from.node, output, wire.to.node, input)
        });
        Arrangement { parent, cards, spans: spans.collect(), inner: BTreeMap::new() }
    }

    /// Frames that are not laid out themselves grow around their moved nodes; dots of moved wires are removed.
    fn edits_after_tidying(&self, moved: &BTreeMap<NodeId, Position>, laid: &BTreeSet<AnnotationId>) -> Vec<Edit> {
        let grown = document::grow_frames(self.document(), moved, |id| self.covered_size(id));
        let is_laid = |edit: &Edit| matches!(edit, Edit::SetAnnotation { id, .. } if laid.contains(id));
        let mut edits: Vec<Edit> = grown.into_iter().filter(|edit| !is_laid(edit)).collect();
        let bent = self
            .document()
            .dots()
            .filter(|(node, dot)| moved.contains_key(node) || dot.to.iter().any(|to| moved.contains_key(&to.node)));
        let bent: BTreeSet<AnnotationId> = bent.map(|(_, dot)| dot.id).collect();
        edits.extend(document::remove_annotations(self.document(), &bent));
        edits
    }

    /// Width and height of a node with its problem line and its comment, in grid steps.
    pub(super) fn covered_size(&self, id: NodeId) -> (i32, i32) {
        let (width, height) = self.size_of(id);
        let comment = self.document().node(id).map_or("", |node| node.mark.comment.as_str());
        (width, height + placement::comment_rows(comment, width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Command};
    use crate::document::History;

    /// `frames` as title, corner and size; each node at its position, wired in the order of `wires`.
    fn app(nodes: &[(&str, i32, i32)], wires: &[(&str, &str)], boxes: &str) -> App {
        let all: String = nodes.iter().map(|(name, ..)| format!("{name:?}: (kind: \"union\", version: 1),")).collect();
        let wires: String = wires.iter().map(|(from, to)| format!("(from: {from:?}, to: {to:?}),")).collect();
        let layout: String = nodes.iter().map(|(name, x, y)| format!("{name:?}: ({x}, {y}),")).collect();
        let text = format!("(format: 1, nodes: {{{all}}}, wires: [{wires}], layout: {{{layout}}}, {boxes})");
        let history = History::new(crate::document::read(&text).unwrap().document);
        let mut app = App::default();
        app.project.history = history;
        let document = app.project.history.document().clone();
        app.project.node_info.update(&document);
        app
    }

    /// Titles of frames and names of the nodes in each, after tidying up twice.
    fn tidied(mut app: App) -> (App, Vec<String>) {
        let before = crate::document::write(app.document());
        app.handle(Command::Do(Action::Tidy));
        let once = crate::document::write(app.document());
        app.handle(Command::Do(Action::Tidy));
        assert_eq!(crate::document::write(app.document()), once, "tidy is tidy");
        app.handle(Command::Do(Action::Undo));
        assert_eq!(crate::document::write(app.document()), before, "one step");
        app.handle(Command::Do(Action::Redo));
        let document = app.document();
        let frames = document.annotations().into_iter().filter(|(_, annotation)| annotation.shape == Shape::Frame);
        let lines = frames.map(|(id, frame)| {
            let contained = document.nodes_of_frame(id);
            let names = contained.iter().map(|id| document.node(*id).unwrap().name.as_str()).collect::<Vec<_>>();
            format!("{}: {}", frame.text, names.join(" "))
        });
        let lines = lines.collect();
        (app, lines)
    }

    #[test]
    fn a_frame_keeps_its_nodes_and_takes_no_others() {
        let nodes = [("a", 2, 4), ("b", 40, 30), ("c", 0, 60), ("d", 90, 0)];
        let frames = r#"frames: [(title: "F", color: Red, at: (0, 0), size: (60, 40))],
            notes: [(text: "n", color: Grey, at: (4, 20), size: (10, 4))]"#;
        let (app, lines) = tidied(app(&nodes, &[("a", "b"), ("a", "c"), ("c", "d"), ("b", "d")], frames));
        assert_eq!(lines, ["F: a b"]);
        let document = app.document();
        let at = |name: &str| document.node(document.find(name).unwrap()).unwrap().position;
        assert!(at("b").x > at("a").x && at("d").x > at("c").x && at("d").x > at("b").x);
        let note = document.annotations().pop().unwrap().1;
        let frame = document.annotations().remove(0).1;
        assert!(frame.holds_whole(note) && note.at.y > at("a").y, "{note:?}");
        assert_eq!(frame.at, Position::new(0, 0));
    }

    #[test]
    fn frames_lie_in_frames_and_those_that_feed_each_other_are_opened() {
        let nodes = [("a", 4, 8), ("b", 4, 60), ("c", 30, 8)];
        let outer = r#"(title: "outer", color: Red, at: (0, 0), size: (60, 40))"#;
        let nested = format!(r#"frames: [{outer}, (title: "inner", color: Blue, at: (2, 4), size: (18, 14))]"#);
        let (_, lines) = tidied(app(&nodes, &[("a", "c"), ("c", "b")], &nested));
        assert_eq!(lines, ["outer: a c", "inner: a"]);
        // The frame of a and c cannot be placed both before and after b.
        let (app, lines) = tidied(app(&nodes, &[("a", "b"), ("b", "c")], &format!("frames: [{outer}]")));
        assert!(lines[0].starts_with("outer: a"), "{lines:?}");
        let document = app.document();
        let x = |name: &str| document.node(document.find(name).unwrap()).unwrap().position.x;
        assert!(x("a") < x("b") && x("b") < x("c"));
    }
}
