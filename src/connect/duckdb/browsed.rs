//! What a person sees of a database: its version, its tables with estimates of their rows, their columns.

use std::sync::Arc;
use std::time::Instant;

use super::described::no_table;
use super::instance::Use;
use super::listed::tables;
use super::literal::text_literal;
use super::session::Session;
use crate::base::Problem;
use crate::connect::adbc::{Fault, Running, aside};
use crate::connect::browsed::{Browse, BrowsedColumn, BrowsedTables, MOST_TABLES, Tested};
use crate::connect::connections::DuckDbFile;
use crate::connect::reach::Reach;
use crate::connect::servers::TableName;
use crate::connect::stamp::stamp;
use crate::connect::workbook::{Holds, ListedSheet, SheetList};

/// A database to look at.
pub(in crate::connect) struct BrowsedDuckDb<'a>(pub &'a Arc<DuckDbFile>);

impl BrowsedDuckDb<'_> {
    fn ask<T: Send + 'static>(
        &self,
        reach: &Reach,
        work: impl FnOnce(&Session) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        stamp(&self.0.path).map_err(|problem| problem.at("connection"))?;
        let file = self.0.clone();
        aside(reach, &self.0.connection, &mut |()| Ok(()), move |running: &Running, _| {
            work(&Session::open(&file, Use::Read, running)?)
        })
    }
}

impl Browse for BrowsedDuckDb<'_> {
    fn test(&self, reach: &Reach) -> Result<Tested, Problem> {
        self.ask(reach, |session| {
            let failed = |fault: Fault| session.problem(&fault);
            let begun = Instant::now();
            let version = session.texts("SELECT version()", &[]).map_err(failed)?.concat().concat();
            let round_trip = begun.elapsed();
            let tables = tables(session).map_err(failed)?;
            let mut schemas: Vec<&str> = tables.iter().map(|table| table.schema.as_str()).collect();
            schemas.dedup();
            Ok(Tested {
                server: "DuckDB".into(),
                version: version.trim_start_matches('v').to_owned(),
                round_trip,
                is_encrypted: None,
                schemas: Some(schemas.len() as u64),
                tables: tables.len() as u64,
            })
        })
    }

    fn tables(&self, reach: &Reach) -> Result<BrowsedTables, Problem> {
        let mut tables = self.ask(reach, |session| tables(session).map_err(|fault| session.problem(&fault)))?;
        let is_cut = tables.len() > MOST_TABLES;
        tables.truncate(MOST_TABLES);
        Ok(BrowsedTables { tables, is_cut })
    }

    fn columns(&self, table: &str, reach: &Reach) -> Result<Vec<BrowsedColumn>, Problem> {
        let (named, table) = (TableName::parse(table)?, table.to_owned());
        self.ask(reach, move |session| {
            let failed = |fault: Fault| session.problem(&fault).at("table");
            let sql = format!(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() \
                 AND lower(schema_name) = lower({}) AND lower(table_name) = lower({}) ORDER BY column_index",
                text_literal(named.schema.as_deref().unwrap_or("main")),
                text_literal(&named.table)
            );
            let rows = session.texts(&sql, &[]).map_err(failed)?;
            if rows.is_empty() {
                return Err(no_table(&tables(session).map_err(failed)?, &table));
            }
            let column = |row: Vec<String>| {
                let [name, data_type] = <[String; 2]>::try_from(row).ok()?;
                Some(BrowsedColumn { name, data_type })
            };
            Ok(rows.into_iter().filter_map(column).collect())
        })
    }
}

/// The tables of a database with their numbers of columns, for a form.
pub fn list_duckdb_tables(file: &Arc<DuckDbFile>, reach: &Reach) -> Result<SheetList, Problem> {
    let sheets = BrowsedDuckDb(file).ask(reach, |session| {
        let failed = |fault: Fault| session.problem(&fault);
        let sql = "SELECT schema_name, table_name, CAST(count(*) AS VARCHAR) FROM duckdb_columns() \
                   WHERE database_name = current_database() AND NOT internal GROUP BY ALL";
        let counted = session.texts(sql, &[]).map_err(failed)?;
        let listed = tables(session).map_err(failed)?.into_iter().take(MOST_TABLES).map(|table| {
            let is_of = |row: &&Vec<String>| row.len() == 3 && row[0] == table.schema && row[1] == table.name;
            let columns = counted.iter().find(is_of).and_then(|row| row[2].parse().ok()).unwrap_or_default();
            ListedSheet { name: table.setting, hidden: false, holds: Holds::Columns(columns) }
        });
        Ok(listed.collect())
    })?;
    Ok(SheetList { sheets, first: None })
}
