//! What tables and files have to say to who fills in a form, asked for where it is looked at, and kept while they stay the same.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::base::Problem;
use crate::document::NodeId;
use crate::engine::{Advice, AdviceRequest, Frequent, KeyPairs, OutputRef, Request, Sheets, TableRef};
use crate::nodes::Kind;

/// Of so many columns the values are remembered.
const REMEMBERED: usize = 64;

/// Pairs of columns, left and right.
type Chosen = Vec<(String, String)>;

/// What was asked and what is known.
#[derive(Debug, Default)]
pub struct Advised {
    frequent: HashMap<(OutputRef, String), Arc<Advice>>,
    keys: HashMap<(OutputRef, OutputRef, Chosen), Arc<Advice>>,
    /// The keys of the join that was looked at last, at this revision.
    chosen: Option<(u64, NodeId, Chosen)>,
    /// Of the workbook that was asked for last: where it is, and its sheets.
    sheets: Option<(PathBuf, String, Arc<Advice>)>,
    /// The last wish for sheets; none once its file may be another.
    asked_sheets: Option<AdviceRequest>,
    /// What the engine works on.
    asked: Option<AdviceRequest>,
    /// What is asked for next: one at a time, as a newer wish would end the work on an older one.
    wanted: Vec<AdviceRequest>,
    /// What nobody could say of the tables of the preview with this number.
    unknown: (u64, Vec<AdviceRequest>),
    /// The tables for which the answers stand.
    tables: HashMap<OutputRef, TableRef>,
}

impl Advised {
    /// The most frequent values of a column, if they are known.
    pub fn frequent(&self, output: OutputRef, column: &str) -> Option<&Frequent> {
        match &**self.frequent.get(&(output, column.to_owned()))? {
            Advice::Frequent(found) => Some(found),
            _ => None,
        }
    }

    /// By which columns two tables may be joined beside those that are chosen, if it is known.
    pub fn keys(&self, left: OutputRef, right: OutputRef, chosen: &[(String, String)]) -> Option<&KeyPairs> {
        match &**self.keys.get(&(left, right, chosen.to_vec()))? {
            Advice::Keys(found) => Some(found),
            _ => None,
        }
    }

    /// The sheets of the workbook that the path setting `path` means, or why there are none, if it is known.
    pub fn sheets(&self, path: &str) -> Option<&Result<Sheets, Problem>> {
        let (_, of, advice) = self.sheets.as_ref()?;
        match &**advice {
            Advice::Sheets(found) if of == path => Some(found),
            _ => None,
        }
    }

    /// Files, or what paths mean, may be others now: what is known of them stands until it is asked for again.
    pub(super) fn files_changed(&mut self) {
        self.asked_sheets = None;
        self.unknown.1.retain(|wish| !matches!(wish, AdviceRequest::Sheets { .. }));
    }

    fn take(&mut self, wish: AdviceRequest, advice: Arc<Advice>) {
        match wish {
            AdviceRequest::Frequent { table, column } => {
                if self.frequent.len() >= REMEMBERED {
                    self.frequent.clear();
                }
                self.tables.insert(table.output, table);
                self.frequent.insert((table.output, column), advice);
            }
            AdviceRequest::Keys { left, right, chosen } => {
                if self.keys.len() >= REMEMBERED {
                    self.keys.clear();
                }
                self.tables.extend([(left.output, left), (right.output, right)]);
                self.keys.insert((left.output, right.output, chosen), advice);
            }
            AdviceRequest::Sheets { base, path } => self.sheets = Some((base, path, advice)),
        }
    }
}

impl App {
    /// The values of this column are wanted.
    pub(super) fn watch_column(&mut self, output: OutputRef, column: String) {
        let Some(table) = self.table_now(output) else { return };
        if self.project.advised.frequent.contains_key(&(output, column.clone())) {
            return;
        }
        self.advise(AdviceRequest::Frequent { table, column });
    }

    /// The sheets of the workbook that a path setting means are wanted.
    pub(super) fn watch_sheets(&mut self, path: String) {
        let wish = AdviceRequest::Sheets { base: self.base(), path };
        if self.project.advised.asked_sheets.as_ref() != Some(&wish) {
            self.project.advised.asked_sheets = Some(wish.clone());
            self.advise(wish);
        }
    }

    /// Asks by which columns the tables of the selected join may be joined, and forgets what was said of tables that are
    /// others now. Cheap when nothing changed.
    pub(super) fn follow_advice(&mut self) {
        let now = |output: &OutputRef, table: &TableRef| self.table_now(*output).is_none_or(|now| now == *table);
        let old: Vec<OutputRef> = self
            .project
            .advised
            .tables
            .iter()
            .filter(|(output, table)| !now(output, table))
            .map(|(output, _)| *output)
            .collect();
        for output in old {
            self.project.advised.tables.remove(&output);
            self.project.advised.frequent.retain(|(of, _), _| *of != output);
            self.project.advised.keys.retain(|(left, right, _), _| *left != output && *right != output);
        }
        self.forget_old_wishes();
        let Some(node) = self.selected_node() else { return };
        let Some((left, right)) = self.sides(node) else { return };
        let (Some(left), Some(right)) = (self.table_now(left), self.table_now(right)) else { return };
        let chosen = self.chosen_keys(node);
        if !self.project.advised.keys.contains_key(&(left.output, right.output, chosen.clone())) {
            self.advise(AdviceRequest::Keys { left, right, chosen });
        }
    }

    fn advise(&mut self, wish: AdviceRequest) {
        let generation = self.project.results.generation;
        let advised = &mut self.project.advised;
        if advised.unknown.0 != generation {
            advised.unknown = (generation, Vec::new());
        }
        let is_asked = advised.asked.as_ref() == Some(&wish) || advised.wanted.contains(&wish);
        if is_asked || advised.unknown.1.contains(&wish) {
            return;
        }
        if advised.asked.is_some() {
            return advised.wanted.push(wish);
        }
        advised.asked = Some(wish.clone());
        self.send(Request::Advise(wish));
    }

    /// Takes in what the engine says, and asks for what is wanted next. There is no advice where a table cannot be computed, or
    /// is another by now.
    pub(super) fn take_advice(&mut self, wish: AdviceRequest, advice: Option<Arc<Advice>>) {
        self.project.advised.asked.take_if(|asked| *asked == wish);
        match advice {
            Some(advice) => self.project.advised.take(wish, advice),
            None => self.project.advised.unknown.1.push(wish),
        }
        self.ask_next_advice();
    }

    fn ask_next_advice(&mut self) {
        if self.project.advised.asked.is_none() && !self.project.advised.wanted.is_empty() {
            let next = self.project.advised.wanted.remove(0);
            self.advise(next);
        }
    }

    /// Wishes about tables that are others now: nobody waits for their answers.
    fn forget_old_wishes(&mut self) {
        let is_now = |wish: &AdviceRequest| {
            let is_now = |table: &TableRef| self.table_now(table.output).is_none_or(|now| now == *table);
            match wish {
                AdviceRequest::Frequent { table, .. } => is_now(table),
                AdviceRequest::Keys { left, right, .. } => is_now(left) && is_now(right),
                AdviceRequest::Sheets { .. } => self.project.advised.asked_sheets.as_ref() == Some(wish),
            }
        };
        let wanted: Vec<AdviceRequest> =
            self.project.advised.wanted.iter().filter(|wish| is_now(wish)).cloned().collect();
        let is_old = self.project.advised.asked.as_ref().is_some_and(|asked| !is_now(asked));
        self.project.advised.wanted = wanted;
        if is_old {
            self.project.advised.asked = None;
            self.ask_next_advice();
        }
    }

    /// The engine was asked to rest: what it worked on is asked for anew where it is still wanted.
    pub(super) fn forget_asked_advice(&mut self) {
        self.project.advised.asked = None;
        self.project.advised.asked_sheets = None;
        self.project.advised.wanted.clear();
    }

    /// The keys of a join as its settings have them now.
    fn chosen_keys(&mut self, node: NodeId) -> Chosen {
        let revision = self.project.history.revision();
        if let Some((_, _, chosen)) =
            self.project.advised.chosen.as_ref().filter(|known| (known.0, known.1) == (revision, node))
        {
            return chosen.clone();
        }
        let own = self.document().node(node);
        let kind = own.and_then(|own| Kind::read(&own.kind, own.version, own.settings.text()).ok());
        let chosen = if let Some(Kind::Join(join)) = kind { join.chosen_keys() } else { Vec::new() };
        self.project.advised.chosen = Some((revision, node, chosen.clone()));
        chosen
    }

    /// The tables that a join brings together.
    fn sides(&self, node: NodeId) -> Option<(OutputRef, OutputRef)> {
        if self.document().node(node)?.kind != "join" {
            return None;
        }
        let side = |port: usize| {
            let wire =
                self.document().wires_into(node).find(|wire| self.project.faces.input_index(&wire.to) == port)?;
            Some(OutputRef { node: wire.from.node, port: self.project.faces.output_index(&wire.from) })
        };
        side(0).zip(side(1))
    }

    /// The table of an output as it is now, if it is there.
    fn table_now(&self, output: OutputRef) -> Option<TableRef> {
        let found = self.project.results.output(output)?;
        found.table.as_ref()?;
        Some(TableRef { output, key: found.key.filter(|_| !found.stale)? })
    }
}
