//! Delimited files as they occur in practice.

use super::*;
use crate::nodes::kit::checks::files::{Folder, show};

fn csv() -> ReadCsv {
    ReadCsv { path: "a.csv".into(), ..Default::default() }
}

/// Both tables of the file, and the warnings.
fn read(kind: &ReadCsv, bytes: &[u8]) -> (String, String, Vec<String>) {
    let (tables, warnings) = Folder::with(&[("a.csv", bytes)]).read(kind).expect("the file is read");
    let warnings = warnings.iter().map(|warning| warning.message.to_string()).collect();
    (show(&tables[0]), show(&tables[1]).replace("line:integer | reason:text | text:text", ""), warnings)
}

fn rows(kind: &ReadCsv, text: &str) -> String {
    let (rows, rejected, _) = read(kind, text.as_bytes());
    assert_eq!(rejected, "", "no row of {text:?} is rejected");
    rows
}

#[test]
fn shapes_of_files() {
    for (text, table) in [
        ("a,b\n1,x\n", "a:integer | b:text\n1 | x"),
        ("a,b\r\n1,x\r\n", "a:integer | b:text\n1 | x"),
        ("a,b\r1,x\r", "a:integer | b:text\n1 | x"),
        ("\u{feff}a,b\n1,x", "a:integer | b:text\n1 | x"),
        ("a;b\n1,5;x\n2;y\n", "a:text | b:text\n1,5 | x\n2 | y"),
        ("a\tb\n1\tx", "a:integer | b:text\n1 | x"),
        ("a|b\n1|x", "a:integer | b:text\n1 | x"),
        ("a\n1\n\n3\n", "a:integer\n1\n3"),
        ("a,b\n\n1,x\n\n\n2,y\n\n", "a:integer | b:text\n1 | x\n2 | y"),
        ("\n\na,b\n1,x\n", "a:integer | b:text\n1 | x"),
        ("a,b\n", "a:text | b:text"),
        ("a,b", "a:text | b:text"),
        ("a,b\n1,\"x\ny\"\n2,\"x\"\"y\"\n", "a:integer | b:text\n1 | x\ny\n2 | x\"y"),
        ("a,b\n1,\n2,\"\"\n", "a:integer | b:text\n1 | ∅\n2 | "),
        ("a,b\n1,5\" x\n2,y\"\"\n", "a:integer | b:text\n1 | 5\" x\n2 | y\"\""),
        ("a,d\n1,\"\"\n2,2013-01-01\n3,\n", "a:integer | d:date\n1 | ∅\n2 | 2013-01-01\n3 | ∅"),
        ("a, b\n1, 2\n", "a:integer |  b:integer\n1 | 2"),
        ("x.y,\"q\"\"r\",*,^a$\n1,2,3,4\n", "x.y:integer | q\"r:integer | *:integer | ^a$:integer\n1 | 2 | 3 | 4"),
        ("a,,c\n1,2,3\n", "a:integer | column_2:integer | c:integer\n1 | 2 | 3"),
        ("名前,b\n日本,1\n", "名前:text | b:integer\n日本 | 1"),
    ] {
        assert_eq!(rows(&csv(), text), table, "{text:?}");
    }
}

#[test]
fn types_of_columns() {
    for (texts, column) in [
        ("1\n2", "integer\n1\n2"),
        ("1\n2.5", "number\n1.0\n2.5"),
        ("007\n8", "text\n007\n8"),
        ("true\nFALSE", "boolean\ntrue\nfalse"),
        ("2013-01-31\n2012-02-29", "date\n2013-01-31\n2012-02-29"),
        ("31.01.2013", "date\n2013-01-31"),
        ("13/02/2013\n01/02/2013", "date\n2013-02-13\n2013-02-01"),
        ("2013-01-31 10:05", "datetime\n2013-01-31 10:05:00"),
        ("2013-01-31T10:05:06.5\n2013-01-31T10:05:06", "datetime\n2013-01-31 10:05:06.500\n2013-01-31 10:05:06"),
        (
            "2013-01-31T10:05:06Z\n2013-01-31T10:05:06+01:00",
            "datetime in UTC\n2013-01-31 10:05:06 UTC\n2013-01-31 09:05:06 UTC",
        ),
        ("10:05\n23:59", "time\n10:05:00\n23:59:00"),
        ("01-02-13", "text\n01-02-13"),
    ] {
        let table = rows(&csv(), &format!("a,b\n{}\n", texts.replace('\n', ",x\n") + ",x"));
        let column_of = table.replace(" | x", "").replace("a:", "").replace(" | b:text", "");
        assert_eq!(column_of, column, "{texts:?}");
    }
    let plain = ReadCsv { try_dates: false, ..csv() };
    assert_eq!(rows(&plain, "a,b\n2013-01-31,1\n"), "a:text | b:integer\n2013-01-31 | 1");
    let texts = ReadCsv { infer_rows: 0, ..csv() };
    assert_eq!(rows(&texts, "a,b\n1,2.5\n"), "a:text | b:text\n1 | 2.5");
}

#[test]
fn rows_that_do_not_fit_are_rejected() {
    let kind = ReadCsv { infer_rows: 1, ..csv() };
    let text = "n,d,s\n1,2013-01-01,x\nabc,2013-02-30,y\n3,2013-01-03\n4,2013-01-04,z,w\n\n5,2013-01-05,\"u\nv\"\n6,,\"q\n7,2013-01-07,\"a\"b\n8,2013-01-08,ok";
    let (rows, rejected, warnings) = read(&kind, text.as_bytes());
    assert_eq!(rows, "n:integer | d:date | s:text\n1 | 2013-01-01 | x\n5 | 2013-01-05 | u\nv\n8 | 2013-01-08 | ok");
    assert_eq!(
        rejected,
        "\n3 | n: \"abc\" is not an integer; d: \"2013-02-30\" is not a date | abc,2013-02-30,y\
         \n4 | 2 fields instead of 3 | 3,2013-01-03\
         \n5 | 4 fields instead of 3 | 4,2013-01-04,z,w\
         \n9 | there is text behind a closing quote | 6,,\"q\
         \n10 | there is text behind a closing quote | 7,2013-01-07,\"a\"b"
    );
    assert_eq!(warnings, ["5 rows do not fit and go to \"rejected\""]);
}

#[test]
fn settings_are_kept() {
    let kind = ReadCsv { null_texts: vec!["NA".into(), "-".into()], ..csv() };
    assert_eq!(rows(&kind, "a,b\n1,x\nNA,-\n"), "a:integer | b:text\n1 | x\n∅ | ∅");
    let kind = ReadCsv { header: false, ..csv() };
    assert_eq!(rows(&kind, "1,x\n2,y\n"), "column_1:integer | column_2:text\n1 | x\n2 | y");
    let kind = ReadCsv { skip_rows: 2, ..csv() };
    assert_eq!(rows(&kind, "Report,,,\n\na,b\n1,x\n"), "a:integer | b:text\n1 | x");
    let kind = ReadCsv { quote: "'".into(), ..csv() };
    assert_eq!(rows(&kind, "a,b\n1,'x,\"y'\n"), "a:integer | b:text\n1 | x,\"y");
    let kind = ReadCsv { quote: String::new(), ..csv() };
    assert_eq!(rows(&kind, "a,b\n1,\"x\n"), "a:integer | b:text\n1 | \"x");
    let kind = ReadCsv { decimal_comma: true, delimiter: ";".into(), ..csv() };
    assert_eq!(rows(&kind, "a;b\n1,5;2\n"), "a:number | b:integer\n1.5 | 2");
    let typed =
        |column: &str, r#type, format: &str| TypedColumn { column: column.into(), r#type, format: format.into() };
    let types = vec![typed("a", Type::Text, ""), typed("b", Type::Date, "%d/%m/%y"), typed("c", Type::Number, "")];
    let kind = ReadCsv { types, ..csv() };
    assert_eq!(rows(&kind, "a,b,c\n1,02/03/13,4\n"), "a:text | b:date | c:number\n1 | 2013-03-02 | 4.0");
}

#[test]
fn what_the_user_should_know_is_said() {
    let (table, _, warnings) = read(&csv(), b"a,a,b\n1,2,3\n");
    assert_eq!(table, "a:integer | a_2:integer | b:integer\n1 | 2 | 3");
    assert_eq!(warnings, ["Some columns have the same name: \"a\" is read as \"a_2\""]);
    let (table, _, warnings) = read(&csv(), b"a,b\nGen\xe8ve,Z\xfcrich\n");
    assert_eq!(table, "a:text | b:text\nGenève | Zürich");
    assert_eq!(warnings, ["a.csv is not UTF-8 and is read as windows-1252"]);
    let utf16: Vec<u8> = "\u{feff}a,b\n1,é\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&csv(), &utf16).0, "a:integer | b:text\n1 | é");
    let unmarked: Vec<u8> = "a,b\n1,x\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read(&csv(), &unmarked).0, "a:integer | b:text\n1 | x");
    let lossy = ReadCsv { encoding: Encoding::Lossy, ..csv() };
    assert_eq!(read(&lossy, b"a,b\n1,Z\xfcrich\n").0, "a:integer | b:text\n1 | Z\u{fffd}rich");
    let (_, _, warnings) = read(&csv(), b"a,b\n01/02/2013,1\n");
    assert!(warnings[0].contains("day and month are ambiguous"), "{warnings:?}");
}

#[test]
fn what_cannot_be_read_is_a_problem() {
    let folder =
        Folder::with(&[("empty.csv", b""), ("latin.csv", b"a,b\nx,\xfc\n"), ("cut.csv.gz", b"\x1f\x8b\x08\x00abc")]);
    let problem = |path: &str| folder.problem(&ReadCsv { path: path.into(), ..csv() });
    assert_eq!(problem("no.csv"), "path: There is no file no.csv. Check the path");
    assert_eq!(problem("*.tsv"), "path: No file matches *.tsv. Check the folder and the pattern");
    assert!(problem(".").contains("is a folder"));
    assert_eq!(problem("empty.csv"), "path: empty.csv is empty. Choose another file, or skip fewer rows");
    assert!(problem("cut.csv.gz").starts_with("path: Cannot decompress cut.csv.gz"));
    folder.put("quote.csv", b"\"a,b\n1,2\n");
    assert!(problem("quote.csv").starts_with("path: The first row has a quote that is never closed"));
    let strict = ReadCsv { path: "latin.csv".into(), encoding: Encoding::Utf8, ..csv() };
    assert_eq!(
        folder.problem(&strict),
        "encoding: latin.csv is not UTF-8: byte 7 in line 2. Set the encoding to \"Detected\""
    );
    let odd = ReadCsv { delimiter: "\\x0a".into(), path: "latin.csv".into(), ..csv() };
    assert_eq!(
        folder.problem(&odd),
        "delimiter: \"\\x0a\" is not a valid delimiter. Enter one or more characters, tab, blanks, or fixed"
    );
    let fresh = folder.read(&ReadCsv::default()).expect_err("no file is chosen");
    assert_eq!(fresh.severity, crate::base::Severity::Incomplete);
}

#[test]
fn patterns_read_several_files() {
    let folder =
        Folder::with(&[("p1.csv", b"a,b\n1,x\n"), ("p2.csv", b"a,b\n2.5,y\noops\n"), ("q2.csv", b"a,c\n2,y\n")]);
    let kind = ReadCsv { path: "p*.csv".into(), file_column: "from".into(), ..csv() };
    let (tables, _) = folder.read(&kind).expect("both are read");
    assert_eq!(show(&tables[0]), "a:number | b:text | from:text\n1.0 | x | p1.csv\n2.5 | y | p2.csv");
    assert_eq!(
        show(&tables[1]),
        "file:text | line:integer | reason:text | text:text\np2.csv | 3 | 1 field instead of 2 | oops"
    );
    let without = ReadCsv { path: "p*.csv".into(), ..csv() };
    assert_eq!(folder.show(&without), "a:number | b:text\n1.0 | x\n2.5 | y");
    let other = ReadCsv { path: "*.csv".into(), ..csv() };
    assert_eq!(folder.show(&other), "a:number | b:text | c:text\n1.0 | x | ∅\n2.5 | y | ∅\n2.0 | ∅ | y");
    let same = ReadCsv { unite: Columns::Same, ..other };
    assert!(folder.problem(&same).starts_with("unite: q2.csv lacks the column \"b\" of the first file"));
    let taken = ReadCsv { path: "p1.csv".into(), file_column: "a".into(), ..csv() };
    assert!(folder.problem(&taken).starts_with("file_column: There is already a column \"a\""));
    folder.put("a1.csv", b"x,y\n1,2\n");
    let parameter = ReadCsv { path: "${name}1.csv".into(), ..csv() };
    assert_eq!(folder.show(&parameter), "x:integer | y:integer\n1 | 2");
}

#[test]
fn large_files_are_cut_at_any_place() {
    // Several chunks of the parallel check, with quoted line ends across every possible chunk boundary.
    let mut text = String::from("n,s\n");
    for n in 0..400_000 {
        let row = match n % 1000 {
            0 => format!("{n},\"line one\nline two, \"\"quoted\"\"\nline three\"\n"),
            500 => "bad,row\n".to_owned(),
            _ => format!("{n},some text of the row {n}\n"),
        };
        text.push_str(&row);
    }
    let folder = Folder::with(&[("a.csv", text.as_bytes())]);
    let kind = ReadCsv { infer_rows: 100, ..csv() };
    let (tables, _) = folder.read(&kind).expect("the file is read");
    assert_eq!((tables[0].height(), tables[1].height()), (399_600, 400));
    let line = tables[1].column("line").and_then(|c| c.get(1)).expect("a line").extract::<i64>();
    assert_eq!(line, Some(1 + 1500 + 1 + 2 * 2));
}

#[test]
fn odd_sizes_do_no_harm() {
    let names: Vec<String> = (0..2000).map(|n| format!("c{n}")).collect();
    let values: Vec<String> = (0..2000).map(|n| n.to_string()).collect();
    let wide = format!("{}\n{}\n", names.join(","), values.join(","));
    assert_eq!(rows(&csv(), &wide).lines().count(), 2);
    let long = format!("a,b\n1,{}\n", "x".repeat(3_000_000));
    assert!(rows(&csv(), &long).len() > 3_000_000);
    let endless = format!("a,b\n1,x\n2,{}\n", "x".repeat(17 << 20));
    let (table, rejected, _) = read(&csv(), endless.as_bytes());
    assert_eq!(table, "a:integer | b:text\n1 | x");
    assert!(rejected.starts_with("\n3 | the row is longer than 16 MB | 2,xxx"), "{}", &rejected[..80]);
    let folder = Folder::with(&[("a.csv", "x".repeat(17 << 20).as_bytes())]);
    assert!(folder.problem(&csv()).starts_with("path: The first row is longer than 16 MB"));
    for text in ["\n", "\r\n", "\"", "\"\n", ",", "\0\0\0", "a\n\"b", "a,b\n,", "a\r", "\r"] {
        let folder = Folder::with(&[("a.csv", text.as_bytes())]);
        let _ = folder.read(&csv());
    }
}

/// The columns of `text` after applying the first fix of each warning found initially.
fn read_all(kind: &ReadCsv, text: &str) -> String {
    let folder = Folder::with(&[("a.csv", text.as_bytes())]);
    let (_, warnings) = folder.read(kind).expect("the file is read");
    let mut kind = kind.clone();
    for problem in &warnings {
        let fix = problem.fixes.first().unwrap_or_else(|| panic!("{problem}: no fix"));
        assert!(!fix.label().is_empty() && crate::nodes::apply_fix(&mut kind, problem, fix), "{problem}: {fix:?}");
    }
    folder.show(&kind)
}

#[test]
fn a_click_puts_values_right() {
    for (text, table) in [
        ("n,m\n1,x\nNA,y\n", "n:integer | m:text\n1 | x\n∅ | y"),
        (
            "d,m\n2024-01-01,x\n2024-01-02,x\n2024-01-03,x\nTotal,y\n",
            "d:date | m:text\n2024-01-01 | x\n2024-01-02 | x\n2024-01-03 | x",
        ),
        ("v,m\n1.1,x\n1.10,y\n", "v:text | m:text\n1.1 | x\n1.10 | y"),
        ("v;m\n1.299,99;x\n7,50;y\n", "v:number | m:text\n1299.99 | x\n7.5 | y"),
        ("v;m\n1,234.50;x\n7;y\n", "v:number | m:text\n1234.5 | x\n7.0 | y"),
        ("v;m\n1,234;x\n12,000;y\n", "v:integer | m:text\n1234 | x\n12000 | y"),
        ("v;m\n$1,234.50;x\n(7);y\n", "v:decimal(18, 2) | m:text\n1234.50 | x\n-7.00 | y"),
        ("v;m\n12 %;x\n150 %;y\n", "v:decimal(18, 2) | m:text\n0.12 | x\n1.50 | y"),
        ("v;m\n1.234,50-;x\n€ 7,25;y\n", "v:decimal(18, 2) | m:text\n-1234.50 | x\n7.25 | y"),
        ("t,m\n2013-01-31T10:05:06+01:00,x\n", "t:text | m:text\n2013-01-31T10:05:06+01:00 | x"),
    ] {
        assert_eq!(read_all(&csv(), text), table, "{text:?}");
    }
}
