//! Three-way merge of two versions of a project with their common base: changes of only one side are applied, different
//! changes of both sides are conflicts, in which one side is chosen.

mod canvas;
mod node;
mod ron;
mod rows;
#[cfg(test)]
mod tests;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::{AnnotationId, Dot};
use super::elements::{ConnectionDefault, LooseWire, Node, NodeId, Parameter, PortRef, Wire};
use super::model::Document;
use super::transition::with_ids_of;
use rows::Rows;
pub use rows::{Aspect, Origin, Row};
use view::{End, View, Views};

/// The result.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// With the local ids. Settings merged from both sides are not canonical yet: the catalogue makes them canonical.
    pub document: Document,
    pub rows: Vec<Row>,
}

impl Merged {
    pub fn clashes(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.origin, Origin::Clash(_))).count()
    }
}

/// Merges `theirs` into `mine`; both descend from `base`. In the conflicts whose numbers are in `theirs_wins` theirs is
/// used, in all others mine. The numbers do not depend on the choice.
pub fn merge(base: &Document, mine: &Document, theirs: &Document, theirs_wins: &BTreeSet<usize>) -> Merged {
    let mut rows = Rows { found: Vec::new(), clashes: 0, theirs: theirs_wins };
    let views = Views { base: View::new(base, base), mine: View::new(base, mine), theirs: View::new(base, theirs) };
    let places = node::places(&views, &mut rows);
    let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
    for key in views.keys() {
        if let Some(node) = node::merged_node(&views, key, places, &mut rows) {
            nodes.insert(key.clone(), node);
        }
    }
    let wires = merged_wires(&views, &nodes, &mut rows);
    let mut document = assembled(mine, &views, nodes, wires);
    document.parameters = merged_parameters(base, mine, theirs, &mut rows);
    document.connections = merged_connections(base, mine, theirs, &mut rows);
    document.loose = merged_loose(base, mine, theirs);
    for (id, annotation) in canvas::merged_annotations(base, mine, theirs, &mut rows) {
        let id = id.unwrap_or_else(|| AnnotationId(fresh(&mut document)));
        document.annotations.insert(id, annotation);
    }
    // Dots and the order of wires have their own ids and positions in mine; equal items keep those.
    let document = with_ids_of(mine, &document);
    Merged { document, rows: rows.found }
}

fn fresh(document: &mut Document) -> u64 {
    document.next_id += 1;
    document.next_id - 1
}

fn merged_wires(views: &Views, nodes: &BTreeMap<String, Node>, rows: &mut Rows) -> BTreeMap<End, Vec<End>> {
    let Views { base, mine, theirs } = views;
    let ends: BTreeSet<&End> = [base, mine, theirs]
        .into_iter()
        .flat_map(|view| view.wires.keys())
        .filter(|end| nodes.contains_key(&end.0))
        .collect();
    let mut merged = BTreeMap::new();
    for end in ends {
        // A side that removed a node which is kept did not intend to remove its wires.
        let of = |view: &View| -> Vec<End> {
            let old = base.arriving(end);
            let now = view.arriving(end);
            let stays = |from: &&End| view.nodes.contains_key(&from.0) || !nodes.contains_key(&from.0);
            let is_only_that = old.iter().filter(stays).eq(now.iter());
            let whole = !view.nodes.contains_key(&end.0) || is_only_that;
            if whole { old.to_vec() } else { now.to_vec() }
        };
        let sides = [base.arriving(end).to_vec(), of(mine), of(theirs)];
        let words = sides.each_ref().map(|from| wire_words(from, nodes));
        let takes_theirs = rows.add(Row::new(Some(&nodes[&end.0].name), Aspect::Wire(end.1.clone()), words));
        let [_, mine, theirs] = sides;
        merged.insert(end.clone(), if takes_theirs { theirs } else { mine });
    }
    merged
}

/// "flights, more.rest".
fn wire_words(from: &[End], nodes: &BTreeMap<String, Node>) -> Option<String> {
    let words = from.iter().map(|(key, port)| {
        let name = nodes.get(key).map_or(key.as_str(), |node| node.name.as_str());
        if port.is_empty() { name.to_owned() } else { format!("{name}.{port}") }
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn assembled(
    mine: &Document,
    views: &Views,
    nodes: BTreeMap<String, Node>,
    wires: BTreeMap<End, Vec<End>>,
) -> Document {
    let mut document = Document { next_id: mine.next_id, ..Document::default() };
    let mut ids: BTreeMap<String, NodeId> = BTreeMap::new();
    // If both sides use the same name, the existing node keeps it.
    let (own, other): (Vec<_>, Vec<_>) = nodes.into_iter().partition(|(key, _)| views.mine.nodes.contains_key(key));
    for (key, mut node) in own.into_iter().chain(other) {
        let id = views.mine.nodes.get(&key).map_or_else(|| NodeId(fresh(&mut document)), |(id, _)| *id);
        if document.find(&node.name).is_some() {
            node.name = document.fresh_name(&node.name);
        }
        document.nodes.insert(id, node);
        ids.insert(key, id);
    }
    let end = |(key, port): &End| Some(PortRef::new(*ids.get(key)?, port));
    for (to, from) in &wires {
        let new = from.iter().filter_map(|from| Some(Wire::new(end(from)?, end(to)?)));
        document.wires.extend(new);
    }
    for (key, dots) in canvas::merged_dots(&views.base, &views.mine, &views.theirs) {
        let Some(node) = ids.get(&key) else { continue };
        let dots = dots.into_iter().map(|(port, at, to)| {
            let to = to.iter().filter_map(end).collect();
            Dot { id: AnnotationId(fresh(&mut document)), port, at, to }
        });
        let dots: Vec<Dot> = dots.collect();
        canvas::placed(&mut document, *node, dots);
    }
    document
}

fn merged_parameters(
    base: &Document,
    mine: &Document,
    theirs: &Document,
    rows: &mut Rows,
) -> BTreeMap<String, Parameter> {
    let names: BTreeSet<&String> = [base, mine, theirs].into_iter().flat_map(|side| side.parameters.keys()).collect();
    let merged = names.into_iter().filter_map(|name| {
        let sides = [base, mine, theirs].map(|side| side.parameters.get(name));
        let of_one_type =
            sides.iter().flatten().all(|parameter| sides.iter().flatten().all(|p| p.kind == parameter.kind));
        let words = |parameter: &Parameter| {
            if of_one_type {
                parameter.default.clone()
            } else {
                format!("{} ({})", parameter.default, parameter.kind.word())
            }
        };
        let words = sides.map(|parameter| parameter.map(words));
        let takes_theirs = rows.add(Row::new(None, Aspect::Parameter(name.clone()), words));
        let [_, mine, theirs] = sides;
        Some((name.clone(), if takes_theirs { theirs? } else { mine? }.clone()))
    });
    merged.collect()
}

fn merged_connections(
    base: &Document,
    mine: &Document,
    theirs: &Document,
    rows: &mut Rows,
) -> BTreeMap<String, ConnectionDefault> {
    let names: BTreeSet<&String> = [base, mine, theirs].into_iter().flat_map(|side| side.connections.keys()).collect();
    let merged = names.into_iter().filter_map(|name| {
        let sides = [base, mine, theirs].map(|side| side.connections.get(name));
        let words = sides.map(|connection| connection.map(ConnectionDefault::summary));
        let takes_theirs = rows.add(Row::new(None, Aspect::Connection(name.clone()), words));
        let [_, mine, theirs] = sides;
        Some((name.clone(), if takes_theirs { theirs? } else { mine? }.clone()))
    });
    merged.collect()
}

/// Loose wires are kept as problems of the file: each one removed by a side is removed, each new one is added.
fn merged_loose(base: &Document, mine: &Document, theirs: &Document) -> Vec<LooseWire> {
    let kept = mine.loose.iter().filter(|wire| theirs.loose.contains(wire) || !base.loose.contains(wire));
    let new = theirs.loose.iter().filter(|wire| !base.loose.contains(wire) && !mine.loose.contains(wire));
    kept.chain(new).cloned().collect()
}
