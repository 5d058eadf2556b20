//! Reading Parquet files.

mod arrow_schema;
mod column;
mod footer;
mod footer_lists;
mod pages;
mod thrift;

use std::fs::File;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::*;

use self::column::{ParquetColumn, is_known};
use super::bytes::Bytes;
use super::cancellable_io::{IsStopped, cancellable};
use super::io_problem::{FileOperation, io_problem, polars_line};
use super::stamp::stamp;
use crate::base::Problem;

/// An open Parquet file.
pub struct Parquet {
    pub path: PathBuf,
    /// A copy that polars can read, if it cannot read the file itself.
    without_arrow_schema: Option<Bytes>,
    columns: Vec<ParquetColumn>,
    /// Whether columns were left out.
    is_partial: bool,
    rows: usize,
    /// What the user should know about the file.
    pub warnings: Vec<Problem>,
}

impl Parquet {
    /// Opens a file and reads the positions and types of its columns. Columns that cannot be read are left out and
    /// reported. Fails if the file cannot be read or is damaged. Returns shortly after cancellation.
    pub fn open(path: &Path, is_stopped: IsStopped<'_>) -> Result<Parquet, Problem> {
        footer::guarded(path, || Parquet::opened(path, is_stopped))
    }

    fn opened(path: &Path, is_stopped: IsStopped<'_>) -> Result<Parquet, Problem> {
        let stamp = stamp(path).map_err(|problem| problem.at("path"))?;
        if stamp.len == 0 {
            let problem = Problem::error(say!("file-empty", path = path.display()));
            return Err(problem.remedy(say!("parquet-choose")).at("path"));
        }
        let damaged = |error: PolarsError| {
            let message = say!("parquet-unreadable", path = path.display(), error = polars_line(&error));
            Problem::error(message).remedy(say!("file-damaged")).at("path")
        };
        let mut file = File::open(path).map_err(|error| io_problem(FileOperation::Read, path, &error).at("path"))?;
        footer::check_lists(path, stamp.len, &mut file)?;
        let mut reader = ParquetReader::new(file);
        let rows = reader.num_rows().map_err(damaged)?;
        footer::check(path, stamp.len, reader.get_metadata().map_err(damaged)?)?;
        let declared = reader.schema();
        let (without_arrow_schema, arrow) = match &declared {
            Ok(arrow) if arrow.iter_values().all(|field| is_known(field.dtype())) => (None, arrow.clone()),
            _ => {
                let bytes = cancellable(is_stopped, || arrow_schema::without_arrow_schema(path, stamp, is_stopped))?;
                let arrow = ParquetReader::new(Cursor::new(&bytes[..])).schema().map_err(damaged)?;
                (Some(bytes), arrow)
            }
        };
        let declared = declared.ok().filter(|_| without_arrow_schema.is_some());
        let halves = halves(reader.get_metadata().map_err(damaged)?);
        let mut columns = Vec::new();
        let mut warnings = Vec::new();
        for field in arrow.iter_values() {
            let declared = declared.as_ref().and_then(|schema| schema.get(&field.name));
            let declared = declared.or(halves.get(&field.name));
            match ParquetColumn::new(field, declared) {
                Ok(column) => columns.push(column),
                Err(data_type) => {
                    let message = say!(
                        "parquet-left-out",
                        name = field.name.as_str(),
                        path = path.display(),
                        data_type = data_type
                    );
                    warnings.push(Problem::warning(message).remedy(say!("parquet-write-otherwise")).at("path"));
                }
            }
        }
        let is_partial = !warnings.is_empty();
        Ok(Parquet { path: path.to_owned(), without_arrow_schema, columns, is_partial, rows, warnings })
    }

    /// Whether none of its columns can be read.
    pub fn is_unreadable(&self) -> bool {
        self.is_partial && self.columns.is_empty()
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The plan of all rows, and its schema. Columns that can be converted to a `requested` type without loss are
    /// converted by the scan itself, and wanted columns that are missing are null: so filters reach the scan.
    pub fn scan(&self, requested: &[(String, DataType)]) -> Result<(LazyFrame, SchemaRef), Problem> {
        let plan = || -> PolarsResult<(LazyFrame, SchemaRef)> {
            let mut rows = self.plan(requested)?;
            let schema = rows.collect_schema()?;
            let after = |column: &ParquetColumn| column.after().filter(|_| schema.contains(&column.name));
            let exprs: Vec<Expr> = self.columns.iter().filter_map(after).collect();
            if exprs.is_empty() {
                return Ok((rows, schema));
            }
            let mut rows = rows.with_columns(exprs);
            let schema = rows.collect_schema()?;
            Ok((rows, schema))
        };
        footer::guarded(&self.path, || {
            plan().map_err(|error| {
                let message = say!("parquet-unreadable", path = self.path.display(), error = polars_line(&error));
                Problem::error(message).remedy(say!("file-damaged")).at("path")
            })
        })
    }

    fn plan(&self, requested: &[(String, DataType)]) -> PolarsResult<LazyFrame> {
        let scanned = |column: &ParquetColumn| {
            let requested = requested.iter().find(|(name, _)| column.name == *name).map(|(_, dtype)| dtype);
            requested.filter(|dtype| column.can_be(dtype)).unwrap_or(&column.scanned).clone()
        };
        let own: Schema = self.columns.iter().map(|column| (column.name.clone(), scanned(column))).collect();
        let missing = requested.iter().filter(|(name, _)| !own.contains(name));
        let missing: Vec<(PlSmallStr, DataType)> =
            missing.map(|(name, of)| (name.as_str().into(), of.clone())).collect();
        let is_as_declared = self.columns.iter().all(|column| own.get(&column.name) == Some(&column.declared));
        let is_plain = is_as_declared && !self.is_partial && missing.is_empty() && self.without_arrow_schema.is_none();
        let options = ParquetOptions {
            schema: (!is_plain)
                .then(|| Arc::new(own.iter_fields().map(|f| (f.name, f.dtype)).chain(missing).collect())),
            parallel: if self.columns.iter().any(|column| column.has_other_units) {
                ParallelStrategy::Columns
            } else {
                ParallelStrategy::Auto
            },
            ..Default::default()
        };
        let (sources, hive_options) = match &self.without_arrow_schema {
            Some(bytes) => (Bytes::sources([bytes.clone()]), HiveOptions::new_disabled()),
            None => {
                let path = PlRefPath::try_from_path(&self.path)?;
                (ScanSources::Paths([path].into_iter().collect()), HiveOptions::default())
            }
        };
        let args = UnifiedScanArgs {
            glob: false,
            cache: true,
            hive_options,
            cast_columns_policy: CastColumnsPolicy {
                integer_upcast: true,
                float_upcast: true,
                datetime_milliseconds_upcast: true,
                categorical_to_string: true,
                ..CastColumnsPolicy::ERROR_ON_MISMATCH
            },
            missing_columns_policy: MissingColumnsPolicy::Insert,
            extra_columns_policy: ExtraColumnsPolicy::Ignore,
            row_count: (!is_plain).then_some((self.rows as u64, 0)),
            ..Default::default()
        };
        Ok(DslBuilder::scan_parquet(sources, options, args)?.build().into())
    }
}

/// The half-float columns according to Parquet's own types, in which polars does not see them.
fn halves(metadata: &FileMetadata) -> ArrowSchema {
    let mut halves = ArrowSchema::default();
    for column in metadata.schema_descr.columns() {
        // Parquet's own types cannot be named from here.
        if let [name] = column.path_in_schema.as_slice()
            && format!("{:?}", column.descriptor.primitive_type.logical_type) == "Some(Float16)"
        {
            halves.insert(name.clone(), ArrowField::new(name.clone(), ArrowDataType::Float16, true));
        }
    }
    halves
}

/// Makes polars skip columns of intervals, such as DuckDB writes: otherwise it panics on a file that has one. Must be
/// called before anything else happens in the process: polars reads it once.
pub fn pass_over_intervals() {
    super::system::set_variable("POLARS_IMPORT_INTERVAL_AS_STRUCT", "1");
}

#[cfg(test)]
mod tests;
