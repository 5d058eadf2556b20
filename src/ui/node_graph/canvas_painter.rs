//! The painter of the canvas: its state and drawing helpers for all parts.

use std::sync::Arc;

use egui::{Align2, Color32, Context, CornerRadius, Galley, Pos2, Rect, Shape, Stroke, StrokeKind};

use crate::ui::theme::Palette;

pub use crate::ui::theme::mix;

use super::camera::ViewTransform;
use super::detail::Detail;
use super::mini_text::MiniTexts;
use super::text_cache::{TextCache, Weight};
use super::visibility::Visibility;

/// Paints in canvas units and collects the shapes of a frame, which go to egui in one call.
pub struct CanvasPainter<'a> {
    pub ctx: &'a Context,
    pub transform: ViewTransform,
    pub detail: Detail,
    pub visibility: Visibility,
    pub palette: &'a Palette,
    pub text: &'a mut TextCache,
    pub minis: &'a mut MiniTexts,
    pub shapes: Vec<Shape>,
    /// Time in seconds, for animations.
    pub time: f64,
    /// Animations are switched off.
    pub still: bool,
    /// Whether something painted needs another frame soon.
    pub animated: bool,
}

impl CanvasPainter<'_> {
    /// One line of text at `at`. `at`, `size` (height) and `width` (maximum) are in canvas units.
    pub fn text(&mut self, at: Pos2, anchor: Align2, text: &str, size: f32, width: f32, color: Color32) -> Rect {
        let zoom = self.transform.zoom;
        self.screen_text(self.transform.to_screen(at), anchor, text, size * zoom, width * zoom, color)
    }

    /// One line of text in points.
    pub fn screen_text(&mut self, at: Pos2, anchor: Align2, text: &str, size: f32, width: f32, color: Color32) -> Rect {
        let galley = self.text.line(self.ctx, text, size, width, Weight::Regular);
        self.galley(at, anchor, galley, color)
    }

    /// One line of semi-bold text in points.
    pub fn strong(&mut self, at: Pos2, anchor: Align2, text: &str, size: f32, width: f32, color: Color32) -> Rect {
        let galley = self.text.line(self.ctx, text, size, width, Weight::Strong);
        self.galley(at, anchor, galley, color)
    }

    /// One line of text in points, elided in the middle.
    pub fn ends(&mut self, at: Pos2, anchor: Align2, text: &str, size: f32, width: f32, color: Color32) -> Rect {
        let galley = self.text.ends(self.ctx, text, size, width, Weight::Regular);
        self.galley(at, anchor, galley, color)
    }

    /// One line of semi-bold text in points, elided in the middle.
    pub fn strong_ends(&mut self, at: Pos2, anchor: Align2, text: &str, size: f32, width: f32, color: Color32) -> Rect {
        let galley = self.text.ends(self.ctx, text, size, width, Weight::Strong);
        self.galley(at, anchor, galley, color)
    }

    /// The width of one line of text in points.
    pub fn width(&mut self, text: &str, size: f32) -> f32 {
        self.text.line(self.ctx, text, size, f32::INFINITY, Weight::Regular).size().x
    }

    pub fn galley(&mut self, at: Pos2, anchor: Align2, galley: Arc<Galley>, color: Color32) -> Rect {
        let rect = anchor.anchor_size(at, galley.size());
        self.shapes.push(Shape::galley(rect.min, galley, color));
        rect
    }

    /// A rectangle in screen coordinates.
    pub fn rect(&mut self, rect: Rect, radius: impl Into<CornerRadius>, fill: Color32, stroke: Stroke) {
        self.shapes.push(egui::epaint::RectShape::new(rect, radius, fill, stroke, StrokeKind::Inside).into());
    }

    pub fn disc(&mut self, at: Pos2, radius: f32, color: Color32) {
        self.shapes.push(Shape::circle_filled(at, radius, color));
    }

    /// The angle of a spinner. Requests another frame unless animations are off.
    pub fn turn(&mut self) -> f32 {
        if self.still {
            return 0.0;
        }
        self.animated = true;
        (self.time * 4.0).rem_euclid(std::f64::consts::TAU) as f32
    }

    /// The corner radius of cards on the screen.
    pub fn radius(&self) -> u8 {
        (f32::from(crate::ui::theme::RADIUS) * self.transform.zoom * 1.25).clamp(2.0, 12.0) as u8
    }

    /// The width of a physical pixel in points.
    pub fn pixel(&self) -> f32 {
        1.0 / self.ctx.pixels_per_point()
    }
}
