//! Writes a drawing as SVG. Text stays text; icons, whose font is rarely installed, become outlines.

use std::fmt::Write;

use egui::epaint::{RectShape, TextShape};
use egui::text::LayoutSection;
use egui::{Color32, CornerRadius, FontFamily, Pos2, Shape, Stroke, StrokeKind};

use super::drawing::{Drawing, Item};
use super::svg_text::{Outline, escaped, icons, line, paint, short};

const FONT: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
const CODE: &str = "Hack, Consolas, Menlo, monospace";

/// The contents of the file.
pub(super) fn write(sheet: &Drawing) -> String {
    let mut out = Out { text: String::new(), icons: icons() };
    let width = sheet.size.x;
    let height = sheet.size.y;
    out.line(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"{FONT}\">"
    ));
    let ground = sheet.output.iter().find_map(|clipped| match &clipped.shape {
        Shape::Rect(rect) => Some(rect.fill),
        _ => None,
    });
    let ground = paint("fill", ground.unwrap_or(Color32::WHITE));
    out.line(format_args!("<rect width=\"{width}\" height=\"{height}\"{ground}/>"));
    for item in &sheet.items {
        match item {
            Item::Shapes(shapes) => shapes.iter().for_each(|shape| out.shape(shape)),
            Item::Wire { curve, color, width } => {
                let [a, b, c, d] = curve.0.map(|at| format!("{} {}", short(at.x), short(at.y)));
                let stroke = line(Stroke::new(*width, *color));
                out.line(format_args!("<path class=\"wire\" d=\"M{a} C{b} {c} {d}\" fill=\"none\"{stroke}/>"));
            }
            Item::Node { title, shapes } => {
                out.line(format_args!("<g>\n<title>{}</title>", escaped(title)));
                shapes.iter().for_each(|shape| out.shape(shape));
                out.text.push_str("</g>\n");
            }
        }
    }
    out.text.push_str("</svg>\n");
    out.text
}

struct Out {
    text: String,
    icons: Option<ttf_parser::Face<'static>>,
}

impl Out {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::Rect(rect) => self.rect(rect),
            Shape::Circle(circle) => {
                let fill = paint("fill", circle.fill);
                let stroke = line(circle.stroke);
                let x = short(circle.center.x);
                let y = short(circle.center.y);
                let radius = short(circle.radius);
                self.line(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{fill}{stroke}/>"));
            }
            Shape::LineSegment { points: [a, b], stroke } => {
                let [x1, y1, x2, y2] = [a.x, a.y, b.x, b.y].map(short);
                let stroke = line(*stroke);
                self.line(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{stroke}/>"));
            }
            Shape::Path(path) => {
                let color = match path.stroke.color {
                    egui::epaint::ColorMode::Solid(color) => color,
                    egui::epaint::ColorMode::UV(_) => Color32::TRANSPARENT,
                };
                let fill = paint("fill", path.fill);
                let stroke = line(Stroke::new(path.stroke.width, color));
                let points: Vec<String> =
                    path.points.iter().map(|at| format!("{},{}", short(at.x), short(at.y))).collect();
                let name = if path.closed { "polygon" } else { "polyline" };
                self.line(format_args!("<{name} points=\"{}\"{fill}{stroke}/>", points.join(" ")));
            }
            Shape::Text(text) => self.words(text),
            // These shapes do not occur in a drawing.
            Shape::Noop
            | Shape::Ellipse(_)
            | Shape::Mesh(_)
            | Shape::QuadraticBezier(_)
            | Shape::CubicBezier(_)
            | Shape::Callback(_) => {}
        }
    }

    fn rect(&mut self, shape: &RectShape) {
        // An SVG stroke is centred on the edge.
        let by = match shape.stroke_kind {
            StrokeKind::Inside => -shape.stroke.width / 2.0,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => shape.stroke.width / 2.0,
        };
        let rect = shape.rect.expand(by);
        let fill = paint("fill", shape.fill);
        let stroke = line(shape.stroke);
        let [x, y, width, height] = [rect.min.x, rect.min.y, rect.width(), rect.height()].map(short);
        let radius = shape.corner_radius;
        if radius == CornerRadius::same(radius.nw) {
            let radius = short((f32::from(radius.nw) + by).max(0.0));
            return self.line(format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"{fill}{stroke}/>"
            ));
        }
        let most = 0.5 * rect.width().min(rect.height());
        let [nw, ne, sw, se] = [radius.nw, radius.ne, radius.sw, radius.se].map(|radius| f32::from(radius).min(most));
        let corner = |radius: f32, to: (f32, f32)| format!("A{radius} {radius} 0 0 1 {} {}", short(to.0), short(to.1));
        let left = rect.left();
        let top = rect.top();
        let right = rect.right();
        let bottom = rect.bottom();
        let d = [
            format!("M{} {}H{}", short(left + nw), short(top), short(right - ne)),
            corner(ne, (right, top + ne)),
            format!("V{}", short(bottom - se)),
            corner(se, (right - se, bottom)),
            format!("H{}", short(left + sw)),
            corner(sw, (left, bottom - sw)),
            format!("V{}", short(top + nw)),
            corner(nw, (left + nw, top)),
        ];
        self.line(format_args!("<path d=\"{}Z\"{fill}{stroke}/>", d.concat()));
    }

    /// Each row of a text, in runs of one style.
    fn words(&mut self, shape: &TextShape) {
        let job = &shape.galley.job;
        let mut place = 0;
        for row in &shape.galley.rows {
            let mut run: Option<Run> = None;
            for glyph in &row.row.glyphs {
                let section = job.sections.iter().position(|section| {
                    let range = &section.byte_range;
                    (range.start.0..range.end.0).contains(&place)
                });
                let section = section.unwrap_or(job.sections.len().saturating_sub(1));
                // The ellipsis of an elided text.
                place += job.text.get(place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                let vertex = row.row.visuals.mesh.vertices.get(glyph.first_vertex as usize);
                let own = vertex.map(|vertex| vertex.color).filter(|color| *color != Color32::PLACEHOLDER);
                let color = shape.override_text_color.or(own).unwrap_or(shape.fallback_color);
                let at = shape.pos + row.pos.to_vec2() + glyph.pos.to_vec2();
                let end = at.x + glyph.advance_width;
                let is_icon = ('\u{e000}'..='\u{f8ff}').contains(&glyph.chr);
                match &mut run {
                    Some(run) if run.section == section && run.color == color && !is_icon => {
                        run.words.push(glyph.chr);
                        run.end = end;
                    }
                    _ => {
                        run.take().into_iter().for_each(|run| self.run(&run, &job.sections));
                        let words = String::from(glyph.chr);
                        if is_icon {
                            self.icon(glyph.chr, at, font_size(&job.sections, section), color)
                        } else {
                            run = Some(Run { words, section, color, at, end })
                        }
                    }
                }
            }
            run.into_iter().for_each(|run| self.run(&run, &job.sections));
            place += usize::from(row.ends_with_newline);
        }
    }

    fn run(&mut self, run: &Run, sections: &[LayoutSection]) {
        if run.words.trim().is_empty() {
            return;
        }
        let format = sections.get(run.section).map(|section| &section.format);
        let mut style = String::new();
        match format.map(|format| &format.font_id.family) {
            Some(FontFamily::Name(_)) => style.push_str(" font-weight=\"600\""),
            Some(FontFamily::Monospace) => _ = write!(style, " font-family=\"{CODE}\""),
            _ => {}
        }
        if format.is_some_and(|format| format.italics) {
            style.push_str(" font-style=\"italic\"");
        }
        let [x, y, size] = [run.at.x, run.at.y, font_size(sections, run.section)].map(short);
        // Another font gets the same width if this one is missing.
        let room = short(run.end - run.at.x);
        let fill = paint("fill", run.color);
        self.line(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{style}{fill} textLength=\"{room}\" \
             lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{}</text>",
            escaped(&run.words)
        ));
    }

    fn icon(&mut self, icon: char, at: Pos2, size: f32, color: Color32) {
        let Some(face) = &self.icons else { return };
        let mut outline = Outline(String::new());
        let Some(glyph) = face.glyph_index(icon) else { return };
        if face.outline_glyph(glyph, &mut outline).is_none() {
            return;
        }
        let scale = size / f32::from(face.units_per_em());
        let x = short(at.x);
        let y = short(at.y);
        let fill = paint("fill", color);
        self.line(format_args!(
            "<path transform=\"translate({x} {y}) scale({scale:.5} -{scale:.5})\" d=\"{}\"{fill}/>",
            outline.0
        ));
    }
}

/// Text of one style on one line.
struct Run {
    words: String,
    section: usize,
    color: Color32,
    /// The left end of the baseline.
    at: Pos2,
    end: f32,
}

fn font_size(sections: &[LayoutSection], section: usize) -> f32 {
    sections.get(section).map_or(11.0, |section| section.format.font_id.size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_has_an_outline() {
        let mut out = Out { text: String::new(), icons: icons() };
        let icon = egui_phosphor::regular::FUNNEL.chars().next().unwrap();
        out.icon(icon, Pos2::ZERO, 12.0, Color32::WHITE);
        assert!(out.text.starts_with("<path") && out.text.contains("M"), "{}", out.text);
    }
}
