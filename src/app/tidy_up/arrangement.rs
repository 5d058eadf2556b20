//! The layout of items in frames: the content of each frame first, then the frame as a unit.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::alignment::Item;
use crate::app::layered_layout::{Card, Link, tidy};
use crate::document::{Annotation, AnnotationId, FRAME_MARGIN, NodeId, Position, Shape};

/// A wire to lay out: its nodes, and the numbers of its ports.
pub(super) type Span = (NodeId, usize, NodeId, usize);

/// The items to lay out, and the frame that contains each of them.
pub(super) struct Arrangement {
    pub(super) parent: BTreeMap<Item, Option<AnnotationId>>,
    /// Sizes of nodes and notes, then of the frames that are laid out; and the current positions of all of them.
    pub(super) cards: BTreeMap<Item, Card>,
    pub(super) spans: Vec<Span>,
    /// The position of each item within its container.
    pub(super) inner: BTreeMap<Item, (i32, i32)>,
}

impl Arrangement {
    fn items(&self, frame: Option<AnnotationId>) -> Vec<Item> {
        self.parent.iter().filter(|(_, parent)| **parent == frame).map(|(item, _)| *item).collect()
    }

    /// Assigns positions to everything in `frame`, and the size of the frame.
    pub(super) fn lay_out(&mut self, frame: Option<AnnotationId>) {
        self.open_cycles(frame);
        let items = self.items(frame);
        for item in &items {
            if let Item::Annotation(id) = item
                && !self.items(Some(*id)).is_empty()
            {
                self.lay_out(Some(*id));
            }
        }
        let cards: Vec<Card> = items.iter().map(|item| self.cards[item]).collect();
        let places = tidy(&cards, &self.links(frame, &items));
        let Some(frame) = frame else { return self.inner.extend(items.into_iter().zip(places)) };
        let left = places.iter().map(|at| at.0).min();
        let top = places.iter().map(|at| at.1).min();
        let left = left.unwrap_or(0);
        let top = top.unwrap_or(0);
        let (side, above, below) = FRAME_MARGIN;
        let (mut width, mut height) = Annotation::smallest(Shape::Frame);
        for ((item, (x, y)), card) in items.into_iter().zip(places).zip(cards) {
            self.inner.insert(item, (x - left + side, y - top + above));
            width = width.max(x - left + card.width + 2 * side);
            height = height.max(y - top + card.height + above + below);
        }
        if let Some(card) = self.cards.get_mut(&Item::Annotation(frame)) {
            (card.width, card.height) = (width, height);
        }
    }

    /// The direct child of `frame` that is or contains `node`, and the vertical offset of the node in it.
    fn end(&self, frame: Option<AnnotationId>, node: NodeId) -> Option<(Item, i32)> {
        let mut item = Item::Node(node);
        let mut below = 0;
        loop {
            let parent = *self.parent.get(&item)?;
            if parent == frame {
                return Some((item, below));
            }
            below += self.inner.get(&item).map_or(0, |at| at.1);
            item = Item::Annotation(parent?);
        }
    }

    fn links(&self, frame: Option<AnnotationId>, items: &[Item]) -> Vec<Link> {
        let at: BTreeMap<Item, usize> = items.iter().enumerate().map(|(n, item)| (*item, n)).collect();
        let link = |(from, output, to, input): &Span| {
            let ((from, down), (to, up)) = (self.end(frame, *from)?, self.end(frame, *to)?);
            // A port inside a frame is located where it is visible: at that offset below the frame's top.
            let port = |below: i32, port: usize| usize::try_from(below).unwrap_or(0) + port;
            let output = port(down, *output);
            let input = port(up, *input);
            (from != to).then_some(Link { from: *at.get(&from)?, output, to: *at.get(&to)?, input })
        };
        self.spans.iter().filter_map(link).collect()
    }

    /// Two frames, or a frame and a node, can feed each other, so that neither can be placed left of the other: such
    /// frames are not units, and their content is laid out with the rest.
    fn open_cycles(&mut self, frame: Option<AnnotationId>) {
        loop {
            let items = self.items(frame);
            let ends: Vec<(usize, usize)> = self.links(frame, &items).iter().map(|link| (link.from, link.to)).collect();
            let around = in_cycles(items.len(), &ends);
            let open = items.iter().zip(around).filter_map(|(item, around)| match item {
                Item::Annotation(id) if around => Some(*id),
                _ => None,
            });
            let open: BTreeSet<AnnotationId> = open.collect();
            if open.is_empty() {
                return;
            }
            self.parent.retain(|item, _| !matches!(item, Item::Annotation(id) if open.contains(id)));
            for parent in self.parent.values_mut().filter(|parent| parent.is_some_and(|id| open.contains(&id))) {
                *parent = frame;
            }
        }
    }

    /// Its position on the canvas.
    pub(super) fn place(&self, item: Item) -> Position {
        let (x, y) = self.inner.get(&item).copied().unwrap_or_default();
        match self.parent.get(&item).copied().flatten() {
            Some(frame) => self.place(Item::Annotation(frame)).offset(x, y),
            None => Position::new(x, y),
        }
    }
}

/// Which of `count` items are in a cycle of these links, or between two cycles.
fn in_cycles(count: usize, links: &[(usize, usize)]) -> Vec<bool> {
    // Items that can be removed one by one from the start or from the end are in no cycle.
    let left_by = |turn: fn(&(usize, usize)) -> (usize, usize)| {
        let mut waits = vec![0_usize; count];
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (from, to) in links.iter().map(turn) {
            waits[to] += 1;
            next[from].push(to);
        }
        let mut free: Vec<usize> = (0..count).filter(|n| waits[*n] == 0).collect();
        while let Some(n) = free.pop() {
            for to in &next[n] {
                waits[*to] -= 1;
                if waits[*to] == 0 {
                    free.push(*to);
                }
            }
        }
        waits
    };
    let forth = left_by(|link| *link);
    let back = left_by(|(from, to)| (*to, *from));
    forth.into_iter().zip(back).map(|(a, b)| a > 0 && b > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found() {
        assert_eq!(in_cycles(4, &[(0, 1), (1, 2), (2, 3)]), [false; 4]);
        assert_eq!(in_cycles(4, &[(0, 1), (1, 2), (2, 1), (2, 3)]), [false, true, true, false]);
        assert_eq!(in_cycles(4, &[(0, 1), (1, 0)]), [true, true, false, false]);
    }
}
