//! The annotations of a document: which there are, what lies in a frame, which dots a wire passes.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::{Annotation, AnnotationId, Dot, Picked, Shape};
use super::elements::{NodeId, PortRef, Wire};
use super::model::Document;

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
