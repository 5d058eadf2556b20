//! Which sheets and which files are read.

use super::books::{Book, Sheet, ods, ods_row, rows};
use super::*;

const HIDDEN: &str = "hidden";

fn with(name: &'static str, source: &'static str, shows: &'static str) -> Case {
    Case { name, source: ("read_excel", source), shows, ..CASE }
}

fn sheet<'a>(name: &'a str, state: &'a str, rows: &'a str) -> Sheet<'a> {
    Sheet { name, state, rows, ..Sheet::default() }
}

#[test]
fn sheets_by_name_number_and_pattern() {
    let sheets = &[
        sheet("cover", HIDDEN, "internal"),
        sheet("2024 Jan", "", "a | b\n1 | x"),
        sheet("2024 Feb", "", "b | a | c\ny | 2.5 | 7"),
        sheet("empty", "", ""),
        sheet("2024 old", HIDDEN, "a\n9"),
    ];
    let book = || vec![("a.xlsx", Book { sheets, ..Book::default() }.bytes())];
    let books: Vec<_> = (0..6).map(|_| book()).collect();
    check_made(&[
        (
            with(
                "the first that is seen",
                "(path: \"a.xlsx\")",
                "a:integer | b:text\n1,x\n! The hidden sheet cover was skipped",
            ),
            &books[0],
        ),
        (with("a hidden one by its name", "(path: \"a.xlsx\", sheet: \"2024 old\")", "a:integer\n9"), &books[1]),
        (with("by number", "(path: \"a.xlsx\", sheet: \"3\")", "b:text | a:number | c:integer\ny,2.5,7"), &books[2]),
        (
            with(
                "by pattern, united by name, with the sheet",
                "(path: \"a.xlsx\", sheet: \"2024*\", sheet_column: \"month\")",
                "a:number | b:text | month:text | c:integer\n1,x,2024 Jan,\n2.5,y,2024 Feb,7\n! The hidden sheet 2024 old was skipped",
            ),
            &books[3],
        ),
        (
            with(
                "all, with the file",
                "(path: \"a.xlsx\", sheet: \"*\", file_column: \"f\", unite: Intersection)",
                "a:number | b:text | f:text\n1,x,a.xlsx\n2.5,y,a.xlsx\n! The sheet empty is empty and was skipped",
            ),
            &books[4],
        ),
        (with("none of this name", "(path: \"a.xlsx\", sheet: \"2025*\")", "! There is no sheet \"2025*\""), &books[5]),
    ]);
}

#[test]
fn hidden_sheets_of_open_document_are_passed_over() {
    let table = |name: &str, style: &str, cell: &str| {
        format!("<table:table table:name=\"{name}\"{style}>{}{}</table:table>", ods_row("string a"), ods_row(cell))
    };
    let book = ods(&[table("cover", " table:style-name=\"no\"", "string x"), table("data", "", "float 1")].concat());
    let case = with("by a style", "(path: \"a.ods\")", "a:integer\n1\n! The hidden sheet cover was skipped");
    check_made(&[(case, &[("a.ods", book)])]);
}

#[test]
fn files_of_a_pattern_are_united_by_name() {
    check_made(&[
        (
            with(
                "whole numbers then fractions",
                "(path: \"m*.xlsx\", file_column: \"f\")",
                "id:integer | v:number | f:text\n1,2,m1.xlsx\n2,2.5,m2.xlsx",
            ),
            &[("m1.xlsx", rows("id | v\n1 | 2")), ("m2.xlsx", rows("id | v\n2 | 2.5"))],
        ),
        (
            with(
                "another order and one more",
                "(path: \"m*.xlsx\")",
                "id:integer | v:integer | w:integer\n1,2,\n2,3,4",
            ),
            &[("m1.xlsx", rows("id | v\n1 | 2")), ("m2.xlsx", rows("w | v | id\n4 | 3 | 2"))],
        ),
        (
            with("a word among numbers", "(path: \"m*.xlsx\")", "! \"v\" is"),
            &[("m1.xlsx", rows("id | v\n1 | 2")), ("m2.xlsx", rows("id | v\n2 | x"))],
        ),
    ]);
}

#[test]
fn files_that_are_no_workbooks_are_reported_with_their_reader() {
    check(&[
        Case {
            files: &[("a.xls", b"<html><table><tr><th>a</th></tr></table></html>")],
            ..with("a web page", "(path: \"a.xls\")", "! a.xls is a web page (HTML)")
        },
        Case {
            files: &[("a.xls", b"a\tb\n1\t2\n")],
            ..with("tabs", "(path: \"a.xls\")", "! a.xls is a text file\n! Read it with Read CSV")
        },
        Case {
            files: &[("a.xlsx", b"a,b\n1,2\n")],
            ..with("commas", "(path: \"a.xlsx\")", "! a.xlsx is a text file\n! Read it with Read CSV")
        },
        Case { files: &[("a.xlsx", b"")], ..with("nothing", "(path: \"a.xlsx\")", "! a.xlsx is an empty file") },
        Case {
            files: &[("a.xlsx", b"PK\x03\x04cut off")],
            ..with("a zip that is cut off", "(path: \"a.xlsx\")", "! a.xlsx")
        },
        Case {
            files: &[("a.xls", b"\x00\x01\x02\x03\x00\x00")],
            ..with("unknown bytes", "(path: \"a.xls\")", "! a.xls is a file of unknown type")
        },
    ]);
}

#[test]
fn old_and_new_workbooks_under_each_others_names() {
    check_made(&[(with("a new one named .xls", "(path: \"a.xls\")", "a:integer\n1"), &[("a.xls", rows("a\n1"))])]);
}

#[test]
fn a_cover_is_passed_over() {
    let table = "id | name\n1 | x\n2 | y";
    let cover = sheet("Cover", "", "Report\n2024");
    let book = |sheets: &[Sheet]| vec![("a.xlsx", Book { sheets, ..Book::default() }.bytes())];
    let told = "! The first sheet, Cover, contains no table; Data was read instead";
    let behind = book(&[cover, sheet("Notes", "", "by Ann"), sheet("Data", "", table)]);
    let asked = book(&[cover, sheet("Data", "", table)]);
    let alone = book(&[cover, sheet("Notes", "", "by Ann")]);
    let small = book(&[sheet("Small", "", "id | name\n1 | x"), sheet("Data", "", table)]);
    let shows = format!("id:integer | name:text\n1,x\n2,y\n{told}");
    check_made(&[
        (Case { shows: shows.leak(), ..with("the next sheet with a table", "(path: \"a.xlsx\")", "") }, &behind),
        (with("the cover by its name", "(path: \"a.xlsx\", sheet: \"Cover\")", "Report:integer\n2024"), &asked),
        (with("no table anywhere", "(path: \"a.xlsx\")", "Report:integer\n2024"), &alone),
        (with("a small table", "(path: \"a.xlsx\")", "id:integer | name:text\n1,x"), &small),
    ]);
}
