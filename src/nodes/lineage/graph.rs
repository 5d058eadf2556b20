//! The columns of a whole document: the columns of each table, and the columns of other tables from which they descend.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::document::{Activity, Document, NodeId, Wire};
use crate::nodes::lineage::descent::{Descends, Descent, Given, passes};
use crate::nodes::{Kind, port_index};

/// One table of a document: a node and the index of its output (for a sink: the table it would write).
pub type Place = (NodeId, usize);

/// Looks up the column names of a table, if they are already known.
pub type Known<'a> = &'a dyn Fn(Place) -> Option<Vec<String>>;

/// An input table of a node.
#[derive(Clone, Debug)]
pub(in crate::nodes) struct Arrival {
    pub from: Place,
    pub wire: Wire,
}

/// One node and its context.
#[derive(Clone, Debug)]
pub(in crate::nodes) struct Station {
    pub kind: Kind,
    /// By port.
    pub arrivals: Vec<Vec<Arrival>>,
    /// The names of the input columns, by port and table.
    pub inputs: Vec<Vec<Vec<String>>>,
    /// The column names of its own tables, if they are known from data or a file.
    pub known: Vec<Option<Vec<String>>>,
    pub descent: Vec<Descent>,
    /// The first table passes unchanged, whatever the settings are.
    bypassed: bool,
}

impl Station {
    /// The output columns for other settings and other input columns.
    pub fn descend(&self, kind: &Kind, given: &Given) -> Vec<Descent> {
        let own = kind.descent(given);
        if self.bypassed { (0..own.len()).map(|_| passes(given, 0)).collect() } else { own }
    }

    /// Renames as the kind does; does nothing if the node is bypassed.
    pub fn rename_output(&self, kind: &mut Kind, port: usize, column: &str, to: &str) -> bool {
        !self.bypassed && kind.rename_output(&self.given(), port, column, to)
    }

    pub fn given(&self) -> Given<'_> {
        Given { inputs: &self.inputs, outputs: &self.known }
    }
}

/// The columns of every table for which they can be determined.
#[derive(Clone, Debug)]
pub struct ColumnGraph<'a> {
    pub(in crate::nodes) document: &'a Document,
    pub(in crate::nodes) stations: BTreeMap<NodeId, Station>,
    /// Topological order: each node after all its inputs.
    pub(in crate::nodes) order: Vec<NodeId>,
}

impl<'a> ColumnGraph<'a> {
    pub fn new(document: &'a Document, known: Known) -> Self {
        let mut stations: BTreeMap<NodeId, Station> = BTreeMap::new();
        for (id, node) in document.nodes() {
            let Ok(kind) = Kind::of(node) else { continue };
            let arrivals = vec![Vec::new(); kind.ports().inputs.len()];
            let station = Station {
                kind: Kind::clone(&kind),
                arrivals,
                inputs: Vec::new(),
                known: Vec::new(),
                descent: Vec::new(),
                bypassed: node.activity == Activity::Bypassed,
            };
            stations.insert(id, station);
        }
        for wire in document.wires() {
            let ports = |id: NodeId| stations.get(&id).map(|station| station.kind.ports());
            let (Some(from), Some(to)) = (ports(wire.from.node), ports(wire.to.node)) else { continue };
            let (Some(output), Some(input)) = (port_index(&from, wire).0, port_index(&to, wire).1) else { continue };
            let arrival = Arrival { from: (wire.from.node, output), wire: wire.clone() };
            stations.get_mut(&wire.to.node).expect("its ports were found").arrivals[input].push(arrival);
        }
        let order = order(document);
        let mut graph = ColumnGraph { document, stations, order: order.clone() };
        for id in order {
            let Some(station) = graph.stations.get(&id) else { continue };
            let names = |arrival: &Arrival| graph.names(arrival.from).unwrap_or_default();
            let inputs: Vec<Vec<Vec<String>>> =
                station.arrivals.iter().map(|tables| tables.iter().map(names).collect()).collect();
            let tables = station.kind.ports().outputs.len().max(1);
            let own: Vec<_> = (0..tables).map(|port| known((id, port))).collect();
            let station = graph.stations.get_mut(&id).expect("just found");
            (station.inputs, station.known) = (inputs, own);
            station.descent = station.descend(&station.kind, &station.given());
        }
        graph
    }

    /// The columns of a table, as far as they are known.
    pub fn columns(&self, place: Place) -> Option<&[Descends]> {
        self.stations.get(&place.0)?.descent.get(place.1)?.as_deref()
    }

    pub(in crate::nodes) fn names(&self, place: Place) -> Option<Vec<String>> {
        Some(self.columns(place)?.iter().map(|column| column.name.clone()).collect())
    }

    pub(in crate::nodes) fn column(&self, place: Place, name: &str) -> Option<&Descends> {
        self.columns(place)?.iter().find(|column| column.name == name)
    }

    pub fn node_name(&self, id: NodeId) -> &'a str {
        self.document.node(id).map_or("", |node| node.name.as_str())
    }

    /// "late", or "late.others" for an output other than the first.
    pub fn table_name(&self, place: Place) -> String {
        let name = self.node_name(place.0);
        let outputs = self.stations.get(&place.0).map(|station| station.kind.ports().outputs);
        match outputs.as_deref().and_then(|outputs| outputs.get(place.1)) {
            Some(port) if place.1 > 0 => format!("{name}.{}", port.name),
            _ => name.to_owned(),
        }
    }

    /// The wires from a table, with the node, port and table index that each leads to.
    pub(in crate::nodes) fn leaving(&self, place: Place) -> impl Iterator<Item = (NodeId, usize, usize, &Wire)> {
        self.document.wires_out_of(place.0).filter_map(move |wire| {
            let tables = &self.stations.get(&wire.to.node)?.arrivals;
            tables.iter().enumerate().find_map(|(port, tables)| {
                let table = tables.iter().position(|arrival| arrival.wire == *wire && arrival.from == place)?;
                Some((wire.to.node, port, table, wire))
            })
        })
    }
}

/// The nodes in topological order; nodes in cycles, and after them, are omitted.
fn order(document: &Document) -> Vec<NodeId> {
    let mut missing: HashMap<NodeId, usize> = document.nodes().map(|(id, _)| (id, 0)).collect();
    let mut onward: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    for wire in document.wires() {
        *missing.entry(wire.to.node).or_default() += 1;
        onward.entry(wire.from.node).or_default().push(wire.to.node);
    }
    let mut ready: BTreeSet<NodeId> = missing.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    let mut sorted = Vec::with_capacity(missing.len());
    while let Some(id) = ready.pop_first() {
        sorted.push(id);
        for next in onward.get(&id).into_iter().flatten() {
            let count = missing.get_mut(next).expect("counted above");
            *count -= 1;
            if *count == 0 {
                ready.insert(*next);
            }
        }
    }
    sorted
}
