//! What is laid out: cards and the links between them. Lengths are in grid steps.

/// A node to be placed; `x` and `y` are its current position.
#[derive(Clone, Copy, Debug)]
pub struct Card {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// A wire between two cards, by their indices and the numbers of their ports.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    pub from: usize,
    pub output: usize,
    pub to: usize,
    pub input: usize,
}

/// The gap between two layers, and between two cards of one layer.
pub(super) const GAP: (i32, i32) = (6, 3);
