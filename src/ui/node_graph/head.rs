//! Where icon, name and summary stand on a card: places and sizes that follow the zoom without a jump, and letters that are
//! never too small to be read.

use egui::{Pos2, Rect, pos2};

use super::layout;
use super::shown::{LINES, WORDS};

/// Sizes of text in canvas units, and what they never are less than in screen points.
const NAME: f32 = 13.5;
const SMALL: f32 = 11.0;
const LEAST_NAME: f32 = 11.0;
const LEAST_SMALL: f32 = 9.5;
/// From afar the icon has gone to the middle of the card.
const ALONE: f32 = 0.4;

/// The size of all but the name, in screen points.
pub fn small(zoom: f32) -> f32 {
    (SMALL * zoom).max(LEAST_SMALL)
}

/// Places on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The middle of the icon.
    pub icon: Pos2,
    pub icon_size: f32,
    /// The left end of name and summary.
    pub left: f32,
    pub name_size: f32,
    /// The middles of both lines.
    pub name: f32,
    pub summary: f32,
    /// The right ends of both, where nothing is beside them.
    pub name_end: f32,
    pub summary_end: f32,
    /// The middle of the state mark.
    pub mark: Pos2,
}

impl Head {
    /// On a card that covers `rect` on the screen; `closed` is the height without its small table, in canvas units.
    pub fn of(rect: Rect, closed: f32, zoom: f32) -> Head {
        let name_size = (NAME * zoom).max(LEAST_NAME);
        let pitch = (name_size + small(zoom)) * 0.56 + 0.5;
        // Close by, the lines of the ports stand below; from afar these two have the card for themselves.
        let alone = between(LINES, WORDS, zoom);
        let close = 13.0 * zoom;
        let middle = closed * zoom / 2.0;
        let name = mixed(close, middle - pitch / 2.0, alone);
        let summary = name + mixed((15.5 * zoom).max(pitch), pitch, alone);
        let icon_size = (18.0 * zoom).max(12.0);
        let icon_left = (layout::INSET * zoom).max(9.0 * zoom + 2.0);
        let beside = icon_left + icon_size / 2.0;
        let to_middle = between(WORDS, ALONE, zoom);
        let icon = pos2(mixed(beside, rect.width() / 2.0, to_middle), mixed((name + summary) / 2.0, middle, to_middle));
        let inset = (15.0 * zoom).max(8.0);
        Head {
            icon: rect.min + icon.to_vec2(),
            icon_size,
            left: rect.left() + (38.0 * zoom).max(icon_left + icon_size + 5.0),
            name_size,
            name: rect.top() + name,
            summary: rect.top() + summary,
            name_end: rect.right() - mixed((26.0 * zoom).max(inset + 7.0), inset + 7.0, alone),
            summary_end: rect.right() - mixed(26.0 * zoom, 5.0, alone),
            mark: pos2(rect.right() - inset, rect.top() + name),
        }
    }
}

/// 0 from the zoom `far` on up, 1 from `near` on down, smooth between.
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

    /// The places by how far they are from the card's corner.
    fn places(zoom: f32) -> [f32; 10] {
        let rect = Rect::from_min_size(pos2(100.0, 100.0), vec2(layout::WIDTH, 64.0) * zoom);
        let head = Head::of(rect, 64.0, zoom);
        let (icon, mark) = (head.icon - rect.min, head.mark - rect.min);
        let (left, top) = (head.left - rect.left(), rect.top());
        let ends = [head.name_end, head.summary_end].map(|end| end - rect.left());
        [icon.x, icon.y, head.icon_size, left, head.name - top, head.summary - top, ends[0], ends[1], mark.x, mark.y]
    }

    #[test]
    fn nothing_jumps_while_zooming() {
        let mut zoom = 0.2;
        while zoom < 2.0 {
            let next = zoom * 1.01;
            for (n, (a, b)) in places(zoom).into_iter().zip(places(next)).enumerate() {
                assert!((a - b).abs() < 4.5, "place {n} at {zoom}: {a} and then {b}");
            }
            zoom = next;
        }
    }

    #[test]
    fn both_lines_are_on_the_card_wherever_they_are_shown_and_apart() {
        for zoom in [WORDS, 0.5, 0.55, LINES, 0.7, 1.0, 2.0] {
            let rect = Rect::from_min_size(Pos2::ZERO, vec2(layout::WIDTH, 64.0) * zoom);
            let head = Head::of(rect, 64.0, zoom);
            let top = head.name - head.name_size * 0.6;
            let bottom = head.summary + small(zoom) * 0.6;
            assert!(top >= 0.0 && bottom <= rect.bottom(), "{zoom}: {top} to {bottom} of {}", rect.bottom());
            assert!(head.summary - head.name >= (head.name_size + small(zoom)) / 2.0, "{zoom}");
            assert!(head.icon.x + head.icon_size / 2.0 <= head.left && head.name_end - head.left >= 50.0, "{zoom}");
            if zoom >= LINES {
                let line = (layout::HEADER + layout::PAD) * zoom + 1.0;
                assert!(head.summary + small(zoom) * 0.5 <= line, "{zoom}: the ports' lines are below");
            }
        }
    }
}
