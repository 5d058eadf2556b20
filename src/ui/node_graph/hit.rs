//! Hit testing on the canvas.

use egui::{Pos2, Rect};

use crate::document::{AnnotationId, NodeId};

use super::annotations;
use super::camera::ViewTransform;
use super::detail::Detail;
use super::layout::{self, Side};
use super::line_mesh::Curve;
use super::scene::{Port, Scene, specs};

/// The maximum distance of the pointer from a port or a wire, in points.
const PORT_REACH: f32 = 10.0;
const WIRE_REACH: f32 = 6.0;

/// A target of the pointer. Wires are indices into the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Void,
    Node(NodeId, Part),
    Port(Port),
    Wire(usize),
    /// A dot of a wire, and the handle beside it, by index.
    Dot(usize),
    DotHandle(usize),
    /// A note, or the title bar or an edge of a frame.
    Annotation(AnnotationId, annotations::Part),
}

/// A part of a node's card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Body,
    /// The button that expands and collapses a card.
    ExpandButton,
    /// The button of an expanded card that switches between rows and distributions.
    DistributionButton,
    /// The line or the tab of an output.
    Output(usize),
}

/// The target at a screen position.
pub fn at(scene: &Scene, transform: ViewTransform, at: Pos2) -> Target {
    let detail = Detail::at(transform.zoom);
    let point = transform.to_canvas(at);
    let reach = PORT_REACH / transform.zoom;
    for index in (0..scene.nodes.len()).rev() {
        let card = scene.card(index);
        if !card.expand(reach).contains(point) {
            continue;
        }
        if detail.has_ports()
            && let Some(port) = port_at(scene, index, point, reach)
        {
            return Target::Port(port);
        }
        if card.contains(point) {
            let part = if detail == Detail::Full { part_at(scene, index, card, point) } else { Part::Body };
            return Target::Node(scene.nodes[index].id, part);
        }
    }
    if detail.has_ports() {
        if let Some(dot) = scene.annotations.dot_at(transform, at) {
            return Target::Dot(dot);
        }
        if let Some(dot) = scene.annotations.handle_at(transform, at) {
            return Target::DotHandle(dot);
        }
    }
    if let Some(wire) = wire_at(scene, transform, at) {
        return Target::Wire(wire);
    }
    scene
        .annotations
        .box_at(transform, at)
        .map_or(Target::Void, |(annotation, part)| Target::Annotation(annotation, part))
}

fn port_at(scene: &Scene, index: usize, point: Pos2, reach: f32) -> Option<Port> {
    let node = &scene.nodes[index];
    let sides = [Side::Output, Side::Input];
    let ports = sides.into_iter().flat_map(|side| (0..specs(&node.ports, side).len()).map(move |port| (side, port)));
    ports
        .map(|(side, port)| ((scene.port_of(index, side, port) - point).length(), side, port))
        .filter(|(distance, side, port)| {
            // Inside the card, the text of a port's line has priority.
            let outside =
                (scene.port_of(index, *side, *port).x - point.x) * if *side == Side::Input { 1.0 } else { -1.0 };
            *distance <= if outside >= 0.0 { reach } else { reach.min(8.0) }
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, side, port)| Port { node: node.id, side, index: port })
}

fn part_at(scene: &Scene, index: usize, card: Rect, point: Pos2) -> Part {
    let node = &scene.nodes[index];
    let inside = point - card.min.to_vec2();
    if layout::opener(card.width()).contains(inside) {
        return Part::ExpandButton;
    }
    if node.opened && layout::sketcher(card.width()).contains(inside) {
        return Part::DistributionButton;
    }
    if node.opened
        && let Some(tab) = layout::tabs(&node.ports, card.width()).position(|tab| tab.contains(inside))
    {
        return Part::Output(tab);
    }
    let right_half = inside.x > card.width() / 2.0;
    let line = (0..node.ports.outputs.len()).find(|n| layout::line(*n, card.width()).contains(inside));
    match line {
        Some(line) if right_half && node.ports.outputs.len() > 1 => Part::Output(line),
        _ => Part::Body,
    }
}

/// The wire nearest to a screen position, within reach.
pub fn wire_at(scene: &Scene, transform: ViewTransform, at: Pos2) -> Option<usize> {
    let near = |index: usize| nearest(scene, transform, index, at).map(|(distance, _)| distance);
    (0..scene.wires.len())
        .filter_map(|index| Some((near(index)?, index)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, index)| index)
}

/// The distance to a wire, if within reach, and the number of dots before the nearest point.
fn nearest(scene: &Scene, transform: ViewTransform, wire: usize, at: Pos2) -> Option<(f32, usize)> {
    let near = |(n, curve): (usize, Curve)| {
        let near = curve.bounds().expand(WIRE_REACH).contains(at);
        Some((near.then(|| curve.distance(at)).filter(|distance| *distance <= WIRE_REACH)?, n))
    };
    curves(scene, transform, wire).enumerate().filter_map(near).min_by(|a, b| a.0.total_cmp(&b.0))
}

/// The number of dots that a wire passes before its point nearest to `at`.
pub fn dots_before(scene: &Scene, transform: ViewTransform, wire: usize, at: Pos2) -> usize {
    nearest(scene, transform, wire, at).map_or(0, |(_, n)| n)
}

/// The curves of a wire on the screen, from point to point. At a dot it keeps the overall direction of the wire, which avoids
/// loops.
pub fn curves(scene: &Scene, transform: ViewTransform, wire: usize) -> impl Iterator<Item = Curve> {
    let wire = &scene.wires[wire];
    let [from, to] = scene.ends(wire).map(|at| transform.to_screen(at));
    let count = wire.dots.len();
    let at = move |n: usize| match n {
        0 => from,
        n if n <= count => transform.to_screen(scene.annotations.dot(wire.dots[n - 1])),
        _ => to,
    };
    through(count, transform.zoom, at)
}

/// The curves of a wire with another dot at `to` (canvas units), after `nth` others.
pub fn bent(scene: &Scene, transform: ViewTransform, wire: usize, nth: usize, to: Pos2) -> Vec<Curve> {
    let wire = &scene.wires[wire];
    let [start, end] = scene.ends(wire);
    let mut points = vec![start];
    points.extend(wire.dots.iter().map(|dot| scene.annotations.dot(*dot)));
    points.push(end);
    points.insert((nth + 1).min(points.len() - 1), to);
    through(points.len() - 2, transform.zoom, |n| transform.to_screen(points[n])).collect()
}

/// Curves through `count` points between the ends.
fn through(count: usize, zoom: f32, at: impl Fn(usize) -> Pos2) -> impl Iterator<Item = Curve> {
    (0..=count).map(move |n| {
        let heading = |n: usize| if n == 0 || n > count || at(n + 1).x >= at(n - 1).x { 1.0 } else { -1.0 };
        match count {
            0 => Curve::between(at(0), at(1), zoom),
            _ => Curve::heading((at(n), heading(n)), (at(n + 1), heading(n + 1)), zoom),
        }
    })
}

/// The curve of a wire on the screen, ignoring its dots.
pub fn curve(scene: &Scene, transform: ViewTransform, wire: usize) -> Curve {
    let [from, to] = scene.ends(&scene.wires[wire]);
    Curve::between(transform.to_screen(from), transform.to_screen(to), transform.zoom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::Camera;
    use crate::ui::node_graph::scene::tests::scene_of;
    use egui::{pos2, vec2};

    fn transform(zoom: f32) -> ViewTransform {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 800.0));
        ViewTransform::new(rect, Camera { x: 250.0, y: 0.0, zoom }, 1.0)
    }

    #[test]
    fn ports_then_parts_then_wires_then_nothing() {
        let scene = scene_of(&["a", "b"], &[("a", "b")]);
        let transform = transform(1.0);
        let screen = |canvas: Pos2| transform.to_screen(canvas);
        let matching = Port { node: NodeId(0), side: Side::Output, index: 0 };
        let port = scene.port(matching).unwrap();
        assert_eq!(at(&scene, transform, screen(port + vec2(4.0, 3.0))), Target::Port(matching));
        assert_eq!(at(&scene, transform, screen(port - vec2(40.0, 0.0))), Target::Node(NodeId(0), Part::Output(0)));
        assert_eq!(at(&scene, transform, screen(pos2(60.0, 10.0))), Target::Node(NodeId(0), Part::Body));
        let opener = layout::opener(layout::WIDTH).center();
        assert_eq!(at(&scene, transform, screen(opener)), Target::Node(NodeId(0), Part::ExpandButton));
        let middle = curve(&scene, transform, 0).at(0.5);
        assert_eq!(at(&scene, transform, middle), Target::Wire(0));
        assert_eq!(at(&scene, transform, screen(pos2(60.0, 300.0))), Target::Void);
    }

    #[test]
    fn zoomed_out_only_cards_and_wires_count() {
        let scene = scene_of(&["a", "b"], &[("a", "b")]);
        let transform = transform(0.15);
        let port = scene.port(Port { node: NodeId(0), side: Side::Output, index: 0 }).unwrap();
        assert_eq!(
            at(&scene, transform, transform.to_screen(port - vec2(4.0, 0.0))),
            Target::Node(NodeId(0), Part::Body)
        );
    }
}
