//! What is read, by the driver of its database.

use std::sync::Arc;

use polars::prelude::SchemaRef;

use crate::base::Problem;
use crate::connect::{Adbc, DuckDb, MySql, Postgres, Reach, RowSource, Source, Sqlite};

pub(super) enum Asked {
    Sqlite(Sqlite),
    Postgres(Postgres),
    MySql(MySql),
    DuckDb(DuckDb),
    Adbc(Adbc),
}

impl Asked {
    /// The columns; asks the database.
    pub fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem> {
        match self {
            Asked::Sqlite(rows) => rows.schema(reach),
            Asked::Postgres(rows) => rows.schema(reach),
            Asked::MySql(rows) => rows.schema(reach),
            Asked::DuckDb(rows) => rows.schema(reach),
            Asked::Adbc(rows) => rows.schema(reach),
        }
    }

    /// The rows, with the columns that the database has.
    pub fn row_source(self, schema: SchemaRef, reach: &Reach) -> Result<Arc<dyn RowSource>, Problem> {
        match self {
            Asked::Sqlite(rows) => rows.row_source(schema),
            Asked::Postgres(rows) => rows.row_source(schema, reach),
            Asked::MySql(rows) => rows.row_source(schema, reach),
            Asked::DuckDb(rows) => rows.row_source(schema, reach),
            Asked::Adbc(rows) => rows.row_source(schema, reach),
        }
    }

    pub fn source(self) -> Arc<dyn Source> {
        match self {
            Asked::Sqlite(rows) => Arc::new(rows),
            Asked::Postgres(rows) => Arc::new(rows),
            Asked::MySql(rows) => Arc::new(rows),
            Asked::DuckDb(rows) => Arc::new(rows),
            Asked::Adbc(rows) => Arc::new(rows),
        }
    }
}
