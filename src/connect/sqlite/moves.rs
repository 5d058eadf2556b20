//! Moving the rows of staged tables to the target tables of one database, in one transaction.

use std::path::PathBuf;

use rusqlite::Connection;

use super::placed::kind_of_table;
use super::placement::{Placement, columns, declared_columns, keyed, open};
use super::words::problem;
use crate::base::{Cancellation, Problem};
use crate::connect::move_steps::{Step, steps};
use crate::connect::sql_rows::quoted;
use crate::connect::target::{ExistingTable, StoreTransaction};

/// A connection whose transaction has moved all rows; it is taken back when this is dropped.
struct Moved {
    connection: Connection,
    path: PathBuf,
}

impl StoreTransaction for Moved {
    fn commit(self: Box<Self>) -> Result<(), Problem> {
        self.connection.execute_batch("COMMIT").map_err(|error| problem(&self.path, &error))
    }
}

/// Moves the rows of all placements, which belong to one database, up to the commit. Rows that have been moved already are
/// left out. Fails with the index of the placement at fault.
pub(super) fn begin(
    placements: &[Placement],
    cancellation: &Cancellation,
) -> Result<Box<dyn StoreTransaction>, (usize, Problem)> {
    let first = placements.first().ok_or_else(|| (0, Problem::stopped()))?;
    let failed = |index: usize, error: rusqlite::Error| (index, problem(&first.path, &error));
    let connection = open(first).map_err(|error| failed(0, error))?;
    let handle = connection.get_interrupt_handle();
    let _hook = cancellation.on_cancel(move || handle.interrupt());
    // Otherwise a table is not renamed where a view of others is broken.
    let begin = "PRAGMA legacy_alter_table = ON; BEGIN IMMEDIATE";
    connection.execute_batch(begin).map_err(|error| failed(0, error))?;
    let mut waiting = Vec::new();
    for (index, placement) in placements.iter().enumerate() {
        let kind = |name: &str| kind_of_table(&connection, name).map_err(|error| failed(index, error));
        if kind(&placement.staged)?.is_none() {
            continue;
        }
        if kind(&placement.table)?.is_some_and(|kind| kind != "table" || placement.existing == ExistingTable::Fail) {
            let problem = Problem::error(say!("database-table-exists", name = placement.table.as_str()));
            return Err((index, problem.remedy(say!("database-other-table")).at("table")));
        }
        waiting.push((index, placement));
    }
    let references = references(&connection, &waiting).map_err(|error| failed(0, error))?;
    for step in steps(waiting.len(), &references) {
        let (Step::Alter(place) | Step::Empty(place) | Step::Fill(place)) = step;
        let (index, placement) = waiting[place];
        let done = match step {
            Step::Alter(_) => alter(&connection, placement),
            Step::Empty(_) => empty(&connection, placement),
            Step::Fill(_) => fill(&connection, placement),
        };
        done.map_err(|error| match error {
            rusqlite::Error::StatementChangedRows(rows) => {
                let message = say!("database-rows-left-out", name = placement.table.as_str(), count = rows);
                (index, Problem::error(message).remedy(say!("database-check-triggers")).at("table"))
            }
            error => failed(index, error),
        })?;
    }
    if cancellation.is_cancelled() {
        return Err((0, Problem::stopped()));
    }
    Ok(Box::new(Moved { connection, path: first.path.clone() }))
}

/// Which tables refer to which others by foreign keys.
fn references(connection: &Connection, tables: &[(usize, &Placement)]) -> rusqlite::Result<Vec<(usize, usize)>> {
    let mut found = Vec::new();
    let mut statement = connection.prepare("SELECT \"table\" FROM pragma_foreign_key_list(?)")?;
    for (from, (_, placement)) in tables.iter().enumerate() {
        let names = statement.query_map([&placement.table], |row| row.get::<_, String>(0))?;
        for name in names {
            let name = name?;
            let to = tables.iter().position(|(_, other)| other.table.eq_ignore_ascii_case(&name));
            found.extend(to.map(|to| (from, to)));
        }
    }
    Ok(found)
}

/// Adds columns of the target table.
fn alter(connection: &Connection, placement: &Placement) -> rusqlite::Result<()> {
    if kind_of_table(connection, &placement.table)?.is_none() {
        return Ok(());
    }
    let changes = placement.changes.statements(&quoted(&placement.table));
    changes.iter().try_for_each(|change| connection.execute_batch(change))
}

/// Deletes the rows that are to go.
fn empty(connection: &Connection, placement: &Placement) -> rusqlite::Result<()> {
    if kind_of_table(connection, &placement.table)?.is_none() {
        return Ok(());
    }
    match placement.existing {
        ExistingTable::Replace => connection.execute_batch(&format!("DELETE FROM {}", quoted(&placement.table))),
        ExistingTable::Delete => {
            let columns = columns(placement);
            let deletes = keyed(placement, &columns).deletes();
            deletes.iter().try_for_each(|delete| connection.execute(delete, []).map(drop))
        }
        ExistingTable::Upsert | ExistingTable::Append | ExistingTable::Fail => Ok(()),
    }
}

/// Adds and updates rows. A trigger or a conflict rule that leaves rows out is an error that says how many were used.
fn fill(connection: &Connection, placement: &Placement) -> rusqlite::Result<()> {
    let (table, staged) = (quoted(&placement.table), quoted(&placement.staged));
    if kind_of_table(connection, &placement.table)?.is_none() {
        if placement.is_typed && placement.existing != ExistingTable::Delete {
            return connection.execute_batch(&format!("ALTER TABLE {staged} RENAME TO {table}"));
        }
        connection.execute_batch(&format!("CREATE TABLE {table} ({})", declared_columns(placement)))?;
    }
    match placement.existing {
        ExistingTable::Delete => {}
        ExistingTable::Upsert => upsert(connection, placement)?,
        ExistingTable::Replace | ExistingTable::Append | ExistingTable::Fail => {
            let names: Vec<String> = placement.columns.iter().map(|(name, _)| quoted(name)).collect();
            let names = names.join(", ");
            // Without an index they come in the order in which they were staged.
            let inserted =
                connection.execute(&format!("INSERT INTO {table} ({names}) SELECT {names} FROM {staged}"), [])?;
            if is_less(inserted, count(connection, &format!("SELECT count(*) FROM {staged}"))?) {
                return Err(rusqlite::Error::StatementChangedRows(inserted));
            }
        }
    }
    connection.execute_batch(&format!("DROP TABLE {staged}"))
}

fn upsert(connection: &Connection, placement: &Placement) -> rusqlite::Result<()> {
    let columns = columns(placement);
    let keyed = keyed(placement, &columns);
    let matched = count(connection, &keyed.matched())?;
    let staged = count(connection, &format!("SELECT count(*) FROM {}", keyed.staged))?;
    for update in keyed.updates() {
        let updated = connection.execute(&update, [])?;
        if is_less(updated, matched) {
            return Err(rusqlite::Error::StatementChangedRows(updated));
        }
    }
    let inserted = connection.execute(&keyed.insert(), [])?;
    if is_less(inserted, staged - matched) {
        return Err(rusqlite::Error::StatementChangedRows(inserted));
    }
    Ok(())
}

fn count(connection: &Connection, sql: &str) -> rusqlite::Result<i64> {
    connection.query_row(sql, [], |row| row.get(0))
}

fn is_less(changed: usize, of: i64) -> bool {
    i64::try_from(changed).is_ok_and(|changed| changed < of)
}
