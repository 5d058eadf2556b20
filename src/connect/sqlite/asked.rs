//! What is read from a database: a table, a view, or a query with its values.

use std::path::PathBuf;

use rusqlite::Statement;

use super::dates;
use crate::connect::scan::Constant;
use crate::connect::sql_rows::{SqlRows, quoted};

/// Rows of a database.
#[derive(Clone, Debug)]
pub struct Sqlite {
    /// Absolute.
    pub(super) path: PathBuf,
    pub(super) rows: SqlRows,
    /// The connection that leads to it; `None` if it is given by its path.
    pub(super) connection: Option<String>,
}

impl Sqlite {
    pub fn new(path: impl Into<PathBuf>, rows: SqlRows) -> Sqlite {
        Sqlite { path: path.into(), rows, connection: None }
    }

    /// The same, found by a connection: problems with the file name it. An empty name is none.
    pub fn by(self, connection: &str) -> Sqlite {
        Sqlite { connection: Some(connection.to_owned()).filter(|name| !name.is_empty()), ..self }
    }

    /// The statement for all rows.
    pub(super) fn text(&self) -> String {
        match &self.rows {
            SqlRows::Table(name) => format!("SELECT * FROM {}", quoted(name)),
            SqlRows::Query { sql, .. } => sql.clone(),
        }
    }

    /// Binds the values of the query.
    pub(super) fn bind(&self, statement: &mut Statement) -> rusqlite::Result<()> {
        let SqlRows::Query { values, .. } = &self.rows else { return Ok(()) };
        for (index, value) in values.iter().enumerate() {
            match value {
                Constant::Boolean(value) => statement.raw_bind_parameter(index + 1, i64::from(*value)),
                Constant::Integer(number) | Constant::DateTime(number) | Constant::Instant(number) => {
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
