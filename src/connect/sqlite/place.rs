//! Filling a staged table, and moving its rows to the target table, also after a crash.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use polars::prelude::*;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use super::asked::quoted;
use super::placed::kind_of_table;
use super::placement::{ExistingTable, Placement};
use super::words::problem;
use crate::base::Problem;
use crate::connect::source::Address;
use crate::connect::target::{Driver, Removal, Standing, Ticket};

/// How long to wait for a lock held by another program.
const PATIENCE: Duration = Duration::from_secs(10);

/// The prefix of the names of staged tables.
pub(super) const STAGED: &str = "tablewire_staged_";

fn address(placement: &Placement) -> Address {
    Address::Url(format!("sqlite://{}/{}", placement.path.display(), placement.table))
}

/// Finishes or removes staged tables. Both tickets are a [`Placement`] as JSON.
struct SqliteDriver;

pub const SQLITE: &dyn Driver = &SqliteDriver;

pub(super) fn ticket(placement: &Placement) -> Result<Ticket, Problem> {
    let text = serde_json::to_string(placement)
        .map_err(|error| Problem::error(say!("write-cannot-note", error = error)).remedy(say!("file-choose-name")))?;
    Ok(Ticket { driver: SQLITE.name().to_owned(), text })
}

/// Opens the database for writing; creates the file only if there was none when the output began.
pub(super) fn open(placement: &Placement) -> rusqlite::Result<Connection> {
    let create = if placement.is_new_file { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(&placement.path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// A staged table that receives rows.
pub(super) struct Filling {
    /// `None` once it is complete.
    connection: Option<Connection>,
    path: std::path::PathBuf,
    insert: String,
    pub rows: u64,
    /// The approximate number of bytes written so far.
    pub bytes: Arc<AtomicU64>,
    pub fault: Option<Problem>,
}

impl Filling {
    pub fn begin(connection: Connection, placement: &Placement) -> Result<Filling, Problem> {
        let names: Vec<String> = placement.columns.iter().map(|(name, _)| quoted(name)).collect();
        // Without declared types values are stored unchanged.
        let create = format!("CREATE TABLE {} ({})", quoted(&placement.staged), names.join(", "));
        connection.execute_batch(&create).map_err(|error| problem(&placement.path, &error))?;
        let signs = vec!["?"; names.len()].join(", ");
        let insert = format!("INSERT INTO {} VALUES ({signs})", quoted(&placement.staged));
        let path = placement.path.clone();
        let connection = Some(connection);
        Ok(Filling { connection, path, insert, rows: 0, bytes: Arc::default(), fault: None })
    }

    pub fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        let added = self.try_add(batch);
        if let Err(problem) = &added {
            self.fault = Some(problem.clone());
        }
        added
    }

    fn try_add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        let Some(connection) = &mut self.connection else { return Err(Problem::stopped()) };
        let failed = |error: rusqlite::Error| problem(&self.path, &error);
        let transaction = connection.transaction().map_err(failed)?;
        {
            let mut statement = transaction.prepare_cached(&self.insert).map_err(failed)?;
            let series: Vec<Series> = batch.columns().iter().map(|c| c.as_materialized_series().rechunk()).collect();
            let mut columns: Vec<_> = series.iter().map(Series::iter).collect();
            for row in 0..batch.height() as u64 {
                let mut values = Vec::with_capacity(columns.len());
                for (column, series) in columns.iter_mut().zip(&series) {
                    let value = column.next().unwrap_or(AnyValue::Null);
                    let number = self.rows + row + 1;
                    values.push(stored(&value).ok_or_else(|| {
                        let name = series.name().as_str();
                        let shown = value.to_string();
                        let message = say!("database-value-not-held", column = name, row = number, value = shown);
                        Problem::error(message).remedy(say!("database-cast-first"))
                    })?);
                }
                statement.execute(params_from_iter(values)).map_err(failed)?;
            }
        }
        transaction.commit().map_err(failed)?;
        self.rows += batch.height() as u64;
        self.bytes.fetch_add(batch.estimated_size() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// All rows have been passed; fails if one of them could not be written.
    pub fn finish(&mut self) -> Result<(), Problem> {
        self.close();
        self.fault.clone().map_or(Ok(()), Err)
    }

    pub fn close(&mut self) {
        self.connection = None;
    }
}

/// The value as SQLite stores it; `None` if it cannot store it unchanged.
fn stored(value: &AnyValue) -> Option<Value> {
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

fn micros(time: i64, unit: TimeUnit) -> Option<i64> {
    match unit {
        TimeUnit::Nanoseconds => (time % 1_000 == 0).then_some(time / 1_000),
        TimeUnit::Microseconds => Some(time),
        TimeUnit::Milliseconds => time.checked_mul(1_000),
    }
}

/// Moves the staged rows to the target table, in one transaction; `false` if they are there already.
pub(super) fn place(placement: &Placement) -> Result<bool, Problem> {
    let failed = |error: rusqlite::Error| problem(&placement.path, &error);
    let mut connection = open(placement).map_err(failed)?;
    let mut moved = || -> rusqlite::Result<bool> {
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        if kind_of_table(&transaction, &placement.staged)?.is_none() {
            return Ok(false);
        }
        let table = quoted(&placement.table);
        let staged = quoted(&placement.staged);
        let names: Vec<String> = placement.columns.iter().map(|(name, _)| quoted(name)).collect();
        if kind_of_table(&transaction, &placement.table)?.is_none() {
            let columns = placement.columns.iter().map(|(name, data_type)| format!("{} {data_type}", quoted(name)));
            let columns: Vec<String> = columns.collect();
            transaction.execute_batch(&format!("CREATE TABLE {table} ({})", columns.join(", ")))?;
        } else if placement.existing == ExistingTable::Replace {
            transaction.execute_batch(&format!("DELETE FROM {table}"))?;
        }
        let names = names.join(", ");
        // Without an index they come in the order in which they were staged.
        let sql = format!("INSERT INTO {table} ({names}) SELECT {names} FROM {staged}");
        let inserted = transaction.execute(&sql, [])?;
        let expected =
            transaction.query_row(&format!("SELECT count(*) FROM {staged}"), [], |row| row.get::<_, i64>(0))?;
        if i64::try_from(inserted) != Ok(expected) {
            // A trigger or a conflict rule has left rows out.
            return Err(rusqlite::Error::StatementChangedRows(inserted));
        }
        transaction.execute_batch(&format!("DROP TABLE {staged}"))?;
        transaction.commit()?;
        Ok(true)
    };
    moved().map_err(|error| match error {
        rusqlite::Error::StatementChangedRows(rows) => {
            let problem = Problem::error(say!("database-rows-left-out", name = placement.table.as_str(), count = rows));
            problem.remedy(say!("database-check-triggers")).at("table")
        }
        error => failed(error),
    })
}

/// Removes a staged table, and the file that was made for it alone.
pub(super) fn remove(placement: &Placement) -> Removal {
    if !Path::exists(&placement.path) {
        return Removal::Absent;
    }
    let removed = || -> rusqlite::Result<(bool, bool)> {
        let connection = open(&Placement { is_new_file: false, ..placement.clone() })?;
        let was_there = kind_of_table(&connection, &placement.staged)?.is_some();
        connection.execute_batch(&format!("DROP TABLE IF EXISTS {}", quoted(&placement.staged)))?;
        let others: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok((was_there, others == 0))
    };
    match removed() {
        Ok((was_there, is_empty)) => {
            let is_gone = placement.is_new_file && is_empty && std::fs::remove_file(&placement.path).is_ok();
            if was_there || is_gone { Removal::Removed } else { Removal::Absent }
        }
        Err(_) => Removal::Left,
    }
}

impl Driver for SqliteDriver {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn remove(&self, staged: &str) -> Removal {
        serde_json::from_str(staged).map_or(Removal::Absent, |placement| remove(&placement))
    }

    fn finish(&self, prepared: &str) -> Result<Option<Address>, Problem> {
        let Ok(placement) = serde_json::from_str::<Placement>(prepared) else { return Ok(None) };
        if !Path::exists(&placement.path) {
            return Ok(None);
        }
        Ok(place(&placement)?.then(|| address(&placement)))
    }

    /// A note may be forged: it may only name tables that are created for staging.
    fn check(&self, ticket: &str) -> Result<(), Problem> {
        let placement = serde_json::from_str::<Placement>(ticket).ok();
        let is_ours = |it: &Placement| it.path.is_absolute() && it.staged.starts_with(STAGED);
        if placement.is_some_and(|placement| is_ours(&placement)) {
            return Ok(());
        }
        Err(Problem::error(say!("database-ticket-foreign")).remedy(say!("defect-report")))
    }

    fn address(&self, prepared: &str) -> Option<Address> {
        serde_json::from_str::<Placement>(prepared).ok().map(|placement| address(&placement))
    }

    fn standing(&self, prepared: &str) -> Result<Standing, Problem> {
        let placement = serde_json::from_str::<Placement>(prepared).ok();
        let Some(placement) = placement.filter(|placement| Path::exists(&placement.path)) else {
            return Ok(Standing::Lost);
        };
        let found = open(&Placement { is_new_file: false, ..placement.clone() })
            .and_then(|connection| kind_of_table(&connection, &placement.staged));
        // The rows and the table that holds them change in one transaction.
        match found.map_err(|error| problem(&placement.path, &error))? {
            Some(_) => Ok(Standing::Waiting),
            None => Ok(Standing::InPlace),
        }
    }
}
