//! Converts the cells of a sheet to a table with names and types.

use polars::prelude::*;

use super::area::{Area, cell_name};
use super::block::{self, Apart};
use super::cells::{Cell, Cells, Value};
use super::column::column;
use super::names::{has_groups, names};
use super::options::{Sheet, SheetOptions};
use crate::base::Problem;
use crate::connect::csv::unique_names;

/// A table with up to this many cells, including empty ones, is accepted, however few of them are filled.
const FINE: u64 = 50_000_000;
/// A larger table may have this many empty cells per filled cell.
const MOST_EMPTY: u64 = 100;
/// The maximum number of columns with several types that are reported one by one.
const MOST_MIXED: usize = 4;

/// The table of the sheet `name`, or of a part of it.
pub(super) fn table(cells: Cells, name: &str, part: Option<Area>, options: &SheetOptions) -> Result<Sheet, Problem> {
    let mut warnings = Vec::new();
    let uncomputed = cells.uncomputed;
    let Cells { mut cells, merged, .. } = cells;
    let (area, apart) = match part {
        Some(part) => (block::within(&cells, part), None),
        None => block::block(&cells).unzip(),
    };
    let Some(area) = area else {
        let setting = if part.is_some() { "range" } else { "sheet" };
        return Err(Problem::error(say!("sheet-empty", name = name)).remedy(say!("sheet-choose")).at(setting));
    };
    warnings.extend(apart.flatten().map(left_out));
    let size = u64::from(area.bottom - area.top + 1) * u64::from(area.right - area.left + 1);
    if size > FINE && size / MOST_EMPTY > cells.len() as u64 {
        let text = say!("sheet-scattered", name = name, count = cells.len(), size = size);
        return Err(Problem::error(text).remedy(say!("sheet-give-range")).at("range"));
    }
    let header = header(&cells, name, area, part.is_some(), options)?;
    let body = header.map_or(area.top, |(_, bottom)| bottom + 1);
    if let Some((top, bottom)) = header {
        if top > area.top && options.header_row == 1 {
            let text = say!("sheet-titles", row = top + 1);
            warnings.push(Problem::warning(text).remedy(say!("sheet-titles-remedy")).at("header_row"));
        }
        if top == bottom && has_groups(&merged, top, area) {
            let text = say!("sheet-groups", row = top + 1);
            warnings.push(Problem::warning(text).remedy(say!("sheet-groups-remedy")).at("header_rows"));
        }
    }
    if uncomputed {
        warnings.push(Problem::warning(say!("workbook-all-zero", name = name)).remedy(say!("workbook-calculate")));
    }
    let of_names = match header {
        None => vec![String::new(); (area.right - area.left + 1) as usize],
        Some(rows) => names(&cells, &merged, rows, area, &options.header_separator),
    };
    fill_or_warn(&mut cells, &merged, area, body, options.fill_merged, &mut warnings);
    let last = area.bottom.checked_sub(u32::try_from(options.skip_last).unwrap_or(u32::MAX));
    let inside = |cell: &&Cell| {
        area.holds(cell.row, cell.column) && cell.row >= body && last.is_some_and(|last| cell.row <= last)
    };
    let inside: Vec<&Cell> = cells.iter().filter(inside).collect();
    // Formatting often extends further down and to the right than the data.
    let filled = inside.iter().filter(|cell| !cell.value.is_blank());
    let height = filled.map(|cell| cell.row + 1 - body).max().unwrap_or(0) as usize;
    let mut by_column: Vec<Vec<&Cell>> = vec![Vec::new(); of_names.len()];
    for cell in &inside {
        if ((cell.row - body) as usize) < height {
            by_column[(cell.column - area.left) as usize].push(cell);
        }
    }
    let is_empty =
        |index: usize| of_names[index].trim().is_empty() && by_column[index].iter().all(|cell| cell.value.is_blank());
    let (from, to) = match (0..of_names.len()).find(|index| !is_empty(*index)) {
        Some(first) => (first, (first..of_names.len()).rfind(|index| !is_empty(*index)).map_or(first, |last| last) + 1),
        None => (0, of_names.len()),
    };
    let (names, renamed) = unique_names(of_names[from..to].to_vec(), header.is_some());
    warnings.extend(renamed);
    warn_about_cells(by_column[from..to].iter().flatten(), options.errors_as_text, &mut warnings);
    let mut columns = Vec::with_capacity(names.len());
    let mut mixed = Vec::new();
    for (name, cells) in names.iter().zip(&by_column[from..to]) {
        let (column, warning) = column(name, (body, height), cells, options.errors_as_text);
        columns.push(column);
        mixed.extend(warning);
    }
    if mixed.len() > MOST_MIXED {
        let more = mixed.split_off(MOST_MIXED).len();
        mixed.push(Problem::warning(say!("workbook-mixed-more", count = more)).remedy(say!("workbook-mixed-remedy")));
    }
    warnings.append(&mut mixed);
    let table = DataFrame::new(height, columns).map_err(|error| Problem::error(error.to_string()))?;
    Ok(Sheet { name: name.to_owned(), table, warnings })
}

/// The first and the last row with names. Rows are counted as in Excel.
fn header(
    cells: &[Cell],
    name: &str,
    area: Area,
    is_part: bool,
    options: &SheetOptions,
) -> Result<Option<(u32, u32)>, Problem> {
    let Some(row) = options.header_row.checked_sub(1) else { return Ok(None) };
    let row = u32::try_from(row).unwrap_or(u32::MAX);
    let top = match row {
        0 if options.find_header => block::header(cells, area),
        0 if is_part => area.top,
        row => row,
    };
    if !(area.top..=area.bottom).contains(&top) {
        let from = area.top + 1;
        let to = area.bottom + 1;
        let text = say!("sheet-row-empty", row = options.header_row, name = name, from = from, to = to);
        return Err(Problem::error(text).remedy(say!("sheet-choose-header")).at("header_row"));
    }
    let more = u32::try_from(options.header_rows.saturating_sub(1)).unwrap_or(u32::MAX);
    Ok(Some((top, top.saturating_add(more).min(area.bottom))))
}

fn left_out(apart: Apart) -> Problem {
    let cell = cell_name(apart.first.0, apart.first.1);
    let text = say!("sheet-apart", count = apart.count, cell = cell);
    Problem::warning(text).remedy(say!("sheet-give-range")).at("range")
}

/// The value of a merged cell in all cells that it covers, or a warning that only the first has it.
fn fill_or_warn(
    cells: &mut Vec<Cell>,
    merged: &[Area],
    area: Area,
    body: u32,
    fill: bool,
    warnings: &mut Vec<Problem>,
) {
    let inside = merged.iter().filter(|merged| {
        merged.top >= body
            && area.holds(merged.top, merged.left)
            && (merged.bottom > merged.top || merged.right > merged.left)
    });
    if !fill {
        let inside: Vec<&Area> = inside.collect();
        if let Some(first) = inside.iter().min_by_key(|merged| (merged.top, merged.left)) {
            let range = format!("{}:{}", cell_name(first.top, first.left), cell_name(first.bottom, first.right));
            let text = say!("sheet-merged", count = inside.len(), range = range);
            warnings.push(Problem::warning(text).remedy(say!("sheet-fill-merged")).at("fill_merged"));
        }
        return;
    }
    let mut added = Vec::new();
    for merged in inside {
        let at = cells.binary_search_by_key(&(merged.top, merged.left), |cell| (cell.row, cell.column));
        let Ok(at) = at else { continue };
        for row in merged.top..=merged.bottom.min(area.bottom) {
            for column in merged.left..=merged.right.min(area.right) {
                if (row, column) != (merged.top, merged.left) {
                    added.push(Cell { row, column, value: cells[at].value.clone() });
                }
            }
        }
    }
    cells.extend(added);
    *cells = Cells::sorted(std::mem::take(cells), Vec::new()).cells;
}

/// Warns about cells that are null though they are not empty, and about values that were more exact when typed.
fn warn_about_cells<'a>(cells: impl Iterator<Item = &'a &'a Cell>, errors_as_text: bool, warnings: &mut Vec<Problem>) {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let mut errors: (usize, Option<&Cell>) = (0, None);
    let mut unknown = errors;
    let mut long = errors;
    for cell in cells {
        let (count, first) = match &cell.value {
            Value::Error(_) if !errors_as_text => &mut errors,
            Value::Unknown => &mut unknown,
            Value::Number(number) if number.fract() == 0.0 && number.abs() > EXACT => &mut long,
            _ => continue,
        };
        *count += 1;
        if first.is_none_or(|first| (cell.row, cell.column) < (first.row, first.column)) {
            *first = Some(cell);
        }
    }
    let place = |cell: &Cell| cell_name(cell.row, cell.column);
    if let (count, Some(first)) = unknown {
        let text = say!("workbook-uncomputed", count = count, cell = place(first));
        warnings.push(Problem::warning(text).remedy(say!("workbook-calculate")));
    }
    if let (count, Some(first)) = errors {
        let text = say!("workbook-errors", count = count, cell = place(first));
        warnings.push(Problem::warning(text).remedy(say!("workbook-correct")));
    }
    if let (count, Some(first)) = long {
        let text = say!("workbook-long", count = count, cell = place(first));
        warnings.push(Problem::warning(text).remedy(say!("workbook-long-remedy")));
    }
}
