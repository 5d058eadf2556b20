//! The tables of a database as a list.

use std::sync::Arc;

use super::names::written;
use super::session::{Session, Use, with};
use super::words::problem;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::reach::Reach;
use crate::connect::workbook::{Holds, ListedSheet, SheetList};

/// The most names that are listed.
const MOST: u32 = 10_000;

/// The tables and views that are not the server's own, by schema and name, with their numbers of columns.
pub fn list_server_tables(server: &Arc<Server>, reach: &Reach) -> Result<SheetList, Problem> {
    let sheets = with(server, reach, Use::Read, async |session: &Session| {
        tables(session).await.map_err(|error| problem(server, &error))
    })?;
    Ok(SheetList { sheets, first: None })
}

/// The same in a session that has begun.
pub(super) async fn tables(session: &Session) -> Result<Vec<ListedSheet>, tokio_postgres::Error> {
    let sql = format!(
        "SELECT n.nspname::text, c.relname::text, (SELECT count(*) FROM pg_catalog.pg_attribute AS a \
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) FROM pg_catalog.pg_class AS c \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' \
         AND pg_catalog.has_table_privilege(c.oid, 'SELECT') ORDER BY 1, 2 LIMIT {MOST}"
    );
    let rows = session.client().query(&sql, &[]).await?;
    let listed = |row: &tokio_postgres::Row| {
        let columns = row.try_get::<_, i64>(2)?.unsigned_abs();
        let name = written(row.try_get(0)?, row.try_get(1)?);
        Ok(ListedSheet { name, hidden: false, holds: Holds::Columns(columns) })
    };
    rows.iter().map(listed).collect()
}
