//! Tidying up: the content of each frame is laid out separately, then the frame is placed as a single unit. So the
//! content of a frame stays inside it, and nothing else moves into it.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Item;
use super::layered_layout::{Card, Link, tidy};
use super::view::CameraRequest;
use super::{App, placement};
use crate::document::{self, Annotation, AnnotationId, Edit, FRAME_MARGIN, NodeId, Position, Shape};

/// A wire to lay out: its nodes, and the numbers of its ports.
type Span = (NodeId, usize, NodeId, usize);

/// The items to lay out, and the frame that contains each of them.
struct Arrangement {
    parent: BTreeMap<Item, Option<AnnotationId>>,
    /// Sizes of nodes and notes, then of the frames that are laid out; and the current positions of all of them.
    cards: BTreeMap<Item, Card>,
    spans: Vec<Span>,
    /// The position of each item within its container.
    inner: BTreeMap<Item, (i32, i32)>,
}

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
        let (nodes, annotations) = (&self.project.view.selection, &self.project.view.selected_annotations);
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
        let (mut parent, mut cards) = (BTreeMap::new(), BTreeMap::new());
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

impl Arrangement {
    fn items(&self, frame: Option<AnnotationId>) -> Vec<Item> {
        self.parent.iter().filter(|(_, parent)| **parent == frame).map(|(item, _)| *item).collect()
    }

    /// Assigns positions to everything in `frame`, and the size of the frame.
    fn lay_out(&mut self, frame: Option<AnnotationId>) {
        self.open_cycles(frame);
        let items = self.items(frame);
        for item in &items {
            if let Item::Annotation(id) = item
                && !self.items(Some(*id)).is_empty()
            {
                self.lay_out(Some(*id));
            }
        }
        let cards: Vec<Card> = items.iter().map(|item| self.cards[item]).collect();
        let places = tidy(&cards, &self.links(frame, &items));
        let Some(frame) = frame else { return self.inner.extend(items.into_iter().zip(places)) };
        let (left, top) = (places.iter().map(|at| at.0).min(), places.iter().map(|at| at.1).min());
        let (left, top) = (left.unwrap_or(0), top.unwrap_or(0));
        let (side, above, below) = FRAME_MARGIN;
        let (mut width, mut height) = Annotation::smallest(Shape::Frame);
        for ((item, (x, y)), card) in items.into_iter().zip(places).zip(cards) {
            self.inner.insert(item, (x - left + side, y - top + above));
            width = width.max(x - left + card.width + 2 * side);
            height = height.max(y - top + card.height + above + below);
        }
        if let Some(card) = self.cards.get_mut(&Item::Annotation(frame)) {
            (card.width, card.height) = (width, height);
        }
    }

    /// The direct child of `frame` that is or contains `node`, and the vertical offset of the node in it.
    fn end(&self, frame: Option<AnnotationId>, node: NodeId) -> Option<(Item, i32)> {
        let (mut item, mut below) = (Item::Node(node), 0);
        loop {
            let parent = *self.parent.get(&item)?;
            if parent == frame {
                return Some((item, below));
            }
            below += self.inner.get(&item).map_or(0, |at| at.1);
            item = Item::Annotation(parent?);
        }
    }

    fn links(&self, frame: Option<AnnotationId>, items: &[Item]) -> Vec<Link> {
        let at: BTreeMap<Item, usize> = items.iter().enumerate().map(|(n, item)| (*item, n)).collect();
        let link = |(from, output, to, input): &Span| {
            let ((from, down), (to, up)) = (self.end(frame, *from)?, self.end(frame, *to)?);
            // A port inside a frame is located where it is visible: at that offset below the frame's top.
            let port = |below: i32, port: usize| usize::try_from(below).unwrap_or(0) + port;
            let (output, input) = (port(down, *output), port(up, *input));
            (from != to).then_some(Link { from: *at.get(&from)?, output, to: *at.get(&to)?, input })
        };
        self.spans.iter().filter_map(link).collect()
    }

    /// Two frames, or a frame and a node, can feed each other, so that neither can be placed left of the other: such
    /// frames are not units, and their content is laid out with the rest.
    fn open_cycles(&mut self, frame: Option<AnnotationId>) {
        loop {
            let items = self.items(frame);
            let ends: Vec<(usize, usize)> = self.links(frame, &items).iter().map(|link| (link.from, link.to)).collect();
            let around = in_cycles(items.len(), &ends);
            let open = items.iter().zip(around).filter_map(|(item, around)| match item {
                Item::Annotation(id) if around => Some(*id),
                _ => None,
            });
            let open: BTreeSet<AnnotationId> = open.collect();
            if open.is_empty() {
                return;
            }
            self.parent.retain(|item, _| !matches!(item, Item::Annotation(id) if open.contains(id)));
            for parent in self.parent.values_mut().filter(|parent| parent.is_some_and(|id| open.contains(&id))) {
                *parent = frame;
            }
        }
    }

    /// Its position on the canvas.
    fn place(&self, item: Item) -> Position {
        let (x, y) = self.inner.get(&item).copied().unwrap_or_default();
        match self.parent.get(&item).copied().flatten() {
            Some(frame) => self.place(Item::Annotation(frame)).offset(x, y),
            None => Position::new(x, y),
        }
    }
}

/// Which of `count` items are in a cycle of these links, or between two cycles.
fn in_cycles(count: usize, links: &[(usize, usize)]) -> Vec<bool> {
    // Items that can be removed one by one from the start or from the end are in no cycle.
    let left_by = |turn: fn(&(usize, usize)) -> (usize, usize)| {
        let mut waits = vec![0_usize; count];
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (from, to) in links.iter().map(turn) {
            waits[to] += 1;
            next[from].push(to);
        }
        let mut free: Vec<usize> = (0..count).filter(|n| waits[*n] == 0).collect();
        while let Some(n) = free.pop() {
            for to in &next[n] {
                waits[*to] -= 1;
                if waits[*to] == 0 {
                    free.push(*to);
                }
            }
        }
        waits
    };
    let (forth, back) = (left_by(|link| *link), left_by(|(from, to)| (*to, *from)));
    forth.into_iter().zip(back).map(|(a, b)| a > 0 && b > 0).collect()
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
        let (note, frame) = (document.annotations().pop().unwrap().1, document.annotations().remove(0).1);
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

    #[test]
    fn cycles_are_found() {
        assert_eq!(in_cycles(4, &[(0, 1), (1, 2), (2, 3)]), [false; 4]);
        assert_eq!(in_cycles(4, &[(0, 1), (1, 2), (2, 1), (2, 3)]), [false, true, true, false]);
        assert_eq!(in_cycles(4, &[(0, 1), (1, 0)]), [true, true, false, false]);
    }
}
