//! Figures of the selected cells: computed immediately if their rows are loaded, else by the engine.

use std::sync::Arc;

use egui::Ui;

use super::super::row_source::RowSource;
use super::super::selection::{self, Selection};
use super::Grid;
use crate::app::{CellSelection, Command, TableCommand};
use crate::base::Key;
use crate::engine::{OutputRef, cell_statistics_of};

/// More cells are left to the engine even if they are loaded, to keep frames short.
const AT_ONCE: u64 = 20_000;

impl Grid {
    /// Requests the figures of a new selection once the mouse button is released.
    pub(super) fn request_figures(
        &mut self,
        ui: &Ui,
        source: &RowSource<'_>,
        output: OutputRef,
        key: Option<Key>,
        out: &mut Vec<Command>,
    ) {
        let several = |selection: &Selection| {
            selection.rows().start() != selection.rows().end()
                || selection.columns().start() != selection.columns().end()
        };
        let Some(selection) = self.selection.filter(several) else {
            if self.figures_requested.take().is_some() {
                out.push(Command::Table(TableCommand::SelectCells(None)));
            }
            return;
        };
        let columns = self.columns.shown().get(selection.columns()).unwrap_or_default();
        let asked = (selection, key, columns.to_vec());
        if self.figures_requested.as_ref() == Some(&asked) || ui.input(|i| i.pointer.any_down()) {
            return;
        }
        let first = *selection.rows().start();
        let count = selection.rows().count() as u64;
        let held: Vec<u64> = match count * columns.len() as u64 {
            0..=AT_ONCE => selection::loaded_rows(source, selection.rows()).collect(),
            _ => Vec::new(),
        };
        let known = (held.len() as u64 == count).then(|| {
            let rows = held.iter().filter_map(|row| source.find(*row));
            let parts: Vec<_> = rows.map(|(table, at)| (table, at..at + 1)).collect();
            Arc::new(cell_statistics_of(&joined(parts), columns))
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
        self.figures_requested = Some(asked);
    }
}

/// Merges consecutive rows of a table into one part.
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
