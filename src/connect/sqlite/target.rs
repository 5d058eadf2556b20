//! A table of an SQLite database as a target. Rows are staged in a separate table of the database, and moved to the
//! target table in one transaction.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use polars::prelude::*;
use rusqlite::Connection;

use super::filling::Filling;
use super::place::{STAGED, check_keys, open, place, remove, ticket};
use super::placed::{check_columns, declarations, kind_of_table};
use super::placement::Placement;
use super::words::problem;
use crate::base::Problem;
use crate::connect::links::folder_of;
use crate::connect::source::Address;
use crate::connect::sql_rows::quoted;
use crate::connect::target::{
    ExistingTable, Gauge, Promise, Removal, Staged, Target, Ticket, Written, replaced_by_none,
};
use crate::connect::write::Staging;

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
}

/// Distinguishes the staged tables of one process.
static NEXT: AtomicU64 = AtomicU64::new(0);

impl SqliteTarget {
    fn placement(&self, columns: Vec<(String, String)>) -> Placement {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let staged = format!("{STAGED}{}_{}_{number}", std::process::id(), since.as_micros());
        Placement {
            path: self.path.clone(),
            table: self.table.clone(),
            staged,
            existing: self.existing,
            keys: self.keys.clone(),
            columns,
            is_new_file: !self.path.exists(),
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
        Promise::Irrevocable
    }

    fn check(&self) -> Result<(), Problem> {
        if !self.path.exists() {
            // Folders that are missing are made, as for other files.
            return Ok(());
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

    fn stage(&self, mut rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let schema = rows.collect_schema().map_err(|error| Problem::error(error.to_string()))?;
        let placement = self.placement(declarations(&schema)?);
        staging.make_folders(folder_of(&self.path))?;
        staging.note(&ticket(&placement)?);
        let connection = open(&placement).map_err(|error| problem(&self.path, &error))?;
        let begun = check_columns(&connection, &placement).and_then(|()| Filling::begin(connection, &placement));
        let filling = begun.inspect_err(|_| {
            remove(&placement);
        })?;
        let undone = placement.clone();
        staging.on_withdrawal(move || {
            remove(&undone);
        });
        let filling = Arc::new(Mutex::new(filling));
        let shared = filling.clone();
        let take = move |batch: DataFrame| {
            let added = locked(&shared).add(&batch);
            added.map(|()| false).map_err(|problem| PolarsError::ComputeError(problem.to_string().into()))
        };
        let plan = rows.sink_batches(PlanCallback::new(take), true, None);
        let plan = plan.map_err(|error| Problem::error(error.to_string()))?;
        let bytes = locked(&filling).bytes.clone();
        let address = self.address();
        let empty = self.empty;
        Ok((Box::new(StagedTable { placement, filling, bytes, address, empty }), plan))
    }
}

fn locked(filling: &Mutex<Filling>) -> MutexGuard<'_, Filling> {
    filling.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A table in progress.
struct StagedTable {
    placement: Placement,
    filling: Arc<Mutex<Filling>>,
    bytes: Arc<AtomicU64>,
    address: Address,
    empty: bool,
}

impl Staged for StagedTable {
    fn address(&self) -> Address {
        self.address.clone()
    }

    fn gauge(&self) -> Gauge {
        let bytes = self.bytes.clone();
        Arc::new(move || bytes.load(Ordering::Relaxed))
    }

    fn fault(&self) -> Option<Problem> {
        locked(&self.filling).fault.clone()
    }

    fn complete(&self) -> Result<(), Problem> {
        locked(&self.filling).finish()
    }

    fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    fn prepare(&mut self) -> Result<Option<Ticket>, Problem> {
        check_keys(&self.placement)?;
        let rows = locked(&self.filling).rows;
        if rows == 0 && !self.empty && self.placement.existing == ExistingTable::Replace {
            let present = count_rows(&self.placement.path, &self.placement)
                .map_err(|error| problem(&self.placement.path, &error))?;
            if present > 0 {
                return Err(replaced_by_none(&self.placement.table, present));
            }
        }
        ticket(&self.placement).map(Some)
    }

    fn commit(&mut self) -> Result<(), Problem> {
        place(&self.placement).map(drop)
    }

    /// A commit that failed has changed nothing; one that succeeded is the last of its run.
    fn undo(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    fn written(self: Box<Self>) -> Written {
        Written { address: self.address.clone(), bytes: self.bytes() }
    }

    fn discard(self: Box<Self>) -> bool {
        locked(&self.filling).close();
        remove(&self.placement) == Removal::Left
    }
}

/// The number of rows of the existing table.
fn count_rows(path: &Path, placement: &Placement) -> rusqlite::Result<i64> {
    let connection = Connection::open(path)?;
    if kind_of_table(&connection, &placement.table)?.is_none() {
        return Ok(0);
    }
    let sql = format!("SELECT count(*) FROM {}", quoted(&placement.table));
    connection.query_row(&sql, [], |row| row.get(0))
}
