//! The edits that transform one document into another: used to make a version read from disk one step of the history.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::{Annotation, AnnotationId, Dot, Shape};
use super::difference::renamed_nodes;
use super::edit::Edit;
use super::elements::{NodeId, PortRef, Wire};
use super::model::Document;

/// `to` with the ids of `from`: nodes are matched by name (or by kind and settings, if only the name differs), frames
/// and notes by their content. New items get ids that `from` has not used.
pub fn with_ids_of(from: &Document, to: &Document) -> Document {
    let mut next = from.next_id;
    let mut fresh = || {
        next += 1;
        next - 1
    };
    let renamed: BTreeMap<String, String> =
        renamed_nodes(from, to).into_iter().map(|(old, new)| (new.to_owned(), old.to_owned())).collect();
    let mut ids = BTreeMap::new();
    for (id, node) in to.nodes() {
        let old = renamed.get(&node.name).unwrap_or(&node.name);
        ids.insert(id, from.find(old).unwrap_or_else(|| NodeId(fresh())));
    }
    let end = |end: &PortRef| PortRef::new(ids[&end.node], &end.port);
    let mut document = Document {
        nodes: to.nodes.iter().map(|(id, node)| (ids[id], node.clone())).collect(),
        wires: to.wires.iter().map(|wire| Wire::new(end(&wire.from), end(&wire.to))).collect(),
        parameters: to.parameters.clone(),
        connections: to.connections.clone(),
        loose: to.loose.clone(),
        ..Document::default()
    };
    let mut old: BTreeMap<AnnotationId, &Annotation> =
        from.annotations.iter().map(|(id, annotation)| (*id, annotation)).collect();
    let mut waiting: Vec<&Annotation> = to.annotations.values().collect();
    for is_same in SAME_ANNOTATIONS {
        waiting.retain(|annotation| {
            let Some(id) = old.iter().find(|(_, old)| is_same(old, annotation)).map(|(id, _)| *id) else { return true };
            old.remove(&id);
            document.annotations.insert(id, (*annotation).clone());
            false
        });
    }
    document.annotations.extend(waiting.into_iter().map(|annotation| (AnnotationId(fresh()), annotation.clone())));
    for (node, dots) in &to.dots {
        let node = ids[node];
        let mut old: Vec<&Dot> = from.dots_of(node).iter().collect();
        let mut new = Vec::new();
        for dot in dots {
            let to: Vec<PortRef> = dot.to.iter().map(end).collect();
            let same = old.iter().position(|old| (&old.port, old.at, &old.to) == (&dot.port, dot.at, &to));
            let id = same.map_or_else(|| AnnotationId(fresh()), |at| old.remove(at).id);
            new.push(Dot { id, to, ..dot.clone() });
        }
        document.dots.insert(node, new);
    }
    document.next_id = next.max(from.next_id);
    document
}

/// Whether two frames or notes are the same, by criteria in order of reliability.
pub(super) const SAME_ANNOTATIONS: [fn(&Annotation, &Annotation) -> bool; 3] = [
    |old, new| old == new,
    |old, new| (old.shape, &old.text) == (new.shape, &new.text) && (!old.text.is_empty() || old.shape == Shape::Note),
    |old, new| (old.shape, old.at) == (new.shape, new.at),
];

/// The edits that transform `from` into `to`. Both must share their ids: see [`with_ids_of`].
pub fn edits_between(from: &Document, to: &Document) -> Vec<Edit> {
    let (removed, added) = wires_between(from, to);
    let mut edits: Vec<Edit> = removed.into_iter().map(|wire| Edit::RemoveWire { wire }).collect();
    // Dots are removed before their nodes, and added after them.
    let dotted: BTreeSet<NodeId> = from.dots.keys().chain(to.dots.keys()).copied().collect();
    let changed = dotted.into_iter().filter(|node| from.dots_of(*node) != to.dots_of(*node));
    let (gone, dotted): (Vec<NodeId>, Vec<NodeId>) = changed.partition(|node| to.node(*node).is_none());
    edits.extend(gone.into_iter().map(|node| Edit::SetDots { node, to: Vec::new() }));
    edits.extend(from.nodes.keys().filter(|id| to.node(**id).is_none()).map(|id| Edit::RemoveNode { id: *id }));
    edits.extend(renames(from, to));
    for (id, new) in &to.nodes {
        let id = *id;
        let Some(old) = from.node(id) else {
            edits.push(Edit::AddNode { id, node: new.clone() });
            continue;
        };
        if (&old.kind, old.version, &old.settings) != (&new.kind, new.version, &new.settings) {
            let kind = new.kind.clone();
            let version = new.version;
            let settings = new.settings.clone();
            edits.push(Edit::Configure { id, kind, version, settings });
        }
        let small = [
            (old.activity != new.activity).then_some(Edit::SetActivity { id, to: new.activity }),
            (old.running != new.running).then_some(Edit::SetRunning { id, to: new.running }),
            (old.position != new.position).then_some(Edit::Move { id, to: new.position }),
            (old.opened != new.opened).then_some(Edit::Open { id, opened: new.opened }),
            (old.mark != new.mark).then(|| Edit::SetMark { id, to: new.mark.clone() }),
        ];
        edits.extend(small.into_iter().flatten());
    }
    let first = from.wires.len();
    edits.extend(added.into_iter().enumerate().map(|(n, wire)| Edit::AddWire { index: first + n, wire }));
    let names: BTreeSet<&String> = from.parameters.keys().chain(to.parameters.keys()).collect();
    for name in names.into_iter().filter(|name| from.parameters.get(*name) != to.parameters.get(*name)) {
        edits.push(Edit::SetParameter { name: name.clone(), to: to.parameters.get(name).cloned() });
    }
    let names: BTreeSet<&String> = from.connections.keys().chain(to.connections.keys()).collect();
    for name in names.into_iter().filter(|name| from.connections.get(*name) != to.connections.get(*name)) {
        edits.push(Edit::SetConnection { name: name.clone(), to: to.connections.get(name).cloned() });
    }
    if from.loose != to.loose {
        edits.push(Edit::SetLoose { to: to.loose.clone() });
    }
    let annotations: BTreeSet<AnnotationId> = from.annotations.keys().chain(to.annotations.keys()).copied().collect();
    for id in annotations.into_iter().filter(|id| from.annotations.get(id) != to.annotations.get(id)) {
        edits.push(Edit::SetAnnotation { id, to: to.annotations.get(&id).cloned() });
    }
    edits.extend(dotted.into_iter().map(|node| Edit::SetDots { node, to: to.dots_of(node).to_vec() }));
    edits
}

/// The removed and the added wires. Only the order of wires into one port is significant; if it changes, all wires of
/// the port are added again.
fn wires_between(from: &Document, to: &Document) -> (Vec<Wire>, Vec<Wire>) {
    let ends: BTreeSet<&PortRef> = from.wires.iter().chain(&to.wires).map(|wire| &wire.to).collect();
    let mut removed = Vec::new();
    let mut added = Vec::new();
    for end in ends {
        let of = |document: &Document| -> Vec<Wire> {
            document.wires.iter().filter(|wire| wire.to == *end).cloned().collect()
        };
        let old = of(from);
        let new = of(to);
        let kept = old.iter().filter(|wire| new.contains(wire));
        if kept.eq(new.iter().take_while(|wire| old.contains(wire))) {
            removed.extend(old.iter().filter(|wire| !new.contains(wire)).cloned());
            added.extend(new.iter().filter(|wire| !old.contains(wire)).cloned());
        } else {
            removed.extend(old);
            added.extend(new);
        }
    }
    (removed, added)
}

/// Renames of nodes that stay; a node whose name is reused in the same step is renamed first.
fn renames(from: &Document, to: &Document) -> Vec<Edit> {
    let mut early = Vec::new();
    let mut late = Vec::new();
    let names = from.nodes.values().chain(to.nodes.values()).map(|node| node.name.clone());
    let mut taken: BTreeSet<String> = names.collect();
    for (id, new) in &to.nodes {
        if from.node(*id).is_none_or(|old| old.name == new.name) {
            continue;
        }
        if let Some(holder) = from.find(&new.name).filter(|holder| to.node(*holder).is_some()) {
            let passage = crate::base::name::unique(&new.name, |name| taken.contains(name));
            taken.insert(passage.clone());
            early.push(Edit::Rename { id: holder, name: passage });
        }
        late.push(Edit::Rename { id: *id, name: new.name.clone() });
    }
    early.extend(late);
    early
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{read, write};

    fn document(inner: &str) -> Document {
        read(&format!("(format: 1, {inner})")).unwrap().document
    }

    #[test]
    fn each_version_becomes_each_other_one_and_goes_back() {
        let versions = [
            r#"nodes: {}"#,
            r#"nodes: {"a": (kind: "x"), "b": (kind: "y", settings: (n: 1))}, wires: [(from: "a", to: "b")]"#,
            r#"nodes: {"a": (kind: "x"), "c": (kind: "y", settings: (n: 1), state: Disabled)},
               wires: [(from: "a.more", to: "c")], parameters: {"p": (default: "1")}, layout: {"a": (40, 2)}"#,
            r#"nodes: {"b": (kind: "x"), "a": (kind: "y", settings: (n: 1), running: (retries: 2))},
               wires: [(from: "b", to: "a")], opened: ["a"], marks: {"b": (color: Red, comment: "why")}"#,
            r#"nodes: {"a": (kind: "x"), "b": (kind: "x"), "u": (kind: "union"), "n": (kind: "new")},
               wires: [(from: "a", to: "u"), (from: "b", to: "u"), (from: "gone", to: "u")],
               frames: [(title: "one", at: (0, 0), size: (20, 20))], notes: [(text: "hm", at: (3, 3), size: (9, 9))],
               dots: [(from: "a", at: (9, 9), to: ["u"])]"#,
            r#"nodes: {"a": (kind: "x"), "b": (kind: "x"), "u": (kind: "union")},
               wires: [(from: "b", to: "u"), (from: "a", to: "u")], parameters: {"p": (default: "2")}, connections: {"shop": {"path": "a"}},
               frames: [(title: "one", at: (5, 0), size: (20, 20)), (title: "two", at: (0, 0), size: (20, 20))],
               dots: [(from: "a", at: (9, 9), to: ["u"]), (from: "b", at: (1, 9), to: ["u"])]"#,
        ];
        for (from, to) in versions.iter().flat_map(|from| versions.iter().map(move |to| (from, to))) {
            let mut mine = document(from);
            let theirs = document(to);
            let before = mine.clone();
            let target = with_ids_of(&mine, &theirs);
            assert_eq!(write(&target), write(&theirs), "only ids differ");
            let edits = edits_between(&mine, &target);
            assert_eq!(edits.is_empty(), write(&mine) == write(&theirs), "{from} {to}");
            let inverses = mine.apply_all(edits).unwrap_or_else(|error| panic!("{error}: {from} {to}"));
            assert_eq!(write(&mine), write(&theirs), "{from} {to}");
            mine.apply_all(inverses).unwrap();
            assert_eq!(write(&mine), write(&before));
            assert!(mine.next_id >= before.next_id);
        }
    }

    #[test]
    fn what_stays_keeps_its_id_also_under_another_name() {
        let mine = document(r#"nodes: {"a": (kind: "x"), "b": (kind: "sort", settings: (n: 1)), "c": (kind: "z")}"#);
        let theirs = document(
            r#"nodes: {"c": (kind: "z", settings: (m: 2)), "d": (kind: "sort", settings: (n: 1)), "e": (kind: "x2")}"#,
        );
        let target = with_ids_of(&mine, &theirs);
        assert_eq!(target.find("c"), mine.find("c"));
        assert_eq!(target.find("d"), mine.find("b"));
        assert!(mine.node(target.find("e").unwrap()).is_none(), "an id of its own");
    }

    #[test]
    fn names_that_are_exchanged_pass_each_other() {
        let mut mine = document(r#"nodes: {"a": (kind: "x"), "b": (kind: "y")}"#);
        let mut target = mine.clone();
        let a = mine.find("a").unwrap();
        let b = mine.find("b").unwrap();
        for (id, name) in [(a, "t"), (b, "a"), (a, "b")] {
            target.apply(Edit::Rename { id, name: name.into() }).unwrap();
        }
        mine.apply_all(edits_between(&mine, &target)).unwrap();
        assert_eq!((mine.find("a"), mine.find("b")), (Some(b), Some(a)));
    }
}
