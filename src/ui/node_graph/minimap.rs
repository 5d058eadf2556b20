//! A small map in the corner while parts of the project are out of sight; a press on it goes there.

use egui::{Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};

use super::brush::{Brush, mix};
use super::camera::Lens;
use super::look::Look;
use super::ribbon::Ribbons;
use super::scene::Scene;

const SIZE: Vec2 = vec2(168.0, 112.0);
const MARGIN: f32 = 12.0;
/// Screen points that may be out of sight.
const SPARED: f32 = 6.0;
/// Smaller canvases have no room for it.
const SMALLEST_VIEW: Vec2 = vec2(520.0, 360.0);

/// Where the map lies and what it shows.
#[derive(Clone, Copy, Debug)]
pub struct Minimap {
    pub rect: Rect,
    /// Canvas units.
    world: Rect,
    scale: f32,
}

impl Minimap {
    /// `None` where everything is in sight or there is no room.
    pub fn of(scene: &Scene, lens: Lens) -> Option<Minimap> {
        let bounds = scene.bounds()?;
        let visible = lens.visible();
        let roomy = lens.rect.width() >= SMALLEST_VIEW.x && lens.rect.height() >= SMALLEST_VIEW.y;
        // What is cut by a few points is in sight.
        if !roomy || visible.expand(SPARED / lens.zoom).contains_rect(bounds) {
            return None;
        }
        let world = bounds.union(visible.intersect(bounds.expand(visible.width().max(visible.height()))));
        let scale = ((SIZE - Vec2::splat(16.0)) / world.size()).min_elem();
        let rect = Rect::from_min_size(lens.rect.max - SIZE - Vec2::splat(MARGIN), SIZE);
        Some(Minimap { rect, world, scale })
    }

    fn on_map(&self, rect: Rect) -> Rect {
        let at = |p: Pos2| self.rect.center() + (p - self.world.center()) * self.scale;
        Rect::from_min_max(at(rect.min), at(rect.max))
    }

    /// The canvas point under a point of the map.
    pub fn canvas_point(&self, at: Pos2) -> Pos2 {
        self.world.center() + (at - self.rect.center()) / self.scale
    }

    pub fn paint(&self, brush: &mut Brush, scene: &Scene, looks: &[Look]) {
        let palette = brush.palette;
        brush.rect(self.rect, 6, palette.panel, Stroke::new(1.0, palette.line));
        let mut ribbons = Ribbons::with_capacity(scene.nodes.len() * 4);
        for (index, annotation) in scene.annotations.boxes.iter().enumerate() {
            let rect = self.on_map(scene.annotations.rect(index));
            ribbons.rect(rect, mix(palette.panel, palette.hue(annotation.annotation.color), 0.28));
        }
        for (index, node) in scene.nodes.iter().enumerate() {
            let mut rect = self.on_map(scene.card(index));
            rect.set_width(rect.width().max(2.0));
            rect.set_height(rect.height().max(1.5));
            let color = if looks[index].selected { palette.accent } else { palette.category(node.category) };
            ribbons.rect(rect, mix(palette.panel, color, 0.75));
        }
        brush.shapes.push(Shape::mesh(ribbons.mesh));
        let seen = self.on_map(brush.lens.visible()).intersect(self.rect.shrink(1.0));
        let stroke = Stroke::new(1.0, palette.accent);
        let fill = palette.accent.gamma_multiply(0.08);
        brush.shapes.push(egui::epaint::RectShape::new(seen, 2, fill, stroke, StrokeKind::Inside).into());
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
        let lens = |zoom| Lens::new(view, Camera { x: 800.0, y: 0.0, zoom }, 1.0);
        assert!(Minimap::of(&scene, lens(0.3)).is_none());
        let map = Minimap::of(&scene, lens(1.0)).unwrap();
        assert!(view.contains_rect(map.rect));
        let there = map.canvas_point(map.on_map(Rect::from_min_size(Pos2::new(64.0, 32.0), Vec2::ZERO)).min);
        assert!((there - Pos2::new(64.0, 32.0)).length() < 0.1);
    }
}
