//! Rows that arrive, in batches of bounded size.

use polars::prelude::*;

use super::decode::Builder;
use super::described::Described;
use super::misfit::Misfit;
use crate::base::{Cause, Problem};
use crate::connect::cancellable_io::count_examined;
use crate::connect::scan::ScanRequest;

/// A batch has at most this many rows and about this many bytes of texts.
const ROWS: usize = 65_536;
const BYTES: usize = 16 << 20;

/// A batch being filled.
pub(super) struct Batch {
    columns: Vec<Builder>,
    rows: usize,
    /// The rows of all batches so far.
    pub count: u64,
}

impl Batch {
    pub fn new(described: &Described, request: &ScanRequest) -> Batch {
        let capacity = request.limit.map_or(ROWS, |limit| usize::try_from(limit).unwrap_or(ROWS).min(ROWS));
        let builder = |name: &PlSmallStr| {
            let column = described.columns.iter().find(|column| column.name == name.as_str())?;
            Some(Builder::new(name, &column.reading, capacity))
        };
        Batch { columns: request.columns.iter().filter_map(builder).collect(), rows: 0, count: 0 }
    }

    /// The number of columns.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Adds a row, whose fields `field` gives in order.
    pub fn add<'a>(&mut self, mut field: impl FnMut(usize) -> Option<&'a [u8]>) -> Result<(), Problem> {
        self.count += 1;
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.add(field(index)).map_err(|misfit: Misfit| misfit.problem(&column.name, self.count))?;
        }
        self.rows += 1;
        Ok(())
    }

    pub fn is_full(&self) -> bool {
        self.rows >= ROWS || self.columns.iter().map(|column| column.bytes).sum::<usize>() >= BYTES
    }

    pub fn take(&mut self) -> Result<DataFrame, Problem> {
        let failed = |error: PolarsError| {
            let problem = Problem::error(say!("postgres-refuses", error = error.to_string()));
            problem.remedy(say!("defect-report")).because(Cause::Internal)
        };
        let columns = self.columns.iter_mut().map(|column| column.take().map(Series::into_column));
        let columns = columns.collect::<PolarsResult<Vec<Column>>>().map_err(failed)?;
        let batch = DataFrame::new(std::mem::take(&mut self.rows), columns).map_err(failed)?;
        count_examined(batch.estimated_size());
        Ok(batch)
    }
}
