//! A first sheet that is a cover: a few words about the workbook, while a later sheet contains a table.

use super::cells::Cell;

/// A cover has at most this many cells.
const WORDS: usize = 20;
/// The number of sheets examined after a cover.
pub(super) const EXAMINED: usize = 10;

/// Whether the cells are a few standalone words.
pub(super) fn is_cover(cells: &[Cell]) -> bool {
    let filled = cells.iter().filter(|cell| !cell.value.is_blank()).count();
    filled <= WORDS && filled_rows(cells) < 2
}

/// Whether there are names and at least two rows below them, all with at least two columns.
pub(super) fn is_table(cells: &[Cell]) -> bool {
    filled_rows(cells) >= 3
}

/// The number of rows with at least two cells.
fn filled_rows(cells: &[Cell]) -> usize {
    let filled: Vec<u32> = cells.iter().filter(|cell| !cell.value.is_blank()).map(|cell| cell.row).collect();
    filled.chunk_by(|one, next| one == next).filter(|row| row.len() >= 2).count()
}

#[cfg(test)]
mod tests {
    use super::super::cells::Value;
    use super::*;

    fn cells(rows: &str) -> Vec<Cell> {
        let row = |(row, text): (usize, &str)| -> Vec<Cell> {
            let cells = text.split_whitespace().enumerate().filter(|(_, text)| *text != ".");
            let cell = |(column, text): (usize, &str)| Cell {
                row: row as u32,
                column: column as u32,
                value: Value::Text(text.to_owned()),
            };
            cells.map(cell).collect()
        };
        rows.split('/').enumerate().flat_map(row).collect()
    }

    #[test]
    fn covers_are_told_from_tables() {
        for (rows, cover, table) in [
            ("Report/./. 2024/by Ann", true, false),
            ("", true, false),
            ("Report 2024/./by", true, false),
            ("id name/1 a/2 b", false, true),
            ("id name/1 a", false, false),
            ("Orders/./id name/1 a/2 b", false, true),
            ("name/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t", false, false),
        ] {
            let cells = cells(rows);
            assert_eq!((is_cover(&cells), is_table(&cells)), (cover, table), "{rows}");
        }
    }
}
