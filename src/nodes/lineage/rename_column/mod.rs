//! Renames a column of a table together with everything that refers to it: the settings that use this column,
//! downstream until it is renamed, dropped or consumed. Nothing is changed here: the result is a plan.
//!
//! Where the new name is written: if a setting of the node names the column (a formula, an aggregation, a select, the
//! header of a typed table), in that setting. Otherwise the column is only passed through, or comes from a file: then a
//! select after the table renames it; an existing select if all wires lead to it, otherwise a new one on all wires.

mod changes;
mod inserted;
mod reconcile;

use std::collections::{BTreeMap, HashMap};

use crate::base::{Problem, Text};
use crate::document::{Edit, NodeId, PortRef, Position, Wire};
use crate::nodes::lineage::descent::{Given, Part, Renames, renamed};
use crate::nodes::lineage::graph::{ColumnGraph, Place};
use crate::nodes::{Kind, Role};

/// Old name, new name.
type Pairs = Vec<(String, String)>;

/// The effects of a rename.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RenamePlan {
    pub edits: Vec<Edit>,
    /// In the order of the wires.
    pub changes: Vec<Change>,
    /// Additional notes for the user.
    pub notes: Vec<Text>,
    /// The first table with the new name.
    pub shown: Option<Place>,
    /// The new names of columns, by table.
    pub renamed: BTreeMap<Place, Pairs>,
}

/// A changed setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// `None` for a node that does not exist yet.
    pub node: Option<NodeId>,
    pub name: String,
    /// The form label.
    pub setting: Text,
    pub before: String,
    pub after: String,
}

/// A select inserted into wires.
struct Inserted {
    from: PortRef,
    wires: Vec<Wire>,
    pairs: Pairs,
    /// The node before or after which it is inserted.
    beside: NodeId,
}

fn columns_unknown(node: &str) -> Problem {
    Problem::error(say!("columns-cannot-be-told", node = node)).remedy(say!("choose-another-name"))
}

/// A value that is a name.
fn text_becomes(node: &str, old: &str, column: &str, new: &str) -> Text {
    say!("text-becomes", node = node, old = old, column = column, new = new)
}

struct Planner<'g, 'd> {
    graph: &'g ColumnGraph<'d>,
    /// Nodes with changed settings.
    kinds: BTreeMap<NodeId, Kind>,
    /// New names by table.
    tables: BTreeMap<Place, Pairs>,
    /// New names of tables that are renamed on the wire.
    wires: HashMap<Wire, Pairs>,
    inserted: Vec<Inserted>,
    plan: RenamePlan,
}

/// The changes required to rename `column` of the table at `place` to `to`. `behind` returns the position of a new
/// node, given the node next to it.
pub fn plan_rename(
    graph: &ColumnGraph,
    place: Place,
    column: &str,
    to: &str,
    behind: &dyn Fn(NodeId) -> Position,
) -> Result<RenamePlan, Problem> {
    let names = graph.names(place).unwrap_or_default();
    if !names.iter().any(|name| name == column) {
        return Err(Problem::error(say!("table-has-no-column", table = graph.table_name(place), column = column))
            .remedy(say!("look-at-its-table")));
    }
    if to.is_empty() {
        return Err(Problem::error(say!("column-needs-a-name")).remedy(say!("write-one")));
    }
    if to == column {
        return Err(Problem::error(say!("is-its-name-already")).remedy(say!("write-another")));
    }
    if names.iter().any(|name| name == to) {
        return Err(clash(to, graph.node_name(place.0)));
    }
    let (kinds, tables, wires) = Default::default();
    let mut planner = Planner { graph, kinds, tables, wires, inserted: Vec::new(), plan: RenamePlan::default() };
    planner.begin(place, column, to);
    for id in &graph.order {
        planner.follow(*id)?;
    }
    planner.finish(behind);
    Ok(planner.plan)
}

fn clash(name: &str, node: &str) -> Problem {
    Problem::error(say!("column-at-already", column = name, node = node)).remedy(say!("choose-another-name"))
}

impl Planner<'_, '_> {
    /// Writes the new name at its origin.
    fn begin(&mut self, place: Place, column: &str, to: &str) {
        let (id, port) = place;
        let pairs = vec![(column.to_owned(), to.to_owned())];
        let station = &self.graph.stations[&id];
        let is_sink = station.kind.meta().role == Role::Sink;
        let mut kind = station.kind.clone();
        if !is_sink && station.rename_output(&mut kind, port, column, to) {
            self.kinds.insert(id, kind);
            self.tables.insert(place, pairs);
            self.plan.shown = Some(place);
            return;
        }
        if is_sink {
            let Some(arrival) = station.arrivals.first().and_then(|tables| tables.first()) else { return };
            return self.insert(arrival.from, vec![arrival.wire.clone()], pairs, id);
        }
        let onward: Vec<(NodeId, usize, usize, Wire)> =
            self.graph.leaving(place).map(|(node, port, table, wire)| (node, port, table, wire.clone())).collect();
        if let [(next, 0, 0, _)] = onward.as_slice() {
            // An existing select that passes the column unchanged renames it.
            let station = &self.graph.stations[next];
            let mut kind = station.kind.clone();
            let passes = self.graph.column((*next, 0), column).is_some_and(|passed| passed.from[0].part == Part::Name);
            let is_select = matches!(kind, Kind::Select(_));
            if is_select && passes && station.rename_output(&mut kind, 0, column, to) {
                self.kinds.insert(*next, kind);
                self.tables.insert((*next, 0), pairs);
                self.plan.shown = Some((*next, 0));
                return;
            }
        }
        self.insert(place, onward.into_iter().map(|(.., wire)| wire).collect(), pairs, id);
    }

    fn insert(&mut self, from: Place, wires: Vec<Wire>, pairs: Pairs, beside: NodeId) {
        for wire in &wires {
            self.wires.insert(wire.clone(), pairs.clone());
        }
        let ports = self.graph.stations[&from.0].kind.ports();
        let from = match from.1 {
            0 => PortRef::first(from.0),
            port => PortRef::new(from.0, ports.outputs[port].name.clone()),
        };
        self.inserted.push(Inserted { from, wires, pairs, beside });
    }

    /// The new names of a node's input columns, by port and table.
    fn arriving(&self, id: NodeId) -> Renames {
        let new = |arrival: &crate::nodes::lineage::graph::Arrival| {
            let on_wire = self.wires.get(&arrival.wire);
            on_wire.or_else(|| self.tables.get(&arrival.from)).cloned().unwrap_or_default()
        };
        let tables = &self.graph.stations[&id].arrivals;
        Renames { ports: tables.iter().map(|tables| tables.iter().map(new).collect()).collect() }
    }

    /// Adapts a node to the new names of its input, and determines its output names.
    fn follow(&mut self, id: NodeId) -> Result<(), Problem> {
        let graph = self.graph;
        let Some(station) = graph.stations.get(&id) else { return Ok(()) };
        let mut renames = self.arriving(id);
        if renames.ports.iter().flatten().all(Vec::is_empty) && !self.kinds.contains_key(&id) {
            return Ok(());
        }
        self.reconcile(id, &mut renames)?;
        let inputs: Vec<Vec<Vec<String>>> = station
            .inputs
            .iter()
            .zip(&renames.ports)
            .map(|(tables, pairs)| tables.iter().zip(pairs).map(|(names, pairs)| renamed(names, pairs)).collect())
            .collect();
        let mut kind = self.kinds.remove(&id).unwrap_or_else(|| station.kind.clone());
        kind.rename_inputs(&station.given(), &renames);
        let known: Vec<Option<Vec<String>>> = station
            .known
            .iter()
            .enumerate()
            .map(|(port, names)| {
                let pairs = self.tables.get(&(id, port)).map_or(&[][..], Vec::as_slice);
                names.as_ref().map(|names| renamed(names, pairs))
            })
            .collect();
        let after = station.descend(&kind, &Given { inputs: &inputs, outputs: &known });
        for (port, (before, after)) in station.descent.iter().zip(&after).enumerate() {
            if let Some(before) = before {
                let Some(after) = after else { return Err(columns_unknown(graph.node_name(id))) };
                self.compare((id, port), before, after, &renames)?;
            }
        }
        self.note_changes(id, &station.kind, &kind);
        if kind != station.kind {
            self.kinds.insert(id, kind);
        }
        Ok(())
    }
}
