//! Delimited files at the edges: rows that look like something else, values that no type holds.

use super::*;
use crate::nodes::kit::checks::files::{Folder, show};

fn csv() -> ReadCsv {
    ReadCsv { path: "a.csv".into(), ..Default::default() }
}

/// Both tables of the file.
fn read(kind: &ReadCsv, text: &str) -> (String, String) {
    let (tables, _) =
        Folder::with(&[("a.csv", text.as_bytes())]).read(kind).unwrap_or_else(|p| panic!("{text:?}: {p}"));
    (show(&tables[0]), show(&tables[1]).replace("line:integer | reason:text | text:text", ""))
}

#[test]
fn rows_that_look_like_something_else_are_read() {
    let texts = ReadCsv { infer_rows: 0, find_header: false, delimiter: ",".into(), ..csv() };
    for (text, rows, rejected) in [
        // The first two bytes of zlib's formats.
        ("a,b\nx^2,y\nz,1\n", "x^2 | y\nz | 1", ""),
        ("a,b\nx\u{680},y\nx\u{680}z,2\nz,1\n", "x\u{680} | y\nx\u{680}z | 2\nz | 1", ""),
        ("a,b\nx\u{1},y\n", "x\u{1} | y", ""),
        ("x\u{680},b\n1,2\n", "1 | 2", ""),
        // Behind a row that is left out.
        ("a,b\n1\nx^2,y\nx^3,z\n", "x^2 | y\nx^3 | z", "\n2 | 1 field instead of 2 | 1"),
        ("a,b\nx^2,\"y\nx^\"\nz,1\n", "x^2 | y\nx^\nz | 1", ""),
        // A byte order mark that is data.
        ("a,b\n\u{feff}x,y\n", "\u{feff}x | y", ""),
        ("a,b\n\u{feff}\u{feff}x,y\n", "\u{feff}\u{feff}x | y", ""),
        ("a,b\n1\n\u{feff}x,y\n", "\u{feff}x | y", "\n2 | 1 field instead of 2 | 1"),
        ("a\n1\n\n\u{feff}", "1\n\u{feff}", ""),
        ("a\n\u{feff}", "\u{feff}", ""),
    ] {
        let head = text.lines().next().unwrap().split(',').map(|name| format!("{name}:text")).collect::<Vec<_>>();
        let found = read(&texts, text);
        assert_eq!(found, (format!("{}\n{rows}", head.join(" | ")), rejected.to_owned()), "{text:?}");
    }
    let fixed = ReadCsv { delimiter: "fixed".into(), widths: "3, 2, 4".into(), ..csv() };
    assert_eq!(read(&fixed, ",b\nx\u{1}").0.lines().count(), 2);
}

#[test]
fn leap_seconds_are_no_times() {
    let moments = "t,n\n2016-12-31 23:59:59,1\n2016-12-31 23:59:60,2\n";
    assert_eq!(read(&csv(), moments).0, "t:text | n:integer\n2016-12-31 23:59:59 | 1\n2016-12-31 23:59:60 | 2");
    let typed = |of| TypedColumn { column: "t".into(), r#type: of, format: String::new() };
    for (of, text, rows, rejected) in [
        (
            Type::Time,
            "t,n\n23:59:59,1\n23:59:60,2\n",
            "t:time | n:integer\n23:59:59 | 1",
            "t: \"23:59:60\" is not a time",
        ),
        (
            Type::DateTime(None),
            moments,
            "t:datetime | n:integer\n2016-12-31 23:59:59 | 1",
            "t: \"2016-12-31 23:59:60\" is not a datetime",
        ),
    ] {
        let kind = ReadCsv { types: vec![typed(of)], ..csv() };
        let (table, left) = read(&kind, text);
        assert_eq!(table, rows);
        assert!(left.contains(rejected), "{left}");
    }
}

#[test]
fn blanks_in_a_column_of_numbers_are_null() {
    let (table, rejected) = read(&csv(), "a,b\n1,x\n ,y\n3,z\n");
    assert_eq!((table.as_str(), rejected.as_str()), ("a:integer | b:text\n1 | x\n∅ | y\n3 | z", ""));
}

#[test]
fn each_row_has_its_file() {
    let many: Vec<(String, String)> = (0..300)
        .map(|n| (format!("f{n:03}.csv"), format!("a,b\n{n},x\n{}", if n % 3 == 0 { "bad\n" } else { "9,y\n" })))
        .collect();
    let files: Vec<(&str, &[u8])> = many.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = Folder::with(&files);
    folder.put("f299z.csv", b"a,b\n");
    folder.put("f300.csv", b"row,a\n1,2\n3,4\n");
    let kind = ReadCsv { path: "f*.csv".into(), file_column: "from".into(), ..csv() };
    let (tables, _) = folder.read(&kind).expect("all are read");
    let mut expected = String::from("a:integer | b:text | row:integer | from:text");
    for n in 0..300 {
        expected.push_str(&format!("\n{n} | x | ∅ | f{n:03}.csv"));
        if n % 3 > 0 {
            expected.push_str(&format!("\n9 | y | ∅ | f{n:03}.csv"));
        }
    }
    expected.push_str("\n2 | ∅ | 1 | f300.csv\n4 | ∅ | 3 | f300.csv");
    assert_eq!(show(&tables[0]), expected);
}
