//! Whether each letter of the window is distinguishable from what is painted below it: read from the shapes of a frame,
//! so that no pair of colours can be forgotten.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::window::Window;
use egui::epaint::{ClippedShape, Mesh, TextShape, Vertex};
use egui::{Color32, Pos2, Rect, Rgba, Shape, pos2};
use egui_kittest::kittest::{Queryable, by};

/// Something painted over an area.
struct Fill {
    clip: Rect,
    rect: Rect,
    mesh: Option<Arc<Mesh>>,
    color: Color32,
}

impl Fill {
    /// What it paints there: of a mesh the triangle that was added last.
    fn at(&self, at: Pos2) -> Option<Color32> {
        if !self.rect.contains(at) || !self.clip.contains(at) {
            return None;
        }
        match &self.mesh {
            None => Some(self.color),
            Some(mesh) => {
                let corner = |index: u32| mesh.vertices[index as usize];
                mesh.indices.chunks_exact(3).rev().find_map(|t| shade([corner(t[0]), corner(t[1]), corner(t[2])], at))
            }
        }
    }
}

/// The colour of a triangle at a point in it.
fn shade([a, b, c]: [Vertex; 3], at: Pos2) -> Option<Color32> {
    let cross = |u: Pos2, v: Pos2, w: Pos2| (v.x - u.x) * (w.y - u.y) - (v.y - u.y) * (w.x - u.x);
    let whole = cross(a.pos, b.pos, c.pos);
    let parts = [cross(at, b.pos, c.pos), cross(a.pos, at, c.pos), cross(a.pos, b.pos, at)].map(|part| part / whole);
    if whole == 0.0 || parts.iter().any(|part| *part < 0.0) {
        return None;
    }
    let mixed = [a, b, c].into_iter().zip(parts).map(|(corner, part)| Rgba::from(corner.color) * part);
    Some(mixed.fold(Rgba::TRANSPARENT, |sum, part| sum + part).into())
}

/// One letter.
struct Letter {
    clip: Rect,
    at: Pos2,
    color: Color32,
    letter: char,
    words: String,
}

enum Paint {
    Fill(Fill),
    Letter(Letter),
}

/// All that is painted, in order.
fn paints(shapes: &[ClippedShape]) -> Vec<Paint> {
    fn take(shape: &Shape, clip: Rect, out: &mut Vec<Paint>) {
        let fill = |rect, color| Paint::Fill(Fill { clip, rect, mesh: None, color });
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| take(shape, clip, out)),
            // Shadows are soft.
            Shape::Rect(rect) if rect.blur_width == 0.0 => out.push(fill(rect.rect, rect.fill)),
            Shape::Circle(circle) => {
                out.push(fill(circle.visual_bounding_rect().shrink(circle.radius * 0.3), circle.fill))
            }
            Shape::Path(path) if path.closed => {
                let points = &path.points;
                let vertices = points.iter().map(|p| Vertex { pos: *p, uv: pos2(0.0, 0.0), color: path.fill });
                let indices = (2..points.len() as u32).flat_map(|n| [0, n - 1, n]);
                let mesh = Mesh { vertices: vertices.collect(), indices: indices.collect(), ..Mesh::default() };
                let rect = Rect::from_points(points);
                out.push(Paint::Fill(Fill { clip, rect, mesh: Some(Arc::new(mesh)), color: path.fill }));
            }
            Shape::Mesh(mesh) => {
                let rect = mesh.calc_bounds();
                out.push(Paint::Fill(Fill { clip, rect, mesh: Some(mesh.clone()), color: Color32::TRANSPARENT }));
            }
            Shape::Text(text) => letters(text, clip, out),
            _ => {}
        }
    }
    let mut out = Vec::new();
    shapes.iter().for_each(|clipped| take(&clipped.shape, clipped.clip_rect, &mut out));
    out
}

/// The letters of a text with the grounds that it brings along (what was found, what is selected); of letters in a row that
/// look alike the first, every tenth and the last.
fn letters(text: &TextShape, clip: Rect, out: &mut Vec<Paint>) {
    if text.angle != 0.0 {
        return;
    }
    let own = |color: Color32| match color {
        Color32::PLACEHOLDER => text.fallback_color,
        color => color,
    };
    for row in &text.galley.rows {
        let origin = text.pos + row.pos.to_vec2();
        let visuals = &row.visuals;
        for triangle in visuals.mesh.indices[..visuals.glyph_index_start].chunks_exact(3) {
            let corners = [0, 1, 2].map(|n| visuals.mesh.vertices[triangle[n] as usize]);
            let rect = Rect::from_points(&corners.map(|v| origin + v.pos.to_vec2()));
            let color = own(corners[0].color).gamma_multiply(text.opacity_factor);
            out.push(Paint::Fill(Fill { clip, rect, mesh: None, color }));
        }
        let words: String = row.glyphs.iter().map(|glyph| glyph.chr).collect();
        let mut last = None;
        for (n, glyph) in row.glyphs.iter().enumerate() {
            let Some(vertex) = visuals.mesh.vertices.get(glyph.first_vertex as usize) else { continue };
            if glyph.chr.is_whitespace() || glyph.uv_rect.size.x == 0.0 {
                continue;
            }
            let color = text.override_text_color.unwrap_or(own(vertex.color)).gamma_multiply(text.opacity_factor);
            if last == Some(color) && n % 10 != 0 && n + 1 != row.glyphs.len() {
                continue;
            }
            last = Some(color);
            let at = origin + glyph.pos.to_vec2() + egui::vec2(glyph.advance_width / 2.0, -glyph.font_ascent * 0.35);
            out.push(Paint::Letter(Letter { clip, at, color, letter: glyph.chr, words: words.clone() }));
        }
    }
}

/// `above` painted over `below`.
fn over(above: Color32, below: Color32) -> Color32 {
    let rest = 1.0 - f32::from(above.a()) / 255.0;
    let channel = |a: u8, b: u8| (f32::from(a) + f32::from(b) * rest).round().min(255.0) as u8;
    let [a, b] = [above, below];
    Color32::from_rgb(channel(a.r(), b.r()), channel(a.g(), b.g()), channel(a.b(), b.b()))
}

/// The contrast of two colours as the accessibility guidelines reckon it.
fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |c: Color32| {
        let [r, g, b] = [c.r(), c.g(), c.b()].map(|v| {
            let v = f32::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Icons of the icon font are graphics, which need less.
fn least(letter: char) -> f32 {
    if ('\u{e000}'..='\u{f8ff}').contains(&letter) { 3.0 } else { 4.5 }
}

/// What is larger than so many square points puts all that is below it aside.
const BACKDROP: f32 = 250_000.0;

/// Whether something that is not of one colour lies above.
fn fades(above: &[Paint], at: Pos2) -> bool {
    let is_gradient = |fill: &Fill| fill.mesh.is_some() && fill.at(at).is_some_and(|color| color.a() > 0);
    above.iter().any(|paint| matches!(paint, Paint::Fill(fill) if is_gradient(fill)))
}

/// What cannot be read, each with its contrast.
pub fn unreadable(harness: &Window) -> BTreeMap<String, f32> {
    let paints = paints(&harness.output().shapes);
    let disabled: Vec<Rect> =
        harness.query_all(by().predicate(|node| node.is_disabled())).map(|node| node.rect()).collect();
    let (mut out, mut looked_at) = (BTreeMap::new(), 0);
    for (place, paint) in paints.iter().enumerate() {
        let Paint::Letter(letter) = paint else { continue };
        if !letter.clip.contains(letter.at) || disabled.iter().any(|rect| rect.contains(letter.at)) {
            continue;
        }
        let fills = |paints: &[Paint]| -> Vec<(Color32, Rect)> {
            let here = |paint: &Paint| match paint {
                Paint::Fill(fill) => fill.at(letter.at).filter(|c| c.a() > 0).map(|color| (color, fill.rect)),
                Paint::Letter(_) => None,
            };
            paints.iter().filter_map(here).collect()
        };
        let above = fills(&paints[place..]);
        // Behind a dialog, under a menu, or fading out where a list goes on: it is not for reading now.
        if above.iter().any(|(color, rect)| color.a() == 255 || rect.area() > BACKDROP)
            || fades(&paints[place..], letter.at)
        {
            continue;
        }
        let ground = fills(&paints[..place]).iter().fold(Color32::BLACK, |ground, (color, _)| over(*color, ground));
        let veiled = |color: Color32| above.iter().fold(color, |below, (color, _)| over(*color, below));
        looked_at += 1;
        let found = contrast(veiled(over(letter.color, ground)), veiled(ground));
        if found < least(letter.letter) {
            let name = format!("{:?} {:?} on {ground:?} at {:?}", letter.words, letter.color, letter.at);
            out.entry(name).or_insert(found);
        }
    }
    assert!(looked_at > 0, "no letter is seen");
    out
}
