//! What is known of a table, a view or a query before any row is read.

use polars::prelude::SchemaRef;

use super::asked::DuckDb;
use super::columns::{DescribedColumn, QUERY, whole};
use super::listed::tables;
use super::session::Session;
use super::types::reading;
use super::words::{Begin, refused};
use crate::base::{Problem, suggest};
use crate::connect::adbc::{self, Fault, ForeignColumn};
use crate::connect::browsed::BrowsedTable;
use crate::connect::scan::Constant;
use crate::connect::servers::TableName;
use crate::connect::sql_rows::{SqlRows, quoted};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Described {
    pub columns: Vec<DescribedColumn>,
    /// The same as they arrive.
    pub arriving: Vec<ForeignColumn>,
    /// Whether rows come as they are stored; a view or a query has an order of its own.
    pub is_table: bool,
    /// A statement for all rows and columns.
    pub all: String,
}

impl Described {
    pub fn schema(&self) -> SchemaRef {
        adbc::schema(&self.arriving)
    }

    /// Asks the database, in a session that reads.
    pub fn of(asked: &DuckDb, session: &Session) -> Result<Described, Problem> {
        let none: &[Constant] = &[];
        let (all, is_table, values) = match &asked.rows {
            SqlRows::Table(name) => {
                let (table, is_table) = table(session, name)?;
                (format!("SELECT * FROM {table}"), is_table, none)
            }
            SqlRows::Query { sql, values, .. } => {
                check_single(sql)?;
                (sql.clone(), false, values.as_slice())
            }
        };
        let begin = Begin { line: 1, byte: "DESCRIBE ".len() };
        let failed = |fault: Fault| refused(&asked.file, &asked.rows, begin, &fault);
        let declared = session.texts(&format!("DESCRIBE {all}"), values).map_err(failed)?;
        let mut columns = Vec::new();
        for row in declared {
            let [name, data_type, ..] = row.as_slice() else { continue };
            let reading = reading(data_type).map_err(|data_type| {
                let problem =
                    Problem::error(say!("server-type-not-read", name = name.as_str(), data_type = data_type.as_str()));
                problem.remedy(say!("postgres-cast-it", name = name.as_str())).at(asked.rows.setting())
            })?;
            columns.push(DescribedColumn { name: name.clone(), data_type: data_type.clone(), reading });
        }
        twice(&columns).map_err(|problem| problem.at(asked.rows.setting()))?;
        let failed = |fault: Fault| refused(&asked.file, &asked.rows, QUERY, &fault);
        let sql = whole(&columns, &all, " LIMIT 0");
        let rows = session.statement(&sql, values).and_then(adbc::Statement::rows);
        let fields = rows.and_then(|mut rows| rows.columns()).map_err(failed)?;
        let arriving = adbc::columns(fields).map_err(|problem| problem.at(asked.rows.setting()))?;
        Ok(Described { columns, arriving, is_table, all })
    }
}

/// DuckDB tells columns apart by their letters alone.
fn twice(columns: &[DescribedColumn]) -> Result<(), Problem> {
    for (index, column) in columns.iter().enumerate() {
        if columns[..index].iter().any(|other| other.name.to_lowercase() == column.name.to_lowercase()) {
            let problem = Problem::error(say!("database-column-twice", name = column.name.as_str()));
            return Err(problem.remedy(say!("database-name-columns")));
        }
    }
    Ok(())
}

/// Fails for several statements: all but the last would be carried out at once.
fn check_single(sql: &str) -> Result<(), Problem> {
    if adbc::is_select(sql) {
        return Ok(());
    }
    Err(Problem::error(say!("database-query-no-rows")).remedy(say!("database-write-select")).at("query"))
}

/// The name of a table or a view as in a statement, and whether it is a table.
fn table(session: &Session, name: &str) -> Result<(String, bool), Problem> {
    let named = TableName::parse(name)?;
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let schema = named.schema.as_deref().unwrap_or("main");
    let known = tables(session).map_err(|fault| session.problem(&fault).at("table"))?;
    let found = known.iter().find(|table| same(&table.schema, schema) && same(&table.name, &named.table));
    match found {
        Some(table) => Ok((format!("{}.{}", quoted(&table.schema), quoted(&table.name)), !table.is_view)),
        None => Err(no_table(&known, name)),
    }
}

pub(super) fn no_table(known: &[BrowsedTable], name: &str) -> Problem {
    let message = Problem::error(say!("database-no-table", name = name));
    let problem = match suggest::remedy(name, known.iter().map(|table| table.setting.as_str())) {
        Some(remedy) => message.remedy(remedy),
        None if known.is_empty() => message.remedy(say!("database-no-tables")),
        None => message.remedy(say!("database-choose-table")),
    };
    problem.at("table")
}
