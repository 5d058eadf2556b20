//! All wires in one mesh, coloured by the state of their table.

use egui::{Color32, Pos2, Shape};

use crate::app::{App, NodeState};
use crate::document::Wire;

use super::canvas_painter::{CanvasPainter, mix};
use super::detail::{Detail, wire_points};
use super::hit;
use super::layout::Side;
use super::line_mesh::{Curve, LineMesh};
use super::node_status::NodeStatus;
use super::scene::Scene;
use super::wire_drag::{WireDrag, WireTarget};

/// With more wires than this, zoomed-out wires are drawn without soft edges.
const MANY: usize = 3000;
/// With more wires than this, zoomed-out wires are drawn straight.
const SEVERAL: usize = 800;

/// Paints every visible wire, highlighted ones last. `hidden` is a wire being dragged.
pub fn all(
    painter: &mut CanvasPainter,
    app: &App,
    scene: &Scene,
    statuses: &[NodeStatus],
    hovered: Option<usize>,
    hidden: Option<&Wire>,
) {
    let transform = painter.transform;
    let detail = painter.detail;
    let feather = painter.pixel();
    // At more pixels per point, a curve needs more segments.
    let points = |curve: &Curve| wire_points(detail, curve.length() / feather);
    let colors: Vec<Color32> = statuses.iter().map(|status| color(painter, status)).collect();
    let width = (1.75 * transform.zoom).clamp(0.6, 3.0);
    let selected = &app.project.view.selected_wires;
    let mut ribbons = LineMesh::with_capacity(scene.wires.len().min(8192) * 6);
    // In such numbers, soft edges would not be visible.
    let hard = detail == Detail::Plain && scene.wires.len() > MANY;
    let straight = detail == Detail::Plain && scene.wires.len() > SEVERAL;
    let mut raised = Vec::new();
    for (index, wire) in scene.wires.iter().enumerate() {
        if hidden == Some(&wire.wire) {
            continue;
        }
        let is_selected = !selected.is_empty() && selected.contains(&wire.wire);
        for curve in hit::curves(scene, transform, index) {
            if !transform.rect.intersects(curve.bounds()) {
                continue;
            }
            if is_selected || hovered == Some(index) || statuses[wire.from].selected || statuses[wire.to].selected {
                raised.push((index, curve, is_selected));
            } else if hard {
                ribbons.hard_line(curve.0[0], curve.0[3], width.max(feather * 0.75), colors[wire.from]);
            } else if straight {
                ribbons.line(&[curve.0[0], curve.0[3]], width, colors[wire.from], feather);
            } else {
                ribbons.curve(&curve, points(&curve), width, colors[wire.from], feather);
            }
        }
    }
    let palette = painter.palette;
    for (index, curve, is_selected) in raised {
        let (color, width) = if is_selected {
            (palette.accent, width + 1.0)
        } else if hovered == Some(index) {
            (palette.text, width + 0.75)
        } else {
            (mix(colors[scene.wires[index].from], palette.accent, 0.65), width)
        };
        ribbons.curve(&curve, points(&curve), width, color, feather);
    }
    painter.shapes.push(Shape::mesh(ribbons.mesh));
}

/// A wire without a table is faint; one whose table is being computed slightly.
pub fn color(painter: &CanvasPainter, status: &NodeStatus) -> Color32 {
    let palette = painter.palette;
    let share = match status.state {
        NodeState::Fresh => 0.0,
        NodeState::Computing => 0.25,
        NodeState::Waiting | NodeState::Incomplete | NodeState::Failed => 0.45,
        NodeState::Disabled => 0.7,
    };
    mix(palette.wire, palette.background, share)
}

/// A wire being bent, with its new dot.
pub fn bent(painter: &mut CanvasPainter, scene: &Scene, wire: usize, nth: usize, to: Pos2) {
    let transform = painter.transform;
    let accent = painter.palette.accent;
    let mut ribbons = LineMesh::default();
    let width = (2.0 * transform.zoom).clamp(1.5, 3.5);
    for curve in hit::bent(scene, transform, wire, nth, to) {
        ribbons.curve(&curve, wire_points(Detail::Full, curve.length()), width, accent, painter.pixel());
    }
    painter.shapes.push(Shape::mesh(ribbons.mesh));
    painter.disc(transform.to_screen(to), (5.0 * transform.zoom).max(4.0), accent);
}

/// The wire being dragged, from its fixed end to the pointer or the snapped port.
pub fn wire_drag(painter: &mut CanvasPainter, scene: &Scene, wire_drag: &WireDrag, target: &WireTarget) {
    let via =
        wire_drag.via.and_then(|id| (0..scene.annotations.dots.len()).find(|n| scene.annotations.dots[*n].id == id));
    let fixed = via.map(|dot| scene.annotations.dot(dot)).or_else(|| scene.port(wire_drag.fixed));
    let Some(fixed) = fixed else { return };
    let palette = painter.palette;
    let (free, color) = match target {
        WireTarget::Fits { port, .. } => (scene.port(*port).unwrap_or(wire_drag.at), palette.accent),
        WireTarget::Refused { .. } => (wire_drag.at, palette.error),
        WireTarget::Void => (wire_drag.at, mix(palette.wire, palette.accent, 0.65)),
    };
    let (from, to) = if wire_drag.fixed.side == Side::Output { (fixed, free) } else { (free, fixed) };
    let transform = painter.transform;
    let curve = Curve::between(transform.to_screen(from), transform.to_screen(to), transform.zoom);
    let mut ribbons = LineMesh::default();
    let width = (2.0 * transform.zoom).clamp(1.5, 3.5);
    ribbons.curve(&curve, wire_points(Detail::Full, curve.length()), width, color, painter.pixel());
    painter.shapes.push(Shape::mesh(ribbons.mesh));
    painter.disc(transform.to_screen(free), (4.0 * transform.zoom).max(3.0), color);
}
