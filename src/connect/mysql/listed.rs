//! The tables of a server as a list.

use std::sync::Arc;

use super::literal::literal;
use super::session::{Session, Use, with};
use super::wire::Fault;
use super::words::problem;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::reach::Reach;
use crate::connect::servers::written_part;
use crate::connect::workbook::{Holds, ListedSheet, SheetList};

/// The most names that are listed.
const MOST: u32 = 10_000;

/// The tables and views that are not the server's own, by database and name, with their numbers of columns.
pub fn list_mysql_tables(server: &Arc<Server>, reach: &Reach) -> Result<SheetList, Problem> {
    let sheets = with(server, reach, Use::Read, async |session: &mut Session| {
        tables(session, &server.database).await.map_err(|fault| problem(server, &fault))
    })?;
    Ok(SheetList { sheets, first: None })
}

/// The same in a session that has begun. Tables of `database`, which come first, are named without it.
pub(super) async fn tables(session: &mut Session, database: &str) -> Result<Vec<ListedSheet>, Fault> {
    let own = literal(database);
    let sql = format!(
        "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, count(c.COLUMN_NAME) FROM information_schema.TABLES AS t \
         JOIN information_schema.COLUMNS AS c ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME \
         WHERE t.TABLE_SCHEMA NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys') \
         GROUP BY t.TABLE_SCHEMA, t.TABLE_NAME ORDER BY t.TABLE_SCHEMA <> {own}, 1, 2 LIMIT {MOST}"
    );
    let rows = session.run(&sql).await?.rows;
    let listed = |row: Vec<Option<String>>| -> Option<ListedSheet> {
        let [schema, table, count] = <[Option<String>; 3]>::try_from(row).ok()?;
        let (schema, table) = (schema?, written_part(&table?));
        let name = if schema == database { table } else { format!("{}.{table}", written_part(&schema)) };
        Some(ListedSheet { name, hidden: false, holds: Holds::Columns(count?.parse().ok()?) })
    };
    Ok(rows.into_iter().filter_map(listed).collect())
}
