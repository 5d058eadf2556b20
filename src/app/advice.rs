//! What tables and files have to say to who fills in a form, asked for where it is looked at, and kept while they stay the same.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::base::Problem;
use crate::document::NodeId;
use crate::engine::{Advice, AdviceWish, Frequent, KeyPairs, OutputRef, Request, Sheets, TableRef};

/// Of so many columns the values are remembered.
const REMEMBERED: usize = 64;
/// The kinds of advice.
const VALUES: usize = 0;
const KEYS: usize = 1;
const SHEETS: usize = 2;

/// What was asked and what is known.
#[derive(Debug, Default)]
pub struct Advised {
    frequent: HashMap<(OutputRef, String), Arc<Advice>>,
    keys: HashMap<(OutputRef, OutputRef), Arc<Advice>>,
    /// Of the workbook that was asked for last: where it is, and its sheets.
    sheets: Option<(PathBuf, String, Arc<Advice>)>,
    /// What was asked for last, of each kind.
    asked: [Option<AdviceWish>; 3],
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

    /// By which columns two tables may be joined, if it is known.
    pub fn keys(&self, left: OutputRef, right: OutputRef) -> Option<&KeyPairs> {
        match &**self.keys.get(&(left, right))? {
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
        self.asked[SHEETS] = None;
    }

    pub(super) fn take(&mut self, wish: AdviceWish, advice: Arc<Advice>) {
        match wish {
            AdviceWish::Frequent { table, column } => {
                if self.frequent.len() >= REMEMBERED {
                    self.frequent.clear();
                }
                self.tables.insert(table.output, table);
                self.frequent.insert((table.output, column), advice);
            }
            AdviceWish::Keys { left, right } => {
                self.tables.extend([(left.output, left), (right.output, right)]);
                self.keys.insert((left.output, right.output), advice);
            }
            AdviceWish::Sheets { base, path } => self.sheets = Some((base, path, advice)),
        }
    }
}

impl App {
    /// The values of this column are wanted.
    pub(super) fn watch_column(&mut self, output: OutputRef, column: String) {
        let Some(table) = self.table_now(output) else { return };
        if self.advised.frequent.contains_key(&(output, column.clone())) {
            return;
        }
        self.advise(VALUES, AdviceWish::Frequent { table, column });
    }

    /// The sheets of the workbook that a path setting means are wanted.
    pub(super) fn watch_sheets(&mut self, path: String) {
        self.advise(SHEETS, AdviceWish::Sheets { base: self.base(), path });
    }

    /// Asks by which columns the tables of the selected join may be joined, and forgets what was said of tables that are
    /// others now. Cheap when nothing changed.
    pub(super) fn follow_advice(&mut self) {
        let now = |output: &OutputRef, table: &TableRef| self.table_now(*output).is_none_or(|now| now == *table);
        let old: Vec<OutputRef> = self
            .advised
            .tables
            .iter()
            .filter(|(output, table)| !now(output, table))
            .map(|(output, _)| *output)
            .collect();
        for output in old {
            self.advised.tables.remove(&output);
            self.advised.frequent.retain(|(of, _), _| *of != output);
            self.advised.keys.retain(|(left, right), _| *left != output && *right != output);
        }
        let Some((left, right)) = self.selected_node().and_then(|node| self.sides(node)) else { return };
        let (Some(left), Some(right)) = (self.table_now(left), self.table_now(right)) else { return };
        if !self.advised.keys.contains_key(&(left.output, right.output)) {
            self.advise(KEYS, AdviceWish::Keys { left, right });
        }
    }

    fn advise(&mut self, kind: usize, wish: AdviceWish) {
        if self.advised.asked[kind].as_ref() != Some(&wish) {
            self.advised.asked[kind] = Some(wish.clone());
            self.send(Request::Advise(wish));
        }
    }

    /// The tables that a join brings together.
    fn sides(&self, node: NodeId) -> Option<(OutputRef, OutputRef)> {
        if self.document().node(node)?.kind != "join" {
            return None;
        }
        let side = |port: usize| {
            let wire = self.document().wires_into(node).find(|wire| self.faces.input_index(&wire.to) == port)?;
            Some(OutputRef { node: wire.from.node, port: self.faces.output_index(&wire.from) })
        };
        side(0).zip(side(1))
    }

    /// The table of an output as it is now, if it is there.
    fn table_now(&self, output: OutputRef) -> Option<TableRef> {
        let found = self.results.output(output)?;
        found.table.as_ref()?;
        Some(TableRef { output, key: found.key.filter(|_| !found.stale)? })
    }
}
