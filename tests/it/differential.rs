//! Random tables through random pipelines: the result equals SQLite's answer to the SQL of the same pipeline, and the
//! schema before the run equals the schema after it, at every node.
//!
//! `TABLEWIRE_CASES` sets the number of cases (default 1,000), `TABLEWIRE_SEED` the seed that all of them follow from (a
//! number; default 1). A failing case is shrunk and printed whole.
//!
//! Differences by design, written into the SQL of [`steps`] and [`expression`]:
//! * An integer that leaves 64 bits is null; SQLite turns it into a rounded number.
//! * A sum of nothing is 0; SQLite's is null.
//! * A division of integers is a number; SQLite's is an integer.
//! * There is no NaN in SQLite, which stores null: the tables here hold none, nor infinities that make one.
//! * Booleans are 0 and 1 in SQLite, dates are text.
//! * Sums and means of floating point numbers are rounded once a value; SQLite carries the errors along. They are compared
//!   by the size of the numbers on their way.

pub mod dice;
pub mod expression;
pub mod pipeline;
mod steps;
pub mod tables;

use std::fmt::Write;
use std::io::Write as _;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use tablewire::engine::{self, Cell, OutputRef, Snapshot, Table};
use tablewire::nodes;

use pipeline::{Pipeline, Seeds, seeds};

#[test]
fn random_pipelines_answer_as_sqlite_does() {
    let number = |name: &str, default| std::env::var(name).map_or(default, |text| text.parse().expect("a number"));
    let (cases, seed) = (number("TABLEWIRE_CASES", 1_000), number("TABLEWIRE_SEED", 1_u64));
    let config =
        Config { cases: cases as u32, failure_persistence: None, max_shrink_iters: 3_000, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    // Past the capture of tests' output: what was tried is to be seen of a run that passes, too.
    let _ = writeln!(std::io::stderr(), "differential: {cases} cases, seed {seed}");
    if let Err(error) = runner.run(&seeds(3..9), |seeds| check(&seeds)) {
        panic!("seed {seed}: {error}");
    }
}

fn check(seeds: &Seeds) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = Connection::open_in_memory().expect("a database");
    database.execute_batch("PRAGMA case_sensitive_like = ON").expect("a known setting");
    let pipeline = Pipeline::build(seeds, folder.path(), &database);
    let expected = ask(&database, &pipeline.sql()).map_err(|error| fail(&pipeline, &error))?;
    let opened = nodes::document_from(&pipeline.project()).map_err(|error| fail(&pipeline, &error.to_string()))?;
    let snapshot = Snapshot::new(opened.document, folder.path());
    let problems = engine::check(&snapshot);
    if !problems.is_empty() {
        return Err(fail(&pipeline, &format!("{problems:?}")));
    }
    let mut largest = 0.0_f64;
    for (node, settings) in snapshot.document.nodes() {
        let output = OutputRef::first(node);
        let (table, _) = engine::preview(&snapshot, output, usize::MAX)
            .map_err(|problem| fail(&pipeline, &format!("{}: {problem:?}", settings.name)))?;
        let before = engine::schema(&snapshot, output).expect("a table").expect("columns known before the run");
        if before[..] != table.columns()[..] {
            let columns = table.columns();
            return Err(fail(&pipeline, &format!("{}: {before:?} before, {columns:?} after", settings.name)));
        }
        let numbers = rows_of(&table).into_iter().flatten().filter_map(|value| number(&value));
        largest = numbers.map(f64::abs).filter(|number| number.is_finite()).fold(largest, f64::max);
    }
    let (node, port) = pipeline.last();
    let output = OutputRef { node: snapshot.document.find(node).expect("the last node"), port };
    let (table, _) = engine::preview(&snapshot, output, usize::MAX)
        .map_err(|problem| fail(&pipeline, &format!("{node}: {problem:?}")))?;
    let names: Vec<_> = table.columns().iter().map(|column| column.name.to_string()).collect();
    let slack = 1e-12 + if pipeline.rounds() { largest * 1e-14 } else { 0.0 };
    same(names, rows_of(&table), expected, pipeline.ordered(), slack).map_err(|difference| fail(&pipeline, &difference))
}

fn rows_of(table: &Table) -> Rows {
    let width = table.columns().len();
    (0..table.len()).map(|row| (0..width).map(|column| value(table.cell(row, column))).collect()).collect()
}

fn fail(pipeline: &Pipeline, what: &str) -> TestCaseError {
    let mut page = String::new();
    let _ = writeln!(page, "{what}\n\n{}\n{}\n{}", pipeline.sources(), pipeline.project(), pipeline.sql());
    TestCaseError::fail(page)
}

/// A value as both engines mean it.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Null,
    Integer(i128),
    Number(f64),
    Text(String),
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Boolean(value) => Value::Integer(value.into()),
        Cell::Integer(value) => Value::Integer(value),
        Cell::Number(value) => Value::Number(value),
        Cell::Text(text) => Value::Text(text.into_owned()),
        Cell::Other(text) => Value::Text(text),
    }
}

type Rows = Vec<Vec<Value>>;

fn ask(database: &Connection, sql: &str) -> Result<(Vec<String>, Rows), String> {
    let text = |error: rusqlite::Error| error.to_string();
    let mut statement = database.prepare(sql).map_err(text)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut found = Vec::new();
    let mut rows = statement.query([]).map_err(text)?;
    while let Some(row) = rows.next().map_err(text)? {
        let value = |column| match row.get_ref(column).expect("a value") {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(value) => Value::Integer(value.into()),
            ValueRef::Real(value) => Value::Number(value),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        };
        found.push((0..names.len()).map(value).collect());
    }
    Ok((names, found))
}

/// Whether two tables are equal; unless `ordered`, as sets of rows with repetition. Numbers may be `slack` apart.
fn same(
    names: Vec<String>,
    mut found: Rows,
    expected: (Vec<String>, Rows),
    ordered: bool,
    slack: f64,
) -> Result<(), String> {
    let (expected_names, mut expected) = expected;
    if names != expected_names {
        return Err(format!("columns {names:?}, not {expected_names:?}"));
    }
    if found.len() != expected.len() {
        return Err(format!("{} rows {found:?}, not {} {expected:?}", found.len(), expected.len()));
    }
    if !ordered {
        found.sort_by_cached_key(|row| sort_key(row));
        expected.sort_by_cached_key(|row| sort_key(row));
    }
    for (row, (found, expected)) in found.iter().zip(&expected).enumerate() {
        if !found.iter().zip(expected).all(|(a, b)| alike(a, b, slack)) {
            return Err(format!("row {row} is {found:?}, not {expected:?}"));
        }
    }
    Ok(())
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(value) => Some(*value as f64),
        Value::Number(value) => Some(*value),
        _ => None,
    }
}

fn alike(found: &Value, expected: &Value, slack: f64) -> bool {
    match (found, expected) {
        (Value::Integer(a), Value::Integer(b)) => a == b,
        _ => match (number(found), number(expected)) {
            (Some(a), Some(b)) => a == b || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + slack,
            _ => found == expected,
        },
    }
}

/// Rows that are alike come to stand at the same place.
fn sort_key(row: &[Value]) -> String {
    row.iter()
        .map(|value| match number(value) {
            Some(value) => format!("{:+.6e}", value + 0.0),
            None => format!("{value:?}"),
        })
        .collect::<Vec<_>>()
        .join("\u{1}")
}
