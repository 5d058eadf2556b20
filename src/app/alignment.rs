//! The positions of aligned and distributed cards.

use crate::document::{AnnotationId, NodeId, Position};

/// The edge or middle to align.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
    Top,
    Middle,
    Bottom,
}

/// The axis along which gaps are made equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Across,
    Down,
}

/// A unit of alignment: a node, a note, or a frame with its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    Node(NodeId),
    Annotation(AnnotationId),
}

/// A unit with its corner and its size, in grid steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Card {
    pub(super) item: Item,
    pub(super) at: Position,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// The outermost edge stays; middles are aligned with the middle of all.
pub(super) fn aligned(cards: &[Card], align: Align) -> Vec<(Item, Position)> {
    let bounds = |low: fn(&Card) -> i32, size: fn(&Card) -> i32| {
        let first = cards.iter().map(low).min().unwrap_or(0);
        let last = cards.iter().map(|card| low(card) + size(card)).max().unwrap_or(0);
        (first, last)
    };
    let (left, right) = bounds(|card| card.at.x, |card| card.width);
    let (top, bottom) = bounds(|card| card.at.y, |card| card.height);
    let place = |card: &Card| match align {
        Align::Left => Position::new(left, card.at.y),
        Align::Centre => Position::new((left + right - card.width).div_euclid(2), card.at.y),
        Align::Right => Position::new(right - card.width, card.at.y),
        Align::Top => Position::new(card.at.x, top),
        Align::Middle => Position::new(card.at.x, (top + bottom - card.height).div_euclid(2)),
        Align::Bottom => Position::new(card.at.x, bottom - card.height),
    };
    cards.iter().map(|card| (card.item, place(card))).collect()
}

/// The first and the last stay; the gaps between neighbours become equal, rounded to grid steps.
pub(super) fn distributed(mut cards: Vec<Card>, axis: Axis) -> Vec<(Item, Position)> {
    let low = |card: &Card| if axis == Axis::Across { card.at.x } else { card.at.y };
    let size = |card: &Card| if axis == Axis::Across { card.width } else { card.height };
    cards.sort_by_key(|card| (low(card), card.item));
    let (Some(first), Some(last)) = (cards.first(), cards.last()) else { return Vec::new() };
    let space = low(last) + size(last) - low(first) - cards.iter().map(&size).sum::<i32>();
    let gaps = cards.len().saturating_sub(1).max(1) as i32;
    let mut at = low(first);
    let mut places = Vec::with_capacity(cards.len());
    for (n, card) in cards.iter().enumerate() {
        let to = at + (space * n as i32).div_euclid(gaps);
        let to = if n + 1 == cards.len() { low(card) } else { to };
        let place = match axis {
            Axis::Across => Position::new(to, card.at.y),
            Axis::Down => Position::new(card.at.x, to),
        };
        places.push((card.item, place));
        at += size(card);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(id: u64, x: i32, y: i32, width: i32, height: i32) -> Card {
        Card { item: Item::Node(NodeId(id)), at: Position::new(x, y), width, height }
    }

    #[test]
    fn edges_and_middles_meet() {
        let cards = [card(0, 0, 0, 12, 4), card(1, 20, 9, 20, 10)];
        for (align, expected) in [
            (Align::Left, [(0, 0), (0, 9)]),
            (Align::Centre, [(14, 0), (10, 9)]),
            (Align::Right, [(28, 0), (20, 9)]),
            (Align::Top, [(0, 0), (20, 0)]),
            (Align::Middle, [(0, 7), (20, 4)]),
            (Align::Bottom, [(0, 15), (20, 9)]),
        ] {
            let found: Vec<_> = aligned(&cards, align).iter().map(|(_, at)| (at.x, at.y)).collect();
            assert_eq!(found, expected, "{align:?}");
        }
    }

    #[test]
    fn gaps_become_equal_and_the_ends_stay() {
        let cards = vec![card(0, 0, 5, 12, 4), card(1, 13, 6, 12, 4), card(2, 50, 7, 12, 4)];
        let found: Vec<_> = distributed(cards, Axis::Across).iter().map(|(_, at)| (at.x, at.y)).collect();
        assert_eq!(found, [(0, 5), (25, 6), (50, 7)]);
        let cards = vec![card(0, 0, 30, 12, 4), card(1, 0, 0, 12, 10), card(2, 0, 11, 12, 5), card(3, 0, 13, 12, 5)];
        let found: Vec<_> = distributed(cards, Axis::Down).iter().map(|(item, at)| (*item, at.y)).collect();
        let expected = [(1, 0), (2, 13), (3, 21), (0, 30)].map(|(id, y)| (Item::Node(NodeId(id)), y));
        assert_eq!(found, expected);
    }
}
