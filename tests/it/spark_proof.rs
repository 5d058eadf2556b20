//! Whole projects answer on Spark as they do here: the samples, the questions of PDS-H, random pipelines. The programs are those
//! that `tablewire export` writes; all of them run in one session.
//!
//! Without `TABLEWIRE_SPARK_PYTHON` they are left out. `TABLEWIRE_SPARK_CASES` sets the number of random pipelines (60),
//! `TABLEWIRE_SPARK_GRAPHS` that of larger ones (10).

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use polars::prelude::*;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rusqlite::Connection;
use serde_json::json;
use tablewire::base::Cancellation;
use tablewire::engine::{self, RunEvent, RunOptions, RunOutcome, Snapshot};
use tablewire::nodes;

use crate::differential::pipeline::{Pipeline, Seeds, seeds};
use crate::pdsh::{data, decimals};
use crate::program::Place;
use crate::spark::{bags, session};

/// The program of `p.ron` of a place as `p.py`, or the words with which Spark is refused.
fn exported(place: &Place) -> Result<(), String> {
    let said = place.run(&["export", "p.ron", "--to", "pyspark", "-o", "p.py"]);
    if said.code == 0 { Ok(()) } else { Err(said.err) }
}

/// Runs `p.py` of a place; its outputs are in the place afterwards.
fn run_there(place: &Place) -> Result<(), String> {
    let root = format!("file://{}", place.folder().display());
    let case = json!({ "run": "program", "file": place.path("p.py"), "arguments": ["--path-root", root] });
    let answer = session::session().expect("asked for before").ask(&case);
    answer.map(drop).map_err(|error| format!("{error}\n{}", place.text("p.py")))
}

/// Runs `p.ron` of a place here.
fn run_here(place: &Place) {
    tried_here(place).unwrap_or_else(|events| panic!("{events}"));
}

/// The same; the events of a run that has failed.
fn tried_here(place: &Place) -> Result<(), String> {
    let document = nodes::document_from(&place.text("p.ron")).expect("a project").document;
    let snapshot = Snapshot::new(document, place.folder());
    let mut events: Vec<RunEvent> = Vec::new();
    let outcome = engine::run(&snapshot, &RunOptions::default(), &mut [&mut events], &Cancellation::default());
    if outcome == RunOutcome::Succeeded { Ok(()) } else { Err(format!("{events:?}")) }
}

/// A file of a place as a table: Parquet as it is, CSV with its types inferred. The file is removed.
fn taken(place: &Place, name: &str) -> DataFrame {
    let path = place.path(name);
    let table = if name.ends_with(".parquet") {
        ParquetReader::new(fs::File::open(&path).expect("a file")).finish()
    } else {
        let path = PlRefPath::new(path.to_str().expect("a path in UTF-8"));
        LazyCsvReader::new(path).with_infer_schema_length(None).finish().and_then(LazyFrame::collect)
    };
    fs::remove_file(&path).expect("it was read");
    table.unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What differs in these outputs between a run here and what `there` does, such as a run of `p.py` on Spark.
fn difference(place: &Place, outputs: &[String], there: impl Fn(&Place) -> Result<(), String>) -> Option<String> {
    run_here(place);
    let here: Vec<DataFrame> = outputs.iter().map(|name| taken(place, name)).collect();
    if let Err(error) = there(place) {
        return Some(error);
    }
    let pairs = outputs.iter().zip(here);
    let found =
        pairs.filter_map(|(name, here)| Some(format!("{name}: {}", bags::difference(&here, &taken(place, name))?)));
    let found: Vec<String> = found.collect();
    (!found.is_empty()).then(|| found.join("\n"))
}

#[test]
fn the_samples() {
    if session::session().is_none() {
        return;
    }
    samples(run_there);
}

/// The comparison finds a lowering that is wrong: in the program of a project one thing after the other is broken on purpose.
#[test]
fn a_wrong_lowering_is_found() {
    if session::session().is_none() {
        return;
    }
    let place = Place::new();
    place.put(
        "people.csv",
        "name,age,city\nAda,36,London\nBlaise,39,Paris\nEmmy,,Erlangen\nKurt,12,Brno\nLise,12,Brno\n",
    );
    place.put("cities.csv", "city,country\nParis,FR\nBrno,CZ\n");
    place.put(
        "p.ron",
        &crate::program::project(
            &[
                ("people", "read_csv", "(path: \"people.csv\")"),
                ("cities", "read_csv", "(path: \"cities.csv\")"),
                ("sorted", "sort", "(keys: [(column: \"age\"), (column: \"name\")])"),
                ("first", "limit", "(count: 3)"),
                ("grown", "filter", "(condition: \"age >= 12\")"),
                ("older", "formula", "(columns: [(name: \"later\", expression: \"age + 1\")])"),
                ("named", "join", "(keys: [(left: \"city\")])"),
                ("by_country", "group_by", "(keys: [\"country\"], aggregations: [(column: \"later\", function: Sum)])"),
                ("out", "write_parquet", "(path: \"output/sums.parquet\", create_folders: true)"),
            ],
            &[
                ("people", "sorted"),
                ("sorted", "first"),
                ("first", "grown"),
                ("grown", "older"),
                ("older", "named"),
                ("cities", "named.right"),
                ("named", "by_country"),
                ("by_country", "out"),
            ],
        ),
    );
    let outputs = ["output/sums.parquet".to_owned()];
    exported(&place).unwrap_or_else(|words| panic!("{words}"));
    let right = place.text("p.py");
    assert_eq!(difference(&place, &outputs, run_there), None, "{right}");
    for (of, as_it_is, broken) in [
        ("filter", ">= 12", "> 12"),
        ("formula", "try_add(`age`, 1L)", "try_add(`age`, 2L)"),
        ("aggregation", "try_sum(", "max("),
        ("join", "\"inner\"", "\"left\""),
        ("sort", "asc_nulls_last()", "desc_nulls_last()"),
        ("limit", "limit(3)", "limit(4)"),
    ] {
        assert!(right.contains(as_it_is), "{of}: {right}");
        place.put("p.py", &right.replace(as_it_is, broken));
        let found = difference(&place, &outputs, run_there);
        assert!(found.is_some(), "{of}: {broken} instead of {as_it_is} was not found");
    }
}

/// The same by `run --on spark` over Spark Connect, where `TABLEWIRE_SPARK_REMOTE` names a server.
#[test]
fn the_samples_over_spark_connect() {
    let (Some(python), Ok(remote)) = (session::python(), std::env::var("TABLEWIRE_SPARK_REMOTE")) else { return };
    samples(|place| {
        let said = place.run(&["run", "p.ron", "--on", "spark", "--python", &python, "--remote", &remote]);
        if said.code == 0 { Ok(()) } else { Err(said.err) }
    });
}

/// What Sail itself cannot do: the sample, and the words by which it says so.
const NOT_ON_SAIL: [(&str, &str); 1] = [("weather_delays.ron", "Function 'try_multiply'")];

/// A second opinion: the samples on Sail, which speaks Spark Connect, where `TABLEWIRE_SAIL_PYTHON` names a Python with `pysail` and
/// `pyspark-client`.
#[test]
fn the_samples_on_sail() {
    let Ok(python) = std::env::var("TABLEWIRE_SAIL_PYTHON") else { return };
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
    let server = format!(
        "import sys\nfrom pysail.spark import SparkConnectServer\nserver = SparkConnectServer(ip='127.0.0.1', port={port})\n\
         server.start(background=True)\nprint('up', flush=True)\nsys.stdin.read()\n"
    );
    // It ends with its input.
    let mut sail = Command::new(&python);
    sail.args(["-c", &server]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut sail = sail.spawn().unwrap_or_else(|error| panic!("{python}: {error}"));
    let mut line = String::new();
    BufReader::new(sail.stdout.take().expect("its output")).read_line(&mut line).expect("it speaks");
    assert_eq!(line, "up\n", "{python}");
    let wrong = differences(|place| {
        let root = format!("file://{}", place.folder().display());
        let mut program = Command::new(&python);
        program
            .arg(place.path("p.py"))
            .args(["--path-root", &root])
            .env("SPARK_REMOTE", format!("sc://127.0.0.1:{port}"));
        let said = crate::program::said(place.settled(program).output().expect("starts"));
        if said.code == 0 { Ok(()) } else { Err(format!("{}\n{}", said.err, place.text("p.py"))) }
    });
    drop(sail.stdin.take());
    sail.wait().expect("it ends");
    let known = |found: &String| NOT_ON_SAIL.iter().any(|(name, words)| found.contains(name) && found.contains(words));
    let (lacking, wrong): (Vec<_>, Vec<_>) = wrong.into_iter().partition(known);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert_eq!(lacking.len(), NOT_ON_SAIL.len(), "Sail has learned something: shorten the list");
}

fn samples(there: impl Fn(&Place) -> Result<(), String>) {
    let wrong = differences(there);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Compares the outputs of each sample project with those that `there` makes.
fn differences(there: impl Fn(&Place) -> Result<(), String>) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    let mut wrong = Vec::new();
    for project in glob::glob(&format!("{}/*/*.ron", root.display())).expect("a pattern") {
        let project = project.expect("a path");
        let place = Place::new();
        copy(project.parent().expect("its folder"), &place);
        let text = fs::read_to_string(&project).expect("a sample project");
        place.put("p.ron", &text);
        run_here(&place);
        let outputs: Vec<String> = place.names("output").iter().map(|name| format!("output/{name}")).collect();
        assert!(!outputs.is_empty(), "{}", project.display());
        exported(&place).unwrap_or_else(|words| panic!("{}: {words}", project.display()));
        let found = difference(&place, &outputs, &there);
        wrong.extend(found.map(|found| format!("{}: {found}", project.display())));
    }
    wrong
}

/// The files of a sample, without what was written there.
fn copy(folder: &Path, place: &Place) {
    for inside in [".", "data"] {
        for entry in fs::read_dir(folder.join(inside)).expect("a folder").flatten() {
            if entry.path().is_file() {
                let name = format!("{inside}/{}", entry.file_name().to_string_lossy());
                place.put_bytes(&name, &fs::read(entry.path()).expect("a file"));
            }
        }
    }
}

#[test]
fn the_questions_of_pdsh() {
    if session::session().is_none() {
        return;
    }
    let place = Place::new();
    let tables = data::generate(crate::pdsh::scale(), &place.path("made"));
    decimals::write(&tables, &place.path("data"));
    let mut wrong = Vec::new();
    for question in 1..=22 {
        place.put("p.ron", &decimals::project(&crate::pdsh::stored(question, "ron"), &tables));
        exported(&place).unwrap_or_else(|words| panic!("question {question}: {words}"));
        let outputs = [format!("output/q{question:02}.csv")];
        wrong.extend(difference(&place, &outputs, run_there).map(|found| format!("question {question}: {found}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn random_pipelines() {
    compare(number("TABLEWIRE_SPARK_CASES", 60), &seeds(3..9), 1);
}

/// Many nodes, of which several are read more than once, and several outputs.
#[test]
fn random_graphs() {
    compare(number("TABLEWIRE_SPARK_GRAPHS", 10), &seeds(10..25), 4);
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

/// Compares so many cases, of which the tables of the last `sinks` nodes are written.
fn compare(cases: usize, of: &impl Strategy<Value = Seeds>, sinks: usize) {
    if session::session().is_none() {
        return;
    }
    let seed = number("TABLEWIRE_SEED", 1) as u64;
    let outputs: Vec<String> = (0..sinks).map(|sink| format!("out{sink}.parquet")).collect();
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut wrong, mut gaps) = (Vec::new(), Vec::new());
    for case in 0..cases {
        let place = Place::new();
        let database = Connection::open_in_memory().expect("a database");
        let pipeline =
            Pipeline::build(&of.new_tree(&mut runner).expect("numbers").current(), place.folder(), &database);
        place.put("p.ron", &pipeline.project_written_to(&outputs));
        if let Err(words) = exported(&place) {
            session::session().expect("asked for before").note_gap(&words);
            gaps.push(format!("case {case}: {words}"));
            continue;
        }
        let found = match tried_here(&place) {
            Ok(()) => difference(&place, &outputs, run_there),
            // A value is refused, such as one that another type cannot hold: there it must be, too.
            Err(events) => run_there(&place).is_ok().then(|| format!("refused here, but not on Spark: {events}")),
        };
        wrong
            .extend(found.map(|found| format!("case {case}: {found}\n{}\n{}", pipeline.sources(), pipeline.project())));
    }
    assert!(wrong.is_empty(), "{} of {cases} differ, seed {seed}:\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(gaps.len() * 50 <= cases, "{} of {cases} cannot run on Spark:\n{}", gaps.len(), gaps.join("\n"));
}
