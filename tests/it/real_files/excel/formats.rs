//! The old format, and OpenDocument as other programs write it: small stored files.

use super::*;

/// Written by xlwt 1.3: a table with a date, a formula without a result, a merged cell, and a hidden sheet before it.
const OLD: &[u8] = include_bytes!("../../../files/real/old.xls");
/// Written by odfpy 1.4.
const OPEN: &[u8] = include_bytes!("../../../files/real/open.ods");

#[test]
fn old_workbooks_are_read_and_reported_alike() {
    check(&[
        Case {
            name: "the old format",
            files: &[("a.xls", OLD)],
            source: ("read_excel", "(path: \"a.xls\")"),
            shows: "id:integer | day:date | twice:text | zip:text\n1,2024-01-31,,007\n2,2024-02-29,,+49\n\
                    ! 2 cells are formulas without a stored result and are read as null; the first is C2\n! The hidden sheet cover was skipped",
            ..CASE
        },
        Case {
            name: "as shown is refused",
            files: &[("a.xls", OLD)],
            source: ("read_excel", "(path: \"a.xls\", shown: true)"),
            shows: "! does not store how its cells are displayed",
            ..CASE
        },
        Case {
            name: "OpenDocument of another library",
            files: &[("a.ods", OPEN)],
            source: ("read_excel", "(path: \"a.ods\")"),
            shows: "id:integer | time:time | name:text\n1,14:23:12,one\n2,00:00:01,\"two\nlines\"",
            ..CASE
        },
        Case {
            name: "OpenDocument as shown",
            files: &[("a.ods", OPEN)],
            source: ("read_excel", "(path: \"a.ods\", shown: true, skip_last: 1)"),
            shows: "id:text | time:text | name:text\n1,14:23,one",
            ..CASE
        },
    ]);
}
