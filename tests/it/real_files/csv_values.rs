//! Values in delimited files: digits that mean something, European numbers, dates, rows that do not fit.

use super::{CASE, Case, check};
use crate::program::{Place, project};

const WIDE: &[u8] = "w,h\n\u{ff11}\u{ff12},0x1f\n3,10\n".as_bytes();
const UNBROKEN: &[u8] = "b;c\n1\u{a0}234,5;1\n12\u{202f}000,25;2\n".as_bytes();
const SWISS: &[u8] = "ch,n\n1'234.50,1\n1\u{2019}000.00,2\n".as_bytes();
const MONEY: &[u8] = "us,acc,pct\n\"$1,234.50\",(500.00),12%\n$7.00,\"1,200.00\",3.5%\n".as_bytes();
const MONIES: &[u8] = "us,acc,pct,eu,sap\n\"$1,234.50\",(500.00),12%,\"1 234,50 €\",\"1.234,50-\"\n$7.00,\"1,200.00\",3.5%,\"7,00 €\",\"7,00\"\n".as_bytes();

#[test]
fn digits_that_would_not_come_back_stay_text() {
    check(&[
        Case {
            name: "phone numbers",
            files: &[("a.csv", b"phone,n\n+4930123456,1\n+4930123457,2\n")],
            shows: "phone:text | n:integer\n+4930123456,1\n+4930123457,2",
            ..CASE
        },
        Case {
            name: "codes that look like exponents",
            files: &[("a.csv", b"code,n\n9e42,1\n1234,2\n12e5,3\n88E1,4\n1E400,5\n")],
            shows: "code:text | n:integer\n9e42,1\n1234,2\n12e5,3\n88E1,4\n1E400,5",
            ..CASE
        },
        Case {
            name: "small and large measurements are numbers",
            files: &[("a.csv", b"v,n\n1e-05,1\n1.5E+3,2\n0.30000000000000004,3\n")],
            shows: "v:number | n:integer\n0.00001,1\n1500,2\n0.30000000000000004,3",
            ..CASE
        },
        Case {
            name: "long keys beside fractions",
            files: &[("a.csv", b"id,x\n12345678901234567890,1\n9007199254740993,2\n1.5,3\n")],
            shows: "id:text | x:integer\n12345678901234567890,1\n9007199254740993,2\n1.5,3",
            ..CASE
        },
        Case {
            name: "a negative zero, a plus among signs, words",
            files: &[("a.csv", b"z,s,w\n-0,-5,1_000\n1,+5,2\n")],
            shows: "z:text | s:text | w:text\n-0,-5,1_000\n1,+5,2",
            ..CASE
        },
        Case {
            name: "full-width digits and hexadecimal codes",
            files: &[("a.csv", WIDE)],
            shows: "w:text | h:text\n\u{ff11}\u{ff12},0x1f\n3,10",
            ..CASE
        },
        Case {
            name: "versions that are one number are told",
            files: &[("a.csv", b"v,n\n1.1,1\n1.10,2\n")],
            shows: "v:number | n:integer\n1.1,1\n1.1,2\n! \"1.1\" and \"1.10\" in \"v\" are read as the same number",
            ..CASE
        },
        Case {
            name: "prices end in zeros",
            files: &[("a.csv", b"p,n\n1.10,1\n2.50,2\n")],
            shows: "p:number | n:integer\n1.1,1\n2.5,2",
            ..CASE
        },
        Case {
            name: "nanoseconds are more than a moment holds",
            files: &[("a.csv", b"t,n\n2024-01-01 10:00:00.123456789,1\n2024-01-01 10:00:01.000000000,2\n")],
            shows: "t:text | n:integer\n2024-01-01 10:00:00.123456789,1\n2024-01-01 10:00:01.000000000,2",
            ..CASE
        },
        Case {
            name: "offsets are told",
            files: &[("a.csv", b"t,n\n2024-01-01T10:00:00+02:00,1\n2024-01-01T10:00:01Z,2\n")],
            shows: "t:datetime in UTC | n:integer\n2024-01-01 08:00:00+00:00,1\n2024-01-01 10:00:01+00:00,2\n\
                    ! 1 value of \"t\" has lost the offset",
            ..CASE
        },
    ]);
}

#[test]
fn a_given_type_is_obeyed_and_what_it_drops_is_told() {
    check(&[
        Case {
            name: "whoever says integer wants 7",
            files: &[("a.csv", b"id,n\n007,1\n+8,2\n")],
            source: ("read_csv", "(path: \"a.csv\", types: [(column: \"id\", type: Integer)])"),
            shows: "id:integer | n:integer\n7,1\n8,2\n! 1 value of \"id\" has lost leading zeros\n! lost the plus sign",
            ..CASE
        },
        Case {
            name: "what has no value at all is rejected",
            files: &[("a.csv", b"id,x\n12345678901234567890,1\n5,1E400\n6,2\n")],
            source: (
                "read_csv",
                "(path: \"a.csv\", types: [(column: \"id\", type: Integer), (column: \"x\", type: Number)])",
            ),
            shows: "id:integer | x:number\n6,2\n! 2 rows do not fit",
            ..CASE
        },
        Case {
            name: "decimals are exact, and a digit too many is rejected",
            files: &[("a.csv", b"d,n\n0.10,1\n12345678901234.56,2\n1.234,3\n")],
            source: ("read_csv", "(path: \"a.csv\", types: [(column: \"d\", type: Decimal(18, 2))])"),
            shows: "d:decimal(18, 2) | n:integer\n0.10,1\n12345678901234.56,2\n! 1 row does not fit",
            ..CASE
        },
        Case {
            name: "cells typed in",
            source: (
                "table",
                "(headers: [\"a\", \"b\", \"c\"], rows: [[\"+49\", \"9007199254740993\", \"007\"], [\"5\", \"1.5\", \"8\"]], \
                 types: [(column: \"c\", type: Integer)])",
            ),
            shows: "a:text | b:text | c:integer\n+49,9007199254740993,7\n5,1.5,8\n! 1 value of \"c\" has lost leading zeros",
            ..CASE
        },
    ]);
}

/// A file whose first column is 10,000 and more rows of `usual`, then `late`.
fn late(usual: impl Fn(usize) -> String, late: &[&str]) -> Vec<u8> {
    let rows = (0..12_000).map(|n| format!("{},{n}\n", usual(n)));
    let late = late.iter().map(|text| format!("{text},0\n"));
    std::iter::once("a,n\n".to_owned()).chain(rows).chain(late).collect::<String>().into_bytes()
}

#[test]
fn what_stands_behind_the_first_rows_makes_the_column_text_too() {
    let whole = |n: usize| (n + 10_000).to_string();
    for (name, file, line) in [
        ("a zip code", late(whole, &["01220"]), "line 12002: \"01220\" would lose leading zeros"),
        ("a phone number", late(whole, &["+4930"]), "line 12002: \"+4930\" would lose the plus sign"),
        (
            "a long key",
            late(whole, &["12345678901234567890"]),
            "line 12002: \"12345678901234567890\" would lose digits",
        ),
        ("a code", late(|n| format!("{n}.5"), &["12E5"]), "line 12002: \"12E5\" would lose the form of a code"),
        ("digits", late(|n| format!("{n}.5"), &["9007199254740993"]), "\"9007199254740993\" would lose digits"),
    ] {
        let place = Place::new();
        place.put_bytes("a.csv", &file);
        let last = "(condition: \"n = 0\")";
        place.put(
            "p.ron",
            &project(
                &[
                    ("in", "read_csv", "(path: \"a.csv\")"),
                    ("f", "filter", last),
                    ("out", "write_csv", "(path: \"o.csv\")"),
                ],
                &[("in", "f"), ("f", "out")],
            ),
        );
        place.run(&["schema", "p.ron", "in"]).code(0).out(&["text"]);
        let said = place.run(&["preview", "p.ron", "f", "--format", "csv"]);
        said.code(0).err_line(&[line]);
        place.run(&["check", "p.ron"]).out(&[line]);
        place.run(&["run", "p.ron", "--quiet"]).code(0);
        assert_eq!(place.text("o.csv"), said.out, "{name}");
        assert_eq!(said.out.lines().count(), 3, "{name}: {}", said.out);
        let shown = line.split('"').nth(1).expect("a text");
        assert!(said.out.contains(&format!("{shown},0")), "{name}: {}", said.out);
    }
}

#[test]
fn samples_of_large_files_have_the_types_of_the_run_which_rejects_what_would_lose_something() {
    let place = Place::new();
    place.put_bytes("a.csv", &late(|n| (n + 10_000).to_string(), &["01220"]));
    place.put(
        "p.ron",
        &project(
            &[("in", "read_csv", "(path: \"a.csv\")"), ("out", "write_csv", "(path: \"o.csv\")")],
            &[("in", "out")],
        ),
    );
    let run = |arguments: &[&str]| {
        let mut command = place.command(arguments);
        command.env("TABLEWIRE_SAMPLE_ABOVE", "20KB").env("TABLEWIRE_SAMPLE_ROWS", "100");
        crate::program::said(command.output().expect("the program starts"))
    };
    run(&["schema", "p.ron", "in"]).code(0).out(&["integer"]);
    run(&["preview", "p.ron", "in"]).code(0);
    run(&["run", "p.ron"]).code(0).err_line(&["1 row does not fit"]);
    assert_eq!(place.text("o.csv").lines().count(), 12_001);
    assert!(!place.text("o.csv").contains("\n1220,"), "nothing is altered");
}

#[test]
fn numbers_are_read_in_their_notation_and_no_other() {
    const COMMA: (&str, &str) = ("read_csv", "(path: \"a.csv\", decimal_comma: true)");
    check(&[
        Case {
            name: "beside decimal commas no point is that of a decimal",
            files: &[("a.csv", b"item;price;qty;score\nlamp;1.299,99;1.200;1.25\ncup;7,50;3;1.200\n")],
            shows: "item:text | price:text | qty:text | score:number\nlamp,\"1.299,99\",1.200,1.25\ncup,\"7,50\",3,1.2
                    ! \"qty\" uses another number format, such as \"1.200\": it is read as text",
            ..CASE
        },
        Case {
            name: "quoted ends of rows are no lone carriage returns",
            files: &[("a.csv", b"\"id\";\"price\"\r\n\"1\";\"2\"\r\n")],
            shows: "id:integer | price:integer\n1,2",
            ..CASE
        },
        Case {
            name: "the separator is told from the whole file",
            files: &[("a.csv", b"item;price;qty\nlamp;1.299,99;1.200\ncup;7,50;3\nsofa;12.000,00;10\n")],
            source: COMMA,
            shows: "item:text | price:number | qty:integer\nlamp,1299.99,1200\ncup,7.5,3\nsofa,12000,10",
            ..CASE
        },
        Case {
            name: "groups without any other sign are told",
            files: &[("a.csv", b"item;units;price\nlamp;1.200;12,50\nsofa;10.500;7,25\nbed;850;3,00\n")],
            source: COMMA,
            then: &[("group_by", "(aggregations: [(column: \"units\", function: Sum, name: \"units\")])")],
            shows: "units:integer\n12550\n! Values such as \"1.200\" in \"units\" are read with a thousands separator",
        },
        Case {
            name: "a point is no decimal sign where the comma is",
            files: &[("a.csv", b"a;b\n1.20;2,5\n7.1;3\n")],
            source: COMMA,
            shows: "a:text | b:number\n1.20,2.5\n7.1,3",
            ..CASE
        },
        Case {
            name: "a given integer too",
            files: &[("a.csv", b"units;price\n1.200;12,50\n1.20;7,25\n")],
            source: (
                "read_csv",
                "(path: \"a.csv\", decimal_comma: true, thousands: Point, types: [(column: \"units\", type: Integer)])",
            ),
            shows: "units:integer | price:number\n1200,12.5\n! 1 row does not fit",
            ..CASE
        },
        Case {
            name: "American thousands by setting",
            files: &[("a.csv", b"us,n\n\"1,234.50\",1\n\"12,000\",2\n")],
            source: ("read_csv", "(path: \"a.csv\", thousands: Comma)"),
            shows: "us:number | n:integer\n1234.5,1\n12000,2",
            ..CASE
        },
        Case {
            name: "blanks that do not break, and apostrophes",
            files: &[("a.csv", UNBROKEN)],
            source: COMMA,
            shows: "b:number | c:integer\n1234.5,1\n12000.25,2",
            ..CASE
        },
        Case {
            name: "Swiss numbers",
            files: &[("a.csv", SWISS)],
            source: ("read_csv", "(path: \"a.csv\", thousands: Apostrophe)"),
            shows: "ch:number | n:integer\n1234.5,1\n1000,2",
            ..CASE
        },
        Case {
            name: "without a setting they stay text and are offered",
            files: &[("a.csv", b"eu;us;ch\n1.299,99;1,234.50;1'234.50\n7,50;7.00;7.00\n")],
            shows: "eu:text | us:text | ch:text\n\"1.299,99\",\"1,234.50\",1'234.50\n\"7,50\",7.00,7.00\n\
                    ! \"eu\" writes its numbers otherwise, such as \"1.299,99\"\n! \"us\" writes its numbers otherwise, such as \"1,234.50\"\n\
                    ! \"ch\" writes its numbers otherwise, such as \"1'234.50\"",
            ..CASE
        },
        Case {
            name: "decimals or thousands is not guessed",
            files: &[("a.csv", b"us,n\n\"1,234\",1\n\"12,000\",2\n")],
            shows: "us:text | n:integer\n\"1,234\",1\n\"12,000\",2\n\
                    ! \"us\" holds numbers such as \"1,234\", which has decimals or thousands",
            ..CASE
        },
        Case {
            name: "Indian groups stay text",
            files: &[("a.csv", b"r,n\n\"12,34,567.00\",1\n")],
            shows: "r:text | n:integer\n\"12,34,567.00\",1",
            ..CASE
        },
        Case {
            name: "one sign cannot be both",
            files: &[("a.csv", b"a,b\n1,2\n")],
            source: ("read_csv", "(path: \"a.csv\", thousands: Point)"),
            shows: "! The decimal separator and the thousands separator are the same",
            ..CASE
        },
        Case {
            name: "money stays text and is offered",
            files: &[("a.csv", MONEY)],
            shows: "us:text | acc:text | pct:text\n\"$1,234.50\",(500.00),12%\n$7.00,\"1,200.00\",3.5%\n\
                    ! \"us\" holds amounts such as \"$1,234.50\"\n! \"acc\" holds amounts such as \"(500.00)\"\n\
                    ! \"pct\" holds amounts such as \"12%\"",
            ..CASE
        },
        Case {
            name: "money by an example is exact",
            files: &[("a.csv", MONIES)],
            source: (
                "read_csv",
                "(path: \"a.csv\", types: [(column: \"us\", type: Decimal(18, 2), format: \"1,234.56\"), \
                 (column: \"acc\", type: Decimal(18, 2), format: \"1,234.56\"), \
                 (column: \"pct\", type: Decimal(18, 3), format: \"1234.56\"), \
                 (column: \"eu\", type: Decimal(18, 2), format: \"1 234,56\"), \
                 (column: \"sap\", type: Decimal(18, 2), format: \"1.234,56\")])",
            ),
            shows: "us:decimal(18, 2) | acc:decimal(18, 2) | pct:decimal(18, 3) | eu:decimal(18, 2) | sap:decimal(18, 2)\n\
                    1234.50,-500.00,0.120,1234.50,-1234.50\n7.00,1200.00,0.035,7.00,7.00",
            ..CASE
        },
    ]);
}

#[test]
fn a_few_texts_that_keep_a_column_from_its_type_are_named() {
    check(&[
        Case {
            name: "a row of totals",
            files: &[("a.csv", b"day,region,sales\n2024-01-01,N,10\n2024-01-02,S,20\n2024-01-03,E,30\nTotal,,60\n")],
            shows: "day:text | region:text | sales:integer\n2024-01-01,N,10\n2024-01-02,S,20\n2024-01-03,E,30\nTotal,,60\n\
                    ! \"day\" is read as text because of line 5: \"Total\" is not a date",
            ..CASE
        },
        Case {
            name: "texts that may mean nothing",
            files: &[("a.csv", b"cc,n\nNA,1\nDE,NA\nFR,2\n")],
            shows: "cc:text | n:text\nNA,1\nDE,NA\nFR,2\n! \"n\" is read as text, not as integer, because of \"NA\"",
            ..CASE
        },
        Case {
            name: "a category of such texts is left alone",
            files: &[("a.csv", b"cc,n\nNA,1\nDE,2\nNaN,3\nnull,4\n")],
            shows: "cc:text | n:integer\nNA,1\nDE,2\nNaN,3\nnull,4",
            ..CASE
        },
        Case {
            name: "booleans of other words stay text",
            files: &[("a.csv", b"a,b,c\nyes,Y,TRUE\nno,N,false\n")],
            shows: "a:text | b:text | c:boolean\nyes,Y,true\nno,N,false",
            ..CASE
        },
    ]);
}

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
fn formats_are_read_in_both_notations_or_refused() {
    const DAY: &[(&str, &[u8])] = &[("a.csv", b"d,n\n31/01/2024,1\n01/02/2024,2\n")];
    const MOMENT: &[(&str, &[u8])] = &[("a.csv", b"d,n\n1/13/2024 9:05 PM,1\n")];
    check(&[
        Case {
            name: "letters",
            files: DAY,
            source: ("read_csv", "(path: \"a.csv\", types: [(column: \"d\", type: Date, format: \"dd/MM/yyyy\")])"),
            shows: "d:date | n:integer\n2024-01-31,1\n2024-02-01,2",
            ..CASE
        },
        Case {
            name: "percent signs",
            files: DAY,
            source: ("read_csv", "(path: \"a.csv\", types: [(column: \"d\", type: Date, format: \"%d/%m/%Y\")])"),
            shows: "d:date | n:integer\n2024-01-31,1\n2024-02-01,2",
            ..CASE
        },
        Case {
            name: "half a day",
            files: MOMENT,
            source: (
                "read_csv",
                "(path: \"a.csv\", types: [(column: \"d\", type: DateTime(None), format: \"M/d/yyyy h:mm a\")])",
            ),
            shows: "d:datetime | n:integer\n2024-01-13 21:05:00,1",
            ..CASE
        },
        Case {
            name: "an unknown piece",
            files: DAY,
            source: ("read_csv", "(path: \"a.csv\", types: [(column: \"d\", type: Date, format: \"%d/%!/%Y\")])"),
            shows: "! types[0].format: The format \"%d/%!/%Y\" has an unknown part \"%!\"",
            ..CASE
        },
        Case {
            name: "a format of no date",
            files: DAY,
            source: ("read_csv", "(path: \"a.csv\", types: [(column: \"d\", type: Date, format: \"%q\")])"),
            shows: "! types[0].format: The format \"%q\" does not define a date",
            ..CASE
        },
        Case {
            name: "letters that mean nothing",
            files: DAY,
            source: ("read_csv", "(path: \"a.csv\", types: [(column: \"d\", type: Date, format: \"dd/QQ/yyyy\")])"),
            shows: "! \"QQ\" means nothing",
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
