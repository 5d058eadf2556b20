//! Where nodes go that nobody has placed by hand: never onto others.

use std::collections::BTreeMap;

use super::App;
use crate::document::Position;

/// Grid steps from a node to the one that is placed after it, and to the one below.
pub(super) const STEP: (i32, i32) = (18, 8);
/// Nearer than this, two nodes overlap.
const ROOM: (i32, i32) = (13, 6);

impl App {
    /// `at`, or the next place below where no node stands.
    pub(super) fn free_place(&self, at: Position) -> Position {
        let (dx, dy) = self.free_shift(&[at], (0, 0));
        at.offset(dx, dy)
    }

    /// The shift by which nodes at `places` come to stand on no other: `wanted`, or further down.
    pub(super) fn free_shift(&self, places: &[Position], wanted: (i32, i32)) -> (i32, i32) {
        let mut taken: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
        for (_, node) in self.document().nodes() {
            taken.entry(node.position.y).or_default().push(node.position.x);
        }
        let is_free = |at: &Position| {
            let rows = taken.range(at.y.saturating_sub(ROOM.1 - 1)..=at.y.saturating_add(ROOM.1 - 1));
            !rows.into_iter().any(|(_, row)| row.iter().any(|x| x.abs_diff(at.x) < ROOM.0 as u32))
        };
        let (dx, mut dy) = wanted;
        // At the end of the world, where nothing can be further down, they overlap.
        for _ in 0..=self.document().nodes().len() {
            if places.iter().all(|place| is_free(&place.offset(dx, dy))) {
                break;
            }
            dy = dy.saturating_add(STEP.1);
        }
        (dx, dy)
    }
}
