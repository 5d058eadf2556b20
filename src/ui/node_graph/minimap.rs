//! The minimap in the corner, shown while parts of the project are out of view. A click moves the camera.

use egui::{Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};

use super::camera::ViewTransform;
use super::canvas_painter::{CanvasPainter, mix};
use super::line_mesh::LineMesh;
use super::node_status::NodeStatus;
use super::scene::Scene;

const SIZE: Vec2 = vec2(168.0, 112.0);
const MARGIN: f32 = 12.0;
/// The tolerance for parts out of view, in points.
const SPARED: f32 = 6.0;
/// Smaller canvases have no minimap.
const SMALLEST_VIEW: Vec2 = vec2(520.0, 360.0);

/// The place and the scale of the map.
#[derive(Clone, Copy, Debug)]
pub struct Minimap {
    pub rect: Rect,
    /// The area that the map shows, in canvas units.
    area: Rect,
    scale: f32,
}

impl Minimap {
    /// `None` if everything is in view or there is no room.
    pub fn of(scene: &Scene, transform: ViewTransform) -> Option<Minimap> {
        let bounds = scene.bounds()?;
        let visible = transform.visible();
        let roomy = transform.rect.width() >= SMALLEST_VIEW.x && transform.rect.height() >= SMALLEST_VIEW.y;
        // Parts cut off by a few points count as in view.
        if !roomy || visible.expand(SPARED / transform.zoom).contains_rect(bounds) {
            return None;
        }
        let area = bounds.union(visible.intersect(bounds.expand(visible.width().max(visible.height()))));
        let scale = ((SIZE - Vec2::splat(16.0)) / area.size()).min_elem();
        let rect = Rect::from_min_size(transform.rect.max - SIZE - Vec2::splat(MARGIN), SIZE);
        Some(Minimap { rect, area, scale })
    }

    fn on_map(&self, rect: Rect) -> Rect {
        let at = |p: Pos2| self.rect.center() + (p - self.area.center()) * self.scale;
        Rect::from_min_max(at(rect.min), at(rect.max))
    }

    /// The canvas point at a position on the map.
    pub fn canvas_point(&self, at: Pos2) -> Pos2 {
        self.area.center() + (at - self.rect.center()) / self.scale
    }

    pub fn paint(&self, painter: &mut CanvasPainter, scene: &Scene, statuses: &[NodeStatus]) {
        let palette = painter.palette;
        painter.rect(self.rect, 6, palette.panel, Stroke::new(1.0, palette.line));
        let mut ribbons = LineMesh::with_capacity(scene.nodes.len() * 4);
        for (index, annotation) in scene.annotations.boxes.iter().enumerate() {
            let rect = self.on_map(scene.annotations.rect(index));
            ribbons.rect(rect, mix(palette.panel, palette.hue(annotation.annotation.color), 0.28));
        }
        for (index, node) in scene.nodes.iter().enumerate() {
            let mut rect = self.on_map(scene.card(index));
            rect.set_width(rect.width().max(2.0));
            rect.set_height(rect.height().max(1.5));
            let color = if statuses[index].selected { palette.accent } else { palette.category(node.category) };
            ribbons.rect(rect, mix(palette.panel, color, 0.75));
        }
        painter.shapes.push(Shape::mesh(ribbons.mesh));
        let seen = self.on_map(painter.transform.visible()).intersect(self.rect.shrink(1.0));
        let stroke = Stroke::new(1.0, palette.accent);
        let fill = palette.accent.gamma_multiply(0.08);
        painter.shapes.push(egui::epaint::RectShape::new(seen, 2, fill, stroke, StrokeKind::Inside).into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::Camera;
    use crate::ui::node_graph::scene::tests::scene_of;

    #[test]
    fn it_is_there_only_when_something_is_out_of_sight() {
        let scene = scene_of(&["a", "b", "c", "d", "e", "f", "g"], &[]);
        let view = Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 700.0));
        let transform = |zoom| ViewTransform::new(view, Camera { x: 800.0, y: 0.0, zoom }, 1.0);
        assert!(Minimap::of(&scene, transform(0.3)).is_none());
        let map = Minimap::of(&scene, transform(1.0)).unwrap();
        assert!(view.contains_rect(map.rect));
        let there = map.canvas_point(map.on_map(Rect::from_min_size(Pos2::new(64.0, 32.0), Vec2::ZERO)).min);
        assert!((there - Pos2::new(64.0, 32.0)).length() < 0.1);
    }
}
