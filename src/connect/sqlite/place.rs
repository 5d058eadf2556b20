//! Moving the rows of a staged table to the target table, also after a crash.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::placed::kind_of_table;
use super::placement::Placement;
use super::words::problem;
use crate::base::Problem;
use crate::connect::keyed::{Equality, Keyed};
use crate::connect::servers::is_staged_name;
use crate::connect::source::Address;
use crate::connect::sql_rows::quoted;
use crate::connect::target::{Driver, ExistingTable, Removal, Standing, Ticket, repeated_keys};

/// How long to wait for a lock held by another program.
const PATIENCE: Duration = Duration::from_secs(10);

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
        } else {
            placement.changes.statements(&table).iter().try_for_each(|change| transaction.execute_batch(change))?;
            if placement.existing == ExistingTable::Replace {
                transaction.execute_batch(&format!("DELETE FROM {table}"))?;
            }
        }
        if placement.existing.is_keyed() {
            by_keys(&transaction, placement)?;
            transaction.execute_batch(&format!("DROP TABLE {staged}"))?;
            transaction.commit()?;
            return Ok(true);
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

/// The names of the columns that are written.
fn columns(placement: &Placement) -> Vec<String> {
    placement.columns.iter().map(|(name, _)| name.clone()).collect()
}

fn keyed<'a>(placement: &'a Placement, columns: &'a [String]) -> Keyed<'a> {
    let (target, staged) = (quoted(&placement.table), quoted(&placement.staged));
    Keyed { target, staged, keys: &placement.keys, columns, equality: Equality::Is }
}

/// Updates, adds or deletes rows by their keys.
fn by_keys(transaction: &Connection, placement: &Placement) -> rusqlite::Result<()> {
    let columns = columns(placement);
    let keyed = keyed(placement, &columns);
    if placement.existing == ExistingTable::Delete {
        return keyed.deletes().iter().try_for_each(|delete| transaction.execute(delete, []).map(drop));
    }
    let count = |sql: &str| transaction.query_row(sql, [], |row| row.get::<_, i64>(0));
    let matched = count(&keyed.matched())?;
    let staged = count(&format!("SELECT count(*) FROM {}", keyed.staged))?;
    let is_less = |changed: usize, of: i64| i64::try_from(changed).is_ok_and(|changed| changed < of);
    let updates = keyed.updates();
    for update in &updates {
        let updated = transaction.execute(update, [])?;
        if is_less(updated, matched) {
            return Err(rusqlite::Error::StatementChangedRows(updated));
        }
    }
    let inserted = transaction.execute(&keyed.insert(), [])?;
    if is_less(inserted, staged - matched) {
        return Err(rusqlite::Error::StatementChangedRows(inserted));
    }
    Ok(())
}

/// Fails if several staged rows have one key.
pub(super) fn check_keys(placement: &Placement) -> Result<(), Problem> {
    if !placement.existing.is_keyed() {
        return Ok(());
    }
    let columns = columns(placement);
    let sql = keyed(placement, &columns).repeated();
    let find = || -> rusqlite::Result<Vec<Vec<Option<String>>>> {
        let connection = open(&Placement { is_new_file: false, ..placement.clone() })?;
        let mut statement = connection.prepare(&sql)?;
        let keys = statement.query_map([], |row| (0..placement.keys.len()).map(|index| row.get(index)).collect())?;
        keys.collect()
    };
    let repeated = find().map_err(|error| problem(&placement.path, &error))?;
    if repeated.is_empty() { Ok(()) } else { Err(repeated_keys(&repeated)) }
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
        let is_ours = |it: &Placement| it.path.is_absolute() && is_staged_name(&it.staged) && it.changes.are_plain();
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
