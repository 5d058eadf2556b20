//! Views: some rows of a table, or in another order, without changing the document. The engine computes a view as nodes
//! after the table in the snapshot of a preview, so keys, counts, statistics and pages work as for any table.

use std::collections::{BTreeMap, HashMap};

use super::placement::STEP;
use super::view::CameraRequest;
use super::{App, Connect, SelectMode};
use crate::base::ColumnInfo;
use crate::document::{Document, Edit, Node, NodeId, PortRef, Position, Settings, Wire};
use crate::engine::OutputRef;
use crate::nodes::{Kind, Step, arrangement_step, filter_step, short_condition, sort_step};

/// The view of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableView {
    /// The conditions typed above columns, by column name.
    pub filters: BTreeMap<String, String>,
    /// The sort columns, each with whether it is descending.
    pub sort: Vec<(String, bool)>,
}

impl TableView {
    pub fn is_plain(&self) -> bool {
        self.sort.is_empty() && self.filters.values().all(|typed| typed.trim().is_empty())
    }

    /// Handles a click on a column's arrow: cycles through ascending, descending, and the table's own order. With
    /// `further` the other sort columns are kept.
    pub fn turn(&mut self, column: &str, further: bool) {
        let next = match self.order(column) {
            None => Some(false),
            Some(false) => Some(true),
            Some(true) => None,
        };
        let place = self.sort.iter().position(|(name, _)| name == column);
        match (next, place) {
            (Some(largest_first), Some(place)) if further => self.sort[place].1 = largest_first,
            (None, Some(place)) if further => drop(self.sort.remove(place)),
            (Some(largest_first), None) if further => self.sort.push((column.to_owned(), largest_first)),
            (next, _) => self.sort = next.map(|largest_first| (column.to_owned(), largest_first)).into_iter().collect(),
        }
    }

    /// Whether the view is sorted by a column, and if so whether descending.
    pub fn order(&self, column: &str) -> Option<bool> {
        self.sort.iter().find(|(name, _)| name == column).map(|(_, largest_first)| *largest_first)
    }

    /// The equivalent nodes. Invalid conditions, and those about missing columns, are omitted.
    pub fn steps(&self, columns: &[ColumnInfo]) -> Vec<Step> {
        let conditions: Vec<String> = columns
            .iter()
            .filter_map(|column| short_condition(column, self.filters.get(&column.name)?).ok().flatten())
            .collect();
        let is_there = |name: &str| columns.iter().any(|column| column.name == name);
        let keys: Vec<_> = self.sort.iter().filter(|(name, _)| is_there(name)).cloned().collect();
        filter_step(&conditions).into_iter().chain(sort_step(&keys)).collect()
    }
}

/// The views of all tables.
#[derive(Clone, Debug, Default)]
pub(super) struct TableViews {
    by_output: HashMap<OutputRef, (TableView, NodeId)>,
    /// Incremented with every change.
    pub revision: u64,
    given: u64,
}

/// The first id for nodes that are in no document.
const FIRST: u64 = 1 << 60;
/// The number of ids for each view: its end, a filter, a sort.
const EACH: u64 = 4;

impl TableViews {
    /// Resets for another project: its nodes are different even if their ids are the same.
    pub fn clear(&mut self) {
        self.by_output.clear();
        self.revision += 1;
    }
}

impl App {
    /// The view of an output, if it differs from the table itself.
    pub fn table_view(&self, output: OutputRef) -> Option<&TableView> {
        self.project.table_views.by_output.get(&output).map(|(view, _)| view)
    }

    /// The output whose rows are displayed for `output`.
    pub fn displayed_output(&self, output: OutputRef) -> OutputRef {
        match self.project.table_views.by_output.get(&output) {
            // Only the displayed table has its view in the snapshot.
            Some((_, end)) if self.project.view.shown == Some(output) && !self.view_steps(output).is_empty() => {
                OutputRef::first(*end)
            }
            _ => output,
        }
    }

    pub(super) fn set_table_view(&mut self, output: OutputRef, view: TableView) {
        self.project.table_views.revision += 1;
        if view == TableView::default() {
            self.project.table_views.by_output.remove(&output);
            return;
        }
        let views = &mut self.project.table_views;
        let known = views.by_output.entry(output).or_insert_with(|| {
            views.given += EACH;
            (TableView::default(), NodeId(FIRST + views.given))
        });
        known.0 = view;
    }

    /// The nodes equivalent to the view of an output.
    pub(super) fn view_steps(&self, output: OutputRef) -> Vec<Step> {
        let Some((view, _)) = self.project.table_views.by_output.get(&output) else { return Vec::new() };
        view.steps(self.columns_for_view(output))
    }

    /// The columns of an output: as known before a run, otherwise those of the table.
    fn columns_for_view(&self, output: OutputRef) -> &[ColumnInfo] {
        let Some(result) = self.project.results.get(output.node) else { return &[] };
        match result.columns.get(output.port) {
            Some(Some(columns)) => columns,
            _ => result.output(output.port).and_then(|o| o.table.as_ref()).map_or(&[], |table| table.columns()),
        }
    }

    /// The document with the view of the displayed table appended.
    pub(super) fn document_with_view(&self) -> Document {
        let mut document = self.document().clone();
        if let Some(output) = self.project.view.shown
            && let Some((_, end)) = self.project.table_views.by_output.get(&output)
        {
            let mut steps = self.view_steps(output);
            // The end is the same node whatever the preceding steps, so that old rows stay until new ones arrive.
            steps.push(arrangement_step(&[], &[]));
            let edits = self.chain(output, &steps, *end, Position::default());
            // If it cannot be applied, the table is displayed unchanged.
            let _ = document.apply_all(edits);
        }
        document
    }

    /// Converts the view of an output to nodes after it, in one step.
    pub(super) fn keep_view(&mut self, output: OutputRef) {
        let steps = self.view_steps(output);
        let (at, _) = self.after(output);
        let mut edits = self.chain(output, &steps, self.document().fresh_id(), at);
        let (first, moves) = self.space_behind(output, steps.len(), at);
        let nodes =
            edits.iter_mut().filter_map(|edit| if let Edit::AddNode { node, .. } = edit { Some(node) } else { None });
        for (n, node) in nodes.enumerate() {
            node.position = first.offset(STEP.0 * n as i32, 0);
        }
        let last = edits.iter().rev().find_map(|edit| match edit {
            Edit::AddNode { id, .. } => Some(*id),
            _ => None,
        });
        edits.extend(last.into_iter().flat_map(|last| self.reroute_consumers(output, last)));
        edits.extend(moves);
        let Some(last) = last.filter(|_| self.edit(say!("step-keep-look"), None, edits)) else { return };
        self.set_table_view(output, TableView::default());
        self.select([last].into(), Vec::new(), SelectMode::Replace);
        self.project.view.camera_request = Some(CameraRequest::Reveal(last));
    }

    /// The edits that add `steps` in a row after an output, the first of them at `at`. The last is node `end`, the
    /// others have the ids after it.
    pub(super) fn chain(&self, output: OutputRef, steps: &[Step], end: NodeId, at: Position) -> Vec<Edit> {
        let (_, Connect::From(mut from)) = self.after(output) else { return Vec::new() };
        let document = self.document();
        let (mut nodes, mut wires) = (Vec::new(), Vec::new());
        for (n, step) in steps.iter().enumerate() {
            let Some(info) = Kind::info(step.kind) else { continue };
            let id = NodeId(end.0 + (n as u64 + 1) % steps.len() as u64);
            let node = Node {
                name: document.fresh_name(info.meta.id),
                kind: info.meta.id.into(),
                version: info.meta.version,
                settings: Settings::canonical(step.settings.clone()),
                activity: Default::default(),
                running: Default::default(),
                mark: Default::default(),
                position: self.free_place(at.offset(STEP.0 * n as i32, 0)),
                opened: false,
            };
            nodes.push(Edit::AddNode { id, node });
            let index = document.wires().len() + wires.len();
            wires.push(Edit::AddWire { index, wire: Wire::new(from, PortRef::first(id)) });
            from = PortRef::first(id);
        }
        nodes.extend(wires);
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Type;

    #[test]
    fn arrows_turn_and_add_up() {
        let mut view = TableView::default();
        view.turn("a", false);
        assert_eq!(view.sort, [("a".into(), false)]);
        view.turn("a", false);
        assert_eq!(view.sort, [("a".into(), true)]);
        view.turn("b", true);
        assert_eq!(view.sort, [("a".into(), true), ("b".into(), false)]);
        view.turn("a", true);
        assert_eq!(view.sort, [("b".into(), false)]);
        view.turn("c", false);
        assert_eq!(view.sort, [("c".into(), false)]);
        view.turn("c", false);
        view.turn("c", false);
        assert!(view.is_plain());
    }

    #[test]
    fn what_cannot_be_understood_is_left_out() {
        let columns = [ColumnInfo::new("n", Type::Integer), ColumnInfo::new("t", Type::Text)];
        let filters = [("n", "> x"), ("t", "ab"), ("gone", "1")].map(|(name, typed)| (name.into(), typed.into()));
        let view = TableView { filters: filters.into(), sort: vec![("gone".into(), false), ("n".into(), true)] };
        let steps: Vec<String> = view.steps(&columns).into_iter().map(|step| step.settings).collect();
        assert_eq!(steps, [r#"(condition:"contains(lower(t), 'ab')")"#, r#"(keys:[(column:"n",order:Descending)])"#]);
    }
}
