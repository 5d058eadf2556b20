//! The views of tables as nodes: in the snapshot of a preview, and in the document once they are kept.

use super::placement::STEP;
use super::table_view::TableView;
use super::view::CameraRequest;
use super::{App, Connect, SelectMode};
use crate::base::ColumnInfo;
use crate::document::{Document, Edit, Node, NodeId, PortRef, Position, Settings, Wire};
use crate::engine::OutputRef;
use crate::nodes::{Kind, Step, arrangement_step};

/// The first id for nodes that are in no document.
const FIRST: u64 = 1 << 60;

/// The number of ids for each view: its end, a filter, a sort.
const EACH: u64 = 4;

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
        let mut nodes = Vec::new();
        let mut wires = Vec::new();
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
