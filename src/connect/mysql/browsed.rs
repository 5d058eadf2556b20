//! What a person sees of a server: its version, its tables with estimates of their rows, their columns.

use std::sync::Arc;
use std::time::Instant;

use super::literal::literal;
use super::names::table_name;
use super::session::{Session, Use, with};
use super::wire::Fault;
use super::words::problem;
use crate::base::Problem;
use crate::connect::browsed::{Browse, BrowsedColumn, BrowsedTable, BrowsedTables, MOST_TABLES, Tested};
use crate::connect::connections::Server;
use crate::connect::reach::Reach;
use crate::connect::servers::written_part;

/// The tables and views that are not the server's own; it tells of those that may be read.
const READABLE: &str = "FROM information_schema.TABLES AS t \
                        WHERE t.TABLE_SCHEMA NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')";

/// A server to look at.
pub(in crate::connect) struct BrowsedMySql<'a>(pub &'a Arc<Server>);

impl Browse for BrowsedMySql<'_> {
    fn test(&self, reach: &Reach) -> Result<Tested, Problem> {
        let failed = |fault: Fault| problem(self.0, &fault);
        with(self.0, reach, Use::Read, async |session: &mut Session| {
            let begun = Instant::now();
            let version = session.one("SELECT VERSION()").await.map_err(failed)?.unwrap_or_default();
            let round_trip = begun.elapsed();
            let cipher = session.run("SHOW STATUS LIKE 'Ssl_cipher'").await.map_err(failed)?.rows;
            let cipher = cipher.into_iter().next().and_then(|row| row.into_iter().nth(1)).flatten();
            let count = |what: &str| format!("SELECT count({what}) {READABLE}");
            let schemas = session.count(&count("DISTINCT t.TABLE_SCHEMA")).await.map_err(failed)?;
            let tables = session.count(&count("*")).await.map_err(failed)?;
            Ok(Tested {
                server: if session.is_mariadb { "MariaDB" } else { "MySQL" }.into(),
                // "10.11.19-MariaDB-1": who has built it is not the version.
                version: version.split('-').next().unwrap_or_default().to_owned(),
                round_trip,
                is_encrypted: Some(cipher.is_some_and(|cipher| !cipher.is_empty())),
                schemas: Some(schemas),
                tables,
            })
        })
    }

    fn tables(&self, reach: &Reach) -> Result<BrowsedTables, Problem> {
        let failed = |fault: Fault| problem(self.0, &fault);
        let sql = format!(
            "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, t.TABLE_TYPE LIKE '%VIEW%', t.TABLE_ROWS {READABLE} ORDER BY 1, 2 LIMIT {}",
            MOST_TABLES + 1
        );
        with(self.0, reach, Use::Read, async |session: &mut Session| {
            let rows = session.run(&sql).await.map_err(failed)?.rows;
            let is_cut = rows.len() > MOST_TABLES;
            let table = |row: Vec<Option<String>>| {
                let [schema, name, is_view, rows] = <[Option<String>; 4]>::try_from(row).ok()?;
                let (schema, name) = (schema?, name?);
                let part = written_part(&name);
                let setting =
                    if schema == self.0.database { part } else { format!("{}.{part}", written_part(&schema)) };
                let rows = rows.and_then(|rows| rows.parse().ok());
                Some(BrowsedTable {
                    schema,
                    name,
                    setting,
                    is_view: is_view.as_deref() == Some("1"),
                    rows,
                    part_of: Vec::new(),
                })
            };
            Ok(BrowsedTables { tables: rows.into_iter().take(MOST_TABLES).filter_map(table).collect(), is_cut })
        })
    }

    fn columns(&self, table: &str, reach: &Reach) -> Result<Vec<BrowsedColumn>, Problem> {
        let failed = |fault: Fault| problem(self.0, &fault);
        let named = table_name(table)?;
        let schema = named.schema.as_deref().unwrap_or(&self.0.database);
        let sql = format!(
            "SELECT c.COLUMN_NAME, c.COLUMN_TYPE FROM information_schema.COLUMNS AS c \
             WHERE c.TABLE_SCHEMA = {} AND c.TABLE_NAME = {} ORDER BY c.ORDINAL_POSITION",
            literal(schema),
            literal(&named.table)
        );
        with(self.0, reach, Use::Read, async |session: &mut Session| {
            let rows = session.run(&sql).await.map_err(failed)?.rows;
            if rows.is_empty() {
                let problem = Problem::error(say!("database-no-table", name = table));
                return Err(problem.remedy(say!("database-choose-table")).at("table"));
            }
            let column = |row: Vec<Option<String>>| {
                let [name, data_type] = <[Option<String>; 2]>::try_from(row).ok()?;
                Some(BrowsedColumn { name: name?, data_type: data_type.unwrap_or_default() })
            };
            Ok(rows.into_iter().filter_map(column).collect())
        })
    }
}
