//! A table of a DuckDB database as a target. Rows are staged in a table of their own beside it, and moved to it in one
//! transaction.

use std::collections::BTreeSet;
use std::sync::Arc;

use polars::prelude::*;

use super::compared::{Present, check};
use super::filling::Ingest;
use super::instance::Use;
use super::place::remove;
use super::placed::{PlacedColumn, columns_of};
use super::placement::Placement;
use super::session::Session;
use super::tables::kind_of_table;
use crate::base::Problem;
use crate::connect::adbc::{Running, aside};
use crate::connect::connections::DuckDbFile;
use crate::connect::drift::{
    Changes, Compared, Drift, Sieve, Terms, compare, fresh, look, renamed, renamed_schema, written,
};
use crate::connect::links::folder_of;
use crate::connect::reach::Reach;
use crate::connect::servers::{TableName, staged_name};
use crate::connect::source::{Address, Source};
use crate::connect::staged_table::{Placing, StagedTable};
use crate::connect::target::{ExistingTable, Promise, Staged, Target};
use crate::connect::write::{Staging, check_place};

/// The schema that names without one mean.
const USUAL: &str = "main";

/// A table of a database. Both are created if they do not exist.
#[derive(Clone, Debug)]
pub struct DuckDbTarget {
    pub file: Arc<DuckDbFile>,
    /// `schema.table`, or a table of the schema `main`.
    pub table: String,
    pub existing: ExistingTable,
    /// By which rows are updated or deleted.
    pub keys: Vec<String>,
    /// Whether existing rows may be replaced by none.
    pub empty: bool,
    pub drift: Drift,
    /// Columns that are written under other names.
    pub names: Vec<(String, String)>,
    /// Columns that are text only because no value has been seen in them, by their names in the table.
    pub unseen: Vec<String>,
    pub reach: Reach,
}

impl DuckDbTarget {
    fn placement(&self) -> Result<Placement, Problem> {
        let name = TableName::parse(&self.table)?;
        Ok(Placement {
            connection: self.file.connection.clone(),
            connections: self.reach.connections.clone(),
            base: self.reach.base.clone(),
            path: self.file.path.clone(),
            schema: name.schema.unwrap_or_else(|| USUAL.to_owned()),
            table: name.table,
            staged: staged_name(),
            existing: self.existing,
            keys: self.keys.clone(),
            columns: Vec::new(),
            changes: Changes::default(),
            is_new_file: !self.file.path.exists(),
        })
    }

    /// Fails if the table may not be written. Returns whether it is there.
    fn find(&self, session: &Session, placement: &Placement) -> Result<bool, Problem> {
        let other = |problem: Problem| Err(problem.remedy(say!("database-other-table")).at("table"));
        match kind_of_table(session, &placement.schema, &placement.table)? {
            Some("view") => other(Problem::error(say!("database-is-no-table", name = self.table.as_str()))),
            Some(_) if self.existing == ExistingTable::Fail => {
                other(Problem::error(say!("database-table-exists", name = self.table.as_str())))
            }
            None if self.existing == ExistingTable::Delete => {
                let problem = Problem::error(say!("database-no-table", name = self.table.as_str()));
                Err(problem.remedy(say!("database-choose-table")).at("table"))
            }
            found => Ok(found.is_some()),
        }
    }
}

impl DuckDbTarget {
    /// The columns that arrive beside those of the table, or as those of a new one.
    fn compared(
        &self,
        session: &Session,
        placement: &Placement,
        schema: &Schema,
    ) -> Result<Compared<PlacedColumn>, Problem> {
        let columns = columns_of(schema)?;
        let terms = Terms::of(self.existing, self.drift, &self.keys, &self.unseen);
        if self.find(session, placement)? {
            let place = (placement.schema.as_str(), placement.table.as_str());
            return compare(&Present::find(session, place, &self.table)?, schema, &terms);
        }
        let named = |column: PlacedColumn| (column.name.clone(), column.own.clone(), column);
        Ok(fresh(columns.into_iter().map(named).collect(), check, &terms))
    }
}

impl Target for DuckDbTarget {
    fn address(&self) -> Address {
        let placement = self.placement().map(|placement| placement.address());
        placement.unwrap_or_else(|_| Address::Url(format!("duckdb://{}/{}", self.file.path.display(), self.table)))
    }

    fn setting(&self) -> &'static str {
        "table"
    }

    fn promise(&self) -> Promise {
        Promise::Transactional
    }

    fn check(&self) -> Result<(), Problem> {
        let placement = self.placement()?;
        if !self.file.path.exists() {
            // Folders that are missing are made, as for other files.
            return check_place(&self.file.path);
        }
        let target = self.clone();
        aside(&self.reach, &self.file.connection, &mut |()| Ok(()), move |running: &Running, _| {
            let session = Session::open(&target.file, Use::Read, running)?;
            target.find(&session, &placement).map(drop)
        })
    }

    fn with_unseen(&self, columns: &BTreeSet<PlSmallStr>) -> Option<Arc<dyn Target>> {
        let unseen = columns.iter().map(|column| written(column, &self.names).to_owned()).collect();
        Some(Arc::new(Self { unseen, ..self.clone() }))
    }

    fn look(&self, arriving: &Schema) -> Option<Arc<dyn Source>> {
        let settings =
            format!("{:?} {:?} {:?} {:?} {:?}", self.existing, self.drift, self.keys, self.names, self.unseen);
        let (target, schema) = (self.clone(), renamed_schema(arriving, &self.names));
        let ask = move |reach: &Reach| {
            if !target.file.path.exists() || target.existing == ExistingTable::Fail {
                return columns_of(&schema).map(|_| Vec::new());
            }
            let (target, schema) = (target.clone(), schema.clone());
            let placement = target.placement()?;
            aside(reach, &target.file.connection.clone(), &mut |()| Ok(()), move |running: &Running, _| {
                let session = Session::open(&target.file, Use::Read, running)?;
                let compared = target.compared(&session, &placement, &schema)?;
                Ok([compared.remarks, compared.possible].concat())
            })
        };
        Some(look(self.address(), &settings, arriving, ask))
    }

    fn stage(&self, mut rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let schema = rows.collect_schema().map_err(|error| Problem::error(error.to_string()))?;
        let rows = renamed(rows, &schema, &self.names);
        let schema = renamed_schema(&schema, &self.names);
        columns_of(&schema)?;
        let mut placement = self.placement()?;
        staging.make_folders(folder_of(&self.file.path))?;
        staging.note(&placement.ticket()?);
        let session = Session::open(&self.file, Use::Write, &Running::default())?;
        let begun = session.run("BEGIN TRANSACTION").and_then(|()| {
            let compared = self.compared(&session, &placement, &schema)?;
            placement.columns = compared.columns.iter().map(|column| column.name.clone()).collect();
            placement.changes = compared.changes;
            let filling = Ingest::begin(session, &placement, compared.columns)?;
            Ok(Sieve::new(filling, &self.table, compared.fits, compared.remarks))
        });
        let filling = begun.inspect_err(|_| {
            remove(&placement);
        })?;
        let undone = placement.clone();
        staging.on_withdrawal(move || {
            remove(&undone);
        });
        StagedTable::begin(self.address(), self.empty, placement, filling, rows)
    }
}
