//! Nodes seen from afar: plain rectangles in one mesh, with names while they can be read.

use egui::{Align2, Color32, Shape, vec2};

use crate::app::NodeState;

use super::brush::{Brush, mix};
use super::heat::{self, HeatMap};
use super::lod::Detail;
use super::look::Look;
use super::paint_activity;
use super::ribbon::Ribbons;
use super::scene::Scene;

/// Paints the nodes with these indices.
pub fn all(
    brush: &mut Brush,
    scene: &Scene,
    looks: &[Look],
    visible: &[usize],
    hovered: Option<usize>,
    boxed: &[bool],
    heat: Option<&HeatMap>,
) {
    let palette = brush.palette;
    let plain = brush.detail == Detail::Plain;
    let pixel = brush.pixel();
    let mut ribbons = Ribbons::with_capacity(visible.len() * 12);
    for &index in visible {
        let rect = brush.lens.rect_to_screen(scene.card(index));
        let look = &looks[index];
        let heated = heat.and_then(|heat| heat.color(palette, index));
        let own = scene.nodes[index].mark.color.map(|color| palette.hue(color));
        let category = heated.or(own).unwrap_or(palette.category(scene.nodes[index].category));
        let selected = look.selected || boxed.get(index).copied().unwrap_or(false);
        let edge = if selected {
            palette.accent
        } else if look.state == NodeState::Failed {
            palette.error
        } else {
            palette.line
        };
        let fill = match () {
            () if plain && selected => mix(palette.raised, palette.accent, 0.6),
            () if plain && look.state == NodeState::Failed => mix(palette.raised, palette.error, 0.7),
            () if hovered == Some(index) => palette.hover,
            () if plain && let Some(heated) = heated => heated,
            () if let Some(heated) = heated => heat::tint(palette, heated),
            () => palette.raised,
        };
        let fill = mix(fill, palette.ground, paint_activity::share(&scene.nodes[index], look));
        if plain {
            ribbons.rect(rect, if fill == palette.raised { mix(fill, category, 0.45) } else { fill });
            continue;
        }
        let border = if selected { 2.0 * pixel } else { pixel };
        ribbons.rect(rect, edge);
        ribbons.rect(rect.shrink(border), fill);
        let mut stripe = rect.shrink(border);
        stripe.set_width((if heated.is_some() { 14.0 } else { 3.5 } * brush.lens.zoom).max(2.0));
        ribbons.rect(stripe, category);
    }
    brush.shapes.push(Shape::mesh(ribbons.mesh));
    if !plain {
        names(brush, scene, looks, visible, heat.is_some());
    }
}

/// Names larger than to scale, so that they can be read longer.
fn names(brush: &mut Brush, scene: &Scene, looks: &[Look], visible: &[usize], heated: bool) {
    let palette = brush.palette;
    let size = (13.5 * brush.lens.zoom).max(9.0);
    for &index in visible {
        let rect = brush.lens.rect_to_screen(scene.card(index));
        let inset = 4.0 + if heated { 14.0 } else { 3.5 } * brush.lens.zoom;
        let at = rect.left_center() + vec2(inset, 0.0);
        let color: Color32 = match looks[index].state {
            NodeState::Failed => palette.error,
            NodeState::Fresh | NodeState::Computing => palette.text,
            NodeState::Waiting | NodeState::Incomplete | NodeState::Disabled => palette.weak,
        };
        brush.strong(at, Align2::LEFT_CENTER, &scene.nodes[index].name, size, rect.width() - inset - 3.0, color);
    }
}
