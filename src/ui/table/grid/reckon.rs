//! What the selected cells tell together: at once where their rows are held, else by the engine.

use std::sync::Arc;

use egui::Ui;

use super::super::keys::{self, Selection};
use super::super::source::Source;
use super::Grid;
use crate::app::{CellSelection, Command, TableCommand};
use crate::base::Key;
use crate::engine::{OutputRef, figures_of};

/// More cells than these are counted by the engine even where they are held, so that no frame takes long.
const AT_ONCE: u64 = 20_000;

/// Cells of a state of the table.
pub(super) type Asked = (Selection, Option<Key>, Vec<usize>);

impl Grid {
    /// Asks what other cells tell once a hand has let them go.
    pub(super) fn reckon(
        &mut self,
        ui: &Ui,
        source: &Source<'_>,
        output: OutputRef,
        key: Option<Key>,
        out: &mut Vec<Command>,
    ) {
        let several = |selection: &Selection| {
            selection.rows().start() != selection.rows().end()
                || selection.columns().start() != selection.columns().end()
        };
        let Some(selection) = self.selection.filter(several) else {
            if self.reckoned.take().is_some() {
                out.push(Command::Table(TableCommand::SelectCells(None)));
            }
            return;
        };
        let columns = self.columns.shown().get(selection.columns()).unwrap_or_default();
        let asked = (selection, key, columns.to_vec());
        if self.reckoned.as_ref() == Some(&asked) || ui.input(|i| i.pointer.any_down()) {
            return;
        }
        let (first, count) = (*selection.rows().start(), selection.rows().count() as u64);
        let held: Vec<u64> = match count * columns.len() as u64 {
            0..=AT_ONCE => keys::held(source, selection.rows()).collect(),
            _ => Vec::new(),
        };
        let known = (held.len() as u64 == count).then(|| {
            let rows = held.iter().filter_map(|row| source.find(*row));
            let parts: Vec<_> = rows.map(|(table, at)| (table, at..at + 1)).collect();
            Arc::new(figures_of(&joined(parts), columns))
        });
        let infos = source.table.columns();
        let columns = columns.iter().filter_map(|column| Some(infos.get(*column)?.name.clone())).collect();
        out.push(Command::Table(TableCommand::SelectCells(Some(CellSelection {
            output,
            first,
            count,
            columns,
            known,
        }))));
        self.reckoned = Some(asked);
    }
}

/// Rows that follow each other in one table become one part.
fn joined(
    parts: Vec<(&crate::engine::Table, std::ops::Range<usize>)>,
) -> Vec<(&crate::engine::Table, std::ops::Range<usize>)> {
    let mut all: Vec<(&crate::engine::Table, std::ops::Range<usize>)> = Vec::new();
    for (table, rows) in parts {
        match all.last_mut() {
            Some((last, before)) if std::ptr::eq(*last, table) && before.end == rows.start => before.end = rows.end,
            _ => all.push((table, rows)),
        }
    }
    all
}
