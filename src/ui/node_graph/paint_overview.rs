//! Nodes when zoomed out: rectangles in one mesh, with icons while legible. Their names are drawn by `labels`.

use egui::Shape;

use crate::app::NodeState;

use super::canvas_painter::{CanvasPainter, mix};
use super::card_header::CardHeader;
use super::heat::{self, HeatMap};
use super::layout;
use super::line_mesh::LineMesh;
use super::node_status::NodeStatus;
use super::paint_activity;
use super::paint_node;
use super::scene::Scene;

/// The zoom range in which edge, background and stripe of a card blend into one colour.
const CARDS: f32 = 0.32;
const COLOURS: f32 = 0.17;

/// Paints the nodes with these indices.
pub fn all(
    painter: &mut CanvasPainter,
    scene: &Scene,
    statuses: &[NodeStatus],
    visible: &[usize],
    hovered: Option<usize>,
    boxed: &[bool],
    heat: Option<&HeatMap>,
) {
    let palette = painter.palette;
    let pixel = painter.pixel();
    let far = ((CARDS - painter.transform.zoom) / (CARDS - COLOURS)).clamp(0.0, 1.0);
    let mut ribbons = LineMesh::with_capacity(visible.len() * 12);
    for &index in visible {
        let rect = painter.transform.rect_to_screen(scene.card(index));
        let status = &statuses[index];
        let heated = heat.and_then(|heat| heat.color(palette, index));
        let own = scene.nodes[index].mark.color.map(|color| palette.hue(color));
        let category = heated.or(own).unwrap_or(palette.category(scene.nodes[index].category));
        let selected = status.selected || boxed.get(index).copied().unwrap_or(false);
        let failed = status.state == NodeState::Failed;
        // Blends between a card and a patch of colour.
        let near = match heated {
            _ if hovered == Some(index) => palette.hover,
            Some(heated) => heat::tint(palette, heated),
            None => palette.surface,
        };
        let patch = match heated {
            _ if selected => mix(palette.surface, palette.accent, 0.6),
            _ if failed => mix(palette.surface, palette.error, 0.7),
            _ if hovered == Some(index) => palette.hover,
            Some(heated) => heated,
            None => mix(palette.surface, category, 0.45),
        };
        let rest = paint_activity::dimming(&scene.nodes[index], status);
        let fill = mix(mix(near, patch, far), palette.background, rest);
        if far == 1.0 && !selected {
            ribbons.rect(rect, fill);
            continue;
        }
        let edge = match () {
            () if selected => palette.accent,
            () if failed => mix(palette.error, fill, far),
            () => mix(palette.line, fill, far),
        };
        let border = if selected { 1.5_f32.max(pixel) } else { pixel };
        ribbons.rect(rect, edge);
        ribbons.rect(rect.shrink(border), fill);
        let mut stripe = rect;
        stripe.set_width((if heated.is_some() { 8.0 } else { 3.5 } * painter.transform.zoom).max(2.0));
        ribbons.rect(stripe, mix(category, fill, far));
    }
    painter.shapes.push(Shape::mesh(ribbons.mesh));
    if painter.visibility.icons > 0.0 {
        for &index in visible {
            let node = &scene.nodes[index];
            let rect = painter.transform.rect_to_screen(scene.card(index));
            let head = CardHeader::of(rect, layout::closed_height(&node.ports), painter.transform.zoom);
            paint_node::icon(painter, node, &statuses[index], &head);
        }
    }
}
