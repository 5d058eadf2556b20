//! What is read from a database: a table, a view, or a query with its values.

use super::scan::Constant;
use crate::base::KeyBuilder;

/// Rows of a database.
#[derive(Clone, Debug)]
pub enum SqlRows {
    /// A table or a view.
    Table(String),
    Query {
        /// A SELECT in which the placeholders of the database stand for the values, in their order.
        sql: String,
        values: Vec<Constant>,
        places: SqlPlaces,
    },
}

/// The positions of the parts of a statement in the text that the user wrote.
#[derive(Clone, Debug, Default)]
pub struct SqlPlaces(pub Vec<(usize, usize)>);

impl SqlPlaces {
    /// The byte in the user's text for a byte of the statement.
    pub(super) fn original(&self, sent: usize) -> usize {
        let part = self.0.iter().rev().find(|(begin, _)| *begin <= sent);
        part.map_or(sent, |(begin, original)| original + (sent - begin))
    }
}

impl SqlRows {
    /// The setting that determines what is read.
    pub(super) fn setting(&self) -> &'static str {
        match self {
            SqlRows::Table(_) => "table",
            SqlRows::Query { .. } => "query",
        }
    }

    pub(super) fn table(&self) -> &str {
        match self {
            SqlRows::Table(name) => name,
            SqlRows::Query { .. } => "",
        }
    }

    /// Adds what is read to a key.
    pub(super) fn key(&self, builder: KeyBuilder) -> KeyBuilder {
        match self {
            SqlRows::Table(name) => builder.text("table").text(name),
            SqlRows::Query { sql, values, .. } => values
                .iter()
                .fold(builder.text("query").text(sql), |builder, value| builder.text(&format!("{value:?}"))),
        }
    }
}

/// A name in a statement.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
