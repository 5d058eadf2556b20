//! One file through the program: read, written in each format, read again, written as CSV and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tablewire::base::Cancellation;
use tablewire::engine::{self, RunEvent, RunOptions, RunOutcome, Snapshot};
use tablewire::nodes;

use crate::program::project;

/// A file and what stands in it. The first column, `id`, numbers the rows from 1.
pub struct Source<'a> {
    pub path: PathBuf,
    pub kind: &'a str,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Option<String>>>,
}

/// A cell that came back otherwise without a word.
#[derive(Debug)]
pub struct Loss {
    /// The format that it was written in on the way.
    pub by: String,
    pub column: String,
    pub row: String,
    pub was: String,
    pub is: String,
}

/// The formats on the way: a name, the sink, its file, and what reads it.
const WAYS: [(&str, &str, &str, &str); 4] = [
    ("csv", "write_csv", "a.csv", "read_csv"),
    ("json", "write_json", "a.json", "read_json"),
    ("xlsx", "write_excel", "a.xlsx", "read_excel"),
    ("parquet", "write_parquet", "a.parquet", "read_parquet"),
];

/// What was lost in silence.
pub fn trip(source: &Source) -> Vec<Loss> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = format!("(path: {:?})", source.path.to_string_lossy());
    let sinks: Vec<String> = WAYS.iter().map(|(.., file, _)| format!("(path: {file:?})")).collect();
    let mut nodes = vec![("source", source.kind, settings.as_str())];
    nodes.extend(WAYS.iter().zip(&sinks).map(|((name, sink, ..), settings)| (*name, *sink, settings.as_str())));
    let mut wires: Vec<(&str, &str)> = WAYS.iter().map(|(name, ..)| ("source", *name)).collect();
    if source.kind == "read_csv" {
        nodes.push(("rejected", "write_csv", "(path: \"rejected.csv\")"));
        wires.push(("source.rejected", "rejected"));
    }
    let mut told = match run(folder.path(), &project(&nodes, &wires)) {
        Ok(told) => told,
        Err(problem) => return vec![refused("reading", problem)],
    };
    if source.kind == "read_csv" {
        told.push(std::fs::read_to_string(folder.path().join("rejected.csv")).expect("rejected rows"));
    }
    WAYS.iter().flat_map(|way| again(source, way, folder.path(), &told)).collect()
}

/// Reads what was written one way, and compares.
fn again(source: &Source, way: &(&str, &str, &str, &str), folder: &Path, told: &[String]) -> Vec<Loss> {
    let (by, _, file, kind) = way;
    let settings = format!("(path: {file:?})");
    let nodes = [("source", *kind, settings.as_str()), ("out", "write_csv", "(path: \"b.csv\", quoting: Always)")];
    let said = match run(folder, &project(&nodes, &[("source", "out")])) {
        Ok(said) => said,
        Err(problem) => return vec![refused(by, problem)],
    };
    let told: Vec<&String> = told.iter().chain(&said).collect();
    let mut reader = csv::Reader::from_path(folder.join("b.csv")).expect("a table");
    let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let id = names.iter().position(|name| name == "id").unwrap_or_default();
    let found: BTreeMap<String, Vec<String>> = reader
        .records()
        .map(|record| record.expect("a record").iter().map(str::to_owned).collect::<Vec<_>>())
        .map(|record| (record[id].clone(), record))
        .collect();
    let about: BTreeSet<&str> =
        source.columns.iter().map(String::as_str).filter(|name| told.iter().any(|told| names_it(told, name))).collect();
    let mut lost = Vec::new();
    for row in &source.rows {
        let id = row[0].as_deref().unwrap_or_default();
        for (column, was) in source.columns.iter().zip(row) {
            let was = was.as_deref().unwrap_or_default();
            let place = names.iter().position(|name| name == column);
            let is = found.get(id).and_then(|row| row.get(place?)).map_or("(nothing)", String::as_str);
            let rejected = told.iter().any(|told| !found.contains_key(id) && holds_row(told, id));
            if !(alike(was, is) || about.contains(column.as_str()) || rejected) {
                lost.push(Loss {
                    by: (*by).to_owned(),
                    column: column.clone(),
                    row: id.to_owned(),
                    was: was.to_owned(),
                    is: is.to_owned(),
                });
            }
        }
    }
    lost
}

fn refused(by: &str, problem: String) -> Loss {
    Loss { by: by.to_owned(), column: "(all)".into(), row: "-".into(), was: "a table".into(), is: problem }
}

/// Whether a message speaks of a column.
fn names_it(told: &str, column: &str) -> bool {
    told.contains(&format!("\"{column}\""))
}

/// Whether a table of rejected rows holds the row of this number: the row's text is its last field.
fn holds_row(told: &str, id: &str) -> bool {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(told.as_bytes());
    reader.records().flatten().any(|record| {
        let text = record.iter().next_back().unwrap_or_default().trim_start_matches(['"', '\'']);
        text.strip_prefix(id).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// The same text, or the same value in the notation of its type.
fn alike(was: &str, is: &str) -> bool {
    was == is
        || number(was).is_some_and(|was| number(is) == Some(was))
        || (matches!(was, "TRUE" | "FALSE") && was.to_lowercase() == is)
        || moment(was).is_some_and(|was| moment(is) == Some(was))
        || time_of_day(was).is_some_and(|was| time_of_day(is) == Some(was))
}

/// The digits of a number without exponent or separators, less the zeros at the end of its fraction.
fn number(text: &str) -> Option<&str> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => {
            (digits(whole) && digits(fraction)).then(|| text.trim_end_matches('0').trim_end_matches('.'))
        }
        None => digits(unsigned).then_some(text),
    }
}

/// A day and a time of day in one notation, without an offset.
fn moment(text: &str) -> Option<String> {
    let (day, time) = text.split_once(['T', ' '])?;
    let is_day = day.len() > 7 && day.chars().all(|c| c.is_ascii_digit() || c == '-');
    Some(format!("{day} {}", time_of_day(time).filter(|_| is_day)?))
}

/// A time of day with its seconds, and as many digits of them as it has.
fn time_of_day(text: &str) -> Option<String> {
    let is_time = text.len() > 4 && text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || ":.".contains(c));
    let seconds = if text.matches(':').count() == 1 { ":00" } else { "" };
    let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    is_time.then(|| format!("{short}{seconds}"))
}

/// Runs a project: what it said, or why it failed.
fn run(folder: &Path, project: &str) -> Result<Vec<String>, String> {
    let opened = nodes::document_from(project).expect("a project");
    let snapshot = Snapshot::new(opened.document, folder);
    let mut said: Vec<String> = engine::check(&snapshot).into_iter().map(|(_, problem)| problem.to_string()).collect();
    let mut told = |event| {
        if let RunEvent::Problem { problem, .. } = event {
            said.push(problem.to_string());
        }
    };
    match engine::run(&snapshot, &RunOptions::default(), &mut told, &Cancellation::default()) {
        RunOutcome::Succeeded => Ok(said),
        outcome => Err(format!("{outcome:?}: {}", said.join("; "))),
    }
}
