//! Nodes that take no part: a veil over the card, quiet words on it; through a bypassed one the table is seen to pass.

use egui::{Color32, Shape, Stroke, vec2};

use crate::app::NodeState;
use crate::document::Activity;

use super::brush::{Brush, mix};
use super::layout::Side;
use super::look::Look;
use super::paint_node::{self, Attention};
use super::scene::{Scene, SceneNode};
use crate::ui::theme::{self, Palette};

/// How far a card steps back into the ground, from 0 to 1.
pub fn share(node: &SceneNode, look: &Look) -> f32 {
    match (node.activity, look.state) {
        (Activity::Disabled, _) => 0.62,
        (Activity::Bypassed, _) => 0.5,
        (Activity::Active, NodeState::Disabled) => 0.38,
        _ => 0.0,
    }
}

/// Covers the card of a node that takes no part, so far without words and icon, which are then painted in quiet colours. Returns
/// the palette that was in use, to be put back.
pub fn step_back<'a>(brush: &mut Brush<'a>, scene: &Scene, index: usize, look: &Look) -> &'a Palette {
    let palette = brush.palette;
    if share(&scene.nodes[index], look) > 0.0 {
        veil(brush, scene, index, look);
        brush.palette = theme::resting(palette);
    }
    palette
}

/// The colour of a node's icon.
pub fn icon_color(node: &SceneNode, look: &Look, palette: &Palette) -> Color32 {
    if share(node, look) > 0.0 { palette.faint } else { palette.category(node.category) }
}

fn veil(brush: &mut Brush, scene: &Scene, index: usize, look: &Look) {
    let node = &scene.nodes[index];
    let share = share(node, look);
    let palette = brush.palette;
    let rect = brush.lens.rect_to_screen(scene.card(index));
    let edge = Stroke::new((1.25 * brush.lens.zoom).max(1.0), mix(palette.ground, palette.weak, 0.8));
    brush.rect(rect, brush.radius(), palette.ground.gamma_multiply(share), Stroke::NONE);
    if look.selected {
        brush.rect(rect, brush.radius(), Color32::TRANSPARENT, Stroke::new(1.5, palette.accent));
    } else if node.activity != Activity::Active {
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
        let dash = 5.0 * brush.lens.zoom;
        brush.shapes.extend(Shape::dashed_line(&corners, edge, dash, dash * 0.8));
    }
    if is_passed(node) {
        let ends = [Side::Input, Side::Output].map(|side| brush.lens.to_screen(scene.port_of(index, side, 0)));
        let width = (2.0 * brush.lens.zoom).clamp(1.5, 3.5);
        brush.shapes.push(Shape::line_segment(ends, Stroke::new(width, palette.accent)));
    }
}

/// Whether a line through the card shows that the table passes.
fn is_passed(node: &SceneNode) -> bool {
    node.activity == Activity::Bypassed && !node.ports.inputs.is_empty() && !node.ports.outputs.is_empty()
}

/// The line through a card makes room for the words on its way: those that were painted since there were `from` shapes.
pub fn keep_clear(brush: &mut Brush, node: &SceneNode, look: &Look, attention: &Attention, from: usize) {
    if !is_passed(node) {
        return;
    }
    let share = share(node, look);
    let palette = theme::usual(brush.palette);
    let color = mix(paint_node::ground(node, palette, attention), palette.ground, share);
    let words = brush.shapes[from..].iter().filter_map(|shape| match shape {
        Shape::Text(text) => Some(text.visual_bounding_rect().expand2(vec2(4.0 * brush.lens.zoom, 0.0))),
        _ => None,
    });
    let room: Vec<Shape> = words.map(|rect| Shape::rect_filled(rect, 0, color)).collect();
    brush.shapes.splice(from..from, room);
}
