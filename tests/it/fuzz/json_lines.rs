//! JSON, above all one object a line: every line is a row or rejected, and what was read is written and read again.

use polars::prelude::DataFrame;
use serde_json::Value;

use super::delimited::with_folder;
use super::exact_json::{Exact, has_doubles, is_kept};
use super::tables::{Folder, Read, difference, is_written, with_choices};
use super::{Target, files};

/// The first byte of an input chooses one, and whether what was read is written.
const SETTINGS: &[&str] = &[
    LINES,
    "",
    ", shape: Array",
    ", shape: Lines, infer_rows: 1",
    ", rows_at: \"data.items\"",
    ", headers: None",
    ", headers: First",
];
const LINES: &str = ", shape: Lines";

pub fn target() -> Target {
    let mut corpus: Vec<Vec<u8>> = SMALL.iter().map(|text| text.as_bytes().to_vec()).collect();
    corpus.extend(files("real").into_iter().filter(|file| file.starts_with(b"{") || file.starts_with(b"[")));
    corpus.retain(|file| file.len() < 20_000);
    let corpus = with_choices(&corpus, SETTINGS.len(), 0);
    let words = WORDS.iter().map(|word| (*word).to_owned()).collect();
    Target { name: "json", corpus, words, make: None, check, libraries_may_panic: false, cases: 150 }
}

const SMALL: &[&str] = &[
    "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":null}\n{\"a\":3}\n",
    "{\"a\":1.5}\n{\"a\":2}\n{\"a\":\"x\"}\n",
    "{\"a\":[1,2]}\n{\"a\":[]}\n{\"a\":null}\n",
    "{\"s\":{\"x\":1,\"y\":\"q\"}}\n{\"s\":{\"x\":2}}\n",
    "{\"d\":\"2013-01-31\",\"m\":\"2013-01-31T10:05:06Z\"}\n{\"d\":\"2013-02-01\",\"m\":\"2013-01-31T10:05:06+01:00\"}\n",
    "[{\"a\":1},{\"a\":2}]",
    "[[\"a\",\"b\"],[1,2],[3,4]]",
    "{\"data\":{\"items\":[{\"a\":1},{\"a\":2}]}}",
    "[1,2,3]",
    "1\n2\n",
    "{\"a\":\"\\u00e4\\n\\\"\"}\n{\"a\":\"\\ud83d\\ude00\"}\n",
    "{\"a\":true}\n{\"a\":false}\n",
    "{\"n\":9223372036854775807}\n{\"n\":9223372036854775808}\n",
    "{\"a\":[{\"x\":1},{\"x\":2,\"y\":[true]}]}\n",
];

const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "\r\n",
    "\"",
    "\\",
    "\\\"",
    "\"a\":",
    "\"a\":1",
    "\"b\":\"x\"",
    "null",
    "true",
    "false",
    "{}",
    "[]",
    "{\"a\":1}\n",
    "\n{\"a\":null}\n",
    "[[]]",
    "{\"a\":{\"a\":",
    "\\u0000",
    "\\ud800",
    "\\udc00",
    "\\ud83d\\ude00",
    "\\x",
    "\u{feff}",
    "\u{2028}",
    "日本",
    "\t",
    "1",
    "-1",
    "-0",
    "1.0",
    "1.50",
    "0.1",
    "1e3",
    "1E400",
    "01",
    "+1",
    ".5",
    "1.",
    "NaN",
    "Infinity",
    "9007199254740993",
    "9223372036854775808",
    "0.1234567890123456789",
    "\"2013-01-31\"",
    "\"2013-01-31T10:05:06.123Z\"",
    "\"10:05\"",
    "\"1\"",
    "\"007\"",
    "\"\"",
    "\"a.b\":1",
    "\"\":1",
    "//",
    "/*",
];

fn check(input: &[u8]) -> Result<(), String> {
    let Some((choice, bytes)) = input.split_first() else { return Ok(()) };
    let settings = SETTINGS[usize::from(*choice) % SETTINGS.len()];
    with_folder(|folder| {
        let name = folder.put("jsonl", bytes);
        let read = folder.read("read_json", &name, settings);
        let done = match read {
            Ok(read) => held(folder, *choice, bytes, settings, &read),
            Err(fault) => fault.unless_refused(),
        };
        let _ = std::fs::remove_file(folder.path(&name));
        done.map_err(|why| format!("{why}\nsettings: {settings}"))
    })
}

fn held(folder: &Folder, choice: u8, bytes: &[u8], settings: &str, read: &Read) -> Result<(), String> {
    if settings == LINES {
        as_the_reference(bytes, read)?;
    }
    if is_written(choice, SETTINGS.len()) { written_and_read(folder, &read.rows) } else { Ok(()) }
}

/// Lines, the first of which is an object: each is a row or rejected, objects of plain values are rows with these values.
fn as_the_reference(bytes: &[u8], read: &Read) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<&str> = text.split('\n').filter(|line| !line.trim_matches([' ', '\t', '\r']).is_empty()).collect();
    let parsed: Vec<Option<Value>> = lines.iter().map(|line| serde_json::from_str(line).ok()).collect();
    if !matches!(parsed.first(), Some(Some(Value::Object(_)))) || text.contains('\0') {
        return Ok(());
    }
    let (rows, rejected) = (read.rows.height(), read.rejected.height());
    if rows + rejected != lines.len() {
        return Err(format!("{} lines, {rows} rows and {rejected} rejected", lines.len()));
    }
    if rejected > 0 {
        return Ok(());
    }
    if !read.warnings.is_empty() {
        return Ok(());
    }
    for (row, line) in lines.iter().enumerate() {
        let Some(Exact::Object(fields)) = Exact::read(line).filter(|value| !has_doubles(value)) else { continue };
        for (name, value) in fields {
            let Ok(column) = read.rows.column(&name) else { return Err(format!("no column {name:?}")) };
            let cell = column.get(row).expect("a cell");
            if !is_kept(&cell, &value) {
                return Err(format!("row {row} of {name:?}: {value:?} is read as {cell:?}, {}", column.dtype()));
            }
        }
    }
    Ok(())
}

/// What is written and read again is the same table, or it is told what is not.
fn written_and_read(folder: &Folder, rows: &DataFrame) -> Result<(), String> {
    let name = folder.put("jsonl", b"");
    let done = (|| {
        let told = match folder.write("write_json", &name, ", shape: Lines", rows) {
            Ok(told) => told,
            Err(fault) => return fault.unless_refused(),
        };
        let again = match folder.read("read_json", &name, ", shape: Lines") {
            Ok(again) => again,
            Err(_) if rows.height() == 0 || !told.is_empty() => return Ok(()),
            Err(fault) => return Err(format!("what was written cannot be read: {fault:?}")),
        };
        let text = || std::fs::read_to_string(folder.path(&name)).unwrap_or_default();
        let is_told = !told.is_empty() || !again.warnings.is_empty();
        match difference(rows, &again.rows) {
            Some(difference) if !is_told => Err(format!("written and read: {difference}\n{:?}", text())),
            _ => Ok(()),
        }
    })();
    let _ = std::fs::remove_file(folder.path(&name));
    done
}
