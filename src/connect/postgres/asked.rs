//! What is read from a server.

use std::sync::Arc;

use super::bound::{Bound, bound};
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::sql_rows::SqlRows;

/// Rows of a PostgreSQL database.
#[derive(Clone, Debug)]
pub struct Postgres {
    pub(super) server: Arc<Server>,
    /// In a query, `$1`, `$2` and so on stand for the values.
    pub(super) rows: SqlRows,
}

impl Postgres {
    pub fn new(server: Arc<Server>, rows: SqlRows) -> Postgres {
        Postgres { server, rows }
    }

    /// The values of the query.
    pub(super) fn values(&self) -> Result<Vec<Bound>, Problem> {
        let SqlRows::Query { values, .. } = &self.rows else { return Ok(Vec::new()) };
        let value = |value| {
            let problem = || Problem::error(say!("server-value-not-bound")).at("query");
            bound(value).ok_or_else(|| problem().remedy(say!("database-parameter-as-text")))
        };
        values.iter().map(value).collect()
    }
}
