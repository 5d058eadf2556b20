//! The cells of a sheet from each of Excel's formats.

use std::collections::HashSet;
use std::path::Path;

use calamine::{Data, DataRef, Dimensions, Error, Reader, Style, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError};

use super::area::Area;
use super::area::{MOST_COLUMNS, MOST_ROWS};
use super::cell_text::cell_text;
use super::cells::{Cell, Cells, Value};
use super::declared_sizes::{MOST_TIMES, size_of};
use super::glance::{Glance, MOST_CELLS};
use super::number_format::NumberFormat;
use super::parts::{asks_for_results, marks};
use super::source::Source;

/// Why there are no cells.
pub(super) enum Fault {
    Library(Error),
    /// The cells show more bytes of text than the file can mean: many show the same long text.
    Texts(u64),
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        Fault::Library(Error::Xlsx(error))
    }
}

impl From<XlsbError> for Fault {
    fn from(error: XlsbError) -> Self {
        Fault::Library(Error::Xlsb(error))
    }
}

/// A sheet may show this many bytes of text, whatever the size of its file.
const FINE_TEXTS: u64 = 1 << 30;

/// Counts the bytes of the texts in cells: a shared one counts wherever it is shown.
struct Texts {
    bytes: u64,
    most: u64,
}

impl Texts {
    /// For a file of this size.
    fn of(size: u64) -> Texts {
        Texts { bytes: 0, most: size.saturating_mul(MOST_TIMES).max(FINE_TEXTS) }
    }

    fn see(&mut self, value: &Value) -> Result<(), Fault> {
        if let Value::Text(text) = value {
            self.bytes += text.len() as u64;
        }
        if self.bytes > self.most { Err(Fault::Texts(self.bytes)) } else { Ok(()) }
    }
}

fn is_there((row, column): (u32, u32)) -> bool {
    row < MOST_ROWS && column < MOST_COLUMNS
}

/// The cells of an .xlsx; with `shown`, as the texts that Excel shows.
pub(super) fn xlsx_cells(book: &mut Xlsx<Source<'_>>, path: &Path, sheet: &str, shown: bool) -> Result<Cells, Fault> {
    let mut cells = Vec::new();
    let mut texts = Texts::of(size_of(path));
    let mut blank = false;
    let mut reader = match book.worksheet_cells_reader(sheet) {
        // A chart sheet.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Cells::default()),
        reader => reader?,
    };
    let code = |style: &Style| style.number_format.as_ref().map_or("General".into(), |f| f.format_code.clone());
    let shapes: Vec<NumberFormat> = if shown {
        reader.styles().iter().map(|style| NumberFormat::parse(&code(style))).collect()
    } else {
        Vec::new()
    };
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        match Value::of(cell.get_value()).filter(|_| is_there((row, column))) {
            Some(value) => {
                let value = match shapes.get(style).filter(|_| !matches!(value, Value::Error(_))) {
                    Some(shape) => Value::Text(shape.show(&value, serial(cell.get_value()))),
                    None if shown && !matches!(value, Value::Error(_)) => Value::Text(cell_text(&value)),
                    None => value,
                };
                texts.see(&value)?;
                cells.push(Cell { row, column, value });
            }
            None => blank = true,
        }
    }
    drop(reader);
    let marks = marks(path);
    let asks = marks.formulas && asks_for_results(path);
    let mut formulas = (0, 0);
    if asks || (blank && marks.formulas) {
        let mut reader = book.worksheet_cells_reader(sheet)?;
        while let Some(cell) = reader.next_cell_with_formula_metadata()? {
            if cell.formula.is_none() || !is_there(cell.pos) {
                continue;
            }
            formulas.0 += 1;
            match cell.value {
                DataRef::Empty => cells.push(Cell { row: cell.pos.0, column: cell.pos.1, value: Value::Unknown }),
                DataRef::Float(0.0) => formulas.1 += 1,
                _ => {}
            }
        }
    }
    let merged = if marks.merged { book.merge_cells_by_sheet_name(sheet)? } else { Vec::new() };
    let merged = merged.into_iter().map(|area| Area::new(area.start, area.end)).collect();
    let uncomputed = asks && formulas.0 > 0 && formulas.0 == formulas.1;
    Ok(Cells { uncomputed, ..Cells::sorted(cells, merged) })
}

/// The first cells of an .xlsx; `None` if it may contain only formulas without a value, so that all must be read.
pub(super) fn xlsx_glance(book: &mut Xlsx<Source<'_>>, sheet: &str) -> Result<Option<Glance>, XlsxError> {
    let mut reader = match book.worksheet_cells_reader(sheet) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Some(Glance { cells: Vec::new(), whole: true, declared: None })),
        reader => reader?,
    };
    let declared = declared(reader.dimensions());
    let mut cells = Vec::new();
    let mut blanks = 0;
    while cells.len() + blanks < MOST_CELLS {
        let Some(cell) = reader.next_cell()? else {
            let unknown = cells.is_empty() && blanks > 0;
            return Ok((!unknown).then_some(Glance { cells, whole: true, declared }));
        };
        let (row, column) = cell.get_position();
        match Value::of(cell.get_value()).filter(|_| is_there((row, column))) {
            Some(value) => cells.push(Cell { row, column, value }),
            None => blanks += 1,
        }
    }
    Ok((!cells.is_empty()).then_some(Glance { cells, whole: false, declared }))
}

/// The first cells of an .xlsb; `None` as for an .xlsx.
pub(super) fn xlsb_glance(book: &mut Xlsb<Source<'_>>, sheet: &str) -> Result<Option<Glance>, XlsbError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let declared = declared(reader.dimensions());
    let mut cells = Vec::new();
    while cells.len() < MOST_CELLS {
        let Some(cell) = reader.next_cell()? else {
            return Ok((!cells.is_empty()).then_some(Glance { cells, whole: true, declared }));
        };
        let (row, column) = cell.get_position();
        let value = Value::of(cell.get_value()).filter(|_| is_there((row, column)));
        cells.extend(value.map(|value| Cell { row, column, value }));
    }
    Ok(Some(Glance { cells, whole: false, declared }))
}

/// Rows and columns according to the sheet's declared dimensions. A single cell means that they are not declared.
fn declared(dimensions: Dimensions) -> Option<(u64, u64)> {
    let is_declared = dimensions.end != (0, 0)
        && dimensions.start <= dimensions.end
        && dimensions.start.1 <= dimensions.end.1
        && is_there(dimensions.end);
    let across = |from: u32, to: u32| u64::from(to - from) + 1;
    is_declared.then(|| (across(dimensions.start.0, dimensions.end.0), across(dimensions.start.1, dimensions.end.1)))
}

/// Excel's number for a date or time.
fn serial(value: &DataRef<'_>) -> Option<f64> {
    if let DataRef::DateTime(serial) = value { Some(serial.as_f64()) } else { None }
}

/// The cells of an .xlsb.
pub(super) fn xlsb_cells(book: &mut Xlsb<Source<'_>>, path: &Path, sheet: &str) -> Result<Vec<Cell>, Fault> {
    let mut cells = Vec::new();
    let mut texts = Texts::of(size_of(path));
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        if let Some(value) = Value::of(cell.get_value()).filter(|_| is_there((row, column))) {
            texts.see(&value)?;
            cells.push(Cell { row, column, value });
        }
    }
    drop(reader);
    // The library skips errors that formulas return; nothing else is a formula without a value.
    let known: HashSet<(u32, u32)> = cells.iter().map(|cell| (cell.row, cell.column)).collect();
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(formula) = reader.next_formula()? {
        let (row, column) = formula.get_position();
        if is_there((row, column)) && !known.contains(&(row, column)) {
            cells.push(Cell { row, column, value: Value::Error("#N/A".into()) });
        }
    }
    Ok(cells)
}

/// The cells of an .xls.
pub(super) fn xls_cells(book: &mut Xls<Source<'_>>, sheet: &str) -> Result<Cells, XlsError> {
    let range = book.worksheet_range(sheet)?;
    let formulas = book.worksheet_formula(sheet)?;
    let place = |start: Option<(u32, u32)>, row: usize, column: usize| {
        let (top, left) = start.unwrap_or_default();
        (top + row as u32, left + column as u32)
    };
    let value = |at: (u32, u32)| range.get_value(at).unwrap_or(&Data::Empty);
    let is_blank = |data: &Data| matches!(data, Data::Empty) || matches!(data, Data::String(text) if text.is_empty());
    let of_formulas: Vec<(u32, u32)> =
        formulas.used_cells().map(|(row, column, _)| place(formulas.start(), row, column)).collect();
    // One empty text may be a result; only empty ones come from a program that does not calculate.
    let unknown = !of_formulas.is_empty() && of_formulas.iter().all(|at| is_blank(value(*at)));
    let used = range.used_cells().filter_map(|(row, column, data)| {
        let (row, column) = place(range.start(), row, column);
        Some(Cell { row, column, value: Value::of_data(data)? })
    });
    let mut cells: Vec<Cell> = used.collect();
    if unknown {
        cells.extend(of_formulas.into_iter().map(|(row, column)| Cell { row, column, value: Value::Unknown }));
    }
    let merged = book.merge_cells_by_sheet_name(sheet)?;
    Ok(Cells::sorted(cells, merged.into_iter().map(|area| Area::new(area.start, area.end)).collect()))
}
