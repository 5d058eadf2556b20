//! The sheets of a workbook as a list: their sizes and content, without reading large ones.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::book::{Book, broken};
use super::cover;
use super::glance::Glance;
use crate::base::Problem;
use crate::connect::cancellable_io::{IsStopped, cancellable};
use crate::connect::memo::Memo;
use crate::connect::stamp::{Stamp, stamp};

/// A workbook as a list of its sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetList {
    /// In the order of the workbook.
    pub sheets: Vec<ListedSheet>,
    /// The sheet that is read if none is named.
    pub first: Option<String>,
}

/// One sheet of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedSheet {
    pub name: String,
    pub hidden: bool,
    pub holds: Holds,
}

/// The content of a sheet, or of a table of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holds {
    /// This many columns; the number of rows is unknown.
    Columns(u64),
    Nothing,
    /// A few standalone words, as on a cover.
    Words,
    /// Rows and columns from the first non-empty cell to the last.
    Cells {
        rows: u64,
        columns: u64,
    },
    /// At least this many rows: the sheet is large, and the file does not declare its size.
    More {
        rows: u64,
        columns: u64,
    },
}

static LISTED: Memo<(PathBuf, Stamp), SheetList> = Memo::new(4);

/// Lists the sheets. Fails if the workbook cannot be opened. Returns shortly after cancellation.
pub fn list_sheets(path: &Path, is_stopped: IsStopped<'_>) -> Result<SheetList, Problem> {
    let key = (path.to_path_buf(), stamp(path).map_err(|problem| problem.at("path"))?);
    if let Some(list) = LISTED.get(&key) {
        return Ok(list);
    }
    let list = cancellable(is_stopped, || {
        catch_unwind(AssertUnwindSafe(|| list(path, is_stopped))).unwrap_or_else(|_| Err(broken(path)))
    })?;
    LISTED.put(key, list.clone());
    Ok(list)
}

fn list(path: &Path, is_stopped: IsStopped<'_>) -> Result<SheetList, Problem> {
    let mut book = Book::open(path, false, is_stopped)?;
    let mut sheets = Vec::new();
    let mut tables = Vec::new();
    for sheet in book.sheets() {
        let glance = book.glance(&sheet.name)?;
        tables.push(cover::is_table(&glance.cells));
        sheets.push(ListedSheet { name: sheet.name, hidden: sheet.hidden, holds: holds(&glance) });
    }
    let first = first(&sheets, &tables).map(|sheet| sheet.name.clone());
    Ok(SheetList { sheets, first })
}

fn holds(glance: &Glance) -> Holds {
    let filled = glance.cells.iter().filter(|cell| !cell.value.is_blank());
    let Some((rows, columns)) = extent(filled.map(|cell| (cell.row, cell.column))) else { return Holds::Nothing };
    match glance.declared.filter(|_| !glance.whole) {
        None if !glance.whole => Holds::More { rows, columns },
        None if cover::is_cover(&glance.cells) => Holds::Words,
        None => Holds::Cells { rows, columns },
        // A declared size that is smaller than what was read is ignored.
        Some((declared, across)) if declared > rows && across >= columns => {
            Holds::Cells { rows: declared, columns: across }
        }
        Some(_) => Holds::More { rows, columns },
    }
}

/// Rows and columns from the first position to the last.
fn extent(places: impl Iterator<Item = (u32, u32)>) -> Option<(u64, u64)> {
    let mut low = (u32::MAX, u32::MAX);
    let mut high = (0, 0);
    for (row, column) in places {
        low = (low.0.min(row), low.1.min(column));
        high = (high.0.max(row), high.1.max(column));
    }
    (low.0 <= high.0).then(|| (u64::from(high.0 - low.0) + 1, u64::from(high.1 - low.1) + 1))
}

/// The first visible sheet, or the first table after it if it is a cover: the one that `parse` reads.
fn first<'s>(sheets: &'s [ListedSheet], tables: &[bool]) -> Option<&'s ListedSheet> {
    let at = sheets.iter().position(|sheet| !sheet.hidden).or((!sheets.is_empty()).then_some(0))?;
    let first = &sheets[at];
    if !matches!(first.holds, Holds::Nothing | Holds::Words) {
        return Some(first);
    }
    let behind = sheets.iter().zip(tables).skip(at + 1).filter(|(sheet, _)| !sheet.hidden).take(cover::EXAMINED);
    behind.filter(|(_, is_table)| **is_table).map(|(sheet, _)| sheet).next().or(Some(first))
}

#[cfg(test)]
mod tests {
    use super::super::cells::{Cell, Value};
    use super::*;

    fn glance(places: &[(u32, u32)], whole: bool, declared: Option<(u64, u64)>) -> Glance {
        let cell = |&(row, column): &(u32, u32)| Cell { row, column, value: Value::Number(1.0) };
        Glance { cells: places.iter().map(cell).collect(), whole, declared }
    }

    #[test]
    fn sizes_are_those_of_what_is_seen_or_else_those_that_the_file_says() {
        let table = [(2, 1), (2, 2), (3, 1), (3, 2)];
        for (places, whole, declared, expected) in [
            (&table[..], true, None, Holds::Cells { rows: 2, columns: 2 }),
            (&table, true, Some((1000, 40)), Holds::Cells { rows: 2, columns: 2 }),
            (&table, false, Some((1000, 40)), Holds::Cells { rows: 1000, columns: 40 }),
            (&table, false, Some((1, 1)), Holds::More { rows: 2, columns: 2 }),
            (&table, false, None, Holds::More { rows: 2, columns: 2 }),
            (&[(7, 7)], true, Some((8, 8)), Holds::Words),
            (&[], true, Some((1, 1)), Holds::Nothing),
        ] {
            assert_eq!(holds(&glance(places, whole, declared)), expected, "{places:?} {whole} {declared:?}");
        }
    }
}
