//! The programs that projects become on Spark: the text of a function for each kind and setting, and that of a whole project, compared
//! with what is stored in `tests/expected/spark`. `TABLEWIRE_SPARK_TEXTS=update` writes them anew: look at the difference
//! before it is committed. That they compute the same as here is proved by a real Spark ([`crate::spark`]).

use std::path::{Path, PathBuf};

use tablewire::engine::{self, Snapshot};
use tablewire::nodes;

/// Kind, settings, and the outputs that another node reads.
type Case = (&'static str, &'static str, &'static [&'static str]);

const OF_A_TABLE: &[Case] = &[
    (
        "filter",
        "(condition: \"i > ${low} AND k <> ${word} AND d >= ${day} AND b = ${on} AND x > ${rate}\")",
        &["others"],
    ),
    ("filter", "(condition: \"\")", &["others"]),
    ("formula", "(columns: [(name: \"y\", expression: \"i + ${low}\"), (name: \"i\", expression: \"y * 2\")])", &[]),
    ("formula", "(columns: [(name: \"dear\", expression: \"x * ${share} * 1.19\")])", &[]),
    ("formula", "(columns: [(name: \"i\", expression: \"TRY_CAST(k AS BIGINT)\")], unfit: Reject)", &["rejected"]),
    (
        "select",
        "(columns: [(column: \"i\", name: \"n\", type: Text), (column: \"x\", type: Integer), (column: \"k\", keep: false)])",
        &[],
    ),
    ("select", "(columns: [(column: \"k\", type: Date)], invalid: Reject)", &["rejected"]),
    ("select", "(columns: [(column: \"a b\"), (column: \"k\")], rest: Drop)", &[]),
    (
        "fill_missing",
        "(fills: [(columns: [\"k\"], value: \"none\"), (columns: [\"i\"], method: Mean), (columns: [\"d\"], method: Max)])",
        &[],
    ),
    (
        "fill_missing",
        "(fills: [(columns: [\"x\"], method: Median), (columns: [\"i\"], value: \"${low}\")], nan: true, groups: [\"b\"])",
        &[],
    ),
    (
        "fill_missing",
        "(fills: [(columns: [\"k\"], method: Forward), (columns: [\"i\"], method: Backward)], groups: [\"b\"], order_by: [(column: \"i\", order: Descending, nulls: First)])",
        &[],
    ),
    ("fill_missing", "(fills: [(columns: [\"k\"], method: Forward)])", &[]),
    ("sort", "(keys: [(column: \"i\", order: Descending), (column: \"k\", nulls: First)])", &[]),
    ("limit", "(count: 5)", &[]),
    ("limit", "(keep: Last, count: 5)", &[]),
    ("sample", "()", &[]),
    ("distinct", "()", &[]),
    ("distinct", "(columns: [\"k\"])", &[]),
    ("distinct", "(columns: [\"k\"], keep: None)", &[]),
    (
        "group_by",
        "(keys: [\"k\"], aggregations: [(function: Rows), (column: \"i\", function: Count), (column: \"i\", function: Sum), (column: \"i\", function: Mean), (column: \"x\", function: Sum), (column: \"x\", function: Max), (column: \"k\", function: DistinctCount, name: \"kinds\"), (column: \"x\", function: Median), (column: \"x\", function: Quantile, quantile: 0.25), (column: \"x\", function: StandardDeviation), (column: \"x\", function: Variance), (column: \"b\", function: Sum)])",
        &[],
    ),
    ("group_by", "(aggregations: [(column: \"i\", function: Sum), (column: \"x\", function: Mean)])", &[]),
    ("group_by", "(keys: [\"k\"])", &[]),
    ("group_by", "(keys: [\"k\"], aggregations: [(column: \"i\", function: First)])", &[]),
    ("group_by", "(keys: [\"k\"], aggregations: [(column: \"x\", function: JoinedText)])", &[]),
    (
        "pivot",
        "(rows: [\"k\"], columns_from: \"b\", values_from: \"i\", function: Sum, listed: [(value: \"true\", name: \"yes\"), (value: \"false\"), (value: \"\")])",
        &[],
    ),
    ("pivot", "(rows: [\"k\"], columns_from: \"b\", values_from: \"i\", function: Sum)", &[]),
    ("unpivot", "(ids: [\"k\"], values: [\"i\", \"a b\"], name_column: \"which\", value_column: \"how much\")", &[]),
    ("write_csv", "(path: \"out/x.csv\")", &[]),
    (
        "write_csv",
        "(path: \"out/${word}.csv\", delimiter: \"tab\", quoting: Always, existing: Fail, create_folders: false)",
        &[],
    ),
    ("write_csv", "(path: \"out/x.csv\", decimal_comma: true, delimiter: \";\")", &[]),
    ("write_parquet", "(path: \"out/x.parquet\", compression: Snappy)", &[]),
    ("write_json", "(path: \"out/x.jsonl\", shape: Lines)", &[]),
    ("write_json", "(path: \"out/x.json\")", &[]),
    ("write_excel", "(path: \"out/x.xlsx\")", &[]),
    ("write_table", "(table: \"t\")", &[]),
    (
        "write_table",
        "(database: \"${word}.b c\", table: \"t\", existing: ReplacePartitions, partition_by: [\"k\"])",
        &[],
    ),
    ("write_database", "(path: \"out/x.sqlite\", table: \"t\")", &[]),
];

/// The same behind a Sort by `i`.
const OF_SORTED_ROWS: &[Case] = &[
    ("limit", "(count: 5)", &[]),
    ("limit", "(keep: Last, count: 5)", &[]),
    ("limit", "(keep: Slice, offset: 2, count: 5)", &[]),
    ("distinct", "(columns: [\"k\"])", &[]),
    ("distinct", "(columns: [\"k\"], keep: Last)", &[]),
    (
        "group_by",
        "(keys: [\"k\"], aggregations: [(column: \"i\", function: First), (column: \"i\", function: Last), (column: \"x\", function: List), (column: \"k\", function: JoinedText, separator: \"; \")])",
        &[],
    ),
    ("fill_missing", "(fills: [(columns: [\"k\"], method: Forward)])", &[]),
    (
        "pivot",
        "(rows: [\"k\"], columns_from: \"b\", values_from: \"i\", function: First, listed: [(value: \"true\")])",
        &[],
    ),
    ("write_csv", "(path: \"out/x.csv\")", &[]),
];

/// With a second table `k`, `i`, `z`.
const OF_TWO_TABLES: &[Case] = &[
    ("join", "(keys: [(left: \"k\")])", &["left_only", "right_only"]),
    ("join", "(how: Left, keys: [(left: \"k\")], expect: ManyToOne)", &[]),
    ("join", "(how: Full, keys: [(left: \"k\"), (left: \"i\")], coalesce: false)", &[]),
    ("join", "(how: Right, keys: [(left: \"k\", right: \"z\")])", &[]),
    ("join", "(how: Full, keys: [(left: \"k\", right: \"z\")])", &[]),
    ("join", "(how: Semi, keys: [(left: \"k\")])", &[]),
    ("join", "(how: Anti, keys: [(left: \"k\", right: \"z\")])", &[]),
    ("join", "(keys: [(left: \"x\", right: \"i\")])", &[]),
    ("union", "()", &[]),
    ("union", "(source: \"from\", missing: Shared)", &[]),
];

const TABLE: &str = "(kind: \"table\", version: 1, settings: (headers: [\"k\", \"i\", \"x\", \"d\", \"b\", \"a b\"], rows: [[\"u\", \"1\", \"1.5\", \"2013-01-01\", \"true\", \"7\"], [\"v\", \"\", \"2.5\", \"\", \"false\", \"8\"]]))";
const OTHER: &str =
    "(kind: \"table\", version: 1, settings: (headers: [\"k\", \"i\", \"z\"], rows: [[\"u\", \"1\", \"w\"]]))";
const PARAMETERS: &str = "\"low\": (type: Integer, default: \"3\"), \"word\": (type: Text, default: \"a\"), \"day\": (type: Date, default: \"2013-01-01\"), \"rate\": (type: Number, default: \"0.5\"), \"share\": (type: Number, default: \"0.25\"), \"on\": (type: Boolean, default: \"true\")";

#[derive(Clone, Copy, PartialEq)]
enum Around {
    Table,
    Sorted,
    Two,
}

/// The text of the node's function, or the gap.
fn function((kind, settings, ports): &Case, around: Around) -> String {
    let mut nodes =
        vec![format!("\"t\": {TABLE}"), format!("\"n\": (kind: \"{kind}\", version: 1, settings: {settings})")];
    let mut wires = Vec::new();
    match around {
        Around::Table | Around::Two => wires.push("(from: \"t\", to: \"n\")".to_owned()),
        Around::Sorted => {
            nodes.push("\"s\": (kind: \"sort\", version: 1, settings: (keys: [(column: \"i\")]))".to_owned());
            wires.extend(["(from: \"t\", to: \"s\")".to_owned(), "(from: \"s\", to: \"n\")".to_owned()]);
        }
    }
    if around == Around::Two {
        nodes.push(format!("\"r\": {OTHER}"));
        let port = if *kind == "join" { ".right" } else { "" };
        wires.push(format!("(from: \"r\", to: \"n{port}\")"));
    }
    for port in *ports {
        nodes.push(format!("\"of_{port}\": (kind: \"select\", version: 1, settings: ())"));
        wires.push(format!("(from: \"n.{port}\", to: \"of_{port}\")"));
    }
    let (nodes, wires) = (nodes.join(", "), wires.join(", "));
    let text = format!("(format: 1, parameters: {{{PARAMETERS}}}, nodes: {{{nodes}}}, wires: [{wires}])");
    let document = nodes::document_from(&text).unwrap_or_else(|error| panic!("{text}: {error:?}")).document;
    let snapshot = Snapshot::new(document, "/nowhere");
    match engine::export_to_spark(&snapshot, "made_up") {
        Ok(export) => {
            let from = export.text.find("def n(").expect("the node has a function");
            let own = &export.text[from..];
            own[..own.find("\n\n\n").expect("another function follows")].to_owned()
        }
        Err(problems) => problems.iter().map(|(_, problem)| format!("# {problem}")).collect::<Vec<_>>().join("\n"),
    }
}

fn stored() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/spark")
}

fn compare(name: &str, found: &str) {
    let path = stored().join(name);
    if std::env::var("TABLEWIRE_SPARK_TEXTS").is_ok_and(|word| word == "update") {
        std::fs::create_dir_all(stored()).expect("a folder");
        std::fs::write(&path, found).expect("a file");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected != found {
        let differ = expected.lines().zip(found.lines()).position(|(a, b)| a != b).unwrap_or(0);
        let line = |text: &str| text.lines().skip(differ.saturating_sub(3)).take(12).collect::<Vec<_>>().join("\n");
        panic!("{name} is another from line {}:\n{}\n--- found\n{}", differ + 1, line(&expected), line(found));
    }
}

#[test]
fn each_kind_is_a_function_that_stays() {
    let mut found = String::new();
    for (title, cases, around) in [
        ("of a table", OF_A_TABLE, Around::Table),
        ("behind a Sort by i", OF_SORTED_ROWS, Around::Sorted),
        ("of two tables", OF_TWO_TABLES, Around::Two),
    ] {
        for case in cases {
            found.push_str(&format!("# {} {}, {title}\n{}\n\n", case.0, case.1, function(case, around)));
        }
    }
    compare("kinds.txt", &found);
}

#[test]
fn every_kind_has_a_case_or_is_a_source() {
    let cases = [OF_A_TABLE, OF_SORTED_ROWS, OF_TWO_TABLES];
    for kind in nodes::KINDS.iter().filter(|kind| kind.meta.role != nodes::Role::Source) {
        let is_there = cases.iter().copied().flatten().any(|(id, ..)| *id == kind.meta.id);
        assert!(is_there, "{} has no case here", kind.meta.id);
        if kind.meta.on_spark == nodes::OnSpark::No {
            let of_it = OF_A_TABLE.iter().find(|(id, ..)| *id == kind.meta.id).expect("one with a table");
            assert!(function(of_it, Around::Table).starts_with("# "), "{} is said to be none for Spark", kind.meta.id);
        }
    }
}

#[test]
fn a_sample_project_is_a_program_that_stays() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/flights");
    for name in ["late_carriers", "weather_delays", "fleet_age"] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.ron"))).expect("a sample project");
        let snapshot = Snapshot::new(nodes::document_from(&text).expect("a project").document, &folder);
        let gaps = engine::spark_gaps(&snapshot);
        assert!(gaps.is_empty(), "{name}: {gaps:?}");
        let export = engine::export_to_spark(&snapshot, name).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        let again = engine::export_to_spark(&snapshot, name).expect("a second time");
        assert_eq!(export.text, again.text, "{name} is another text each time");
        assert!(export.shipped.is_empty(), "{name}: Spark reads all of it");
        if name == "late_carriers" {
            compare("late_carriers.py", &export.text);
        }
    }
}
