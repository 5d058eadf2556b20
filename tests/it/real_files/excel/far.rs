//! Files that claim more than they hold.

use super::books::{Book, Sheet, formatted, ods, ods_row, rows, zipped};
use super::*;

const READ: Case = Case { source: ("read_excel", "(path: \"a.xlsx\")"), ..CASE };
const ODS: Case = Case { source: ("read_excel", "(path: \"a.ods\")"), ..CASE };

#[test]
fn far_cells_cost_nothing_and_are_reported() {
    check_made(&[
        (
            Case {
                name: "the last corner",
                shows: "a:integer | b:integer\n1,2\n! A cell far from the table was skipped: XFD1048576",
                ..READ
            },
            &[("a.xlsx", rows("a | b\n1 | 2\n@XFD1048576 x"))],
        ),
        (
            Case {
                name: "the last row",
                shows: "a:integer | b:integer\n1,2\n! A cell far from the table was skipped: A1048576",
                ..READ
            },
            &[("a.xlsx", rows("a | b\n1 | 2\n@A1048576 x"))],
        ),
        (
            Case {
                name: "two corners and nothing else",
                shows: "x:text\n! A cell far from the table was skipped: XFD1048576",
                ..READ
            },
            &[("a.xlsx", rows("@A1 x\n@XFD1048576 y"))],
        ),
        (
            Case {
                name: "a range that holds the far cell",
                source: ("read_excel", "(path: \"a.xlsx\", range: \"A1:XFD1048576\")"),
                shows: "! The 5 cells of \"S\" are far apart: the table would have 17,179,869,184 cells",
                ..READ
            },
            &[("a.xlsx", rows("a | b\n1 | 2\n@XFD1048576 x"))],
        ),
        (
            Case { name: "formats without cells", shows: "a:integer\n1", ..READ },
            &[("a.xlsx", formatted(&["0.00"], "a\n1\n@XFD1048576 1~"))],
        ),
        (
            Case {
                name: "another row far below by a pattern of rows",
                shows: "a:integer\n1\n2\n! 2 cells far from the table were skipped; the first is A9000",
                ..READ
            },
            &[("a.xlsx", rows("a\n1\n2\n@A9000 x\n@A9001 y"))],
        ),
    ]);
}

#[test]
fn repeated_cells_of_open_document_are_bounded() {
    let head = ods_row("string a | string b");
    let row = ods_row("float 1 | float 2");
    let repeated = |rows: u64, columns: u64, cell: &str| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             table:number-columns-repeated=\"{columns}\"{cell}</table:table-row>"
        )
    };
    let book = |more: &str| ods(&format!("<table:table table:name=\"S\">{head}{row}{more}</table:table>"));
    let one = " office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell>";
    check_made(&[
        (
            Case { name: "empty to the end of the sheet", shows: "a:integer | b:integer\n1,2", ..ODS },
            &[("a.ods", book(&repeated(1_048_570, 16_384, "/>")))],
        ),
        (
            Case { name: "empty beyond all sheets", shows: "a:integer | b:integer\n1,2", ..ODS },
            &[("a.ods", book(&repeated(u64::MAX, u64::MAX, "/>")))],
        ),
        (
            Case { name: "a value in each cell of the sheet", shows: "! would fill a grid", ..ODS },
            &[("a.ods", book(&repeated(1_048_570, 16_384, one)))],
        ),
        (
            Case { name: "a value in some rows", shows: "a:integer | b:integer\n1,2\n1,1\n1,1\n1,1", ..ODS },
            &[("a.ods", book(&repeated(3, 2, one)))],
        ),
    ]);
}

#[test]
fn claims_of_small_files_are_not_believed() {
    let texts = "<sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>a</t></si></sst>";
    let sheets = &[Sheet { name: "S", rows: "a\n1", ..Sheet::default() }];
    let claiming = Book { sheets, parts: &[("xl/sharedStrings.xml", texts)], ..Book::default() }.bytes();
    let zeros = vec![b' '; 300 << 20];
    check_made(&[
        (
            Case {
                name: "four billion texts",
                shows: "! a.xlsx claims to contain 4,294,967,295 texts, which is impossible",
                ..READ
            },
            &[("a.xlsx", claiming)],
        ),
        (
            Case { name: "a part of blanks", shows: "! is suspiciously compressed", ..READ },
            &[("a.xlsx", zipped(&[("xl/workbook.xml", b"<a/>"), ("xl/worksheets/sheet1.xml", &zeros)]))],
        ),
    ]);
}
