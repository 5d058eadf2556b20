//! Advice from tables and files for filling in a form; requested when the form is shown, and cached while they are
//! unchanged.

use std::sync::Arc;

use super::App;
use super::form_state::Chosen;
use crate::document::NodeId;
use crate::engine::{Advice, AdviceRequest, OutputRef, Request, TableRef};
use crate::nodes::Kind;

impl App {
    /// Requests the values of this column.
    pub(super) fn watch_column(&mut self, output: OutputRef, column: String) {
        let Some(table) = self.table_now(output) else { return };
        if self.project.advice.frequent.contains_key(&(output, column.clone())) {
            return;
        }
        self.advise(AdviceRequest::Frequent { table, column });
    }

    /// Requests the sheets of the workbook at a path setting.
    pub(super) fn watch_sheets(&mut self, path: String) {
        let request = AdviceRequest::Sheets { base: self.base(), path };
        if self.project.advice.asked_sheets.as_ref() != Some(&request) {
            self.project.advice.asked_sheets = Some(request.clone());
            self.advise(request);
        }
    }

    /// Requests the possible keys of the selected join, and discards answers about tables that have changed. Cheap if
    /// nothing changed.
    pub(super) fn refresh_advice(&mut self) {
        let now = |output: &OutputRef, table: &TableRef| self.table_now(*output).is_none_or(|now| now == *table);
        let old: Vec<OutputRef> = self
            .project
            .advice
            .tables
            .iter()
            .filter(|(output, table)| !now(output, table))
            .map(|(output, _)| *output)
            .collect();
        for output in old {
            self.project.advice.tables.remove(&output);
            self.project.advice.frequent.retain(|(of, _), _| *of != output);
            self.project.advice.keys.retain(|(left, right, _), _| *left != output && *right != output);
        }
        self.forget_old_requests();
        let Some(node) = self.selected_node() else { return };
        let Some((left, right)) = self.sides(node) else { return };
        let (Some(left), Some(right)) = (self.table_now(left), self.table_now(right)) else { return };
        let chosen = self.chosen_keys(node);
        if !self.project.advice.keys.contains_key(&(left.output, right.output, chosen.clone())) {
            self.advise(AdviceRequest::Keys { left, right, chosen });
        }
    }

    fn advise(&mut self, request: AdviceRequest) {
        let generation = self.project.results.generation;
        let state = &mut self.project.advice;
        if state.unknown.0 != generation {
            state.unknown = (generation, Vec::new());
        }
        let is_asked = state.asked.as_ref() == Some(&request) || state.queued.contains(&request);
        if is_asked || state.unknown.1.contains(&request) {
            return;
        }
        if state.asked.is_some() {
            return state.queued.push(request);
        }
        state.asked = Some(request.clone());
        self.send(Request::Advise(request));
    }

    /// Processes an answer of the engine, and sends the next request. There is no advice if a table cannot be computed,
    /// or has changed meanwhile.
    pub(super) fn take_advice(&mut self, request: AdviceRequest, advice: Option<Arc<Advice>>) {
        self.project.advice.asked.take_if(|asked| *asked == request);
        match advice {
            Some(advice) => self.project.advice.take(request, advice),
            None => self.project.advice.unknown.1.push(request),
        }
        self.ask_next_advice();
    }

    fn ask_next_advice(&mut self) {
        if self.project.advice.asked.is_none() && !self.project.advice.queued.is_empty() {
            let next = self.project.advice.queued.remove(0);
            self.advise(next);
        }
    }

    /// Discards requests about tables that have changed: their answers are no longer needed.
    fn forget_old_requests(&mut self) {
        let is_now = |request: &AdviceRequest| {
            let is_now = |table: &TableRef| self.table_now(table.output).is_none_or(|now| now == *table);
            match request {
                AdviceRequest::Frequent { table, .. } => is_now(table),
                AdviceRequest::Keys { left, right, .. } => is_now(left) && is_now(right),
                AdviceRequest::Sheets { .. } => self.project.advice.asked_sheets.as_ref() == Some(request),
            }
        };
        let queued: Vec<AdviceRequest> =
            self.project.advice.queued.iter().filter(|request| is_now(request)).cloned().collect();
        let is_old = self.project.advice.asked.as_ref().is_some_and(|asked| !is_now(asked));
        self.project.advice.queued = queued;
        if is_old {
            self.project.advice.asked = None;
            self.ask_next_advice();
        }
    }

    /// The engine was suspended: the request it was processing is sent again if it is still needed.
    pub(super) fn forget_asked_advice(&mut self) {
        self.project.advice.asked = None;
        self.project.advice.asked_sheets = None;
        self.project.advice.queued.clear();
    }

    /// The keys of a join according to its current settings.
    fn chosen_keys(&mut self, node: NodeId) -> Chosen {
        let revision = self.project.history.revision();
        if let Some((_, _, chosen)) =
            self.project.advice.chosen.as_ref().filter(|known| (known.0, known.1) == (revision, node))
        {
            return chosen.clone();
        }
        let own = self.document().node(node);
        let kind = own.and_then(|own| Kind::of(own).ok());
        let chosen = if let Some(Kind::Join(join)) = kind.as_deref() { join.chosen_keys() } else { Vec::new() };
        self.project.advice.chosen = Some((revision, node, chosen.clone()));
        chosen
    }

    /// The input tables of a join.
    fn sides(&self, node: NodeId) -> Option<(OutputRef, OutputRef)> {
        if self.document().node(node)?.kind != "join" {
            return None;
        }
        let side = |port: usize| {
            let wire =
                self.document().wires_into(node).find(|wire| self.project.node_info.input_index(&wire.to) == port)?;
            Some(OutputRef { node: wire.from.node, port: self.project.node_info.output_index(&wire.from) })
        };
        side(0).zip(side(1))
    }

    /// The current table of an output, if there is one.
    fn table_now(&self, output: OutputRef) -> Option<TableRef> {
        let found = self.project.results.output(output)?;
        found.table.as_ref()?;
        Some(TableRef { output, key: found.key.filter(|_| !found.stale)? })
    }
}
