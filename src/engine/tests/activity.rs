//! Nodes that are bypassed or disabled, in previews, schemas and runs.

use super::bench::Bench;
use crate::base::Cancellation;
use crate::document::{Activity, Edit};
use crate::engine::*;

const NODES: &str = r#"numbers: read_parquet (path: "numbers.parquet")
    few: filter (condition: "id < 3")
    more: filter (condition: "id < 5")
    out: write_csv (path: "out.csv")
    other: write_csv (path: "other.csv")"#;

fn bench(states: &[(&str, Activity)]) -> Bench {
    let mut bench = Bench::new(NODES, "numbers -> few, few -> out, few.others -> other, numbers -> more");
    for (name, to) in states {
        let id = bench.id(name);
        bench.document.apply(Edit::SetActivity { id, to: *to }).unwrap();
    }
    bench
}

fn rows(bench: &Bench, address: &str) -> Result<u64, String> {
    let (_, rows) =
        preview(&bench.snapshot(), bench.output(address), 1).map_err(|found| found.problem.message.clone())?;
    Ok(rows)
}

/// What a run wrote, and what it reported.
fn written(bench: &Bench, only: &[&str]) -> (Vec<String>, Vec<String>) {
    let options = RunOptions { only: only.iter().map(|name| (*name).to_owned()).collect(), ..RunOptions::default() };
    let mut wrote = Vec::new();
    let mut report = Vec::new();
    let mut listen = |event: &RunEvent| match event {
        RunEvent::Finished { written, .. } => wrote.extend(written.iter().map(|written| written.node.clone())),
        RunEvent::Problem { problem, .. } => report.push(problem.message.to_string()),
        _ => {}
    };
    run(&bench.snapshot(), &options, &mut [&mut listen], &Cancellation::default());
    wrote.sort();
    (wrote, report)
}

#[test]
fn the_first_table_passes_by_a_bypassed_node() {
    assert_eq!(rows(&bench(&[]), "few"), Ok(3));
    let bench = bench(&[("few", Activity::Bypassed)]);
    assert_eq!([rows(&bench, "few"), rows(&bench, "few.1")], [Ok(5_000), Ok(0)]);
    let columns = |name| schema(&bench.snapshot(), bench.output(name)).unwrap().unwrap();
    assert_eq!(columns("few"), columns("numbers"));
    assert_eq!(check(&bench.snapshot()), []);
    assert_eq!(written(&bench, &[]).0, ["other", "out"]);
}

#[test]
fn a_bypassed_sink_writes_nothing_and_a_bypassed_source_gives_nothing() {
    assert_eq!(written(&bench(&[("out", Activity::Bypassed)]), &[]).0, ["other"]);
    let bench = bench(&[("numbers", Activity::Bypassed)]);
    assert_eq!(rows(&bench, "numbers"), Err("It is bypassed, but has no input table to pass on".into()));
}

#[test]
fn what_depends_on_a_disabled_node_is_inactive_and_nothing_is_wrong() {
    let mut bench = bench(&[("few", Activity::Disabled)]);
    assert_eq!(check(&bench.snapshot()), []);
    let report = bench.preview(None);
    let inactive_because = |name: &str| report.plan.nodes[&bench.id(name)].inactive_because;
    let few = Some(bench.id("few"));
    assert_eq!(
        [inactive_because("few"), inactive_because("out"), inactive_because("other"), inactive_because("more")],
        [few, few, few, None]
    );
    assert!(report.failed.is_empty() && report.tables.contains_key(&bench.output("more")));
    assert_eq!(rows(&bench, "out"), Err("\"few\" is disabled".into()));
}

#[test]
fn a_run_leaves_out_what_is_inactive_and_says_so() {
    let (wrote, report) = written(&bench(&[("other", Activity::Disabled)]), &[]);
    assert_eq!((wrote, report), (vec!["out".to_owned()], vec![]));
    let all = bench(&[("few", Activity::Disabled)]);
    let nothing = "All sinks are disabled, or depend on a disabled node";
    let (wrote, report) = written(&all, &[]);
    assert_eq!(wrote, [""; 0]);
    assert!(report.contains(&nothing.to_owned()) && report.contains(&"\"few\" is disabled".to_owned()), "{report:?}");
    assert_eq!(written(&all, &["out"]), (vec![], vec!["\"few\" is disabled".to_owned()]));
}

#[test]
fn using_a_node_again_finds_its_old_table() {
    let mut bench = bench(&[]);
    bench.preview(Some("few"));
    let before = bench.engine.work();
    let id = bench.id("few");
    for to in [Activity::Disabled, Activity::Active] {
        bench.document.apply(Edit::SetActivity { id, to }).unwrap();
        assert!(bench.preview(Some("few")).settled);
    }
    assert_eq!(bench.engine.work().collected, before.collected);
}
