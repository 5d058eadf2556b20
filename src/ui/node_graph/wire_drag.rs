//! A wire being dragged: which ports it may connect to, and why not.

use std::collections::HashSet;

use egui::Pos2;

use crate::base::Text;
use crate::document::{AnnotationId, NodeId, Wire};

use super::camera::ViewTransform;
use super::layout::Side;
use super::scene::{Port, Scene, specs};

/// The distance at which the free end snaps to a port, in points.
const SNAP: f32 = 26.0;

/// A wire being dragged: one end is fixed, the other follows the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct WireDrag {
    pub fixed: Port,
    /// The wire that was detached from a port; `None` for a new one.
    pub detached: Option<Wire>,
    /// The dot that the wire is pulled out of; the fixed end is the dot's output.
    pub via: Option<AnnotationId>,
    /// The free end, in canvas units.
    pub at: Pos2,
    /// Nodes that would close a cycle.
    cycle_nodes: HashSet<NodeId>,
    /// Ports that are already connected to the fixed end.
    connected_ports: HashSet<Port>,
    /// Whether the pointer has left the node of the fixed end. Until then nothing is refused.
    has_left_node: bool,
}

/// What the free end points at.
#[derive(Clone, Debug, PartialEq)]
pub enum WireTarget {
    Void,
    /// It would connect here; `replaces` names the node whose wire it replaces.
    Fits {
        port: Port,
        replaces: Option<String>,
    },
    Refused {
        port: Option<Port>,
        why: Text,
    },
}

impl WireDrag {
    pub fn new(scene: &Scene, fixed: Port, detached: Option<Wire>, at: Pos2) -> WireDrag {
        let has_left_node = detached.is_some();
        let mut wire_drag = WireDrag {
            fixed,
            detached,
            via: None,
            at,
            cycle_nodes: HashSet::new(),
            connected_ports: HashSet::new(),
            has_left_node,
        };
        wire_drag.refresh(scene);
        wire_drag
    }

    /// A new wire pulled out of a dot of the output `fixed`.
    pub fn out_of(scene: &Scene, fixed: Port, dot: AnnotationId, at: Pos2) -> WireDrag {
        WireDrag { via: Some(dot), ..WireDrag::new(scene, fixed, None, at) }
    }

    /// Call after a change of the document during the drag.
    pub fn refresh(&mut self, scene: &Scene) {
        self.cycle_nodes = scene.nodes_closing_cycle(self.fixed);
        let others = scene.wires.iter().filter(|w| self.detached.as_ref() != Some(&w.wire));
        self.connected_ports = others.filter_map(|w| scene.other_end(w, self.fixed)).collect();
    }

    /// Moves the free end to the pointer.
    pub fn follow(&mut self, scene: &Scene, at: Pos2) {
        self.at = at;
        let home = scene.find(self.fixed.node).map(|index| scene.card(index));
        self.has_left_node |= home.is_none_or(|card| !card.expand(12.0).contains(at));
    }

    /// The wire from the fixed end to `port`.
    pub fn wire_to(&self, scene: &Scene, port: Port) -> Wire {
        let fixed = scene.port_ref(self.fixed);
        let free = scene.port_ref(port);
        if self.fixed.side == Side::Output { Wire::new(fixed, free) } else { Wire::new(free, fixed) }
    }

    /// Why `port` refuses the free end.
    pub fn refusal(&self, scene: &Scene, port: Port) -> Option<Text> {
        let name = |node: NodeId| scene.node(node).map_or("", |n| n.name.as_str());
        if port.node == self.fixed.node {
            return Some(say!("no-way-back", name = name(port.node)));
        }
        if port.side == self.fixed.side {
            return Some(match port.side {
                Side::Input => say!("two-inputs"),
                Side::Output => say!("two-outputs"),
            });
        }
        let unknown =
            [port.node, self.fixed.node].into_iter().find(|id| scene.node(*id).is_none_or(|n| n.category.is_none()));
        if let Some(unknown) = unknown {
            return Some(say!("unknown-takes-none", name = name(unknown)));
        }
        let carries = |port: Port| Some(specs(&scene.node(port.node)?.ports, port.side).get(port.index)?.carries);
        if let (Some(own), Some(other)) = (carries(self.fixed), carries(port))
            && own != other
        {
            let (takes, gives) = if port.side == Side::Input { (other, own) } else { (own, other) };
            return Some(say!("port-takes-other", takes = takes.text(), gives = gives.text()));
        }
        if self.cycle_nodes.contains(&port.node) {
            let (feeds, fed) = match self.fixed.side {
                Side::Output => (name(port.node), name(self.fixed.node)),
                Side::Input => (name(self.fixed.node), name(port.node)),
            };
            return Some(say!("closes-circle", feeds = feeds, fed = fed));
        }
        self.connected_ports.contains(&port).then(|| say!("wire-is-there"))
    }

    pub fn fits(&self, scene: &Scene, port: Port) -> bool {
        self.refusal(scene, port).is_none()
    }

    /// What would happen if the free end were dropped now.
    pub fn target(&self, scene: &Scene, transform: ViewTransform) -> WireTarget {
        let reach = SNAP / transform.zoom;
        let mut best: Option<(f32, Port)> = None;
        let mut refused: Option<(f32, Port)> = None;
        let mut over = None;
        for index in 0..scene.nodes.len() {
            let card = scene.card(index);
            if !card.expand(reach).contains(self.at) {
                continue;
            }
            if card.contains(self.at) {
                over = Some(index);
            }
            let node = &scene.nodes[index];
            for side in [Side::Input, Side::Output] {
                for port in 0..specs(&node.ports, side).len() {
                    let distance = (scene.port_of(index, side, port) - self.at).length();
                    let port = Port { node: node.id, side, index: port };
                    if distance > reach || port == self.fixed {
                        continue;
                    }
                    let nearest = if self.fits(scene, port) { &mut best } else { &mut refused };
                    if nearest.is_none_or(|(d, _)| distance < d) {
                        *nearest = Some((distance, port));
                    }
                }
            }
        }
        match (best, refused) {
            (Some((_, port)), _) => self.fit(scene, port),
            (None, Some((distance, port))) if distance * transform.zoom < SNAP / 2.0 => self.refuse(scene, Some(port)),
            _ => over.map_or(WireTarget::Void, |index| self.target_at_card(scene, index)),
        }
    }

    /// A wire dropped on a card goes to its first free port, else to its first port.
    fn target_at_card(&self, scene: &Scene, index: usize) -> WireTarget {
        let node = &scene.nodes[index];
        let side = if self.fixed.side == Side::Output { Side::Input } else { Side::Output };
        let ports: Vec<Port> =
            (0..specs(&node.ports, side).len()).map(|index| Port { node: node.id, side, index }).collect();
        let candidates = || ports.iter().copied().filter(|port| self.fits(scene, *port));
        let free = |port: &Port| side == Side::Output || self.replaced(scene, *port).is_none();
        match candidates().find(free).or_else(|| candidates().next()) {
            Some(port) => self.fit(scene, port),
            None if ports.is_empty() && node.id != self.fixed.node => {
                let why = match side {
                    Side::Input => say!("takes-no-table", name = node.name),
                    Side::Output => say!("gives-no-table", name = node.name),
                };
                WireTarget::Refused { port: None, why }
            }
            None => self.refuse(scene, ports.first().copied()),
        }
    }

    fn fit(&self, scene: &Scene, port: Port) -> WireTarget {
        WireTarget::Fits { port, replaces: self.replaced(scene, port) }
    }

    fn refuse(&self, scene: &Scene, port: Option<Port>) -> WireTarget {
        let home = port.is_none_or(|port| port.node == self.fixed.node);
        if home && !self.has_left_node {
            return WireTarget::Void;
        }
        let why = port.and_then(|port| self.refusal(scene, port));
        why.map_or(WireTarget::Void, |why| WireTarget::Refused { port, why })
    }

    /// The name of the node whose wire would be replaced. Inputs that take many tables replace none.
    fn replaced(&self, scene: &Scene, port: Port) -> Option<String> {
        let input = if port.side == Side::Input { port } else { self.fixed };
        let spec = scene.node(input.node)?.ports.inputs.get(input.index)?;
        let old = scene.wires_at(input).find(|w| self.detached.as_ref() != Some(&w.wire))?;
        (!spec.many).then(|| scene.nodes[old.from].name.clone())
    }

    /// Whether the pointer has not left the node of the fixed end.
    pub fn is_over_own_node(&self) -> bool {
        !self.has_left_node
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::Camera;
    use crate::ui::node_graph::scene::tests::scene_of;
    use egui::{Rect, pos2, vec2};

    fn output(node: u64) -> Port {
        Port { node: NodeId(node), side: Side::Output, index: 0 }
    }

    fn input(node: u64) -> Port {
        Port { node: NodeId(node), side: Side::Input, index: 0 }
    }

    fn transform() -> ViewTransform {
        ViewTransform::new(Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 800.0)), Camera::default(), 1.0)
    }

    #[test]
    fn each_refusal_has_its_words() {
        let scene = scene_of(&["a", "b", "c"], &[("a", "b"), ("b", "c")]);
        let from_c = WireDrag::new(&scene, output(2), None, Pos2::ZERO);
        assert_eq!(
            from_c.refusal(&scene, input(0)).unwrap(),
            r#""a" already feeds "c". The wire would create a cycle"#
        );
        assert!(from_c.refusal(&scene, input(2)).unwrap().contains("connected to itself"));
        assert!(from_c.refusal(&scene, output(0)).unwrap().contains("Two outputs"));
        let into_a = WireDrag::new(&scene, input(0), None, Pos2::ZERO);
        assert_eq!(
            into_a.refusal(&scene, output(2)).unwrap(),
            r#""a" already feeds "c". The wire would create a cycle"#
        );
        let again = WireDrag::new(&scene, output(0), None, Pos2::ZERO);
        assert!(again.refusal(&scene, input(1)).unwrap().contains("already"));
        assert!(again.fits(&scene, input(2)));
    }

    #[test]
    fn the_free_end_snaps_to_a_near_port_and_to_a_card() {
        let scene = scene_of(&["a", "b"], &[]);
        let mut wire_drag = WireDrag::new(&scene, output(0), None, Pos2::ZERO);
        let port = scene.port(input(1)).unwrap();
        let fits = WireTarget::Fits { port: input(1), replaces: None };
        wire_drag.follow(&scene, port - vec2(20.0, 8.0));
        assert_eq!(wire_drag.target(&scene, transform()), fits);
        wire_drag.follow(&scene, port + vec2(90.0, -30.0));
        assert_eq!(wire_drag.target(&scene, transform()), fits);
        wire_drag.follow(&scene, pos2(100.0, 500.0));
        assert_eq!(wire_drag.target(&scene, transform()), WireTarget::Void);
        wire_drag.follow(&scene, pos2(100.0, 20.0));
        assert!(matches!(wire_drag.target(&scene, transform()), WireTarget::Refused { .. }));
    }

    #[test]
    fn a_taken_input_says_what_it_would_lose() {
        let scene = scene_of(&["a", "b", "c"], &[("a", "b")]);
        let mut wire_drag = WireDrag::new(&scene, output(2), None, Pos2::ZERO);
        wire_drag.follow(&scene, scene.port(input(1)).unwrap());
        assert_eq!(
            wire_drag.target(&scene, transform()),
            WireTarget::Fits { port: input(1), replaces: Some("a".into()) }
        );
    }
}
