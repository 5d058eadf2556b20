//! What is filled, and what is rejected.

use crate::nodes::kit::checks::{check_node, check_problem, check_warning};

const TABLE: &str = "i:int n:number t:text b:boolean d:date m:datetime c:time
                     - - - - - - -
                     1 1.5 x true 2013-01-31 2013-01-31T10:00:00 10:00:00
                     - NaN - - - - -
                     4 4.5 y false 2013-02-01 2013-02-01T10:00:00 11:00:00
                     - - - - - - -";

#[test]
fn constants_are_written_as_the_type_is() {
    check_node(
        r#"fill_missing (fills: [(columns: ["i", "n"], value: "0"), (columns: ["t"], value: "not known"),
            (columns: ["b"], value: "yes"), (columns: ["d"], value: "1999-12-31"),
            (columns: ["m"], value: "1999-12-31 23:59:00"), (columns: ["c"], value: "23:59:59")])"#,
        TABLE,
        r#"i:int n:number t:text b:boolean d:date m:datetime c:time
           0 0 "not known" true 1999-12-31 1999-12-31T23:59:00 23:59:59
           1 1.5 x true 2013-01-31 2013-01-31T10:00:00 10:00:00
           0 NaN "not known" true 1999-12-31 1999-12-31T23:59:00 23:59:59
           4 4.5 y false 2013-02-01 2013-02-01T10:00:00 11:00:00
           0 0 "not known" true 1999-12-31 1999-12-31T23:59:00 23:59:59"#,
    );
    check_node(r#"fill_missing (fills: [(columns: ["a"], value: "${year}")])"#, "a:i32\n-\n1", "a:i32\n2013\n1");
}

#[test]
fn mean_and_median_make_numbers() {
    check_node(
        r#"fill_missing (fills: [(columns: ["i"], method: Mean), (columns: ["n"], method: Median)], nan: true)"#,
        "i:int n:number\n1 1\n2 NaN\n- 2\n- -\n6 9",
        "i:number n:number\n1 1\n2 2\n3 2\n3 2\n6 9",
    );
}

#[test]
fn neighbours() {
    check_node(
        r#"fill_missing (fills: [(columns: ["a"], method: Forward), (columns: ["b"], method: Backward)])"#,
        "a:int b:text\n- -\n1 x\n- -\n- y\n2 -",
        "a:int b:text\n- x\n1 x\n1 y\n1 y\n2 -",
    );
}

#[test]
fn nan_is_missing_only_when_asked() {
    let fill = |nan: &str| format!(r#"fill_missing (fills: [(columns: ["a"], value: "0")]{nan})"#);
    check_node(&fill(""), "a:number\nNaN\n-\n1", "a:number\nNaN\n0\n1");
    check_node(&fill(", nan: true"), "a:number\nNaN\n-\n1", "a:number\n0\n0\n1");
}

#[test]
fn problems() {
    check_problem(
        r#"fill_missing (fills: [(columns: ["d"], value: "soon")])"#,
        TABLE,
        r#"fills[0].value: "soon" does not fit "d", which is date. Enter a date such as 2013-01-31"#,
    );
    check_problem(
        r#"fill_missing (fills: [(columns: ["i"])])"#,
        TABLE,
        "fills[0].value: There is no value to fill with. Enter an integer such as 0",
    );
    check_problem(
        r#"fill_missing (fills: [(columns: ["t"], method: Mean)])"#,
        TABLE,
        r#"fills[0].method: "t" is text and has no mean. Fill it with a constant, or with the previous or next value"#,
    );
    check_problem(
        r#"fill_missing (fills: [(columns: ["i", "x"], value: "1")])"#,
        TABLE,
        r#"fills[0].columns[1]: There is no column "x". Available: "i", "n", "t", "b", "d"…"#,
    );
    check_problem(
        r#"fill_missing (fills: [(columns: ["i"], value: "1"), (columns: ["i"], value: "1")])"#,
        TABLE,
        r#"fills[1].columns[0]: The column "i" is filled twice. Remove it from one of the two rows"#,
    );
    check_problem(
        r#"fill_missing (fills: [(columns: ["i"], value: "${yer}")])"#,
        TABLE,
        r#"fills[0].value: There is no parameter "yer". Did you mean "year"?"#,
    );
    check_warning(
        "fill_missing (fills: [()])",
        TABLE,
        "fills[0].columns: No column is selected. Select some, or remove the row",
    );
}
