//! Rows of delimited files: blank ones, ones with delimiters at their ends, ones that do not fit.

use super::{CASE, Case, check};
use crate::program::{Place, project};

#[test]
fn blank_lines_are_no_rows() {
    check(&[
        Case {
            name: "of a single column",
            files: &[("a.csv", b"x\n1\n\n2\n\n")],
            shows: "x:integer\n1\n2\n! 2 blank lines were skipped",
            ..CASE
        },
        Case {
            name: "an empty value is in quotes",
            files: &[("a.csv", b"x\na\n\"\"\nb\n")],
            then: &[("group_by", "(aggregations: [(function: Rows, name: \"rows\")])")],
            shows: "rows:integer\n3",
            ..CASE
        },
        Case {
            name: "of several columns",
            files: &[("a.csv", b"x,y\n1,a\n\n2,b\n")],
            shows: "x:integer | y:text\n1,a\n2,b",
            ..CASE
        },
    ]);
}

#[test]
fn delimiters_at_the_ends_of_rows_make_no_column() {
    check(&[
        Case {
            name: "of the rows",
            files: &[("a.csv", b"date;text;amount\n2024-01-01;rent;-500;\n2024-01-02;pay;900;\n")],
            shows: "date:date | text:text | amount:integer\n2024-01-01,rent,-500\n2024-01-02,pay,900\n\
                    ! Every row ends with a delimiter",
            ..CASE
        },
        Case {
            name: "of the header too",
            files: &[("a.csv", b"date;text;amount;\n2024-01-01;rent;-500;\n2024-01-02;pay;900;\n")],
            shows: "date:date | text:text | amount:integer\n2024-01-01,rent,-500\n2024-01-02,pay,900\n\
                    ! Every row ends with a delimiter",
            ..CASE
        },
        Case {
            name: "a last column with some values stays",
            files: &[("a.csv", b"a;b\n1;\n2;x\n")],
            shows: "a:integer | b:text\n1,\n2,x",
            ..CASE
        },
    ]);
}

#[test]
fn rows_that_do_not_fit_never_empty_an_output() {
    const ALL: (&str, &str) = ("read_csv", "(path: \"a.csv\", types: [(column: \"d\", type: Date)])");
    const FILE: &[(&str, &[u8])] = &[("a.csv", b"d,n\n31/01/2024,1\n01/02/2024,2\n")];
    const SOME: &[(&str, &[u8])] = &[("a.csv", b"a,b\n1,2\n3\n4,5\nx\n")];
    check(&[
        Case { name: "all", files: FILE, source: ALL, shows: "! rejects: None of the 2 rows fit", ..CASE },
        Case {
            name: "all, and nobody minds",
            files: FILE,
            source: ("read_csv", "(path: \"a.csv\", types: [(column: \"d\", type: Date)], rejects: GoOn)"),
            shows: "d:date | n:integer\n! 2 rows do not fit",
            ..CASE
        },
        Case { name: "some", files: SOME, shows: "a:integer | b:integer\n1,2\n4,5\n! 2 rows do not fit", ..CASE },
        Case {
            name: "too many",
            files: SOME,
            source: ("read_csv", "(path: \"a.csv\", rejects: Above, most_rejects: 1.0)"),
            shows: "! 2 of 4 rows do not fit",
            ..CASE
        },
        Case {
            name: "not too many",
            files: SOME,
            source: ("read_csv", "(path: \"a.csv\", rejects: Above, most_rejects: 2.0)"),
            shows: "a:integer | b:integer\n1,2\n4,5\n! 2 rows do not fit",
            ..CASE
        },
        Case {
            name: "too many of a hundred",
            files: SOME,
            source: ("read_csv", "(path: \"a.csv\", rejects: AbovePercent, most_rejects: 49.0)"),
            shows: "! 2 of 4 rows do not fit",
            ..CASE
        },
        Case { name: "a file without rows is empty", files: &[("a.csv", b"a,b\n")], shows: "a:text | b:text", ..CASE },
    ]);
}

#[test]
fn rejected_rows_can_be_looked_at_where_the_node_has_failed() {
    let place = Place::new();
    place.put("a.csv", "d,n\n31/01/2024,1\n");
    let source = "(path: \"a.csv\", types: [(column: \"d\", type: Date)])";
    place.put("p.ron", &project(&[("in", "read_csv", source)], &[]));
    place.run(&["preview", "p.ron", "in"]).code(1).err_line(&["The only row does not fit"]);
    place.run(&["preview", "p.ron", "in.rejected"]).code(0).out(&["31/01/2024", "is not a date"]);
    place.run(&["check", "p.ron"]).code(1).out(&["The only row does not fit"]);
}
