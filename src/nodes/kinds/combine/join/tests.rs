//! Joins of small tables.

use crate::nodes::kit::checks::{check_node, check_problem, check_warning};

const TABLES: &str = "id:int k:text n:int
                      1 b 10
                      2 a 20
                      3 - 30
                      4 c 40
                      ---
                      code:text n:number
                      a 0.5
                      b 1.5
                      - 2.5
                      d 3.5";

fn joined(settings: &str) -> String {
    format!(r#"join (keys: [(left: "k", right: "code")], {settings})"#)
}

#[test]
fn inner_and_the_two_sides_without_a_match() {
    check_node(
        &joined(""),
        TABLES,
        "id:int k:text n:int n_right:number
         1 b 10 1.5
         2 a 20 0.5
         ---
         id:int k:text n:int
         3 - 30
         4 c 40
         ---
         code:text n:number
         - 2.5
         d 3.5",
    );
}

#[test]
fn outer_joins_have_the_same_columns() {
    check_node(
        &joined("how: Left"),
        TABLES,
        "id:int k:text n:int n_right:number
         1 b 10 1.5
         2 a 20 0.5
         3 - 30 -
         4 c 40 -",
    );
    check_node(
        &joined("how: Right"),
        TABLES,
        "id:int k:text n:int n_right:number
         2 a 20 0.5
         1 b 10 1.5
         - - - 2.5
         - d - 3.5",
    );
    check_node(
        &joined("how: Full"),
        TABLES,
        "id:int k:text n:int n_right:number
         1 b 10 1.5
         2 a 20 0.5
         3 - 30 -
         4 c 40 -
         - - - 2.5
         - d - 3.5",
    );
}

#[test]
fn keys_may_stay_apart() {
    check_node(
        &joined(r#"how: Full, coalesce: false, suffix: "_2""#),
        TABLES,
        "id:int k:text n:int code:text n_2:number
         1 b 10 b 1.5
         2 a 20 a 0.5
         3 - 30 - -
         4 c 40 - -
         - - - - 2.5
         - - - d 3.5",
    );
}

#[test]
fn semi_and_anti_keep_left_columns() {
    check_node(&joined("how: Semi"), TABLES, "id:int k:text n:int\n1 b 10\n2 a 20");
    check_node(&joined("how: Anti"), TABLES, "id:int k:text n:int\n3 - 30\n4 c 40");
}

#[test]
fn left_order_then_right_order() {
    check_node(
        r#"join (keys: [(left: "k")])"#,
        "k:int a:int\n2 1\n1 2\n2 3\n---\nk:int b:int\n1 1\n2 2\n1 3\n2 4",
        "k:int a:int b:int\n2 1 2\n2 1 4\n1 2 1\n1 2 3\n2 3 2\n2 3 4",
    );
}

#[test]
fn the_only_common_column_is_the_key() {
    check_node("join ()", "a:int b:int\n1 2\n---\nc:int b:int\n3 2", "a:int b:int c:int\n1 2 3");
}

#[test]
fn numbers_of_different_width_match() {
    check_node(
        r#"join (keys: [(left: "a")])"#,
        "a:i32\n1\n2\n---\na:number b:text\n1 x\n2.5 y",
        "a:number b:text\n1 x\n---\na:number\n2\n---\na:number b:text\n2.5 y",
    );
}

#[test]
fn expectations_are_checked_when_it_runs() {
    let doubled = "k:text a:int\nx 1\ny 2\n- 3\n- 4\n---\nk:text b:int\nx 1\nx 2\n- 3\n- 4";
    check_node(r#"join (keys: [(left: "k")], expect: OneToMany)"#, doubled, "k:text a:int b:int\nx 1 1\nx 1 2");
    check_problem(
        r#"join (keys: [(left: "k")], expect: ManyToOne)"#,
        doubled,
        r#"expect: The keys must be unique on the right, but k = "x" occurs 2 times. Remove the duplicates, or change "Expected keys""#,
    );
    check_problem(
        r#"join (keys: [(left: "a", right: "b"), (left: "k", right: "k")], expect: OneToOne, how: Left)"#,
        "k:text a:int\nx 1\ny 1\nx 1\n---\nk:text b:int\nx 1",
        r#"expect: The keys must be unique on the left, but a = 1, k = "x" occurs 2 times. Remove the duplicates, or change "Expected keys""#,
    );
}

#[test]
fn problems() {
    check_problem("join ()", "a:int\n1", "Nothing is connected to \"right\". Connect a wire to it");
    check_problem(
        "join ()",
        "a:int\n1\n---\nb:int\n1",
        "keys: No keys are selected. Select the columns in which rows must be equal",
    );
    check_problem(
        "join ()",
        "year:int carrier:text n:int\n1 x 1\n---\nyear:int carrier:text\n1 x",
        r#"keys: No keys are selected; both tables have "year" and "carrier". Select those that identify the same thing"#,
    );
    check_problem(
        r#"join (keys: [(left: "id", right: "code")])"#,
        TABLES,
        r#"keys[0]: "id" on the left is integer, "code" on the right is text: they never match. Cast one of the two first in a Select node"#,
    );
    check_problem(
        r#"join (keys: [(left: "k", right: "cod")])"#,
        TABLES,
        r#"keys[0].right: There is no column "cod" on the right. Did you mean "code"?"#,
    );
    check_problem(
        &joined(r#"suffix: """#),
        TABLES,
        r#"suffix: Two columns would be named "n". Enter another suffix, or rename a column first"#,
    );
    check_warning(
        "join (keys: [()])",
        "a:int\n1\n---\na:int\n1",
        "keys[0].left: This key has no left column. Select one, or remove the key",
    );
}
