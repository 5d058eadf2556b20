//! Paints frames and notes behind the wires, dots, and comments below nodes.

use std::collections::BTreeSet;

use egui::{Align2, CornerRadius, Pos2, Rect, Shape as Stroked, Stroke, pos2, vec2};

use crate::document::{AnnotationId, Shape, Tint};

use super::annotations::{BAR, HANDLE, bar};
use super::canvas_painter::{CanvasPainter, mix};
use super::detail::Detail;
use super::layout;
use super::markdown;
use super::node_status::NodeStatus;
use super::scene::{Scene, SceneNode};

/// Between the edge of a note and its text, in canvas units.
pub const INSET: f32 = 10.0;
/// The font size and the maximum number of lines of comments, in canvas units.
const COMMENT: f32 = 11.5;
const COMMENT_ROWS: usize = 4;
/// The minimum font size of a note, in points.
const SMALLEST: f32 = 9.0;
/// Zoomed-out frames narrower than this have no title, in points.
const AFAR: f32 = 36.0;

/// The visible frames and notes. `writing` is the one being edited, whose text the editor draws.
pub fn boxes(
    painter: &mut CanvasPainter,
    scene: &Scene,
    selected: &BTreeSet<AnnotationId>,
    writing: Option<AnnotationId>,
) {
    for index in 0..scene.annotations.boxes.len() {
        let id = scene.annotations.boxes[index].id;
        if painter.transform.rect_to_screen(scene.annotations.rect(index)).intersects(painter.transform.rect) {
            one_box(painter, scene, index, selected.contains(&id), writing == Some(id));
        }
    }
}

/// A frame or a note by index.
pub fn one_box(painter: &mut CanvasPainter, scene: &Scene, index: usize, is_selected: bool, is_written: bool) {
    let annotation = &scene.annotations.boxes[index].annotation;
    let rect = painter.transform.rect_to_screen(scene.annotations.rect(index));
    let text = if is_written { "" } else { annotation.text.as_str() };
    match annotation.shape {
        Shape::Frame => frame(painter, rect, text, annotation.color, is_selected),
        Shape::Note => note(painter, rect, text, annotation.color, is_selected),
    }
}

fn edge(painter: &CanvasPainter, color: Tint, selected: bool) -> Stroke {
    let palette = painter.palette;
    if selected {
        Stroke::new(1.5, palette.accent)
    } else {
        Stroke::new(1.0, mix(palette.background, palette.hue(color), 0.5))
    }
}

fn frame(painter: &mut CanvasPainter, rect: Rect, title: &str, color: Tint, selected: bool) {
    let palette = painter.palette;
    let tint = palette.hue(color);
    let radius = painter.radius();
    painter.rect(rect, radius, mix(palette.background, tint, 0.07), edge(painter, color, selected));
    let bars = painter.visibility.bars;
    // Without room for a title bar, the title stands above the frame.
    if bars < 1.0 && rect.width() >= AFAR && !title.is_empty() {
        let words = mix(palette.text, tint, 0.35).gamma_multiply(1.0 - bars);
        painter.strong(rect.left_top() - vec2(0.0, 2.0), Align2::LEFT_BOTTOM, title, 11.0, rect.width(), words);
    }
    if bars == 0.0 {
        return;
    }
    let height = bar(painter.transform.zoom).min(rect.height());
    let strip = Rect::from_min_size(rect.min, vec2(rect.width(), height)).shrink(1.0);
    let rounding = CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
    painter.rect(strip, rounding, palette.bar(color).gamma_multiply(bars), Stroke::NONE);
    // Titles stay legible when zoomed out.
    let size = (13.5 * painter.transform.zoom).max(11.0);
    let at = strip.left_center() + vec2(10.0 * painter.transform.zoom.max(0.6), 0.0);
    let color = palette.text.gamma_multiply(bars);
    painter.strong(at, Align2::LEFT_CENTER, title, size, strip.right() - at.x - 6.0, color);
}

fn note(painter: &mut CanvasPainter, rect: Rect, text: &str, color: Tint, selected: bool) {
    let palette = painter.palette;
    painter.rect(rect, painter.radius(), palette.note_background(color), edge(painter, color, selected));
    let inside = painter.visibility.inside();
    let headline = (1.0 - inside) * painter.visibility.bars;
    if headline > 0.0 && rect.height() >= 16.0 {
        let at = rect.left_top() + vec2(5.0, 4.0);
        let color = palette.text.gamma_multiply(headline);
        painter.strong(at, Align2::LEFT_TOP, &markdown::headline(text), 11.0, rect.width() - 10.0, color);
    }
    if inside == 0.0 {
        return;
    }
    let alpha = inside;
    // The font stays legible; lines that no longer fit are cut below.
    let zoom = painter.transform.zoom.max(SMALLEST / markdown::SIZE);
    let inside = rect.shrink(INSET * painter.transform.zoom);
    if text.trim().is_empty() {
        let color = palette.weak.gamma_multiply(alpha);
        painter.screen_text(inside.min, Align2::LEFT_TOP, tr!("empty-note"), 13.0 * zoom, inside.width(), color);
        return;
    }
    let job = markdown::job(painter.ctx, palette, text, zoom, inside.width().max(8.0));
    let galley = painter.ctx.fonts_mut(|fonts| fonts.layout_job(job));
    let lines = galley.rows.len();
    let room = inside.height() + INSET * zoom * 0.5;
    let camera_control = galley.rows.iter().take_while(|row| row.rect().bottom() <= room).count();
    if camera_control == lines {
        painter.shapes.push(faded(inside.min, galley, palette.text, alpha));
        return;
    }
    // Only whole lines are shown, with a sign if there are more.
    let mut job = (*galley.job).clone();
    job.wrap.max_rows = camera_control.max(1);
    let galley = painter.ctx.fonts_mut(|fonts| fonts.layout_job(job));
    painter.shapes.push(faded(inside.min, galley, palette.text, alpha));
}

/// Text in several colours at this opacity.
fn faded(at: Pos2, galley: std::sync::Arc<egui::Galley>, color: egui::Color32, alpha: f32) -> Stroked {
    let mut text = egui::epaint::TextShape::new(at, galley, color);
    text.opacity_factor = alpha;
    text.into()
}

/// The dots of wires. The hovered one has the handle for pulling out a wire.
pub fn dots(painter: &mut CanvasPainter, scene: &Scene, selected: &BTreeSet<AnnotationId>, hovered: Option<usize>) {
    if painter.detail == Detail::Plain {
        return;
    }
    for index in 0..scene.annotations.dots.len() {
        let at = painter.transform.to_screen(scene.annotations.dot(index));
        if painter.transform.rect.expand(24.0).contains(at) {
            let is_selected = selected.contains(&scene.annotations.dots[index].id);
            one_dot(painter, scene, index, is_selected, hovered == Some(index));
        }
    }
}

/// The dot of a wire by index.
pub fn one_dot(painter: &mut CanvasPainter, scene: &Scene, index: usize, is_selected: bool, is_hovered: bool) {
    let palette = painter.palette;
    let zoom = painter.transform.zoom.clamp(0.6, 1.6);
    let at = painter.transform.to_screen(scene.annotations.dot(index));
    if is_hovered {
        let handle = at + vec2(HANDLE, 0.0);
        painter.shapes.push(Stroked::line_segment([at, handle], Stroke::new(1.5, palette.accent)));
        painter.disc(handle, 4.5, palette.accent);
        painter.disc(handle, 3.0, palette.surface);
    }
    let color = if is_selected || is_hovered { palette.accent } else { palette.wire };
    painter.disc(at, 5.5 * zoom, color);
    painter.disc(at, 3.0 * zoom, if is_selected { palette.accent } else { palette.surface });
}

/// The position of a node's comment, in canvas units.
pub fn comment_place(card: Rect, has_problem: bool) -> Pos2 {
    let below = if has_problem { layout::PROBLEM } else { 0.0 };
    pos2(card.left() + 2.0, card.bottom() + below + 4.0)
}

/// The comment under a node.
pub fn comment(painter: &mut CanvasPainter, node: &SceneNode, card: Rect, status: &NodeStatus) {
    if node.mark.comment.is_empty() || painter.visibility.words == 0.0 {
        return;
    }
    let palette = painter.palette;
    let size = (COMMENT * painter.transform.zoom).max(9.5);
    let color =
        node.mark.color.map_or(palette.weak, |color| palette.hue(color)).gamma_multiply(painter.visibility.words);
    let font = egui::FontId::proportional(size);
    let mut job = egui::text::LayoutJob::simple(
        node.mark.comment.clone(),
        font,
        color,
        (card.width() - 4.0) * painter.transform.zoom,
    );
    job.wrap.max_rows = COMMENT_ROWS;
    let galley = painter.ctx.fonts_mut(|fonts| fonts.layout_job(job));
    let at = painter.transform.to_screen(comment_place(card, status.problem().is_some()));
    painter.shapes.push(Stroked::galley(at, galley, color));
}

/// The title bar of a frame, where its title is edited, in canvas units.
pub fn title_place(rect: Rect) -> Rect {
    Rect::from_min_size(rect.min, vec2(rect.width(), BAR))
}
