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
fn a_run_that_needs_more_memory_than_it_may_have_ends_and_says_so() {
    let place = multiplied(6_000, "sort", "(keys: [(column: \"n\")])");
    place.run(&["run", "p.ron", "--memory", "150MB"]).code(1).err_line(&["150.0 MB", "filter"]);
    assert_eq!(place.text("out.csv"), "as it was\n");
    place.run(&["runs"]);
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

#[test]
fn sizes_are_read_with_their_units() {
    let place = Place::new();
    place.run(&["run", "p.ron", "--memory", "much"]).code(2).err_line(&["4GB"]);
    place.run(&["run", "p.ron", "--memory", "1MB"]).code(2).err_line(&["too little"]);
}
