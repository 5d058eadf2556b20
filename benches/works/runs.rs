//! Whole runs: three sinks off one scan, a run from the command line, and how soon a run begins.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use polars::prelude::*;
use tablewire::base::Cancellation;
use tablewire::engine::{self, RunOptions, RunOutcome, Snapshot};
use tablewire::nodes::document_from;

use super::by_hand;
use super::data::Data;
use super::{compare, report, report_time, timed};

/// Set, this process does one work by hand and ends.
pub const BY_HAND: &str = "TABLEWIRE_BENCH_BY_HAND";
const LIMIT: f64 = 1.05;
const PROGRAM: &str = env!("CARGO_BIN_EXE_tablewire");

pub fn all(data: &Data) {
    three_sinks(data);
    whole_program(data);
    first_work(data);
}

fn project(data: &Data, out: &Path, round: usize) -> String {
    let out = |name: &str| out.join(name).display().to_string();
    format!(
        r#"(format: 1, nodes: {{
            "scan": (kind: "read_parquet", version: 1, settings: (path: "{}")),
            "some": (kind: "filter", version: 1, settings: (condition: "l_quantity > 40 + {round} / 100")),
            "sums": (kind: "group_by", version: 1, settings: (keys: ["l_suppkey"],
                aggregations: [(column: "l_extendedprice", function: Sum, name: "sum_{round}")])),
            "price": (kind: "formula", version: 1, settings: (columns: [(name: "price",
                expression: "l_extendedprice * (1 - l_discount) + {round}")])),
            "a": (kind: "write_parquet", version: 1, settings: (path: "{}")),
            "b": (kind: "write_parquet", version: 1, settings: (path: "{}")),
            "c": (kind: "write_parquet", version: 1, settings: (path: "{}")),
        }}, wires: [(from: "scan", to: "some"), (from: "scan", to: "sums"), (from: "scan", to: "price"),
            (from: "some", to: "a"), (from: "sums", to: "b"), (from: "price", to: "c")])"#,
        data.path("lineitem.parquet"),
        out("a.parquet"),
        out("b.parquet"),
        out("c.parquet")
    )
}

fn sinks_by_hand(data: &Data, out: &Path, round: usize) {
    let scan = data.scan("lineitem");
    let plans = [
        ("a", by_hand::filter(scan.clone(), round)),
        ("b", by_hand::group_by(scan.clone(), round)),
        ("c", by_hand::formula(scan, round)),
    ];
    let plans = plans.map(|(name, rows)| {
        let path = PlRefPath::try_from_path(&out.join(format!("{name}.parquet"))).expect("a path");
        let target = SinkDestination::File { target: SinkTarget::Path(path) };
        let format = FileWriteFormat::Parquet(Arc::new(ParquetWriteOptions::default()));
        rows.sink(target, format, UnifiedSinkArgs::default()).expect("a sink").logical_plan
    });
    LazyFrame::collect_all_with_engine(plans.to_vec(), Engine::Streaming, OptFlags::default()).expect("three files");
    for name in ["a", "b", "c"] {
        // A run brings its outputs to the disk before it replaces the old ones.
        let file = fs::File::options().write(true).open(out.join(format!("{name}.parquet")));
        file.and_then(|file| file.sync_all()).expect("a file");
    }
}

/// Three sinks off one scan, in one process.
fn three_sinks(data: &Data) {
    let folder = tempfile::tempdir_in(&data.folder).expect("a folder");
    let ours = |round| {
        let text = project(data, folder.path(), round);
        let document = document_from(&text).unwrap_or_else(|error| panic!("{error}: {text}")).document;
        let snapshot = Snapshot::new(document, folder.path());
        timed(|| {
            let options = RunOptions { afresh: true, ..RunOptions::default() };
            let outcome = engine::run(&snapshot, &options, &mut |_| {}, &Cancellation::default());
            assert_eq!(outcome, RunOutcome::Succeeded);
        })
    };
    let compared = compare(ours, |round| timed(|| sinks_by_hand(data, folder.path(), round)));
    report("run_three_sinks", compared, Duration::ZERO, LIMIT);
}

/// The same as whole processes: the program, and one written for this purpose.
fn whole_program(data: &Data) {
    let folder = tempfile::tempdir_in(&data.folder).expect("a folder");
    let ours = |round| {
        let file = folder.path().join("p.ron");
        fs::write(&file, project(data, folder.path(), round)).expect("a file");
        let mut command = Command::new(PROGRAM);
        command.args(["run", "--no-cache"]).arg(file).env("TABLEWIRE_STATE", folder.path());
        timed(|| assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a process").success()))
    };
    let by_hand = |round: usize| {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.env(BY_HAND, format!("{round} {}", folder.path().display()));
        timed(|| assert!(command.status().expect("a process").success()))
    };
    let compared = compare(ours, by_hand);
    report("run_program", compared, Duration::ZERO, LIMIT);
}

/// What the other process does.
pub fn by_hand(work: &str) {
    let (round, folder) = work.split_once(' ').expect("a round and a folder");
    sinks_by_hand(&Data::prepare(), Path::new(folder), round.parse().expect("a number"));
}

/// From the start of the process to its first word, when the plan stands and the work begins.
fn first_work(data: &Data) {
    let folder = tempfile::tempdir_in(&data.folder).expect("a folder");
    let file = folder.path().join("p.ron");
    fs::write(&file, project(data, folder.path(), 0)).expect("a file");
    let times = (0..=super::ROUNDS).map(|_| {
        let begun = Instant::now();
        let mut command = Command::new(PROGRAM);
        command.arg("run").arg(&file).args(["--events", "json"]).env("TABLEWIRE_STATE", folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a process");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let spent = begun.elapsed();
        assert!(line.contains("started"), "{line}");
        let _ = child.kill();
        let _ = child.wait();
        spent
    });
    report_time("first_work_milliseconds", super::median(times.skip(1).collect()), 50.0);
}
