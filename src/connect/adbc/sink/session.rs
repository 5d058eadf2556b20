//! A session that writes. What it does stays only if it is committed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use polars::prelude::*;

use super::super::aside::Running;
use super::super::columns::{Ended, Wanted, columns, read, schema};
use super::super::fault::Fault;
use super::super::foreign::{ForeignField, Statement};
use super::super::objects::{Reference, references, tables};
use super::super::session::Session;
use super::typical::rows;
use crate::base::{Cause, Problem};
use crate::connect::connections::Foreign;
use crate::connect::servers::SessionRight;
use crate::connect::sql_rows::quoted;

/// A table as it is written in statements.
pub(super) fn written(schema: Option<&str>, table: &str) -> String {
    schema.map_or_else(|| quoted(table), |schema| format!("{}.{}", quoted(schema), quoted(table)))
}

/// What is known of a table.
pub(super) struct Found {
    pub is_view: bool,
    pub fields: Vec<ForeignField>,
}

pub(super) struct WriteSession {
    session: Session,
    pub foreign: Arc<Foreign>,
}

impl WriteSession {
    /// Fails for a driver without transactions.
    pub fn open(foreign: &Arc<Foreign>, running: &Running) -> Result<WriteSession, Problem> {
        let session = Session::open(foreign, running, SessionRight::uncounted())?;
        if !session.is_transactional {
            let problem = Problem::error(say!("adbc-no-transactions", name = foreign.connection.as_str()));
            return Err(problem.remedy(say!("adbc-other-sink")).at("connection").because(Cause::Source));
        }
        Ok(WriteSession { session, foreign: foreign.clone() })
    }

    pub fn canceller(&self) -> super::super::foreign::Canceller {
        self.session.connection.canceller()
    }

    pub fn problem(&self, fault: &Fault) -> Problem {
        let problem = self.session.refused("table", fault);
        if problem.cause == Cause::User { problem.remedy(say!("adbc-check-table")) } else { problem }
    }

    pub fn words(&self, fault: &Fault) -> String {
        self.session.words(fault)
    }

    /// Carries a statement out. Returns how many rows it has changed, if the driver knows that.
    pub fn run(&self, sql: &str) -> Result<Option<u64>, Problem> {
        self.tried(sql).map_err(|fault| self.problem(&fault))
    }

    pub fn tried(&self, sql: &str) -> Result<Option<u64>, Fault> {
        let changed = self.session.connection.statement(sql).and_then(Statement::execute)?;
        Ok(u64::try_from(changed).ok())
    }

    pub fn commit(&self) -> Result<(), Problem> {
        self.session.connection.commit().map_err(|fault| self.problem(&fault))
    }

    pub fn roll_back(&self) -> Result<(), Problem> {
        self.session.connection.roll_back().map_err(|fault| self.problem(&fault))
    }

    /// Adds rows to a table, which the driver makes if `is_new`.
    pub fn ingest(&self, schema: Option<&str>, table: &str, batch: &DataFrame, is_new: bool) -> Result<(), Fault> {
        let mode = if is_new { "adbc.ingest.mode.create" } else { "adbc.ingest.mode.append" };
        let mut options = vec![("adbc.ingest.target_table", table), ("adbc.ingest.mode", mode)];
        options.extend(schema.map(|schema| ("adbc.ingest.target_db_schema", schema)));
        let rows = rows(batch).map_err(|error| Fault::own(super::super::abi::INTERNAL, &error.to_string()))?;
        let mut statement = self.session.connection.ingest(&options)?;
        statement.bind(rows)?;
        statement.execute().map(drop)
    }

    /// The columns of a SELECT, as the driver announces them.
    pub fn fields(&self, select: &str) -> Result<Vec<ForeignField>, Fault> {
        match self.session.connection.statement(select)?.columns() {
            // Not every driver can tell them without computing rows.
            Err(fault) if fault.is_missing() => {
                self.session.connection.statement(select).and_then(Statement::rows)?.columns()
            }
            fields => fields,
        }
    }

    /// Passes on the rows of a SELECT.
    pub fn read(&self, select: &str, mut pass: impl FnMut(DataFrame) -> Result<(), Problem>) -> Result<(), Problem> {
        let failed = |fault: Fault| self.problem(&fault);
        let mut rows = self.session.connection.statement(select).and_then(Statement::rows).map_err(failed)?;
        let columns = columns(rows.columns().map_err(failed)?).map_err(|problem| problem.at("table"))?;
        let names: Vec<PlSmallStr> = schema(&columns).iter_names().cloned().collect();
        let wanted = Wanted { columns: &columns, names: &names, limit: None };
        read(rows, &wanted, &Running::default(), &mut pass).map_err(|ended| match ended {
            Ended::Failed(fault) => self.problem(&fault),
            Ended::Told(problem) => problem,
        })
    }

    /// The number that a SELECT gives.
    pub fn count(&self, select: &str) -> Result<u64, Problem> {
        let mut found = None;
        self.read(select, |rows| {
            let value = rows.columns().first().and_then(|column| column.get(0).ok());
            found = found.or(value.and_then(|value| value.extract::<u64>()));
            Ok(())
        })?;
        found.ok_or_else(|| {
            let problem = Problem::error(say!("adbc-broken", name = self.foreign.connection.as_str()));
            problem.remedy(say!("adbc-other-driver")).because(Cause::Internal)
        })
    }

    pub fn rows_of(&self, table: &str) -> Result<u64, Problem> {
        self.count(&format!("SELECT count(*) AS n FROM {table}"))
    }

    /// Whether there is a table of exactly this name; one for staging has a name of its own.
    pub fn is_listed(&self, schema: Option<&str>, table: &str) -> Result<bool, Problem> {
        let listed = tables(&self.session, Some(table))?;
        Ok(listed.iter().any(|it| it.name == table && schema.is_none_or(|schema| it.schema == schema)))
    }

    /// The references of a table by foreign keys, and perhaps those of others.
    pub fn references(&self, table: &str) -> Result<Vec<Reference>, Problem> {
        references(&self.session, table)
    }

    /// A table or a view, if it is there. May roll back what was done before.
    pub fn find(&self, schema: Option<&str>, table: &str) -> Result<Option<Found>, Problem> {
        let listed = tables(&self.session, Some(table))?;
        let is_named = |it: &&crate::connect::browsed::BrowsedTable| schema.is_none_or(|schema| it.schema == schema);
        match self.fields(&format!("SELECT * FROM {} WHERE 1 = 0", written(schema, table))) {
            Ok(fields) => {
                // Not every database tells capitals apart.
                let same = listed.iter().filter(is_named).filter(|it| it.name.eq_ignore_ascii_case(table));
                Ok(Some(Found { is_view: same.clone().count() > 0 && same.clone().all(|it| it.is_view), fields }))
            }
            Err(fault) if fault.is_cancelled() => Err(Problem::stopped()),
            Err(fault) => {
                self.roll_back()?;
                let is_there = listed.iter().filter(is_named).any(|it| it.name == table);
                if is_there && !fault.is_no_table() { Err(self.problem(&fault)) } else { Ok(None) }
            }
        }
    }
}

static WRITING: Mutex<Option<HashMap<String, &'static Mutex<()>>>> = Mutex::new(None);

/// The right to write to a database, which one output of this process has at a time: some databases have one writer.
pub(super) fn exclusive(database: &str) -> MutexGuard<'static, ()> {
    let mut all = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let one = *all.get_or_insert_default().entry(database.to_owned()).or_insert_with(|| Box::leak(Box::default()));
    drop(all);
    one.lock().unwrap_or_else(PoisonError::into_inner)
}
