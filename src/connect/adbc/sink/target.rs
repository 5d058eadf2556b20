//! A table of a database that a driver leads to, as a target. Rows are staged in a table of their own beside it, and moved to it
//! in one transaction.

use std::sync::Arc;

use polars::prelude::*;

use super::super::aside::{Running, aside};
use super::filling::Ingest;
use super::place::remove;
use super::placement::{Placement, database_of};
use super::session::{Found, WriteSession, exclusive};
use super::trial::tried;
use crate::base::Problem;
use crate::connect::connections::Foreign;
use crate::connect::drift::{renamed, renamed_schema};
use crate::connect::reach::Reach;
use crate::connect::servers::{TableName, staged_name};
use crate::connect::source::Address;
use crate::connect::staged_table::{Placing, StagedTable};
use crate::connect::target::{ExistingTable, Promise, Staged, Target};
use crate::connect::write::Staging;

/// A table of a database. It is created if it does not exist.
#[derive(Clone, Debug)]
pub struct AdbcTarget {
    pub foreign: Arc<Foreign>,
    /// `schema.table`, or a table of the schema that the database takes for names without one.
    pub table: String,
    pub existing: ExistingTable,
    /// By which rows are updated or deleted.
    pub keys: Vec<String>,
    /// Whether existing rows may be replaced by none.
    pub empty: bool,
    /// Columns that are written under other names.
    pub names: Vec<(String, String)>,
    pub reach: Reach,
}

impl AdbcTarget {
    fn placement(&self, columns: Vec<String>) -> Result<Placement, Problem> {
        let name = TableName::parse(&self.table)?;
        Ok(Placement {
            connection: self.foreign.connection.clone(),
            connections: self.reach.connections.clone(),
            base: self.reach.base.clone(),
            database: database_of(&self.foreign),
            schema: name.schema,
            table: name.table,
            staged: staged_name(),
            existing: self.existing,
            keys: self.keys.clone(),
            columns,
            is_there: false,
        })
    }

    /// Fails if the table may not be written. `None` if it is not there.
    fn find(&self, session: &WriteSession, placement: &Placement) -> Result<Option<Found>, Problem> {
        let other = |problem: Problem| Err(problem.remedy(say!("database-other-table")).at("table"));
        match session.find(placement.schema.as_deref(), &placement.table)? {
            Some(found) if found.is_view => {
                other(Problem::error(say!("database-is-no-table", name = self.table.as_str())))
            }
            Some(_) if self.existing == ExistingTable::Fail => {
                other(Problem::error(say!("database-table-exists", name = self.table.as_str())))
            }
            None if self.existing == ExistingTable::Delete => {
                let problem = Problem::error(say!("database-no-table", name = self.table.as_str()));
                Err(problem.remedy(say!("database-choose-table")).at("table"))
            }
            found => Ok(found),
        }
    }

    /// Fails if the table lacks a column.
    fn check_columns(&self, found: &Found, columns: &[String]) -> Result<(), Problem> {
        let there = || found.fields.iter().map(|field| field.name.as_str());
        let Some(name) = columns.iter().find(|name| !there().any(|it| it.eq_ignore_ascii_case(name))) else {
            return Ok(());
        };
        let problem = Problem::error(say!("database-table-lacks", table = self.table.as_str(), name = name.as_str()));
        let problem = problem.clone().among(name, there());
        let problem = problem.unwrap_or_else(|| {
            let problem =
                Problem::error(say!("database-table-lacks", table = self.table.as_str(), name = name.as_str()));
            problem.remedy(say!("database-rename-columns"))
        });
        Err(problem.at("table"))
    }

    /// Fails if the database does not know the statements that change rows by keys. They are tried with no row, and taken back.
    fn check_statements(&self, session: &WriteSession, placement: &Placement, found: &Found) -> Result<(), Problem> {
        self.check_columns(found, &self.keys)?;
        let other = found.fields.iter().map(|field| field.name.clone()).find(|name| !self.keys.contains(name));
        let columns = self.keys.iter().cloned().chain(other).collect();
        let own = Placement { columns, staged: placement.table.clone(), ..placement.clone() };
        let keyed = own.keyed();
        let statements = if self.existing == ExistingTable::Delete { keyed.deletes() } else { keyed.updates() };
        for statement in statements {
            if let Err(fault) = session.tried(&format!("{statement} AND 1 = 0")) {
                if fault.may_pass() || fault.is_cancelled() || fault.is_denied() {
                    return Err(session.problem(&fault));
                }
                let (name, error) = (self.foreign.connection.as_str(), session.words(&fault));
                let problem = Problem::error(say!("adbc-no-keys", name = name, error = error));
                return Err(problem.remedy(say!("adbc-append-instead")).at("existing"));
            }
        }
        session.roll_back()
    }
}

impl Target for AdbcTarget {
    fn address(&self) -> Address {
        let placement = self.placement(Vec::new()).map(|placement| placement.address());
        placement.unwrap_or_else(|_| Address::Url(self.foreign.url(&self.table)))
    }

    fn setting(&self) -> &'static str {
        "table"
    }

    fn promise(&self) -> Promise {
        Promise::Transactional
    }

    fn check(&self) -> Result<(), Problem> {
        let (target, placement) = (self.clone(), self.placement(Vec::new())?);
        aside(&self.reach, &self.foreign.connection, &mut |()| Ok(()), move |running: &Running, _| {
            let session = WriteSession::open(&target.foreign, running)?;
            let found = target.find(&session, &placement)?;
            if let Some(found) = found.filter(|_| target.existing.is_keyed()) {
                target.check_statements(&session, &placement, &found)?;
            }
            session.roll_back()
        })
    }

    fn stage(&self, mut rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let schema = rows.collect_schema().map_err(|error| Problem::error(error.to_string()))?;
        let rows = renamed(rows, &schema, &self.names);
        let schema = renamed_schema(&schema, &self.names);
        let columns: Vec<String> = schema.iter_names().map(PlSmallStr::to_string).collect();
        if let Some(place) = columns.iter().position(|name| name.is_empty() || name.contains('\0')) {
            let problem = Problem::error(say!("database-column-no-name", number = place + 1));
            return Err(problem.remedy(say!("database-rename-columns")));
        }
        let mut placement = self.placement(columns)?;
        staging.note(&placement.ticket()?);
        let alone = exclusive(&placement.database);
        let session = WriteSession::open(&self.foreign, &Running::default())?;
        let canceller = session.canceller();
        let hook = self.reach.cancellation.on_cancel(move || {
            canceller.cancel();
        });
        let found = self.find(&session, &placement)?;
        placement.is_there = found.is_some();
        let columns_there = found.map_or(Ok(()), |found| self.check_columns(&found, &placement.columns));
        let begun = columns_there.and_then(|()| {
            let back = tried(&session, &placement, &schema)?;
            Ingest::begin(session, &placement, &schema, back, hook)
        });
        let filling = begun.inspect_err(|_| {
            remove(&placement);
        })?;
        drop(alone);
        let undone = placement.clone();
        staging.on_withdrawal(move || {
            remove(&undone);
        });
        StagedTable::begin(self.address(), self.empty, placement, filling, rows)
    }
}
