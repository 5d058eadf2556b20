//! Formatted text of small tables, cached per table.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::Language;
use crate::engine::{Cell, Table};

use super::layout::{TABLE_COLUMNS, TABLE_ROWS};

/// The maximum length of a cell's text in characters.
const CELL_CHARS: usize = 40;
/// Frames after which the text of an undrawn table is discarded.
const FORGET: u64 = 120;

/// The text of a column.
pub struct MiniColumn {
    pub name: String,
    pub right: bool,
    /// The text of each cell, and whether it is null.
    pub cells: Vec<(String, bool)>,
}

struct Entry {
    /// Kept alive so that its address, the key, stays unique.
    _table: Arc<Table>,
    columns: Arc<Vec<MiniColumn>>,
    used: u64,
}

/// Texts by table and language.
#[derive(Default)]
pub struct MiniTexts {
    entries: HashMap<(usize, Language), Entry>,
    frame: u64,
}

impl MiniTexts {
    /// Call once per frame. Discards the text of tables that are no longer drawn.
    pub fn begin_frame(&mut self) {
        self.frame += 1;
        let frame = self.frame;
        self.entries.retain(|_, entry| entry.used + FORGET > frame);
    }

    /// The text of a table's first rows and columns.
    pub fn get(&mut self, table: &Arc<Table>) -> Arc<Vec<MiniColumn>> {
        let frame = self.frame;
        let entry = self.entries.entry((Arc::as_ptr(table) as usize, Language::current())).or_insert_with(|| Entry {
            _table: table.clone(),
            columns: Arc::new((0..table.columns().len().min(TABLE_COLUMNS)).map(|n| column(table, n)).collect()),
            used: frame,
        });
        entry.used = frame;
        entry.columns.clone()
    }
}

/// The text of one column.
pub fn column(table: &Table, column: usize) -> MiniColumn {
    let cells = (0..table.len().min(TABLE_ROWS)).map(|row| {
        let cell = table.cell(row, column);
        (words(&cell), cell == Cell::Null)
    });
    let name = table.columns().get(column).map_or(String::new(), |info| info.name.clone());
    MiniColumn { name, right: table.is_right_aligned(column), cells: cells.collect() }
}

/// A cell as one short line.
fn words(cell: &Cell) -> String {
    match cell {
        Cell::Null => tr!("cell-null").into(),
        Cell::Boolean(value) => value.to_string(),
        Cell::Integer(value) => value.to_string(),
        Cell::Number(value) => number(*value),
        Cell::Text(text) => text.chars().take(CELL_CHARS).map(|c| if c.is_control() { '⏎' } else { c }).collect(),
        Cell::Other(text) => text.chars().take(CELL_CHARS).collect(),
    }
}

/// Six significant digits.
pub fn number(value: f64) -> String {
    if !value.is_finite() || value == 0.0 || value.fract() == 0.0 && value.abs() < 1.0e15 {
        return if value.is_finite() { format!("{value:.1}") } else { value.to_string() };
    }
    let digits = value.abs().log10().floor();
    if !(-5.0..15.0).contains(&digits) {
        return format!("{value:.3e}");
    }
    let decimals = (5.0 - digits).clamp(1.0, 8.0) as usize;
    let text = format!("{value:.decimals$}");
    let kept = text.trim_end_matches('0');
    if kept.ends_with('.') { format!("{kept}0") } else { kept.to_owned() }
}

/// A font size in canvas units, at least legible on the screen.
pub fn legible(size: f32, zoom: f32) -> f32 {
    const LEAST: f32 = 9.5;
    size.max(LEAST / zoom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_made_once_for_a_table_and_let_go_with_it() {
        let frame = polars::prelude::df!("n" => [1i64, 2]).unwrap();
        let table = Arc::new(Table::new(frame, 0, crate::engine::Exactness::Exact));
        let mut texts = MiniTexts::default();
        texts.begin_frame();
        let first = texts.get(&table);
        assert_eq!((first[0].name.as_str(), first[0].cells[0].0.as_str(), first[0].right), ("n", "1", true));
        texts.begin_frame();
        assert!(Arc::ptr_eq(&first, &texts.get(&table)));
        (0..=FORGET).for_each(|_| texts.begin_frame());
        assert_eq!((texts.entries.len(), Arc::strong_count(&table)), (0, 1));
    }

    #[test]
    fn numbers_are_short_and_still_look_like_numbers() {
        let cases = [
            (0.0, "0.0"),
            (12.0, "12.0"),
            (16.739422, "16.7394"),
            (0.25, "0.25"),
            (1234567.891, "1234567.9"),
            (-3.5e-9, "-3.500e-9"),
            (f64::NAN, "NaN"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn cells_take_one_line() {
        assert_eq!(words(&Cell::Text("a\nb".into())), "a⏎b");
        assert_eq!(words(&Cell::Null), "null");
        assert_eq!(words(&Cell::Text("x".repeat(500).into())).len(), CELL_CHARS);
    }
}
