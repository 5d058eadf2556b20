//! Filling a staged table. A value is stored unchanged, or the output is refused.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use polars::prelude::*;
use polars::series::SeriesIter;
use rusqlite::types::Value;
use rusqlite::{Connection, Statement};

use super::placement::{Placement, declared_columns};
use super::words::problem;
use crate::base::Problem;
use crate::connect::servers::micros;
use crate::connect::sql_rows::quoted;
use crate::connect::staged_table::Filling;

/// What is written as one transaction, at least. Each waits for the disk; while it lasts, others cannot write.
const ROWS: usize = 131_072;
const BYTES: usize = 32 << 20;

/// The databases that this process fills.
static FILLED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn filled() -> MutexGuard<'static, Vec<PathBuf>> {
    FILLED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether this process fills a table of the database.
pub(super) fn is_filled(path: &Path) -> bool {
    let path = path.canonicalize();
    filled().iter().any(|filled| path.as_ref().is_ok_and(|path| path == filled))
}

/// Says that a database is being filled, until it is dropped.
struct Filled(PathBuf);

impl Filled {
    fn new(path: &Path) -> Filled {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        filled().push(path.clone());
        Filled(path)
    }
}

impl Drop for Filled {
    fn drop(&mut self) {
        let mut filled = filled();
        if let Some(index) = filled.iter().position(|path| *path == self.0) {
            filled.swap_remove(index);
        }
    }
}

/// A staged table that receives rows.
pub(super) struct Inserts {
    /// `None` once it is complete.
    connection: Option<(Connection, Filled)>,
    path: PathBuf,
    insert: String,
    /// What has been passed and is not in the table yet.
    waiting: Vec<DataFrame>,
    rows: u64,
    /// The approximate number of bytes written so far.
    bytes: Arc<AtomicU64>,
}

impl Inserts {
    pub fn begin(connection: Connection, placement: &Placement) -> Result<Inserts, Problem> {
        let names: Vec<String> = placement.columns.iter().map(|(name, _)| quoted(name)).collect();
        // Without declared types values are stored unchanged; with those of a new table too, since they are chosen for them.
        let columns = if placement.is_typed { declared_columns(placement) } else { names.join(", ") };
        let create = format!("CREATE TABLE {} ({columns})", quoted(&placement.staged));
        connection.execute_batch(&create).map_err(|error| problem(&placement.path, &error))?;
        let signs = vec!["?"; names.len()].join(", ");
        let insert = format!("INSERT INTO {} VALUES ({signs})", quoted(&placement.staged));
        let path = placement.path.clone();
        let connection = Some((connection, Filled::new(&path)));
        Ok(Inserts { connection, path, insert, waiting: Vec::new(), rows: 0, bytes: Arc::default() })
    }

    /// Writes what waits, as one transaction.
    fn write(&mut self) -> Result<(), Problem> {
        let Some((connection, _)) = &mut self.connection else { return Err(Problem::stopped()) };
        let failed = |error: rusqlite::Error| problem(&self.path, &error);
        let transaction = connection.transaction().map_err(failed)?;
        let mut rows = self.rows;
        let waiting = std::mem::take(&mut self.waiting);
        {
            let mut statement = transaction.prepare_cached(&self.insert).map_err(failed)?;
            for batch in &waiting {
                insert(batch, rows, &mut statement, failed)?;
                rows += batch.height() as u64;
            }
        }
        transaction.commit().map_err(failed)?;
        self.rows = rows;
        let bytes = waiting.iter().map(DataFrame::estimated_size).sum::<usize>();
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(())
    }
}

impl Filling for Inserts {
    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        self.waiting.push(batch.clone());
        let rows: usize = self.waiting.iter().map(DataFrame::height).sum();
        let bytes: usize = self.waiting.iter().map(DataFrame::estimated_size).sum();
        if rows >= ROWS || bytes >= BYTES { self.write() } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<(), Problem> {
        self.write()?;
        self.close();
        Ok(())
    }

    fn close(&mut self) {
        self.connection = None;
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn bytes(&self) -> Arc<AtomicU64> {
        self.bytes.clone()
    }
}

/// Inserts the rows of a batch, before which so many rows have been inserted.
fn insert(
    batch: &DataFrame,
    before: u64,
    statement: &mut Statement<'_>,
    failed: impl Fn(rusqlite::Error) -> Problem,
) -> Result<(), Problem> {
    let series: Vec<Series> = batch.columns().iter().map(|c| c.as_materialized_series().rechunk()).collect();
    let mut columns: Vec<_> = series.iter().map(Cells::of).collect();
    for row in 0..batch.height() {
        for (index, (cells, series)) in columns.iter_mut().zip(&series).enumerate() {
            if !cells.bind(row, statement, index + 1).map_err(&failed)? {
                let (name, number) = (series.name().as_str(), before + row as u64 + 1);
                let value = series.get(row).map(|value| value.to_string()).unwrap_or_default();
                let message = say!("database-value-not-held", column = name, row = number, value = value);
                return Err(Problem::error(message).remedy(say!("database-cast-first")));
            }
        }
        statement.raw_execute().map_err(&failed)?;
    }
    Ok(())
}

/// The values of a column.
enum Cells<'a> {
    Integers(&'a Int64Chunked),
    Numbers(&'a Float64Chunked),
    Texts(&'a StringChunked),
    Dates(&'a Int32Chunked),
    /// All others, from the first to the last.
    Any(SeriesIter<'a>),
}

impl<'a> Cells<'a> {
    fn of(series: &'a Series) -> Cells<'a> {
        let plain = match series.dtype() {
            DataType::Int64 => series.i64().ok().map(Cells::Integers),
            DataType::Float64 => series.f64().ok().map(Cells::Numbers),
            DataType::String => series.str().ok().map(Cells::Texts),
            DataType::Date => series.date().ok().map(|dates| Cells::Dates(dates.physical())),
            _ => None,
        };
        plain.unwrap_or_else(|| Cells::Any(series.iter()))
    }

    /// Binds the value of a row; `false` if it cannot be stored unchanged. Rows are taken from the first to the last.
    #[inline]
    fn bind(&mut self, row: usize, statement: &mut Statement<'_>, place: usize) -> rusqlite::Result<bool> {
        match self {
            Cells::Integers(values) => statement.raw_bind_parameter(place, values.get(row))?,
            Cells::Texts(values) => statement.raw_bind_parameter(place, values.get(row))?,
            Cells::Dates(values) => {
                let Some(days) = values.get(row) else {
                    statement.raw_bind_parameter(place, Value::Null)?;
                    return Ok(true);
                };
                let Some(digits) = super::dates::digits(days) else { return Ok(false) };
                statement.raw_bind_parameter(place, std::str::from_utf8(&digits)?)?;
            }
            // SQLite stores NaN as null.
            Cells::Numbers(values) if values.get(row).is_some_and(f64::is_nan) => return Ok(false),
            Cells::Numbers(values) => statement.raw_bind_parameter(place, values.get(row))?,
            Cells::Any(values) => match stored(&values.next().unwrap_or(AnyValue::Null)) {
                Some(value) => statement.raw_bind_parameter(place, value)?,
                None => return Ok(false),
            },
        }
        Ok(true)
    }
}

/// The value as SQLite stores it; `None` if it cannot store it unchanged.
pub(super) fn stored(value: &AnyValue) -> Option<Value> {
    Some(match value {
        AnyValue::Null => Value::Null,
        AnyValue::Boolean(value) => Value::Integer((*value).into()),
        AnyValue::Float64(number) => finite(*number)?,
        AnyValue::Float32(number) => finite((*number).into())?,
        AnyValue::String(text) => Value::Text((*text).to_owned()),
        AnyValue::StringOwned(text) => Value::Text(text.to_string()),
        AnyValue::Binary(bytes) => Value::Blob(bytes.to_vec()),
        AnyValue::BinaryOwned(bytes) => Value::Blob(bytes.clone()),
        AnyValue::Date(days) => Value::Text(super::dates::text(*days)?),
        AnyValue::Datetime(time, unit, None) => Value::Text(super::dates::time_text(micros(*time, *unit)?)?),
        AnyValue::DatetimeOwned(time, unit, None) => Value::Text(super::dates::time_text(micros(*time, *unit)?)?),
        value if value.is_integer() => Value::Integer(i64::try_from(value.extract::<i128>()?).ok()?),
        value => Value::Text(value.get_str()?.to_owned()),
    })
}

/// SQLite stores NaN as null.
fn finite(number: f64) -> Option<Value> {
    (!number.is_nan()).then_some(Value::Real(number))
}
