//! What is read from a database: a table, a view, or a query with its values.

use std::sync::Arc;

use crate::connect::connections::DuckDbFile;
use crate::connect::sql_rows::SqlRows;

/// Rows of a database.
#[derive(Clone, Debug)]
pub struct DuckDb {
    pub(super) file: Arc<DuckDbFile>,
    /// In a query, `$1`, `$2` and so on stand for the values.
    pub(super) rows: SqlRows,
}

impl DuckDb {
    pub fn new(file: Arc<DuckDbFile>, rows: SqlRows) -> DuckDb {
        DuckDb { file, rows }
    }
}
