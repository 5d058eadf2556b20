//! Previews of texts that are too large: samples.

use super::previews::bench;
use crate::engine::cache::results::Cache;
use crate::engine::plan::planner::Planner;
use crate::engine::plan::sampling::Sampling;
use crate::engine::preview::shared::Shared;
use crate::engine::*;

#[test]
fn a_text_that_is_too_large_is_sampled_and_every_table_behind_says_so() {
    let mut planner = Planner::default();
    planner.memory.sampling = Sampling::of(1_000, 100);
    let mut bench = bench(
        r#"large: read_csv (path: "large.csv")
           small: read_csv (path: "small.csv")
           sorted: sort (keys: [(column: "x", order: Descending)])
           few: limit (count: 1)
           own: limit (count: 1000)"#,
        "large -> sorted, sorted -> few, small -> own",
    );
    bench.engine = Engine::inline_with(Shared::with(planner, Cache::new(1 << 30)));
    for (name, rows) in [("large.csv", 1_000), ("small.csv", 10)] {
        let text: String = std::iter::once("x\n".to_owned()).chain((0..rows).map(|n| format!("{n}\n"))).collect();
        crate::connect::write_atomic(&bench.folder.path().join(name), text.as_bytes()).unwrap();
    }
    let report = bench.preview(Some("few"));
    let exactness = |name: &str| report.tables[&bench.output(name)].1.exactness;
    assert_eq!(["large", "sorted", "few"].map(exactness), [Exactness::SampleOf(100); 3]);
    assert_eq!(["small", "own", "numbers"].map(exactness), [Exactness::Exact; 3]);
    assert_eq!(report.rows[&bench.output("sorted")], 100);
    assert_eq!(bench.table(&report, "few"), ["99"]);
}

#[test]
fn samples_follow_their_seed() {
    let text = |begin: &str, row: fn(usize) -> String| begin.to_owned() + &(0..20_000).map(row).collect::<String>();
    let csv = text("x,y\n", |n| format!("{n},{n}\n"));
    let lines = text("", |n| format!("{{\"x\":{n},\"y\":{n}}}\n"));
    let array = format!("[{}]", lines.trim_end().replace('\n', ",\n"));
    for (kind, name, text) in
        [("read_csv", "l.csv", csv), ("read_json", "l.json", lines), ("read_json", "a.json", array)]
    {
        let few = |seed: u64| {
            let mut planner = Planner::default();
            let sample = crate::connect::Sample { rows: 64, seed, part: 1_000 };
            planner.memory.sampling = Sampling { above: 1_000, sample };
            let mut bench = bench(&format!("large: {kind} (path: {name:?})"), "");
            bench.engine = Engine::inline_with(Shared::with(planner, Cache::new(1 << 30)));
            crate::connect::write_atomic(&bench.folder.path().join(name), text.as_bytes()).unwrap();
            let report = bench.preview(Some("large"));
            let (key, table) = &report.tables[&bench.output("large")];
            assert_eq!((table.exactness, report.rows[&bench.output("large")]), (Exactness::SampleOf(64), 64), "{name}");
            (*key, bench.table(&report, "large"))
        };
        let one = few(1);
        let other = few(2);
        assert_eq!(one.1, few(1).1, "{name}");
        assert!(one.1 != other.1 && one.0 != other.0, "{name}");
        let numbers: Vec<u32> = one.1.iter().map(|row| row.split(' ').next().unwrap().parse().unwrap()).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b) && numbers[0] == 0 && numbers[63] > 18_000, "{name}: {numbers:?}");
    }
}

#[test]
fn what_a_text_holds_is_told_with_the_first_plan() {
    let mut bench = bench(r#"text: read_csv (path: "text.csv", infer_rows: 2)"#, "");
    crate::connect::write_atomic(&bench.folder.path().join("text.csv"), b"x,y\n1,2\n3,4\nfive,6\n").unwrap();
    let report = bench.preview(None);
    assert_eq!(report.plans, 1);
    assert!(bench.problems(&report, "text")[0].contains("1 row does not fit"), "{:?}", bench.problems(&report, "text"));
    assert_eq!((bench.table(&report, "text").len(), bench.table(&report, "text.1").len()), (2, 1));
}
