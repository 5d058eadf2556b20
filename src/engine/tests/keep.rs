//! Results on disk as the window uses them: after a restart, tables and messages are available and the same as before.

use std::path::Path;
use std::time::Duration;

use super::bench::{Bench, Report, write_numbers};
use crate::connect::Store;
use crate::engine::cache::keep::Keeper;
use crate::engine::cache::results::Cache;
use crate::engine::plan::planner::Planner;
use crate::engine::plan::sampling::Sampling;
use crate::engine::preview::shared::Shared;
use crate::engine::*;

/// An engine with results in a folder. What it keeps is written when it is dropped by [`restarted`].
fn engine(folder: &Path, memory: u64, sampling: Sampling) -> Engine {
    let mut planner = Planner::default();
    planner.memory.sampling = sampling;
    let store = Store::at(&folder.join("results"), "this build", 1 << 30);
    Engine::inline_with(Shared::with(planner, Cache::new(memory)).kept(Some(store)))
}

/// The same project after a restart.
fn restarted(bench: &mut Bench, memory: u64, sampling: Sampling) {
    let new = engine(bench.folder.path(), memory, sampling);
    std::mem::replace(&mut bench.engine, new).finish_keeping();
}

/// Joins, groups, pivots, a text file with a row that does not fit.
fn project() -> Bench {
    let nodes = r#"numbers: read_parquet (path: "numbers.parquet")
        text: read_csv (path: "text.csv", infer_rows: 2)
        sorted: sort (keys: [(column: "value", order: Descending)])
        both: join (keys: [(left: "id", right: "id")])
        few: limit (count: 3)
        wide: pivot (columns_from: "group", values_from: "value", function: Sum)
        groups: group_by (keys: ["group"], aggregations: [(function: Rows)])"#;
    let wires = "numbers -> sorted, sorted -> both.left, text -> both.right, both -> few, both -> groups, few -> wide";
    let mut bench = Bench::new(nodes, wires);
    let rows: String =
        (0..3_000).map(|n| format!("{},t{n}\n", if n == 900 { "odd".into() } else { n.to_string() })).collect();
    crate::connect::write_atomic(&bench.folder.path().join("text.csv"), format!("id,t\n{rows}").as_bytes()).unwrap();
    bench.engine = engine(bench.folder.path(), 1 << 30, Sampling::default());
    // A result is kept only if its files have been unchanged for a while.
    std::thread::sleep(Duration::from_millis(2_050));
    bench
}

const NODES: [&str; 9] = ["numbers", "text", "text.1", "sorted", "both", "both.1", "few", "wide", "groups"];

/// Everything that is visible of the tables, and all problems.
fn seen(bench: &Bench, report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for address in NODES {
        let output = bench.output(address);
        lines.push(format!("{address} {:?} {:?}", report.rows.get(&output), report.tables[&output].1.exactness));
        lines.extend(bench.table(report, address));
        lines.extend(bench.problems(report, address.split('.').next().unwrap()));
    }
    lines
}

#[test]
fn after_a_restart_everything_is_there_and_only_what_is_cheap_is_computed() {
    let mut bench = project();
    let first = bench.preview(Some("wide"));
    assert!(seen(&bench, &first).iter().any(|line| line.contains("does not fit")), "{:?}", first.failed);
    assert!(first.computed.contains(&bench.output("both")));
    restarted(&mut bench, 1 << 30, Sampling::default());
    let again = bench.preview(Some("wide"));
    assert_eq!(seen(&bench, &again), seen(&bench, &first));
    let computed: Vec<_> = ["text", "sorted", "both", "wide", "groups"].map(|name| bench.output(name)).into();
    assert!(!again.computed.iter().any(|output| computed.contains(output)), "{:?}", again.computed);
    // A change computes what is downstream of it, from what is available.
    bench.configure("groups", r#"(keys: ["group"], aggregations: [(column: "value", function: Max, name: "most")])"#);
    let changed = bench.preview(Some("groups"));
    assert_eq!(changed.computed, [bench.output("groups")]);
    assert_eq!(bench.table(&changed, "groups").len(), 7);
}

#[test]
fn what_is_too_large_for_the_memory_is_shown_and_scrolled_from_disk() {
    let mut bench = project();
    let first = bench.preview(Some("sorted"));
    restarted(&mut bench, 1_000, Sampling::default());
    let again = bench.preview(Some("sorted"));
    assert_eq!(seen(&bench, &again), seen(&bench, &first));
    assert!(!again.computed.contains(&bench.output("sorted")));
    let output = bench.output("sorted");
    let key = again.tables[&output].0;
    let before = bench.engine.work().collected;
    bench.engine.send(Request::Rows { output, key, first: 4_998, count: 10 });
    let Some(Event::Rows { table, .. }) = bench.engine.poll() else { panic!("no rows") };
    assert_eq!((table.len(), bench.engine.work().collected), (2, before), "no query");
}

#[test]
fn a_sample_is_kept_as_a_sample_and_never_taken_for_the_whole() {
    let mut bench = project();
    let small = Sampling::of(10, 100);
    restarted(&mut bench, 1 << 30, small);
    let sampled = bench.preview(Some("both"));
    assert_eq!(sampled.tables[&bench.output("text")].1.exactness, Exactness::SampleOf(100));
    restarted(&mut bench, 1 << 30, small);
    let again = bench.preview(Some("both"));
    assert_eq!(seen(&bench, &again), seen(&bench, &sampled));
    assert!(!again.computed.contains(&bench.output("text")), "a sample is kept too");
    restarted(&mut bench, 1 << 30, Sampling::default());
    let whole = bench.preview(Some("both"));
    assert_eq!(whole.rows[&bench.output("text")], 2_999);
    assert_eq!(whole.tables[&bench.output("both")].1.exactness, Exactness::Exact);
}

#[test]
fn a_file_that_is_being_changed_is_not_kept() {
    let mut bench = project();
    write_numbers(&bench.folder.path().join("numbers.parquet"), 4_000);
    let first = bench.preview(None);
    restarted(&mut bench, 1 << 30, Sampling::default());
    let again = bench.preview(None);
    assert_eq!(seen(&bench, &again), seen(&bench, &first));
    let is_computed = |name| again.computed.contains(&bench.output(name));
    assert_eq!(["sorted", "both", "groups", "text"].map(is_computed), [true, true, true, false]);
}

#[test]
fn what_is_not_written_when_the_engine_goes_is_not_there_and_nothing_is_left() {
    let mut bench = project();
    bench.preview(None);
    bench.engine = Engine::inline();
    let names = || std::fs::read_dir(bench.folder.path().join("results")).into_iter().flatten().flatten();
    assert!(!names().any(|entry| entry.file_name().to_string_lossy().ends_with(".tmp")));
    let store = Store::at(&bench.folder.path().join("results"), "this build", 1 << 30);
    assert_eq!(store.info().damaged, 0);
    drop(Keeper::start(store, 0));
}
