//! All wires as one mesh, coloured by the state of the table that they carry.

use egui::{Color32, Pos2, Shape};

use crate::app::{App, NodeState};
use crate::document::Wire;

use super::brush::{Brush, mix};
use super::connect::{Aim, Loose};
use super::hit;
use super::layout::Side;
use super::lod::{Detail, wire_points};
use super::look::Look;
use super::ribbon::{Curve, Ribbons};
use super::scene::Scene;

/// Wires of a document above which those seen from afar are drawn as plainly as can be.
const MANY: usize = 3000;
/// And above which they are drawn straight.
const SEVERAL: usize = 800;

/// Paints every visible wire; those that stand out come last. `hidden` is on its way elsewhere.
pub fn all(brush: &mut Brush, app: &App, scene: &Scene, looks: &[Look], hovered: Option<usize>, hidden: Option<&Wire>) {
    let (lens, detail, feather) = (brush.lens, brush.detail, brush.pixel());
    // Where a point is several pixels, so many more points keep a curve round.
    let points = |curve: &Curve| wire_points(detail, curve.length() / feather);
    let colors: Vec<Color32> = looks.iter().map(|look| color(brush, look)).collect();
    let width = (1.75 * lens.zoom).clamp(0.6, 3.0);
    let selected = &app.project.view.selected_wires;
    let mut ribbons = Ribbons::with_capacity(scene.wires.len().min(8192) * 6);
    // So many wires are a texture rather than lines: soft edges would be drawn and not seen.
    let hard = detail == Detail::Plain && scene.wires.len() > MANY;
    let straight = detail == Detail::Plain && scene.wires.len() > SEVERAL;
    let mut raised = Vec::new();
    for (index, wire) in scene.wires.iter().enumerate() {
        if hidden == Some(&wire.wire) {
            continue;
        }
        let is_selected = !selected.is_empty() && selected.contains(&wire.wire);
        for curve in hit::curves(scene, lens, index) {
            if !lens.rect.intersects(curve.bounds()) {
                continue;
            }
            if is_selected || hovered == Some(index) || looks[wire.from].selected || looks[wire.to].selected {
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
    let palette = brush.palette;
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
    brush.shapes.push(Shape::mesh(ribbons.mesh));
}

/// A wire without a table steps back; one whose table is being computed a little.
pub fn color(brush: &Brush, look: &Look) -> Color32 {
    let palette = brush.palette;
    let share = match look.state {
        NodeState::Fresh => 0.0,
        NodeState::Computing => 0.25,
        NodeState::Waiting | NodeState::Incomplete | NodeState::Failed => 0.45,
        NodeState::Disabled => 0.7,
    };
    mix(palette.wire, palette.ground, share)
}

/// A wire that is being bent, with the dot that it would pass.
pub fn bent(brush: &mut Brush, scene: &Scene, wire: usize, nth: usize, to: Pos2) {
    let (lens, accent) = (brush.lens, brush.palette.accent);
    let mut ribbons = Ribbons::default();
    let width = (2.0 * lens.zoom).clamp(1.5, 3.5);
    for curve in hit::bent(scene, lens, wire, nth, to) {
        ribbons.curve(&curve, wire_points(Detail::Full, curve.length()), width, accent, brush.pixel());
    }
    brush.shapes.push(Shape::mesh(ribbons.mesh));
    brush.disc(lens.to_screen(to), (5.0 * lens.zoom).max(4.0), accent);
}

/// The wire that is being dragged, from its fixed end to the pointer or the port that it snaps to.
pub fn loose(brush: &mut Brush, scene: &Scene, loose: &Loose, aim: &Aim) {
    let via = loose.via.and_then(|id| (0..scene.annotations.dots.len()).find(|n| scene.annotations.dots[*n].id == id));
    let fixed = via.map(|dot| scene.annotations.dot(dot)).or_else(|| scene.port(loose.fixed));
    let Some(fixed) = fixed else { return };
    let palette = brush.palette;
    let (free, color) = match aim {
        Aim::Fits { port, .. } => (scene.port(*port).unwrap_or(loose.at), palette.accent),
        Aim::Refused { .. } => (loose.at, palette.error),
        Aim::Void => (loose.at, mix(palette.wire, palette.accent, 0.65)),
    };
    let (from, to) = if loose.fixed.side == Side::Output { (fixed, free) } else { (free, fixed) };
    let lens = brush.lens;
    let curve = Curve::between(lens.to_screen(from), lens.to_screen(to), lens.zoom);
    let mut ribbons = Ribbons::default();
    let width = (2.0 * lens.zoom).clamp(1.5, 3.5);
    ribbons.curve(&curve, wire_points(Detail::Full, curve.length()), width, color, brush.pixel());
    brush.shapes.push(Shape::mesh(ribbons.mesh));
    brush.disc(lens.to_screen(free), (4.0 * lens.zoom).max(3.0), color);
}
