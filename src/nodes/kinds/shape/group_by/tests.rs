use crate::nodes::kit::checks::{check_node, check_problem, check_warning};

const TABLE: &str = "k:text a:int b:number t:text
                         x 1 0.5 p
                         y 2 - q
                         x 4 1.5 -
                         - 3 2 p
                         y - 4 q";

#[test]
fn groups_stand_in_the_order_of_their_first_row() {
    check_node(
        r#"group_by (keys: ["k"], aggregations: [(function: Rows), (column: "a", function: Sum),
                (column: "b", function: Mean, name: "mean_b")])"#,
        TABLE,
        "k:text rows:int a_sum:int mean_b:number
             x 2 5 1
             y 2 2 4
             - 1 3 2",
    );
}

#[test]
fn every_function() {
    check_node(
        r#"group_by (keys: ["k"], aggregations: [
                (column: "t", function: Count), (column: "t", function: DistinctCount), (column: "a", function: Median),
                (column: "a", function: Min), (column: "t", function: Max), (column: "a", function: First),
                (column: "a", function: Last), (column: "a", function: List), (column: "t", function: JoinedText),
            ])"#,
        TABLE,
        r#"k:text t_count:int t_distinct:int a_median:number a_min:int t_max:text a_first:int a_last:int a_list:list[int] t_text:text
               x 1 1 2.5 1 p 1 4 [1,4] p
               y 2 1 2 2 q 2 - [2,-] "q, q"
               - 1 1 3 3 p 3 3 [3] p"#,
    );
    check_node(
        r#"group_by (aggregations: [
                (column: "a", function: StandardDeviation), (column: "a", function: Variance),
                (column: "a", function: Quantile, quantile: 0.9, name: "p90"),
                (column: "t", function: JoinedText, separator: "|"), (function: Count),
            ])"#,
        TABLE,
        "a_std:number a_var:number p90:number t_text:text count:int
             1.290994 1.666667 3.7 p|q|p|q 5",
    );
}

#[test]
fn means_of_large_integers_are_exact() {
    check_node(
        r#"group_by (keys: ["k"], aggregations: [(column: "a", function: Mean)])"#,
        "k:text a:int
             x -9223372036854775808
             x 9223372036854775807
             y 9223372036854775807
             y 9223372036854775807
             z -
             v 9007199254740993
             v -9007199254740992
             v 0
             v 0",
        "k:text a_mean:number
             x -0.5
             y 9223372036854775808
             z -
             v 0.25",
    );
}

#[test]
fn without_keys_even_an_empty_table_gives_one_row() {
    check_node(
        r#"group_by (aggregations: [(function: Rows), (column: "a", function: Sum), (column: "a", function: Mean),
                (column: "a", function: First), (column: "a", function: Max), (column: "a", function: List)])"#,
        "a:int",
        "rows:int a_sum:int a_mean:number a_first:int a_max:int a_list:list[int]\n0 0 - - - []",
    );
    check_node(r#"group_by (keys: ["a"], aggregations: [()])"#, "a:int", "a:int rows:int");
}

#[test]
fn without_aggregations_the_keys_stay() {
    check_node(r#"group_by (keys: ["k"])"#, TABLE, "k:text\nx\ny\n-");
}

#[test]
fn sums_are_made_in_64_bits() {
    check_node(
        r#"group_by (aggregations: [(column: "a", function: Sum), (column: "b", function: Sum), (column: "c", function: Sum)])"#,
        "a:i32 b:boolean c:u32\n2147483647 true 4294967295\n2147483647 true 1\n- - -",
        "a_sum:int b_sum:int c_sum:int\n4294967294 2 4294967296",
    );
}

#[test]
fn a_sum_that_leaves_64_bits_is_null() {
    check_node(
        r#"group_by (keys: ["k"], aggregations: [(column: "a", function: Sum, name: "sum")])"#,
        "k:text a:int\nx 9223372036854775807\nx 1\ny -9223372036854775808\ny -1\nz 9223372036854775807\nz 0\n- -",
        "k:text sum:int\nx -\ny -\nz 9223372036854775807\n- 0",
    );
}

#[test]
fn problems() {
    check_problem("group_by ()", TABLE, "keys: There is nothing to compute. Select group keys, or add an aggregation");
    check_problem(
        r#"group_by (aggregations: [(), (column: "t", function: Mean)])"#,
        TABLE,
        r#"aggregations[1].function: Cannot compute Mean: the column "t" is text. Cast it to a number first, or count its values"#,
    );
    check_problem(
        r#"group_by (aggregations: [(), (function: Rows)])"#,
        TABLE,
        r#"aggregations[1].name: Two columns would be named "rows". Rename one of them"#,
    );
    check_problem(
        r#"group_by (aggregations: [(column: "aa", function: Sum)])"#,
        "aaa:int\n1",
        r#"aggregations[0].column: There is no column "aa". Did you mean "aaa"?"#,
    );
    check_problem(
        r#"group_by (aggregations: [(column: "a", function: Quantile, quantile: 90)])"#,
        TABLE,
        "aggregations[0].quantile: 90 is not a valid quantile. Enter a number from 0 to 1, such as 0.9 for the 90th percentile",
    );
    check_warning(
        r#"group_by (keys: ["k"], aggregations: [(function: Sum)])"#,
        TABLE,
        "aggregations[0].column: This aggregation has no column. Select one, or remove the aggregation",
    );
}
