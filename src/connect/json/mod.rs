//! Reading JSON: arrays, consecutive values, and one value per line.
//!
//! Whatever the shape, rows become lines of one object each. One pass validates every line and records its values; from
//! that it is decided how each place is read, so that no value changes. Lines with values that the scan would change
//! are rewritten, lines that do not fit are left out and listed. So the plan itself is polars' own typed scan.

mod coerce;
mod coerce_row;
mod cursor;
mod detect;
mod fault;
mod headers;
mod infer;
mod inspect;
mod items;
mod json_type;
mod lines;
mod lists;
mod number;
mod options;
mod rejected;
mod rows;
mod shape;
mod typed_in;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::*;

use super::bytes::Bytes;
use super::cancellable_io::{IsStopped, cancellable};
use super::charset::Encoding;
use super::encoding::open_text;
use super::file_of_rows::{FileOfRows, MOST_ROWS, free_name};
use super::io_problem::{polars_line, relative};
use super::memo::Memo;
use super::sample::Sample;
use crate::base::{Fix, Problem};

use coerce::{CoercedLines, coerce, leave_out};
pub use headers::Headers;
use inspect::{CacheKey, file_lines, inspect, only_place};
use json_type::{Decided, Record, json_types};
use lines::sampled;
pub use options::JsonOptions;
use rejected::{Rejected, rejected};
use shape::Fields;
pub use typed_in::{JsonRow, json_rows};

/// Opened JSON files whose fields are united.
pub struct Json {
    files: Vec<File>,
    record: Record,
    /// What the user should know about the files.
    pub warnings: Vec<Problem>,
}

/// A file with the lines that fit.
struct File {
    path: PathBuf,
    lines: Bytes,
    coerced: Arc<CoercedLines>,
    /// The lines that do not fit.
    rejected: Vec<Rejected>,
    /// The types that its own rows would be read as, null where only null was seen.
    columns: Vec<(String, DataType)>,
    rows: u64,
}

static COERCED: Memo<(CacheKey, Option<Record>), Arc<CoercedLines>> = Memo::new(8);

/// The maximum number of warnings about columns; more are counted.
const MOST_NOTES: usize = 5;
impl Json {
    /// Opens the files and examines all of them. Returns shortly after cancellation.
    pub fn open(paths: &[PathBuf], options: &JsonOptions, is_stopped: IsStopped<'_>) -> Result<Json, Problem> {
        let mut opened = Vec::new();
        let mut all = Fields::default();
        let mut first = None::<Fields>;
        for path in paths {
            let text = open_text(path, Encoding::Detected, is_stopped)?;
            text.require_whole(path)?;
            let inspected = cancellable(is_stopped, || inspect(path, &text, options, is_stopped))?;
            all.merge(inspected.seen.fields.clone());
            if let Some(own) = &inspected.first {
                first.get_or_insert_default().merge(own.as_ref().clone());
            }
            opened.push((path, text, inspected));
        }
        let first = first.filter(|first| *first != all);
        let Decided { record, notes, rewrites } = json_types(&all, first.as_ref());
        let mut warnings: Vec<Problem> =
            opened.iter().flat_map(|(_, _, inspected)| inspected.rows.warnings.clone()).collect();
        for note in notes.iter().take(MOST_NOTES) {
            // With several files it is unknown which one it was in.
            let line = match &opened[..] {
                [(_, text, inspected)] => file_lines(text, inspected, options, &[note.line])[0],
                _ => note.line + 1,
            };
            warnings.push(note.warning(line).at("path"));
        }
        if notes.len() > MOST_NOTES {
            warnings.push(Problem::warning(say!("json-more-notes", count = notes.len() - MOST_NOTES)).at("path"));
        }
        let fits = rewrites || first.is_some();
        let mut files = Vec::new();
        for (path, text, inspected) in opened {
            let lines = inspected.rows.made.clone().unwrap_or_else(|| text.bytes.clone());
            if let Some(place) = only_place(&lines, &inspected, options) {
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let warning = Problem::warning(say!("json-rows-within", name = file, place = place.as_str()));
                let warning = warning.remedy(say!("json-name-place", place = place.as_str()));
                warnings.push(warning.fix(Fix::write("", place)).at("rows_at"));
            }
            let key = ((path.clone(), text.stamp, options.clone()), fits.then(|| record.clone()));
            let coerced = match COERCED.get(&key) {
                Some(coerced) => coerced,
                None => {
                    let known = &inspected.seen.rejected;
                    let coerced = cancellable(is_stopped, || {
                        if fits {
                            coerce(&lines, &record, known, is_stopped)
                        } else {
                            leave_out(&lines, known, is_stopped)
                        }
                    })?;
                    let coerced = Arc::new(coerced);
                    COERCED.put(key, coerced.clone());
                    coerced
                }
            };
            let rejected = rejected(&text, &lines, &inspected, &coerced.rejected, options)?;
            let columns = json_types(&inspected.seen.fields, inspected.first.as_deref()).record.own_columns();
            let late = coerced.rejected.len() - inspected.seen.rejected.len();
            let rows = inspected.seen.rows.saturating_sub(late as u64);
            files.push(File { path: path.clone(), lines, coerced, rejected, columns, rows });
        }
        if record.fields.is_empty() {
            return Err(without_rows(&files));
        }
        Ok(Json { files, record, warnings })
    }

    /// The files that have rows, each with the columns of these rows; null where only null was seen.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &[(String, DataType)])> {
        self.filled().map(|file| (file.path.as_path(), file.columns.as_slice()))
    }

    fn filled(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| !file.columns.is_empty())
    }

    /// The types that these columns of all files are read as.
    pub fn schema(&self, columns: &[&str]) -> Schema {
        self.record.only(columns).schema()
    }

    /// The number of valid rows.
    pub fn row_count(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// The number of lines that are left out.
    pub fn rejected_count(&self) -> usize {
        self.files.iter().map(|file| file.rejected.len()).sum()
    }

    /// The lines that are left out: `file` (only if `with_file`, relative to `base`), `line`, `reason`, `text`.
    pub fn rejected(&self, with_file: bool, base: &Path) -> DataFrame {
        let rows = || self.files.iter().flat_map(|file| file.rejected.iter().map(move |row| (file, row)));
        let mut columns = Vec::new();
        if with_file {
            let files: Vec<String> = rows().map(|(file, _)| relative(&file.path, base)).collect();
            columns.push(Column::new("file".into(), files));
        }
        columns.push(Column::new("line".into(), rows().map(|(_, row)| row.line as i64).collect::<Vec<_>>()));
        columns.push(Column::new("reason".into(), rows().map(|(_, row)| row.reason.as_str()).collect::<Vec<_>>()));
        columns.push(Column::new("text".into(), rows().map(|(_, row)| row.text.as_str()).collect::<Vec<_>>()));
        DataFrame::new(self.rejected_count(), columns).unwrap_or_default()
    }

    /// The plan of all rows that fit, or of those of a sample, with these columns; a field that a row does not have is
    /// null. `source` is the name of a further column with the text for each of [`Json::files`].
    pub fn scan(
        &self,
        columns: &[&str],
        source: Option<(&str, &[String])>,
        sample: Option<Sample>,
    ) -> Result<LazyFrame, Problem> {
        let whole = |file: &File| file.coerced.pieces(&file.lines);
        let all = self.filled().flat_map(whole).map(|piece| piece.len()).sum();
        let pieces = |file: &File| -> Vec<Bytes> {
            match sample {
                Some(sample) => {
                    whole(file).iter().flat_map(|piece| sampled(piece, sample.share(piece.len(), all))).collect()
                }
                None => whole(file),
            }
        };
        let record = self.record.only(columns);
        let (scanned, conversions): (SchemaRef, _) = (Arc::new(record.scanned()), record.conversions());
        let scan = |pieces: Vec<Bytes>, index: Option<&str>| -> PolarsResult<LazyFrame> {
            let filled: Vec<Bytes> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
            if filled.is_empty() {
                let mut schema = record.schema();
                index.into_iter().for_each(|name| drop(schema.insert(name.into(), IDX_DTYPE)));
                return Ok(DataFrame::empty_with_schema(&schema).lazy());
            }
            let rows = LazyJsonLineReader::new_with_sources(Bytes::sources(filled));
            let rows = rows.with_schema(Some(scanned.clone()));
            let rows = rows.with_row_index(index.map(|name| RowIndex { name: name.into(), offset: 0 })).finish()?;
            Ok(if conversions.is_empty() { rows } else { rows.with_columns(conversions.clone()) })
        };
        let rows = match source {
            None => scan(self.filled().flat_map(pieces).collect(), None),
            // All files are one scan whose rows are counted.
            Some((name, texts)) if sample.is_none() && self.row_count() < MOST_ROWS => {
                let files = self.filled().zip(texts).map(|(file, text)| (text.clone(), file.rows));
                let files = FileOfRows::new(files);
                let index = free_name(columns.iter().copied().chain([name]));
                scan(self.filled().flat_map(pieces).collect(), Some(&index)).map(|rows| {
                    let names = record.schema().iter_names().map(|name| Expr::Column(name.clone())).collect::<Vec<_>>();
                    rows.select(names.into_iter().chain([files.column(&index).alias(name)]).collect::<Vec<_>>())
                })
            }
            // Of a sample the number of rows of each file is not known.
            Some((name, texts)) => {
                let each = self
                    .filled()
                    .zip(texts)
                    .map(|(file, text)| Ok(scan(pieces(file), None)?.with_column(lit(text.as_str()).alias(name))));
                let order = UnionArgs { maintain_order: true, ..Default::default() };
                each.collect::<PolarsResult<Vec<_>>>().and_then(|files| concat(files, order))
            }
        };
        rows.map_err(|error| Problem::error(polars_line(&error)))
    }
}

fn without_rows(files: &[File]) -> Problem {
    let problem = match files.iter().find_map(|file| Some((file, file.rejected.first()?))) {
        Some((file, row)) => {
            let path = file.path.display();
            Problem::error(say!(
                "json-no-line-fits",
                path = path,
                line = row.line.to_string(),
                why = row.reason.as_str()
            ))
            .remedy(say!("json-rows-are-objects"))
        }
        None if files.iter().any(|file| file.rows > 0) => {
            Problem::error(say!("json-no-fields")).remedy(say!("json-choose-other"))
        }
        None => Problem::error(say!("json-no-rows")).remedy(say!("json-choose-other")),
    };
    problem.at("path")
}
