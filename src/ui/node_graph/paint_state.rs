//! The state mark at the right of a node's name.

use egui::{Align2, Color32, Pos2, Shape, Stroke};
use egui_phosphor::regular as icon;

use crate::app::{NodeRunState, NodeState};
use crate::base::Severity;

use super::canvas_painter::{CanvasPainter, mix};
use super::node_status::NodeStatus;

/// Up to date: a dot. Computing: a spinner. Waiting and incomplete: rings. Failed: a sign. Shapes differ, not only colours.
pub fn state(painter: &mut CanvasPainter, at: Pos2, status: &NodeStatus) {
    let palette = painter.palette;
    match status.state {
        NodeState::Fresh if status.severity() == Some(Severity::Warning) => {
            sign(painter, at, icon::WARNING, 13.0, palette.warning);
        }
        NodeState::Fresh => painter.disc(at, (3.0 * painter.transform.zoom).max(2.5), palette.success),
        NodeState::Failed => {
            sign(painter, at, icon::WARNING_CIRCLE, 14.0, palette.error);
        }
        NodeState::Computing => turning(painter, at),
        NodeState::Waiting => ring(painter, at, mix(palette.line, palette.weak, 0.4)),
        NodeState::Incomplete => ring(painter, at, palette.warning),
        NodeState::Disabled => {
            sign(painter, at, icon::PROHIBIT, 13.0, palette.weak);
        }
    }
}

/// The state in a run: in progress, complete or failed.
pub fn run(painter: &mut CanvasPainter, at: Pos2, mark: NodeRunState) {
    let palette = painter.palette;
    match mark {
        NodeRunState::Running => turning(painter, at),
        NodeRunState::Done => {
            sign(painter, at, icon::CHECK_CIRCLE, 14.0, palette.success);
        }
        NodeRunState::Failed => {
            sign(painter, at, icon::WARNING_CIRCLE, 14.0, palette.error);
        }
    }
}

/// A spinner, still if animations are off.
fn turning(painter: &mut CanvasPainter, at: Pos2) {
    let zoom = size(painter);
    let start = painter.turn();
    let point = |n: usize| at + egui::Vec2::angled(start + n as f32 * 0.4) * 4.5 * zoom;
    let stroke = Stroke::new((1.75 * zoom).max(1.0), painter.palette.accent);
    painter.shapes.push(Shape::line((0..=11).map(point).collect(), stroke));
}

fn ring(painter: &mut CanvasPainter, at: Pos2, color: Color32) {
    let zoom = size(painter);
    painter.shapes.push(Shape::circle_stroke(at, 3.5 * zoom, Stroke::new((1.5 * zoom).max(1.0), color)));
}

/// A sign of `size` canvas units.
fn sign(painter: &mut CanvasPainter, at: Pos2, sign: &str, size: f32, color: Color32) {
    let size = (size * painter.transform.zoom).max(11.0);
    painter.screen_text(at, Align2::CENTER_CENTER, sign, size, 2.0 * size, color);
}

/// Marks shrink with the card but stay distinguishable.
fn size(painter: &CanvasPainter) -> f32 {
    painter.transform.zoom.max(0.7)
}
