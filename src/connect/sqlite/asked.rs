//! What is read from a database: a table, a view, or a query with its values.

use std::path::PathBuf;

use rusqlite::Statement;

use super::dates;
use crate::connect::scan::Constant;

/// A name in a statement.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Rows of a database.
#[derive(Clone, Debug)]
pub struct Sqlite {
    /// Absolute.
    pub(super) path: PathBuf,
    pub(super) rows: SqliteRows,
    /// The connection that leads to it; `None` if it is given by its path.
    pub(super) connection: Option<String>,
}

/// What is read.
#[derive(Clone, Debug)]
pub enum SqliteRows {
    /// A table or a view.
    Table(String),
    Query {
        /// A SELECT in which `?1`, `?2` and so on stand for the values.
        sql: String,
        values: Vec<Constant>,
        places: Places,
    },
}

/// The positions of the parts of a statement in the text that the user wrote.
#[derive(Clone, Debug, Default)]
pub struct Places(pub Vec<(usize, usize)>);

impl Places {
    /// The byte in the user's text for a byte of the statement.
    pub(super) fn original(&self, sent: usize) -> usize {
        let part = self.0.iter().rev().find(|(begin, _)| *begin <= sent);
        part.map_or(sent, |(begin, original)| original + (sent - begin))
    }
}

impl SqliteRows {
    /// The setting that determines what is read.
    pub(super) fn setting(&self) -> &'static str {
        match self {
            SqliteRows::Table(_) => "table",
            SqliteRows::Query { .. } => "query",
        }
    }

    pub(super) fn table(&self) -> &str {
        match self {
            SqliteRows::Table(name) => name,
            SqliteRows::Query { .. } => "",
        }
    }
}

impl Sqlite {
    pub fn new(path: impl Into<PathBuf>, rows: SqliteRows) -> Sqlite {
        Sqlite { path: path.into(), rows, connection: None }
    }

    /// The same, found by a connection: problems with the file name it. An empty name is none.
    pub fn by(self, connection: &str) -> Sqlite {
        Sqlite { connection: Some(connection.to_owned()).filter(|name| !name.is_empty()), ..self }
    }

    /// The statement for all rows.
    pub(super) fn text(&self) -> String {
        match &self.rows {
            SqliteRows::Table(name) => format!("SELECT * FROM {}", quoted(name)),
            SqliteRows::Query { sql, .. } => sql.clone(),
        }
    }

    /// Binds the values of the query.
    pub(super) fn bind(&self, statement: &mut Statement) -> rusqlite::Result<()> {
        let SqliteRows::Query { values, .. } = &self.rows else { return Ok(()) };
        for (index, value) in values.iter().enumerate() {
            match value {
                Constant::Boolean(value) => statement.raw_bind_parameter(index + 1, i64::from(*value)),
                Constant::Integer(number) | Constant::DateTime(number) => {
                    statement.raw_bind_parameter(index + 1, number)
                }
                Constant::Number(number) => statement.raw_bind_parameter(index + 1, number),
                Constant::Text(text) => statement.raw_bind_parameter(index + 1, text),
                Constant::Date(days) => statement.raw_bind_parameter(index + 1, dates::text(*days)),
            }?;
        }
        Ok(())
    }
}
