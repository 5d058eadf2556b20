//! Merges the canvas layout of two versions: frames, notes, and the paths of wires. None of it affects computation.

use std::collections::{BTreeMap, BTreeSet};

use super::super::annotations::{Annotation, AnnotationId, Dot, Shape};
use super::super::elements::{NodeId, PortRef, Position};
use super::super::model::Document;
use super::super::transition::SAME_ANNOTATIONS;
use super::rows::{Aspect, Row, Rows};
use super::view::{End, View};

/// The merged frames and notes, with the local ids where they exist.
pub(super) fn merged_annotations(
    base: &Document,
    mine: &Document,
    theirs: &Document,
    rows: &mut Rows,
) -> Vec<(Option<AnnotationId>, Annotation)> {
    let own = pairs(base, mine);
    let other = pairs(base, theirs);
    let mut found = Vec::new();
    for (id, old) in &base.annotations {
        let mine = own.matched.get(id);
        let theirs = other.matched.get(id);
        let annotation = |found: Option<&(AnnotationId, Annotation)>| found.map(|(_, annotation)| annotation.clone());
        let left = annotation(mine);
        let right = annotation(theirs);
        let takes_theirs = if left == right {
            false
        } else {
            let words = |annotation: Option<&Annotation>| annotation.map(words_of);
            let sides = [Some(words_of(old)), words(left.as_ref()), words(right.as_ref())];
            let same = [left.as_ref() == Some(old), right.as_ref() == Some(old)];
            rows.add(Row { same: Some(same), ..Row::new(None, what(old.shape), sides) })
        };
        let taken = if takes_theirs { right } else { left };
        found.extend(taken.map(|annotation| (mine.map(|(id, _)| *id), annotation)));
    }
    for (id, annotation) in &own.new {
        rows.add(Row::new(None, what(annotation.shape), [None, Some(words_of(annotation)), None]));
        found.push((Some(*id), annotation.clone()));
    }
    for (_, annotation) in &other.new {
        if !own.new.iter().any(|(_, mine)| mine == annotation) {
            rows.add(Row::new(None, what(annotation.shape), [None, None, Some(words_of(annotation))]));
            found.push((None, annotation.clone()));
        }
    }
    found
}

fn what(shape: Shape) -> Aspect {
    match shape {
        Shape::Frame => Aspect::Frame,
        Shape::Note => Aspect::Note,
    }
}

fn words_of(annotation: &Annotation) -> String {
    let line = annotation.text.lines().next().unwrap_or_default();
    line.to_owned()
}

struct Pairs {
    /// By the id in the base.
    matched: BTreeMap<AnnotationId, (AnnotationId, Annotation)>,
    new: Vec<(AnnotationId, Annotation)>,
}

fn pairs(base: &Document, now: &Document) -> Pairs {
    let mut old: BTreeMap<AnnotationId, &Annotation> =
        base.annotations.iter().map(|(id, annotation)| (*id, annotation)).collect();
    let mut new: Vec<(AnnotationId, Annotation)> =
        now.annotations.iter().map(|(id, annotation)| (*id, annotation.clone())).collect();
    let mut matched = BTreeMap::new();
    for is_same in SAME_ANNOTATIONS {
        new.retain(|(id, annotation)| {
            let Some(origin) = old.iter().find(|(_, old)| is_same(old, annotation)).map(|(id, _)| *id) else {
                return true;
            };
            old.remove(&origin);
            matched.insert(origin, (*id, annotation.clone()));
            false
        });
    }
    Pairs { matched, new }
}

/// A dot without its id.
type Bare = (String, Position, Vec<End>);

/// The dots of each node's wires: those of the side that changed them, mine if both did.
pub(super) fn merged_dots(base: &View, mine: &View, theirs: &View) -> BTreeMap<String, Vec<Bare>> {
    let keys: BTreeSet<&String> = mine.dots.keys().chain(theirs.dots.keys()).collect();
    let chosen = keys.into_iter().map(|key| {
        let of = |view: &View| view.dots.get(key).cloned().unwrap_or_default();
        let base = of(base);
        let mine = of(mine);
        let theirs = of(theirs);
        (key.clone(), if mine == base { theirs } else { mine })
    });
    chosen.collect()
}

/// Adds the dots whose wires exist.
pub(super) fn placed(document: &mut Document, node: NodeId, dots: Vec<Dot>) {
    let is_wire = |port: &str, to: &PortRef| {
        document.wires.iter().any(|wire| wire.from.node == node && wire.from.port == port && wire.to == *to)
    };
    let kept = dots.into_iter().filter_map(|dot| {
        let to: Vec<PortRef> = dot.to.iter().filter(|to| is_wire(&dot.port, to)).cloned().collect();
        (!to.is_empty()).then_some(Dot { to, ..dot })
    });
    let kept: Vec<Dot> = kept.collect();
    if !kept.is_empty() {
        document.dots.insert(node, kept);
    }
}
