//! Wires during a run: dots travel along those that carry rows, with the row counts beside them.

use egui::{Align2, Color32, Rect, Shape, Stroke, vec2};

use crate::app::App;
use crate::document::Wire;

use super::canvas_painter::{CanvasPainter, mix};
use super::detail::{Detail, wire_points};
use super::hit;
use super::line_mesh::{Curve, LineMesh};
use super::node_status::thousands;
use super::scene::Scene;
use super::text_cache::Weight;

/// The distance between dots in points, and their speed in points per second.
const APART: f32 = 22.0;
const SPEED: f64 = 70.0;
/// A shorter wire has no label, in points.
const ROOM: f32 = 90.0;

/// Paints the flow on visible wires that have carried rows in the current run.
pub fn wires(painter: &mut CanvasPainter, app: &App, scene: &Scene, hidden: Option<&Wire>) {
    if !app.project.run.is_running() {
        return;
    }
    for (index, wire) in scene.wires.iter().enumerate() {
        let from = &scene.nodes[wire.from];
        let Some(port) = from.ports.outputs.get(wire.from_port) else { continue };
        let Some((rows, moving)) = app.project.run.flow(&from.name, &port.name) else { continue };
        if hidden == Some(&wire.wire) {
            continue;
        }
        let color =
            if moving { painter.palette.accent } else { mix(painter.palette.wire, painter.palette.accent, 0.5) };
        let curves: Vec<Curve> = hit::curves(scene, painter.transform, index)
            .filter(|curve| painter.transform.rect.intersects(curve.bounds()))
            .collect();
        for curve in &curves {
            line(painter, curve, color);
            if moving && !painter.still {
                dots(painter, curve);
            }
        }
        // The longest part of the wire has the most room for text.
        let longest = curves.iter().max_by(|a, b| a.length().total_cmp(&b.length()));
        if let Some(curve) = longest.filter(|curve| painter.detail >= Detail::Compact && curve.length() >= ROOM) {
            label(painter, curve, rows);
        }
    }
}

fn line(painter: &mut CanvasPainter, curve: &Curve, color: Color32) {
    let mut ribbons = LineMesh::default();
    let width = (2.25 * painter.transform.zoom).clamp(1.0, 3.5);
    ribbons.curve(curve, wire_points(painter.detail, curve.length()), width, color, painter.pixel());
    painter.shapes.push(Shape::mesh(ribbons.mesh));
}

fn dots(painter: &mut CanvasPainter, curve: &Curve) {
    painter.animated = true;
    let length = curve.length().max(1.0);
    let count = (length / APART).clamp(1.0, 64.0);
    let phase = (painter.time * SPEED / f64::from(length) * f64::from(count)).fract() as f32;
    let radius = (2.75 * painter.transform.zoom).clamp(1.75, 4.5);
    let light = painter.palette.text;
    let dark = painter.palette.background;
    for n in 0..count as usize {
        let at = curve.at((n as f32 + phase) / count);
        painter.disc(at, radius + 1.0, dark);
        painter.disc(at, radius, light);
    }
}

/// The rows so far, on a plate in the middle of the wire.
fn label(painter: &mut CanvasPainter, curve: &Curve, rows: u64) {
    let palette = painter.palette;
    let words = thousands(rows);
    let galley = painter.text.line(painter.ctx, &words, 11.0, f32::INFINITY, Weight::Regular);
    let plate = Rect::from_center_size(curve.at(0.5) - vec2(0.0, 13.0), galley.size() + vec2(10.0, 4.0));
    painter.rect(plate, 4, palette.panel, Stroke::new(1.0, mix(palette.line, palette.accent, 0.5)));
    painter.screen_text(plate.center(), Align2::CENTER_CENTER, &words, 11.0, f32::INFINITY, palette.text);
}
