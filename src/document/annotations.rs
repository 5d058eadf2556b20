//! Canvas items other than nodes and wires: frames, notes, dots of wires, and the marks of nodes. They do not affect
//! computation, so the engine never sees them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{Document, NodeId, PortRef, Position, Wire};

/// The id of a frame, note or dot in memory; allocated from the same sequence as [`NodeId`], so that ids are unique
/// across all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AnnotationId(pub u64);

/// The fixed colour palette for users. The window defines each colour in both themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tint {
    #[default]
    Grey,
    Red,
    Orange,
    Yellow,
    Green,
    Teal,
    Blue,
    Purple,
    Pink,
}

impl Tint {
    pub const ALL: [Tint; 9] = [
        Tint::Grey,
        Tint::Red,
        Tint::Orange,
        Tint::Yellow,
        Tint::Green,
        Tint::Teal,
        Tint::Blue,
        Tint::Purple,
        Tint::Pink,
    ];
}

/// A user's annotation of a node, to find and explain it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mark {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<Tint>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// When open, it shows the distributions of its values instead of its first rows.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sketch: bool,
}

impl Mark {
    pub fn is_empty(&self) -> bool {
        self.color.is_none() && self.comment.is_empty() && !self.sketch
    }
}

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

    fn area(&self) -> i64 {
        i64::from(self.size.0) * i64::from(self.size.1)
    }

    /// Whether a point, in half grid steps, lies in it.
    fn holds_point(&self, (x, y): (i64, i64)) -> bool {
        let (left, top) = (2 * i64::from(self.at.x), 2 * i64::from(self.at.y));
        let (right, bottom) = (left + 2 * i64::from(self.size.0), top + 2 * i64::from(self.size.1));
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }

    /// Whether a node at this position lies in it, judged by the middle of the node's title.
    pub fn holds(&self, node: Position) -> bool {
        self.holds_point((2 * i64::from(node.x) + TITLE.0, 2 * i64::from(node.y) + TITLE.1))
    }

    /// Whether all of `other` lies in it.
    pub fn holds_whole(&self, other: &Annotation) -> bool {
        let end = |annotation: &Annotation| annotation.at.offset(annotation.size.0, annotation.size.1);
        let (own_end, other_end) = (end(self), end(other));
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

impl Document {
    /// Frames and notes; the wider ones first, so that nested ones are drawn on top.
    pub fn annotations(&self) -> Vec<(AnnotationId, &Annotation)> {
        let mut annotations: Vec<_> = self.annotations.iter().map(|(id, annotation)| (*id, annotation)).collect();
        annotations.sort_by_key(|(id, annotation)| (annotation.shape, std::cmp::Reverse(annotation.area()), *id));
        annotations
    }

    pub fn annotation(&self, id: AnnotationId) -> Option<&Annotation> {
        self.annotations.get(&id)
    }

    /// The dots of a node's outputs, those of one wire in path order.
    pub fn dots_of(&self, node: NodeId) -> &[Dot] {
        self.dots.get(&node).map_or(&[], Vec::as_slice)
    }

    pub fn dots(&self) -> impl Iterator<Item = (NodeId, &Dot)> {
        self.dots.iter().flat_map(|(node, dots)| dots.iter().map(|dot| (*node, dot)))
    }

    pub fn dot(&self, id: AnnotationId) -> Option<(NodeId, &Dot)> {
        self.dots().find(|(_, dot)| dot.id == id)
    }

    /// The dots that a wire passes.
    pub fn route<'a>(&'a self, wire: &'a Wire) -> impl Iterator<Item = &'a Dot> {
        let dots = self.dots_of(wire.from.node).iter();
        dots.filter(|dot| dot.port == wire.from.port && dot.to.contains(&wire.to))
    }

    /// The nodes of a frame: those that lie in it. A node is attached by dropping it there and detached by dragging it
    /// out; only the positions of both, which the file stores, determine this.
    pub fn nodes_of_frame(&self, frame: AnnotationId) -> BTreeSet<NodeId> {
        let Some(frame) = self.annotation(frame).filter(|annotation| annotation.shape == Shape::Frame) else {
            return BTreeSet::new();
        };
        self.nodes.iter().filter(|(_, node)| frame.holds(node.position)).map(|(id, _)| *id).collect()
    }

    /// Everything that moves when these are moved: for a frame all its content, for nodes the dots of the wires between
    /// them.
    pub fn carried(&self, picked: &Picked) -> Picked {
        let mut all = picked.clone();
        let frames =
            picked.annotations.iter().filter_map(|id| self.annotations.get(id)).filter(|t| t.shape == Shape::Frame);
        for frame in frames {
            all.nodes.extend(self.nodes.iter().filter(|(_, node)| frame.holds(node.position)).map(|(id, _)| *id));
            all.annotations
                .extend(self.annotations.iter().filter(|(_, other)| frame.holds_whole(other)).map(|(id, _)| *id));
            let point = |dot: &Dot| (2 * i64::from(dot.at.x), 2 * i64::from(dot.at.y));
            let inside = self.dots().filter(|(_, dot)| frame.holds_point(point(dot)));
            all.annotations.extend(inside.map(|(_, dot)| dot.id));
        }
        let among = |node: NodeId, dot: &Dot| {
            all.nodes.contains(&node) && !dot.to.is_empty() && dot.to.iter().all(|to| all.nodes.contains(&to.node))
        };
        let between: Vec<AnnotationId> =
            self.dots().filter(|(node, dot)| among(*node, dot)).map(|(_, dot)| dot.id).collect();
        all.annotations.extend(between);
        all
    }

    /// Whether a frame, note or dot exists.
    pub fn has_annotation(&self, id: AnnotationId) -> bool {
        self.annotations.contains_key(&id) || self.dot(id).is_some()
    }

    /// The picked frames and notes, and the dots of the wires between the picked nodes.
    pub(super) fn part_of_annotations(
        &self,
        picked: &Picked,
    ) -> (BTreeMap<AnnotationId, Annotation>, BTreeMap<NodeId, Vec<Dot>>) {
        let annotations = self.annotations.iter().filter(|(id, _)| picked.annotations.contains(id));
        let mut dots: BTreeMap<NodeId, Vec<Dot>> = BTreeMap::new();
        for (node, dot) in self.dots().filter(|(node, _)| picked.nodes.contains(node)) {
            let to: Vec<PortRef> = dot.to.iter().filter(|to| picked.nodes.contains(&to.node)).cloned().collect();
            if !to.is_empty() {
                dots.entry(node).or_default().push(Dot { to, ..dot.clone() });
            }
        }
        (annotations.map(|(id, annotation)| (*id, annotation.clone())).collect(), dots)
    }
}
