//! Frames and notes behind the wires, dots on them, and the comments under nodes.

use std::collections::BTreeSet;

use egui::{Align2, CornerRadius, Pos2, Rect, Shape as Stroked, Stroke, pos2, vec2};

use crate::document::{AnnotationId, Shape, Tint};

use super::annotations::{BAR, HANDLE, bar};
use super::brush::{Brush, mix};
use super::layout;
use super::lod::Detail;
use super::look::Look;
use super::markdown;
use super::scene::{Scene, SceneNode};

/// Space between a note's edge and its text, in canvas units.
pub const INSET: f32 = 10.0;
/// The text of comments, in canvas units.
const COMMENT: f32 = 11.5;
const COMMENT_ROWS: usize = 4;
/// Letters of a note are never smaller than this, in screen points.
const SMALLEST: f32 = 9.0;
/// A frame that is narrower than this on the screen has no title when seen from afar.
const AFAR: f32 = 36.0;

/// Frames and notes that are in sight; `writing` is the one whose text is being written and is drawn by its field.
pub fn boxes(brush: &mut Brush, scene: &Scene, selected: &BTreeSet<AnnotationId>, writing: Option<AnnotationId>) {
    for index in 0..scene.annotations.boxes.len() {
        let id = scene.annotations.boxes[index].id;
        if brush.lens.rect_to_screen(scene.annotations.rect(index)).intersects(brush.lens.rect) {
            one_box(brush, scene, index, selected.contains(&id), writing == Some(id));
        }
    }
}

/// A frame or a note by index.
pub fn one_box(brush: &mut Brush, scene: &Scene, index: usize, is_selected: bool, is_written: bool) {
    let annotation = &scene.annotations.boxes[index].annotation;
    let rect = brush.lens.rect_to_screen(scene.annotations.rect(index));
    let text = if is_written { "" } else { annotation.text.as_str() };
    match annotation.shape {
        Shape::Frame => frame(brush, rect, text, annotation.color, is_selected),
        Shape::Note => note(brush, rect, text, annotation.color, is_selected),
    }
}

fn edge(brush: &Brush, color: Tint, selected: bool) -> Stroke {
    let palette = brush.palette;
    match selected {
        true => Stroke::new(1.5, palette.accent),
        false => Stroke::new(1.0, mix(palette.ground, palette.hue(color), 0.5)),
    }
}

fn frame(brush: &mut Brush, rect: Rect, title: &str, color: Tint, selected: bool) {
    let palette = brush.palette;
    let tint = palette.hue(color);
    let radius = brush.radius();
    brush.rect(rect, radius, mix(palette.ground, tint, 0.07), edge(brush, color, selected));
    let bars = brush.shown.bars;
    // Where there is no room for a bar, what the frame is called stands above it.
    if bars < 1.0 && rect.width() >= AFAR && !title.is_empty() {
        let words = mix(palette.text, tint, 0.35).gamma_multiply(1.0 - bars);
        brush.strong(rect.left_top() - vec2(0.0, 2.0), Align2::LEFT_BOTTOM, title, 11.0, rect.width(), words);
    }
    if bars == 0.0 {
        return;
    }
    let height = bar(brush.lens.zoom).min(rect.height());
    let strip = Rect::from_min_size(rect.min, vec2(rect.width(), height)).shrink(1.0);
    let rounding = CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
    brush.rect(strip, rounding, palette.bar(color).gamma_multiply(bars), Stroke::NONE);
    // Titles are what is read from afar: never smaller than can be read.
    let size = (13.5 * brush.lens.zoom).max(11.0);
    let at = strip.left_center() + vec2(10.0 * brush.lens.zoom.max(0.6), 0.0);
    let color = palette.text.gamma_multiply(bars);
    brush.strong(at, Align2::LEFT_CENTER, title, size, strip.right() - at.x - 6.0, color);
}

fn note(brush: &mut Brush, rect: Rect, text: &str, color: Tint, selected: bool) {
    let palette = brush.palette;
    brush.rect(rect, brush.radius(), palette.paper(color), edge(brush, color, selected));
    let inside = brush.shown.inside();
    let headline = (1.0 - inside) * brush.shown.bars;
    if headline > 0.0 && rect.height() >= 16.0 {
        let at = rect.left_top() + vec2(5.0, 4.0);
        let color = palette.text.gamma_multiply(headline);
        brush.strong(at, Align2::LEFT_TOP, &markdown::headline(text), 11.0, rect.width() - 10.0, color);
    }
    if inside == 0.0 {
        return;
    }
    let alpha = inside;
    // Letters stay large enough to be read; lines that find no room then are left out below.
    let zoom = brush.lens.zoom.max(SMALLEST / markdown::SIZE);
    let inside = rect.shrink(INSET * brush.lens.zoom);
    if text.trim().is_empty() {
        let color = palette.weak.gamma_multiply(alpha);
        brush.screen_text(inside.min, Align2::LEFT_TOP, tr!("empty-note"), 13.0 * zoom, inside.width(), color);
        return;
    }
    let job = markdown::job(brush.ctx, palette, text, zoom, inside.width().max(8.0));
    let galley = brush.ctx.fonts_mut(|fonts| fonts.layout_job(job));
    let (lines, room) = (galley.rows.len(), inside.height() + INSET * zoom * 0.5);
    let fitting = galley.rows.iter().take_while(|row| row.rect().bottom() <= room).count();
    if fitting == lines {
        brush.shapes.push(faded(inside.min, galley, palette.text, alpha));
        return;
    }
    // Lines that do not fit are left out whole, and it is said that there are more.
    let mut job = (*galley.job).clone();
    job.wrap.max_rows = fitting.max(1);
    let galley = brush.ctx.fonts_mut(|fonts| fonts.layout_job(job));
    brush.shapes.push(faded(inside.min, galley, palette.text, alpha));
}

/// Letters of several colours, seen so far.
fn faded(at: Pos2, galley: std::sync::Arc<egui::Galley>, color: egui::Color32, alpha: f32) -> Stroked {
    let mut text = egui::epaint::TextShape::new(at, galley, color);
    text.opacity_factor = alpha;
    text.into()
}

/// The dots of wires; the one under the pointer has the handle out of which a wire is pulled.
pub fn dots(brush: &mut Brush, scene: &Scene, selected: &BTreeSet<AnnotationId>, hovered: Option<usize>) {
    if brush.detail == Detail::Plain {
        return;
    }
    for index in 0..scene.annotations.dots.len() {
        let at = brush.lens.to_screen(scene.annotations.dot(index));
        if brush.lens.rect.expand(24.0).contains(at) {
            let is_selected = selected.contains(&scene.annotations.dots[index].id);
            one_dot(brush, scene, index, is_selected, hovered == Some(index));
        }
    }
}

/// The dot of a wire by index.
pub fn one_dot(brush: &mut Brush, scene: &Scene, index: usize, is_selected: bool, is_hovered: bool) {
    let palette = brush.palette;
    let zoom = brush.lens.zoom.clamp(0.6, 1.6);
    let at = brush.lens.to_screen(scene.annotations.dot(index));
    if is_hovered {
        let handle = at + vec2(HANDLE, 0.0);
        brush.shapes.push(Stroked::line_segment([at, handle], Stroke::new(1.5, palette.accent)));
        brush.disc(handle, 4.5, palette.accent);
        brush.disc(handle, 3.0, palette.raised);
    }
    let color = if is_selected || is_hovered { palette.accent } else { palette.wire };
    brush.disc(at, 5.5 * zoom, color);
    brush.disc(at, 3.0 * zoom, if is_selected { palette.accent } else { palette.raised });
}

/// What a node's comment covers, in canvas units.
pub fn comment_place(card: Rect, look_has_problem: bool) -> Pos2 {
    let below = if look_has_problem { layout::PROBLEM } else { 0.0 };
    pos2(card.left() + 2.0, card.bottom() + below + 4.0)
}

/// The comment under a node.
pub fn comment(brush: &mut Brush, node: &SceneNode, card: Rect, look: &Look) {
    if node.mark.comment.is_empty() || brush.shown.words == 0.0 {
        return;
    }
    let palette = brush.palette;
    let size = (COMMENT * brush.lens.zoom).max(9.5);
    let color = node.mark.color.map_or(palette.weak, |color| palette.hue(color)).gamma_multiply(brush.shown.words);
    let font = egui::FontId::proportional(size);
    let mut job =
        egui::text::LayoutJob::simple(node.mark.comment.clone(), font, color, (card.width() - 4.0) * brush.lens.zoom);
    job.wrap.max_rows = COMMENT_ROWS;
    let galley = brush.ctx.fonts_mut(|fonts| fonts.layout_job(job));
    let at = brush.lens.to_screen(comment_place(card, look.problem().is_some()));
    brush.shapes.push(Stroked::galley(at, galley, color));
}

/// The bar of a frame on the canvas, where its title is written.
pub fn title_place(rect: Rect) -> Rect {
    Rect::from_min_size(rect.min, vec2(rect.width(), BAR))
}
