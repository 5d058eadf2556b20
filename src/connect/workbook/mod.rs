//! Reading sheets of Excel and OpenDocument workbooks.

mod area;
mod block;
mod book;
mod cell_text;
mod cells;
mod column;
mod cover;
mod declared_sizes;
mod glance;
mod grids;
mod listing;
mod names;
mod number_format;
mod ods;
mod options;
mod parts;
mod range;
mod selection;
mod source;
mod table;
mod xls_grid_size;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use self::book::{Book, broken};
pub use self::listing::{Holds, ListedSheet, SheetList, list_sheets};
pub use self::options::{Sheet, SheetOptions};
use super::cancellable_io::{IsStopped, cancellable};
use super::memo::Memo;
use super::stamp::{Stamp, stamp};
use crate::base::{Fix, Problem, Text};

static READ: Memo<(PathBuf, Stamp, SheetOptions), Vec<Sheet>> = Memo::new(8);

/// Reads the sheets that the options select, in the order of the workbook; at least one. Fails if the workbook cannot
/// be opened, a sheet does not exist, or it is empty. Returns shortly after cancellation.
pub fn read_sheets(path: &Path, options: &SheetOptions, is_stopped: IsStopped<'_>) -> Result<Vec<Sheet>, Problem> {
    let stamp = stamp(path).map_err(|problem| problem.at("path"))?;
    let key = (path.to_path_buf(), stamp, options.clone());
    if let Some(sheets) = READ.get(&key) {
        return Ok(sheets);
    }
    let sheets = cancellable(is_stopped, || {
        // The readers of the old formats trust some lengths in the file without checking.
        catch_unwind(AssertUnwindSafe(|| parse(path, options, is_stopped))).unwrap_or_else(|_| Err(broken(path)))
    })?;
    READ.put(key, sheets.clone());
    Ok(sheets)
}

/// If the first sheet is a cover, the next one that contains a table.
fn behind_cover(book: &mut Book, listed: &[selection::SheetName], names: &[String]) -> Result<Option<String>, Problem> {
    let [first] = names else { return Ok(None) };
    if !cover::is_cover(&book.cells(first)?.cells) {
        return Ok(None);
    }
    let behind = listed.iter().skip_while(|sheet| sheet.name != *first).skip(1).filter(|sheet| !sheet.hidden);
    for sheet in behind.take(cover::EXAMINED) {
        if cover::is_table(&book.cells(&sheet.name)?.cells) {
            return Ok(Some(sheet.name.clone()));
        }
    }
    Ok(None)
}

/// The warning about which sheet is read instead of the cover; its fix reads the cover.
fn cover_warning(cover: &str, table: &str) -> Problem {
    let quoted = format!("\"{}\"", cover.replace('\\', "\\\\").replace('"', "\\\""));
    let label = say!("sheet-read-cover", cover = cover);
    let fix = Fix::Set { setting: "sheet".into(), old: String::new(), new: quoted, label };
    let text = say!("sheet-cover", cover = cover, table = table);
    Problem::warning(text).remedy(say!("sheet-name-it")).fix(fix).at("sheet")
}

fn parse(path: &Path, options: &SheetOptions, is_stopped: IsStopped<'_>) -> Result<Vec<Sheet>, Problem> {
    let mut book = Book::open(path, options.shown, is_stopped)?;
    let part = match options.range.trim() {
        "" => None,
        range => Some(range::part(range, &book.names())?),
    };
    let listed = book.sheets();
    let own = part.as_ref().and_then(|part| part.sheet.as_deref());
    let requested = match (options.sheet.trim(), own) {
        ("", own) => own.unwrap_or_default(),
        _ => &options.sheet,
    };
    let (mut names, mut warnings) = selection::selected(&listed, requested)?;
    if requested.is_empty()
        && part.is_none()
        && let Some(table) = behind_cover(&mut book, &listed, &names)?
    {
        warnings.push(cover_warning(&names[0], &table));
        names = vec![table];
    }
    if let Some(own) = own.filter(|own| names.iter().any(|name| !name.eq_ignore_ascii_case(own))) {
        let text = say!("range-other-sheet", range = options.range, sheet = own);
        return Err(Problem::error(text).remedy(say!("range-empty-sheet")).at("sheet"));
    }
    let several = names.len() > 1;
    let mut sheets = Vec::new();
    let mut empty = Vec::<Text>::new();
    for name in &names {
        let cells = book.cells(name)?;
        if several && cells.cells.is_empty() {
            empty.push(name.clone().into());
            continue;
        }
        let mut sheet = match table::table(cells, name, part.as_ref().map(|part| part.area), options) {
            // It has cells, but none of them a value.
            Err(problem) if several && part.is_none() && problem.message.id() == Some("sheet-empty") => {
                empty.push(name.clone().into());
                continue;
            }
            sheet => sheet?,
        };
        if several {
            for warning in &mut sheet.warnings {
                warning.message = say!("sheet-says", name = name, message = warning.message);
            }
        }
        sheets.push(sheet);
    }
    if !empty.is_empty() {
        let text = say!("sheets-empty", count = empty.len(), names = crate::base::text::in_a_row(empty));
        warnings.push(Problem::warning(text).remedy(say!("sheet-name-it")).at("sheet"));
    }
    match sheets.first_mut() {
        Some(first) => first.warnings.splice(0..0, warnings).for_each(drop),
        None => return Err(Problem::error(say!("sheets-all-empty")).remedy(say!("sheet-choose")).at("sheet")),
    }
    Ok(sheets)
}
