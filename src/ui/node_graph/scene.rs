//! The scene: cards, ports and wires by index, rebuilt from the document after each change.

use std::collections::{HashMap, HashSet};

use egui::{Id, Pos2, Rect, Vec2};

use crate::app::{App, NodeInfo};
use crate::base::text::Language;
use crate::document::{Document, Node, NodeId, PortRef, Wire};

use super::annotations::Annotations;
use super::camera::point;
use super::icons;
use super::layout::{self, Side};
use super::text_cache;

pub use super::scene_items::{Port, SceneNode, SceneWire, specs};

/// The maximum length of a summary in characters; no card is as wide.
const MAX_SUMMARY: usize = 240;

/// All cards and wires of a document.
#[derive(Debug, Default)]
pub struct Scene {
    /// The revision of the document and the language of the titles.
    made_from: Option<(u64, Language)>,
    pub nodes: Vec<SceneNode>,
    pub wires: Vec<SceneWire>,
    pub annotations: Annotations,
    index: HashMap<NodeId, usize>,
    bounds: Option<Rect>,
    /// The dragged nodes, by index, and their displacement.
    moved: Vec<bool>,
    shift: Vec2,
}

impl Scene {
    /// Updates the scene from the document. Returns whether it has changed.
    pub fn follow(&mut self, app: &App, base: Id) -> bool {
        let now = Some((app.project.history.revision(), Language::current()));
        if self.made_from == now {
            return false;
        }
        *self = Scene::of(app, base);
        self.made_from = now;
        true
    }

    fn of(app: &App, base: Id) -> Scene {
        let document = app.document();
        let mut nodes: Vec<SceneNode> = document.nodes().map(|(id, node)| scene_node(app, base, id, node)).collect();
        let index: HashMap<NodeId, usize> = nodes.iter().enumerate().map(|(n, node)| (node.id, n)).collect();
        let annotations = Annotations::of(document);
        let wires = scene_wires(document, &nodes, &index, &annotations);
        for wire in &wires {
            nodes[wire.from].set_wired(Side::Output, wire.from_port);
            nodes[wire.to].set_wired(Side::Input, wire.to_port);
        }
        let bounds = nodes.iter().map(|node| node.rect).chain(annotations.bounds()).reduce(|a, b| a.union(b));
        Scene { nodes, wires, annotations, index, bounds, ..Scene::default() }
    }

    /// The index of a node.
    pub fn find(&self, id: NodeId) -> Option<usize> {
        self.index.get(&id).copied()
    }

    pub fn node(&self, id: NodeId) -> Option<&SceneNode> {
        self.nodes.get(self.find(id)?)
    }

    /// The bounds of all cards, frames, notes and dots; `None` if there are none.
    pub fn bounds(&self) -> Option<Rect> {
        self.bounds
    }

    /// The bounds of the cards of `ids`.
    pub fn bounds_of<'a>(&self, ids: impl IntoIterator<Item = &'a NodeId>) -> Option<Rect> {
        ids.into_iter().filter_map(|id| Some(self.card(self.find(*id)?))).reduce(|a, b| a.union(b))
    }

    /// Draws the nodes of `ids` displaced, without changing the document, until [`Scene::end_shift`].
    pub fn shift(&mut self, ids: impl IntoIterator<Item = NodeId>, by: Vec2) {
        self.moved.clear();
        self.moved.resize(self.nodes.len(), false);
        for index in ids.into_iter().filter_map(|id| self.index.get(&id)) {
            self.moved[*index] = true;
        }
        self.shift = by;
    }

    pub fn end_shift(&mut self) {
        self.moved.clear();
        self.annotations.end_shift();
    }

    fn offset(&self, index: usize) -> Vec2 {
        if self.moved.get(index).copied().unwrap_or(false) { self.shift } else { Vec2::ZERO }
    }

    /// The card of a node by index.
    pub fn card(&self, index: usize) -> Rect {
        self.nodes[index].rect.translate(self.offset(index))
    }

    /// The centre of a port of a node by index.
    pub fn port_of(&self, index: usize, side: Side, port: usize) -> Pos2 {
        let rect = self.card(index);
        rect.min + layout::port(side, port, rect.width()).to_vec2()
    }

    /// The centre of a port.
    pub fn port(&self, port: Port) -> Option<Pos2> {
        Some(self.port_of(self.find(port.node)?, port.side, port.index))
    }

    /// Both ends of a wire.
    pub fn ends(&self, wire: &SceneWire) -> [Pos2; 2] {
        [self.port_of(wire.from, Side::Output, wire.from_port), self.port_of(wire.to, Side::Input, wire.to_port)]
    }

    /// The wires that end at an input, in order.
    pub fn wires_at(&self, input: Port) -> impl DoubleEndedIterator<Item = &SceneWire> {
        let node = self.find(input.node);
        self.wires.iter().filter(move |w| Some(w.to) == node && w.to_port == input.index)
    }

    /// The port at the other end of a wire at `port`.
    pub fn other_end(&self, wire: &SceneWire, port: Port) -> Option<Port> {
        let index = self.find(port.node)?;
        let (from, to) = ((wire.from, wire.from_port), (wire.to, wire.to_port));
        let end = |(node, index): (usize, usize), side| Port { node: self.nodes[node].id, side, index };
        match port.side {
            Side::Output => (from == (index, port.index)).then(|| end(to, Side::Input)),
            Side::Input => (to == (index, port.index)).then(|| end(from, Side::Output)),
        }
    }

    /// A port as the document names it: the first port of a side has an empty name.
    pub fn port_ref(&self, port: Port) -> PortRef {
        PortRef::new(port.node, if port.index == 0 { "" } else { self.port_name(port) })
    }

    pub fn port_name(&self, port: Port) -> &str {
        let Some(node) = self.node(port.node) else { return "" };
        specs(&node.ports, port.side).get(port.index).map_or("", |spec| &*spec.name)
    }

    /// The nodes that a new wire at `port` must not reach, because it would close a cycle: the node of `port` itself and
    /// everything upstream of an output or downstream of an input.
    pub fn nodes_closing_cycle(&self, port: Port) -> HashSet<NodeId> {
        let Some(start) = self.find(port.node) else { return HashSet::new() };
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for wire in &self.wires {
            match port.side {
                Side::Output => next[wire.to].push(wire.from),
                Side::Input => next[wire.from].push(wire.to),
            }
        }
        let mut reached = HashSet::from([start]);
        let mut open = vec![start];
        while let Some(index) = open.pop() {
            open.extend(next[index].iter().copied().filter(|other| reached.insert(*other)));
        }
        reached.into_iter().map(|index| self.nodes[index].id).collect()
    }
}

fn scene_node(app: &App, base: Id, id: NodeId, node: &Node) -> SceneNode {
    let info = app.project.node_info.get(id);
    let category = info.and_then(|f| f.category);
    let title = info.map_or(node.kind.as_str(), NodeInfo::title);
    let ports = info.map(|f| f.ports.clone()).unwrap_or_default();
    SceneNode {
        id,
        egui_id: base.with(id.0),
        name: node.name.clone(),
        kind: title.to_owned(),
        summary: info.map(|info| text_cache::ends(&info.summary.to_string(), MAX_SUMMARY)).unwrap_or_default(),
        icon: icons::icon(&node.kind),
        category,
        activity: node.activity,
        opened: node.opened,
        mark: node.mark.clone(),
        is_sink: info.is_some_and(NodeInfo::is_sink),
        wired: [0; 2],
        rect: Rect::from_min_size(point(node.position), layout::size(&ports, node.opened)),
        ports,
    }
}

fn scene_wires(
    document: &Document,
    nodes: &[SceneNode],
    index: &HashMap<NodeId, usize>,
    annotations: &Annotations,
) -> Vec<SceneWire> {
    let dot_index = annotations.dot_index();
    let wire = |wire: &Wire| {
        let (from, to) = (*index.get(&wire.from.node)?, *index.get(&wire.to.node)?);
        // A missing port is drawn at the first one; the engine reports the problem.
        let from_port = nodes[from].ports.find_output(&wire.from.port).unwrap_or(0);
        let to_port = nodes[to].ports.find_input(&wire.to.port).unwrap_or(0);
        let dots = annotations.route(document, &dot_index, wire);
        Some(SceneWire { wire: wire.clone(), from, from_port, to, to_port, dots })
    };
    document.wires().iter().filter_map(wire).collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::document::{Edit, Position, Settings};

    /// An app with filters of these names in a row, 16 grid steps apart, and wires "a>b" or "a.others>b".
    pub fn app_of(names: &[&str], wires: &[(&str, &str)]) -> App {
        let mut app = App::default();
        let mut edits = Vec::new();
        for (n, name) in names.iter().enumerate() {
            let node = Node {
                name: (*name).to_owned(),
                kind: "filter".into(),
                version: 1,
                settings: Settings::default(),
                position: Position::new(16 * n as i32, 0),
                activity: Default::default(),
                running: Default::default(),
                opened: false,
                mark: Default::default(),
            };
            edits.push(Edit::AddNode { id: NodeId(n as u64), node });
        }
        let id = |name: &str| NodeId(names.iter().position(|n| *n == name).expect("a name of the list") as u64);
        for (index, (from, to)) in wires.iter().enumerate() {
            let (node, port) = from.split_once('.').unwrap_or((from, ""));
            let wire = Wire::new(PortRef::new(id(node), port), PortRef::first(id(to)));
            edits.push(Edit::AddWire { index, wire });
        }
        app.project.history.apply("set up", None, edits).expect("a valid document");
        let document = app.project.history.document().clone();
        app.project.node_info.update(&document);
        app
    }

    /// The scene of a project file.
    pub fn scene_of_text(text: &str) -> Scene {
        let document = crate::nodes::document_from(text).expect("a project").document;
        let mut app = App::default();
        app.project.node_info.update(&document);
        app.project.history = crate::document::History::new(document);
        Scene::of(&app, Id::new("canvas"))
    }

    pub fn scene_of(names: &[&str], wires: &[(&str, &str)]) -> Scene {
        Scene::of(&app_of(names, wires), Id::new("canvas"))
    }

    #[test]
    fn wires_know_their_ports() {
        let scene = scene_of(&["a", "b"], &[("a.others", "b")]);
        let wire = &scene.wires[0];
        assert_eq!((wire.from, wire.from_port, wire.to, wire.to_port), (0, 1, 1, 0));
        let [from, to] = scene.ends(wire);
        assert_eq!(from.x, scene.card(0).right());
        assert_eq!(to.x, scene.card(1).left());
        let others = Port { node: NodeId(0), side: Side::Output, index: 1 };
        assert_eq!(scene.port_ref(others), PortRef::new(NodeId(0), "others"));
        assert_eq!(scene.port_ref(Port { index: 0, ..others }), PortRef::first(NodeId(0)));
    }

    #[test]
    fn a_shift_moves_cards_and_ports_for_the_time_being() {
        let mut scene = scene_of(&["a", "b"], &[]);
        let before = scene.card(1);
        scene.shift([NodeId(1)], Vec2::new(32.0, 16.0));
        assert_eq!(scene.card(1), before.translate(Vec2::new(32.0, 16.0)));
        assert_eq!(scene.card(0).min, Pos2::ZERO);
        scene.end_shift();
        assert_eq!(scene.card(1), before);
    }

    #[test]
    fn cycles_are_known_as_the_document_knows_them() {
        let names = ["a", "b", "c", "d"];
        let app = app_of(&names, &[("a", "b"), ("b", "c"), ("d", "c")]);
        let scene = Scene::of(&app, Id::new("canvas"));
        for from in 0..4 {
            let from = NodeId(from);
            let port = Port { node: from, side: Side::Output, index: 0 };
            let closing = scene.nodes_closing_cycle(port);
            let back = |to| scene.nodes_closing_cycle(Port { node: to, side: Side::Input, index: 0 }).contains(&from);
            for to in (0..4).map(NodeId) {
                let expected = app.document().would_cycle(from, to);
                assert_eq!(closing.contains(&to), expected, "{from:?} {to:?}");
                assert_eq!(back(to), expected, "{from:?} {to:?}");
            }
        }
    }
}
