//! Joins downstream of sources that are too large: what they show is part of the true result, and empty only if that is
//! empty.

use super::bench::{Bench, Report};
use crate::engine::cache::results::Cache;
use crate::engine::plan::planner::Planner;
use crate::engine::plan::sampling::Sampling;
use crate::engine::preview::shared::Shared;
use crate::engine::*;

const ABOVE: Sampling = Sampling::of(1_000, 100);

fn engine(sampling: Sampling) -> Engine {
    let mut planner = Planner::default();
    planner.memory.sampling = sampling;
    Engine::inline_with(Shared::with(planner, Cache::new(1 << 30)))
}

fn write(bench: &Bench, name: &str, ids: impl Iterator<Item = i64>) {
    let rows: String = ids.map(|id| format!("{id},{name} {id}\n")).collect();
    crate::connect::write_atomic(&bench.folder.path().join(name), format!("id,{}\n{rows}", &name[..1]).as_bytes())
        .unwrap();
}

/// `a.csv` and `b.csv` with these ids, joined in this way.
fn joined(how: &str, a: impl Iterator<Item = i64>, b: impl Iterator<Item = i64>) -> Bench {
    let nodes = format!(
        r#"a: read_csv (path: "a.csv")
           kept: filter (condition: "id <> 3")
           b: read_csv (path: "b.csv")
           both: join (how: {how}, keys: [(left: "id", right: "id")])
           few: sort (keys: [(column: "id")])"#
    );
    let bench = Bench::with(engine(ABOVE), &nodes, "a -> kept, kept -> both.left, b -> both.right, both -> few");
    write(&bench, "a.csv", a);
    write(&bench, "b.csv", b);
    bench
}

fn rows(bench: &Bench, report: &Report, name: &str) -> Vec<String> {
    assert!(report.failed.is_empty(), "{:?}", report.failed);
    bench.table(report, name)
}

#[test]
fn a_join_of_a_sample_finds_the_partners_that_are_far_behind() {
    for how in ["Inner", "Left", "Right", "Full", "Semi"] {
        let mut bench = joined(how, 0..5_000, 4_000..4_010);
        let report = bench.preview(Some("few"));
        let both = rows(&bench, &report, "both");
        let with_partner = both.iter().filter(|row| row.starts_with("4005 a.csv 4005")).count();
        assert_eq!((with_partner, both.len()), (1, 10), "{how} {both:?}");
        assert_eq!(rows(&bench, &report, "few").len(), 10);
        let of = |name: &str| report.tables[&bench.output(name)].1.exactness;
        assert_eq!(
            ["a", "both", "few", "b"].map(of),
            [Exactness::SampleOf(100), Exactness::MatchesOf(100), Exactness::MatchesOf(100), Exactness::Exact]
        );
        assert!(rows(&bench, &report, "both.2").is_empty(), "each has been seen with its partner");
        // Rows without a match are there too, and the source shows its first rows.
        assert_eq!(report.tables[&bench.output("both.1")].1.len(), 99);
        assert!(rows(&bench, &report, "a")[0].starts_with("0 "));
        // Once found they are not searched again.
        let before = bench.engine.work();
        bench.configure("few", r#"(keys: [(column: "id", order: Descending)])"#);
        let again = bench.preview(Some("few"));
        assert!(rows(&bench, &again, "few")[0].starts_with("4009"), "{how}");
        assert!(bench.engine.work().lowered - before.lowered <= 2, "{how}");
    }
}

#[test]
fn two_samples_are_chosen_to_agree() {
    let mut bench = joined("Inner", 0..5_000, (0..5_000).rev());
    let report = bench.preview(Some("both"));
    let both = rows(&bench, &report, "both");
    assert_eq!(both.len(), 100);
    assert_eq!(
        (both[0].as_str(), both[3].as_str()),
        ("0 a.csv 0 b.csv 0", "4 a.csv 4 b.csv 4"),
        "the first that agree"
    );
}

#[test]
fn an_anti_join_finds_the_rows_without_partner() {
    let mut bench = joined("Anti", 0..5_000, 0..4_990);
    bench.engine = engine(Sampling::of(70_000, 100));
    // Only one of the two is too large.
    write(&bench, "a.csv", (0..5_000).chain(std::iter::repeat_n(1, 5_000)));
    let report = bench.preview(Some("few"));
    assert_eq!(rows(&bench, &report, "few").len(), 10);
}

#[test]
fn samples_that_agree_stay_and_what_never_agrees_is_empty() {
    let mut bench = joined("Inner", 0..5_000, 50..60);
    let report = bench.preview(Some("both"));
    assert_eq!(rows(&bench, &report, "both").len(), 10);
    let mut bench = joined("Inner", 0..5_000, 9_000..9_010);
    let report = bench.preview(Some("both"));
    assert_eq!(report.rows[&bench.output("both")], 0);
    assert!(report.failed.is_empty());
}

/// For any table contents: the sample of a join is empty if and only if the true result is, and holds only rows of it.
#[test]
fn samples_are_empty_when_the_truth_is() {
    let mut seed = 1u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let small = Sampling::of(100, 5);
    let mut empty = 0;
    for case in 0..40 {
        let how = ["Inner", "Semi", "Anti"][random(3) as usize];
        let mut ids = |count: u64| -> Vec<i64> { (0..count).map(|_| random(60) as i64).collect() };
        let a = ids(30);
        let b = if case % 2 == 0 { ids(6) } else { ids(30) };
        let mut bench = joined(how, a.into_iter(), b.into_iter());
        let truth = bench.preview(Some("few"));
        bench.engine = engine(Sampling::of(u64::MAX, 1));
        let truth = if truth.failed.is_empty() { bench.preview(Some("few")) } else { truth };
        let truth = rows(&bench, &truth, "few");
        bench.engine = engine(small);
        let report = bench.preview(Some("few"));
        let sample = rows(&bench, &report, "few");
        assert_eq!(sample.is_empty(), truth.is_empty(), "case {case} {how}");
        if how != "Anti" {
            assert!(sample.iter().all(|row| truth.contains(row)), "case {case} {how} {sample:?} {truth:?}");
        }
        empty += usize::from(truth.is_empty());
    }
    assert!(empty < 30, "most cases say something");
}
