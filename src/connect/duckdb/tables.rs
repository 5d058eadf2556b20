//! What a database says of single tables.

use super::literal::text_literal;
use super::session::Session;
use crate::base::{Cause, Problem};

/// "table" or "view"; `None` if there is nothing of this name.
pub(super) fn kind_of_table(session: &Session, schema: &str, name: &str) -> Result<Option<&'static str>, Problem> {
    let of = |function: &str, column: &str| {
        let (schema, name) = (text_literal(schema), text_literal(name));
        format!(
            "SELECT {column} FROM {function}() WHERE database_name = current_database() \
             AND lower(schema_name) = lower({schema}) AND lower({column}) = lower({name})"
        )
    };
    for (kind, function, column) in [("table", "duckdb_tables", "table_name"), ("view", "duckdb_views", "view_name")] {
        let found = session.texts(&of(function, column), &[]).map_err(|fault| session.problem(&fault).at("table"))?;
        if !found.is_empty() {
            return Ok(Some(kind));
        }
    }
    Ok(None)
}

/// A number of rows.
pub(super) fn count(session: &Session, sql: &str) -> Result<u64, Problem> {
    let texts = session.texts(&format!("SELECT CAST(({sql}) AS VARCHAR)"), &[]);
    let texts = texts.map_err(|fault| session.problem(&fault).at("table"))?;
    let text = texts.concat().concat();
    text.parse().map_err(|_| {
        Problem::error(say!("database-refuses", error = text)).remedy(say!("defect-report")).because(Cause::Internal)
    })
}

pub(super) fn rows_of(table: &str) -> String {
    format!("SELECT count(*) FROM {table}")
}
