//! A workbook that is open, whatever its format, and the cells of its sheets.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{Data, DataRef, Error, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, Xlsx, XlsxError};
use zip::ZipArchive;

use super::area::Area;
use super::cells::{Cell, Cells, MOST_COLUMNS, MOST_ROWS, Value};
use super::claims;
use super::ods::{Ods, OdsFault};
use super::pick::Listed;
use super::shown::Shape;
use super::xml::{Piece, Xml};
use crate::base::Problem;
use crate::connect::heeding::{Heeding, IsStopped};
use crate::connect::words::{Doing, io_problem};
use crate::connect::{FileKind, kind_of_file};

/// Where the library reads from.
type Source<'a> = Heeding<'a, BufReader<File>>;

/// A table or a range that has a name in the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub name: String,
    /// `Sheet!$A$1:$B$2`
    pub place: String,
}

/// A workbook that is open.
pub(super) struct Book<'a> {
    path: &'a Path,
    format: Format<'a>,
    /// Cells are what they show.
    shown: bool,
}

enum Format<'a> {
    Xlsx(Box<Xlsx<Source<'a>>>),
    Xlsb(Box<Xlsb<Source<'a>>>),
    Xls(Box<Xls<Source<'a>>>),
    Ods(Ods),
}

/// A workbook, what the library says against it, or what was found before asking it.
type Opened<'a> = Result<Result<Format<'a>, Error>, Problem>;

impl<'a> Book<'a> {
    /// Opens the workbook by its extension, or else as whatever it turns out to be. With `shown`, cells are the texts that the
    /// program shows, where the format tells them.
    pub fn open(path: &'a Path, shown: bool, is_stopped: IsStopped<'a>) -> Result<Self, Problem> {
        let reader = || match File::open(path) {
            Ok(file) => Ok(Heeding::new(BufReader::new(file), is_stopped)),
            Err(error) => Err(io_problem(Doing::Read, path, &error).at("path")),
        };
        reader()?;
        claims::check(path, is_stopped)?;
        let xlsx =
            || -> Opened<'a> { Ok(Xlsx::new(reader()?).map(|book| Format::Xlsx(Box::new(book))).map_err(Error::Xlsx)) };
        let xlsb =
            || -> Opened<'a> { Ok(Xlsb::new(reader()?).map(|book| Format::Xlsb(Box::new(book))).map_err(Error::Xlsb)) };
        let xls =
            || -> Opened<'a> { Ok(Xls::new(reader()?).map(|book| Format::Xls(Box::new(book))).map_err(Error::Xls)) };
        let ods = || -> Opened<'a> {
            match Ods::read(reader()?, shown) {
                Ok(book) => Ok(Ok(Format::Ods(book))),
                Err(OdsFault::Library(error)) => Ok(Err(Error::Ods(error))),
                Err(OdsFault::Repeated(count)) => Err(claims::scattered(path, count)),
            }
        };
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let format: Result<Format, Error> = match (extension.as_str(), mark(path)) {
            // A new workbook under the old name, and the other way round: what it is counts.
            ("xls" | "xla", Mark::Old) => xls()?,
            ("xlsx" | "xlsm" | "xlam", Mark::Zip) => xlsx()?,
            ("xlsb", Mark::Zip) => xlsb()?,
            ("ods", Mark::Zip) => ods()?,
            (_, Mark::Old) => xls()?,
            (_, Mark::Zip) => match xlsx()? {
                Ok(book) => Ok(book),
                Err(error) => match xlsb()? {
                    Ok(book) => Ok(book),
                    Err(_) => ods()?.map_err(|_| error),
                },
            },
            _ => match kind_of_file(path) {
                None | Some(FileKind::OldExcel) => xls()?,
                Some(kind) => {
                    let text = say!("file-is", path = path.display(), kind = kind.words());
                    return Err(Problem::error(text).remedy(kind.way_out()).at("path"));
                }
            },
        };
        let format = format.map_err(|error| unreadable(path, &error))?;
        if shown && matches!(format, Format::Xls(_) | Format::Xlsb(_)) {
            let text = say!("workbook-not-shown", path = path.display());
            return Err(Problem::error(text).remedy(say!("workbook-save-xlsx")).at("shown"));
        }
        Ok(Book { path, format, shown })
    }

    /// The sheets that may hold a table, in the order of the workbook.
    pub fn sheets(&self) -> Vec<Listed> {
        let metadata = match &self.format {
            Format::Xlsx(book) => book.sheets_metadata(),
            Format::Xlsb(book) => book.sheets_metadata(),
            Format::Xls(book) => book.sheets_metadata(),
            Format::Ods(book) => {
                let listed = |sheet: &super::ods::OdsSheet| Listed { name: sheet.name.clone(), hidden: sheet.hidden };
                return book.sheets.iter().map(listed).collect();
            }
        };
        let tables = metadata.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        tables
            .map(|sheet| Listed { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible })
            .collect()
    }

    /// The tables and ranges that have names.
    pub fn names(&mut self) -> Vec<Named> {
        let defined = match &self.format {
            Format::Xlsx(book) => book.defined_names(),
            Format::Xlsb(book) => book.defined_names(),
            Format::Xls(book) => book.defined_names(),
            Format::Ods(book) => &book.names,
        };
        let mut names: Vec<Named> =
            defined.iter().map(|(name, place)| Named { name: name.clone(), place: place.clone() }).collect();
        if let Format::Xlsx(book) = &mut self.format
            && book.load_tables().is_ok()
        {
            let areas = table_areas(self.path);
            for sheet in book.sheet_names() {
                for table in book.table_names_in_sheet(&sheet) {
                    if let Some((_, area)) = areas.iter().find(|(name, _)| name == table) {
                        names.push(Named { name: table.clone(), place: format!("{sheet}!{area}") });
                    }
                }
            }
        }
        names
    }

    /// What stands in a sheet.
    pub fn cells(&mut self, sheet: &str) -> Result<Cells, Problem> {
        let path = self.path;
        match &mut self.format {
            Format::Xlsx(book) => {
                xlsx_cells(book, path, sheet, self.shown).map_err(|error| unreadable(path, &Error::Xlsx(error)))
            }
            Format::Xlsb(book) => {
                let cells = xlsb_cells(book, sheet).map_err(|error| unreadable(path, &Error::Xlsb(error)))?;
                Ok(Cells::sorted(cells, Vec::new()))
            }
            Format::Xls(book) => xls_cells(book, sheet).map_err(|error| unreadable(path, &Error::Xls(error))),
            Format::Ods(book) => {
                let found = book.sheets.iter().find(|own| own.name == sheet);
                found
                    .map(|sheet| sheet.cells.clone())
                    .ok_or_else(|| unreadable(path, &Error::Ods(OdsError::WorksheetNotFound(sheet.to_owned()))))
            }
        }
    }
}

/// What a file begins with.
enum Mark {
    Zip,
    Old,
    Other,
}

fn mark(path: &Path) -> Mark {
    let mut head = [0; 4];
    match File::open(path).and_then(|mut file| file.read_exact(&mut head)) {
        Ok(()) if head.starts_with(b"PK") => Mark::Zip,
        Ok(()) if head == [0xd0, 0xcf, 0x11, 0xe0] => Mark::Old,
        _ => Mark::Other,
    }
}

/// The problem of a workbook that the library cannot read.
pub(super) fn unreadable(path: &Path, error: &Error) -> Problem {
    let place = path.display();
    let text = error.to_string();
    if text.to_lowercase().contains("password") {
        return Problem::error(say!("workbook-protected", path = place)).remedy(say!("workbook-unprotect")).at("path");
    }
    Problem::error(say!("workbook-unreadable", path = place, error = text)).remedy(say!("workbook-damaged")).at("path")
}

fn is_there((row, column): (u32, u32)) -> bool {
    row < MOST_ROWS && column < MOST_COLUMNS
}

fn xlsx_cells(book: &mut Xlsx<Source<'_>>, path: &Path, sheet: &str, shown: bool) -> Result<Cells, XlsxError> {
    let mut cells = Vec::new();
    let mut blank = false;
    let mut reader = match book.worksheet_cells_reader(sheet) {
        // A chart on a sheet of its own.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Cells::default()),
        reader => reader?,
    };
    let code =
        |style: &calamine::Style| style.number_format.as_ref().map_or("General".into(), |f| f.format_code.clone());
    let shapes: Vec<Shape> =
        if shown { reader.styles().iter().map(|style| Shape::parse(&code(style))).collect() } else { Vec::new() };
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        match Value::of(cell.get_value()).filter(|_| is_there((row, column))) {
            Some(value) => {
                let value = match shapes.get(style).filter(|_| !matches!(value, Value::Error(_))) {
                    Some(shape) => Value::Text(shape.show(&value, serial(cell.get_value()))),
                    None if shown && !matches!(value, Value::Error(_)) => Value::Text(super::words::words(&value)),
                    None => value,
                };
                cells.push(Cell { row, column, value });
            }
            None => blank = true,
        }
    }
    drop(reader);
    let asks = asks_for_results(path);
    let mut formulas = (0, 0);
    if blank || asks {
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
    let merged = book.merge_cells_by_sheet_name(sheet)?;
    let merged = merged.into_iter().map(|area| Area::new(area.start, area.end)).collect();
    let uncomputed = asks && formulas.0 > 0 && formulas.0 == formulas.1;
    Ok(Cells { uncomputed, ..Cells::sorted(cells, merged) })
}

/// Excel's number of a date or time.
fn serial(value: &DataRef<'_>) -> Option<f64> {
    if let DataRef::DateTime(serial) = value { Some(serial.as_f64()) } else { None }
}

/// Whether the workbook asks whoever opens it to compute: the program that wrote it did not.
fn asks_for_results(path: &Path) -> bool {
    let text = part_texts(path, |name| name.to_lowercase().ends_with("workbook.xml"));
    text.iter().any(|text| text.contains("fullCalcOnLoad=\"1\"") || text.contains("fullCalcOnLoad=\"true\""))
}

/// The names of the tables and where they stand, the row of totals left off.
fn table_areas(path: &Path) -> Vec<(String, String)> {
    let texts = part_texts(path, |name| name.to_lowercase().contains("/tables/"));
    let area = |text: &String| {
        let mut xml = Xml::new(text.as_bytes());
        while let Ok(Some(piece)) = xml.next() {
            let Piece::Open(tag) = piece else { continue };
            if tag.name.rsplit(':').next() != Some("table") {
                continue;
            }
            let mut area = Area::parse(tag.get("ref")?)?;
            if tag.get("totalsRowCount").is_some() {
                area.bottom -= (tag.count("totalsRowCount") as u32).min(area.bottom - area.top);
            }
            let place = format!(
                "{}:{}",
                super::area::cell_name(area.top, area.left),
                super::area::cell_name(area.bottom, area.right)
            );
            return Some((tag.get("displayName").or(tag.get("name"))?.to_owned(), place));
        }
        None
    };
    texts.iter().filter_map(area).collect()
}

/// The texts of the small parts whose names are wanted.
fn part_texts(path: &Path, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let Ok(Ok(mut archive)) = File::open(path).map(ZipArchive::new) else { return Vec::new() };
    let mut texts = Vec::new();
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        if !part.name().is_ok_and(|name| wanted(&name)) {
            continue;
        }
        let mut bytes = Vec::new();
        if part.take(4 << 20).read_to_end(&mut bytes).is_ok() {
            texts.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    texts
}

fn xlsb_cells(book: &mut Xlsb<Source<'_>>, sheet: &str) -> Result<Vec<Cell>, calamine::XlsbError> {
    let mut cells = Vec::new();
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let value = Value::of(cell.get_value()).filter(|_| is_there((row, column)));
        cells.extend(value.map(|value| Cell { row, column, value }));
    }
    drop(reader);
    // The library passes over errors that formulas give; nothing else is a formula without a value.
    let known: std::collections::HashSet<(u32, u32)> = cells.iter().map(|cell| (cell.row, cell.column)).collect();
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(formula) = reader.next_formula()? {
        let (row, column) = formula.get_position();
        if is_there((row, column)) && !known.contains(&(row, column)) {
            cells.push(Cell { row, column, value: Value::Error("#N/A".into()) });
        }
    }
    Ok(cells)
}

fn xls_cells(book: &mut Xls<Source<'_>>, sheet: &str) -> Result<Cells, XlsError> {
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
    // One empty text may be a result; nothing but empty ones is a program that does not calculate.
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
