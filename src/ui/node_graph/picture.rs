//! The canvas as an SVG: the same scene, at its natural size whatever the window shows, with text that stays text.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::iter;

use egui::{Color32, Id, Pos2, Rect, pos2};

use crate::app::{App, NodeState};
use crate::document::NodeId;
use crate::ui::theme::{self, Palette};

use super::layout::{self, INSET, Side};
use super::look::{self, Look};
use super::mini_text::{self, MiniColumn};
use super::ribbon::Curve;
use super::scene::{Scene, specs};

/// Around everything.
const MARGIN: f32 = 32.0;
const FONT: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
/// The width of a letter by the size of its text, on average and on the safe side.
const LETTER: f32 = 0.58;

/// The picture of all nodes, or of those given, with the wires between them. `None` where there is no node.
pub fn svg(app: &App, only: Option<&BTreeSet<NodeId>>) -> Option<String> {
    let mut scene = Scene::default();
    scene.follow(app, Id::new("picture"));
    let looks = look::of_all(app, &scene);
    let shown: Vec<usize> =
        (0..scene.nodes.len()).filter(|index| only.is_none_or(|only| only.contains(&scene.nodes[*index].id))).collect();
    let wires: Vec<Curve> = scene
        .wires
        .iter()
        .filter(|wire| shown.binary_search(&wire.from).is_ok() && shown.binary_search(&wire.to).is_ok())
        .map(|wire| {
            let [from, to] = scene.ends(wire);
            Curve::between(from, to, 1.0)
        })
        .collect();
    let cards = shown.iter().map(|index| scene.card(*index));
    let bounds = cards.chain(wires.iter().map(Curve::bounds)).reduce(|a, b| a.union(b))?.expand(MARGIN);
    let mut picture = Picture { text: String::new(), palette: theme::palette(app.preferences.theme) };
    picture.open(bounds);
    wires.iter().for_each(|wire| picture.wire(wire));
    shown.iter().for_each(|index| picture.node(&scene, *index, &looks[*index]));
    picture.text.push_str("</svg>\n");
    Some(picture.text)
}

struct Picture {
    text: String,
    palette: &'static Palette,
}

impl Picture {
    fn open(&mut self, bounds: Rect) {
        let (x, y, width, height) = (bounds.min.x, bounds.min.y, bounds.width(), bounds.height());
        self.line(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {y} {width} {height}\" width=\"{width}\" \
             height=\"{height}\" font-family=\"{FONT}\">"
        ));
        self.rect(bounds, 0.0, self.palette.ground, None);
    }

    fn node(&mut self, scene: &Scene, index: usize, look: &Look) {
        let (node, card, palette) = (&scene.nodes[index], scene.card(index), self.palette);
        self.line(format_args!("<g>\n<title>{}</title>", escaped(&look::accessible_name(node, look))));
        let line = if look.state == NodeState::Failed { palette.error } else { palette.edge() };
        self.rect(card, 4.0, palette.raised, Some(line));
        let stripe = Rect::from_min_max(card.min, pos2(card.min.x + 4.0, card.max.y));
        self.rect(stripe, 2.0, palette.category(node.category), None);
        let width = card.width() - 2.0 * INSET;
        self.words(card.min + egui::vec2(INSET, 18.0), &node.name, 13.0, width, palette.text, "600", false);
        self.words(card.min + egui::vec2(INSET, 34.0), &node.kind, 11.0, width, palette.weak, "400", false);
        for side in [Side::Input, Side::Output] {
            for port in 0..specs(&node.ports, side).len() {
                let at = scene.port_of(index, side, port);
                let fill = if node.is_wired(side, port) { palette.wire } else { palette.raised };
                self.line(format_args!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{}\" stroke=\"{}\"/>",
                    at.x,
                    at.y,
                    hex(fill),
                    hex(palette.wire)
                ));
            }
        }
        let lines = node.ports.outputs.len().max(1);
        for port in 0..lines {
            let Some(counts) = look.counts(port) else { continue };
            let area = layout::line(port, card.width()).translate(card.min.to_vec2());
            self.words(
                pos2(area.right(), area.center().y + 4.0),
                &counts,
                11.0,
                area.width(),
                palette.text,
                "400",
                true,
            );
            if let Some(output) = node.ports.outputs.get(port).filter(|_| lines > 1) {
                let at = pos2(area.left(), area.center().y + 4.0);
                self.words(at, output.label(), 11.0, area.width() / 2.0, palette.weak, "400", false);
            }
        }
        if let Some(problem) = look.problem() {
            let at = pos2(card.left() + INSET, card.bottom() + 14.0);
            let color = if problem.is_error() { palette.error } else { palette.warning };
            self.words(at, &problem.message.to_string(), 11.0, card.width(), color, "400", false);
        }
        if node.opened {
            self.table(layout::table(&node.ports, card.width()).translate(card.min.to_vec2()), look);
        }
        self.text.push_str("</g>\n");
    }

    /// The first rows of an opened node, in columns of one width.
    fn table(&mut self, area: Rect, look: &Look) {
        let Some(table) = look.output(0).and_then(|output| output.table.clone()) else { return };
        let columns = table.columns().len().min(layout::TABLE_COLUMNS);
        let each = area.width() / columns.max(1) as f32;
        for column in 0..columns {
            let MiniColumn { name, right: right_aligned, cells } = mini_text::column(&table, column);
            let left = area.left() + each * column as f32;
            for (row, (words, is_null)) in iter::once((name, false)).chain(cells).enumerate() {
                let x = if right_aligned { left + each - 8.0 } else { left };
                let at = pos2(x, area.top() + layout::ROW * row as f32 + 12.0);
                let color = match (row, is_null) {
                    (0, _) => self.palette.weak,
                    (_, true) => self.palette.faint,
                    (_, false) => self.palette.text,
                };
                self.words(at, &words, 10.0, each - 8.0, color, "400", right_aligned);
            }
        }
    }

    fn wire(&mut self, curve: &Curve) {
        let [a, b, c, d] = curve.0;
        let color = hex(self.palette.wire);
        self.line(format_args!(
            "<path d=\"M{} {} C{} {} {} {} {} {}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>",
            a.x, a.y, b.x, b.y, c.x, c.y, d.x, d.y
        ));
    }

    fn rect(&mut self, rect: Rect, radius: f32, fill: Color32, line: Option<Color32>) {
        let line = line.map_or_else(String::new, |color| format!(" stroke=\"{}\"", hex(color)));
        self.line(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\" fill=\"{}\"{line}/>",
            rect.min.x,
            rect.min.y,
            rect.width(),
            rect.height(),
            hex(fill)
        ));
    }

    #[expect(clippy::too_many_arguments, reason = "they are what a line of text is")]
    fn words(&mut self, at: Pos2, words: &str, size: f32, width: f32, color: Color32, weight: &str, at_end: bool) {
        let anchor = if at_end { " text-anchor=\"end\"" } else { "" };
        self.line(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{}\"{anchor}>{}</text>",
            at.x,
            at.y,
            hex(color),
            escaped(&shortened(words, (width / (size * LETTER)) as usize))
        ));
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{line}");
    }
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

fn hex(color: Color32) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r(), color.g(), color.b())
}

/// Text as XML takes it; what XML cannot hold at all is left out.
fn escaped(text: &str) -> String {
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
    use super::super::scene::tests::app_of;
    use super::*;

    #[test]
    fn every_node_and_wire_is_in_the_picture() {
        let app = app_of(&["early", "late", "alone"], &[("early", "late")]);
        let all = svg(&app, None).unwrap();
        assert!(["early", "late", "alone"].iter().all(|name| all.contains(&format!(">{name}</text>"))), "{all}");
        assert_eq!(all.matches("<path").count(), 1);
        let only = [app.document().find("late").unwrap()].into();
        let part = svg(&app, Some(&only)).unwrap();
        assert!(part.contains(">late</text>") && !part.contains(">early</text>") && !part.contains("<path"), "{part}");
    }

    #[test]
    fn nothing_is_no_picture() {
        assert_eq!(svg(&App::default(), None), None);
    }

    #[test]
    fn text_is_safe_and_fits() {
        assert_eq!(escaped("a < b & \"c\"\u{1}"), "a &lt; b &amp; &quot;c&quot; ");
        assert_eq!(shortened("a long name", 6), "a lon…");
        assert_eq!(shortened("short", 5), "short");
    }
}
