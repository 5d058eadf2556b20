//! Values in delimited files: digits that mean something, European numbers, dates, rows that do not fit.

use super::{CASE, Case, check};
use crate::program::{Place, project};

const WIDE: &[u8] = "w,h\n\u{ff11}\u{ff12},0x1f\n3,10\n".as_bytes();
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
                    ! 1 value of \"t\" loses its UTC offset, because times are stored in UTC; the first is \"2024-01-01T10:00:00+02:00\" in line 2",
            ..CASE
        },
    ]);
}

#[test]
fn a_given_type_is_obeyed_and_what_it_drops_is_reported() {
    check(&[
        Case {
            name: "whoever says integer wants 7",
            files: &[("a.csv", b"id,n\n007,1\n+8,2\n")],
            source: ("read_csv", "(path: \"a.csv\", types: [(column: \"id\", type: Integer)])"),
            shows: "id:integer | n:integer\n7,1\n8,2\n! 1 value of \"id\" loses its leading zeros; the first is \"007\" in line 2\n! loses its plus sign",
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
            shows: "a:text | b:text | c:integer\n+49,9007199254740993,7\n5,1.5,8\n! 1 value of \"c\" loses its leading zeros; the first is \"007\" in line 1",
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
        ("a zip code", late(whole, &["01220"]), "line 12002: \"01220\" would lose its leading zeros"),
        ("a phone number", late(whole, &["+4930"]), "line 12002: \"+4930\" would lose its plus sign"),
        (
            "a long key",
            late(whole, &["12345678901234567890"]),
            "line 12002: \"12345678901234567890\" would lose digits",
        ),
        ("a code", late(|n| format!("{n}.5"), &["12E5"]), "line 12002: \"12E5\" would lose its form as a code"),
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
            shows: "! The format \"dd/QQ/yyyy\" has an unknown part \"QQ\"",
            ..CASE
        },
    ]);
}
