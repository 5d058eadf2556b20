//! Columns in whole documents: renamed, found, traced.

use crate::document::{Document, NodeId, Position, write};
use crate::nodes::lineage::graph::{ColumnGraph, Place};
use crate::nodes::{Direction, document_from, plan_rename, trace, usages};

/// A small shop: two typed tables joined, computed, grouped, written.
const SHOP: &str = r#"(format: 1, nodes: {
    "goods": (kind: "table", version: 1, settings: (headers: ["id", "name", "price"], rows: [["1", "pen", "2"]])),
    "sales": (kind: "table", version: 1, settings: (headers: ["good", "name", "count"], rows: [["1", "Ann", "3"]])),
    "joined": (kind: "join", version: 1, settings: (keys: [(left: "good", right: "id")])),
    "paid": (kind: "formula", version: 1, settings: (columns: [
        (name: "sum", expression: "count * price"), (name: "with_tax", expression: "\"sum\" * 1.19"),
        (name: "name", expression: "upper(name)"),
    ])),
    "large": (kind: "filter", version: 1, settings: (condition: "sum > 1 AND name <> 'sum'")),
    "by_name": (kind: "group_by", version: 1, settings: (keys: ["name"], aggregations: [(column: "sum", function: Sum)])),
    "both": (kind: "union", version: 1, settings: ()),
    "out": (kind: "write_csv", version: 1, settings: (path: "x.csv")),
}, wires: [
    (from: "sales", to: "joined.left"), (from: "goods", to: "joined.right"), (from: "joined", to: "paid"),
    (from: "paid", to: "large"), (from: "large", to: "by_name"), (from: "by_name", to: "out"),
    (from: "large", to: "both"), (from: "large.others", to: "both"),
])"#;

fn shop() -> Document {
    document_from(SHOP).expect("a project").document
}

fn graph(document: &Document) -> ColumnGraph<'_> {
    ColumnGraph::new(document, &|_| None)
}

fn place(document: &Document, name: &str) -> Place {
    (document.find(name).expect("a node"), 0)
}

fn here(_: NodeId) -> Position {
    Position::new(0, 0)
}

/// The changed settings, and the inserted nodes, as text; or the reason for a failure.
fn rename(node: &str, column: &str, to: &str) -> Vec<String> {
    let document = shop();
    match plan_rename(&graph(&document), place(&document, node), column, to, &here) {
        Ok(plan) => {
            let mut after = document.clone();
            after.apply_all(plan.edits).expect("edits that fit");
            let mut words: Vec<String> =
                plan.changes.iter().map(|c| format!("{}: {}: {} → {}", c.name, c.setting, c.before, c.after)).collect();
            words.extend(plan.notes.iter().map(ToString::to_string));
            words
        }
        Err(problem) => vec![problem.to_string()],
    }
}

#[test]
fn the_name_changes_where_it_is_made() {
    let of = |node, column, to| rename(node, column, to).join("\n");
    assert_eq!(
        of("paid", "sum", "the sum"),
        "paid: Name: sum → the sum\n\
         paid: Formula: \"sum\" * 1.19 → \"the sum\" * 1.19\n\
         large: Rows where: sum > 1 AND name <> 'sum' → \"the sum\" > 1 AND name <> 'sum'\n\
         by_name: Column: sum → the sum\n\
         by_name: Name:  → sum_sum"
    );
    assert_eq!(
        of("sales", "count", "pieces"),
        "sales: Columns: count → pieces\npaid: Formula: count * price → pieces * price"
    );
    assert_eq!(of("goods", "id", "good"), "goods: Columns: id → good\njoined: Right column: id → good");
    assert_eq!(
        of("by_name", "sum_sum", "turnover"),
        "by_name: Name:  → turnover\n\"out\" writes the column \"sum_sum\" as \"turnover\""
    );
}

#[test]
fn what_only_passes_is_renamed_behind() {
    let of = |node, column, to| rename(node, column, to).join("\n");
    assert_eq!(
        of("joined", "price", "cost"),
        "select: New node after joined: price → cost\npaid: Formula: count * price → count * cost"
    );
    assert_eq!(
        of("out", "name", "who"),
        "select: New node after by_name: name → who\n\"out\" writes the column \"name\" as \"who\""
    );
}

#[test]
fn suffixes_of_joins_are_followed() {
    let found = rename("sales", "name", "who").join("\n");
    assert!(
        found.contains("In \"joined\", the column \"name_right\" becomes \"name\": it no longer needs a suffix"),
        "{found}"
    );
    let found = rename("goods", "name", "label").join("\n");
    assert_eq!(found, "goods: Columns: name → label");
}

#[test]
fn clashes_are_refused() {
    let already = |name: &str, node: &str| vec![format!("{node:?} already has a column {name:?}. Choose another name")];
    assert_eq!(rename("sales", "count", "name"), already("name", "sales"));
    assert_eq!(rename("sales", "count", "price"), already("price", "joined"));
    assert_eq!(rename("goods", "price", "sum"), already("sum", "paid"));
    assert_eq!(rename("goods", "price", ""), ["A column needs a name. Enter a name"]);
    assert_eq!(rename("goods", "prise", "x"), ["\"goods\" has no column \"prise\". Check its table"]);
}

#[test]
fn tables_of_a_union_go_on_agreeing() {
    let text = r#"(format: 1, nodes: {
        "a": (kind: "table", version: 1, settings: (headers: ["x", "y"])),
        "b": (kind: "table", version: 1, settings: (headers: ["x", "z"])),
        "all": (kind: "union", version: 1, settings: (source: "from")),
        "some": (kind: "filter", version: 1, settings: (condition: "x > '1'")),
    }, wires: [(from: "a", to: "all"), (from: "b", to: "all"), (from: "all", to: "some")])"#;
    let document = document_from(text).expect("a project").document;
    let plan = |to| plan_rename(&graph(&document), place(&document, "a"), "x", to, &here);
    let found = plan("new").expect("a plan");
    let mut after = document.clone();
    after.apply_all(found.edits.clone()).expect("edits that fit");
    let names = graph(&after).names(place(&after, "some")).expect("columns");
    assert_eq!(names, ["new", "y", "z", "from"]);
    assert_eq!(found.notes, ["In \"all\", the text \"b\" in the column \"from\" changes to \"select\""]);
    let written = write(&after);
    assert!(
        written
            .contains(r#""select": (kind: "select", version: 1, settings: (columns: [(column: "x", name: "new")]))"#)
    );
    assert!(written.contains("new > '1'"), "{written}");
    // The order of the wires is that of the rows.
    let order: Vec<&str> = after
        .wires_into(place(&after, "all").0)
        .map(|wire| after.node(wire.from.node).unwrap().name.as_str())
        .collect();
    assert_eq!(order, ["a", "select"]);
    for taken in ["z", "from"] {
        assert!(plan(taken).unwrap_err().to_string().contains("\"all\" already has"), "{taken}");
    }
}

#[test]
fn usages_are_of_this_very_column() {
    let document = shop();
    let found = |node: &str, column: &str| -> Vec<String> {
        let all = usages(&graph(&document), place(&document, node), column);
        all.iter().map(|u| format!("{}.{}", document.node(u.node).unwrap().name, u.path)).collect()
    };
    assert_eq!(found("sales", "good"), ["sales.headers[0]", "joined.keys[0].left"]);
    // The name of the goods arrives as name_right, which nothing uses; the formula replaces the name of the sales.
    assert_eq!(found("goods", "name"), ["goods.headers[1]"]);
    assert_eq!(found("sales", "name"), ["sales.headers[1]", "paid.columns[2].expression"]);
    let sum =
        ["paid.columns[0].name", "paid.columns[1].expression", "large.condition", "by_name.aggregations[0].column"];
    assert_eq!(found("paid", "sum"), sum);
    assert_eq!(found("both", "sum"), sum);
}

#[test]
fn ways_are_told_in_words() {
    let document = shop();
    let graph = graph(&document);
    let found =
        |node: &str, column: &str, direction| trace(&graph, place(&document, node), column, direction).words(&graph);
    assert_eq!(
        found("by_name", "sum_sum", Direction::Back),
        "sum_sum of by_name comes from count of sales, price of goods, through joined, paid, large"
    );
    assert_eq!(found("sales", "count", Direction::Back), "count of sales originates here");
    assert_eq!(found("goods", "id", Direction::Forth), "id of goods is used in id of joined.right_only");
    let way = trace(&graph, place(&document, "by_name"), "sum_sum", Direction::Back);
    assert_eq!(way.wires.len(), 5);
    assert_eq!(way.nodes.len(), 6);
}
