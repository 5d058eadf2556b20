//! Traces a column through a document: where it comes from, what depends on it, and which settings refer to it.
//!
//! A column stays the same column while its values are passed on, under any name. A computed column depends on the
//! columns in its formula; which rows a filter, a join or a distinct keeps does not make one column depend on another.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::base::Text;
use crate::base::text::in_a_row;
use crate::document::{NodeId, Wire};
use crate::formula::used_columns;
use crate::nodes::form::slots::{Slot, visit_slots};
use crate::nodes::lineage::descent::{Named, Origin, Part};
use crate::nodes::lineage::graph::{ColumnGraph, Place};

/// Upstream or downstream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Where it comes from.
    Back,
    /// What depends on it.
    Forth,
}

/// A column of a table.
pub type ColumnAt = (Place, String);

/// All paths of a column in one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    pub start: ColumnAt,
    pub direction: Direction,
    /// Every column visited, the start first, each with the columns that follow it.
    pub steps: Vec<(ColumnAt, Vec<ColumnAt>)>,
    /// The wires that carry a visited column, with its names there.
    pub wires: Vec<(Wire, Vec<String>)>,
    pub nodes: BTreeSet<NodeId>,
}

/// A setting that refers to a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    pub node: NodeId,
    /// The form label.
    pub setting: Text,
    /// The path in the file: `keys[0].column`.
    pub path: String,
    pub text: String,
}

/// Traces a column.
pub fn trace(graph: &ColumnGraph, place: Place, column: &str, direction: Direction) -> Trace {
    let start: ColumnAt = (place, column.to_owned());
    let mut steps = Vec::new();
    let mut wires: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut nodes = BTreeSet::from([place.0]);
    let mut seen = BTreeSet::from([start.clone()]);
    let mut open = VecDeque::from([start.clone()]);
    let index = |wire: &Wire| graph.document.wires().iter().position(|other| other == wire);
    while let Some(at) = open.pop_front() {
        let next = match direction {
            Direction::Back => sources(graph, &at, |_| true),
            Direction::Forth => targets(graph, &at, |_| true),
        };
        for (step, wire, name) in &next {
            nodes.insert(step.0.0);
            if let Some(index) = index(wire) {
                wires.entry(index).or_default().insert(name.clone());
            }
            if seen.insert(step.clone()) {
                open.push_back(step.clone());
            }
        }
        let mut onward: Vec<ColumnAt> = Vec::new();
        next.into_iter().for_each(|(step, ..)| {
            if !onward.contains(&step) {
                onward.push(step);
            }
        });
        steps.push((at, onward));
    }
    let wires = wires.into_iter().map(|(at, names)| (graph.document.wires()[at].clone(), names.into_iter().collect()));
    Trace { start, direction, steps, wires: wires.collect(), nodes }
}

/// The columns from which one is computed, with the wires that carry them and their names there.
fn sources(graph: &ColumnGraph, at: &ColumnAt, accepts: impl Fn(&Origin) -> bool) -> Vec<(ColumnAt, Wire, String)> {
    let Some(column) = graph.column(at.0, &at.1) else { return Vec::new() };
    let station = &graph.stations[&at.0.0];
    let arrivals = column.from.iter().filter(|origin| accepts(origin)).filter_map(|origin| {
        let arrival = station.arrivals.get(origin.port)?.get(origin.table)?;
        Some(((arrival.from, origin.column.clone()), arrival.wire.clone(), origin.column.clone()))
    });
    arrivals.collect()
}

/// The columns computed from one, with the wires that carry it there.
fn targets(graph: &ColumnGraph, at: &ColumnAt, accepts: impl Fn(&Origin) -> bool) -> Vec<(ColumnAt, Wire, String)> {
    let mut found = Vec::new();
    for (node, port, table, wire) in graph.leaving(at.0) {
        let is_it = |origin: &Origin| origin.port == port && origin.table == table && origin.column == at.1;
        for (output, columns) in graph.stations[&node].descent.iter().enumerate() {
            let made = columns.iter().flatten().filter(|column| column.from.iter().any(|o| is_it(o) && accepts(o)));
            found.extend(made.map(|column| (((node, output), column.name.clone()), wire.clone(), at.1.clone())));
        }
    }
    found
}

/// Every setting that refers to this column, from where it is created to where it ends, in the order of the wires.
pub fn usages(graph: &ColumnGraph, place: Place, column: &str) -> Vec<Usage> {
    let carries = |origin: &Origin| origin.part.carries();
    let mut all: BTreeSet<ColumnAt> = BTreeSet::from([(place, column.to_owned())]);
    let mut open: Vec<ColumnAt> = all.iter().cloned().collect();
    while let Some(at) = open.pop() {
        let next = sources(graph, &at, carries).into_iter().chain(targets(graph, &at, carries));
        open.extend(next.map(|(step, ..)| step).filter(|step| all.insert(step.clone())));
    }
    let mut found: Vec<Usage> = Vec::new();
    for id in &graph.order {
        let Some(station) = graph.stations.get(id) else { continue };
        // Its names as an input column, by port, and its names in the node's own tables.
        let arrives = |port: usize, name: &str| {
            let tables = station.arrivals.get(port).map_or(&[][..], Vec::as_slice);
            tables.iter().any(|arrival| all.contains(&(arrival.from, name.to_owned())))
        };
        let own = |name: &str| (0..station.descent.len()).any(|port| all.contains(&((*id, port), name.to_owned())));
        let named: BTreeSet<&str> = station
            .descent
            .iter()
            .enumerate()
            .flat_map(|(port, columns)| columns.iter().flatten().map(move |column| (port, column)))
            .filter(|(port, column)| all.contains(&((*id, *port), column.name.clone())))
            .filter_map(|(_, column)| match &column.named {
                Named::By(setting) => Some(setting.as_str()),
                _ => None,
            })
            .collect();
        let inputs = station.inputs.first().and_then(|tables| tables.first()).map_or(&[][..], Vec::as_slice);
        visit_slots(&station.kind, &mut |setting, slot| {
            let is_used = match &slot {
                Slot::Column(name, port) => arrives(*port, name),
                Slot::OwnColumn(name) => own(name),
                Slot::Formula(formula) => used_columns(&formula.0).iter().any(|name| {
                    // One that does not arrive was created by an earlier formula of the same node.
                    if inputs.contains(name) { arrives(0, name) } else { own(name) }
                }),
                Slot::Text(_) => named.contains(setting.path.as_str()),
                Slot::Path(..) => false,
            };
            if is_used {
                let path = setting.path.clone();
                let text = slot.text().to_owned();
                found.push(Usage { node: *id, setting: setting.field.text(), path, text });
            }
        });
    }
    found
}

impl Trace {
    /// Whether there are any steps after the start.
    pub fn goes_on(&self) -> bool {
        self.steps.iter().any(|(_, next)| !next.is_empty())
    }

    /// The ends of all paths: sources, or the last dependent columns.
    pub fn ends(&self) -> impl Iterator<Item = &ColumnAt> {
        self.steps.iter().filter(|(_, next)| next.is_empty()).map(|(at, _)| at)
    }

    /// One line: "speed of by_plane comes from distance of flights and air_time of flights".
    pub fn words(&self, graph: &ColumnGraph) -> Text {
        let label = |at: &ColumnAt| say!("column-of-table", column = at.1, table = graph.table_name(at.0));
        let column = label(&self.start);
        if !self.goes_on() {
            return match self.direction {
                Direction::Back => say!("way-begins", column = column),
                Direction::Forth => say!("way-ends", column = column),
            };
        }
        const MOST: usize = 4;
        let mut ends = in_a_row(self.ends().take(MOST).map(label));
        let count = self.ends().count();
        if count > MOST {
            ends = say!("list-and-more", list = ends, count = count - MOST);
        }
        let through = self.through(graph);
        let nodes = in_a_row(&through);
        match (self.direction, through.is_empty()) {
            (Direction::Back, true) => say!("way-back", column = column, ends = ends),
            (Direction::Back, false) => say!("way-back-through", column = column, ends = ends, nodes = nodes),
            (Direction::Forth, true) => say!("way-forth", column = column, ends = ends),
            (Direction::Forth, false) => say!("way-forth-through", column = column, ends = ends, nodes = nodes),
        }
    }

    /// The names of the nodes between the start and the ends.
    fn through<'a>(&self, graph: &ColumnGraph<'a>) -> Vec<&'a str> {
        let ends: BTreeSet<NodeId> = self.ends().map(|at| at.0.0).collect();
        let is_between = |id: &&NodeId| **id != self.start.0.0 && !ends.contains(id) && self.nodes.contains(id);
        graph.order.iter().filter(is_between).map(|id| graph.node_name(*id)).collect()
    }
}

/// The table in which a column was named, and its name there: if it is only passed through, the table further upstream.
pub fn where_named(graph: &ColumnGraph, place: Place, column: &str) -> ColumnAt {
    let mut at: ColumnAt = (place, column.to_owned());
    while let Some(found) = graph.column(at.0, &at.1) {
        let mut names = found.from.iter().filter(|origin| origin.part == Part::Name);
        let (Some(origin), None, true) = (names.next(), names.next(), found.named == Named::Kept) else { break };
        let arrival = graph.stations[&at.0.0].arrivals.get(origin.port).and_then(|tables| tables.get(origin.table));
        let Some(arrival) = arrival else { break };
        at = (arrival.from, origin.column.clone());
    }
    at
}
