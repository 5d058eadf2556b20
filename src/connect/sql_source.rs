//! What a driver of databases tells of a table, a view or a query.

use std::sync::Arc;

use polars::prelude::SchemaRef;

use super::reach::Reach;
use super::scan::{RowSource, TableScan};
use super::source::Source;
use crate::base::Problem;

/// A table, a view or a query of a database.
pub(super) trait SqlSource: Source + Sized + 'static {
    type Scan: TableScan;

    /// The columns; asks the database, unless they are remembered. May examine many rows.
    fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem>;

    /// The rows, with these columns, which [`SqlSource::schema`] has found.
    fn scan(self, schema: SchemaRef, reach: &Reach) -> Result<Self::Scan, Problem>;

    /// The same as a source.
    fn row_source(self, schema: SchemaRef, reach: &Reach) -> Result<Arc<dyn RowSource>, Problem> {
        Ok(Arc::new(self.scan(schema, reach)?))
    }
}
