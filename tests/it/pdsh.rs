//! The twenty-two questions of the public PDS-H benchmark (TPC-H's), each wired from nodes, against SQLite on the same
//! files: once as CSV with floating point numbers, once as Parquet with decimals. `TABLEWIRE_PDSH_SCALE` sets the scale (default 0.01: 60,000 order lines).

pub mod data;
pub mod decimals;
mod sqlite;

use std::fs;
use std::path::Path;

use tablewire::base::Cancellation;
use tablewire::engine::{self, RunOptions, RunOutcome, Snapshot};
use tablewire::nodes;

/// Relative; what is left of it comes from summing in another order.
const TOLERANCE: f64 = 1e-9;

/// Columns of decimals that have to round: a mean has four digits more than its values, here six after the point.
const ROUNDED: [(usize, &str); 3] = [(1, "avg_qty"), (1, "avg_price"), (1, "avg_disc")];
const HALF_A_UNIT: f64 = 0.5e-6;

#[test]
fn every_question_is_answered_as_by_sqlite() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let tables = data::generate(scale(), &folder.path().join("data"));
    let exact = folder.path().join("exact");
    decimals::write(&tables, &exact.join("data"));
    let database = sqlite::load(&tables);
    let mut different = Vec::new();
    for question in 1..=22 {
        let expected = sqlite::ask(&database, &sql(question));
        let project = stored(question, "ron");
        let exactly = decimals::project(&project, &tables);
        for (of, project, place) in [("CSV", project, folder.path()), ("Parquet", exactly, &exact)] {
            let found = answer(question, &project, place);
            let slack =
                |column: &str| if of == "Parquet" && ROUNDED.contains(&(question, column)) { HALF_A_UNIT } else { 0.0 };
            if let Err(difference) = same(&found, &expected, slack) {
                different.push(format!("question {question} of {of}: {difference}"));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

pub fn scale() -> f64 {
    std::env::var("TABLEWIRE_PDSH_SCALE").map_or(0.01, |text| text.parse().expect("a scale"))
}

/// Header and rows that the project of a question writes.
fn answer(question: usize, project: &str, folder: &Path) -> Vec<Vec<String>> {
    let opened = nodes::document_from(project).expect("a project");
    assert_eq!(opened.problems, [], "question {question}");
    let snapshot = Snapshot::new(opened.document, folder);
    assert_eq!(engine::check(&snapshot), [], "question {question}");
    assert_eq!(engine::spark_gaps(&snapshot), [], "question {question} on Spark");
    let mut events: Vec<engine::RunEvent> = Vec::new();
    let outcome = engine::run(&snapshot, &RunOptions::default(), &mut [&mut events], &Cancellation::default());
    assert_eq!(outcome, RunOutcome::Succeeded, "question {question}: {events:?}");
    let path = folder.join(format!("output/q{question:02}.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).expect("the answer");
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

fn sql(question: usize) -> String {
    stored(question, "sql")
}

pub fn stored(question: usize, extension: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pdsh/q{question:02}.{extension}"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn same(found: &[Vec<String>], expected: &[Vec<String>], slack: impl Fn(&str) -> f64) -> Result<(), String> {
    if found.len() != expected.len() {
        return Err(format!("{} rows, not {}", found.len() - 1, expected.len() - 1));
    }
    let slack: Vec<f64> = expected.first().into_iter().flatten().map(|column| slack(column)).collect();
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        let mut values = found.iter().zip(expected).zip(&slack);
        if found.len() != expected.len() || !values.all(|((a, b), slack)| alike(a, b, *slack)) {
            return Err(format!("row {row} is {found:?}, not {expected:?}"));
        }
    }
    Ok(())
}

fn alike(found: &str, expected: &str, slack: f64) -> bool {
    match (found.parse::<f64>(), expected.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= TOLERANCE * b.abs() + slack,
        _ => found == expected,
    }
}
