//! What is painted, a line for each shape in the order of painting, and how two such pictures differ.

use std::fmt::Write;

use egui::epaint::{ClippedShape, ColorMode, PathShape, RectShape, TextShape};
use egui::{Color32, Pos2, Rect, Shape, Stroke};
use tablewire::app::view::Theme;
use tablewire::document::Tint;
use tablewire::nodes::Category;
use tablewire::ui::theme::{Palette, inactive, palette};

/// All that can be seen of these shapes.
pub fn lines(shapes: &[ClippedShape], theme: Theme) -> Vec<String> {
    let roles = Roles::of(palette(theme));
    let mut lines = Vec::new();
    let mut dots = 0;
    for clipped in shapes {
        take(&clipped.shape, clipped.clip_rect, &roles, &mut dots, &mut lines);
    }
    if dots > 0 {
        // One by one they say nothing but where the grid lies.
        lines.push(format!("{dots} small dots"));
    }
    lines
}

fn take(shape: &Shape, clip: Rect, roles: &Roles, dots: &mut usize, out: &mut Vec<String>) {
    if !clip.intersects(shape.visual_bounding_rect()) && !matches!(shape, Shape::Vec(_)) {
        return;
    }
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| take(shape, clip, roles, dots, out)),
        Shape::Rect(rect) => out.extend(rect_line(rect, roles)),
        Shape::Text(text) => out.push(text_line(text, roles)),
        Shape::Circle(circle) if circle.radius < 1.6 && circle.stroke.is_empty() => *dots += 1,
        Shape::Circle(circle) => {
            let fill = roles.name(circle.fill);
            out.push(format!(
                "circle {} radius {:.1} {fill}{}",
                at(circle.center),
                circle.radius,
                stroked(circle.stroke, roles)
            ));
        }
        Shape::LineSegment { points: [from, to], stroke } => {
            out.push(format!("line {} {}{}", at(*from), at(*to), stroked(*stroke, roles)));
        }
        Shape::Path(path) => out.push(path_line(path, roles)),
        Shape::Mesh(mesh) => {
            let mut colors: Vec<String> = mesh.vertices.iter().map(|vertex| roles.name(vertex.color)).collect();
            colors.dedup();
            colors.sort();
            colors.dedup();
            colors.truncate(3);
            out.push(format!("mesh {} {}", area(mesh.calc_bounds()), colors.join(" ")));
        }
        Shape::CubicBezier(curve) => {
            let [from, one, other, to] = curve.points;
            out.push(format!("curve {} {} {} {}", at(from), at(one), at(other), at(to)));
        }
        other => out.push(format!("shape {}", area(other.visual_bounding_rect()))),
    }
}

fn at(pos: Pos2) -> String {
    format!("{:.0},{:.0}", pos.x, pos.y)
}

fn area(rect: Rect) -> String {
    format!("{} {:.0}x{:.0}", at(rect.min), rect.width(), rect.height())
}

fn stroked(stroke: Stroke, roles: &Roles) -> String {
    if stroke.is_empty() { String::new() } else { format!(" edge {:.1} {}", stroke.width, roles.name(stroke.color)) }
}

fn rect_line(rect: &RectShape, roles: &Roles) -> Option<String> {
    if rect.fill == Color32::TRANSPARENT && rect.stroke.is_empty() {
        return None;
    }
    let mut line = format!("rect {} {}", area(rect.rect), roles.name(rect.fill));
    if rect.corner_radius != egui::CornerRadius::ZERO {
        let _ = write!(line, " round {}", rect.corner_radius.nw);
    }
    if rect.blur_width > 0.0 {
        let _ = write!(line, " blur {:.0}", rect.blur_width);
    }
    Some(line + &stroked(rect.stroke, roles))
}

fn path_line(path: &PathShape, roles: &Roles) -> String {
    let bounds = Rect::from_points(&path.points);
    let edge = match &path.stroke.color {
        ColorMode::Solid(color) if path.stroke.width > 0.0 => {
            format!(" edge {:.1} {}", path.stroke.width, roles.name(*color))
        }
        _ => String::new(),
    };
    let fill = if path.fill == Color32::TRANSPARENT { String::new() } else { format!(" {}", roles.name(path.fill)) };
    format!("path {}{fill}{edge}", area(bounds))
}

fn text_line(text: &TextShape, roles: &Roles) -> String {
    let mut colors: Vec<String> = Vec::new();
    for section in &text.galley.job.sections {
        let own = section.format.color;
        let color = if own == Color32::PLACEHOLDER { text.fallback_color } else { own };
        let name = roles.name(text.override_text_color.unwrap_or(color).gamma_multiply(text.opacity_factor));
        if !colors.contains(&name) {
            colors.push(name);
        }
    }
    let size = text.galley.job.sections.first().map_or(0.0, |section| section.format.font_id.size);
    let letters: String = text.galley.job.text.escape_debug().collect();
    format!("text {} \"{letters}\" size {size:.1} {}", area(text.visual_bounding_rect()), colors.join(" "))
}

/// The names of a theme's colours.
struct Roles(Vec<(String, Color32)>);

impl Roles {
    fn of(p: &'static Palette) -> Roles {
        let mut all: Vec<(String, Color32)> = [
            ("ground", p.background),
            ("panel", p.panel),
            ("raised", p.surface),
            ("hover", p.hover),
            ("line", p.line),
            ("dot", p.dot),
            ("text", p.text),
            ("weak", p.weak),
            ("faint", p.faint),
            ("accent", p.accent),
            ("on_accent", p.on_accent),
            ("wire", p.wire),
            ("error", p.error),
            ("warning", p.warning),
            ("good", p.success),
            ("selected", p.selected()),
            ("edge", p.edge()),
            ("resting_text", inactive(p).text),
            ("resting_accent", inactive(p).accent),
        ]
        .map(|(name, color)| (name.to_owned(), color))
        .into();
        let categories = Category::ALL.map(Some).into_iter().chain([None]);
        all.extend(categories.map(|category| {
            let word = category.map_or("unknown".to_owned(), |category| format!("{category:?}").to_lowercase());
            (word, p.category(category))
        }));
        for tint in Tint::ALL {
            let word = format!("{tint:?}").to_lowercase();
            all.push((format!("{word}_bar"), p.bar(tint)));
            all.push((format!("{word}_paper"), p.note_background(tint)));
            all.push((word, p.hue(tint)));
        }
        let tinted: Vec<(String, Color32)> =
            all.iter().map(|(name, color)| (format!("{name}_tint"), p.tint(*color))).collect();
        all.extend(tinted);
        Roles(all)
    }

    /// The first role with this colour, with how much is seen of it; else its numbers.
    fn name(&self, color: Color32) -> String {
        if color == Color32::TRANSPARENT {
            return "none".to_owned();
        }
        let [r, g, b, a] = color.to_srgba_unmultiplied();
        // What is nearly transparent has lost its last bits.
        let apart = if a == 255 { 0 } else { 2 + 255 / u16::from(a) };
        let near = |role: Color32| {
            let [x, y, z, _] = role.to_srgba_unmultiplied();
            [(r, x), (g, y), (b, z)].into_iter().all(|(one, other)| u16::from(one.abs_diff(other)) <= apart)
        };
        let role = self.0.iter().find(|(_, role)| near(*role)).map(|(name, _)| name.clone());
        let role = role.unwrap_or_else(|| format!("#{r:02x}{g:02x}{b:02x}"));
        if a == 255 { role } else { format!("{role}@{:.0}%", 100.0 * f32::from(a) / 255.0) }
    }
}

/// Where two pictures differ first: the lines before and after. Numbers may be apart by the tolerance.
pub fn difference(expected: &[&str], found: &[String], tolerance: f32) -> Option<String> {
    if expected.is_empty() {
        return Some("is not there yet".to_owned());
    }
    let is_same = |line: usize| match (expected.get(line), found.get(line)) {
        (Some(one), Some(other)) => same_line(one, other, tolerance),
        _ => false,
    };
    let first = (0..expected.len().max(found.len())).find(|line| !is_same(*line))?;
    let mut told = format!("differs from line {} on:", first + 1);
    for line in first..first + 3 {
        let _ = write!(told, "\n  expected {}", expected.get(line).unwrap_or(&"nothing"));
        let _ = write!(told, "\n  painted  {}", found.get(line).map_or("nothing", String::as_str));
    }
    Some(told)
}

fn same_line(one: &str, other: &str, tolerance: f32) -> bool {
    one == other || {
        // Words in quotes hold numbers that mean something.
        let parts = |line: &str| {
            let mut parts: Vec<String> = Vec::new();
            for (n, piece) in line.split('"').enumerate() {
                match n % 2 {
                    0 => parts.extend(piece.split([' ', ',', 'x']).map(str::to_owned)),
                    _ => parts.push(format!("\"{piece}")),
                }
            }
            parts
        };
        let (one, other) = (parts(one), parts(other));
        let is_near = |a: &String, b: &String| match (a.parse::<f32>(), b.parse::<f32>()) {
            (Ok(a), Ok(b)) => (a - b).abs() <= tolerance,
            _ => a == b,
        };
        one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| is_near(a, b))
    }
}

#[test]
fn pictures_differ_in_words_colours_and_places() {
    let picture = |text: &str| vec![text.to_owned()];
    let expected = ["rect 10,20 5x5 panel"];
    assert_eq!(difference(&expected, &picture("rect 10,21 5x5 panel"), 1.0), None);
    for other in ["rect 10,22 5x5 panel", "rect 10,20 5x5 raised", "circle 10,20 5x5 panel", ""] {
        let told = difference(&expected, &picture(other), 1.0).expect(other);
        assert!(told.contains("line 1") && told.contains("expected rect 10,20"), "{told}");
    }
    let text = ["text 1,1 9x9 \"4 rows\" size 12.0 text"];
    assert!(difference(&text, &picture("text 1,1 9x9 \"5 rows\" size 12.0 text"), 1.0).is_some());
    assert!(difference(&expected, &[], 1.0).is_some() && difference(&[], &picture("line"), 1.0).is_some());
}
