//! The lines of a card's ports with names and counts, and its problem, which hangs below.

use egui::{Align2, Color32, CornerRadius, Rect, Stroke, pos2};
use egui_phosphor::regular as icon;

use crate::app::NodeState;
use crate::base::Severity;

use super::brush::{Brush, mix};
use super::head;
use super::layout::{self, INSET, ROW, Side};
use super::look::Look;
use super::paint_activity;
use super::paint_node::Attention;
use super::scene::{SceneNode, specs};

/// All lines of a card.
pub fn lines(brush: &mut Brush, node: &SceneNode, card: Rect, look: &Look, attention: &Attention) {
    for line in 0..specs(&node.ports, Side::Input).len().max(node.ports.outputs.len()).max(1) {
        let from = brush.shapes.len();
        port_line(brush, node, card, look, attention, line);
        if line == 0 {
            paint_activity::keep_clear(brush, node, look, attention, from);
        }
    }
}

/// The names and counts of the ports on one line.
fn port_line(brush: &mut Brush, node: &SceneNode, card: Rect, look: &Look, attention: &Attention, line: usize) {
    let (palette, size) = (brush.palette, head::small(brush.lens.zoom) / brush.lens.zoom);
    let fading = |color: Color32, brush: &Brush| color.gamma_multiply(brush.shown.words);
    let area = layout::line(line, card.width()).translate(card.min.to_vec2());
    let (inputs, outputs) = (&node.ports.inputs, &node.ports.outputs);
    // Under the pointer nothing changes place; a wire that is dragged asks for names.
    let names_shown = attention.loose.is_some();
    let mut left = area.left();
    if let Some(input) = inputs.get(line)
        && (inputs.len() > 1 || names_shown)
    {
        let (at, color) = (area.left_center(), fading(palette.weak, brush));
        let text = brush.text(at, Align2::LEFT_CENTER, input.label(), size, area.width() * 0.45, color);
        left += text.width() / brush.lens.zoom + 8.0;
    } else if node.is_sink && line == 0 {
        let (word, color) = match attention.written {
            Some(_) => (tr!("written"), palette.good),
            None => (tr!("to-write"), palette.weak),
        };
        let color = fading(color, brush);
        let text = brush.text(area.left_center(), Align2::LEFT_CENTER, word, size, area.width() * 0.5, color);
        left += text.width() / brush.lens.zoom + 8.0;
    }
    let is_output = line < outputs.len() || (node.is_sink && line == 0);
    if !is_output {
        return;
    }
    let mut right = area.right();
    if let Some(counts) = counts(look, node, line) {
        let color = if look.is_stale(line) { palette.faint } else { palette.text };
        let at = pos2(right, area.center().y);
        let color = fading(color, brush);
        let text = brush.text(at, Align2::RIGHT_CENTER, &counts, size, right - left, color);
        right -= text.width() / brush.lens.zoom + 6.0;
    }
    // A node with one table says what it took where nothing else wants the place.
    if line == 0 && !node.is_sink && outputs.len() == 1 && left == area.left() {
        took(brush, look, area, right);
    }
    if let Some(output) = outputs.get(line)
        && (outputs.len() > 1 || names_shown)
        && right - left > 12.0
    {
        let (at, color) = (pos2(right, area.center().y), fading(palette.weak, brush));
        brush.text(at, Align2::RIGHT_CENTER, output.label(), size, right - left, color);
    }
}

/// "12 ms · 3.4 MB" at the left of a line, as much of it as there is room for.
fn took(brush: &mut Brush, look: &Look, area: Rect, right: f32) {
    let Some(words) = look.took(0) else { return };
    let room = right - area.left() - 2.0;
    let zoom = brush.lens.zoom;
    let size = head::small(zoom);
    let time = words.split(" · ").next().unwrap_or_default();
    for words in [words.as_str(), time] {
        if brush.width(words, size) <= room * zoom {
            let color = brush.palette.weak.gamma_multiply(brush.shown.words);
            brush.text(area.left_center(), Align2::LEFT_CENTER, words, size / zoom, room, color);
            return;
        }
    }
}

fn counts(look: &Look, node: &SceneNode, line: usize) -> Option<String> {
    let counts = match look.counts(line) {
        Some(counts) => counts,
        None if look.state == NodeState::Fresh && look.problem().is_none() => return Some(tr!("after-run").into()),
        None => return None,
    };
    let alone = node.ports.outputs.len() <= 1;
    Some(if alone && look.is_sample(line) { tr!("counts-of-sample", counts = counts) } else { counts })
}

/// The worst problem on a strip that hangs below the card, one line.
pub fn problem(brush: &mut Brush, card: Rect, look: &Look) {
    let Some(problem) = look.problem() else { return };
    let (palette, alpha) = (brush.palette, brush.shown.words);
    let (sign, color) = match problem.severity {
        Severity::Error => (icon::WARNING_CIRCLE, palette.error),
        Severity::Incomplete => (icon::INFO, palette.weak),
        Severity::Warning => (icon::WARNING, palette.warning),
    };
    let strip = problem_area(card);
    let rect = brush.lens.rect_to_screen(strip);
    let radius = brush.radius();
    let stroke = Stroke::new(1.0, mix(palette.ground, color, 0.3).gamma_multiply(alpha));
    let rounding = CornerRadius { nw: 0, ne: 0, sw: radius, se: radius };
    brush.rect(rect, rounding, mix(palette.ground, color, 0.1).gamma_multiply(alpha), stroke);
    let color = color.gamma_multiply(alpha);
    let middle = strip.bottom() - layout::PROBLEM / 2.0;
    brush.text(pos2(strip.left() + INSET - 4.0, middle), Align2::LEFT_CENTER, sign, 12.0, 16.0, color);
    let left = strip.left() + INSET + 12.0;
    brush.text(
        pos2(left, middle),
        Align2::LEFT_CENTER,
        &problem.message.to_string(),
        head::small(brush.lens.zoom) / brush.lens.zoom,
        strip.right() - left - 6.0,
        color,
    );
}

/// Where a node's problem is said; it reaches under the card by a rounding.
pub fn problem_area(card: Rect) -> Rect {
    let top = card.bottom() - ROW / 2.0;
    Rect::from_min_max(pos2(card.left(), top), pos2(card.right(), card.bottom() + layout::PROBLEM))
}
