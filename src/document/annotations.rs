//! Canvas items other than nodes and wires: frames, notes, and dots of wires. They do not affect computation, so the
//! engine never sees them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::elements::{NodeId, PortRef, Position};
use super::mark::Tint;

/// The id of a frame, note or dot in memory; allocated from the same sequence as [`NodeId`], so that ids are unique
/// across all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AnnotationId(pub u64);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Shape {
    /// A titled box behind nodes; `text` is its title.
    Frame,
    /// A card with simple markdown.
    Note,
}

/// A frame or a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    pub shape: Shape,
    pub text: String,
    pub color: Tint,
    pub at: Position,
    /// Width and height in grid steps; see [`Annotation::smallest`].
    pub size: (i32, i32),
}

/// The offset of the middle of a closed card's title from its corner, in half grid steps.
const TITLE: (i64, i64) = (12, 2);

impl Annotation {
    /// The minimum size; smaller ones would be hard to click.
    pub fn smallest(shape: Shape) -> (i32, i32) {
        match shape {
            Shape::Frame => (8, 5),
            Shape::Note => (6, 3),
        }
    }

    /// Enlarged to the minimum size if necessary.
    pub fn fitted(self) -> Annotation {
        let (width, height) = Annotation::smallest(self.shape);
        Annotation { size: (self.size.0.clamp(width, 1_000_000), self.size.1.clamp(height, 1_000_000)), ..self }
    }

    pub(super) fn area(&self) -> i64 {
        i64::from(self.size.0) * i64::from(self.size.1)
    }

    /// Whether a point, in half grid steps, lies in it.
    pub(super) fn holds_point(&self, (x, y): (i64, i64)) -> bool {
        let left = 2 * i64::from(self.at.x);
        let top = 2 * i64::from(self.at.y);
        let right = left + 2 * i64::from(self.size.0);
        let bottom = top + 2 * i64::from(self.size.1);
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }

    /// Whether a node at this position lies in it, judged by the middle of the node's title.
    pub fn holds(&self, node: Position) -> bool {
        self.holds_point((2 * i64::from(node.x) + TITLE.0, 2 * i64::from(node.y) + TITLE.1))
    }

    /// Whether all of `other` lies in it.
    pub fn holds_whole(&self, other: &Annotation) -> bool {
        let end = |annotation: &Annotation| annotation.at.offset(annotation.size.0, annotation.size.1);
        let own_end = end(self);
        let other_end = end(other);
        self.at.x <= other.at.x && self.at.y <= other.at.y && other_end.x <= own_end.x && other_end.y <= own_end.y
    }
}

/// A point through which wires of one output pass. Without such a wire it is neither drawn nor written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dot {
    pub id: AnnotationId,
    /// The output of the node to which the dot belongs; empty for the first.
    pub port: String,
    pub at: Position,
    /// The inputs whose wires pass here.
    pub to: Vec<PortRef>,
}

/// Nodes, frames, notes and dots that are selected, moved or copied together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    pub nodes: BTreeSet<NodeId>,
    pub annotations: BTreeSet<AnnotationId>,
}

impl Picked {
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.annotations.is_empty()
    }

    pub fn len(&self) -> usize {
        self.nodes.len() + self.annotations.len()
    }
}
