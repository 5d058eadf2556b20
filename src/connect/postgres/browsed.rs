//! What a person sees of a server: its version, its tables with estimates of their rows, their columns.

use std::sync::Arc;
use std::time::Instant;

use super::names::{table_name, written};
use super::session::{Session, Use, with};
use super::words::{problem, problem_at};
use crate::base::Problem;
use crate::connect::browsed::{Browse, BrowsedColumn, BrowsedTable, BrowsedTables, MOST_TABLES, Tested};
use crate::connect::connections::Server;
use crate::connect::reach::Reach;

/// The tables and views that are not the server's own and may be read.
const READABLE: &str = "FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
                        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' \
                        AND n.nspname <> 'information_schema' \
                        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') \
                        AND pg_catalog.has_table_privilege(c.oid, 'SELECT')";

/// A server to look at.
pub(in crate::connect) struct BrowsedServer<'a>(pub &'a Arc<Server>);

impl Browse for BrowsedServer<'_> {
    fn test(&self, reach: &Reach) -> Result<Tested, Problem> {
        let failed = |error: tokio_postgres::Error| problem(self.0, &error);
        with(self.0, reach, Use::Read, async |session: &Session| {
            let client = session.client();
            let begun = Instant::now();
            let sql = "SELECT current_setting('server_version'), \
                       (SELECT s.ssl FROM pg_catalog.pg_stat_ssl AS s WHERE s.pid = pg_catalog.pg_backend_pid())";
            let row = client.query_one(sql, &[]).await.map_err(failed)?;
            let round_trip = begun.elapsed();
            // "16.3 (Debian 16.3-1)": who has built it is not the version.
            let version: String = row.try_get(0).map_err(failed)?;
            let version = version.split_whitespace().next().unwrap_or_default().to_owned();
            let is_encrypted: Option<bool> = row.try_get(1).map_err(failed)?;
            let sql = format!("SELECT count(DISTINCT n.oid), count(*) {READABLE}");
            let row = client.query_one(&sql, &[]).await.map_err(failed)?;
            let count = |at: usize| row.try_get::<_, i64>(at).map(i64::unsigned_abs).map_err(failed);
            let is_encrypted = Some(is_encrypted.unwrap_or(false));
            Ok(Tested {
                server: "PostgreSQL".into(),
                version,
                round_trip,
                is_encrypted,
                schemas: Some(count(0)?),
                tables: count(1)?,
            })
        })
    }

    fn tables(&self, reach: &Reach) -> Result<BrowsedTables, Problem> {
        let failed = |error: tokio_postgres::Error| problem(self.0, &error);
        // A table that was never analysed has no estimate, unless it is empty.
        let sql = format!(
            "SELECT n.nspname::text, c.relname::text, c.relkind IN ('v', 'm'), \
             CASE WHEN c.relkind IN ('r', 'p', 'm') AND c.reltuples > 0 THEN c.reltuples::int8 \
             WHEN c.relkind IN ('r', 'm') AND pg_catalog.pg_relation_size(c.oid) = 0 THEN 0 END, \
             ARRAY(SELECT pg_catalog.unnest(ARRAY[wn.nspname::text, w.relname::text]) FROM pg_catalog.pg_inherits AS i \
             JOIN pg_catalog.pg_class AS w ON w.oid = i.inhparent \
             JOIN pg_catalog.pg_namespace AS wn ON wn.oid = w.relnamespace WHERE i.inhrelid = c.oid) \
             {READABLE} ORDER BY 1, 2 LIMIT {}",
            MOST_TABLES + 1
        );
        with(self.0, reach, Use::Read, async |session: &Session| {
            let rows = session.client().query(&sql, &[]).await.map_err(failed)?;
            let table = |row: &tokio_postgres::Row| {
                let (schema, name): (String, String) = (row.try_get(0)?, row.try_get(1)?);
                let setting = written(&schema, &name);
                let rows = row.try_get::<_, Option<i64>>(3)?.map(i64::unsigned_abs);
                let parents: Vec<String> = row.try_get(4)?;
                let part_of = parents.chunks_exact(2).map(|parent| written(&parent[0], &parent[1])).collect();
                Ok(BrowsedTable { schema, name, setting, is_view: row.try_get(2)?, rows, part_of })
            };
            let tables = rows.iter().take(MOST_TABLES).map(table).collect::<Result<_, _>>().map_err(failed)?;
            Ok(BrowsedTables { tables, is_cut: rows.len() > MOST_TABLES })
        })
    }

    fn columns(&self, table: &str, reach: &Reach) -> Result<Vec<BrowsedColumn>, Problem> {
        let named = table_name(table)?;
        let failed = |error: tokio_postgres::Error| problem_at(self.0, &error, "table");
        let sql = "SELECT a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute AS a \
                   WHERE a.attrelid = pg_catalog.to_regclass($1::text) AND a.attnum > 0 AND NOT a.attisdropped \
                   ORDER BY a.attnum";
        with(self.0, reach, Use::Read, async |session: &Session| {
            let client = session.client();
            let exists = "SELECT pg_catalog.to_regclass($1::text) IS NOT NULL";
            let row = client.query_one(exists, &[&named.quoted()]).await.map_err(failed)?;
            if !row.try_get::<_, bool>(0).map_err(failed)? {
                let problem = Problem::error(say!("database-no-table", name = table));
                return Err(problem.remedy(say!("database-choose-table")).at("table"));
            }
            let rows = client.query(sql, &[&named.quoted()]).await.map_err(failed)?;
            let column =
                |row: &tokio_postgres::Row| Ok(BrowsedColumn { name: row.try_get(0)?, data_type: row.try_get(1)? });
            rows.iter().map(column).collect::<Result<_, _>>().map_err(failed)
        })
    }
}
