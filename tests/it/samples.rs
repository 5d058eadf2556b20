//! The sample projects: each opens without problems, is in canonical form, runs, and writes what is stored in
//! `tests/expected` (computed by another program).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use polars::prelude::*;
use tablewire::base::Cancellation;
use tablewire::engine::{self, OutputRef, RunEvent, RunOptions, RunOutcome, Snapshot, Written};
use tablewire::{document, nodes};

/// Relative; what is left of it comes from summing in another order.
const TOLERANCE: f64 = 1e-9;

#[test]
fn open_without_problems_and_are_canonical() {
    for project in projects() {
        let text = fs::read_to_string(&project).expect("a sample project");
        let opened = nodes::document_from(&text).expect("a project");
        assert_eq!(opened.problems, [], "{}", project.display());
        assert_eq!(document::write(&opened.document), text, "{} is not as `fmt` writes it", project.display());
        let snapshot = Snapshot::new(opened.document, project.parent().expect("its folder"));
        assert_eq!(engine::check(&snapshot), [], "{}", project.display());
    }
}

#[test]
fn every_node_shows_its_table() {
    for project in projects() {
        let text = fs::read_to_string(&project).expect("a sample project");
        let document = nodes::document_from(&text).expect("a project").document;
        let snapshot = Snapshot::new(document, project.parent().expect("its folder"));
        for (node, settings) in snapshot.document.nodes() {
            let (table, total) = engine::preview(&snapshot, OutputRef::first(node), 10)
                .unwrap_or_else(|problem| panic!("{} of {}: {problem:?}", settings.name, project.display()));
            assert!(total >= table.len() as u64, "{} of {}", settings.name, project.display());
        }
    }
}

#[test]
fn runs_match_the_stored_results() {
    let mut results = BTreeSet::new();
    for project in projects() {
        let folder = copy_of(project.parent().expect("its folder"));
        let base = folder.path().canonicalize().expect("a folder");
        let name = project.file_name().expect("its name");
        for written in run(&base.join(name)) {
            let address = written.address.to_string();
            // A table of a database is written as sqlite://FILE/TABLE.
            let inside = address.strip_prefix("sqlite://").and_then(|address| address.rsplit_once('/'));
            let (path, inside) = inside.map_or((address.as_str(), None), |(file, table)| (file, Some(table)));
            let path = Path::new(path);
            let output = base.join("output");
            assert!(path.starts_with(&output), "{} is not in the ignored folder {}", path.display(), output.display());
            let expected = path.file_stem().expect("a file").to_string_lossy().into_owned() + ".csv";
            let context = format!("{} of {}", path.file_name().expect("a file").display(), project.display());
            let found = inside.map_or_else(|| table(path), |inside| rows(path, inside));
            assert_eq!(written.rows + 1, found.len() as u64, "rows of {context}");
            compare(&found, &table(&stored().join(&expected)), &context);
            results.insert(expected);
        }
    }
    let unused: Vec<_> = files(&stored()).into_iter().filter(|path| !results.contains(&name(path))).collect();
    assert_eq!(unused, Vec::<PathBuf>::new(), "stored results that no sample writes");
}

/// Runs a project through the engine; what it wrote.
fn run(project: &Path) -> Vec<Written> {
    let text = fs::read_to_string(project).expect("a sample project");
    let document = nodes::document_from(&text).expect("a project").document;
    let snapshot = Snapshot::new(document, project.parent().expect("its folder"));
    let mut events: Vec<RunEvent> = Vec::new();
    let outcome = engine::run(&snapshot, &RunOptions::default(), &mut [&mut events], &Cancellation::default());
    assert_eq!(outcome, RunOutcome::Succeeded, "{}: {events:?}", project.display());
    match events.pop() {
        Some(RunEvent::Finished { written, .. }) if !written.is_empty() => written,
        last => panic!("{} ended with {last:?}", project.display()),
    }
}

/// Header and rows, as text.
fn table(path: &Path) -> Vec<Vec<String>> {
    let bytes = match path.extension() {
        Some(extension) if extension == "parquet" => {
            let file = fs::File::open(path).expect("a Parquet file");
            let mut frame = ParquetReader::new(file).finish().expect("a Parquet file");
            let mut bytes = Vec::new();
            CsvWriter::new(&mut bytes).finish(&mut frame).expect("a table of plain columns");
            bytes
        }
        _ => fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

/// The names of the columns and the rows of a database's table, as text, by its key.
fn rows(path: &Path, table: &str) -> Vec<Vec<String>> {
    let database = rusqlite::Connection::open(path).expect("a database");
    let mut statement = database.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).expect("a table");
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let count = names.len();
    let text = |value: rusqlite::types::Value| match value {
        rusqlite::types::Value::Null => String::new(),
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Real(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        rusqlite::types::Value::Blob(_) => panic!("a sample writes no bytes"),
    };
    let rows = statement.query_map([], |row| (0..count).map(|index| row.get(index).map(text)).collect());
    std::iter::once(Ok(names)).chain(rows.expect("rows")).collect::<Result<_, _>>().expect("values")
}

fn compare(found: &[Vec<String>], expected: &[Vec<String>], context: &str) {
    assert_eq!(found.len(), expected.len(), "number of rows of {context}");
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        let same = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| alike(a, b));
        assert!(same, "row {row} of {context} is {found:?}, not {expected:?}");
    }
}

fn alike(found: &str, expected: &str) -> bool {
    match (found.parse::<f64>(), expected.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= TOLERANCE * b.abs(),
        _ => found == expected,
    }
}

/// The projects of all samples, by path.
fn projects() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    let pattern = format!("{}/*/*.ron", root.display());
    let found: Vec<_> = glob::glob(&pattern).expect("a pattern").map(|path| path.expect("a path")).collect();
    assert!(!found.is_empty(), "no samples match {pattern}");
    found
}

/// A copy of a sample's folder, without what was written there by hand, so that a test touches no file of the repository.
fn copy_of(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(copy.path().join("data")).expect("a new folder");
    for inside in ["", "data"] {
        for file in files(&folder.join(inside)) {
            fs::copy(&file, copy.path().join(inside).join(name(&file))).expect("a copy");
        }
    }
    copy
}

fn stored() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
