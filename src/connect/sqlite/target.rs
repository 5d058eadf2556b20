//! A table of an SQLite database as a target. Rows are staged in a separate table of the database, and moved to the
//! target table in one transaction.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use polars::prelude::*;
use rusqlite::Connection;

use super::compared::{Column, Present, check};
use super::filling::Inserts;
use super::place::{check_keys, remove, ticket};
use super::placed::{check_names, declarations, kind_of_table};
use super::placement::{Placement, open};
use super::words::problem;
use crate::base::Problem;
use crate::connect::drift::{
    Changes, Compared, Drift, Sieve, Terms, compare, fresh, look, renamed, renamed_schema, written,
};
use crate::connect::links::folder_of;
use crate::connect::reach::Reach;
use crate::connect::servers::staged_name;
use crate::connect::source::{Address, Source};
use crate::connect::sql_rows::quoted;
use crate::connect::staged_table::{Placing, StagedTable};
use crate::connect::target::{ExistingTable, Promise, Removal, Staged, Target, Ticket};
use crate::connect::write::{Staging, check_place};

/// A table of a database. Both are created if they do not exist.
#[derive(Clone, Debug)]
pub struct SqliteTarget {
    /// Absolute.
    pub path: PathBuf,
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
}

impl SqliteTarget {
    fn placement(&self, columns: Vec<(String, String)>) -> Placement {
        Placement {
            path: self.path.clone(),
            table: self.table.clone(),
            staged: staged_name(),
            existing: self.existing,
            keys: self.keys.clone(),
            columns,
            changes: Changes::default(),
            is_typed: false,
            is_new_file: !self.path.exists(),
        }
    }

    /// The columns that arrive beside those of the table, or as those of a new one.
    fn compared(&self, connection: &Connection, schema: &Schema) -> Result<Compared<Column>, Problem> {
        let present = Present::find(connection, &self.table).map_err(|error| problem(&self.path, &error))?;
        let terms = Terms::of(self.existing, self.drift, &self.keys, &self.unseen);
        match present {
            Some(present) => compare(&present, schema, &terms),
            None => {
                let named = |column: Column| (column.0.clone(), column.1.clone(), column);
                Ok(fresh(declarations(schema)?.into_iter().map(named).collect(), |_| check(), &terms))
            }
        }
    }
}

impl Target for SqliteTarget {
    fn address(&self) -> Address {
        Address::Url(format!("sqlite://{}/{}", self.path.display(), self.table))
    }

    fn setting(&self) -> &'static str {
        "table"
    }

    fn promise(&self) -> Promise {
        Promise::Transactional
    }

    fn check(&self) -> Result<(), Problem> {
        if !self.path.exists() {
            // Folders that are missing are made, as for other files.
            return check_place(&self.path);
        }
        let database = super::database::Database::open(&self.path)?;
        match kind_of_table(&database.connection, &self.table) {
            Err(error) => Err(database.problem(&error)),
            Ok(Some(kind)) if kind != "table" => {
                let problem = Problem::error(say!("database-is-no-table", name = self.table.as_str()));
                Err(problem.remedy(say!("database-other-table")).at("table"))
            }
            Ok(Some(_)) if self.existing == ExistingTable::Fail => {
                let problem = Problem::error(say!("database-table-exists", name = self.table.as_str()));
                Err(problem.remedy(say!("database-other-table")).at("table"))
            }
            Ok(None) if self.existing == ExistingTable::Delete => {
                let problem = Problem::error(say!("database-no-table", name = self.table.as_str()));
                Err(problem.remedy(say!("database-choose-table")).at("table"))
            }
            Ok(_) => Ok(()),
        }
    }

    fn with_unseen(&self, columns: &BTreeSet<PlSmallStr>) -> Option<Arc<dyn Target>> {
        let unseen = columns.iter().map(|column| written(column, &self.names).to_owned()).collect();
        Some(Arc::new(Self { unseen, ..self.clone() }))
    }

    fn look(&self, arriving: &Schema) -> Option<Arc<dyn Source>> {
        let settings =
            format!("{:?} {:?} {:?} {:?} {:?}", self.existing, self.drift, self.keys, self.names, self.unseen);
        let (target, schema) = (self.clone(), renamed_schema(arriving, &self.names));
        let ask = move |_: &Reach| {
            check_names(&schema)?;
            if !target.path.exists() || target.existing == ExistingTable::Fail {
                return declarations(&schema).map(|_| Vec::new());
            }
            let database = super::database::Database::open(&target.path)?;
            let compared = target.compared(&database.connection, &schema)?;
            Ok([compared.remarks, compared.possible].concat())
        };
        Some(look(self.address(), &settings, arriving, ask))
    }

    fn stage(&self, mut rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let schema = rows.collect_schema().map_err(|error| Problem::error(error.to_string()))?;
        let rows = renamed(rows, &schema, &self.names);
        let schema = renamed_schema(&schema, &self.names);
        check_names(&schema)?;
        staging.make_folders(folder_of(&self.path))?;
        let mut placement = self.placement(Vec::new());
        staging.note(&ticket(&placement)?);
        let connection = open(&placement).map_err(|error| problem(&self.path, &error))?;
        let begun = self.compared(&connection, &schema).and_then(|compared| {
            (placement.columns, placement.changes) = (compared.columns, compared.changes);
            let existing = kind_of_table(&connection, &self.table).map_err(|error| problem(&self.path, &error))?;
            placement.is_typed = existing.is_none();
            let inserts = Inserts::begin(connection, &placement)?;
            Ok(Sieve::new(inserts, &self.table, compared.fits, compared.remarks))
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

impl Placing for Placement {
    fn ticket(&self) -> Result<Ticket, Problem> {
        ticket(self)
    }

    /// The staged table itself says it.
    fn set_rows(&mut self, _: u64) {}

    fn set_widened(&mut self, needed: &[String]) {
        self.changes.keep_widened(needed);
    }

    fn existing(&self) -> ExistingTable {
        self.existing
    }

    fn table(&self) -> String {
        self.table.clone()
    }

    fn check_keys(&self) -> Result<(), Problem> {
        check_keys(self)
    }

    fn count_present(&self) -> Result<i64, Problem> {
        let count = || -> rusqlite::Result<i64> {
            let connection = Connection::open(&self.path)?;
            if kind_of_table(&connection, &self.table)?.is_none() {
                return Ok(0);
            }
            connection.query_row(&format!("SELECT count(*) FROM {}", quoted(&self.table)), [], |row| row.get(0))
        };
        count().map_err(|error| problem(&self.path, &error))
    }

    fn remove(&self) -> Removal {
        remove(self)
    }
}
