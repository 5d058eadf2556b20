//! The twenty-two questions of the public PDS-H benchmark (TPC-H's), each wired from nodes, against SQLite on the same
//! files. `TABLEWIRE_PDSH_SCALE` sets the scale (default 0.01: 60,000 order lines).

pub mod data;
mod sqlite;

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use tablewire::engine::{self, RunOptions, RunOutcome, Snapshot};
use tablewire::nodes;

/// Relative; what is left of it comes from summing in another order.
const TOLERANCE: f64 = 1e-9;

#[test]
fn every_question_is_answered_as_by_sqlite() {
    let scale = std::env::var("TABLEWIRE_PDSH_SCALE").map_or(0.01, |text| text.parse().expect("a scale"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let tables = data::generate(scale, &folder.path().join("data"));
    let database = sqlite::load(&tables);
    let mut different = Vec::new();
    for question in 1..=22 {
        let found = answer(question, folder.path());
        let expected = sqlite::ask(&database, &sql(question));
        if let Err(difference) = same(&found, &expected) {
            different.push(format!("question {question}: {difference}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// Header and rows that the project of a question writes.
fn answer(question: usize, folder: &Path) -> Vec<Vec<String>> {
    let text = stored(question, "ron");
    let opened = nodes::document_from(&text).expect("a project");
    assert_eq!(opened.problems, [], "question {question}");
    let snapshot = Snapshot::new(opened.document, folder);
    assert_eq!(engine::check(&snapshot), [], "question {question}");
    let mut events = Vec::new();
    let outcome =
        engine::run(&snapshot, &RunOptions::default(), &mut |event| events.push(event), &AtomicBool::new(false));
    assert_eq!(outcome, RunOutcome::Succeeded, "question {question}: {events:?}");
    let path = folder.join(format!("output/q{question:02}.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).expect("the answer");
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

fn sql(question: usize) -> String {
    stored(question, "sql")
}

fn stored(question: usize, extension: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pdsh/q{question:02}.{extension}"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn same(found: &[Vec<String>], expected: &[Vec<String>]) -> Result<(), String> {
    if found.len() != expected.len() {
        return Err(format!("{} rows, not {}", found.len() - 1, expected.len() - 1));
    }
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        if found.len() != expected.len() || !found.iter().zip(expected).all(|(a, b)| alike(a, b)) {
            return Err(format!("row {row} is {found:?}, not {expected:?}"));
        }
    }
    Ok(())
}

fn alike(found: &str, expected: &str) -> bool {
    match (found.parse::<f64>(), expected.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= TOLERANCE * b.abs(),
        _ => found == expected,
    }
}
