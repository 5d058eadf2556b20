//! Rows that arrive, in batches of bounded size.

use std::ops::Range;

use polars::prelude::*;

use super::located::Located;
use crate::base::{Cause, Problem};
use crate::connect::cancellable_io::count_examined;
use crate::connect::scan::ScanRequest;

/// A batch has at most this many rows and about this many bytes of texts.
const ROWS: usize = 65_536;
const BYTES: usize = 16 << 20;

/// A column that is being filled.
pub trait ColumnBuilder {
    /// Adds a field as the server sends it; `None` is null. The problem of a value that its type cannot represent exactly
    /// names `row`, counted from 1.
    fn add(&mut self, field: Option<&[u8]>, row: u64) -> Result<(), Problem>;

    /// Adds fields of rows that follow one another, of which the first is `row`. Fails with the number of the first field that
    /// its type cannot represent exactly, counted from 0.
    fn add_all<'a>(
        &mut self,
        fields: impl Iterator<Item = Option<&'a [u8]>>,
        row: u64,
    ) -> Result<(), (usize, Problem)> {
        let mut fields = fields.enumerate();
        fields.try_for_each(|(index, field)| self.add(field, row + index as u64).map_err(|problem| (index, problem)))
    }

    /// Bytes of texts and lists in it.
    fn bytes(&self) -> usize;

    /// What has been added. The builder is empty then.
    fn take(&mut self) -> PolarsResult<Series>;
}

/// A batch being filled.
pub struct Batch<B> {
    columns: Vec<B>,
    rows: usize,
    /// The rows of all batches so far.
    pub count: u64,
}

/// Whether a batch is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    More,
    Full,
}

impl<B: ColumnBuilder> Batch<B> {
    /// `builder` makes the builder of a column for so many rows; `None` for a column that there is not.
    pub fn new(request: &ScanRequest, builder: impl Fn(&str, usize) -> Option<B>) -> Batch<B> {
        let capacity = request.limit.map_or(ROWS, |limit| usize::try_from(limit).unwrap_or(ROWS).min(ROWS));
        let columns = request.columns.iter().filter_map(|name| builder(name.as_str(), capacity)).collect();
        Batch { columns, rows: 0, count: 0 }
    }

    /// The number of columns.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Adds a row, whose fields `field` gives in order.
    #[inline]
    pub fn add<'a>(&mut self, mut field: impl FnMut(usize) -> Option<&'a [u8]>) -> Result<Held, Problem> {
        self.count += 1;
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.add(field(index), self.count)?;
        }
        self.rows += 1;
        Ok(self.held())
    }

    /// Adds the rows of a range that has room, column by column.
    pub fn add_all(&mut self, located: &Located, bytes: &[u8], rows: Range<usize>) -> Result<Held, Problem> {
        let first = self.count + 1;
        let mut fault: Option<(usize, Problem)> = None;
        for (index, column) in self.columns.iter_mut().enumerate() {
            if let Err((row, problem)) = column.add_all(located.column(bytes, index, rows.clone()), first)
                && fault.as_ref().is_none_or(|(first, _)| row < *first)
            {
                fault = Some((row, problem));
            }
        }
        if let Some((_, problem)) = fault {
            return Err(problem);
        }
        self.count += rows.len() as u64;
        self.rows += rows.len();
        Ok(self.held())
    }

    /// How many rows there is room for.
    pub fn room(&self) -> usize {
        ROWS - self.rows
    }

    fn held(&self) -> Held {
        let is_full = self.rows >= ROWS || self.columns.iter().map(B::bytes).sum::<usize>() >= BYTES;
        if is_full { Held::Full } else { Held::More }
    }

    pub fn take(&mut self) -> Result<DataFrame, Problem> {
        let failed = |error: PolarsError| {
            let problem = Problem::error(say!("database-refuses", error = error.to_string()));
            problem.remedy(say!("defect-report")).because(Cause::Internal)
        };
        let columns = self.columns.iter_mut().map(|column| column.take().map(Series::into_column));
        let columns = columns.collect::<PolarsResult<Vec<Column>>>().map_err(failed)?;
        let batch = DataFrame::new(std::mem::take(&mut self.rows), columns).map_err(failed)?;
        count_examined(batch.estimated_size());
        Ok(batch)
    }
}
