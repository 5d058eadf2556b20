//! Of which columns that arrive each column that leaves is made, kind by kind.

use crate::nodes::lineage::descent::Given;
use crate::nodes::{KINDS, Kind};

/// One node: its kind and settings, the columns that arrive at each input, those of its table where data name them, and what is
/// expected: each column that leaves, with its origins.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str], &'static str);

const ORIGINS: &[Case] = &[
    ("filter", r#"(condition: "v > 1")"#, &["k v"], &[], "k < k; v < v"),
    ("sort", r#"(keys: [(column: "v")])"#, &["k v"], &[], "k < k; v < v"),
    ("limit", "()", &["k v"], &[], "k < k; v < v"),
    ("sample", "()", &["k v"], &[], "k < k; v < v"),
    ("distinct", r#"(columns: ["k"])"#, &["k v"], &[], "k < k; v < v"),
    ("fill_missing", r#"(fills: [(columns: ["v"])])"#, &["k v"], &[], "k < k; v < v"),
    ("select", r#"(columns: [(column: "v", name: "w"), (column: "k", keep: false)])"#, &["k v"], &[], "w < v"),
    (
        "formula",
        r#"(columns: [(name: "a", expression: "v * m"), (name: "b", expression: "a + 1"), (name: "k", expression: "'x'")])"#,
        &["k v m"],
        &[],
        "k <; v < v; m < m; a < v m; b < v m",
    ),
    (
        "group_by",
        r#"(keys: ["k"], aggregations: [(column: "v", function: Sum, name: "s"), (function: Rows, name: "n")])"#,
        &["k v"],
        &[],
        "k < k; s < v; n <",
    ),
    (
        "pivot",
        r#"(rows: ["k"], columns_from: "m", values_from: "v", function: Sum, listed: [(value: "jan"), (value: "feb", name: "b")])"#,
        &["k m v"],
        &[],
        "k < k; jan < m v; b < m v",
    ),
    // Known by data only.
    (
        "pivot",
        r#"(rows: ["k"], columns_from: "m", values_from: "v", function: Sum)"#,
        &["k m v"],
        &["k", "feb", "jan"],
        "k < k; feb < m v; jan < m v",
    ),
    ("pivot", r#"(rows: ["k"], columns_from: "m")"#, &["k m v"], &["k", "feb"], "k < k; feb < m"),
    ("unpivot", r#"(ids: ["k"])"#, &["k a b"], &[], "k < k; name < a b; value < a b"),
    ("unpivot", r#"(values: ["b"])"#, &["k a b"], &[], "name < b; value < b"),
    ("join", r#"(keys: [(left: "k", right: "id")])"#, &["k v", "id v w"], &[], "k < k; v < v; v_right < 1.v; w < 1.w"),
    ("union", "()", &["k v | k w"], &[], "k < k k; v < v; w < w"),
    ("write_csv", r#"(path: "x.csv")"#, &["k v"], &[], "k < k; v < v"),
    ("write_excel", r#"(path: "x.xlsx")"#, &["k v"], &[], "k < k; v < v"),
    ("write_json", r#"(path: "x.json")"#, &["k v"], &[], "k < k; v < v"),
    ("write_parquet", r#"(path: "x.parquet")"#, &["k v"], &[], "k < k; v < v"),
];

fn names(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn each_column_is_made_of_the_columns_that_its_kind_uses() {
    for (kind, settings, inputs, known, expected) in ORIGINS {
        let node = Kind::read(kind, 1, settings).unwrap_or_else(|problem| panic!("{kind} {settings}: {problem}"));
        let inputs: Vec<Vec<Vec<String>>> =
            inputs.iter().map(|tables| tables.split('|').map(names).collect()).collect();
        let known = (!known.is_empty()).then(|| known.iter().map(|name| (*name).to_owned()).collect());
        let descent = node.descent(&Given { inputs: &inputs, outputs: &[known] });
        let columns = descent[0].as_ref().unwrap_or_else(|| panic!("{kind} {settings}: nothing is known"));
        let words = columns.iter().map(|column| {
            let from = column.from.iter().map(|origin| match origin.port {
                0 => format!(" {}", origin.column),
                port => format!(" {port}.{}", origin.column),
            });
            format!("{} <{}", column.name, from.collect::<String>())
        });
        assert_eq!(words.collect::<Vec<_>>().join("; "), *expected, "{kind} {settings}");
    }
}

#[test]
fn no_kind_is_left_out() {
    for kind in KINDS.iter().filter(|kind| !(kind.ports)().inputs.is_empty()) {
        assert!(ORIGINS.iter().any(|(id, ..)| *id == kind.meta.id), "{}", kind.meta.id);
    }
}
