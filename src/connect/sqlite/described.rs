//! What is known of a table, a view or a query before any row is read.

use rusqlite::{Connection, OptionalExtension, Statement};

use super::asked::Sqlite;
use super::database::{Database, tables};
use super::words::{line, problem};
use crate::base::{Problem, suggest};
use crate::connect::sql_rows::SqlRows;

/// A column as declared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Declared {
    pub name: String,
    /// The declared type; `None` if there is none, as for an expression.
    pub data_type: Option<String>,
}

/// What determines the order of rows, so that it is the same however few are requested.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Order {
    /// A name of the rowid.
    RowNumber(&'static str),
    /// The columns of the primary key.
    Key(Vec<String>),
    /// The order of the view or the query itself: conditions are applied to its rows and must not be pushed into it.
    Own,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Described {
    pub columns: Vec<Declared>,
    pub order: Order,
    /// Whether texts are compared by their bytes in UTF-8.
    pub is_utf8: bool,
}

impl Described {
    pub fn of(source: &Sqlite, database: &Database) -> Result<Described, Problem> {
        let order = match &source.rows {
            SqlRows::Table(name) => {
                let found = table(&database.connection, name).map_err(|error| database.problem(&error))?;
                found.ok_or_else(|| no_table(database, name))?
            }
            SqlRows::Query { .. } => Order::Own,
        };
        let statement = database.connection.prepare(&source.text());
        let statement = statement.map_err(|error| refused(source, &error))?;
        let expected = match &source.rows {
            SqlRows::Table(_) => 0,
            SqlRows::Query { values, .. } => values.len(),
        };
        if statement.parameter_count() != expected {
            let problem = Problem::error(say!("database-query-places")).remedy(say!("database-query-name-value"));
            return Err(problem.at(source.rows.setting()));
        }
        if !statement.readonly() || statement.column_count() == 0 {
            let problem = Problem::error(say!("database-query-no-rows")).remedy(say!("database-write-select"));
            return Err(problem.at(source.rows.setting()));
        }
        let columns = columns(source, &statement)?;
        let order = match order {
            Order::RowNumber(_) => row_number(&columns).map_or(Order::Own, Order::RowNumber),
            order => order,
        };
        let encoding = database.connection.query_row("PRAGMA encoding", [], |row| row.get::<_, String>(0));
        let encoding = encoding.map_err(|error| database.problem(&error))?;
        Ok(Described { columns, order, is_utf8: encoding == "UTF-8" })
    }
}

/// The order of a table's or a view's rows; `None` if there is neither.
fn table(connection: &Connection, name: &str) -> rusqlite::Result<Option<Order>> {
    let sql = "SELECT type, wr FROM pragma_table_list(?) WHERE schema = 'main'";
    let found = connection.query_row(sql, [name], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)));
    let Some((kind, has_no_rowid)) = found.optional()? else { return Ok(None) };
    if kind != "table" {
        return Ok(Some(Order::Own));
    }
    if !has_no_rowid {
        return Ok(Some(Order::RowNumber("rowid")));
    }
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk")?;
    let key = statement.query_map([name], |row| row.get(0))?;
    key.collect::<rusqlite::Result<_>>().map(|key| Some(Order::Key(key)))
}

/// The first name of the rowid that no column has.
fn row_number(columns: &[Declared]) -> Option<&'static str> {
    let is_taken = |name: &str| columns.iter().any(|column| column.name.eq_ignore_ascii_case(name));
    ["rowid", "_rowid_", "oid"].into_iter().find(|name| !is_taken(name))
}

fn columns(source: &Sqlite, statement: &Statement) -> Result<Vec<Declared>, Problem> {
    let mut columns: Vec<Declared> = Vec::new();
    for column in statement.columns() {
        let name = column.name().to_owned();
        let problem = if name.is_empty() {
            Some(Problem::error(say!("database-column-no-name", number = columns.len() + 1)))
        } else if columns.iter().any(|other| other.name == name) {
            Some(Problem::error(say!("database-column-twice", name = name.as_str())))
        } else {
            None
        };
        if let Some(problem) = problem {
            return Err(problem.remedy(say!("database-name-columns")).at(source.rows.setting()));
        }
        columns
            .push(Declared { name, data_type: column.decl_type().map(str::to_owned).filter(|name| !name.is_empty()) });
    }
    Ok(columns)
}

pub(super) fn no_table(database: &Database, name: &str) -> Problem {
    let known = tables(database).unwrap_or_default();
    let message = Problem::error(say!("database-no-table", name = name));
    let problem = match suggest::remedy(name, known.iter().map(String::as_str)) {
        Some(remedy) => message.remedy(remedy),
        None if known.is_empty() => message.remedy(say!("database-no-tables")),
        None => message.remedy(say!("database-choose-table")),
    };
    problem.at("table")
}

/// The problem of a statement that was refused; for a query, with its position.
fn refused(source: &Sqlite, error: &rusqlite::Error) -> Problem {
    let plain = problem(&source.path, error);
    let rusqlite::Error::SqlInputError { offset, .. } = error else { return plain };
    let problem = Problem::error(say!("database-refuses", error = line(error)));
    let problem = problem.remedy(say!("database-check-query")).at(source.rows.setting());
    match (&source.rows, usize::try_from(*offset)) {
        (SqlRows::Query { places, .. }, Ok(offset)) => {
            let begin = places.original(offset);
            problem.span(begin..begin + 1)
        }
        _ => problem,
    }
}
