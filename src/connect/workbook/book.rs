//! An open workbook, whatever its format, and the cells of its sheets.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{Error, OdsError, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::cells::Cells;
use super::declared_sizes;
use super::glance::Glance;
use super::grids::{Fault, xls_cells, xlsb_cells, xlsb_glance, xlsx_cells, xlsx_glance};
use super::ods::{Ods, OdsFault};
use super::parts::table_areas;
use super::selection::SheetName;
use super::source::{Named, Source};
use crate::base::Problem;
use crate::connect::cancellable_io::{Cancellable, IsStopped, begin_pass};
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::{FileKind, kind_of_file};

/// An open workbook.
pub(super) struct Book<'a> {
    path: &'a Path,
    format: Format<'a>,
    /// Whether cells are the texts that they show.
    shown: bool,
}

enum Format<'a> {
    Xlsx(Box<Xlsx<Source<'a>>>),
    Xlsb(Box<Xlsb<Source<'a>>>),
    Xls(Box<Xls<Source<'a>>>),
    Ods(Ods),
}

/// A workbook, the library's error, or a problem found before calling the library.
type Opened<'a> = Result<Result<Format<'a>, Error>, Problem>;

/// The problem of a workbook that its reader could not process.
pub(super) fn broken(path: &Path) -> Problem {
    Problem::error(say!("workbook-broken", path = path.display())).remedy(say!("workbook-save-again")).at("path")
}

impl<'a> Book<'a> {
    /// Opens the workbook by its extension, or else by its detected format. With `shown`, cells are the texts that the
    /// program shows, if the format contains them.
    pub fn open(path: &'a Path, shown: bool, is_stopped: IsStopped<'a>) -> Result<Self, Problem> {
        let reader = || match File::open(path) {
            Ok(file) => Ok(Cancellable::new(BufReader::new(file), is_stopped)),
            Err(error) => Err(io_problem(FileOperation::Read, path, &error).at("path")),
        };
        reader()?;
        declared_sizes::check(path, is_stopped)?;
        begin_pass(std::fs::metadata(path).map_or(0, |file| file.len() as usize));
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
                Err(OdsFault::Repeated(count)) => Err(declared_sizes::scattered(path, count)),
            }
        };
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let format: Result<Format, Error> = match (extension.as_str(), mark(path)) {
            // A new workbook with the old extension, or vice versa: the actual format counts.
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

    /// The sheets that may contain a table, in the order of the workbook.
    pub fn sheets(&self) -> Vec<SheetName> {
        let metadata = match &self.format {
            Format::Xlsx(book) => book.sheets_metadata(),
            Format::Xlsb(book) => book.sheets_metadata(),
            Format::Xls(book) => book.sheets_metadata(),
            Format::Ods(book) => {
                let listed =
                    |sheet: &super::ods::OdsSheet| SheetName { name: sheet.name.clone(), hidden: sheet.hidden };
                return book.sheets.iter().map(listed).collect();
            }
        };
        let tables = metadata.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        tables
            .map(|sheet| SheetName { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible })
            .collect()
    }

    /// The named tables and ranges.
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

    /// The cells of a sheet.
    pub fn cells(&mut self, sheet: &str) -> Result<Cells, Problem> {
        let path = self.path;
        match &mut self.format {
            Format::Xlsx(book) => xlsx_cells(book, path, sheet, self.shown).map_err(|fault| of_fault(path, fault)),
            Format::Xlsb(book) => {
                let cells = xlsb_cells(book, path, sheet).map_err(|fault| of_fault(path, fault))?;
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

impl Book<'_> {
    /// The first cells of a sheet, and its size according to the file.
    pub fn glance(&mut self, sheet: &str) -> Result<Glance, Problem> {
        let path = self.path;
        let glance = match &mut self.format {
            Format::Xlsx(book) => xlsx_glance(book, sheet).map_err(|error| unreadable(path, &Error::Xlsx(error)))?,
            Format::Xlsb(book) => xlsb_glance(book, sheet).map_err(|error| unreadable(path, &Error::Xlsb(error)))?,
            // Opening them has read all of their cells.
            Format::Xls(_) | Format::Ods(_) => None,
        };
        match glance {
            Some(glance) => Ok(glance),
            None => Ok(Glance { cells: self.cells(sheet)?.cells, whole: true, declared: None }),
        }
    }
}

/// The signature of a file.
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

fn of_fault(path: &Path, fault: Fault) -> Problem {
    match fault {
        Fault::Library(error) => unreadable(path, &error),
        Fault::Texts(shown) => declared_sizes::same_text(path, shown),
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
