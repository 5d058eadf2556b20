//! Makes room for a node inserted into a wire: downstream nodes move aside, and frames grow with them.

use std::collections::BTreeSet;

use super::App;
use super::placement::CLOSED;
use crate::document::{self, Annotation, Edit, Gesture, NodeId, Picked, Position, Wire};

/// Free grid steps on both sides of the node.
const BETWEEN: i32 = 4;

impl App {
    /// Moves an unconnected node onto a wire and inserts it.
    pub(super) fn insert_on_wire(&mut self, node: NodeId, wire: &Wire, (dx, dy): (i32, i32), drag: u64) {
        let Some(dropped) = self.document().node(node).map(|node| node.position.offset(dx, dy)) else { return };
        let (to, mut edits) = self.space_on_wire(wire, self.size_of(node).0, dropped);
        edits.push(Edit::Move { id: node, to });
        edits.extend(document::insert_on_wire(self.document(), node, wire));
        self.edit(self.insert_label(node, wire), Some(Gesture(format!("move {drag}"))), edits);
    }

    /// The position of a node of this width dropped on a wire, and the moves of downstream nodes that make room for it.
    pub(super) fn space_on_wire(&self, wire: &Wire, width: i32, dropped: Position) -> (Position, Vec<Edit>) {
        self.space_on_wires(std::slice::from_ref(wire), width, dropped)
    }

    /// As [`App::space_on_wire`], for a node between an output and all its wires: it is placed before the nearest
    /// target.
    pub(super) fn space_on_wires(&self, wires: &[Wire], width: i32, dropped: Position) -> (Position, Vec<Edit>) {
        let place = |id| self.document().node(id).map(|node| node.position);
        let end = |id, from: Position| from.x.saturating_add(self.size_of(id).0);
        // A wire that runs backwards or straight down needs no room: there is enough next to it.
        let forth = |wire: &&Wire| {
            place(wire.from.node).zip(place(wire.to.node)).is_some_and(|(from, to)| to.x >= end(wire.from.node, from))
        };
        let forth: Vec<&Wire> = wires.iter().filter(forth).collect();
        let nearest = forth.iter().min_by_key(|wire| place(wire.to.node).map(|to| to.x));
        let Some((wire, from, to)) =
            nearest.and_then(|wire| Some((wire, place(wire.from.node)?, place(wire.to.node)?)))
        else {
            return (self.free_place(dropped), Vec::new());
        };
        let least = end(wire.from.node, from).saturating_add(BETWEEN);
        // A horizontal wire stays horizontal.
        let line = from.y.saturating_add(self.project.node_info.output_index(&wire.from) as i32);
        let y = if (from.y - to.y).abs() <= BETWEEN && (line - dropped.y).abs() <= CLOSED.1 { line } else { dropped.y };
        let most = to.x.saturating_sub(width + BETWEEN).max(least);
        let at = Position::new(dropped.x.clamp(least, most), y);
        let lacking = at.x.saturating_add(width + BETWEEN).saturating_sub(to.x);
        if lacking <= 0 {
            return (self.free_place(at), Vec::new());
        }
        let behind = |id: &NodeId| place(*id).is_some_and(|place| place.x >= to.x);
        let follow: BTreeSet<NodeId> =
            forth.iter().flat_map(|wire| self.downstream(wire.to.node)).filter(behind).collect();
        let picked = self.document().carried(&Picked { nodes: follow, ..Picked::default() });
        let mut edits = document::move_picked(self.document(), &picked, lacking, 0);
        edits.extend(self.grown_frames(&edits));
        (at, edits)
    }

    /// Frames that must grow for nodes moved by these edits.
    fn grown_frames(&self, edits: &[Edit]) -> Vec<Edit> {
        let moved = edits.iter().filter_map(|edit| match edit {
            Edit::Move { id, to } => Some((*id, *to)),
            _ => None,
        });
        let grown = document::grow_frames(self.document(), &moved.collect(), |id| self.covered_size(id));
        grown.into_iter().filter_map(|edit| self.only_larger(edit)).collect()
    }

    /// Extends a frame's new size to include the old one.
    fn only_larger(&self, edit: Edit) -> Option<Edit> {
        let Edit::SetAnnotation { id, to: Some(new) } = edit else { return None };
        let old = self.document().annotation(id)?;
        let end = |annotation: &Annotation| annotation.at.offset(annotation.size.0, annotation.size.1);
        let at = Position::new(old.at.x.min(new.at.x), old.at.y.min(new.at.y));
        let corner = Position::new(end(old).x.max(end(&new).x), end(old).y.max(end(&new).y));
        let size = (corner.x.saturating_sub(at.x), corner.y.saturating_sub(at.y));
        let all = Annotation { at, size, ..new };
        (all != *old).then_some(Edit::SetAnnotation { id, to: Some(all) })
    }

    /// A node and everything downstream of it.
    pub(super) fn downstream(&self, node: NodeId) -> BTreeSet<NodeId> {
        let mut all = BTreeSet::from([node]);
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            let fed = self.document().wires().iter().filter(|wire| wire.from.node == node).map(|wire| wire.to.node);
            open.extend(fed.filter(|next| all.insert(*next)));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, CanvasCommand, Command, Connect, NodeCommand};
    use crate::document::PortRef;
    use crate::engine::Engine;

    fn ask(app: &mut App, command: Command) {
        app.handle(command);
        while app.poll() {}
    }

    /// Three in a row with little room between, the last two in a frame; one alone below.
    const ROW: &str = r#"(format: 1, nodes: {
        "a": (kind: "table", version: 1, settings: (headers: ["n"], rows: [["1"]])),
        "b": (kind: "limit", version: 1, settings: ()),
        "c": (kind: "limit", version: 1, settings: ()),
        "alone": (kind: "limit", version: 1, settings: ()),
    }, wires: [(from: "a", to: "b"), (from: "b", to: "c")],
    layout: {"a": (0, 0), "b": (16, 0), "c": (32, 0), "alone": (16, 20)},
    frames: [(title: "", color: Blue, at: (14, -4), size: (32, 12))])"#;

    fn app() -> App {
        let mut app = App::without_state(Engine::inline());
        ask(&mut app, Command::Canvas(CanvasCommand::Paste { text: ROW.into(), at: Position::new(0, -4) }));
        app
    }

    fn x(app: &App, name: &str) -> i32 {
        app.document().node(app.document().find(name).unwrap()).unwrap().position.x
    }

    #[test]
    fn what_follows_steps_aside_and_comes_back_with_undo() {
        for by_hand in [false, true] {
            let mut app = app();
            let find = |name: &str| app.document().find(name).unwrap();
            let wire = Wire::new(PortRef::first(find("a")), PortRef::first(find("b")));
            let before = document::write(app.document());
            let node = find("alone");
            let at = Position::new(13, 2);
            let command = if by_hand {
                Command::Canvas(CanvasCommand::InsertOnWire { node, wire, by: (-3, -18), drag: 1 })
            } else {
                Command::Node(NodeCommand::Add { kind: "sort".into(), settings: None, at, connect: Connect::On(wire) })
            };
            ask(&mut app, command);
            let new = if by_hand { "alone" } else { "sort" };
            assert_eq!([x(&app, new), x(&app, "b"), x(&app, "c")], [16, 32, 48]);
            let put = app.document().node(app.document().find(new).unwrap()).unwrap();
            assert_eq!(put.position.y, 0, "in one line with the wire");
            let (_, frame) = app.document().annotations()[0];
            assert!(frame.holds(Position::new(48, 0)) && frame.at == Position::new(14, -4), "{frame:?}");
            assert_eq!(app.document().wires().len(), 3);
            ask(&mut app, Command::Do(Action::Undo));
            assert_eq!(document::write(app.document()), before, "one step");
        }
    }

    #[test]
    fn where_there_is_room_nothing_moves() {
        let mut app = app();
        let ids: Vec<NodeId> = ["b", "c"].iter().map(|name| app.document().find(name).unwrap()).collect();
        ask(
            &mut app,
            Command::Canvas(CanvasCommand::MoveBy { nodes: ids.iter().copied().collect(), dx: 30, dy: 9, drag: 1 }),
        );
        let wire = Wire::new(PortRef::first(app.document().find("a").unwrap()), PortRef::first(ids[0]));
        let at = Position::new(22, 5);
        ask(
            &mut app,
            Command::Node(NodeCommand::Add { kind: "sort".into(), settings: None, at, connect: Connect::On(wire) }),
        );
        assert_eq!([x(&app, "sort"), x(&app, "b")], [22, 46]);
    }
}
