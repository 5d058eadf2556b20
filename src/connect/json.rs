//! Reading JSON: arrays of objects, and one object a line. An array is cut into lines first, so that both stream.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::path::{Path, PathBuf};

use polars::prelude::*;

use super::bytes::Bytes;
use super::encoding::{Encoding, open_text};
use super::heeding::{Heeding, IsStopped, heeding};
use super::json_lines::{check_lines, cut, detect, sampled};
use super::memo::Memo;
use super::sample::Sample;
use super::stamp::Stamp;
use super::target::JsonShape;
use super::words::polars_line;
use crate::base::Problem;

/// JSON files, opened.
pub struct Json {
    files: Vec<JsonFile>,
}

/// One of them.
pub struct JsonFile {
    pub path: PathBuf,
    lines: Bytes,
    /// Its fields; null where none of its rows has a value.
    pub schema: SchemaRef,
}

/// The lines of a file, checked, and their fields.
#[derive(Clone)]
struct Checked {
    lines: Lines,
    schema: SchemaRef,
}

#[derive(Clone)]
enum Lines {
    /// The file's own.
    Same,
    Made(Bytes),
}

static CHECKED: Memo<(PathBuf, Stamp, Option<JsonShape>, usize), Checked> = Memo::new(8);

impl Json {
    /// Opens the files and checks them whole. `shape` is told from the text where it is `None`; `infer_rows` is how many rows
    /// the types are told from, 0 for all. Fails soon after `is_stopped` says so.
    pub fn open(
        paths: &[PathBuf],
        shape: Option<JsonShape>,
        infer_rows: usize,
        is_stopped: IsStopped<'_>,
    ) -> Result<Json, Problem> {
        let mut files = Vec::new();
        for path in paths {
            let (lines, schema) = heeding(is_stopped, || lines_of(path, shape, infer_rows, is_stopped))?;
            files.push(JsonFile { path: path.clone(), lines, schema });
        }
        // A file without rows has no columns, and nothing to add.
        files.retain(|file| !file.schema.is_empty());
        if files.is_empty() {
            return Err(Problem::error(say!("json-no-rows")).remedy(say!("json-choose-other")).at("path"));
        }
        Ok(Json { files })
    }

    pub fn files(&self) -> &[JsonFile] {
        &self.files
    }

    /// The plan of the rows of some files, or of those of a sample of all, read with this schema; a field that a row does not
    /// have is null.
    pub fn scan(&self, files: Range<usize>, schema: &SchemaRef, sample: Option<Sample>) -> Result<LazyFrame, Problem> {
        let all = self.files.iter().map(|file| file.lines.len()).sum();
        let pieces = self.files[files].iter().flat_map(|JsonFile { lines, .. }| match sample {
            Some(sample) => sampled(lines, sample.share(lines.len(), all)),
            None => vec![lines.clone()],
        });
        let filled: Vec<Bytes> = pieces.filter(|piece| !piece.is_empty()).collect();
        if filled.is_empty() {
            return Ok(DataFrame::empty_with_schema(schema).lazy());
        }
        let rows =
            LazyJsonLineReader::new_with_sources(Bytes::sources(filled)).with_schema(Some(schema.clone())).finish();
        rows.map_err(|error| Problem::error(polars_line(&error)))
    }
}

/// The lines of one file and their fields; checked once as long as the file does not change.
fn lines_of(
    path: &Path,
    shape: Option<JsonShape>,
    infer_rows: usize,
    is_stopped: IsStopped<'_>,
) -> Result<(Bytes, SchemaRef), Problem> {
    let text = open_text(path, Encoding::Detected, is_stopped)?;
    let of = |lines: &Lines| match lines {
        Lines::Same => text.bytes.clone(),
        Lines::Made(bytes) => bytes.clone(),
    };
    let key = (path.to_path_buf(), text.stamp, shape, infer_rows);
    if let Some(Checked { lines, schema }) = CHECKED.get(&key) {
        return Ok((of(&lines), schema));
    }
    let made = match shape.unwrap_or_else(|| detect(&text.bytes)) {
        JsonShape::Array => Lines::Made(cut(path, &text.bytes, is_stopped)?),
        JsonShape::Lines => {
            check_lines(path, &text.bytes, is_stopped)?;
            Lines::Same
        }
    };
    let lines = of(&made);
    let schema = if lines.iter().all(u8::is_ascii_whitespace) {
        Schema::default()
    } else {
        polars::io::ndjson::infer_schema(&mut Heeding::new(&lines[..], is_stopped), NonZeroUsize::new(infer_rows))
            .map_err(|error| {
                Problem::error(say!("json-no-columns", path = path.display(), error = polars_line(&error)))
                    .remedy(say!("json-rows-are-objects"))
                    .at("path")
            })?
    };
    let schema: SchemaRef = Arc::new(schema);
    CHECKED.put(key, Checked { lines: made, schema: schema.clone() });
    Ok((lines, schema))
}

/// Fields that were only ever null are text, as in other text files.
pub fn without_null(dtype: DataType) -> DataType {
    match dtype {
        DataType::Null => DataType::String,
        DataType::List(inner) => DataType::List(Box::new(without_null(*inner))),
        DataType::Struct(fields) => {
            DataType::Struct(fields.into_iter().map(|f| Field::new(f.name.clone(), without_null(f.dtype))).collect())
        }
        other => other,
    }
}
