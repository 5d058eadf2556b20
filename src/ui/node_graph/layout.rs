//! The geometry of a card, in canvas units from its top left corner. All edges lie on the grid.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::app::view::GRID;
use crate::nodes::Ports;

/// The width of a collapsed and of an expanded card.
pub const WIDTH: f32 = 12.0 * GRID;
pub const OPENED_WIDTH: f32 = 15.0 * GRID;
/// Name and kind.
pub const HEADER: f32 = 40.0;
/// The height of a line for a port or a table row.
pub const ROW: f32 = 16.0;
/// Above the first port's line and below the last.
pub const PAD: f32 = 4.0;
/// Between the edge of the card and its text.
pub const INSET: f32 = 12.0;
/// The maximum number of rows and columns of the small table.
pub const TABLE_ROWS: usize = 8;
pub const TABLE_COLUMNS: usize = 4;
/// The height of the problem line below the card.
pub const PROBLEM: f32 = 20.0;

/// The side of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    Input,
    Output,
}

/// The number of port lines, at least one for the counts.
fn lines(ports: &Ports) -> usize {
    ports.inputs.len().max(ports.outputs.len()).max(1)
}

/// The height of a card without its small table.
pub fn closed_height(ports: &Ports) -> f32 {
    HEADER + 2.0 * PAD + ROW * lines(ports) as f32
}

/// The size of a card.
pub fn size(ports: &Ports, opened: bool) -> Vec2 {
    if !opened {
        return vec2(WIDTH, closed_height(ports));
    }
    let table = ROW * (TABLE_ROWS + 1) as f32 + ROW / 2.0;
    let height = closed_height(ports) + tabs_height(ports) + table;
    vec2(OPENED_WIDTH, (height / GRID).ceil() * GRID)
}

/// The centre of a port on the edge of the card.
pub fn port(side: Side, index: usize, width: f32) -> Pos2 {
    let y = HEADER + PAD + ROW * (index as f32 + 0.5);
    match side {
        Side::Input => pos2(0.0, y),
        Side::Output => pos2(width, y),
    }
}

/// The line of a port, between the insets.
pub fn line(index: usize, width: f32) -> Rect {
    Rect::from_min_size(pos2(INSET, HEADER + PAD + ROW * index as f32), vec2(width - 2.0 * INSET, ROW))
}

/// The button that expands and collapses a card.
pub fn opener(width: f32) -> Rect {
    Rect::from_center_size(pos2(width - 15.0, 28.0), Vec2::splat(16.0))
}

/// The button of an expanded card that switches between rows and distributions.
pub fn sketcher(width: f32) -> Rect {
    opener(width).translate(vec2(-18.0, 0.0))
}

fn tabs_height(ports: &Ports) -> f32 {
    if ports.outputs.len() > 1 { ROW + PAD } else { 0.0 }
}

/// The output tabs above the table of an expanded node; none for a single output.
pub fn tabs(ports: &Ports, width: f32) -> impl Iterator<Item = Rect> + use<> {
    let count = if ports.outputs.len() > 1 { ports.outputs.len() } else { 0 };
    let top = closed_height(ports);
    let each = (width - 2.0 * INSET) / count.max(1) as f32;
    (0..count).map(move |n| Rect::from_min_size(pos2(INSET + each * n as f32, top), vec2(each, ROW)))
}

/// The small table of an expanded node.
pub fn table(ports: &Ports, width: f32) -> Rect {
    let top = closed_height(ports) + tabs_height(ports);
    Rect::from_min_size(pos2(INSET, top), vec2(width - 2.0 * INSET, ROW * (TABLE_ROWS + 1) as f32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidying_up_knows_how_large_cards_are() {
        for ports in shapes() {
            for opened in [false, true] {
                let drawn = size(&ports, opened) + vec2(0.0, if opened { 0.0 } else { PROBLEM });
                let (width, height) = crate::app::card_size(&ports, opened);
                let room = vec2(width as f32, height as f32) * GRID - drawn;
                assert!(room.x == 0.0 && (0.0..=3.0 * GRID).contains(&room.y), "{ports:?} {opened}: {room:?}");
            }
        }
    }

    fn shapes() -> Vec<Ports> {
        vec![
            Ports::none().output("out"),
            Ports::input("in").output("matching").output("others"),
            Ports::input("left").and_input("right").output("joined").output("left_only").output("right_only"),
            Ports::input("in"),
            Ports::none(),
        ]
    }

    #[test]
    fn cards_end_on_the_grid_and_hold_their_parts() {
        for ports in shapes() {
            for opened in [false, true] {
                let size = size(&ports, opened);
                assert_eq!((size.x % GRID, size.y % GRID), (0.0, 0.0), "{ports:?}");
                let card = Rect::from_min_size(Pos2::ZERO, size);
                for (side, specs) in [(Side::Input, &ports.inputs), (Side::Output, &ports.outputs)] {
                    for index in 0..specs.len() {
                        assert!(card.contains(port(side, index, size.x)));
                        assert!(card.contains_rect(line(index, size.x)));
                    }
                }
                assert!(card.contains_rect(opener(size.x)));
                if opened {
                    assert!(card.contains_rect(table(&ports, size.x)));
                    assert!(tabs(&ports, size.x).all(|tab| card.contains_rect(tab)));
                }
            }
        }
    }

    #[test]
    fn ports_do_not_move_down_when_a_node_opens() {
        assert_eq!(port(Side::Input, 1, WIDTH), port(Side::Input, 1, OPENED_WIDTH));
        assert_eq!(port(Side::Output, 1, WIDTH).y, port(Side::Output, 1, OPENED_WIDTH).y);
    }
}
