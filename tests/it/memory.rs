//! Runs within a limit of memory: those that fit pass, those that do not end with a clear word and change nothing.

use serde_json::Value;

use crate::program::{Place, project};

/// A table that is joined with itself to `rows` × `rows` rows, `finished` by one more node.
fn multiplied(rows: usize, kind: &str, settings: &str) -> Place {
    let place = Place::new();
    let lines: String = (0..rows).map(|n| format!("1,{n}\n")).collect();
    place.put("data.csv", &format!("one,n\n{lines}")).put("out.csv", "as it was\n");
    let nodes = [
        ("data", "read_csv", "(path: \"data.csv\")"),
        ("all", "join", "(keys: [(left: \"one\", right: \"one\")])"),
        ("finished", kind, settings),
        ("out", "write_csv", "(path: \"out.csv\")"),
    ];
    let wires = [("data", "all.left"), ("data", "all.right"), ("all", "finished"), ("finished", "out")];
    place.put("p.ron", &project(&nodes, &wires));
    place
}

fn peak(place: &Place) -> Option<u64> {
    let shown = place.run(&["runs", "show", "1", "--format", "json"]);
    let shown: Value = serde_json::from_str(&shown.out).expect("JSON");
    shown["peak_memory"].as_u64()
}

#[test]
fn a_run_that_needs_more_memory_than_it_may_have_ends_and_reports_it() {
    let place = multiplied(6_000, "sort", "(keys: [(column: \"n\")])");
    place.run(&["run", "p.ron", "--memory", "150MB"]).code(1).err_line(&["150.0 MB", "filter"]);
    assert_eq!(place.text("out.csv"), "as it was\n");
    assert_eq!(place.names("."), ["data.csv", "out.csv", "p.ron"]);
}

/// With so much memory the limit is met in the last phase of the sort, which hears nothing: the process ends before its work.
#[test]
fn a_run_that_is_left_at_work_leaves_nothing_beside_its_outputs() {
    let place = multiplied(6_000, "sort", "(keys: [(column: \"n\")])");
    place.run(&["run", "p.ron", "--memory", "800MB"]).code(1).err_line(&["800.0 MB"]);
    assert_eq!(place.text("out.csv"), "as it was\n");
    assert_eq!(place.names("."), ["data.csv", "out.csv", "p.ron"]);
}

#[test]
fn a_run_that_fits_keeps_its_limit() {
    let sum = "(keys: [\"one\"], aggregations: [(column: \"n\", function: Sum, name: \"sum\")])";
    let place = multiplied(6_000, "group_by", sum);
    place.run(&["run", "p.ron", "--memory", "200MB"]).code(0);
    assert_eq!(place.text("out.csv"), format!("one,sum\n1,{}\n", 6_000u64 * (5_999 * 6_000 / 2)));
    assert!(peak(&place).is_none_or(|bytes| bytes < 300_000_000), "{:?}", peak(&place));
}

/// At full scale: `TABLEWIRE_MEMORY_DATA` names a folder with TPC-H's lineitem.parquet and orders.parquet (scale 10 has 60
/// million rows). Each work finishes within a gigabyte, or is ended before it takes one and a half.
#[test]
fn large_works_keep_their_limit_or_end() {
    let Some(folder) = std::env::var_os("TABLEWIRE_MEMORY_DATA").map(std::path::PathBuf::from) else { return };
    let path = |table: &str| format!("(path: {:?})", folder.join(table).display().to_string());
    let (lines, orders) = (path("lineitem.parquet"), path("orders.parquet"));
    let sum = "(keys: [\"l_orderkey\"], aggregations: [(column: \"l_extendedprice\", function: Sum, name: \"sum\")])";
    let works = [
        ("join", "(keys: [(left: \"l_orderkey\", right: \"o_orderkey\")])"),
        ("group_by", sum),
        ("sort", "(keys: [(column: \"l_shipdate\")])"),
    ];
    for (kind, settings) in works {
        let place = Place::new();
        let out = ("out", "write_parquet", "(path: \"out.parquet\")");
        let mut nodes = vec![("lines", "read_parquet", lines.as_str()), ("work", kind, settings), out];
        let mut wires = vec![("lines", "work"), ("work", "out")];
        if kind == "join" {
            nodes.push(("orders", "read_parquet", orders.as_str()));
            wires = vec![("lines", "work.left"), ("orders", "work.right"), ("work", "out")];
        }
        place.put("out.parquet", "as it was").put("p.ron", &project(&nodes, &wires));
        let begun = std::time::Instant::now();
        let run = place.run(&["run", "p.ron", "--memory", "1GB"]);
        let peak = peak(&place).unwrap_or(0) as f64 / 1e9;
        eprintln!("{kind}: exit {}, {peak:.2} GB, {:.0} s", run.code, begun.elapsed().as_secs_f64());
        assert!(peak < 1.5, "{kind}: {peak} GB");
        if run.code != 0 {
            run.code(1).err_line(&["1.0 GB"]);
            assert_eq!(place.text("out.parquet"), "as it was");
        }
    }
}

#[test]
fn sizes_are_read_with_their_units() {
    let place = Place::new();
    place.run(&["run", "p.ron", "--memory", "much"]).code(2).err_line(&["4GB"]);
    place.run(&["run", "p.ron", "--memory", "1MB"]).code(2).err_line(&["too little"]);
}
