//! Values of cells: digits, errors, formulas, dates and times.

use super::books::{Book, Sheet, formatted, ods, ods_row, rows};
use super::*;

const READ: Case = Case { source: ("read_excel", "(path: \"a.xlsx\")"), ..CASE };

#[test]
fn digits_are_kept() {
    check_made(&[
        (
            Case {
                name: "texts that look like numbers",
                shows: "a:text | b:text | c:text\n007,+4930123456,9e42\n1,12e5,01220",
                ..READ
            },
            &[("a.xlsx", rows("a | b | c\n'007 | '+4930123456 | '9e42\n'1 | '12e5 | '01220"))],
        ),
        (
            Case {
                name: "numbers and texts in one column",
                shows: "v:text | n:integer\n1,1\n2.5,2\nn/a,3\n0.30000000000000004,4\n\
                        ! \"v\" is read as text: A4 (\"n/a\") is text, while 2 other cells are of type number",
                ..READ
            },
            &[("a.xlsx", rows("v | n\n1 | 1\n2.5 | 2\nn/a | 3\n0.30000000000000004 | 4"))],
        ),
        (
            Case { name: "ids of 16 digits", shows: "id:integer\n1234567890123456\n9007199254740992", ..READ },
            &[("a.xlsx", rows("id\n1234567890123456\n9007199254740992"))],
        ),
        (
            Case {
                name: "ids of more digits than a workbook keeps",
                shows: "id:number\n12345678901234568\n1\n! A2 is an integer with more digits than a workbook stores; its last digits may be wrong",
                ..READ
            },
            &[("a.xlsx", rows("id\n12345678901234567\n1"))],
        ),
        (
            Case {
                name: "dates and a word",
                shows: "d:text\n2024-01-01\nn/a\n2024-01-02\n! \"d\" is read as text: A3 (\"n/a\") is text, while 2 other cells are of type date",
                ..READ
            },
            &[("a.xlsx", formatted(&["yyyy-mm-dd"], "d\n1~45292\nn/a\n1~45293"))],
        ),
        (
            Case {
                name: "a row of totals under dates",
                shows: "d:text | n:integer\n2024-01-01,1\n2024-01-02,2\nTotal,3\n! \"d\" is read as text: A4 (\"Total\") is text, while 2 other cells are of type date",
                ..READ
            },
            &[("a.xlsx", formatted(&["yyyy-mm-dd"], "d | n\n1~45292 | 1\n1~45293 | 2\nTotal | 3"))],
        ),
        (
            Case { name: "booleans", shows: "b:boolean\ntrue\n\nfalse", ..READ },
            &[("a.xlsx", rows("b | \nTRUE\n | \nFALSE"))],
        ),
    ]);
}

#[test]
fn errors_and_formulas_without_results_are_reported() {
    let table = "a | b | c\n1 | #N/A | =A2*2\n2 | #DIV/0! | =A3*2\n3 | 3 | =SUM(A2:A4)";
    check_made(&[
        (
            Case {
                name: "null and told",
                shows: "a:integer | b:integer | c:text\n1,,\n2,,\n3,3,\n\
                        ! 3 cells are formulas without a stored result and are read as null; the first is C2\n\
                        ! 2 cells contain errors such as #N/A and are read as null; the first is B2",
                ..READ
            },
            &[("a.xlsx", rows(table))],
        ),
        (
            Case {
                name: "errors as text by choice",
                source: ("read_excel", "(path: \"a.xlsx\", errors: Text)"),
                shows: "a:integer | b:text | c:text\n1,#N/A,\n2,#DIV/0!,\n3,3,\n! \"b\" is read as text: B4 (\"3\") is integer, while 2 other cells are of type text",
                ..READ
            },
            &[("a.xlsx", rows(table))],
        ),
        (
            Case {
                name: "all results are 0 and the workbook asks to be computed",
                shows: "a:integer\n0\n! All formulas in \"S\" have the result 0: the program that wrote the file did not compute them",
                ..READ
            },
            &[("a.xlsx", {
                let mut book = rust_xlsxwriter::Workbook::new();
                let sheet = book.add_worksheet();
                sheet.set_name("S").expect("a name");
                sheet.write_string(0, 0, "a").expect("a cell");
                sheet.write_formula(1, 0, "=1+1").expect("a cell");
                book.save_to_buffer().expect("a workbook")
            })],
        ),
    ]);
}

#[test]
fn dates_and_times_are_what_they_mean() {
    let formats = &["yyyy-mm-dd", "h:mm:ss", "[h]:mm", "h:mm AM/PM", "yyyy-mm-dd h:mm:ss"];
    let old_mac = Book {
        sheets: &[Sheet { name: "S", rows: "d | t\n1~43830 | 5~43830.5", ..Sheet::default() }],
        formats,
        properties: "<workbookPr date1904=\"1\"/>",
        ..Book::default()
    };
    check_made(&[
        (
            Case {
                name: "times, spans and midnight",
                shows: "t:time | dur:duration | mid:time | ampm:time\n\
                        09:46:00,1d 06:15:00,00:00:00,18:00:00\n14:00:00,12:00:00,12:00:00,06:00:00",
                ..READ
            },
            &[(
                "a.xlsx",
                formatted(
                    formats,
                    "t | dur | mid | ampm\n2~0.4069444444444444 | 3~1.2604166667 | 2~0 | 4~0.75\n2~0.5833333333333334 | 3~0.5 | 2~0.5 | 4~0.25",
                ),
            )],
        ),
        (
            Case {
                name: "the calendar of old Macs",
                shows: "d:date | t:datetime\n2024-01-01,2024-01-01 12:00:00",
                ..READ
            },
            &[("a.xlsx", old_mac.bytes())],
        ),
        (
            Case { name: "days before March 1900", shows: "d:date\n1900-01-01\n1900-02-28\n1900-03-01", ..READ },
            &[("a.xlsx", formatted(formats, "d\n1~1\n1~59\n1~61"))],
        ),
        (
            Case { name: "numbers that mean days but do not say so", shows: "d:number\n45292\n45293.5", ..READ },
            &[("a.xlsx", rows("d\n45292\n45293.5"))],
        ),
        (
            Case {
                name: "times in a column of texts",
                shows: "t:text\n12:00:00\nlater\n36:00:00\n! \"t\" is read as text: A3 (\"later\") is text, while 1 other cells are of type duration",
                ..READ
            },
            &[("a.xlsx", formatted(formats, "t\n2~0.5\nlater\n3~1.5"))],
        ),
        (
            Case {
                name: "times of OpenDocument",
                source: ("read_excel", "(path: \"a.ods\")"),
                shows: "time:time | dur:duration | day:date\n14:23:12,12d 00:00:00,2024-01-31",
                ..READ
            },
            &[(
                "a.ods",
                ods(&format!(
                    "<table:table table:name=\"S\">{}{}</table:table>",
                    ods_row("string time | string dur | string day"),
                    ods_row("time PT14H23M12S | time PT288H00M00S | date 2024-01-31")
                )),
            )],
        ),
        (
            Case {
                name: "digits and errors of OpenDocument",
                source: ("read_excel", "(path: \"a.ods\")"),
                shows: "id:integer | e:integer | f:text\n12345678901234567,1,\n1,,\n\
                        ! B3\n! C2 is a formula without a stored result and is read as null",
                ..READ
            },
            &[(
                "a.ods",
                ods(&format!(
                    "<table:table table:name=\"S\">{}{}{}</table:table>",
                    ods_row("string id | string e | string f"),
                    ods_row("float 12345678901234567 | float 1 | <table:table-cell table:formula=\"of:=1\"/>"),
                    ods_row(
                        "float 1 | <table:table-cell office:value-type=\"string\" calcext:value-type=\"error\" office:string-value=\"\"><text:p>#N/A</text:p></table:table-cell>"
                    ),
                )),
            )],
        ),
    ]);
}
