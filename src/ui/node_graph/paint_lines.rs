//! The port lines of a card with names and counts, and the problem below.

use egui::{Align2, Color32, CornerRadius, Rect, Stroke, pos2};
use egui_phosphor::regular as icon;

use crate::app::NodeState;
use crate::base::Severity;

use super::canvas_painter::{CanvasPainter, mix};
use super::card_header;
use super::card_state::CardState;
use super::layout::{self, INSET, ROW, Side};
use super::node_status::NodeStatus;
use super::paint_activity;
use super::scene::{SceneNode, specs};

/// All port lines of a card.
pub fn lines(painter: &mut CanvasPainter, node: &SceneNode, card: Rect, status: &NodeStatus, card_state: &CardState) {
    for line in 0..specs(&node.ports, Side::Input).len().max(node.ports.outputs.len()).max(1) {
        let from = painter.shapes.len();
        port_line(painter, node, card, status, card_state, line);
        if line == 0 {
            paint_activity::interrupt_line(painter, node, status, card_state, from);
        }
    }
}

/// The names and counts of the ports on one line.
fn port_line(
    painter: &mut CanvasPainter,
    node: &SceneNode,
    card: Rect,
    status: &NodeStatus,
    card_state: &CardState,
    line: usize,
) {
    let palette = painter.palette;
    let size = card_header::small(painter.transform.zoom) / painter.transform.zoom;
    let fading = |color: Color32, painter: &CanvasPainter| color.gamma_multiply(painter.visibility.words);
    let area = layout::line(line, card.width()).translate(card.min.to_vec2());
    let inputs = &node.ports.inputs;
    let outputs = &node.ports.outputs;
    // Port names appear while a wire is dragged, not on hover, so that nothing moves under the pointer.
    let names_shown = card_state.wire_drag.is_some();
    let mut left = area.left();
    if let Some(input) = inputs.get(line)
        && (inputs.len() > 1 || names_shown)
    {
        let at = area.left_center();
        let color = fading(palette.weak, painter);
        let text = painter.text(at, Align2::LEFT_CENTER, input.label(), size, area.width() * 0.45, color);
        left += text.width() / painter.transform.zoom + 8.0;
    } else if node.is_sink && line == 0 {
        let (word, color) = match card_state.written {
            Some(_) => (tr!("written"), palette.success),
            None => (tr!("to-write"), palette.weak),
        };
        let color = fading(color, painter);
        let text = painter.text(area.left_center(), Align2::LEFT_CENTER, word, size, area.width() * 0.5, color);
        left += text.width() / painter.transform.zoom + 8.0;
    }
    let is_output = line < outputs.len() || (node.is_sink && line == 0);
    if !is_output {
        return;
    }
    let mut right = area.right();
    if let Some(counts) = counts(status, node, line) {
        let color = if status.is_stale(line) { palette.faint } else { palette.text };
        let at = pos2(right, area.center().y);
        let color = fading(color, painter);
        let text = painter.text(at, Align2::RIGHT_CENTER, &counts, size, right - left, color);
        right -= text.width() / painter.transform.zoom + 6.0;
    }
    // A node with one output shows its cost where the line is free.
    if line == 0 && !node.is_sink && outputs.len() == 1 && left == area.left() {
        cost(painter, status, area, right);
    }
    if let Some(output) = outputs.get(line)
        && (outputs.len() > 1 || names_shown)
        && right - left > 12.0
    {
        let at = pos2(right, area.center().y);
        let color = fading(palette.weak, painter);
        painter.text(at, Align2::RIGHT_CENTER, output.label(), size, right - left, color);
    }
}

/// The cost ("12 ms · 3.4 MB") at the left of a line, shortened to fit.
fn cost(painter: &mut CanvasPainter, status: &NodeStatus, area: Rect, right: f32) {
    let Some(words) = status.cost(0) else { return };
    let room = right - area.left() - 2.0;
    let zoom = painter.transform.zoom;
    let size = card_header::small(zoom);
    let time = words.split(" · ").next().unwrap_or_default();
    for words in [words.as_str(), time] {
        if painter.width(words, size) <= room * zoom {
            let color = painter.palette.weak.gamma_multiply(painter.visibility.words);
            painter.text(area.left_center(), Align2::LEFT_CENTER, words, size / zoom, room, color);
            return;
        }
    }
}

fn counts(status: &NodeStatus, node: &SceneNode, line: usize) -> Option<String> {
    let counts = match status.counts(line) {
        Some(counts) => counts,
        None if status.state == NodeState::Fresh && status.problem().is_none() => return Some(tr!("after-run").into()),
        None => return None,
    };
    let alone = node.ports.outputs.len() <= 1;
    Some(if alone && status.is_sample(line) { tr!("counts-of-sample", counts = counts) } else { counts })
}

/// The worst problem in one line on a strip below the card.
pub fn problem(painter: &mut CanvasPainter, card: Rect, status: &NodeStatus) {
    let Some(problem) = status.problem() else { return };
    let palette = painter.palette;
    let alpha = painter.visibility.words;
    let (sign, color) = match problem.severity {
        Severity::Error => (icon::WARNING_CIRCLE, palette.error),
        Severity::Incomplete => (icon::INFO, palette.weak),
        Severity::Warning => (icon::WARNING, palette.warning),
    };
    let strip = problem_area(card);
    let rect = painter.transform.rect_to_screen(strip);
    let radius = painter.radius();
    let stroke = Stroke::new(1.0, mix(palette.background, color, 0.3).gamma_multiply(alpha));
    let rounding = CornerRadius { nw: 0, ne: 0, sw: radius, se: radius };
    painter.rect(rect, rounding, mix(palette.background, color, 0.1).gamma_multiply(alpha), stroke);
    let color = color.gamma_multiply(alpha);
    let middle = strip.bottom() - layout::PROBLEM / 2.0;
    painter.text(pos2(strip.left() + INSET - 4.0, middle), Align2::LEFT_CENTER, sign, 12.0, 16.0, color);
    let left = strip.left() + INSET + 12.0;
    painter.text(
        pos2(left, middle),
        Align2::LEFT_CENTER,
        &problem.message.to_string(),
        card_header::small(painter.transform.zoom) / painter.transform.zoom,
        strip.right() - left - 6.0,
        color,
    );
}

/// The area of a node's problem; it extends under the card by the corner radius.
pub fn problem_area(card: Rect) -> Rect {
    let top = card.bottom() - ROW / 2.0;
    Rect::from_min_max(pos2(card.left(), top), pos2(card.right(), card.bottom() + layout::PROBLEM))
}
