//! The text of an SVG: attributes, escaping, and outlines of icons.

use std::fmt::Write;

use egui::{Color32, Stroke};

/// The font of the icons.
pub fn icons() -> Option<ttf_parser::Face<'static>> {
    ttf_parser::Face::parse(egui_phosphor::Variant::Regular.font_bytes(), 0).ok()
}

/// The path of a glyph.
pub struct Outline(pub String);

impl ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "M{x} {y}");
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "L{x} {y}");
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let _ = write!(self.0, "Q{x1} {y1} {x} {y}");
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let _ = write!(self.0, "C{x1} {y1} {x2} {y2} {x} {y}");
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}

/// A colour attribute with its opacity.
pub fn paint(name: &str, color: Color32) -> String {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    match a {
        0 => format!(" {name}=\"none\""),
        255 => format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\""),
        a => format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\" {name}-opacity=\"{:.3}\"", f32::from(a) / 255.0),
    }
}

/// A stroke attribute, or nothing for an invisible stroke.
pub fn line(stroke: Stroke) -> String {
    if stroke.width <= 0.0 || stroke.color.a() == 0 {
        return String::new();
    }
    format!("{} stroke-width=\"{}\"", paint("stroke", stroke.color), short(stroke.width))
}

/// Rounds a number to visible precision.
pub fn short(number: f32) -> f32 {
    (number * 100.0).round() / 100.0
}

/// Escapes text for XML; characters that XML does not allow are dropped.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_safe() {
        assert_eq!(escaped("a < b & \"c\"\u{1}"), "a &lt; b &amp; &quot;c&quot; ");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "colours that no theme has")]
    fn colours_tell_what_shines_through() {
        assert_eq!(paint("fill", Color32::from_rgb(1, 2, 255)), " fill=\"#0102ff\"");
        assert_eq!(paint("fill", Color32::TRANSPARENT), " fill=\"none\"");
        assert!(paint("stroke", Color32::from_rgba_unmultiplied(255, 0, 0, 128)).ends_with("stroke-opacity=\"0.502\""));
    }
}
