//! A staged table that receives rows: created, filled and kept in one transaction, so that a half-filled one never exists.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::*;

use super::encode::{NotHeld, rows};
use super::placed::{PlacedColumn, convert};
use super::placement::Placement;
use super::session::Session;
use crate::base::Problem;
use crate::connect::sql_rows::quoted;
use crate::connect::staged_table::{Filling, shown};

/// A staged table that receives rows.
pub(super) struct Ingest {
    /// `None` once it is complete.
    session: Option<Session>,
    placement: Placement,
    columns: Vec<PlacedColumn>,
    rows: u64,
    /// The approximate number of bytes written so far.
    bytes: Arc<AtomicU64>,
}

impl Ingest {
    /// Creates the table, in a session that has begun a transaction.
    pub fn begin(session: Session, placement: &Placement, columns: Vec<PlacedColumn>) -> Result<Ingest, Problem> {
        let declared: Vec<String> =
            columns.iter().map(|column| format!("{} {}", quoted(&column.name), column.own)).collect();
        session.run(&format!("CREATE TABLE {} ({})", placement.source(), declared.join(", ")))?;
        let (session, placement) = (Some(session), placement.clone());
        Ok(Ingest { session, placement, columns, rows: 0, bytes: Arc::default() })
    }
}

impl Filling for Ingest {
    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        let Some(session) = &self.session else { return Err(Problem::stopped()) };
        if batch.height() == 0 {
            return Ok(());
        }
        let array = rows(batch).map_err(|NotHeld(column, row)| {
            let (name, data_type) = (self.columns[column].name.as_str(), self.columns[column].own.as_str());
            let value = batch.columns()[column].get(row).map(|value| shown(&value)).unwrap_or_default();
            let row = self.rows + row as u64 + 1;
            let message = say!("server-value-not-held", column = name, row = row, value = value, data_type = data_type);
            Problem::error(message).remedy(say!("database-cast-first"))
        })?;
        let options = [
            ("adbc.ingest.target_table", self.placement.staged.as_str()),
            ("adbc.ingest.target_db_schema", self.placement.schema.as_str()),
            ("adbc.ingest.mode", "adbc.ingest.mode.append"),
        ];
        let added = session.connection.ingest(&options).and_then(|mut statement| {
            statement.bind(array)?;
            statement.execute()
        });
        added.map_err(|fault| session.problem(&fault).at("table"))?;
        self.rows += batch.height() as u64;
        self.bytes.fetch_add(batch.estimated_size() as u64, Ordering::Relaxed);
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Problem> {
        let Some(session) = &self.session else { return Ok(()) };
        let staged = self.placement.source();
        let count = session.texts(&format!("SELECT CAST(count(*) AS VARCHAR) FROM {staged}"), &[]);
        let count = count.map_err(|fault| session.problem(&fault))?.concat().concat();
        if count != self.rows.to_string() {
            let problem = Problem::error(say!("server-rows-lost", count = count, sent = self.rows));
            return Err(problem.remedy(say!("defect-report")).at("table"));
        }
        convert(session, &self.placement, &self.columns)?;
        session.run("COMMIT")?;
        self.session = None;
        Ok(())
    }

    fn close(&mut self) {
        self.session = None;
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn bytes(&self) -> Arc<AtomicU64> {
        self.bytes.clone()
    }
}
