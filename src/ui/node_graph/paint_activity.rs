//! Inactive nodes: a dimmed card with a line through bypassed ones, along which the table passes.

use egui::{Color32, Shape, Stroke, vec2};

use crate::app::NodeState;
use crate::document::Activity;

use super::canvas_painter::{CanvasPainter, mix};
use super::card_state::{self, CardState};
use super::layout::Side;
use super::node_status::NodeStatus;
use super::scene::{Scene, SceneNode};
use crate::ui::theme::{self, Palette};

/// How much a card is dimmed, 0 to 1.
pub fn dimming(node: &SceneNode, status: &NodeStatus) -> f32 {
    match (node.activity, status.state) {
        (Activity::Disabled, _) => 0.62,
        (Activity::Bypassed, _) => 0.5,
        (Activity::Active, NodeState::Disabled) => 0.38,
        _ => 0.0,
    }
}

/// Dims the card of an inactive node, before its text and icon are painted with the inactive palette. Returns the previous
/// palette, to be restored.
pub fn paint_inactive<'a>(
    painter: &mut CanvasPainter<'a>,
    scene: &Scene,
    index: usize,
    status: &NodeStatus,
) -> &'a Palette {
    let palette = painter.palette;
    if dimming(&scene.nodes[index], status) > 0.0 {
        veil(painter, scene, index, status);
        painter.palette = theme::inactive(palette);
    }
    palette
}

/// The colour of a node's icon.
pub fn icon_color(node: &SceneNode, status: &NodeStatus, palette: &Palette) -> Color32 {
    if dimming(node, status) > 0.0 { palette.faint } else { palette.category(node.category) }
}

fn veil(painter: &mut CanvasPainter, scene: &Scene, index: usize, status: &NodeStatus) {
    let node = &scene.nodes[index];
    let share = dimming(node, status);
    let palette = painter.palette;
    let rect = painter.transform.rect_to_screen(scene.card(index));
    let edge = Stroke::new((1.25 * painter.transform.zoom).max(1.0), mix(palette.background, palette.weak, 0.8));
    painter.rect(rect, painter.radius(), palette.background.gamma_multiply(share), Stroke::NONE);
    if status.selected {
        painter.rect(rect, painter.radius(), Color32::TRANSPARENT, Stroke::new(1.5, palette.accent));
    } else if node.activity != Activity::Active {
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
        let dash = 5.0 * painter.transform.zoom;
        painter.shapes.extend(Shape::dashed_line(&corners, edge, dash, dash * 0.8));
    }
    if is_bypassed(node) {
        let ends = [Side::Input, Side::Output].map(|side| painter.transform.to_screen(scene.port_of(index, side, 0)));
        let width = (2.0 * painter.transform.zoom).clamp(1.5, 3.5);
        painter.shapes.push(Shape::line_segment(ends, Stroke::new(width, palette.accent)));
    }
}

/// Whether a line through the card shows that tables pass unchanged.
fn is_bypassed(node: &SceneNode) -> bool {
    node.activity == Activity::Bypassed && !node.ports.inputs.is_empty() && !node.ports.outputs.is_empty()
}

/// Interrupts the line through a card at the text painted since shape number `from`.
pub fn interrupt_line(
    painter: &mut CanvasPainter,
    node: &SceneNode,
    status: &NodeStatus,
    card_state: &CardState,
    from: usize,
) {
    if !is_bypassed(node) {
        return;
    }
    let share = dimming(node, status);
    let palette = theme::active(painter.palette);
    let color = mix(card_state::background(node, palette, card_state), palette.background, share);
    let words = painter.shapes[from..].iter().filter_map(|shape| match shape {
        Shape::Text(text) => Some(text.visual_bounding_rect().expand2(vec2(4.0 * painter.transform.zoom, 0.0))),
        _ => None,
    });
    let room: Vec<Shape> = words.map(|rect| Shape::rect_filled(rect, 0, color)).collect();
    painter.shapes.splice(from..from, room);
}
