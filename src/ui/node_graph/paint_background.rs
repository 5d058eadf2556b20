//! The background of the canvas: a grid of dots that fades when zoomed out, and the hint on an empty canvas.

use egui::{Align2, Pos2, Shape, pos2, vec2};

use crate::app::view::GRID;

use super::canvas_painter::{CanvasPainter, mix};
use super::line_mesh::LineMesh;

/// The minimum distance of dots on the screen, in points.
const SPACING: f32 = 22.0;

/// Paints the dots.
pub fn dots(painter: &mut CanvasPainter) {
    let transform = painter.transform;
    let palette = painter.palette;
    let strength = ((transform.zoom - 0.12) / 0.3).clamp(0.0, 1.0);
    if strength == 0.0 {
        return;
    }
    let mut step = GRID;
    while step * transform.zoom < SPACING {
        step *= 2.0;
    }
    // Every second dot fades in as the distance grows.
    let fine = ((step * transform.zoom - SPACING) / SPACING).clamp(0.0, 1.0);
    let visible = transform.visible();
    let first = visible.min / step;
    let last = visible.max / step;
    let ppp = painter.ctx.pixels_per_point();
    let side = (transform.zoom * 1.5).clamp(1.0, 2.0).round();
    let colors =
        [strength, strength * fine].map(|share| mix(palette.background, mix(palette.dot, palette.line, 0.6), share));
    let shown = |fine_dot: bool| !fine_dot || strength * fine > 0.02;
    let mut ribbons = LineMesh::default();
    for row in first.y.floor() as i64..=last.y.ceil() as i64 {
        for column in first.x.floor() as i64..=last.x.ceil() as i64 {
            let fine_dot = row % 2 != 0 || column % 2 != 0;
            if shown(fine_dot) {
                let at = transform.to_screen(pos2(column as f32 * step, row as f32 * step));
                ribbons.dot(at, side, colors[usize::from(fine_dot)], ppp);
            }
        }
    }
    painter.shapes.push(Shape::mesh(ribbons.mesh));
}

/// The hint on an empty canvas.
pub fn empty_hint(painter: &mut CanvasPainter) {
    use egui_phosphor::regular as icon;
    let middle: Pos2 = painter.transform.rect.center();
    let palette = painter.palette;
    let width = painter.transform.rect.width() - 32.0;
    painter.screen_text(middle - vec2(0.0, 44.0), Align2::CENTER_CENTER, icon::GRAPH, 36.0, width, palette.weak);
    let lines = [tr!("empty-canvas-1"), tr!("empty-canvas-2")];
    for (n, line) in lines.into_iter().enumerate() {
        let at = middle + vec2(0.0, 20.0 * n as f32);
        painter.screen_text(at, Align2::CENTER_CENTER, line, 14.0, width, palette.weak);
    }
}
