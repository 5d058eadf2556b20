//! The layout of icon, name and summary on a card: positions and sizes change continuously with the zoom, and text never becomes
//! too small.

use egui::{Pos2, Rect, pos2};

use super::layout;
use super::visibility::{COUNTS, WORDS};

/// Font sizes in canvas units, and their minimum in points.
const NAME: f32 = 13.5;
const SMALL: f32 = 11.0;
const LEAST_NAME: f32 = 11.0;
const LEAST_SMALL: f32 = 9.5;
/// The zoom at which the icon is vertically centred, and the zoom at which it is centred on the card.
const LOW: f32 = 0.5;
const ALONE: f32 = 0.345;

/// The font size of everything but the name, in points.
pub fn small(zoom: f32) -> f32 {
    (SMALL * zoom).max(LEAST_SMALL)
}

/// Positions on the screen, in points.
#[derive(Clone, Copy, Debug)]
pub struct CardHeader {
    /// The centre of the icon.
    pub icon: Pos2,
    pub icon_size: f32,
    /// The left end of name and summary.
    pub left: f32,
    pub name_size: f32,
    /// The vertical centres of both lines.
    pub name: f32,
    pub summary: f32,
    /// The right end of both lines, and of lines without a mark.
    pub end: f32,
    pub right: f32,
    /// The centre of the state mark.
    pub mark: Pos2,
}

impl CardHeader {
    /// The header of a card at `rect` on the screen; `closed` is the height without the small table, in canvas units.
    pub fn of(rect: Rect, closed: f32, zoom: f32) -> CardHeader {
        let name_size = (NAME * zoom).max(LEAST_NAME);
        let name = 13.0 * zoom;
        let summary = name + (15.5 * zoom).max((name_size + small(zoom)) * 0.56 + 0.5);
        let middle = closed * zoom / 2.0;
        // When zooming out, first the text disappears, then the counts, and the icon gets the whole card.
        let low = between(WORDS, LOW, zoom);
        let alone = between(COUNTS, ALONE, zoom);
        let icon_size = (18.0 * zoom).max(12.0);
        let icon_left = (layout::INSET * zoom).max(9.0 * zoom + 2.0);
        let icon = pos2(
            mixed(icon_left + icon_size / 2.0, rect.width() / 2.0, alone),
            mixed((name + summary) / 2.0, middle, low),
        );
        let inset = (15.0 * zoom).max(8.0);
        CardHeader {
            icon: rect.min + icon.to_vec2(),
            icon_size,
            left: rect.left() + (38.0 * zoom).max(icon_left + icon_size + 5.0),
            name_size,
            name: rect.top() + name,
            summary: rect.top() + summary,
            end: rect.right() - (26.0 * zoom).max(inset + 7.0),
            right: rect.right() - 5.0,
            mark: pos2(rect.right() - inset, rect.top() + mixed(name, middle, low)),
        }
    }
}

/// 0 at zoom `far` and above, 1 at `near` and below, smooth in between.
fn between(far: f32, near: f32, zoom: f32) -> f32 {
    let t = ((far - zoom) / (far - near)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

fn mixed(a: f32, b: f32, share: f32) -> f32 {
    a + (b - a) * share
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    /// The positions relative to the corner of the card.
    fn places(zoom: f32) -> [f32; 9] {
        let rect = Rect::from_min_size(pos2(100.0, 100.0), vec2(layout::WIDTH, 64.0) * zoom);
        let head = CardHeader::of(rect, 64.0, zoom);
        let icon = head.icon - rect.min;
        let mark = head.mark - rect.min;
        let left = head.left - rect.left();
        let top = rect.top();
        let lines = [head.name - top, head.summary - top];
        [icon.x, icon.y, head.icon_size, left, lines[0], lines[1], head.end - rect.left(), mark.x, mark.y]
    }

    #[test]
    fn nothing_jumps_while_zooming() {
        let mut zoom = 0.2;
        while zoom < 2.0 {
            let next = zoom * 1.01;
            for (n, (a, b)) in places(zoom).into_iter().zip(places(next)).enumerate() {
                assert!((a - b).abs() < 4.0, "place {n} at {zoom}: {a} and then {b}");
            }
            zoom = next;
        }
    }

    #[test]
    fn both_lines_are_apart_and_above_those_of_the_ports() {
        for zoom in [WORDS, 0.66, 0.7, 0.85, 1.0, 2.0] {
            let rect = Rect::from_min_size(Pos2::ZERO, vec2(layout::WIDTH, 64.0) * zoom);
            let head = CardHeader::of(rect, 64.0, zoom);
            assert!(head.name - head.name_size * 0.6 >= 0.0, "{zoom}");
            assert!(head.summary - head.name >= (head.name_size + small(zoom)) / 2.0, "{zoom}");
            let first_port = (layout::HEADER + layout::PAD + layout::ROW / 2.0) * zoom;
            assert!(first_port - head.summary >= small(zoom), "{zoom}");
            assert!(head.icon.x + head.icon_size / 2.0 <= head.left && head.end - head.left >= 60.0, "{zoom}");
        }
    }
}
