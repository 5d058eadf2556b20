//! How a node stands, as a sign at the right of its name.

use egui::{Align2, Color32, Pos2, Shape, Stroke};
use egui_phosphor::regular as icon;

use crate::app::{NodeRunState, NodeState};
use crate::base::Severity;

use super::brush::{Brush, mix};
use super::look::Look;

/// Fresh: a dot. Computing: a turning arc. Waiting and incomplete: rings. Failed: a sign. Never told by colour alone.
pub fn state(brush: &mut Brush, at: Pos2, look: &Look) {
    let palette = brush.palette;
    match look.state {
        NodeState::Fresh if look.severity() == Some(Severity::Warning) => {
            sign(brush, at, icon::WARNING, 13.0, palette.warning);
        }
        NodeState::Fresh => brush.disc(at, (3.0 * brush.lens.zoom).max(2.5), palette.good),
        NodeState::Failed => {
            sign(brush, at, icon::WARNING_CIRCLE, 14.0, palette.error);
        }
        NodeState::Computing => turning(brush, at),
        NodeState::Waiting => ring(brush, at, mix(palette.line, palette.weak, 0.4)),
        NodeState::Incomplete => ring(brush, at, palette.warning),
        NodeState::Disabled => {
            sign(brush, at, icon::PROHIBIT, 13.0, palette.weak);
        }
    }
}

/// How the node stands in a run: rows pass it, its output is complete, it failed.
pub fn run(brush: &mut Brush, at: Pos2, mark: NodeRunState) {
    let palette = brush.palette;
    match mark {
        NodeRunState::Running => turning(brush, at),
        NodeRunState::Done => {
            sign(brush, at, icon::CHECK_CIRCLE, 14.0, palette.good);
        }
        NodeRunState::Failed => {
            sign(brush, at, icon::WARNING_CIRCLE, 14.0, palette.error);
        }
    }
}

/// An arc that turns, or stands where nothing shall move.
fn turning(brush: &mut Brush, at: Pos2) {
    let zoom = size(brush);
    let start = brush.turn();
    let point = |n: usize| at + egui::Vec2::angled(start + n as f32 * 0.4) * 4.5 * zoom;
    let stroke = Stroke::new((1.75 * zoom).max(1.0), brush.palette.accent);
    brush.shapes.push(Shape::line((0..=11).map(point).collect(), stroke));
}

fn ring(brush: &mut Brush, at: Pos2, color: Color32) {
    let zoom = size(brush);
    brush.shapes.push(Shape::circle_stroke(at, 3.5 * zoom, Stroke::new((1.5 * zoom).max(1.0), color)));
}

/// A sign of `size` canvas units.
fn sign(brush: &mut Brush, at: Pos2, sign: &str, size: f32, color: Color32) {
    let size = (size * brush.lens.zoom).max(11.0);
    brush.screen_text(at, Align2::CENTER_CENTER, sign, size, 2.0 * size, color);
}

/// Marks get smaller with the card, but not so small that one is not told from another.
fn size(brush: &Brush) -> f32 {
    brush.lens.zoom.max(0.7)
}
