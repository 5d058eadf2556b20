//! Paints a node's card: stripe, icon, name, summary, state, ports and counts. When zoomed out, there is less text, larger than
//! to scale.

use egui::{Align2, Color32, CornerRadius, Rect, Stroke, pos2, vec2};
use egui_phosphor::regular as icon;

use crate::app::NodeState;

use super::canvas_painter::{CanvasPainter, mix};
use super::card_header::{self, CardHeader};
use super::card_state::{CardState, background};
use super::layout::{self, Side};
use super::node_status::NodeStatus;
use super::scene::{Port, Scene, SceneNode, specs};
use super::visibility::Visibility;
use super::wire_drag::WireTarget;
use super::{mini_table, paint_activity, paint_lines, paint_state};

/// Paints the card of a node by index.
pub fn card(painter: &mut CanvasPainter, scene: &Scene, index: usize, status: &NodeStatus, card_state: CardState) {
    let node = &scene.nodes[index];
    let card = scene.card(index);
    let Visibility { words, counts, .. } = painter.visibility;
    if words > 0.0 {
        paint_lines::problem(painter, card, status);
    }
    frame(painter, node, card, status, &card_state);

    let usual = paint_activity::paint_inactive(painter, scene, index, status);
    let head = CardHeader::of(
        painter.transform.rect_to_screen(card),
        layout::closed_height(&node.ports),
        painter.transform.zoom,
    );
    icon(painter, node, status, &head);
    if words > 0.0 {
        header(painter, node, &head);
        buttons(painter, node, card, &card_state);
        paint_lines::lines(painter, node, card, status, &card_state);
    }
    if counts > 0.0 {
        let from = painter.shapes.len();
        compact_text(painter, node, status, &card_state, &head);
        paint_activity::interrupt_line(painter, node, status, &card_state, from);
    }
    match card_state.run {
        Some(mark) => paint_state::run(painter, head.mark, mark),
        None if words > 0.5 || has_mark(status, &card_state) => paint_state::state(painter, head.mark, status),
        None => {}
    }
    if node.opened {
        if words > 0.0 {
            mini_table::switch(painter, node, card, card_state.tab);
        }
        mini_table::content(painter, node, card, status, card_state.tab);
        veil_table(painter, node, card);
    }
    painter.palette = usual;
    ports(painter, scene, index, &card_state);
}

/// Fades the small table together with the other parts of the card.
fn veil_table(painter: &mut CanvasPainter, node: &SceneNode, card: Rect) {
    let share = 1.0 - painter.visibility.inside();
    if share > 0.0 {
        let area = layout::table(&node.ports, card.width()).translate(card.min.to_vec2());
        let rect = painter.transform.rect_to_screen(area.expand(2.0).intersect(card.shrink(2.0)));
        painter.rect(rect, 0, painter.palette.surface.gamma_multiply(share), Stroke::NONE);
    }
}

/// The icon of the kind, the last part to disappear when zooming out.
pub fn icon(painter: &mut CanvasPainter, node: &SceneNode, status: &NodeStatus, head: &CardHeader) {
    let color = paint_activity::icon_color(node, status, painter.palette).gamma_multiply(painter.visibility.icons);
    painter.screen_text(head.icon, Align2::CENTER_CENTER, node.icon, head.icon_size, 2.0 * head.icon_size, color);
}

/// The name and the summary.
fn header(painter: &mut CanvasPainter, node: &SceneNode, head: &CardHeader) {
    let palette = painter.palette;
    let words = painter.visibility.words;
    let small = card_header::small(painter.transform.zoom);
    let width = head.end - head.left;
    let name = pos2(head.left, head.name);
    let summary = pos2(head.left, head.summary);
    let color = palette.text.gamma_multiply(words);
    painter.strong_ends(name, Align2::LEFT_CENTER, &node.name, head.name_size, width, color);
    let width = if node.opened { width - 18.0 * painter.transform.zoom } else { width };
    painter.ends(summary, Align2::LEFT_CENTER, node.subtitle(), small, width, palette.weak.gamma_multiply(words));
}

/// The buttons that expand the card and choose the content of the table.
fn buttons(painter: &mut CanvasPainter, node: &SceneNode, card: Rect, card_state: &CardState) {
    let color = if card_state.hovered { painter.palette.text } else { painter.palette.weak };
    let color = color.gamma_multiply(painter.visibility.words);
    let caret = if node.opened { icon::CARET_UP } else { icon::CARET_DOWN };
    let at = card.min + layout::opener(card.width()).center().to_vec2();
    painter.text(at, Align2::CENTER_CENTER, caret, 11.0, 16.0, color);
    if node.opened {
        let sign = if node.mark.sketch { icon::TABLE } else { icon::CHART_BAR };
        let at = card.min + layout::sketcher(card.width()).center().to_vec2();
        painter.text(at, Align2::CENTER_CENTER, sign, 13.0, 16.0, color);
    }
}

/// When zoomed out, nodes without problems have no mark.
fn has_mark(status: &NodeStatus, card_state: &CardState) -> bool {
    let wants = matches!(status.state, NodeState::Failed | NodeState::Computing | NodeState::Incomplete);
    wants || card_state.run.is_some()
}

/// When zoomed out: the summary and the counts of the first output, or the value of the heat map.
fn compact_text(
    painter: &mut CanvasPainter,
    node: &SceneNode,
    status: &NodeStatus,
    card_state: &CardState,
    head: &CardHeader,
) {
    let palette = painter.palette;
    let Visibility { counts: alpha, summary, .. } = painter.visibility;
    let size = card_header::small(painter.transform.zoom);
    let counts = match (card_state.measured, status.counts(0)) {
        (Some(measured), _) => Some(measured.to_owned()),
        (None, Some(counts)) => Some(counts),
        (None, None) => node.is_sink.then(|| tr!("to-write").to_owned()),
    };
    // The lines move apart as the second one appears.
    let apart = size * 0.6;
    if summary > 0.0 {
        let up = if counts.is_some() { apart } else { 0.0 };
        let at = pos2(head.left, head.icon.y - up);
        let width = if has_mark(status, card_state) { head.end } else { head.right } - head.left;
        painter.ends(at, Align2::LEFT_CENTER, node.subtitle(), size, width, palette.weak.gamma_multiply(summary));
    }
    if let Some(counts) = counts.as_deref().map(|counts| fitting_counts(painter, counts, size, head.right - head.left))
    {
        let color = if status.is_stale(0) { palette.faint } else { palette.text };
        let at = pos2(head.left, head.icon.y + apart * summary);
        let width = head.right - head.left;
        painter.screen_text(at, Align2::LEFT_CENTER, counts, size, width, color.gamma_multiply(alpha));
    }
}

/// The full counts, only the rows, or nothing: a truncated number would be a wrong one.
fn fitting_counts<'a>(painter: &mut CanvasPainter, counts: &'a str, size: f32, room: f32) -> &'a str {
    let rows = counts.split(" × ").next().unwrap_or_default();
    [counts, rows].into_iter().find(|words| painter.width(words, size) <= room).unwrap_or_default()
}

/// The card with its category stripe.
pub fn frame(painter: &mut CanvasPainter, node: &SceneNode, card: Rect, status: &NodeStatus, card_state: &CardState) {
    let palette = painter.palette;
    let rect = painter.transform.rect_to_screen(card);
    let radius = painter.radius();
    let fill = background(node, palette, card_state);
    let stroke = if status.selected || card_state.boxed {
        Stroke::new(1.5, palette.accent)
    } else if status.state == NodeState::Failed {
        Stroke::new(1.0, mix(palette.line, palette.error, 0.7))
    } else {
        let color = node.mark.color.map_or(palette.line, |color| mix(palette.line, palette.hue(color), 0.75));
        Stroke::new(1.0, color)
    };
    painter.rect(rect, radius, fill, stroke);
    let width = if card_state.heat.is_some() { 8.0 } else { 3.5 };
    let stripe = Rect::from_min_size(rect.min, vec2((width * painter.transform.zoom).max(2.0), rect.height()));
    let rounding = CornerRadius { nw: radius, sw: radius, ne: 0, se: 0 };
    painter.rect(stripe, rounding, card_state.heat.unwrap_or(palette.category(node.category)), Stroke::NONE);
    if let Some(color) = node.mark.color.filter(|_| card_state.heat.is_none()) {
        let top = Rect::from_min_size(rect.min, vec2(rect.width(), (3.5 * painter.transform.zoom).max(2.0)));
        let rounding = CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
        painter.rect(top, rounding, palette.hue(color), Stroke::NONE);
    }
    if status.selected {
        painter.rect(rect, radius, Color32::TRANSPARENT, stroke);
    }
}

/// The ports, with those marked that accept the dragged wire.
pub fn ports(painter: &mut CanvasPainter, scene: &Scene, index: usize, card_state: &CardState) {
    let node = &scene.nodes[index];
    let palette = painter.palette;
    let zoom = painter.transform.zoom;
    for side in [Side::Input, Side::Output] {
        for port in 0..specs(&node.ports, side).len() {
            let at = painter.transform.to_screen(scene.port_of(index, side, port));
            let this = Port { node: node.id, side, index: port };
            let fits =
                card_state.wire_drag.map(|(wire_drag, _)| wire_drag.fixed == this || wire_drag.fits(scene, this));
            let aimed = card_state
                .wire_drag
                .is_some_and(|(_, target)| matches!(target, WireTarget::Fits { port, .. } if *port == this));
            let (mut radius, color) = match fits {
                Some(true) => (5.0, palette.accent),
                Some(false) => (3.5, mix(palette.wire, palette.background, 0.6)),
                None if card_state.port == Some(this) => (5.5, palette.accent),
                None => (4.5, palette.wire),
            };
            if aimed {
                radius = 7.0;
            }
            painter.disc(at, radius * zoom, color);
            let optional = specs(&node.ports, side)[port].many;
            if !node.is_wired(side, port) || aimed {
                painter.disc(at, (radius - 1.5) * zoom, if aimed { palette.on_accent } else { palette.surface });
            } else if optional {
                painter.disc(at, (radius - 3.0) * zoom, palette.surface);
            }
        }
    }
}
