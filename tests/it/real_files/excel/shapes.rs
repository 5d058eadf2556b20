//! Where the table stands in its sheet.

use super::books::{Book, Sheet, formatted, rows};
use super::*;

const READ: Case = Case { source: ("read_excel", "(path: \"a.xlsx\")"), ..CASE };

fn with(name: &'static str, source: &'static str, shows: &'static str) -> Case {
    Case { name, source: ("read_excel", source), shows, ..CASE }
}

const REPORT: &str = "Sales report\nas of | 1~45413\n\nRegion | Sales | Date\nN | 10 | 1~45292\nS | 20.5 | 1~45293\nTotal | 30.5\n\n* | preliminary";

#[test]
fn titles_and_totals_are_passed_over() {
    let report = || vec![("a.xlsx", formatted(&["yyyy-mm-dd"], REPORT))];
    let (one, two, three) = (report(), report(), report());
    check_made(&[
        (
            with(
                "titles above, a total and a note below",
                "(path: \"a.xlsx\", skip_last: 3)",
                "Region:text | Sales:number | Date:date\nN,10,2024-01-01\nS,20.5,2024-01-02\n! Titles above row 4 were skipped",
            ),
            &one,
        ),
        (
            with(
                "the total makes nothing else than itself",
                "(path: \"a.xlsx\", skip_last: 2)",
                "Region:text | Sales:number | Date:date\nN,10,2024-01-01\nS,20.5,2024-01-02\nTotal,30.5,",
            ),
            &two,
        ),
        (
            with(
                "titles that are wanted",
                "(path: \"a.xlsx\", find_header: false, skip_last: 5)",
                "Sales report:text | column_2:text | column_3:text\nas of,2024-05-01,\n,,\nRegion,Sales,Date\n! \"column_2\" is read as text: B4 (\"Sales\") is text, while 1 other cells are of type date",
            ),
            &three,
        ),
    ]);
}

#[test]
fn tables_begin_anywhere() {
    let offset = "\n\n\n\n | | id | | val\n | | 1 | | 2\n | | 2 | | 3";
    check_made(&[
        (
            with("not in the corner", "(path: \"a.xlsx\")", "id:integer | column_2:text | val:integer\n1,,2\n2,,3"),
            &[("a.xlsx", rows(offset))],
        ),
        (
            with(
                "by the row of names",
                "(path: \"a.xlsx\", header_row: 5)",
                "id:integer | column_2:text | val:integer\n1,,2\n2,,3",
            ),
            &[("a.xlsx", rows(offset))],
        ),
        (with("a range", "(path: \"a.xlsx\", range: \"C5:C6\")", "id:integer\n1"), &[("a.xlsx", rows(offset))]),
        (with("from a cell on", "(path: \"a.xlsx\", range: \"E5\")", "val:integer\n2\n3"), &[("a.xlsx", rows(offset))]),
        (with("whole columns", "(path: \"a.xlsx\", range: \"C:C\")", "id:integer\n1\n2"), &[("a.xlsx", rows(offset))]),
        (
            with("no such range", "(path: \"a.xlsx\", range: \"Sails\")", "! There is no range or table \"Sails\""),
            &[("a.xlsx", rows(offset))],
        ),
        (
            with("blank cells at the edges", "(path: \"a.xlsx\")", "a:integer | b:integer\n1,2\n,\n3,4"),
            &[("a.xlsx", rows("a | b | | | ' \n1 | 2\n\n3 | 4\n\n' "))],
        ),
        (with("names without rows", "(path: \"a.xlsx\")", "a:text | b:text"), &[("a.xlsx", rows("a | b"))]),
        (with("nothing at all", "(path: \"a.xlsx\")", "! The sheet \"S\" is empty"), &[("a.xlsx", rows(""))]),
    ]);
}

#[test]
fn ranges_and_tables_have_names() {
    let table = "<table id=\"1\" name=\"Sales\" displayName=\"Sales\" ref=\"B2:C4\" totalsRowCount=\"1\"/>";
    let book = |parts: &[(&str, &str)]| {
        let sheets = &[
            Sheet { name: "First", rows: "x\n1", ..Sheet::default() },
            Sheet { name: "My data", rows: "\n | a | b\n | 1 | 2\n | 9 | 9", ..Sheet::default() },
        ];
        let names = "<definedNames><definedName name=\"wanted\">'My data'!$B$2:$C$3</definedName></definedNames>";
        Book { sheets, names, parts, ..Book::default() }.bytes()
    };
    let relation = "<Relationships><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/table\" Target=\"../tables/table1.xml\"/></Relationships>";
    let parts = [("xl/tables/table1.xml", table), ("xl/worksheets/_rels/sheet2.xml.rels", relation)];
    let shows = "a:integer | b:integer\n1,2";
    check_made(&[
        (with("a range", "(path: \"a.xlsx\", range: \"wanted\")", shows), &[("a.xlsx", book(&[]))]),
        (with("a table", "(path: \"a.xlsx\", range: \"Sales\")", shows), &[("a.xlsx", book(&parts))]),
        (
            with(
                "another sheet",
                "(path: \"a.xlsx\", range: \"wanted\", sheet: \"First\")",
                "! The range wanted is in the sheet \"My data\"",
            ),
            &[("a.xlsx", book(&[]))],
        ),
    ]);
}

#[test]
fn names_stand_in_several_rows() {
    let sheets = &[Sheet {
        name: "S",
        rows: "Region | 2023 | | 2024\n | Q1 | Q2 | Q1 | Q2\nNorth | 1 | 2 | 3 | 4\nSouth | 5 | 6 | 7 | 8",
        merged: "A1:A2 B1:C1 D1:E1",
        ..Sheet::default()
    }];
    let book = || Book { sheets, ..Book::default() }.bytes();
    check_made(&[
        (
            with(
                "joined",
                "(path: \"a.xlsx\", header_rows: 2)",
                "Region:text | 2023 Q1:integer | 2023 Q2:integer | 2024 Q1:integer | 2024 Q2:integer\nNorth,1,2,3,4\nSouth,5,6,7,8",
            ),
            &[("a.xlsx", book())],
        ),
        (
            with(
                "by another sign",
                "(path: \"a.xlsx\", header_rows: 2, header_separator: \"_\", range: \"A1:B3\")",
                "Region:text | 2023_Q1:integer\nNorth,1",
            ),
            &[("a.xlsx", book())],
        ),
        (
            with(
                "one row of two is told",
                "(path: \"a.xlsx\", range: \"A1:B2\")",
                "Region:text | 2023:text\n,Q1\n! Row 1 has cells merged across columns: the next row may also contain column names",
            ),
            &[("a.xlsx", book())],
        ),
    ]);
}

#[test]
fn merged_cells_are_filled_by_choice() {
    let sheets = &[Sheet {
        name: "S",
        rows: "Grp | Item | N\nA | x | 1\n | y | 2\n | z | 3\nB | w | 4\n | v | 5",
        merged: "A2:A4 A5:A6",
        ..Sheet::default()
    }];
    let book = || Book { sheets, ..Book::default() }.bytes();
    check_made(&[
        (
            Case {
                name: "told",
                shows: "Grp:text | Item:text | N:integer\nA,x,1\n,y,2\n,z,3\nB,w,4\n,v,5\n! 2 merged cells, the first A2:A4",
                ..READ
            },
            &[("a.xlsx", book())],
        ),
        (
            Case {
                name: "filled",
                source: ("read_excel", "(path: \"a.xlsx\", fill_merged: true)"),
                shows: "Grp:text | Item:text | N:integer\nA,x,1\nA,y,2\nA,z,3\nB,w,4\nB,v,5",
                ..READ
            },
            &[("a.xlsx", book())],
        ),
    ]);
}

#[test]
fn cells_are_read_as_shown_by_choice() {
    let formats = &["0.0%", "00000", "\"$\"#,##0.00", "dd.mm.yyyy"];
    let table = "pct | zip | usd | day | n\n1~0.12 | 2~42 | 3~1234.5 | 4~45322 | 0.30000000000000004\n1~0.035 | 2~501 | 3~7 | 4~45323 | 7";
    check_made(&[
        (
            Case {
                name: "values",
                shows: "pct:number | zip:integer | usd:number | day:date | n:number\n0.12,42,1234.5,2024-01-31,0.30000000000000004\n0.035,501,7,2024-02-01,7",
                ..READ
            },
            &[("a.xlsx", formatted(formats, table))],
        ),
        (
            Case {
                name: "as shown",
                source: ("read_excel", "(path: \"a.xlsx\", shown: true)"),
                shows: "pct:text | zip:text | usd:text | day:text | n:text\n12.0%,00042,\"$1,234.50\",31.01.2024,0.3\n3.5%,00501,$7.00,01.02.2024,7",
                ..READ
            },
            &[("a.xlsx", formatted(formats, table))],
        ),
    ]);
}
