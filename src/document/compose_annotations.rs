//! Composite changes of frames, notes and dots as lists of primitive edits, and the updates of dots when wires change.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::{Annotation, AnnotationId, Dot, Picked, Shape};
use super::edit::Edit;
use super::elements::{Node, NodeId, PortRef, Position, Wire};
use super::mark::{Mark, Tint};
use super::model::Document;

/// Moves nodes by a number of grid steps.
pub fn move_by(document: &Document, nodes: &BTreeSet<NodeId>, dx: i32, dy: i32) -> Vec<Edit> {
    nodes
        .iter()
        .filter_map(|id| Some((*id, document.node(*id)?.position)))
        .map(|(id, position)| Edit::Move { id, to: position.offset(dx, dy) })
        .collect()
}

/// Moves all of `picked` by a number of grid steps.
pub fn move_picked(document: &Document, picked: &Picked, dx: i32, dy: i32) -> Vec<Edit> {
    move_each(document, &[(picked.clone(), (dx, dy))])
}

/// Moves each selection by its own number of steps; the selections must be disjoint.
pub fn move_each(document: &Document, moves: &[(Picked, (i32, i32))]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (picked, (dx, dy)) in moves {
        edits.extend(move_by(document, &picked.nodes, *dx, *dy));
        let annotations = picked.annotations.iter().filter_map(|id| Some((*id, document.annotation(*id)?)));
        edits.extend(annotations.map(|(id, annotation)| {
            let moved = Annotation { at: annotation.at.offset(*dx, *dy), ..annotation.clone() };
            Edit::SetAnnotation { id, to: Some(moved) }
        }));
    }
    edits.extend(change_dots(document, |_, dot| {
        let (dx, dy) =
            moves.iter().find(|(picked, _)| picked.annotations.contains(&dot.id)).map_or((0, 0), |moved| moved.1);
        Some(Dot { at: dot.at.offset(dx, dy), ..dot.clone() })
    }));
    edits
}

/// Removes frames, notes and dots; the wires of the dots stay.
pub fn remove_annotations(document: &Document, annotations: &BTreeSet<AnnotationId>) -> Vec<Edit> {
    let known = annotations.iter().filter(|id| document.annotation(**id).is_some());
    let mut edits: Vec<Edit> = known.map(|id| Edit::SetAnnotation { id: *id, to: None }).collect();
    edits.extend(change_dots(document, |_, dot| (!annotations.contains(&dot.id)).then(|| dot.clone())));
    edits
}

/// Sets the colour of nodes, frames and notes; only nodes can have no colour.
pub fn tint(document: &Document, picked: &Picked, color: Option<Tint>) -> Vec<Edit> {
    let nodes = picked.nodes.iter().filter_map(|id| Some((*id, document.node(*id)?)));
    let mut edits: Vec<Edit> = nodes
        .filter(|(_, node)| node.mark.color != color)
        .map(|(id, node)| Edit::SetMark { id, to: Mark { color, ..node.mark.clone() } })
        .collect();
    let color = color.unwrap_or_default();
    let annotations = picked.annotations.iter().filter_map(|id| Some((*id, document.annotation(*id)?)));
    edits.extend(
        annotations
            .filter(|(_, annotation)| annotation.color != color)
            .map(|(id, annotation)| Edit::SetAnnotation { id, to: Some(Annotation { color, ..annotation.clone() }) }),
    );
    edits
}

/// Adds a dot to a wire, before the `nth` that it already passes. Wires that share the path there pass it too.
pub fn add_dot(document: &Document, wire: &Wire, nth: usize, at: Position, id: AnnotationId) -> Vec<Edit> {
    let dots = document.dots_of(wire.from.node);
    let route: Vec<&Dot> = document.route(wire).collect();
    let nth = nth.min(route.len());
    let before = nth.checked_sub(1).map(|n| route[n].id);
    let after = route.get(nth).map(|dot| dot.id);
    // Two wires share the path between two dots, and the path from the output to a first dot that both pass.
    let shares = |other: &Wire| {
        let other_route: Vec<AnnotationId> = document.route(other).map(|dot| dot.id).collect();
        let start = before.map_or(Some(0), |id| other_route.iter().position(|o| *o == id).map(|n| n + 1));
        after.is_some() && start.is_some_and(|start| other_route.get(start).copied() == after)
    };
    let together = document.wires().iter().filter(|other| other.from == wire.from && (*other == wire || shares(other)));
    let to = together.map(|wire| wire.to.clone()).collect();
    let place = match (before, after) {
        (_, Some(after)) => dots.iter().position(|dot| dot.id == after),
        (Some(before), None) => dots.iter().position(|dot| dot.id == before).map(|n| n + 1),
        (None, None) => None,
    };
    let mut dots = dots.to_vec();
    dots.insert(place.unwrap_or(dots.len()), Dot { id, port: wire.from.port.clone(), at, to });
    vec![Edit::SetDots { node: wire.from.node, to: dots }]
}

/// Routes the new wire to `to` along the path of the wires that pass `dot`, up to it.
pub fn join_dots(document: &Document, dot: AnnotationId, to: &PortRef) -> Vec<Edit> {
    let Some((node, last)) = document.dot(dot) else { return Vec::new() };
    let Some(guide) = last.to.first() else { return Vec::new() };
    let wire = Wire::new(PortRef::new(node, &last.port), guide.clone());
    let way: Vec<AnnotationId> = document.route(&wire).map(|dot| dot.id).collect();
    let until = way.iter().position(|id| *id == dot).map_or(0, |n| n + 1);
    let dots = document.dots_of(node).iter().map(|dot| {
        let mut dot = dot.clone();
        if way[..until].contains(&dot.id) && !dot.to.contains(to) {
            dot.to.push(to.clone());
        }
        dot
    });
    vec![Edit::SetDots { node, to: dots.collect() }]
}

/// Appends to `edits` their consequences for dots: a removed wire passes its dots to its replacement from the same
/// output; otherwise a dot that no wire passes is removed too.
pub fn follow_wires(document: &Document, mut edits: Vec<Edit>) -> Vec<Edit> {
    if document.dots.is_empty() {
        return edits;
    }
    let (mut gone, mut new): (Vec<Wire>, Vec<Wire>) = (Vec::new(), Vec::new());
    for edit in &edits {
        match edit {
            Edit::RemoveWire { wire } => gone.push(wire.clone()),
            Edit::AddWire { wire, .. } => new.push(wire.clone()),
            _ => {}
        }
    }
    let stays = |wire: &Wire| document.wires().contains(wire) && !gone.contains(wire) || new.contains(wire);
    let touched: BTreeSet<NodeId> = gone.iter().filter(|wire| !new.contains(wire)).map(|wire| wire.from.node).collect();
    for node in touched {
        let last = edits.iter().rev().find_map(|edit| match edit {
            Edit::SetDots { node: of, to } if *of == node => Some(to.clone()),
            _ => None,
        });
        let old = last.unwrap_or_else(|| document.dots_of(node).to_vec());
        let mut dots = Vec::new();
        for dot in &old {
            let mut to: Vec<PortRef> = Vec::new();
            for end in &dot.to {
                let wire = Wire::new(PortRef::new(node, &dot.port), end.clone());
                let end = if stays(&wire) {
                    Some(end.clone())
                } else {
                    new.iter().find(|other| other.from == wire.from).map(|other| other.to.clone())
                };
                to.extend(end.filter(|end| !to.contains(end)));
            }
            if !to.is_empty() {
                dots.push(Dot { to, ..dot.clone() });
            }
        }
        if dots != old {
            edits.push(Edit::SetDots { node, to: dots });
        }
    }
    edits
}

/// Enlarges the frames of `moved` nodes, so that each node stays inside its frame; `size` returns the size of a card.
pub fn grow_frames(
    document: &Document,
    moved: &BTreeMap<NodeId, Position>,
    size: impl Fn(NodeId) -> (i32, i32),
) -> Vec<Edit> {
    let mut edits = Vec::new();
    // From the inside out, so that an outer frame accounts for the growth of the inner ones.
    let mut grown: BTreeMap<AnnotationId, Annotation> = BTreeMap::new();
    for (id, frame) in
        document.annotations().into_iter().rev().filter(|(_, annotation)| annotation.shape == Shape::Frame)
    {
        let nodes = document.nodes_of_frame(id);
        if !nodes.iter().any(|node| moved.contains_key(node)) {
            continue;
        }
        let place = |node: &NodeId| moved.get(node).copied().or_else(|| Some(document.node(*node)?.position));
        let mut boxes: Vec<(Position, (i32, i32))> =
            nodes.iter().filter_map(|node| Some((place(node)?, size(*node)))).collect();
        let inner = document.carried(&Picked { annotations: [id].into(), ..Picked::default() });
        let inner = inner.annotations.iter().filter(|other| **other != id).filter_map(|other| grown.get(other));
        boxes.extend(inner.map(room_of));
        let new = Annotation { ..around(&boxes, frame) };
        if new != *frame {
            edits.push(Edit::SetAnnotation { id, to: Some(new.clone()) });
        }
        grown.insert(id, new);
    }
    edits
}

/// The free space between a frame's edge and its content: at the sides, at the top (for the title), and at the bottom,
/// where the line reserved for a node's problem already provides space.
pub const MARGIN: (i32, i32, i32) = (2, 4, 0);

/// The area that a frame or note occupies in a surrounding frame: it includes as much space below as at the sides.
pub fn room_of(annotation: &Annotation) -> (Position, (i32, i32)) {
    (annotation.at, (annotation.size.0, annotation.size.1.saturating_add(MARGIN.0)))
}

/// `frame` enlarged or shrunk to enclose these boxes (corner, size).
pub fn around(boxes: &[(Position, (i32, i32))], frame: &Annotation) -> Annotation {
    let (side, above, below) = MARGIN;
    let left = boxes.iter().map(|(at, _)| at.x).min().unwrap_or(frame.at.x + side).saturating_sub(side);
    let top = boxes.iter().map(|(at, _)| at.y).min().unwrap_or(frame.at.y + above).saturating_sub(above);
    let right = boxes.iter().map(|(at, size)| at.x.saturating_add(size.0)).max();
    let bottom = boxes.iter().map(|(at, size)| at.y.saturating_add(size.1)).max();
    let width = right.map_or(frame.size.0, |right| right.saturating_add(side).saturating_sub(left));
    let height = bottom.map_or(frame.size.1, |bottom| bottom.saturating_add(below).saturating_sub(top));
    Annotation { at: Position::new(left, top), size: (width, height), ..frame.clone() }.fitted()
}

/// Copies of the annotations of `part`, moved, for nodes whose new ids are known; new ids start at `first`.
pub(super) fn paste_annotations(
    part: &Document,
    ids: &BTreeMap<NodeId, NodeId>,
    (dx, dy): (i32, i32),
    first: u64,
) -> (Vec<Edit>, BTreeSet<AnnotationId>) {
    let mut edits = Vec::new();
    let mut new = BTreeSet::new();
    let mut next = first;
    let mut fresh = || {
        next += 1;
        AnnotationId(next - 1)
    };
    for annotation in part.annotations.values() {
        let id = fresh();
        new.insert(id);
        edits.push(Edit::SetAnnotation {
            id,
            to: Some(Annotation { at: annotation.at.offset(dx, dy), ..annotation.clone() }),
        });
    }
    for (node, dots) in &part.dots {
        let Some(node) = ids.get(node) else { continue };
        let mut copies = Vec::new();
        for dot in dots {
            let ends = dot.to.iter().filter_map(|to| Some(PortRef::new(*ids.get(&to.node)?, &to.port)));
            let to: Vec<PortRef> = ends.collect();
            if !to.is_empty() {
                let id = fresh();
                new.insert(id);
                copies.push(Dot { id, at: dot.at.offset(dx, dy), port: dot.port.clone(), to });
            }
        }
        edits.push(Edit::SetDots { node: *node, to: copies });
    }
    (edits, new)
}

/// The top left corner of a pasted part.
pub fn corner(part: &Document) -> Position {
    let places = || {
        let nodes = part.nodes().map(|(_, Node { position, .. })| *position);
        nodes.chain(part.annotations.values().map(|annotation| annotation.at)).chain(part.dots().map(|(_, dot)| dot.at))
    };
    Position::new(places().map(|at| at.x).min().unwrap_or(0), places().map(|at| at.y).min().unwrap_or(0))
}

/// One edit for each node whose dots are changed by `change`.
fn change_dots(document: &Document, change: impl Fn(NodeId, &Dot) -> Option<Dot>) -> Vec<Edit> {
    let changed = |(node, old): (&NodeId, &Vec<Dot>)| {
        let to: Vec<Dot> = old.iter().filter_map(|dot| change(*node, dot)).collect();
        (to != *old).then_some(Edit::SetDots { node: *node, to })
    };
    document.dots.iter().filter_map(changed).collect()
}
