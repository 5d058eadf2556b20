//! Column names from one or several rows of a sheet.

use std::collections::HashMap;

use super::area::Area;
use super::cell_text::cell_text;
use super::cells::{Cell, Value};

/// The names of the columns of `area` from the rows `top` to `bottom`, joined by `between`; empty if there is none.
pub(super) fn names(cells: &[Cell], merged: &[Area], rows: (u32, u32), area: Area, between: &str) -> Vec<String> {
    let (top, bottom) = rows;
    let inside = cells.iter().filter(|cell| (top..=bottom).contains(&cell.row) && area.holds(cell.row, cell.column));
    let texts: HashMap<(u32, u32), String> = inside
        .map(|cell| ((cell.row, cell.column), name_of(&cell.value)))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    let part = |row: u32, column: u32| {
        let own = texts.get(&(row, column));
        let over = || merged.iter().find(|merged| merged.holds(row, column));
        let text = match own {
            Some(text) => Some(text),
            // A cell merged to the right applies to each column, one merged downwards counts once.
            None => over().filter(|merged| merged.top == row).and_then(|merged| texts.get(&(row, merged.left))),
        };
        text.map(|text| text.trim())
    };
    (area.left..=area.right)
        .map(|column| {
            if top == bottom {
                texts.get(&(top, column)).cloned().unwrap_or_default()
            } else {
                (top..=bottom).filter_map(|row| part(row, column)).collect::<Vec<_>>().join(between)
            }
        })
        .collect()
}

/// Whether a cell of this row is merged to the right: a group of columns, with their own names below.
pub(super) fn has_groups(merged: &[Area], row: u32, area: Area) -> bool {
    merged.iter().any(|merged| merged.top == row && merged.right > merged.left && area.holds(row, merged.left))
}

fn name_of(value: &Value) -> String {
    match value {
        Value::Number(number) if number.fract() == 0.0 => format!("{number:.0}"),
        value => cell_text(value),
    }
}
