//! Rows that were read from a source for one execution of a plan.

use std::fmt::Display;
use std::fs::{self, File};
use std::io;
use std::sync::Arc;

use polars::prelude::*;
use polars_io::parquet::write::BatchedWriter;

use super::{Complete, RowSource, ScanRequest};
use crate::base::{Cause, Problem};
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::reach::Reach;
use crate::connect::store::scratch_folder;

/// Rows beyond this many bytes are staged in a file.
pub(super) const IN_MEMORY: usize = 128 << 20;

/// All rows of one scan, in order.
pub(super) enum Staged {
    Memory(DataFrame),
    /// A Parquet file without a name: it is gone when it is closed, even if the process is killed.
    File(File),
}

/// The error that aborts a plan with this problem; see `formula::raise`.
pub(super) fn raised(problem: Problem) -> PolarsError {
    PolarsError::IO { error: Arc::new(io::Error::other(problem)), msg: None }
}

impl Staged {
    /// Reads what is requested until the source proves that it is complete. Keeps about `most` bytes in memory.
    pub fn read(source: &dyn RowSource, request: &ScanRequest, reach: &Reach, most: usize) -> Result<Staged, Problem> {
        let all = source.schema();
        let of = |name: &PlSmallStr| Some((name.clone(), all.get(name)?.clone()));
        let schema: SchemaRef = Arc::new(request.columns.iter().filter_map(of).collect());
        let mut arrived = Arrived { schema, most, ..Arrived::default() };
        let Complete(()) = source.scan(request, reach, &mut |batch| {
            if reach.is_stopped()() {
                return Err(Problem::stopped());
            }
            arrived.add(batch)
        })?;
        arrived.finish()
    }

    /// The rows as a table in memory.
    pub fn in_memory(&self) -> PolarsResult<DataFrame> {
        match self {
            Staged::Memory(rows) => Ok(rows.clone()),
            Staged::File(file) => ParquetReader::new(file.try_clone()?).finish(),
        }
    }
}

#[derive(Default)]
struct Arrived {
    schema: SchemaRef,
    most: usize,
    batches: Vec<DataFrame>,
    bytes: usize,
    /// The writer of the file, and the file.
    written: Option<(BatchedWriter<File>, File)>,
}

impl Arrived {
    fn add(&mut self, batch: DataFrame) -> Result<(), Problem> {
        if **batch.schema() != *self.schema {
            let problem = Problem::error(say!("scan-other-columns")).remedy(say!("defect-report"));
            return Err(problem.because(Cause::Internal));
        }
        self.bytes += batch.estimated_size();
        self.batches.push(batch);
        if self.written.is_some() || self.bytes > self.most { self.write() } else { Ok(()) }
    }

    /// Moves what has arrived to the file.
    fn write(&mut self) -> Result<(), Problem> {
        let (writer, _) = match &mut self.written {
            Some(written) => written,
            None => {
                let file = scratch_file()?;
                let shared = file.try_clone().map_err(|error| cannot_stage(&error))?;
                let writer = ParquetWriter::new(file)
                    .with_compression(ParquetCompression::Uncompressed)
                    .with_statistics(StatisticsOptions::empty())
                    .batched(&self.schema)
                    .map_err(|error| cannot_stage(&error))?;
                self.written.insert((writer, shared))
            }
        };
        for mut batch in self.batches.drain(..) {
            batch.align_chunks();
            writer.write_batch(&batch).map_err(|error| cannot_stage(&error))?;
        }
        Ok(())
    }

    fn finish(self) -> Result<Staged, Problem> {
        if let Some((writer, file)) = self.written {
            writer.finish().map_err(|error| cannot_stage(&error))?;
            return Ok(Staged::File(file));
        }
        let mut batches = self.batches.into_iter();
        let mut rows = batches.next().unwrap_or_else(|| DataFrame::empty_with_schema(&self.schema));
        for batch in batches {
            rows.vstack_mut_owned(batch).map_err(|error| cannot_stage(&error))?;
        }
        Ok(Staged::Memory(rows))
    }
}

/// A file without a name, in the folder for kept results.
fn scratch_file() -> Result<File, Problem> {
    let folder = scratch_folder();
    let create = || {
        fs::create_dir_all(&folder)?;
        tempfile::tempfile_in(&folder)
    };
    create().map_err(|error| io_problem(FileOperation::Write, &folder, &error))
}

fn cannot_stage(error: &impl Display) -> Problem {
    let problem = Problem::error(say!("scan-cannot-stage", error = error.to_string()));
    problem.remedy(say!("file-free-space")).because(Cause::Source)
}
