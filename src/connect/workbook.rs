//! Reading sheets of Excel and OpenDocument workbooks.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType as _, Error, Ods, Range, Reader, Sheets, Xls, Xlsb, Xlsx};
use chrono::{NaiveDateTime, NaiveTime, Timelike};
use polars::prelude::*;

use super::csv::unique_names;
use super::heeding::{Heeding, IsStopped, heeding};
use super::memo::Memo;
use super::stamp::{Stamp, stamp};
use super::words::{Doing, io_problem};
use crate::base::{Problem, suggest};

/// Which part of a workbook is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetOptions {
    /// A sheet's name, or its number from 1; empty is the first.
    pub sheet: String,
    /// The row that holds the names, from 1; 0 for none.
    pub header_row: usize,
}

/// A sheet as a table.
#[derive(Clone)]
pub struct Sheet {
    pub table: DataFrame,
    pub warnings: Vec<Problem>,
}

/// The reader of a workbook.
type Book<'a> = Heeding<'a, BufReader<File>>;

static READ: Memo<(PathBuf, Stamp, SheetOptions), Sheet> = Memo::new(8);

/// Reads a sheet. Fails where the workbook cannot be opened, the sheet is not there, or it holds nothing, and soon after
/// `is_stopped` says so.
pub fn read_sheet(path: &Path, options: &SheetOptions, is_stopped: IsStopped<'_>) -> Result<Sheet, Problem> {
    let stamp = stamp(path).map_err(|problem| problem.at("path"))?;
    let key = (path.to_path_buf(), stamp, options.clone());
    if let Some(sheet) = READ.get(&key) {
        return Ok(sheet);
    }
    let sheet = heeding(is_stopped, || parse(path, options, is_stopped))?;
    READ.put(key, sheet.clone());
    Ok(sheet)
}

fn parse(path: &Path, options: &SheetOptions, is_stopped: IsStopped<'_>) -> Result<Sheet, Problem> {
    let mut book = open(path, is_stopped)?.map_err(|error| unreadable(path, error))?;
    let name = sheet_name(&book, options)?;
    let range = book.worksheet_range(&name).map_err(|error| unreadable(path, error))?;
    let Some((first_row, _)) = range.start() else {
        return Err(Problem::error(say!("sheet-empty", name = name)).remedy(say!("sheet-choose")).at("sheet"));
    };
    // Rows are counted as in Excel; the range begins at the first that holds something.
    let header = options.header_row.checked_sub(1).map(|row| row.checked_sub(first_row as usize));
    let (names, body) = match header {
        None => (vec![String::new(); range.width()], 0),
        Some(Some(row)) if row < range.height() => {
            (range.rows().nth(row).unwrap_or_default().iter().map(label).collect(), row + 1)
        }
        Some(_) => {
            let (from, to) = (first_row as usize + 1, first_row as usize + range.height());
            let text = say!("sheet-row-empty", row = options.header_row, name = name, from = from, to = to);
            return Err(Problem::error(text).remedy(say!("sheet-choose-header")).at("header_row"));
        }
    };
    table(&range, names, body)
}

/// By its extension, or else as whatever it turns out to be.
fn open<'a>(path: &Path, is_stopped: IsStopped<'a>) -> Result<Result<Sheets<Book<'a>>, Error>, Problem> {
    let reader = || match File::open(path) {
        Ok(file) => Ok(Heeding::new(BufReader::new(file), is_stopped)),
        Err(error) => Err(io_problem(Doing::Read, path, &error).at("path")),
    };
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    Ok(match extension.as_str() {
        "xls" | "xla" => Xls::new(reader()?).map(Sheets::Xls).map_err(Error::Xls),
        "xlsx" | "xlsm" | "xlam" => Xlsx::new(reader()?).map(Sheets::Xlsx).map_err(Error::Xlsx),
        "xlsb" => Xlsb::new(reader()?).map(Sheets::Xlsb).map_err(Error::Xlsb),
        "ods" => Ods::new(reader()?).map(Sheets::Ods).map_err(Error::Ods),
        _ => {
            if let Ok(book) = Xls::new(reader()?) {
                Ok(Sheets::Xls(book))
            } else if let Ok(book) = Xlsx::new(reader()?) {
                Ok(Sheets::Xlsx(book))
            } else if let Ok(book) = Xlsb::new(reader()?) {
                Ok(Sheets::Xlsb(book))
            } else {
                Ods::new(reader()?).map(Sheets::Ods).map_err(|_| Error::Msg("Cannot detect file format"))
            }
        }
    })
}

fn sheet_name<R: std::io::Read + std::io::Seek>(book: &Sheets<R>, options: &SheetOptions) -> Result<String, Problem> {
    let names = book.sheet_names();
    let wanted = options.sheet.trim();
    let by_number = || names.get(wanted.parse::<usize>().ok()?.checked_sub(1)?);
    let found = if wanted.is_empty() { names.first() } else { names.iter().find(|n| *n == wanted).or_else(by_number) };
    found.cloned().ok_or_else(|| {
        let problem = Problem::error(say!("sheet-none", name = wanted)).at("sheet");
        let remedy = suggest::remedy(wanted, names.iter().map(String::as_str));
        problem.remedy(remedy.unwrap_or_else(|| say!("workbook-no-sheets")))
    })
}

fn unreadable(path: &Path, error: calamine::Error) -> Problem {
    let place = path.display();
    let text = error.to_string();
    if text.to_lowercase().contains("password") {
        return Problem::error(say!("workbook-protected", path = place)).remedy(say!("workbook-unprotect")).at("path");
    }
    Problem::error(say!("workbook-unreadable", path = place, error = text)).remedy(say!("workbook-damaged")).at("path")
}

/// A header cell's text.
fn label(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Empty => String::new(),
        cell => text(cell),
    }
}

fn table(range: &Range<Data>, names: Vec<String>, body: usize) -> Result<Sheet, Problem> {
    let (names, mut warnings) = unique_names(names, true);
    let rows: Vec<&[Data]> = range.rows().skip(body).collect();
    // Formatting often reaches further down than the data.
    let height = rows.iter().rposition(|row| row.iter().any(|cell| !cell.is_empty())).map_or(0, |last| last + 1);
    let mut errors = 0;
    let columns = names.iter().enumerate().map(|(index, name)| {
        let cells: Vec<&Data> = rows[..height].iter().map(|row| &row[index]).collect();
        errors += cells.iter().filter(|cell| matches!(cell, Data::Error(_))).count();
        column(name, &cells)
    });
    let table = DataFrame::new(height, columns.collect()).map_err(|error| Problem::error(error.to_string()))?;
    if errors > 0 {
        let warning = Problem::warning(say!("workbook-errors", count = errors));
        warnings.push(warning.remedy(say!("workbook-correct")));
    }
    Ok(Sheet { table, warnings })
}

/// What the cells of a column have in common.
#[derive(Clone, Copy, PartialEq)]
enum Common {
    Nothing,
    Boolean,
    Integer,
    Number,
    Date,
    DateTime,
    Time,
    Duration,
    Text,
}

impl Common {
    fn of(cell: &Data) -> Common {
        match cell {
            Data::Empty | Data::Error(_) => Common::Nothing,
            Data::Bool(_) => Common::Boolean,
            Data::Int(_) => Common::Integer,
            // A sheet knows floating point only; whole numbers that are exact in it were meant as such.
            Data::Float(number) if number.fract() == 0.0 && number.abs() < 9.0e15 => Common::Integer,
            Data::Float(_) => Common::Number,
            Data::DateTime(value) if value.is_duration() => Common::Duration,
            Data::DateTime(value) if (0.0..1.0).contains(&value.as_f64()) => Common::Time,
            Data::DateTime(_) | Data::DateTimeIso(_) => match moment(cell) {
                Some(moment) if moment.time() == NaiveTime::MIN => Common::Date,
                Some(_) => Common::DateTime,
                None => Common::Text,
            },
            // What a formula gives that shows nothing is no reason to make numbers into text.
            Data::String(text) if text.is_empty() => Common::Nothing,
            Data::String(_) | Data::DurationIso(_) => Common::Text,
        }
    }

    fn and(self, other: Common) -> Common {
        use Common::*;
        match (self, other) {
            (a, b) if a == b => a,
            (Nothing, other) | (other, Nothing) => other,
            (Integer, Number) | (Number, Integer) => Number,
            (Date, DateTime) | (DateTime, Date) => DateTime,
            _ => Text,
        }
    }
}

fn moment(cell: &Data) -> Option<NaiveDateTime> {
    cell.as_datetime().or_else(|| Some(cell.as_date()?.and_time(NaiveTime::MIN)))
}

fn column(name: &str, cells: &[&Data]) -> Column {
    let common = cells.iter().fold(Common::Nothing, |common, cell| common.and(Common::of(cell)));
    let name = PlSmallStr::from_str(name);
    fn all<T>(cells: &[&Data], value: impl Fn(&Data) -> Option<T>) -> Vec<Option<T>> {
        cells.iter().map(|cell| value(cell)).collect()
    }
    let microseconds = |cell: &Data| Some(moment(cell)?.and_utc().timestamp_micros());
    let typed = |column: Column, dtype: DataType| column.cast(&dtype).unwrap_or(column);
    match common {
        Common::Boolean => Column::new(name, all(cells, |cell| cell.get_bool())),
        Common::Integer => Column::new(name, all(cells, |cell| cell.as_i64())),
        Common::Number => Column::new(name, all(cells, |cell| cell.as_f64())),
        Common::Date => {
            let days = all(cells, |cell| Some(microseconds(cell)?.div_euclid(86_400_000_000) as i32));
            typed(Column::new(name, days), DataType::Date)
        }
        Common::DateTime => {
            typed(Column::new(name, all(cells, microseconds)), DataType::Datetime(TimeUnit::Microseconds, None))
        }
        Common::Time => {
            let nanoseconds = all(cells, |cell| {
                let time = cell.as_time()?;
                Some(i64::from(time.num_seconds_from_midnight()) * 1_000_000_000 + i64::from(time.nanosecond()))
            });
            typed(Column::new(name, nanoseconds), DataType::Time)
        }
        Common::Duration => {
            let spans = all(cells, |cell| cell.as_duration()?.num_microseconds());
            typed(Column::new(name, spans), DataType::Duration(TimeUnit::Microseconds))
        }
        Common::Nothing | Common::Text => {
            Column::new(name, all(cells, |cell| (!matches!(cell, Data::Empty | Data::Error(_))).then(|| text(cell))))
        }
    }
}

/// A cell in words, for columns of several types.
fn text(cell: &Data) -> String {
    match cell {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::DateTime(_) => match moment(cell) {
            Some(moment) if moment.time() == NaiveTime::MIN => moment.date().to_string(),
            Some(moment) => moment.to_string(),
            None => cell.to_string(),
        },
        cell => cell.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_text_is_blank_among_numbers_and_text_among_text() {
        let empty = Data::String(String::new());
        let numbers = column("x", &[&Data::Float(1.5), &empty, &Data::Empty]);
        assert_eq!((numbers.dtype(), numbers.null_count()), (&DataType::Float64, 2));
        let texts = column("x", &[&Data::String("a".into()), &empty, &Data::Empty]);
        assert_eq!((texts.dtype(), texts.null_count()), (&DataType::String, 1));
    }
}
