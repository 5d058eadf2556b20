//! Filling a staged table. A value is stored unchanged, or the output is refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::*;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::placement::Placement;
use super::words::problem;
use crate::base::Problem;
use crate::connect::servers::micros;
use crate::connect::sql_rows::quoted;
use crate::connect::staged_table::Filling;

/// A staged table that receives rows.
pub(super) struct Inserts {
    /// `None` once it is complete.
    connection: Option<Connection>,
    path: std::path::PathBuf,
    insert: String,
    rows: u64,
    /// The approximate number of bytes written so far.
    bytes: Arc<AtomicU64>,
    fault: Option<Problem>,
}

impl Inserts {
    pub fn begin(connection: Connection, placement: &Placement) -> Result<Inserts, Problem> {
        let names: Vec<String> = placement.columns.iter().map(|(name, _)| quoted(name)).collect();
        // Without declared types values are stored unchanged.
        let create = format!("CREATE TABLE {} ({})", quoted(&placement.staged), names.join(", "));
        connection.execute_batch(&create).map_err(|error| problem(&placement.path, &error))?;
        let signs = vec!["?"; names.len()].join(", ");
        let insert = format!("INSERT INTO {} VALUES ({signs})", quoted(&placement.staged));
        let path = placement.path.clone();
        let connection = Some(connection);
        Ok(Inserts { connection, path, insert, rows: 0, bytes: Arc::default(), fault: None })
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
}

impl Filling for Inserts {
    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        let added = self.try_add(batch);
        if let Err(problem) = &added {
            self.fault = Some(problem.clone());
        }
        added
    }

    fn finish(&mut self) -> Result<(), Problem> {
        self.close();
        self.fault.clone().map_or(Ok(()), Err)
    }

    fn close(&mut self) {
        self.connection = None;
    }

    fn fault(&self) -> Option<Problem> {
        self.fault.clone()
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn bytes(&self) -> Arc<AtomicU64> {
        self.bytes.clone()
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
