//! Another name for a column of a table, and everything that follows from it: the settings that meant this column, on all
//! ways that it takes, until it is renamed, dropped or used up. Nothing is changed here: the answer is a plan.
//!
//! Where the new name is written: where a setting of the node names the column (a formula, an aggregation, a select, the
//! header of a typed table), there. Otherwise the column only passes, or comes from a file: then a select behind the table
//! gives it the new name, the one that is there already if all wires go to it, else a new one on all wires.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::{Problem, Text, name};
use crate::document::{Edit, Node, NodeId, PortRef, Position, Settings, Wire, move_by};
use crate::nodes::form::slots::look;
use crate::nodes::lineage::descent::{Descends, Given, Part, Renames, renamed};
use crate::nodes::lineage::graph::{ColumnGraph, Place};
use crate::nodes::{Kind, Role};

/// Old name, new name.
type Pairs = Vec<(String, String)>;

/// What a new name changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RenamePlan {
    pub edits: Vec<Edit>,
    /// In the order of the wires.
    pub changes: Vec<Change>,
    /// What else a person should know before.
    pub notes: Vec<Text>,
    /// The table that shows the new name first.
    pub shown: Option<Place>,
    /// The new names of columns, by table.
    pub renamed: BTreeMap<Place, Pairs>,
}

/// One setting that becomes another.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// `None` for a node that is yet to be.
    pub node: Option<NodeId>,
    pub name: String,
    /// As the form calls it.
    pub setting: Text,
    pub before: String,
    pub after: String,
}

/// A select that is put on wires.
struct Inserted {
    from: PortRef,
    wires: Vec<Wire>,
    pairs: Pairs,
    /// The node that it stands behind or before.
    beside: NodeId,
}

fn untold(node: &str) -> Problem {
    Problem::error(say!("columns-cannot-be-told", node = node)).remedy(say!("choose-another-name"))
}

/// A value that is the name of something.
fn text_becomes(node: &str, old: &str, column: &str, new: &str) -> Text {
    say!("text-becomes", node = node, old = old, column = column, new = new)
}

struct Planner<'g, 'd> {
    graph: &'g ColumnGraph<'d>,
    /// Nodes with other settings.
    kinds: BTreeMap<NodeId, Kind>,
    /// New names by table.
    tables: BTreeMap<Place, Pairs>,
    /// New names of tables that change on the wire.
    wires: HashMap<Wire, Pairs>,
    inserted: Vec<Inserted>,
    plan: RenamePlan,
}

/// What has to change so that `column` of the table at `place` is called `to`. New nodes stand where `behind` says, which is
/// given the node beside which they come.
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
    /// Writes the new name where it belongs.
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
            // A select that is there already, and lets the column pass as it is, names it.
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

    /// The new names of what arrives at a node, by port and table.
    fn arriving(&self, id: NodeId) -> Renames {
        let new = |arrival: &crate::nodes::lineage::graph::Arrival| {
            let on_wire = self.wires.get(&arrival.wire);
            on_wire.or_else(|| self.tables.get(&arrival.from)).cloned().unwrap_or_default()
        };
        let tables = &self.graph.stations[&id].arrivals;
        Renames { ports: tables.iter().map(|tables| tables.iter().map(new).collect()).collect() }
    }

    /// Takes a node to the new names of what arrives, and finds out what leaves it then.
    fn follow(&mut self, id: NodeId) -> Result<(), Problem> {
        let graph = self.graph;
        let Some(station) = graph.stations.get(&id) else { return Ok(()) };
        let mut renames = self.arriving(id);
        if renames.ports.iter().flatten().all(Vec::is_empty) && !self.kinds.contains_key(&id) {
            return Ok(());
        }
        self.agree(id, &mut renames)?;
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
                let Some(after) = after else { return Err(untold(graph.node_name(id))) };
                self.compare((id, port), before, after, &renames)?;
            }
        }
        self.note_changes(id, &station.kind, &kind);
        if kind != station.kind {
            self.kinds.insert(id, kind);
        }
        Ok(())
    }

    /// Tables whose columns belong together by name keep doing so: where only some are renamed, the others are too.
    fn agree(&mut self, id: NodeId, renames: &mut Renames) -> Result<(), Problem> {
        let station = &self.graph.stations[&id];
        for column in station.descent.iter().flatten().flatten() {
            let named: Vec<_> = column.from.iter().filter(|origin| origin.part == Part::Name).collect();
            let new = |origin: &crate::nodes::lineage::descent::Origin| {
                let pairs = &renames.ports[origin.port][origin.table];
                pairs.iter().find(|(old, _)| *old == origin.column).map(|(_, new)| new.clone())
            };
            let Some(to) = named.iter().find_map(|origin| new(origin)) else { continue };
            let others: Vec<_> =
                named.into_iter().filter(|origin| new(origin).as_ref() != Some(&to)).cloned().collect();
            for origin in others {
                let arrival = &station.arrivals[origin.port][origin.table];
                let pairs = &mut renames.ports[origin.port][origin.table];
                if renamed(&station.inputs[origin.port][origin.table], pairs).contains(&to) {
                    return Err(clash(&to, self.graph.node_name(id)));
                }
                pairs.push((origin.column.clone(), to.clone()));
                let (from, wire) = (arrival.from, arrival.wire.clone());
                match self.inserted.iter_mut().find(|inserted| inserted.wires == [wire.clone()]) {
                    Some(inserted) => {
                        inserted.pairs.push((origin.column, to.clone()));
                        self.wires.insert(wire, inserted.pairs.clone());
                    }
                    None => {
                        // What is renamed further up on this wire stays renamed.
                        let own = vec![(origin.column, to.clone())];
                        self.insert(from, vec![wire.clone()], own, from.0);
                        self.wires.insert(wire, pairs.clone());
                    }
                }
            }
        }
        Ok(())
    }

    /// The names that leave now, place by place. Columns stay columns: none comes, goes or meets another.
    fn compare(
        &mut self,
        place: Place,
        before: &[Descends],
        after: &[Descends],
        renames: &Renames,
    ) -> Result<(), Problem> {
        let node = self.graph.node_name(place.0);
        let mut seen = BTreeSet::new();
        if let Some(twice) = after.iter().find(|column| !seen.insert(&column.name)) {
            return Err(clash(&twice.name, node));
        }
        if before.len() != after.len() {
            let all = renames.ports.iter().flatten().flatten();
            let new = all.map(|(_, new)| new.as_str()).next().unwrap_or_default();
            return Err(clash(new, node));
        }
        let pairs: Pairs = before
            .iter()
            .zip(after)
            .filter(|(before, after)| before.name != after.name)
            .map(|(before, after)| (before.name.clone(), after.name.clone()))
            .collect();
        let is_begin = self.tables.contains_key(&place);
        for column in before {
            let follows = |origin: &crate::nodes::lineage::descent::Origin| {
                let pairs = &renames.ports[origin.port][origin.table];
                pairs.iter().find(|(old, _)| *old == origin.column)
            };
            let labelled = column.from.iter().find_map(|origin| Some((origin.part, follows(origin)?)));
            if let Some((Part::Label, (old, new))) = labelled {
                self.plan.notes.push(text_becomes(node, old, &column.name, new));
            }
            let pair = pairs.iter().find(|(old, _)| *old == column.name);
            // A formula that replaces a column goes along with it.
            let is_it = column.from.iter().any(|origin| origin.part.carries() && follows(origin).is_some())
                || pair.is_some_and(|pair| renames.ports.iter().flatten().flatten().any(|arriving| arriving == pair));
            // A suffix would tell the two apart, but the column would not be called as was asked.
            let arrived = column.from.iter().filter(|origin| origin.part == Part::Name).find_map(follows);
            if let (Some((_, new)), Some(_)) = (arrived, pair)
                && before.iter().any(|other| other.name == *new && pairs.iter().all(|(old, _)| *old != other.name))
            {
                return Err(clash(new, node));
            }
            if let (Some((old, new)), false, false) = (pair, is_it, is_begin) {
                // Another column would make room for the new name: that is a clash. One that takes the old name may.
                if pairs.iter().any(|(_, new)| new == old) {
                    return Err(clash(old, node));
                }
                let what = say!("needs-no-suffix", node = node, old = old, new = new);
                self.plan.notes.push(what);
            }
        }
        if self.graph.stations[&place.0].kind.meta().role == Role::Sink {
            for (old, new) in &pairs {
                self.plan.notes.push(say!("writes-column-as", node = node, old = old, new = new));
            }
        }
        match pairs.is_empty() {
            true => self.tables.remove(&place),
            false => self.tables.insert(place, pairs),
        };
        Ok(())
    }

    fn note_changes(&mut self, id: NodeId, before: &Kind, after: &Kind) {
        let name = self.graph.node_name(id);
        let (old, new) = (settings(before), settings(after));
        let mut gone: Vec<&Shown> = old.iter().filter(|shown| !new.contains(shown)).collect();
        for shown in new.iter().filter(|shown| !old.contains(shown)) {
            let at = gone.iter().position(|gone| gone.path == shown.path);
            let before = at.map(|at| gone.remove(at).text.clone()).unwrap_or_default();
            let setting = shown.label.clone();
            let after = shown.text.clone();
            self.plan.changes.push(Change { node: Some(id), name: name.into(), setting, before, after });
        }
        for left in gone.into_iter().filter(|left| !new.iter().any(|shown| shown.path == left.path)) {
            let (setting, before) = (left.label.clone(), left.text.clone());
            let change = Change { node: Some(id), name: name.into(), setting, before, after: String::new() };
            self.plan.changes.push(change);
        }
    }

    /// Moves what stands behind a new node to the right, so that no wire runs back.
    fn make_room(&mut self, position: Position, wires: &[Wire]) {
        const ROOM: i32 = 16;
        let document = self.graph.document;
        let mut behind: BTreeSet<NodeId> = wires.iter().map(|wire| wire.to.node).collect();
        let places = behind.iter().filter_map(|id| document.node(*id));
        let Some(nearest) = places.map(|node| node.position.x).min() else { return };
        let missing = position.x.saturating_add(ROOM).saturating_sub(nearest);
        // Wires that ran back before go on doing so.
        if !(1..=2 * ROOM).contains(&missing) {
            return;
        }
        let mut open: Vec<NodeId> = behind.iter().copied().collect();
        while let Some(id) = open.pop() {
            open.extend(document.wires_out_of(id).map(|wire| wire.to.node).filter(|id| behind.insert(*id)));
        }
        let moved = |edit: &Edit| matches!(edit, Edit::Move { id, .. } if behind.contains(id));
        if !self.plan.edits.iter().any(moved) {
            self.plan.edits.extend(move_by(document, &behind, missing, 0));
        }
    }

    fn finish(&mut self, behind: &dyn Fn(NodeId) -> Position) {
        let document = self.graph.document;
        for (id, kind) in &self.kinds {
            let meta = kind.meta();
            let settings = Settings::canonical(kind.text());
            self.plan.edits.push(Edit::Configure { id: *id, kind: meta.id.into(), version: meta.version, settings });
        }
        let mut taken: BTreeSet<String> = document.nodes().map(|(_, node)| node.name.clone()).collect();
        let mut places: BTreeSet<Position> = BTreeSet::new();
        let mut first_changes = Vec::new();
        let mut wires = document.wires().len();
        for (index, inserted) in std::mem::take(&mut self.inserted).iter().enumerate() {
            let id = NodeId(document.fresh_id().0 + index as u64);
            let kind = Kind::Select(crate::nodes::kinds::columns::select::Select::renaming(&inserted.pairs));
            let name = name::unique("select", |name| taken.contains(name));
            taken.insert(name.clone());
            let mut position = behind(inserted.beside);
            while !places.insert(position) {
                position = position.offset(0, 8);
            }
            self.make_room(position, &inserted.wires);
            for (old, new) in &inserted.pairs {
                let (before, after) = (old.clone(), new.clone());
                let setting = say!("new-node-behind", name = self.graph.node_name(inserted.from.node));
                first_changes.push(Change { node: None, name: name.clone(), setting, before, after });
            }
            let meta = kind.meta();
            let node = Node {
                name,
                kind: meta.id.into(),
                version: meta.version,
                settings: Settings::canonical(kind.text()),
                position,
                activity: Default::default(),
                running: Default::default(),
                opened: false,
                mark: Default::default(),
            };
            self.plan.edits.push(Edit::AddNode { id, node });
            for wire in &inserted.wires {
                let Some(at) = document.wires().iter().position(|other| other == wire) else { continue };
                self.plan.edits.push(Edit::RemoveWire { wire: wire.clone() });
                let onward = Wire::new(PortRef::first(id), wire.to.clone());
                self.plan.edits.push(Edit::AddWire { index: at, wire: onward });
            }
            let wire = Wire::new(inserted.from.clone(), PortRef::first(id));
            self.plan.edits.push(Edit::AddWire { index: wires, wire });
            wires += 1;
            for wire in &inserted.wires {
                let station = self.graph.stations.get(&wire.to.node);
                if let Some(Kind::Union(union)) = station.map(|station| &station.kind)
                    && !union.source.is_empty()
                {
                    let (node, column) = (self.graph.node_name(wire.to.node), &union.source);
                    let (old, new) = (self.graph.node_name(wire.from.node), &taken);
                    let new = new.iter().find(|name| name.starts_with("select")).map_or("select", String::as_str);
                    self.plan.notes.push(text_becomes(node, old, column, new));
                }
            }
            if self.plan.shown.is_none() {
                self.plan.shown = Some((id, 0));
            }
        }
        first_changes.append(&mut self.plan.changes);
        self.plan.changes = first_changes;
        self.plan.renamed = std::mem::take(&mut self.tables);
    }
}

/// A setting as a list of changes shows it.
#[derive(PartialEq)]
struct Shown {
    path: String,
    label: Text,
    text: String,
}

fn settings(kind: &Kind) -> Vec<Shown> {
    let mut all = Vec::new();
    look(kind, &mut |setting, slot| {
        let text = slot.text().to_owned();
        if !text.is_empty() {
            all.push(Shown { path: setting.path.clone(), label: setting.field.text(), text });
        }
    });
    all
}
