//! What the card of each kind says, in both languages.

use crate::base::Language;
use crate::nodes::{KINDS, Kind};

/// Kind, settings as in a file, English, Chinese.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("read_csv", r#"(path: "data/2024/orders.csv")"#, "orders.csv", "orders.csv"),
    ("read_csv", r#"(path: "data/2024/*.csv")"#, "2024/*.csv", "2024/*.csv"),
    ("read_csv", "()", "", ""),
    ("read_parquet", r#"(path: "lineitem.parquet")"#, "lineitem.parquet", "lineitem.parquet"),
    ("read_json", r#"(path: "C:\\data\\a.jsonl")"#, "a.jsonl", "a.jsonl"),
    ("read_excel", r#"(path: "books/a.xlsx")"#, "a.xlsx", "a.xlsx"),
    ("read_excel", r#"(path: "books/a.xlsx", sheet: "Q1")"#, "a.xlsx · Q1", "a.xlsx · Q1"),
    (
        "table",
        r#"(headers: ["carrier", "airline"], rows: [["AA", "American"]])"#,
        "carrier, airline",
        "carrier、airline",
    ),
    ("table", "()", "", ""),
    ("filter", r#"(condition: "dep_delay\n  > 15")"#, "dep_delay > 15", "dep_delay > 15"),
    ("filter", "()", "", ""),
    ("sort", r#"(keys: [(column: "date", order: Descending), (column: "id"), ()])"#, "date ↓, id", "date ↓、id"),
    ("limit", "(count: 20)", "first 20 rows", "前 20 行"),
    ("limit", "(keep: Last, count: 1)", "last row", "后 1 行"),
    ("limit", "(keep: Slice, offset: 10, count: 20)", "rows 11 to 30", "第 11 至 30 行"),
    ("sample", "(count: 1000)", "1,000 random rows", "随机 1,000 行"),
    ("sample", "(size: Fraction, fraction: 0.07)", "7% of the rows, at random", "随机 7% 的行"),
    ("distinct", r#"(columns: ["id", "date"])"#, "id, date", "id、date"),
    ("distinct", "()", "each row once", "相同的行只留一行"),
    ("distinct", r#"(columns: ["id"], keep: None)"#, "id: values that stand once", "id：只出现一次的值"),
    ("distinct", "(keep: None)", "rows that stand once", "只出现一次的行"),
    (
        "select",
        r#"(columns: [(column: "a", keep: false), (column: "b", keep: false), (column: "c", keep: false),
            (column: "d", name: "x"), (column: "e", name: "y")])"#,
        "−3 columns, 2 renamed",
        "−3 列、2 列改名",
    ),
    (
        "select",
        r#"(columns: [(column: "a", keep: false), (column: "b", name: "x", type: Date)])"#,
        "−a, b → x, b: date",
        "−a、b → x、b：日期",
    ),
    ("select", r#"(columns: [(column: "a"), (column: "b")], rest: Drop)"#, "a, b", "a、b"),
    (
        "select",
        r#"(columns: [(column: "a", type: Integer), (column: "b", type: Date)], rest: Drop)"#,
        "2 columns, 2 types",
        "2 列、2 列改类型",
    ),
    ("select", r#"(columns: [(column: "a"), (column: "b")])"#, "columns in another order", "调整列顺序"),
    ("select", "()", "", ""),
    (
        "formula",
        r#"(columns: [(name: "net", expression: "price *\n qty"), (name: "y", expression: "year(d)"), (name: "z")])"#,
        "net = price * qty, y = year(d)",
        "net = price * qty、y = year(d)",
    ),
    (
        "fill_missing",
        r#"(fills: [(columns: ["a", "b"], method: Mean), (columns: ["c"], value: "0"), ()])"#,
        "a, b: mean, c = 0",
        "a、b：平均值、c = 0",
    ),
    (
        "join",
        r#"(keys: [(left: "customer_id", right: "Customer ID"), (left: "day")])"#,
        "customer_id = Customer ID, day",
        "customer_id = Customer ID、day",
    ),
    ("join", r#"(how: Left, keys: [(left: "id")])"#, "all left rows: id", "左表所有行：id"),
    ("join", "(how: Anti)", "left rows without a match", "左表不匹配的行"),
    ("join", "()", "", ""),
    ("union", "()", "columns by name", "按列名对齐"),
    ("union", r#"(by: Position, source: "from")"#, "columns by position, +from", "按位置对齐、+from"),
    ("union", "(missing: Shared)", "shared columns", "只保留共有的列"),
    (
        "group_by",
        r#"(keys: ["month", "Segment"], aggregations: [(column: "margin", function: Sum)])"#,
        "margin: sum by month, Segment",
        "margin：求和，按 month、Segment",
    ),
    (
        "group_by",
        r#"(keys: ["k"], aggregations: [(), (column: "a", function: Quantile, quantile: 0.9), (function: Sum)])"#,
        "rows, a: quantile 0.9 by k",
        "行数、a：0.9 分位数，按 k",
    ),
    ("group_by", r#"(keys: ["k"])"#, "by k", "按 k"),
    ("group_by", "(aggregations: [()])", "", ""),
    (
        "pivot",
        r#"(rows: ["month"], columns_from: "Segment", values_from: "margin", function: Sum)"#,
        "margin: sum by month × Segment",
        "margin：求和，按 month × Segment",
    ),
    ("pivot", r#"(columns_from: "Segment")"#, "rows by Segment", "行数，按 Segment"),
    ("pivot", "()", "", ""),
    ("unpivot", r#"(ids: ["id"])"#, "all but id → name, value", "除 id 外的所有列 → name、value"),
    (
        "unpivot",
        r#"(values: ["jan", "feb"], name_column: "month")"#,
        "jan, feb → month, value",
        "jan、feb → month、value",
    ),
    ("write_csv", r#"(path: "out/report.csv")"#, "report.csv", "report.csv"),
    ("write_parquet", r#"(path: "out/report.parquet")"#, "report.parquet", "report.parquet"),
    ("write_json", r#"(path: "out/report.json")"#, "report.json", "report.json"),
    ("write_excel", r#"(path: "out/report.xlsx")"#, "report.xlsx", "report.xlsx"),
    ("write_excel", r#"(path: "out/report.xlsx", sheet: "May")"#, "report.xlsx · May", "report.xlsx · May"),
];

#[test]
fn cards_say_what_nodes_do() {
    for (kind, settings, english, chinese) in CASES {
        let read = Kind::read(kind, 1, settings).unwrap_or_else(|problem| panic!("{kind} {settings}: {problem}"));
        let summary = read.summary();
        assert_eq!(summary.in_language(Language::English), *english, "{kind} {settings}");
        assert_eq!(summary.in_language(Language::SimplifiedChinese), *chinese, "{kind} {settings}");
    }
}

#[test]
fn every_kind_is_among_them_and_its_example_says_something() {
    for info in KINDS {
        assert!(CASES.iter().any(|(kind, _, words, _)| *kind == info.meta.id && !words.is_empty()), "{}", info.meta.id);
        let document = crate::nodes::document_from(info.example).expect("a project").document;
        let node = document.find(info.meta.id).and_then(|id| document.node(id)).expect("a node of the kind");
        let kind = Kind::read(&node.kind, node.version, node.settings.text()).expect("its settings");
        assert!(!kind.summary().is_empty(), "{}", info.meta.id);
    }
}
