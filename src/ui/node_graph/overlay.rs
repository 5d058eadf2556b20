//! What lies above the nodes for a moment: the selection box, words at the pointer, the ghost of a node to come.

use egui::{Align2, Color32, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::app::Connect;
use crate::document::PortRef;
use crate::nodes::KindInfo;

use super::brush::{Brush, mix};
use super::connect::Aim;
use super::layout::{self, INSET, Side};
use super::lod::{Detail, wire_points};
use super::ribbon::{Curve, Ribbons};
use super::scene::{Port, Scene};
use super::text_cache::Weight;

/// The box of a box selection, in canvas units.
pub fn selection_box(brush: &mut Brush, area: Rect) {
    let accent = brush.palette.accent;
    let rect = brush.lens.rect_to_screen(area);
    brush.rect(rect, 0, accent.gamma_multiply(0.1), Stroke::new(1.0, accent.gamma_multiply(0.8)));
}

/// What goes for the wire that is being dragged.
pub fn aim_words(brush: &mut Brush, pointer: Pos2, aim: &Aim) {
    let palette = brush.palette;
    match aim {
        Aim::Refused { why, .. } => bubble(brush, pointer, &why.to_string(), palette.error),
        Aim::Fits { replaces: Some(name), .. } => {
            bubble(brush, pointer, &tr!("replaces-wire", name = name), palette.text);
        }
        Aim::Fits { .. } | Aim::Void => {}
    }
}

/// Words beside the pointer, kept inside the canvas.
pub fn bubble(brush: &mut Brush, pointer: Pos2, words: &str, color: Color32) {
    let palette = brush.palette;
    let view = brush.lens.rect.shrink(8.0);
    let galley = brush.text.line(brush.ctx, words, 12.5, view.width() - 20.0, Weight::Regular);
    let size = galley.size() + vec2(20.0, 12.0);
    let wanted = Rect::from_min_size(pointer + vec2(16.0, 18.0), size);
    let shift = vec2((view.right() - wanted.right()).min(0.0), 0.0);
    let mut rect = wanted.translate(shift);
    if rect.bottom() > view.bottom() {
        rect = rect.translate(vec2(0.0, -size.y - 30.0));
    }
    brush.rect(rect, 4, palette.panel, Stroke::new(1.0, mix(palette.line, color, 0.5)));
    brush.screen_text(
        rect.left_center() + vec2(10.0, 0.0),
        Align2::LEFT_CENTER,
        words,
        12.5,
        view.width() - 20.0,
        color,
    );
}

/// Where the top left corner of a node comes to lie that is dropped at `pointer` (canvas units).
pub fn ghost_corner(pointer: Pos2) -> Pos2 {
    pointer - vec2(layout::WIDTH / 2.0, layout::HEADER / 2.0)
}

/// The outline of a node that is about to be placed; `corner` in canvas units.
pub fn ghost(brush: &mut Brush, info: &KindInfo, corner: Pos2) {
    let palette = brush.palette;
    let card = Rect::from_min_size(corner, layout::size(&(info.ports)(), false));
    let rect = brush.lens.rect_to_screen(card);
    let category = Some(info.meta.category);
    let fill = palette.raised.gamma_multiply(0.85);
    let stroke = Stroke::new(1.5, palette.accent);
    let shape = egui::epaint::RectShape::new(rect, brush.radius(), fill, stroke, StrokeKind::Inside);
    brush.shapes.push(shape.into());
    let sign = info.meta.icon;
    brush.text(corner + vec2(INSET, 20.0), Align2::LEFT_CENTER, sign, 18.0, 24.0, palette.category(category));
    let at = corner + vec2(38.0, 20.0);
    brush.text(at, Align2::LEFT_CENTER, info.meta.title(), 13.5, card.width() - 44.0, palette.text);
}

/// The place of a node whose kind is being searched, and the wires that wait for it.
pub fn pending(brush: &mut Brush, scene: &Scene, corner: Pos2, connect: &Connect) {
    let (lens, accent) = (brush.lens, brush.palette.accent);
    let card = Rect::from_min_size(corner, vec2(layout::WIDTH, layout::HEADER + layout::ROW + 2.0 * layout::PAD));
    let end = |side| lens.to_screen(corner + layout::port(side, 0, layout::WIDTH).to_vec2());
    let found = |port: &PortRef, side| {
        let node = scene.node(port.node)?;
        let index =
            if side == Side::Output { node.ports.find_output(&port.port) } else { node.ports.find_input(&port.port) };
        Some(lens.to_screen(scene.port(Port { node: port.node, side, index: index? })?))
    };
    let (from, to): (Vec<Pos2>, Option<Pos2>) = match connect {
        Connect::From(from) => (found(from, Side::Output).into_iter().collect(), None),
        Connect::FromAll(all) => (all.iter().filter_map(|from| found(from, Side::Output)).collect(), None),
        Connect::To(to) => (Vec::new(), found(to, Side::Input)),
        Connect::On(_) | Connect::Not => (Vec::new(), None),
    };
    let ends = from.into_iter().map(|from| (from, end(Side::Input))).chain(to.map(|to| (end(Side::Output), to)));
    let mut ribbons = Ribbons::default();
    let width = (2.0 * lens.zoom).clamp(1.5, 3.5);
    for (from, to) in ends {
        let curve = Curve::between(from, to, lens.zoom);
        ribbons.curve(&curve, wire_points(Detail::Full, curve.length()), width, accent, brush.pixel());
    }
    brush.shapes.push(Shape::mesh(ribbons.mesh));
    let rect = lens.rect_to_screen(card);
    brush.rect(rect, 4, accent.gamma_multiply(0.08), Stroke::new(1.0, accent.gamma_multiply(0.7)));
}

/// The whole canvas as a place to drop files on; `words` say what becomes of them.
pub fn file_hint(brush: &mut Brush, words: &str) {
    let palette = brush.palette;
    let area = brush.lens.rect.shrink(8.0);
    brush.rect(area, 8, palette.accent.gamma_multiply(0.08), Stroke::new(2.0, palette.accent));
    let galley = brush.text.line(brush.ctx, words, 15.0, area.width() - 64.0, Weight::Regular);
    let plate = Rect::from_center_size(area.center(), galley.size() + vec2(32.0, 20.0));
    brush.rect(plate, 6, palette.panel, Stroke::new(1.0, palette.accent));
    let at = pos2(plate.center().x, plate.center().y);
    brush.screen_text(at, Align2::CENTER_CENTER, words, 15.0, area.width() - 64.0, palette.text);
}
