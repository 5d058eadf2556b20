//! Tables of texts that look like something else, written by other libraries: read with the settings as they are, written
//! in each format and read again, every cell is the text that it was, or somebody said so.
//!
//! What counts as the same text although it is not: a column of numbers that all have a value of their own ends their
//! fractions without zeros (`1.50` is `1.5`), one of booleans is written small (`TRUE` is `true`), one of moments has a
//! blank for `T`, and times have their seconds (`23:59` is `23:59:00`) with as many digits as they need. Nothing else.

mod trip;
mod wild;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use serde::Deserialize;

use trip::{Loss, Source, trip};

/// What stands in a stored file, and what reads it.
#[derive(Deserialize)]
struct Stored {
    kind: String,
    columns: Vec<String>,
    rows: Vec<Vec<Option<String>>>,
}

#[test]
fn files_of_other_libraries_come_back_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/real");
    let truth = std::fs::read_to_string(folder.join("truth.json")).expect("what stands in the files");
    let truth: BTreeMap<String, Stored> = serde_json::from_str(&truth).expect("a table for each file");
    let mut lost = Vec::new();
    for (name, stored) in truth {
        let source =
            Source { path: folder.join(&name), kind: &stored.kind, columns: stored.columns, rows: stored.rows };
        lost.extend(trip(&source).into_iter().map(|loss| (name.clone(), loss)));
    }
    assert!(lost.is_empty(), "{}", shown(&lost));
}

/// A table for every 25 of `TABLEWIRE_CASES` (default 1,000), all following from `TABLEWIRE_SEED` (default 1).
#[test]
fn random_tables_come_back_as_they_were() {
    let number = |name: &str, default| std::env::var(name).map_or(default, |text| text.parse().expect("a number"));
    let (cases, seed) = (number("TABLEWIRE_CASES", 1_000_u64) / 25, number("TABLEWIRE_SEED", 1_u64));
    let config = Config { cases: cases as u32, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let _ = writeln!(std::io::stderr(), "round trips: {cases} tables, seed {seed}");
    let ran = runner.run(&wild::numbers(), |numbers| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let source = wild::write(&numbers, folder.path());
        let lost: Vec<_> = trip(&source).into_iter().map(|loss| (source.kind.to_owned(), loss)).collect();
        if lost.is_empty() { Ok(()) } else { Err(TestCaseError::fail(shown(&lost))) }
    });
    if let Err(error) = ran {
        panic!("seed {seed}: {error}");
    }
}

/// One line for each column of each file, with the first cell that differs.
fn shown(lost: &[(String, Loss)]) -> String {
    let mut lines: BTreeMap<(&str, &str, &str), (usize, &Loss)> = BTreeMap::new();
    for (file, loss) in lost {
        lines.entry((file, &loss.by, &loss.column)).or_insert((0, loss)).0 += 1;
    }
    let line = |((file, by, column), (count, loss)): ((&str, &str, &str), (usize, &Loss))| {
        format!("{file} | {by} | {column} | {count} | row {}: {:?} became {:?}", loss.row, loss.was, loss.is)
    };
    let lines: Vec<String> = lines.into_iter().map(line).collect();
    format!(
        "{} cells are lost in silence:\nfile | through | column | cells | the first\n{}",
        lost.len(),
        lines.join("\n")
    )
}
