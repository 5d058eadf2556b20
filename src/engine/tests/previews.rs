//! What previews guarantee, tested with an engine without threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::bench::{Bench, document, lines};
use crate::document::{Edit, Position};
use crate::engine::cache::results::Cache;
use crate::engine::plan::planner::Planner;
use crate::engine::preview::shared::Shared;
use crate::engine::*;

const NUMBERS: &str = r#"numbers: read_parquet (path: "numbers.parquet")"#;

pub(super) fn bench(nodes: &str, wires: &str) -> Bench {
    Bench::new(&format!("{NUMBERS}\n{nodes}"), wires)
}

/// Sorts by value, takes the first, counts the groups of all.
pub(super) fn fan() -> Bench {
    bench(
        r#"sorted: sort (keys: [(column: "value", order: Descending)])
           few: limit (count: 3)
           groups: group_by (keys: ["group"])
           narrow: select (columns: [(column: "id"), (column: "group")], rest: Drop)"#,
        "numbers -> sorted, sorted -> few, numbers -> groups, few -> narrow",
    )
}

#[test]
fn every_table_comes_with_its_count_and_the_focus_first_with_its_profile() {
    let mut bench = fan();
    let report = bench.preview(Some("narrow"));
    assert_eq!(report.order[0], bench.output("narrow"));
    assert_eq!(bench.table(&report, "narrow").len(), 3);
    assert_eq!(bench.table(&report, "numbers").len(), 1_000);
    let rows = |name: &str| report.rows[&bench.output(name)];
    assert_eq!([rows("numbers"), rows("sorted"), rows("few"), rows("groups")], [5_000, 5_000, 3, 7]);
    assert_eq!(report.profiles.len(), 1);
    assert_eq!(report.profiles[&bench.output("narrow")].rows, 3);
    assert!(report.failed.is_empty());
    let (key, _) = &report.tables[&bench.output("few")];
    assert_eq!(report.plan.nodes[&bench.id("few")].keys, [Some(*key)]);
}

#[test]
fn what_a_table_took_is_told_and_known_again_after_undo() {
    let mut bench = fan();
    let report = bench.preview(Some("narrow"));
    let of = |report: &super::bench::Report, name: &str| report.measures[&bench.output(name)];
    let sorted = of(&report, "sorted");
    assert_eq!(sorted.scope, Scope::Whole, "a sort is computed whole and kept");
    assert!(matches!(sorted.bytes, Some(Bytes::MemorySize(bytes)) if bytes > 5_000 * 8), "{sorted:?}");
    let numbers = of(&report, "numbers");
    assert_eq!(numbers.scope, Scope::FirstRows);
    assert!(matches!(numbers.bytes, Some(Bytes::Reckoned(bytes)) if bytes > 5_000 * 8), "{numbers:?}");
    let few = of(&report, "few").bytes;
    assert!(
        matches!(few, Some(Bytes::MemorySize(bytes)) if bytes < 1_000),
        "three rows are all that there are: {few:?}"
    );
    let again = bench.preview(Some("narrow"));
    assert_eq!(again.measures[&bench.output("sorted")], sorted, "nothing was computed, so nothing was measured anew");
}

#[test]
fn a_long_row_of_steps_is_shortened_before_its_first_rows() {
    const LENGTH: usize = 200;
    let steps: Vec<String> = (0..LENGTH).map(|n| format!("s{n}: limit (count: {})", LENGTH - n)).collect();
    let wires: Vec<String> = (1..LENGTH).map(|n| format!("s{} -> s{n}", n - 1)).collect();
    let mut bench = bench(&steps.join("\n"), &format!("numbers -> s0, {}", wires.join(", ")));
    let last = format!("s{}", LENGTH - 1);
    let report = bench.preview(Some(&last));
    let before = report.order.iter().position(|output| *output == bench.output(&last)).expect("it is shown");
    assert!((5..=7).contains(&before), "one in 32 of those before it: {before}");
    assert_eq!((report.tables.len(), bench.table(&report, &last).len()), (LENGTH + 1, 1));
    assert!(report.failed.is_empty(), "{:?}", report.failed);
}

#[test]
fn unions_are_counted() {
    let mut bench = bench(
        r#"few: limit (count: 3)
           both: union ()
           counted: group_by (aggregations: [(function: Rows)])"#,
        "numbers -> few, numbers -> both, few -> both, both -> counted",
    );
    let report = bench.preview(Some("both"));
    assert_eq!(report.rows[&bench.output("both")], 5_003);
    assert_eq!(report.rows[&bench.output("counted")], 1);
    assert!(report.failed.is_empty(), "{:?}", report.failed);
}

#[test]
fn an_edit_computes_only_what_is_downstream_of_it() {
    let mut bench = fan();
    bench.preview(Some("few"));
    let before = bench.engine.work();
    bench.configure("few", "(count:5)");
    let report = bench.preview(Some("few"));
    assert_eq!(bench.table(&report, "few").len(), 5);
    assert_eq!(report.computed, [bench.output("few"), bench.output("narrow")]);
    let after = bench.engine.work();
    assert_eq!(after.planned - before.planned, 2, "few and narrow");
    assert!(after.lowered - before.lowered <= 4, "few and narrow, on the sorted table that was kept: {after:?}");
}

#[test]
fn moving_and_renaming_compute_nothing() {
    let mut bench = fan();
    bench.preview(Some("few"));
    let before = bench.engine.work();
    let id = bench.id("sorted");
    bench.document.apply(Edit::Move { id, to: Position::new(7, 7) }).unwrap();
    bench.document.apply(Edit::Rename { id, name: "ordered".into() }).unwrap();
    let report = bench.preview(Some("few"));
    assert_eq!(bench.table(&report, "ordered").len(), 1_000);
    assert_eq!(bench.engine.work(), before);
}

#[test]
fn renaming_a_node_before_a_union_computes_nothing_unless_its_rows_hold_the_name() {
    for (settings, computes) in [("()", false), (r#"(source: "from")"#, true)] {
        let nodes = format!("few: limit (count: 5)\n    all: union {settings}\n    last: limit ()");
        let mut bench = bench(&nodes, "numbers -> all, numbers -> few, few -> all, all -> last");
        bench.preview(Some("last"));
        let before = bench.engine.work();
        let id = bench.id("numbers");
        bench.document.apply(Edit::Rename { id, name: "figures".into() }).unwrap();
        let report = bench.preview(Some("last"));
        let after = bench.engine.work();
        assert_eq!(bench.table(&report, "last").len(), 100);
        assert_eq!(
            (!report.computed.is_empty(), after.collected > before.collected),
            (computes, computes),
            "{settings}"
        );
    }
}

#[test]
fn undo_shows_the_old_table_at_once_and_copies_share_results() {
    let mut bench = fan();
    bench.preview(Some("few"));
    let undo = bench.configure("few", "(count:5)");
    bench.preview(Some("few"));
    let before = bench.engine.work();
    bench.document.apply(undo).unwrap();
    let report = bench.preview(Some("few"));
    assert_eq!(bench.table(&report, "few").len(), 3);
    assert!(report.computed.is_empty());
    let nodes = crate::document::Picked { nodes: [bench.id("groups")].into(), ..Default::default() };
    let (edits, new) = crate::document::duplicate(&bench.document, &nodes, 1, 1);
    bench.document.apply_all(edits).unwrap();
    let report = bench.preview(None);
    assert!(report.tables.contains_key(&OutputRef::first(*new.nodes.first().unwrap())));
    assert_eq!(bench.engine.work(), before);
}

#[test]
fn a_changed_file_is_read_again() {
    let mut bench = fan();
    bench.preview(None);
    super::bench::write_numbers(&bench.folder.path().join("numbers.parquet"), 20);
    let report = bench.preview(None);
    assert_eq!(report.rows[&bench.output("sorted")], 20);
}

#[test]
fn columns_that_depend_on_data_are_known_after_the_preview() {
    let mut bench = bench(
        r#"wide: pivot (rows: ["group"], columns_from: "value", function: Rows)
           few: limit (count: 2)"#,
        "numbers -> wide, wide -> few",
    );
    let snapshot = bench.snapshot();
    assert_eq!(schema(&snapshot, bench.output("few")), Ok(None));
    let report = bench.preview(Some("few"));
    assert_eq!(report.plans, 2, "before the data and after");
    let columns = report.plan.nodes[&bench.id("few")].outputs[0].as_ref().unwrap();
    assert!(columns.len() > 100);
    assert_eq!(bench.table(&report, "few").len(), 2);
    let before = bench.engine.work();
    assert_eq!(bench.preview(Some("few")).plans, 1);
    assert_eq!(bench.engine.work(), before);
}

#[test]
fn rows_further_down_come_from_the_kept_table_or_a_query() {
    let mut bench = fan();
    let report = bench.preview(Some("sorted"));
    for (name, queries) in [("sorted", 0), ("numbers", 1)] {
        let output = bench.output(name);
        let key = report.tables[&output].0;
        let before = bench.engine.work().collected;
        bench.engine.send(Request::Rows { output, key, first: 4_990, count: 50 });
        let Some(Event::Rows { table, .. }) = bench.engine.poll() else { panic!("no rows of {name}") };
        assert_eq!((table.first, table.len()), (4_990, 10));
        assert_eq!(bench.engine.work().collected - before, queries, "{name}");
        if name == "numbers" {
            assert!(lines(&table)[9].starts_with("4999 "));
        }
    }
    let output = bench.output("few");
    bench.engine.send(Request::Rows { output, key: crate::base::Key::of(b"old"), first: 0, count: 5 });
    assert!(bench.engine.poll().is_none(), "a table that nobody has");
}

#[test]
fn tables_that_do_not_fit_are_shown_and_counted_all_the_same() {
    let shared = Shared::with(Planner::default(), Cache::new(1_000));
    let mut bench = fan();
    bench.engine = Engine::inline_with(shared);
    for _ in 0..2 {
        let report = bench.preview(Some("sorted"));
        assert_eq!(bench.table(&report, "sorted").len(), 1_000);
        assert_eq!(report.rows[&bench.output("sorted")], 5_000);
        assert_eq!(bench.table(&report, "few").len(), 3);
    }
}

#[test]
fn check_schema_and_preview_answer_without_an_engine() {
    let bench = fan();
    let snapshot = bench.snapshot();
    assert_eq!(check(&snapshot), []);
    let columns = schema(&snapshot, bench.output("narrow")).unwrap().unwrap();
    assert_eq!(columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["id", "group"]);
    let (table, rows) = preview(&snapshot, bench.output("sorted"), 10).unwrap();
    assert_eq!((table.len(), rows), (10, 5_000));
    let (table, rows) = preview(&snapshot, bench.output("few"), 10).unwrap();
    assert_eq!((table.len(), rows), (3, 3));

    let broken = Snapshot::new(document("a: sort (keys: [(column: \"x\")])\nb: limit", "a -> b"), "");
    let b = OutputRef::first(broken.document.find("b").unwrap());
    let problem = schema(&broken, b).unwrap_err();
    assert_eq!(Some(problem.node), broken.document.find("a"), "the node that is to blame");
    assert_eq!(check(&broken).len(), 2);
}

#[test]
fn a_preview_shows_what_a_sink_would_write_and_writes_nothing() {
    let mut bench = bench(
        r#"csv: write_csv (path: "out.csv")
           parquet: write_parquet (path: "new/out.parquet", create_folders: true)"#,
        "numbers -> csv, numbers -> parquet",
    );
    for focus in ["csv", "parquet"] {
        let report = bench.preview(Some(focus));
        assert_eq!(bench.table(&report, focus).len(), 1_000, "{:?}", bench.problems(&report, focus));
        assert_eq!(report.rows[&bench.output(focus)], 5_000);
    }
    assert!(!bench.folder.path().join("out.csv").exists());
    assert!(!bench.folder.path().join("new").exists());
}

#[test]
fn statistics_are_told_of_what_is_asked_for_besides_the_focus() {
    let mut bench = fan();
    let report = bench.preview_profiling(&["few"]);
    let few = bench.output("few");
    let sorted = bench.output("sorted");
    assert_eq!(report.profiles[&few].rows, 3);
    assert!(!report.profiles.contains_key(&sorted), "nobody looks at it");
}

#[test]
fn a_plan_that_is_stopped_is_none_and_says_nothing_later() {
    let bench = bench(r#"text: read_csv (path: "text.csv")"#, "");
    let text = "number,text\n".to_owned() + &"1234567,some text\n".repeat(1_000_000);
    crate::connect::write_atomic(&bench.folder.path().join("text.csv"), text.as_bytes()).unwrap();
    let snapshot = bench.snapshot();
    let mut planner = Planner::default();
    let looks = Arc::new(AtomicUsize::new(0));
    for most in 0..4 {
        looks.store(0, Ordering::Relaxed);
        let counting = looks.clone();
        let reach = snapshot.reach().stopped_by(move || counting.fetch_add(1, Ordering::Relaxed) >= most);
        assert!(planner.plan_unless(&snapshot, &reach).is_none(), "{most} looks");
    }
    let plan = planner.plan_unless(&snapshot, &snapshot.reach()).unwrap();
    let problems: Vec<_> = plan.info.nodes.values().flat_map(|node| &node.problems).collect();
    assert_eq!((problems.len(), plan.order.len()), (0, 2), "{problems:?}");
}
