//! Column operations: renaming everywhere, usages, origins and dependants.

use std::collections::BTreeSet;

use crate::base::Problem;
use crate::document::{NodeId, Position};
use crate::engine::OutputRef;
use crate::nodes::{self, ColumnGraph, Direction, Place, RenamePlan, Usage};

use super::placement::STEP;
use super::view::{CameraRequest, ColumnRequest, Dialog, Lineage};
use super::{App, SelectMode};

fn place(output: OutputRef) -> Place {
    (output.node, output.port)
}

impl App {
    /// The columns of the project according to its settings; those of files as last read.
    fn columns<R>(&self, ask: impl FnOnce(&ColumnGraph) -> R) -> R {
        let known = |(node, port): Place| {
            let columns = self.project.results.get(node)?.columns.get(port)?.as_ref()?;
            Some(columns.iter().map(|column| column.name.clone()).collect())
        };
        ask(&ColumnGraph::new(self.document(), &known))
    }

    /// The columns of a table, as far as they are known.
    pub fn columns_of(&self, output: OutputRef) -> Vec<String> {
        let names = |graph: &ColumnGraph| Some(graph.columns(place(output))?.iter().map(|c| c.name.clone()).collect());
        self.columns(names).unwrap_or_default()
    }

    /// The changes required to rename a column.
    pub fn plan_rename(&self, output: OutputRef, column: &str, to: &str) -> Result<RenamePlan, Problem> {
        let behind = |id: NodeId| {
            let at = self.document().node(id).map_or(Position::default(), |node| node.position.offset(STEP.0, 0));
            self.free_place(at)
        };
        self.columns(|graph| nodes::plan_rename(graph, place(output), column, to, &behind))
    }

    /// The table in which a column was named, and its name there: if it is only passed through, a table further
    /// upstream.
    pub fn where_named(&self, output: OutputRef, column: &str) -> (OutputRef, String) {
        let ((node, port), name) = self.columns(|graph| nodes::where_named(graph, place(output), column));
        (OutputRef { node, port }, name)
    }

    /// Every setting that refers to this column.
    pub fn usages(&self, output: OutputRef, column: &str) -> Vec<Usage> {
        self.columns(|graph| nodes::usages(graph, place(output), column))
    }

    /// "late", or "late.others" for an output other than the first.
    pub fn table_name(&self, output: OutputRef) -> String {
        self.columns(|graph| graph.table_name(place(output)))
    }

    /// Opens the choice of a column of the displayed table.
    pub(super) fn choose_column(&mut self, request: ColumnRequest) {
        self.project.view.dialog = self.project.view.shown.map(|output| Dialog::ChooseColumn { output, request });
    }

    pub(super) fn rename_column(&mut self, output: OutputRef, column: &str, to: &str) {
        let plan = match self.plan_rename(output, column, to) {
            Ok(plan) => plan,
            Err(problem) => return self.refuse(problem.text()),
        };
        if !self.edit(say!("step-rename-column", column = column, to = to), None, plan.edits) {
            return;
        }
        self.project.view.dialog = None;
        self.set_status(say!("column-renamed", column = column, to = to, count = plan.changes.len()));
        // If the displayed table still has the old name, it is replaced by the first one with the new name.
        if let Some((node, port)) = plan.shown
            && self.project.view.shown.is_none_or(|shown| !plan.renamed.contains_key(&place(shown)))
        {
            self.project.node_info.update(self.project.history.document());
            self.select(BTreeSet::from([node]), Vec::new(), SelectMode::Replace);
            self.show(OutputRef { node, port });
            self.project.view.camera_request = Some(CameraRequest::Reveal(node));
        }
    }

    pub(super) fn trace_column(&mut self, output: OutputRef, column: &str, direction: Direction) {
        self.project.view.dialog = None;
        let lineage = self.lineage_of(output, column, direction);
        self.set_status(lineage.words.clone());
        self.project.view.lineage = Some(lineage);
    }

    fn lineage_of(&self, output: OutputRef, column: &str, direction: Direction) -> Lineage {
        self.columns(|graph| {
            let trace = nodes::trace(graph, place(output), column, direction);
            Lineage { words: trace.words(graph), trace }
        })
    }

    /// Updates the highlighted paths after a change of the document; removes them with their column.
    pub(super) fn refresh_lineage(&mut self) {
        let Some(Lineage { trace, .. }) = self.project.view.lineage.take() else { return };
        let ((node, port), column) = trace.start;
        let output = OutputRef { node, port };
        if self.columns_of(output).contains(&column) {
            self.project.view.lineage = Some(self.lineage_of(output, &column, trace.direction));
        }
    }
}
