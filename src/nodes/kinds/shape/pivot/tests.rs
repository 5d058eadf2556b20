//! Pivots of small tables.

use crate::nodes::kit::checks::{check_node, check_problem};

const TABLE: &str = "k:text month:int n:int
                     b 10 1
                     a 2 2
                     b 2 3
                     b 10 4
                     a - 5";

#[test]
fn discovered_values_are_sorted_by_their_type_null_last() {
    check_node(
        r#"pivot (rows: ["k"], columns_from: "month", values_from: "n", function: Sum)"#,
        TABLE,
        "k:text 2:int 10:int null:int
         b 3 5 -
         a 2 - 5",
    );
}

#[test]
fn listed_values_give_columns_order_and_names() {
    check_node(
        r#"pivot (rows: ["k"], columns_from: "month", values_from: "n", function: First, prefix: "m_",
            listed: [(value: "10"), (value: "2", name: "february"), (value: "7"), (value: "")])"#,
        TABLE,
        "k:text m_10:int february:int m_7:int m_null:int
         b 1 3 - -
         a - 2 - 5",
    );
}

#[test]
fn without_rows_there_is_one_row() {
    check_node(r#"pivot (columns_from: "k")"#, TABLE, "a:int b:int\n2 3");
    check_node(r#"pivot (columns_from: "k", listed: [(value: "a")])"#, "k:text", "a:int\n-");
}

#[test]
fn cells_of_several_values() {
    check_node(
        r#"pivot (rows: ["k"], columns_from: "month", values_from: "n", function: List, listed: [(value: "10")])"#,
        TABLE,
        "k:text 10:list[int]\nb [1,4]\na -",
    );
}

#[test]
fn dates_and_truths_spread_too() {
    check_node(
        r#"pivot (columns_from: "d", listed: [(value: "2013-01-31")])"#,
        "d:date\n2013-01-31\n2013-02-01",
        "2013-01-31:int\n1",
    );
    check_node(
        r#"pivot (columns_from: "b", listed: [(value: "true", name: "yes"), (value: "false", name: "no")])"#,
        "b:boolean\ntrue\ntrue\nfalse",
        "yes:int no:int\n2 1",
    );
}

#[test]
fn problems() {
    check_problem("pivot ()", TABLE, "columns_from: No column is selected. Select a column");
    check_problem(
        r#"pivot (columns_from: "month", function: Sum)"#,
        TABLE,
        "values_from: No column is selected. Select a column",
    );
    check_problem(
        r#"pivot (columns_from: "month", listed: [(value: "x")])"#,
        TABLE,
        r#"listed[0].value: "x" does not fit "month", which is integer. Enter a value as shown in "month""#,
    );
    check_problem(
        r#"pivot (rows: ["k"], columns_from: "month", listed: [(value: "2", name: "k")])"#,
        TABLE,
        r#"listed[0].name: Two columns would be named "k". Enter a prefix, or list the values with their own names"#,
    );
    check_problem(
        r#"pivot (rows: ["month"], columns_from: "month")"#,
        TABLE,
        r#"rows: "month" cannot provide both rows and columns. Remove it from the rows"#,
    );
    let many: String = (0..1001).map(|n| format!("\n{n}")).collect();
    check_problem(
        r#"pivot (columns_from: "a")"#,
        &format!("a:int{many}"),
        r#"columns_from: "a" has more than 1000 values. Select another column, or list the values that become columns"#,
    );
}
