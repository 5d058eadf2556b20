//! A staged table that receives rows. Each batch is committed: what is half filled is removed by its note.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::*;

use super::super::types::dtype;
use super::compare::{Sent, kind};
use super::placement::Placement;
use super::session::{WriteSession, exclusive};
use super::trial::{not_taken, renamed};
use crate::base::{HookGuard, Problem};
use crate::connect::staged_table::Filling;

/// A staged table that receives rows.
pub(super) struct Ingest {
    /// `None` once it is complete.
    session: Option<WriteSession>,
    placement: Placement,
    sent: Sent,
    /// The types that the driver has given back in a trial.
    back: Vec<DataType>,
    /// The approximate number of bytes sent so far.
    bytes: Arc<AtomicU64>,
    /// Asks the driver to end when the run is cancelled.
    _hook: HookGuard,
}

impl Ingest {
    /// Creates the table. Rows for a table that is there arrive in another one, and get its types at the end.
    pub fn begin(
        session: WriteSession,
        placement: &Placement,
        columns: &Schema,
        back: Vec<DataType>,
        hook: HookGuard,
    ) -> Result<Ingest, Problem> {
        let (schema, sent) = (placement.schema.as_deref(), Sent::new(columns));
        let none = DataFrame::empty_with_schema(columns);
        let (raw, placement) = (placement.raw(), placement.clone());
        let table = if placement.is_there { raw.as_str() } else { placement.staged.as_str() };
        session.ingest(schema, table, &none, true).map_err(|fault| session.problem(&fault))?;
        if placement.is_there {
            let (source, target, names) = (placement.source(), placement.target(), placement.names());
            session.run(&format!("CREATE TABLE {source} AS SELECT {names} FROM {target} WHERE 1 = 0"))?;
            // Types that do not go together are refused before the first row.
            move_rows(&session, &placement)?;
            check_kinds(&session, &placement, &sent)?;
        }
        session.commit()?;
        // Whether rows have been moved is told by the table: it has to be found again.
        if !session.is_listed(schema, &placement.staged)? {
            return Err(renamed(&placement.staged, "…"));
        }
        // What was only asked for holds no lock.
        session.roll_back()?;
        let session = Some(session);
        Ok(Ingest { session, placement, sent, back, bytes: Arc::default(), _hook: hook })
    }
}

/// Gives rows the types of the table that is there.
fn move_rows(session: &WriteSession, placement: &Placement) -> Result<(), Problem> {
    let (source, raw, names) = (placement.source(), placement.raw_source(), placement.names());
    session.run(&format!("INSERT INTO {source} ({names}) SELECT {names} FROM {raw}")).map(drop)
}

/// Fails for a column that is of another kind in the table that is there.
fn check_kinds(session: &WriteSession, placement: &Placement, sent: &Sent) -> Result<(), Problem> {
    let types = |table: &str| -> Result<Vec<Option<DataType>>, Problem> {
        let fields = session.fields(&format!("SELECT {} FROM {table} WHERE 1 = 0", placement.names()));
        let fields = fields.map_err(|fault| session.problem(&fault))?;
        Ok(fields.iter().map(|field| field.dtype.as_ref().ok().and_then(dtype)).collect())
    };
    let (own, there) = (types(&placement.raw_source())?, types(&placement.source())?);
    for (place, pair) in own.iter().zip(&there).enumerate() {
        if let (Some(own), Some(there)) = pair
            && kind(own) != kind(there)
        {
            return Err(would_change(sent, place, own, there));
        }
    }
    Ok(())
}

/// The problem of a column that is of another kind in the table.
fn would_change(sent: &Sent, place: usize, own: &DataType, there: &DataType) -> Problem {
    let (name, own, there) = (sent.names[place].as_str(), own.to_string(), there.to_string());
    let problem = Problem::error(say!("database-would-change", name = name, own = own, there = there));
    problem.remedy(say!("database-cast-first")).at("table")
}

impl Filling for Ingest {
    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        let Some(session) = &self.session else { return Err(Problem::stopped()) };
        if batch.height() == 0 {
            return Ok(());
        }
        self.sent.add(batch)?;
        let _alone = exclusive(&self.placement.database);
        let raw = self.placement.raw();
        let table = if self.placement.is_there { raw.as_str() } else { self.placement.staged.as_str() };
        let added = session.ingest(self.placement.schema.as_deref(), table, batch, false);
        added.map_err(|fault| not_taken(session, &self.placement, &self.sent, batch, &fault))?;
        session.commit()?;
        self.bytes.fetch_add(batch.estimated_size() as u64, Ordering::Relaxed);
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Problem> {
        let Some(session) = &self.session else { return Ok(()) };
        let _alone = exclusive(&self.placement.database);
        if self.placement.is_there {
            move_rows(session, &self.placement)?;
            session.run(&format!("DROP TABLE {}", self.placement.raw_source()))?;
        }
        let types = self.sent.check(session, &self.placement.source())?;
        for (place, pair) in types.iter().zip(&self.back).enumerate() {
            if let (Some(there), Some(back)) = (kind(pair.0), kind(pair.1))
                && there != back
            {
                return Err(would_change(&self.sent, place, pair.1, pair.0));
            }
        }
        session.commit()?;
        self.session = None;
        Ok(())
    }

    fn close(&mut self) {
        self.session = None;
    }

    /// Columns of a new table that have come back as another type, with the same values.
    fn warnings(&self) -> Vec<Problem> {
        let columns = self.sent.names.iter().zip(&self.sent.types).zip(&self.back);
        let other = columns.filter(|((_, sent), back)| {
            !self.placement.is_there
                && kind(back).is_some()
                && kind(sent).is_some_and(|kind_sent| Some(kind_sent) != kind(back))
        });
        other
            .map(|((name, sent), back)| {
                let (sent, back) = (sent.to_string(), back.to_string());
                Problem::warning(say!("adbc-stored-as", name = name.as_str(), data_type = sent, stored = back))
                    .at("table")
            })
            .collect()
    }

    fn rows(&self) -> u64 {
        self.sent.digests.count
    }

    fn bytes(&self) -> Arc<AtomicU64> {
        self.bytes.clone()
    }
}
