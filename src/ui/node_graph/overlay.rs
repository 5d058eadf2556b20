//! Temporary drawings above the nodes: selection box, hints at the pointer, placeholders of new nodes.

use egui::{Align2, Color32, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::app::Connect;
use crate::document::PortRef;
use crate::nodes::KindInfo;

use super::canvas_painter::{CanvasPainter, mix};
use super::detail::{Detail, wire_points};
use super::layout::{self, INSET, Side};
use super::line_mesh::{Curve, LineMesh};
use super::scene::{Port, Scene};
use super::text_cache::Weight;
use super::wire_drag::WireTarget;

/// The selection box, in canvas units.
pub fn selection_box(painter: &mut CanvasPainter, area: Rect) {
    let accent = painter.palette.accent;
    let rect = painter.transform.rect_to_screen(area);
    painter.rect(rect, 0, accent.gamma_multiply(0.1), Stroke::new(1.0, accent.gamma_multiply(0.8)));
}

/// A hint about the wire being dragged.
pub fn wire_hint(painter: &mut CanvasPainter, pointer: Pos2, target: &WireTarget) {
    let palette = painter.palette;
    match target {
        WireTarget::Refused { why, .. } => bubble(painter, pointer, &why.to_string(), palette.error),
        WireTarget::Fits { replaces: Some(name), .. } => {
            bubble(painter, pointer, &tr!("replaces-wire", name = name), palette.text);
        }
        WireTarget::Fits { .. } | WireTarget::Void => {}
    }
}

/// Text beside the pointer, kept inside the canvas.
pub fn bubble(painter: &mut CanvasPainter, pointer: Pos2, words: &str, color: Color32) {
    let palette = painter.palette;
    let view = painter.transform.rect.shrink(8.0);
    let galley = painter.text.line(painter.ctx, words, 12.5, view.width() - 20.0, Weight::Regular);
    let size = galley.size() + vec2(20.0, 12.0);
    let wanted = Rect::from_min_size(pointer + vec2(16.0, 18.0), size);
    let shift = vec2((view.right() - wanted.right()).min(0.0), 0.0);
    let mut rect = wanted.translate(shift);
    if rect.bottom() > view.bottom() {
        rect = rect.translate(vec2(0.0, -size.y - 30.0));
    }
    painter.rect(rect, 4, palette.panel, Stroke::new(1.0, mix(palette.line, color, 0.5)));
    painter.screen_text(
        rect.left_center() + vec2(10.0, 0.0),
        Align2::LEFT_CENTER,
        words,
        12.5,
        view.width() - 20.0,
        color,
    );
}

/// The top left corner of a node dropped at `pointer` (canvas units).
pub fn ghost_corner(pointer: Pos2) -> Pos2 {
    pointer - vec2(layout::WIDTH / 2.0, layout::HEADER / 2.0)
}

/// The outline of a node to be placed; `corner` in canvas units.
pub fn ghost(painter: &mut CanvasPainter, info: &KindInfo, corner: Pos2) {
    let palette = painter.palette;
    let card = Rect::from_min_size(corner, layout::size(&(info.ports)(), false));
    let rect = painter.transform.rect_to_screen(card);
    let category = Some(info.meta.category);
    let fill = palette.surface.gamma_multiply(0.85);
    let stroke = Stroke::new(1.5, palette.accent);
    let shape = egui::epaint::RectShape::new(rect, painter.radius(), fill, stroke, StrokeKind::Inside);
    painter.shapes.push(shape.into());
    let sign = info.meta.icon;
    painter.text(corner + vec2(INSET, 20.0), Align2::LEFT_CENTER, sign, 18.0, 24.0, palette.category(category));
    let at = corner + vec2(38.0, 20.0);
    painter.text(at, Align2::LEFT_CENTER, info.meta.title(), 13.5, card.width() - 44.0, palette.text);
}

/// The placeholder of a node whose kind is being chosen, with its future wires.
pub fn pending(painter: &mut CanvasPainter, scene: &Scene, corner: Pos2, connect: &Connect) {
    let transform = painter.transform;
    let accent = painter.palette.accent;
    let card = Rect::from_min_size(corner, vec2(layout::WIDTH, layout::HEADER + layout::ROW + 2.0 * layout::PAD));
    let end = |side| transform.to_screen(corner + layout::port(side, 0, layout::WIDTH).to_vec2());
    let found = |port: &PortRef, side| {
        let node = scene.node(port.node)?;
        let index =
            if side == Side::Output { node.ports.find_output(&port.port) } else { node.ports.find_input(&port.port) };
        Some(transform.to_screen(scene.port(Port { node: port.node, side, index: index? })?))
    };
    let (from, to): (Vec<Pos2>, Option<Pos2>) = match connect {
        Connect::From(from) => (found(from, Side::Output).into_iter().collect(), None),
        Connect::FromAll(all) => (all.iter().filter_map(|from| found(from, Side::Output)).collect(), None),
        Connect::To(to) => (Vec::new(), found(to, Side::Input)),
        Connect::On(_) | Connect::Not => (Vec::new(), None),
    };
    let ends = from.into_iter().map(|from| (from, end(Side::Input))).chain(to.map(|to| (end(Side::Output), to)));
    let mut ribbons = LineMesh::default();
    let width = (2.0 * transform.zoom).clamp(1.5, 3.5);
    for (from, to) in ends {
        let curve = Curve::between(from, to, transform.zoom);
        ribbons.curve(&curve, wire_points(Detail::Full, curve.length()), width, accent, painter.pixel());
    }
    painter.shapes.push(Shape::mesh(ribbons.mesh));
    let rect = transform.rect_to_screen(card);
    painter.rect(rect, 4, accent.gamma_multiply(0.08), Stroke::new(1.0, accent.gamma_multiply(0.7)));
}

/// Marks the whole canvas as a drop target for files; `words` says what happens to them.
pub fn file_hint(painter: &mut CanvasPainter, words: &str) {
    let palette = painter.palette;
    let area = painter.transform.rect.shrink(8.0);
    painter.rect(area, 8, palette.accent.gamma_multiply(0.08), Stroke::new(2.0, palette.accent));
    let galley = painter.text.line(painter.ctx, words, 15.0, area.width() - 64.0, Weight::Regular);
    let plate = Rect::from_center_size(area.center(), galley.size() + vec2(32.0, 20.0));
    painter.rect(plate, 6, palette.panel, Stroke::new(1.0, palette.accent));
    let at = pos2(plate.center().x, plate.center().y);
    painter.screen_text(at, Align2::CENTER_CENTER, words, 15.0, area.width() - 64.0, palette.text);
}
