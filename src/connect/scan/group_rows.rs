//! Groups that a store computes, as a source.

use std::sync::Arc;

use polars::prelude::*;

use super::{Complete, GroupScan, Predicate, Receive, RowSource, ScanRequest};
use crate::base::{Cause, Problem};
use crate::connect::reach::Reach;

/// Groups as a source, with the names that they have in a plan.
pub(super) struct GroupRows {
    scan: Box<dyn GroupScan>,
    schema: SchemaRef,
}

impl GroupRows {
    pub fn new(scan: Box<dyn GroupScan>, schema: SchemaRef) -> GroupRows {
        GroupRows { scan, schema }
    }
}

impl RowSource for GroupRows {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    fn takes(&self, _: &Predicate) -> bool {
        false
    }

    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        self.scan.scan(reach, &mut |batch| {
            let batch = named(batch, &self.schema).and_then(|batch| batch.select(request.columns.iter().cloned()));
            receive(batch.map_err(other_columns)?)
        })
    }

    fn statement(&self, _: &ScanRequest) -> Option<String> {
        Some(self.scan.statement())
    }
}

/// The columns with these names and types. Only the size of integers may differ.
fn named(batch: DataFrame, schema: &Schema) -> PolarsResult<DataFrame> {
    polars_ensure!(batch.width() == schema.len(), SchemaMismatch: "{} columns", batch.width());
    let height = batch.height();
    let columns = batch.into_columns().into_iter().zip(schema.iter()).map(|(column, (name, to))| {
        let is_near = column.dtype() == to || (column.dtype().is_integer() && to.is_integer());
        polars_ensure!(is_near, SchemaMismatch: "{} instead of {to}", column.dtype());
        Ok(column.strict_cast(to)?.with_name(name.clone()))
    });
    DataFrame::new(height, columns.collect::<PolarsResult<_>>()?)
}

fn other_columns(error: PolarsError) -> Problem {
    let problem = Problem::error(say!("scan-cannot-pass", error = error.to_string()));
    problem.remedy(say!("defect-report")).because(Cause::Internal)
}

/// The groups that a source computes, as a source.
pub(super) fn group_rows(scan: Box<dyn GroupScan>, schema: SchemaRef) -> Arc<dyn RowSource> {
    Arc::new(GroupRows::new(scan, schema))
}
