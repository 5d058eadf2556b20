//! Several values of one column, picked with Ctrl or selected as a range.

use egui::Ui;

use super::super::row_source::RowSource;
use super::Grid;
use super::menu::formula_text;
use crate::app::OutputResult;
use crate::base::ColumnInfo;
use crate::engine::Cell;
use crate::nodes::{Step, Value, values_steps};

/// The maximum number of cells of a range that count as picked.
const MOST: u64 = 500;

impl Grid {
    /// Handles a press on a cell: with Ctrl it toggles whether the cell is picked. Returns whether it did.
    pub(super) fn pick(&mut self, ui: &Ui, cell: (u64, usize)) -> bool {
        if !ui.input(|input| input.modifiers.command) {
            self.picked.clear();
            return false;
        }
        if self.picked.is_empty() {
            let one = self.selection.filter(|selection| selection.anchor == selection.cursor);
            self.picked.extend(one.map(|selection| selection.cursor));
        }
        self.picked.retain(|(_, place)| *place == cell.1);
        match self.picked.iter().position(|picked| *picked == cell) {
            Some(at) => drop(self.picked.remove(at)),
            None => self.picked.push(cell),
        }
        self.selection = Some(super::Selection::one(cell));
        true
    }

    /// Whether a cell is one of several picked ones.
    pub(super) fn is_picked(&self, row: u64, place: usize) -> bool {
        self.picked.contains(&(row, place))
    }

    /// The cells of a menu at `cell`: the picked ones, else a selected range in one column, else `cell`.
    fn cells(&self, cell: (u64, usize)) -> Vec<(u64, usize)> {
        if self.picked.contains(&cell) {
            return self.picked.clone();
        }
        let run =
            self.selection.filter(|selection| selection.contains(cell.0, cell.1) && selection.columns().count() == 1);
        match run.map(|selection| selection.rows()) {
            Some(rows) if rows.end() - rows.start() < MOST => rows.map(|row| (row, cell.1)).collect(),
            _ => vec![cell],
        }
    }

    /// The steps that keep or exclude the values.
    pub(super) fn value_steps(
        &self,
        source: &RowSource<'_>,
        found: &OutputResult,
        cell: (u64, usize),
        (index, column): (usize, &ColumnInfo),
    ) -> Vec<Step> {
        let texts: Vec<Option<String>> = self
            .cells(cell)
            .into_iter()
            .filter_map(|(row, _)| {
                let (table, at) = source.find(row)?;
                Some(match table.cell(at, index) {
                    Cell::Null => None,
                    value => Some(formula_text(&value).into_owned()),
                })
            })
            .collect();
        let mut values: Vec<Value<'_>> = Vec::new();
        for text in &texts {
            let value = text.as_deref().map_or(Value::Null, Value::Written);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let known = found.profile.as_ref().and_then(|profile| profile.columns.get(index));
        values_steps(column, &values, known.is_none_or(|known| known.nulls > 0))
    }
}
