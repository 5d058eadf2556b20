//! Rows of a table: the first ones, a loaded page further down, or none yet.

use std::sync::Arc;

use crate::app::{Command, OutputResult, TableCommand};
use crate::base::Key;
use crate::engine::{OutputRef, Table};

/// The number of rows per request. A page extends beyond the view to allow scrolling.
const PAGE: u64 = 1_000;

/// The last requested page, so that the request is not repeated in every frame.
#[derive(Clone, Debug, Default)]
pub struct RequestedPage(Option<(Option<Key>, u64)>);

/// The state before the table was recomputed.
#[derive(Clone, Debug, Default)]
pub struct Last {
    rows: u64,
    page: Option<Arc<Table>>,
}

impl Last {
    /// Saves the current state.
    pub fn update(&mut self, found: &OutputResult) {
        self.rows = found.rows.unwrap_or(self.rows);
        if !found.stale {
            self.page = found.page.clone();
        }
    }
}

/// The loaded rows.
pub struct RowSource<'a> {
    pub table: &'a Arc<Table>,
    page: Option<&'a Arc<Table>>,
    /// The total number of rows, as far as known.
    pub rows: u64,
}

impl<'a> RowSource<'a> {
    /// The rows of `found`. While they are recomputed, rows further down come from `last`, so that the view stays in place.
    pub fn new(found: &'a OutputResult, table: &'a Arc<Table>, last: &'a Last) -> Self {
        let held = table.first + table.len() as u64;
        let page = match (&found.page, &last.page) {
            (Some(page), _) => Some(page),
            (None, Some(page)) if found.stale => Some(page),
            _ => None,
        };
        // A page of an older table may have other columns.
        let page = page.filter(|page| page.columns() == table.columns());
        let rows = found.rows.unwrap_or(last.rows).max(held);
        RowSource { table, page, rows }
    }

    /// The table that contains the row, and its index there.
    pub fn find(&self, row: u64) -> Option<(&'a Table, usize)> {
        let holds = |table: &Arc<Table>| row >= table.first && row - table.first < table.len() as u64;
        let table = [Some(self.table), self.page].into_iter().flatten().find(|table| holds(table))?;
        Some((table, usize::try_from(row - table.first).ok()?))
    }

    /// The ranges of loaded rows: first row and end (exclusive).
    pub fn spans(&self) -> impl Iterator<Item = (u64, u64)> {
        [Some(self.table), self.page].into_iter().flatten().map(|table| (table.first, table.first + table.len() as u64))
    }

    /// Requests the page around the rows `first..end` if some of them are not loaded.
    pub fn need(
        &self,
        output: OutputRef,
        found: &OutputResult,
        first: u64,
        end: u64,
        asked: &mut RequestedPage,
        out: &mut Vec<Command>,
    ) {
        let end = end.min(self.rows);
        if found.stale || first >= end || (self.find(first).is_some() && self.find(end - 1).is_some()) {
            return;
        }
        let middle = first + (end - first) / 2;
        let start = middle.saturating_sub(PAGE / 2).min(self.rows.saturating_sub(PAGE));
        // Rounded to a quarter page, so that scrolling does not request a page in each frame.
        let start = start - start % (PAGE / 4);
        if asked.0 != Some((found.key, start)) {
            asked.0 = Some((found.key, start));
            let count = PAGE + PAGE / 4;
            out.push(Command::Table(TableCommand::NeedRows { output, first: start, count: count as usize }));
        }
    }
}
