use crate::nodes::kit::checks::{check_node, check_problem};

const TABLES: &str = "a:int b:text\n1 x\n---\nb:text a:int c:boolean\ny 2 true";

#[test]
fn by_name_fills_what_is_missing() {
    check_node("union ()", TABLES, "a:int b:text c:boolean\n1 x -\n2 y true");
}

#[test]
fn by_position_takes_the_first_names() {
    check_node(
        "union (by: Position)",
        "a:int b:text\n1 x\n---\nc:int d:text a:int\n2 y 3",
        "a:int b:text a_:int\n1 x -\n2 y 3",
    );
}

#[test]
fn numbers_widen() {
    check_node(
        "union ()",
        "a:int b:i32 c:null\n1 1 -\n---\na:number b:u32 c:text\n1.5 4294967295 x",
        "a:number b:int c:text\n1 1 -\n1.5 4294967295 x",
    );
}

#[test]
fn a_source_column_names_the_nodes() {
    check_node(
        r#"union (source: "from")"#,
        "a:int\n1\n2\n---\na:int\n---\na:int\n3",
        "a:int from:text\n1 table_1\n2 table_1\n3 table_3",
    );
}

#[test]
fn columns_that_not_every_table_has_may_be_left_out() {
    check_node("union (missing: Shared)", TABLES, "a:int b:text\n1 x\n2 y");
    check_node("union (missing: First)", "a:int\n1\n---\nb:text a:number\ny 2.5", "a:number\n1\n2.5");
}

#[test]
fn numbers_become_text_by_choice() {
    let tables = "a:int d:date\n1 2024-01-02\n---\na:text d:text\nx y";
    check_node("union (numbers_as_text: true)", tables, "a:text d:text\n1 2024-01-02\nx y");
}

#[test]
fn digits_are_not_lost() {
    check_node("union ()", "a:int\n9007199254740992\n---\na:number\n1.5", "a:number\n9007199254740992\n1.5");
    check_problem(
        "union ()",
        "a:int\n1\n9007199254740993\n---\na:number\n1.5",
        r#"The column "a" of "table_1" contains 9007199254740993, which cannot be stored exactly as number. Cast the column first"#,
    );
}

#[test]
fn one_table_passes() {
    check_node("union ()", "a:int\n1", "a:int\n1");
}

#[test]
fn problems() {
    check_problem("union ()", "", "Nothing is connected to \"tables\". Connect wires to it");
    check_problem(
        "union ()",
        "a:int\n1\n---\na:text\nx",
        r#"numbers_as_text: The column "a" is integer in "table_1" but text in "table_2". Turn on "Convert numbers to text", or cast one of the columns first"#,
    );
    check_problem(
        "union (missing: Error)",
        TABLES,
        r#"missing: "table_1" has no column "c", which "table_2" has. Add the column, or fill missing columns with null"#,
    );
    check_problem(
        "union (missing: Error)",
        "delay:int\n1\n---\ndelays:int\n2",
        r#"missing: "table_1" has no column "delays", which "table_2" has. Rename "delay", or fill missing columns with null"#,
    );
    check_problem(
        "union (missing: Error, by: Position)",
        "a:int b:int\n1 2\n---\na:int\n1",
        r#"missing: "table_2" has only 1 column, fewer than "table_1". Add the column, or fill missing columns with null"#,
    );
    check_problem(
        r#"union (source: "a")"#,
        "a:int\n1",
        r#"source: There is already a column "a". Rename the source column"#,
    );
}
