//! Places the help and the completion list next to a formula, without covering the cursor line or each other.

use egui::{Pos2, Rect, Vec2, pos2};

const GAP: f32 = 4.0;

/// The positions of the help and the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PopupPlaces {
    pub help: Pos2,
    pub list: Pos2,
}

/// Finds positions on `screen` next to `field` with the text cursor at `cursor`. A size of zero means that the popup is not
/// shown.
pub fn find(screen: Rect, field: Rect, cursor: Rect, help: Vec2, list: Vec2) -> PopupPlaces {
    let across = |x: f32, width: f32| x.min(screen.right() - width - GAP).max(screen.left() + GAP);
    let list_left = across(cursor.left(), list.x);
    let below = cursor.bottom() + GAP;
    let above = field.top() - GAP - list.y;
    let is_below = below + list.y <= screen.bottom() || above < screen.top();
    let list = Rect::from_min_size(pos2(list_left, if is_below { below } else { above }), list);
    let help_left = across(field.left(), help.x);
    let beneath = field.bottom().max(if is_below && list.height() > 0.0 { list.bottom() } else { 0.0 }) + GAP;
    let top = field.top() - GAP - help.y;
    let help = if top >= screen.top() && (is_below || list.height() == 0.0) {
        pos2(help_left, top)
    } else if !is_below && list.top() - GAP - help.y >= screen.top() {
        pos2(help_left, list.top() - GAP - help.y)
    } else if beneath + help.y <= screen.bottom() {
        pos2(help_left, beneath)
    } else {
        // On a low screen, both go to the left.
        pos2(
            (field.left().min(list.left()) - GAP - help.x).max(screen.left()),
            across_down(screen, field.top(), help.y),
        )
    };
    PopupPlaces { help, list: list.min }
}

fn across_down(screen: Rect, top: f32, height: f32) -> f32 {
    top.min(screen.bottom() - height - GAP).max(screen.top())
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn nothing_covers_what_is_typed_nor_the_other() {
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1360.0, 860.0));
        let help = vec2(320.0, 70.0);
        let list = vec2(300.0, 240.0);
        for top in [0.0, 30.0, 90.0, 300.0, 500.0, 640.0, 760.0, 810.0] {
            for (height, left) in [(26.0, 1030.0), (44.0, 1030.0), (44.0, 20.0), (120.0, 700.0)] {
                for list in [list, Vec2::ZERO] {
                    let field = Rect::from_min_size(pos2(left, top), vec2(300.0, height));
                    let cursor = Rect::from_min_size(field.min + vec2(80.0, height - 22.0), vec2(1.0, 16.0));
                    let found = find(screen, field, cursor, help, list);
                    let help = Rect::from_min_size(found.help, help);
                    let list = Rect::from_min_size(found.list, list);
                    let place = format!("{field:?}, list of {}", list.size());
                    assert!(screen.contains_rect(help), "{place}: the help is seen: {help:?}");
                    assert!(!help.intersects(field), "{place}: the help covers the field: {help:?}");
                    if list.height() > 0.0 {
                        assert!(!help.intersects(list), "{place}: the help covers the list");
                        assert!(!list.intersects(cursor), "{place}: the list covers the cursor");
                        assert!(screen.contains_rect(list), "{place}: the list is seen: {list:?}");
                    }
                }
            }
        }
    }
}
