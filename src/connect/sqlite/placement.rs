//! Where staged rows are moved.

use std::path::PathBuf;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use crate::connect::drift::Changes;
use crate::connect::keyed::{Equality, Keyed};
use crate::connect::sql_rows::quoted;
use crate::connect::target::ExistingTable;

/// What is needed to move the rows, also after a crash.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Placement {
    pub path: PathBuf,
    pub table: String,
    /// The table that holds the rows.
    pub staged: String,
    pub existing: ExistingTable,
    /// By which rows are found; notes of older versions have none.
    #[serde(default)]
    pub keys: Vec<String>,
    /// Names and declared types.
    pub columns: Vec<(String, String)>,
    /// What changes in the target table; notes of older versions have nothing of it.
    #[serde(default)]
    pub changes: Changes,
    /// Whether the staged table has the declared types, so that it can become the target table; notes of older versions have
    /// none of these.
    #[serde(default)]
    pub is_typed: bool,
    /// Whether the file was made for this output.
    pub is_new_file: bool,
}

/// How long to wait for a lock held by another program.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the database for writing; creates the file only if there was none when the output began.
pub(super) fn open(placement: &Placement) -> rusqlite::Result<Connection> {
    let create = if placement.is_new_file { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(&placement.path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// The names of the columns that are written.
pub(super) fn columns(placement: &Placement) -> Vec<String> {
    placement.columns.iter().map(|(name, _)| name.clone()).collect()
}

/// Their names and types, as a new table has them.
pub(super) fn declared_columns(placement: &Placement) -> String {
    let columns = placement.columns.iter().map(|(name, data_type)| format!("{} {data_type}", quoted(name)));
    columns.collect::<Vec<_>>().join(", ")
}

pub(super) fn keyed<'a>(placement: &'a Placement, columns: &'a [String]) -> Keyed<'a> {
    let (target, staged) = (quoted(&placement.table), quoted(&placement.staged));
    Keyed { target, staged, keys: &placement.keys, columns, equality: Equality::Is }
}
