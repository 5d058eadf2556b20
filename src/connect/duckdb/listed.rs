//! The tables and views of a database.

use super::session::Session;
use crate::connect::adbc::Fault;
use crate::connect::browsed::{BrowsedTable, MOST_TABLES};
use crate::connect::servers::written_part;

/// The schema that names without one mean.
const USUAL: &str = "main";

/// The tables and views, by schema and name, with DuckDB's estimates of their rows; one more than are listed at most.
pub(super) fn tables(session: &Session) -> Result<Vec<BrowsedTable>, Fault> {
    let sql = format!(
        "SELECT schema_name, name, kind, rows FROM (\
         SELECT schema_name, table_name AS name, 'table' AS kind, CAST(estimated_size AS VARCHAR) AS rows \
         FROM duckdb_tables() WHERE NOT internal AND NOT temporary AND database_name = current_database() \
         UNION ALL SELECT schema_name, view_name, 'view', '' FROM duckdb_views() \
         WHERE NOT internal AND NOT temporary AND database_name = current_database()) AS t \
         ORDER BY schema_name, name LIMIT {}",
        MOST_TABLES + 1
    );
    let rows = session.texts(&sql, &[])?;
    Ok(rows.into_iter().filter_map(table).collect())
}

fn table(row: Vec<String>) -> Option<BrowsedTable> {
    let [schema, name, kind, rows] = <[String; 4]>::try_from(row).ok()?;
    let setting = match schema.as_str() {
        USUAL => written_part(&name),
        schema => format!("{}.{}", written_part(schema), written_part(&name)),
    };
    Some(BrowsedTable { schema, name, setting, is_view: kind == "view", rows: rows.parse().ok(), part_of: Vec::new() })
}
