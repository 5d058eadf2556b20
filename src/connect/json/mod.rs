//! Reading JSON: arrays, consecutive values, and one value per line.
//!
//! Whatever the shape, rows become lines of one object each. One pass validates every line and records its values; from
//! that it is decided how each place is read, so that no value changes. Lines with values that the scan would change
//! are rewritten, lines that do not fit are left out and listed. So the plan itself is polars' own typed scan.

mod cursor;
mod fit;
mod headers;
mod infer;
mod lines;
mod number;
mod reading;
mod rows;
mod shape;
mod typed_in;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::*;

use super::bytes::Bytes;
use super::cancellable_io::{IsStopped, heeding};
use super::charset::Encoding;
use super::encoding::{Text, open_text};
use super::file_of_rows::{FileOfRows, MOST_ROWS, free_name};
use super::memo::Memo;
use super::sample::Sample;
use super::stamp::Stamp;
use super::target::JsonShape;
use super::words::{polars_line, relative};
use crate::base::{Fix, Problem};

use fit::{Fitted, fit, leave_out};
pub use headers::Headers;
use infer::{Reject, Seen, see, see_first};
use lines::sampled;
use reading::{Decided, Record, readings};
use rows::{Place, Rows, lines_of_items, places, rows};
use shape::Fields;
pub use typed_in::{JsonRow, json_rows};

/// How JSON files are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct JsonOptions {
    /// Inferred from the text if it is `None`.
    pub shape: Option<JsonShape>,
    /// Where the rows are in an object: "data.items"; empty for the top-level values.
    pub rows_at: String,
    /// For rows that are arrays.
    pub headers: Headers,
    /// The number of rows from which types are inferred; 0 for all.
    pub infer_rows: usize,
}

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
    fitted: Arc<Fitted>,
    /// The lines that do not fit.
    rejected: Vec<Rejected>,
    /// The types that its own rows would be read as, null where only null was seen.
    columns: Vec<(String, DataType)>,
    rows: u64,
}

/// A row that is left out.
struct Rejected {
    /// Counted from 1, in the file.
    line: u64,
    reason: String,
    /// As written, truncated after some hundred characters.
    text: String,
}

/// The content of a file, independent of the other files read with it.
#[derive(Clone)]
struct Looked {
    rows: Rows,
    seen: Arc<Seen>,
    /// The fields of its first rows, if these decide.
    first: Option<Arc<Fields>>,
}

type Question = (PathBuf, Stamp, JsonOptions);
static LOOKED: Memo<Question, Looked> = Memo::new(8);
static FITTED: Memo<(Question, Option<Record>), Arc<Fitted>> = Memo::new(8);

const LONGEST_TEXT: usize = 300;
/// The maximum number of warnings about columns; more are counted.
const MOST_NOTES: usize = 5;
const MOST_REJECTED: usize = 1_000_000;

impl Json {
    /// Opens the files and examines all of them. Returns shortly after cancellation.
    pub fn open(paths: &[PathBuf], options: &JsonOptions, is_stopped: IsStopped<'_>) -> Result<Json, Problem> {
        let mut opened = Vec::new();
        let (mut all, mut first) = (Fields::default(), None::<Fields>);
        for path in paths {
            let text = open_text(path, Encoding::Detected, is_stopped)?;
            text.require_whole(path)?;
            let looked = heeding(is_stopped, || look(path, &text, options, is_stopped))?;
            all.merge(looked.seen.fields.clone());
            if let Some(own) = &looked.first {
                first.get_or_insert_default().merge(own.as_ref().clone());
            }
            opened.push((path, text, looked));
        }
        let first = first.filter(|first| *first != all);
        let Decided { record, notes, rewrites } = readings(&all, first.as_ref());
        let mut warnings: Vec<Problem> =
            opened.iter().flat_map(|(_, _, looked)| looked.rows.warnings.clone()).collect();
        for note in notes.iter().take(MOST_NOTES) {
            // With several files it is unknown which one it was in.
            let line = match &opened[..] {
                [(_, text, looked)] => file_lines(text, looked, options, &[note.line])[0],
                _ => note.line + 1,
            };
            warnings.push(note.warning(line).at("path"));
        }
        if notes.len() > MOST_NOTES {
            warnings.push(Problem::warning(say!("json-more-notes", count = notes.len() - MOST_NOTES)).at("path"));
        }
        let fits = rewrites || first.is_some();
        let mut files = Vec::new();
        for (path, text, looked) in opened {
            let lines = looked.rows.made.clone().unwrap_or_else(|| text.bytes.clone());
            if let Some(place) = only_place(&lines, &looked, options) {
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let warning = Problem::warning(say!("json-rows-within", name = file, place = place.as_str()));
                let warning = warning.remedy(say!("json-name-place", place = place.as_str()));
                warnings.push(warning.fix(Fix::write("", place)).at("rows_at"));
            }
            let question = ((path.clone(), text.stamp, options.clone()), fits.then(|| record.clone()));
            let fitted = match FITTED.get(&question) {
                Some(fitted) => fitted,
                None => {
                    let known = &looked.seen.rejected;
                    let fitted = heeding(is_stopped, || match fits {
                        true => fit(&lines, &record, known, is_stopped),
                        false => leave_out(&lines, known, is_stopped),
                    })?;
                    let fitted = Arc::new(fitted);
                    FITTED.put(question, fitted.clone());
                    fitted
                }
            };
            let rejected = rejected(&text, &lines, &looked, &fitted.rejected, options)?;
            let columns = readings(&looked.seen.fields, looked.first.as_deref()).record.own_columns();
            let late = fitted.rejected.len() - looked.seen.rejected.len();
            let rows = looked.seen.rows.saturating_sub(late as u64);
            files.push(File { path: path.clone(), lines, fitted, rejected, columns, rows });
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
        let whole = |file: &File| file.fitted.pieces(&file.lines);
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

/// Examines one file; only once as long as it does not change.
fn look(path: &Path, text: &Text, options: &JsonOptions, is_stopped: IsStopped<'_>) -> Result<Looked, Problem> {
    let question = (path.to_path_buf(), text.stamp, options.clone());
    if let Some(looked) = LOOKED.get(&question) {
        return Ok(looked);
    }
    let place = Place { shape: options.shape, rows_at: options.rows_at.trim().to_owned(), headers: options.headers };
    let rows = rows(path, &text.bytes, &place, is_stopped)?;
    let lines = rows.made.clone().unwrap_or_else(|| text.bytes.clone());
    let seen = see(&lines, is_stopped)?;
    let wanted = options.infer_rows as u64;
    let first = match wanted > 0 && wanted < seen.rows {
        true => Some(Arc::new(see_first(&lines, wanted, is_stopped)?.fields)),
        // If there are few rows, all of them decide, unless another file has more.
        false if wanted > 0 => Some(Arc::new(seen.fields.clone())),
        false => None,
    };
    let looked = Looked { rows, seen: Arc::new(seen), first };
    LOOKED.put(question, looked.clone());
    Ok(looked)
}

/// The line numbers in the file, from 1, from which lines of its rows come.
fn file_lines(text: &Text, looked: &Looked, options: &JsonOptions, lines: &[u64]) -> Vec<u64> {
    match looked.rows.by_line {
        true => lines.iter().map(|line| line + 1).collect(),
        false => lines_of_items(&text.bytes, options.rows_at.trim(), lines),
    }
}

fn rejected(
    text: &Text,
    lines: &Bytes,
    looked: &Looked,
    rejected: &[Reject],
    options: &JsonOptions,
) -> Result<Vec<Rejected>, Problem> {
    if rejected.len() > MOST_REJECTED {
        let problem = Problem::error(say!("json-rows-do-not-fit", count = rejected.len()));
        return Err(problem.remedy(say!("json-check-settings")).at("path"));
    }
    let numbers: Vec<u64> = rejected.iter().map(|reject| reject.line).collect();
    let numbers = file_lines(text, looked, options, &numbers);
    let row = |(reject, line): (&Reject, u64)| {
        let start = reject.range.start;
        let row = &lines[start..reject.range.end.min(start + 4 * LONGEST_TEXT)];
        let row = String::from_utf8_lossy(row);
        let row = row.trim();
        let text = row.char_indices().nth(LONGEST_TEXT).map_or(row.to_owned(), |(end, _)| format!("{}…", &row[..end]));
        Rejected { line, reason: reject.reason.clone(), text }
    };
    Ok(rejected.iter().zip(numbers).map(row).collect())
}

/// The only place of an array of objects in a file that is one object: the rows may be there.
fn only_place(lines: &Bytes, looked: &Looked, options: &JsonOptions) -> Option<String> {
    if looked.seen.rows != 1 || !looked.seen.rejected.is_empty() || !options.rows_at.trim().is_empty() {
        return None;
    }
    let mut places = places(lines);
    (places.len() == 1).then(|| places.swap_remove(0))
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
        None => Problem::error(say!("json-no-rows")).remedy(say!("json-choose-other")),
    };
    problem.at("path")
}
