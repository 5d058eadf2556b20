//! Code shared by the kinds that read and write files.

use std::path::{Path, PathBuf};

use polars::prelude::*;

use crate::base::{Fix, Fixes, Problem, Text, Type};
use crate::connect::{self, Files, Source};
use crate::formula::from_polars;
use crate::nodes::form::{Field, Form};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::lower::Lower;

/// The absolute paths of the files for a path setting, in order; a pattern must match at least one.
pub fn files(cx: &Lower, text: &str) -> Result<Vec<PathBuf>, Problem> {
    connect::glob(&cx.path("path", text)?).map_err(|problem| problem.fix(Fix::ChooseFile).at("path"))
}

/// The same for text files, which may also be inside a zip: "a.zip/b.csv".
pub fn text_files(cx: &Lower, text: &str) -> Result<Vec<PathBuf>, Problem> {
    connect::glob_texts(&cx.path("path", text)?).map_err(|problem| problem.fix(Fix::ChooseFile).at("path"))
}

/// A path setting as a source.
pub fn file_source(cx: &Lower, text: &str) -> Result<Option<Arc<dyn Source>>, Problem> {
    Ok(Some(Arc::new(Files::new(cx.path("path", text)?))))
}

/// The same for text files, which may also be inside a zip.
pub fn text_source(cx: &Lower, text: &str) -> Result<Option<Arc<dyn Source>>, Problem> {
    Ok(Some(Arc::new(Files::texts(cx.path("path", text)?))))
}

/// A problem whose fixes name a file inside an archive: they append it to the text of the setting.
pub fn inside_archive(mut problem: Problem, path: &str) -> Problem {
    let fixes = problem.fixes.iter().map(|fix| match fix {
        Fix::Write { old, new } if path.ends_with(old) => match new.strip_prefix(old) {
            Some(member) => Fix::write(path, format!("{path}{member}")),
            None => fix.clone(),
        },
        fix => fix.clone(),
    });
    let fixes: Vec<Fix> = fixes.collect();
    problem.fixes = Fixes::default();
    fixes.into_iter().fold(problem, Problem::fix)
}

/// Whether a path is that of a compressed file with one of these extensions: "a.csv.gz".
pub fn is_packed(path: &str, endings: &[&str]) -> bool {
    let path = path.to_lowercase();
    let stem = [".gz", ".zst", ".bz2", ".zip"].iter().find_map(|pack| path.strip_suffix(pack));
    stem.is_some_and(|stem| endings.iter().any(|ending| stem.ends_with(&format!(".{ending}"))))
}

/// The display name of a file: its path relative to the project's folder.
pub fn file_name(cx: &Lower, path: &Path) -> String {
    path.strip_prefix(cx.base()).unwrap_or(path).display().to_string()
}

/// Whether a path refers to several files.
pub fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '[']) || connect::alternatives(text).is_some()
}

/// The setting for a column with the file of each row, and its checks.
pub fn file_column_field(form: &mut dyn Form, value: &mut String) {
    form.text(Field::shared("file_column"), value);
}

/// The name of the column with the file of each row, if one is requested; it must be unused.
pub fn file_column<'a>(text: &'a str, schema: &Schema) -> Result<Option<&'a str>, Problem> {
    match text {
        "" => Ok(None),
        name if schema.contains(name) => Err(Problem::error(say!("column-already", name = name))
            .remedy(say!("choose-another-name"))
            .at("file_column")),
        name => Ok(Some(name)),
    }
}

/// An empty table, for when only the columns are requested.
pub fn empty(schema: Schema) -> Frame {
    let schema = Arc::new(schema);
    Frame::with_schema(DataFrame::empty_with_schema(&schema).lazy(), schema)
}

/// Fails where the table has a column that the file format cannot hold.
pub fn require_flat(rows: &Frame, format: &str) -> Result<(), Problem> {
    let holds =
        |data_type: &Type| !matches!(data_type, Type::List(_) | Type::Struct(_) | Type::Binary | Type::Other(_));
    let odd = rows.schema().iter().map(|(name, dtype)| (name, from_polars(dtype))).find(|(_, dtype)| !holds(dtype));
    match odd {
        None => Ok(()),
        Some((name, dtype)) => Err(Problem::error(say!(
            "format-cannot-hold",
            name = name.as_str(),
            data_type = dtype.in_a_sentence(),
            format = format
        ))
        .remedy(say!("drop-or-parquet"))),
    }
}

/// A setting that must be a single one-byte character; otherwise the problem has this message.
fn one_byte(setting: &str, text: &str, message: Text) -> Result<u8, Problem> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'\n' | b'\r') => Ok(*byte),
        _ => Err(Problem::error(message).remedy(say!("single-character")).at(setting)),
    }
}

/// Parses a delimiter setting.
pub fn delimiter(text: &str) -> Result<u8, Problem> {
    match text {
        "tab" | "\\t" => Ok(b'\t'),
        text => one_byte("delimiter", text, say!("is-no-delimiter", text = text)),
    }
}

/// Parses the quote character.
pub fn quote(text: &str) -> Result<u8, Problem> {
    one_byte("quote", text, say!("is-no-quote", text = text))
}
