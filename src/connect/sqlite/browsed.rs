//! What a person sees of a database: its version, its tables with estimates of their rows, their columns.

use std::path::Path;
use std::time::Instant;

use rusqlite::OptionalExtension;

use super::database::Database;
use super::described::no_table;
use crate::base::Problem;
use crate::connect::browsed::{Browse, BrowsedColumn, BrowsedTable, BrowsedTables, MOST_TABLES, Tested};
use crate::connect::reach::Reach;
use crate::connect::sql_rows::quoted;

/// The tables and views that are not SQLite's own.
const OWN: &str = "FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/// A database to look at, by its path.
pub(in crate::connect) struct BrowsedFile<'a>(pub &'a Path);

impl BrowsedFile<'_> {
    /// Asks the database. Ends shortly after cancellation.
    fn ask<T>(
        &self,
        reach: &Reach,
        ask: impl FnOnce(&Database) -> rusqlite::Result<Result<T, Problem>>,
    ) -> Result<T, Problem> {
        let database = Database::open(self.0)?;
        let handle = database.connection.get_interrupt_handle();
        let _guard = reach.cancellation.on_cancel(move || handle.interrupt());
        ask(&database).map_err(|error| database.problem(&error))?
    }
}

impl Browse for BrowsedFile<'_> {
    fn test(&self, reach: &Reach) -> Result<Tested, Problem> {
        self.ask(reach, |database| {
            let begun = Instant::now();
            let sql = format!("SELECT sqlite_version(), (SELECT count(*) {OWN})");
            let found = database.connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)));
            let (version, tables) = found?;
            let round_trip = begun.elapsed();
            let tables = tables.unsigned_abs();
            Ok(Ok(Tested { server: "SQLite".into(), version, round_trip, is_encrypted: None, schemas: None, tables }))
        })
    }

    fn tables(&self, reach: &Reach) -> Result<BrowsedTables, Problem> {
        self.ask(reach, |database| {
            let sql =
                format!("SELECT name, type = 'view' {OWN} ORDER BY name COLLATE NOCASE LIMIT {}", MOST_TABLES + 1);
            let mut statement = database.connection.prepare(&sql)?;
            let named = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?;
            let named: Vec<(String, bool)> = named.collect::<rusqlite::Result<_>>()?;
            let is_cut = named.len() > MOST_TABLES;
            let table = |(name, is_view): (String, bool)| {
                let rows = if is_view { None } else { estimate(database, &name) };
                BrowsedTable { schema: String::new(), setting: name.clone(), name, is_view, rows, part_of: Vec::new() }
            };
            Ok(Ok(BrowsedTables { tables: named.into_iter().take(MOST_TABLES).map(table).collect(), is_cut }))
        })
    }

    fn columns(&self, table: &str, reach: &Reach) -> Result<Vec<BrowsedColumn>, Problem> {
        self.ask(reach, |database| {
            let mut statement = database.connection.prepare("SELECT name, type FROM pragma_table_info(?)")?;
            let columns =
                statement.query_map([table], |row| Ok(BrowsedColumn { name: row.get(0)?, data_type: row.get(1)? }))?;
            let columns: Vec<BrowsedColumn> = columns.collect::<rusqlite::Result<_>>()?;
            Ok(if columns.is_empty() { Err(no_table(database, table)) } else { Ok(columns) })
        })
    }
}

/// The number of rows as ANALYZE has counted it, else from the row numbers, which takes no time; `None` if neither says it.
fn estimate(database: &Database, table: &str) -> Option<u64> {
    let analysed = "SELECT CAST(stat AS INTEGER) FROM sqlite_stat1 WHERE tbl = ? ORDER BY idx IS NOT NULL LIMIT 1";
    let analysed = database.connection.query_row(analysed, [table], |row| row.get::<_, i64>(0)).optional();
    if let Ok(Some(rows)) = analysed {
        return u64::try_from(rows).ok();
    }
    // A column may have one of these names.
    let columns = "SELECT count(*) FROM pragma_table_info(?) WHERE lower(name) = 'rowid'";
    let is_taken: i64 = database.connection.query_row(columns, [table], |row| row.get(0)).ok()?;
    if is_taken > 0 {
        return None;
    }
    let sql = format!("SELECT (SELECT min(rowid) FROM {0}), (SELECT max(rowid) FROM {0})", quoted(table));
    let ends = database
        .connection
        .query_row(&sql, [], |row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?)));
    match ends.ok()? {
        (Some(first), Some(last)) => last.checked_sub(first).and_then(|span| u64::try_from(span).ok()?.checked_add(1)),
        _ => Some(0),
    }
}
