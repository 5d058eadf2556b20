//! Reading JSON: arrays of objects, and one object a line. An array is cut into lines first, so that both stream.

use std::fmt;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use polars::prelude::*;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::bytes::Bytes;
use super::encoding::{Encoding, open_text};
use super::heeding::{Heeding, IsStopped, heeding};
use super::memo::Memo;
use super::stamp::Stamp;
use super::target::JsonShape;
use super::words::{polars_line, relative};
use crate::base::{Problem, Text};

/// JSON files with the same fields, opened.
pub struct Json {
    files: Vec<(PathBuf, Bytes)>,
    schema: SchemaRef,
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
        let mut schema: Option<Schema> = None;
        for path in paths {
            let (lines, fields) = heeding(is_stopped, || lines_of(path, shape, infer_rows, is_stopped))?;
            schema = Some(match schema {
                None => fields.as_ref().clone(),
                Some(schema) => merged(schema, &fields).map_err(|error| {
                    Problem::error(say!("json-other-types", path = path.display(), error = polars_line(&error)))
                        .remedy(say!("json-read-apart"))
                        .at("path")
                })?,
            });
            files.push((path.clone(), lines));
        }
        let schema = schema
            .filter(|schema| !schema.is_empty())
            .ok_or_else(|| Problem::error(say!("json-no-rows")).remedy(say!("json-choose-other")).at("path"))?;
        Ok(Json { files, schema: Arc::new(schema) })
    }

    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The plan of all rows; a field that a row does not have is null. `file_column` as for Parquet.
    pub fn scan(&self, file_column: Option<&str>, base: &Path) -> Result<LazyFrame, Problem> {
        let scan = |pieces: Vec<Bytes>| -> PolarsResult<LazyFrame> {
            if pieces.iter().all(|piece| piece.is_empty()) {
                return Ok(DataFrame::empty_with_schema(&self.schema).lazy());
            }
            let filled = pieces.into_iter().filter(|piece| !piece.is_empty());
            LazyJsonLineReader::new_with_sources(Bytes::sources(filled)).with_schema(Some(self.schema.clone())).finish()
        };
        let rows = match file_column {
            None => scan(self.files.iter().map(|(_, lines)| lines.clone()).collect()),
            Some(column) => {
                let each = self.files.iter().map(|(path, lines)| {
                    Ok(scan(vec![lines.clone()])?.with_column(lit(relative(path, base)).alias(column)))
                });
                each.collect::<PolarsResult<Vec<_>>>().and_then(|files| concat(files, UnionArgs::default()))
            }
        };
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
    let schema: SchemaRef =
        Arc::new(schema.into_iter().map(|(name, dtype)| Field::new(name, without_null(dtype))).collect());
    CHECKED.put(key, Checked { lines: made, schema: schema.clone() });
    Ok((lines, schema))
}

/// Fields that were only ever null are text, as in other text files.
fn without_null(dtype: DataType) -> DataType {
    match dtype {
        DataType::Null => DataType::String,
        DataType::List(inner) => DataType::List(Box::new(without_null(*inner))),
        DataType::Struct(fields) => {
            DataType::Struct(fields.into_iter().map(|f| Field::new(f.name.clone(), without_null(f.dtype))).collect())
        }
        other => other,
    }
}

fn merged(mut schema: Schema, other: &Schema) -> PolarsResult<Schema> {
    for (name, dtype) in other.iter() {
        let common = match schema.get(name) {
            Some(own) => {
                let both = [Column::new_empty("a".into(), own), Column::new_empty("b".into(), dtype)];
                DataFrame::new(0, both.into())?.get_supertype().transpose()?.unwrap_or_else(|| own.clone())
            }
            None => dtype.clone(),
        };
        schema.with_column(name.clone(), common);
    }
    Ok(schema)
}

/// Lines when the first line is an object of its own, else one value that is cut.
fn detect(bytes: &[u8]) -> JsonShape {
    let trimmed = bytes.trim_ascii_start();
    let first = trimmed.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let alone = first.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(first).is_ok();
    if alone || trimmed.is_empty() { JsonShape::Lines } else { JsonShape::Array }
}

fn broken(path: &Path, line: usize, why: Text) -> Problem {
    Problem::error(say!("json-broken", path = path.display(), line = line, why = why))
        .remedy(say!("json-correct"))
        .at("path")
}

/// serde_json's message without its own place.
fn message(error: &serde_json::Error) -> Text {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned()).into()
}

fn check_lines(path: &Path, bytes: &[u8], is_stopped: IsStopped<'_>) -> Result<(), Problem> {
    for (index, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if is_stopped() {
            return Err(Problem::stopped());
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        if !line.starts_with(b"{") {
            return Err(broken(path, index + 1, say!("json-line-no-object")));
        }
        serde_json::from_slice::<IgnoredAny>(line).map_err(|error| broken(path, index + 1, message(&error)))?;
    }
    Ok(())
}

/// The objects of an array, or one object alone, a line each.
fn cut(path: &Path, bytes: &[u8], is_stopped: IsStopped<'_>) -> Result<Bytes, Problem> {
    let body = bytes.trim_ascii_start();
    if !matches!(body.first(), Some(b'[' | b'{')) {
        return Err(broken(path, 1, say!("json-neither")));
    }
    // Checked first: what is valid can be cut by its brackets alone.
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let checked = reader.deserialize_any(Check { is_stopped }).and_then(|()| reader.end());
    checked.map_err(|error| broken(path, error.line(), message(&error)))?;
    let mut other = None;
    let spooled = Bytes::spool(is_stopped, |out| cut_valid(bytes, out, &mut other));
    if let Some(at) = other {
        let line = 1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count();
        return Err(broken(path, line, say!("json-row-no-object")));
    }
    spooled.map_err(|error| {
        Problem::error(say!("json-set-aside", path = path.display(), error = error)).remedy(say!("file-free-temporary"))
    })
}

/// Passes over one array or object, item by item, so that it can be stopped between two.
struct Check<'a> {
    is_stopped: IsStopped<'a>,
}

impl Check<'_> {
    fn still<E: serde::de::Error>(&self) -> Result<(), E> {
        if (self.is_stopped)() { Err(E::custom("stopped")) } else { Ok(()) }
    }
}

impl<'de> Visitor<'de> for Check<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an array or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {
            self.still()?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            self.still()?;
        }
        Ok(())
    }
}

/// Writes the objects of valid JSON; stops at a row that is none and tells its place.
fn cut_valid(bytes: &[u8], out: &mut dyn Write, other: &mut Option<usize>) -> io::Result<()> {
    let outer = usize::from(bytes.trim_ascii_start().first() == Some(&b'['));
    let (mut depth, mut in_text, mut escaped, mut start) = (0, false, false, 0);
    let mut buffered = io::BufWriter::with_capacity(1 << 16, out);
    for (at, &byte) in bytes.iter().enumerate() {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = byte == b'\\' && !escaped;
            continue;
        }
        match byte {
            b'{' | b'[' => {
                if depth == outer {
                    if byte == b'[' && outer == 1 {
                        *other = Some(at);
                        return Ok(());
                    }
                    start = at;
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth -= 1;
                if depth == outer && byte == b'}' {
                    // Ends of lines between the fields are blanks to JSON.
                    for piece in bytes[start..=at].split(|&byte| matches!(byte, b'\n' | b'\r')) {
                        buffered.write_all(piece)?;
                    }
                    buffered.write_all(b"\n")?;
                }
            }
            b',' | b' ' | b'\n' | b'\r' | b'\t' if depth <= outer => {}
            _ if depth == outer => {
                *other = Some(at);
                return Ok(());
            }
            b'"' => in_text = true,
            _ => {}
        }
    }
    buffered.flush()
}
