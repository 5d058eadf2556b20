//! Tables that are too large to be held before the user looks further: what is shown of them is the same.

use super::bench::{Bench, Report, lines, write_numbers};
use crate::base::Key;
use crate::engine::cache::results::Cache;
use crate::engine::plan::planner::Planner;
use crate::engine::preview::shared::Shared;
use crate::engine::*;

/// Bytes for whole tables. The 5,000 rows take some 240 kB, joined with themselves 440 kB: an eighth of this is less,
/// and less than their file of 20 kB may become.
const SMALL: u64 = 1_100_000;

fn bench(budget: u64) -> Bench {
    let nodes = r#"numbers: read_parquet (path: "numbers.parquet")
        odd: filter (condition: "id % 2 = 1 or value > 0 or value = 0")
        both: join (keys: [(left: "id", right: "id")])
        sorted: sort (keys: [(column: "value", order: Descending), (column: "id")])
        named: select (columns: [(column: "value", name: "v"), (column: "word")])
        out: write_csv (path: "out.csv")
        top: limit (count: 1500)
        groups: group_by (keys: ["group"], aggregations: [(column: "value", function: Sum, name: "sum")])"#;
    let wires = "numbers -> odd, odd -> both.left, numbers -> both.right, both -> sorted, sorted -> named, named -> out, \
                 sorted -> top, sorted -> groups";
    let engine = Engine::inline_with(Shared::with(Planner::default(), Cache::new(budget)));
    Bench::with(engine, nodes, wires)
}

fn key(bench: &Bench, report: &Report, name: &str) -> (OutputRef, Key) {
    let output = bench.output(name);
    (output, report.tables[&output].0)
}

/// Rows of a table starting at a position, and how many queries they took.
fn rows(bench: &Bench, report: &Report, name: &str, first: u64) -> (Vec<String>, u64) {
    let (output, key) = key(bench, report, name);
    let before = bench.engine.work().collected;
    bench.engine.send(Request::Rows { output, key, first, count: 20 });
    let Some(Event::Rows { table, .. }) = bench.engine.poll() else { panic!("no rows of {name}") };
    (lines(&table), bench.engine.work().collected - before)
}

#[test]
fn what_is_not_held_is_shown_counted_and_described_alike() {
    for focus in ["odd", "both", "sorted", "named", "out", "top", "groups"] {
        let mut small = bench(SMALL);
        let mut large = bench(1 << 30);
        let lean = small.preview(Some(focus));
        let full = large.preview(Some(focus));
        assert!(lean.failed.is_empty() && full.failed.is_empty(), "{focus}: {:?}", lean.failed);
        assert_eq!(lean.rows, full.rows, "{focus}");
        let of = |report: &Report, name: &str| {
            let measure = report.measures[&small.output(name)];
            let rows = report.rows[&small.output(name)];
            (measure.scope, rows)
        };
        assert_eq!(of(&lean, "both"), (Scope::FirstRows, 5_000), "{focus}: a join of a table this large is not held");
        assert_eq!(of(&full, "both"), (Scope::Whole, 5_000), "{focus}");
        for name in ["numbers", "odd", "both", "sorted", "named", "out", "top", "groups"] {
            assert_eq!(small.table(&lean, name), large.table(&full, name), "{focus}: {name}");
            if name != "groups" {
                assert_eq!(rows(&small, &lean, name, 1_400).0, rows(&large, &full, name, 1_400).0, "{focus}: {name}");
            }
        }
        let profile = |bench: &Bench, report: &Report| report.profiles[&bench.output(focus)].clone();
        let lean = profile(&small, &lean);
        let full = profile(&large, &full);
        assert_eq!(lean.rows, full.rows);
        for (lean, full) in lean.columns.iter().zip(&full.columns) {
            assert_eq!(
                (lean.nulls, &lean.range, &lean.histogram),
                (full.nulls, &full.range, &full.histogram),
                "{focus}"
            );
            let lean = lean.distinct.unwrap();
            let full = full.distinct.unwrap();
            assert!(lean.abs_diff(full) * 20 <= full, "{focus}: {lean} and {full} distinct values");
        }
    }
}

#[test]
fn what_is_looked_at_is_computed_once() {
    let mut bench = bench(SMALL);
    let report = bench.preview(Some("sorted"));
    let scope = report.measures[&bench.output("sorted")].scope;
    assert_eq!(scope, Scope::FirstRows, "nobody has looked further");
    let (first, queries) = rows(&bench, &report, "sorted", 4_000);
    assert_eq!((first.len(), queries), (20, 1));
    assert_eq!(rows(&bench, &report, "sorted", 4_500).1, 0, "held since");
    let (found, key) = key(&bench, &report, "both");
    let columns = vec!["word".to_owned()];
    let request = || FindRequest { output: found, key, text: "five".into(), columns: columns.clone() };
    for queries in [1, 0] {
        let before = bench.engine.work().collected;
        bench.engine.send(Request::Find(request()));
        let last = std::iter::from_fn(|| bench.engine.poll()).last();
        assert!(matches!(last, Some(Event::Found { found, .. }) if found.is_done && found.total == 1));
        assert_eq!(bench.engine.work().collected - before, queries);
    }
}

#[test]
fn a_sort_is_held_for_what_stands_behind_it() {
    // A quarter has room for it.
    let mut bench = bench(2_000_000);
    let report = bench.preview(Some("top"));
    assert_eq!(report.measures[&bench.output("sorted")].scope, Scope::Whole);
    let before = bench.engine.work();
    bench.configure("top", "(count:7)");
    let report = bench.preview(Some("top"));
    assert_eq!(bench.table(&report, "top").len(), 7);
    assert!(bench.engine.work().lowered - before.lowered <= 2, "on the sorted table");
}

#[test]
fn what_is_cheap_to_compute_again_is_held_only_if_it_is_small() {
    // An eighth of this has room for each table, a sixty-fourth for none.
    let mut small = bench(7_000_000);
    let mut large = bench(1 << 30);
    let lean = small.preview(Some("odd"));
    let full = large.preview(Some("odd"));
    let scope = |bench: &Bench, report: &Report, name: &str| report.measures[&bench.output(name)].scope;
    assert_eq!(
        ["odd", "both", "sorted"].map(|name| scope(&small, &lean, name)),
        [Scope::FirstRows, Scope::Whole, Scope::Whole]
    );
    assert_eq!(scope(&large, &full, "odd"), Scope::Whole, "small");
    assert_eq!(lean.rows, full.rows);
    assert_eq!(small.table(&lean, "odd"), large.table(&full, "odd"));
    let (lean, queries) = rows(&small, &lean, "odd", 4_900);
    assert_eq!((lean, queries), (rows(&large, &full, "odd", 4_900).0, 1));
    let report = small.preview(Some("named"));
    assert_eq!(scope(&small, &report, "named"), Scope::FirstRows, "made of a table that is held");
}

#[test]
fn first_rows_are_the_same_where_those_of_the_source_are_asked_first() {
    let nodes = |condition: &str| {
        format!(
            r#"numbers: read_parquet (path: "numbers.parquet")
            twice: formula (columns: [(name: "twice", expression: "id * 2")])
            some: filter (condition: "{condition}")
            named: select (columns: [(column: "twice", name: "double"), (column: "word")])"#
        )
    };
    let wires = "numbers -> twice, twice -> some, some -> named";
    // Among the first rows of the source there are enough of the first, too few or none of the others.
    for condition in ["id % 7 = 1", "id < 500 or id > 39000", "id > 30000", "id < 500", "id < 0"] {
        let [lean, full] = [SMALL, 1 << 30].map(|budget| {
            let engine = Engine::inline_with(Shared::with(Planner::default(), Cache::new(budget)));
            let mut bench = Bench::with(engine, &nodes(condition), wires);
            write_numbers(&bench.folder.path().join("numbers.parquet"), 40_000);
            let report = bench.preview(Some("named"));
            assert!(report.failed.is_empty(), "{condition}: {:?}", report.failed);
            let tables = ["numbers", "twice", "some", "some.1", "named"].map(|name| bench.table(&report, name));
            let profile = report.profiles[&bench.output("named")].clone();
            (tables, report.rows, profile.columns[0].range.clone())
        });
        assert!(lean == full, "{condition}: {:?} and {:?}", lean.1, full.1);
    }
}
