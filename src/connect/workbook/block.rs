//! Where in a sheet the table is: its block of cells, its header, and the cells outside of it.

use super::area::Area;
use super::cells::Cell;

/// The number of empty rows or columns after which cells belong to something else.
const APART_ROWS: u32 = 500;
const APART_COLUMNS: u32 = 20;
/// The number of rows in which a header is searched for.
const EXAMINED: usize = 50;

/// Cells that are not part of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Apart {
    pub count: usize,
    pub first: (u32, u32),
}

/// The rectangle around the cells of the table: those that are near each other. If there are several such blocks, the
/// one with the most cells.
pub(super) fn block(cells: &[Cell]) -> Option<(Area, Option<Apart>)> {
    let filled = || cells.iter().filter(|cell| !cell.value.is_blank());
    let (top, bottom) = densest(filled().map(|cell| cell.row).collect(), APART_ROWS)?;
    let near = || filled().filter(|cell| (top..=bottom).contains(&cell.row));
    let mut columns: Vec<u32> = near().map(|cell| cell.column).collect();
    columns.sort_unstable();
    let (left, right) = densest(columns, APART_COLUMNS)?;
    let inside = || near().filter(|cell| (left..=right).contains(&cell.column));
    let top = inside().map(|cell| cell.row).min()?;
    let bottom = inside().map(|cell| cell.row).max()?;
    let area = Area { top, left, bottom, right };
    let mut others = filled().filter(|cell| !area.holds(cell.row, cell.column));
    let apart = others.next().map(|cell| Apart { count: 1 + others.count(), first: (cell.row, cell.column) });
    Some((area, apart))
}

/// The part of these ascending numbers, without a gap, that contains the most of them.
fn densest(numbers: Vec<u32>, apart: u32) -> Option<(u32, u32)> {
    let parts = numbers.chunk_by(|one, next| next - one <= apart);
    let best = parts.rev().max_by_key(|part| part.len())?;
    Some((*best.first()?, *best.last()?))
}

/// The rectangle around the cells within an area.
pub(super) fn within(cells: &[Cell], area: Area) -> Option<Area> {
    let inside = || cells.iter().filter(|cell| area.holds(cell.row, cell.column) && !cell.value.is_blank());
    let bottom = inside().map(|cell| cell.row).max()?;
    let right = inside().map(|cell| cell.column).max()?;
    let top = inside().map(|cell| cell.row).min()?;
    let left = inside().map(|cell| cell.column).min()?;
    Some(Area { top, left, bottom, right })
}

/// The row with the names: the first of the block, or one below it, if there are titles above.
///
/// Titles have fewer cells than a row of the table. They are recognised by an empty row after them, or, if there is
/// none, by being the only cell in their row. The row with the names is filled like any row of the table, with distinct
/// texts.
pub(super) fn header(cells: &[Cell], area: Area) -> u32 {
    let rows: Vec<(u32, Vec<&Cell>)> = {
        let inside = cells.iter().filter(|cell| area.holds(cell.row, cell.column) && !cell.value.is_blank());
        let mut rows: Vec<(u32, Vec<&Cell>)> = Vec::new();
        for cell in inside {
            let count = rows.len();
            match rows.last_mut() {
                Some((row, cells)) if *row == cell.row => cells.push(cell),
                _ if count == EXAMINED => break,
                _ => rows.push((cell.row, vec![cell])),
            }
        }
        rows
    };
    let most = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let Some(index) = rows.iter().position(|(_, cells)| cells.len() == most) else { return area.top };
    let (row, names) = &rows[index];
    let above = &rows[..index];
    let is_after_gap = above.last().is_some_and(|(last, _)| row - last > 1);
    let are_alone = most >= 3 && above.iter().all(|(_, cells)| cells.len() == 1);
    let is_first = above.is_empty() || most < 2 || index + 1 == rows.len();
    if is_first || !(is_after_gap || are_alone) || !are_names(names) { area.top } else { *row }
}

/// Whether the cells are distinct texts.
fn are_names(cells: &[&Cell]) -> bool {
    let mut texts: Vec<&str> = Vec::new();
    for cell in cells {
        match &cell.value {
            super::cells::Value::Text(text) if !texts.contains(&text.as_str()) => texts.push(text),
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::cells::Value;
    use super::*;

    /// Rows of cells separated by blanks; "." is an empty one, digits are numbers.
    fn cells(rows: &str) -> Vec<Cell> {
        let value = |text: &str| text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Integer);
        let row = |(row, text): (usize, &str)| -> Vec<Cell> {
            let cells = text.split_whitespace().enumerate().filter(|(_, text)| *text != ".");
            cells.map(|(column, text)| Cell { row: row as u32, column: column as u32, value: value(text) }).collect()
        };
        rows.split('/').enumerate().flat_map(row).collect()
    }

    fn cell(row: u32, column: u32) -> Cell {
        Cell { row, column, value: Value::Text("x".into()) }
    }

    #[test]
    fn the_table_is_the_block_with_the_most_cells() {
        let table = cells("a b/1 2/./3 4");
        let area = Area { top: 0, left: 0, bottom: 3, right: 1 };
        assert_eq!(block(&table), Some((area, None)));
        let far = |row, column| [table.clone(), vec![cell(row, column)]].concat();
        for (row, column) in [(1_048_575, 16_383), (504, 0), (3, 50)] {
            let mut cells = far(row, column);
            cells.sort_by_key(|cell| (cell.row, cell.column));
            assert_eq!(block(&cells), Some((area, Some(Apart { count: 1, first: (row, column) }))), "{row} {column}");
        }
        assert_eq!(block(&far(400, 10)), Some((Area { bottom: 400, right: 10, ..area }, None)));
        let above =
            [vec![cell(0, 0)], cells("a b/1 2/3 4").into_iter().map(|c| Cell { row: c.row + 600, ..c }).collect()];
        assert_eq!(block(&above.concat()).map(|(area, _)| area.top), Some(600));
        assert_eq!(block(&[]), None);
    }

    #[test]
    fn the_header_stands_below_titles() {
        for (rows, expected) in [
            ("a b c/1 2 3", 0),
            ("Report/./a b c/1 2 3/4 5 6", 2),
            ("Report/as 5/./a b c/1 2 3", 3),
            ("Report/a b c/1 2 3", 1),
            // Missing names are not titles.
            ("a . c/x y z/p q r", 0),
            ("a/1 2/3 4", 0),
            // A row of numbers is not a header.
            ("Report/./1 2 3/4 5 6", 0),
            ("a/./b", 0),
            ("a/x/y", 0),
            // The last row has nothing below.
            ("a b/1 2/./x y z", 0),
        ] {
            let cells = cells(rows);
            let (area, _) = block(&cells).expect("a table");
            assert_eq!(header(&cells, area), expected, "{rows}");
        }
    }
}
