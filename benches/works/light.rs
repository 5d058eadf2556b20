//! Previews against runs of the same work: the most memory that each holds, and how soon first rows are there. Each is done by a
//! process of its own.

use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use tablewire::base::Cancellation;
use tablewire::connect::{memory_in_use, peak_memory};
use tablewire::engine::{self, Engine, Event, Request, RunOptions, RunOutcome, Snapshot};
use tablewire::nodes::document_from;

use super::data::Data;

/// Set, this process does one work in one way and ends: "WORK preview" or "WORK run".
pub const PART: &str = "TABLEWIRE_BENCH_LIGHT";
/// Each work is done so often; the medians count.
const ROUNDS: usize = 3;
/// What a preview may hold besides, as a share of what a run holds.
const LIMIT: f64 = 1.25;
/// Runs that hold less, in bytes, are counted as if they held so much: previews also hold statistics of every column, for which any
/// machine has room.
const SMALL: f64 = 1e9;

const FILTER: &str = r#"(format: 1, nodes: {
    "in": (kind: "read_parquet", version: 1, settings: (path: "DATA/lineitem.parquet")),
    "some": (kind: "filter", version: 1, settings: (condition: "l_quantity > 5")),
    "answer": (kind: "write_parquet", version: 1, settings: (path: "OUTPUT/out.parquet")),
}, wires: [(from: "in", to: "some"), (from: "some", to: "answer")])"#;

const JOIN_SORT: &str = r#"(format: 1, nodes: {
    "in": (kind: "read_parquet", version: 1, settings: (path: "DATA/lineitem.parquet")),
    "orders": (kind: "read_parquet", version: 1, settings: (path: "DATA/orders.parquet")),
    "both": (kind: "join", version: 1, settings: (keys: [(left: "l_orderkey", right: "o_orderkey")])),
    "sorted": (kind: "sort", version: 1, settings: (keys: [(column: "l_extendedprice", order: Descending)])),
    "answer": (kind: "write_parquet", version: 1, settings: (path: "OUTPUT/out.parquet")),
}, wires: [(from: "in", to: "both"), (from: "orders", to: "both.right"), (from: "both", to: "sorted"),
    (from: "sorted", to: "answer")])"#;

const WORKS: [&str; 5] = ["filter", "join_sort", "q18", "q19", "q21"];

/// The project of a work, on Parquet files.
fn project(work: &str, data: &Data, output: &str) -> String {
    let text = match work {
        "filter" => FILTER.to_owned(),
        "join_sort" => JOIN_SORT.to_owned(),
        question => {
            let path = format!("{}/tests/pdsh/{question}.ron", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            let text = text.replace("read_csv", "read_parquet").replace(".csv\"", ".parquet\"");
            text.replace("write_csv", "write_parquet").replace("${data}", "DATA").replace("${output}", "OUTPUT")
        }
    };
    text.replace("DATA", &data.folder.display().to_string()).replace("OUTPUT", output)
}

/// What one process tells: seconds to the first rows of the last node (of a run, to its end), and to the end; bytes at the most, and
/// at rest.
type Figures = [f64; 4];

pub fn all(data: &Data) {
    let folder = tempfile::tempdir_in(&data.folder).expect("a folder");
    for work in WORKS {
        let figures = |way: &str| -> Figures {
            let mut rounds: Vec<Figures> = (0..ROUNDS).map(|_| ask(work, way, folder.path())).collect();
            std::array::from_fn(|at| {
                rounds.sort_by(|a, b| a[at].total_cmp(&b[at]));
                rounds[ROUNDS / 2][at]
            })
        };
        let ([first, settled, peak, rest], [_, ran, run_peak, _]) = (figures("preview"), figures("run"));
        // Results that are kept for the next preview are a cache with a budget of its own: see `held_at_rest`.
        println!("ratio light_{work}_memory {:.3} {LIMIT}", (peak - rest) / run_peak.max(SMALL));
        println!("      {:.0} MB, at rest {:.0} MB; the run {:.0} MB", peak / 1e6, rest / 1e6, run_peak / 1e6);
        println!("ratio light_{work}_first_rows {:.3} {LIMIT}", first / ran);
        println!("      {first:.2} s, all settled after {settled:.2} s; the run {ran:.2} s");
    }
}

/// The figures of another process, with results of its own.
fn ask(work: &str, way: &str, folder: &std::path::Path) -> Figures {
    let cache = tempfile::tempdir_in(folder).expect("a folder");
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.env(PART, format!("{work} {way} {}", folder.display())).env(super::OWN_RESULTS, cache.path());
    let said = command.output().expect("a process");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let figures: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    figures.try_into().unwrap_or_else(|_| panic!("{work} {way}: {said}"))
}

/// Does one work in one way, and prints its figures.
pub fn part(wanted: &str, data: &Data) {
    let mut words = wanted.splitn(3, ' ');
    let mut next = || words.next().unwrap_or_default().to_owned();
    let (work, way, folder) = (next(), next(), next());
    let text = project(&work, data, &folder);
    let document = document_from(&text).unwrap_or_else(|error| panic!("{error}: {text}")).document;
    let snapshot = Snapshot::new(document, &data.folder);
    let (first, whole) = match way.as_str() {
        "run" => run(&snapshot),
        _ => preview(snapshot),
    };
    let peak = peak_memory().unwrap_or_default();
    let rest = memory_in_use().unwrap_or_default();
    println!("{} {} {peak} {rest}", first.as_secs_f64(), whole.as_secs_f64());
}

fn run(snapshot: &Snapshot) -> (Duration, Duration) {
    let begun = Instant::now();
    let options = RunOptions { afresh: true, ..RunOptions::default() };
    let outcome = engine::run(snapshot, &options, &mut [], &Cancellation::default());
    assert_eq!(outcome, RunOutcome::Succeeded);
    (begun.elapsed(), begun.elapsed())
}

/// As the window has it, the last node shown; then at rest for a moment.
fn preview(snapshot: Snapshot) -> (Duration, Duration) {
    let (wake, woken) = channel();
    let wake = std::sync::Mutex::new(wake);
    let engine = Engine::spawn(Arc::new(move || {
        // At the end nobody listens any more.
        let _ = wake.lock().expect("a sender").send(());
    }));
    let focus = snapshot.output("answer").expect("a node");
    let begun = Instant::now();
    engine.send(Request::Preview { generation: 1, snapshot: Arc::new(snapshot), focus: Some(focus) });
    let (mut first, mut whole) = (None, None);
    while whole.is_none() {
        match engine.poll() {
            Some(Event::Failed { problem, .. }) => panic!("{problem}"),
            Some(Event::Ready { output, .. }) if output == focus => drop(first.get_or_insert_with(|| begun.elapsed())),
            Some(Event::Settled { .. }) => whole = Some(begun.elapsed()),
            Some(_) => {}
            None => drop(woken.recv_timeout(Duration::from_millis(100))),
        }
    }
    // What was freed is given back after a moment without requests.
    std::thread::sleep(Duration::from_secs(1));
    (first.expect("first rows"), whole.expect("an end"))
}
