//! Reading Parquet files.

use std::path::{Path, PathBuf};

use polars::prelude::*;

use super::stamp::stamp;
use super::words::{polars_line, relative};
use crate::base::Problem;

/// The plan of all rows of Parquet files with the same columns. `file_column` adds a column with each row's file, relative to
/// `base`. Fails where a file cannot be read, is damaged or has other columns than the first.
pub fn scan_parquet(paths: &[PathBuf], file_column: Option<&str>, base: &Path) -> Result<LazyFrame, Problem> {
    let mut first: Option<SchemaRef> = None;
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        if stamp(path).map_err(|problem| problem.at("path"))?.len == 0 {
            let problem = Problem::error(say!("file-empty", path = path.display()));
            return Err(problem.remedy(say!("parquet-choose")).at("path"));
        }
        let damaged = |error: PolarsError| {
            let message = say!("parquet-unreadable", path = path.display(), error = polars_line(&error));
            Problem::error(message).remedy(say!("file-damaged")).at("path")
        };
        let source = PlRefPath::try_from_path(path).map_err(damaged)?;
        let args = ScanArgsParquet { glob: false, ..Default::default() };
        let mut rows = LazyFrame::scan_parquet(source, args).map_err(damaged)?;
        let schema = rows.collect_schema().map_err(damaged)?;
        match &first {
            None => first = Some(schema),
            Some(first) => same_schema(path, first, &schema)?,
        }
        files.push(match file_column {
            Some(column) => rows.with_column(lit(relative(path, base)).alias(column)),
            None => rows,
        });
    }
    if files.len() == 1 {
        return Ok(files.swap_remove(0));
    }
    concat(files, UnionArgs::default()).map_err(|error| Problem::error(polars_line(&error)).at("path"))
}

fn same_schema(path: &Path, first: &Schema, schema: &Schema) -> Result<(), Problem> {
    let place = path.display();
    let missing = first.iter_names().find(|name| !schema.contains(name));
    let extra = schema.iter_names().find(|name| !first.contains(name));
    let other = first.iter().find(|(name, dtype)| schema.get(name).is_some_and(|other| other != *dtype));
    let text = match (missing, extra, other) {
        (Some(name), ..) => say!("files-missing-column", path = place, name = name.as_str()),
        (_, Some(name), _) => say!("files-extra-column", path = place, name = name.as_str()),
        (.., Some((name, _))) => say!("files-other-type", path = place, name = name.as_str()),
        _ if first.iter_names().ne(schema.iter_names()) => say!("files-other-order", path = place),
        _ => return Ok(()),
    };
    Err(Problem::error(text).remedy(say!("files-read-apart")).at("path"))
}
