//! JSON: arrays, lines, what is nested.

use super::{CASE, Case, check};
use crate::program::{Place, project};

const JSON: (&str, &str) = ("read_json", "(path: \"a.json\")");
/// Types are inferred from the first two rows.
const FIRST_TWO: (&str, &str) = ("read_json", "(path: \"a.json\", infer_rows: 2)");

#[test]
fn digits_of_json_numbers_come_back() {
    check(&[
        Case {
            name: "a whole number beyond 2^53 beside fractions",
            files: &[("a.json", b"{\"id\":1.5}\n{\"id\":9007199254740993}\n")],
            source: JSON,
            shows: "id:decimal(38, 1)\n1.5\n9007199254740993.0\n! n0.path: \"id\" has numbers with more digits",
            ..CASE
        },
        Case {
            name: "whole numbers of 64 bits",
            files: &[("a.json", b"[{\"id\":9223372036854775807},{\"id\":-9223372036854775808}]")],
            source: JSON,
            shows: "id:integer\n9223372036854775807\n-9223372036854775808",
            ..CASE
        },
        Case {
            name: "whole numbers beyond 64 bits",
            files: &[("a.json", b"{\"u\":12345678901234567890}\n{\"u\":1}\n")],
            source: JSON,
            shows: "u:decimal(38, 0)\n12345678901234567890\n1\n! \"u\" has numbers with more digits than a floating-point number keeps (line 1) and is read as decimal",
            ..CASE
        },
        Case {
            name: "whole numbers beyond decimals",
            files: &[("a.json", b"{\"u\":1234567890123456789012345678901234567890123}\n{\"u\":1}\n")],
            source: JSON,
            shows: "u:text\n1234567890123456789012345678901234567890123\n1\n! \"u\" has numbers with more digits than a floating-point number keeps (line 1) and is read as text",
            ..CASE
        },
        Case {
            name: "numbers beyond floating point",
            files: &[("a.json", b"{\"x\":1.5}\n{\"x\":1E400}\n")],
            source: JSON,
            shows: "x:text\n1.5\n1E400\n! \"x\" has numbers with more digits than a floating-point number keeps (line 2) and is read as text",
            ..CASE
        },
        Case {
            name: "more digits than a floating point number has",
            files: &[("a.json", b"{\"x\":3.14159265358979323846}\n{\"x\":1}\n")],
            source: JSON,
            shows: "x:decimal(38, 20)\n3.14159265358979323846\n1.00000000000000000000\n! \"x\" has numbers with more digits than a floating-point number keeps (line 1) and is read as decimal",
            ..CASE
        },
        Case {
            name: "digits as programs write them",
            files: &[("a.json", b"{\"x\":0.1}\n{\"x\":0.30000000000000004}\n{\"x\":1e2}\n{\"x\":1.10}\n{\"x\":2}\n")],
            source: JSON,
            shows: "x:number\n0.1\n0.30000000000000004\n100\n1.1\n2",
            ..CASE
        },
        Case {
            name: "the sign of nothing",
            files: &[("a.json", b"{\"x\":-0}\n{\"x\":1}\n")],
            source: JSON,
            shows: "x:number\n-0\n1",
            ..CASE
        },
        Case {
            name: "digits in objects",
            files: &[("a.json", b"{\"o\":{\"n\":0.5}}\n{\"o\":{\"n\":9007199254740993}}\n")],
            source: JSON,
            then: &[
                ("formula", "(columns: [(name: \"n\", expression: \"o.n\")])"),
                ("select", "(columns: [(column: \"o\", keep: false)])"),
            ],
            shows: "n:text\n0.5\n9007199254740993\n! \"o.n\" has numbers with more digits",
        },
    ]);
}

#[test]
fn values_of_several_sorts_are_text_and_reported() {
    check(&[
        Case {
            name: "numbers, texts and booleans",
            files: &[("a.json", b"{\"v\":1}\n{\"v\":\"n/a\"}\n{\"v\":2.50}\n{\"v\":true}\n{\"v\":null}\n")],
            source: JSON,
            shows: "v:text\n1\nn/a\n2.50\ntrue\n\n! \"v\" contains numbers, text and booleans (from line 2 on) and is read as text",
            ..CASE
        },
        Case {
            name: "lists and objects beside values",
            files: &[("a.json", b"[{\"v\":{\"a\":1}},\n{\"v\":[1, 2]},\n{\"v\":5}]")],
            source: JSON,
            shows: "v:text\n\"{\"\"a\"\":1}\"\n\"[1, 2]\"\n5\n! \"v\" contains objects, arrays and numbers (from line 2 on) and is read as text",
            ..CASE
        },
        Case {
            name: "a value of another sort far behind",
            files: &[("a.json", b"{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n{\"a\":\"x\",\"late\":true}\n")],
            source: JSON,
            shows: "a:text | late:boolean\n1,\n2,\n3,\nx,true\n! (from line 4 on)",
            ..CASE
        },
        Case {
            name: "behind the rows that tell the types",
            files: &[(
                "a.json",
                b"{\"a\":1}\n{\"a\":2}\n{\"a\":3,\"late\":true}\n{\"a\":\"x\"}\n{\"a\":4.5}\n{\"a\":null}\n",
            )],
            source: FIRST_TWO,
            shows: "a:integer | late:boolean\n1,\n2,\n3,true\n,\n! 2 rows",
            ..CASE
        },
        Case {
            name: "dates stay the texts that they are",
            files: &[("a.json", b"{\"t\":\"2024-02-01T10:00:00+02:00\",\"d\":\"2024-01-31\"}\n")],
            source: JSON,
            shows: "t:text | d:text\n2024-02-01T10:00:00+02:00,2024-01-31",
            ..CASE
        },
    ]);
}

#[test]
fn rows_that_do_not_hold_are_rejected_one_by_one() {
    check(&[
        Case {
            name: "a broken line in the middle",
            files: &[("a.json", b"{\"a\":1}\n{\"a\":2\n{\"a\":3}\n")],
            source: JSON,
            shows: "a:integer\n1\n3\n! n0: 1 row",
            ..CASE
        },
        Case {
            name: "a last line that is cut off",
            files: &[("a.json", b"{\"a\":1}\n{\"a\":2}\n{\"a\":")],
            source: JSON,
            shows: "a:integer\n1\n2\n! 1 row",
            ..CASE
        },
        Case {
            name: "a first line that is cut off",
            files: &[("a.json", b"\"a\":0}\n{\"a\":1}\n{\"a\":2}\n")],
            source: JSON,
            shows: "a:integer\n1\n2\n! 1 row",
            ..CASE
        },
        Case {
            name: "a key twice",
            files: &[("a.json", b"{\"a\":1,\"a\":2}\n{\"a\":3,\"o\":{\"b\":1,\"b\":1}}\n{\"a\":4,\"A\":5}\n")],
            source: JSON,
            shows: "a:integer | A:integer\n4,5\n! 2 rows",
            ..CASE
        },
        Case {
            name: "NaN is no JSON",
            files: &[("a.json", b"{\"a\":NaN}\n{\"a\":4}\n")],
            source: JSON,
            shows: "a:integer\n4\n! 1 row",
            ..CASE
        },
        Case {
            name: "half of a surrogate pair",
            files: &[("a.json", b"{\"a\":\"\\ud83d\"}\n{\"a\":\"\\ud83d\\ude00\"}\n")],
            source: JSON,
            shows: "a:text\n\u{1f600}\n! 1 row",
            ..CASE
        },
        Case {
            name: "an array that is cut off",
            files: &[("a.json", b"[{\"a\":1},\n{\"a\":2}")],
            source: JSON,
            shows: "! is invalid in line 2: unexpected end of the file",
            ..CASE
        },
        Case {
            name: "no line that holds",
            files: &[("a.json", b"{\"a\":1,}\n{\"a\":2,}\n")],
            source: ("read_json", "(path: \"a.json\", shape: Lines)"),
            shows: "! a.json contains no valid rows; line 1: column 8: a field name is missing",
            ..CASE
        },
    ]);
    let place = Place::new();
    place.put("a.json", "[{\"a\":1},\n {\"a\":2,\n\"a\":3},\n\n7]");
    place.put("p.ron", &project(&[("in", "read_json", "(path: \"a.json\")")], &[]));
    let said = place.run(&["preview", "p.ron", "in.rejected", "--format", "csv"]);
    said.code(0);
    let rows = "line,reason,text\n2,\"\"\"a\"\" stands twice in it\",\"{\"\"a\"\":2,\"\"a\"\":3}\"\n5,the row is no object,7\n";
    assert_eq!(said.out, rows);
}

#[test]
fn rows_are_found_whatever_stands_around_them() {
    const ENVELOPE: &[u8] = b"{\"meta\":{\"page\":1},\"data\":[{\"id\":1},{\"id\":2}],\"next\":null}";
    const TYPES: (&str, &str) =
        ("select", "(columns: [(column: \"meta\", keep: false), (column: \"data\", keep: false)])");
    check(&[
        Case {
            name: "an envelope offers the place of its rows",
            files: &[("a.json", ENVELOPE)],
            source: JSON,
            then: &[TYPES],
            shows: "next:text\n\n! If those are the rows, set \"Rows at\" to \"data\"",
        },
        Case {
            name: "an envelope",
            files: &[("a.json", ENVELOPE)],
            source: ("read_json", "(path: \"a.json\", rows_at: \"data\")"),
            shows: "id:integer\n1\n2",
            ..CASE
        },
        Case {
            name: "envelopes, one a line",
            files: &[("a.json", b"{\"data\":{\"rows\":[{\"id\":1}]}}\n{\"data\":{\"rows\":[{\"id\":2}]}}\n")],
            source: ("read_json", "(path: \"a.json\", rows_at: \"data.rows\")"),
            shows: "id:integer\n1\n2",
            ..CASE
        },
        Case {
            name: "a place that is misspelt",
            files: &[("a.json", ENVELOPE)],
            source: ("read_json", "(path: \"a.json\", rows_at: \"dta\")"),
            shows: "! n0.rows_at: \"dta\" does not exist in\n! Did you mean \"data\"?",
            ..CASE
        },
        Case {
            name: "GeoJSON",
            files: &[(
                "a.geojson",
                b"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"n\":1},\"geometry\":null}]}",
            )],
            source: ("read_json", "(path: \"a.geojson\", rows_at: \"features\")"),
            then: &[
                ("formula", "(columns: [(name: \"n\", expression: \"properties.n\")])"),
                ("select", "(columns: [(column: \"properties\", keep: false)])"),
            ],
            shows: "type:text | geometry:text | n:integer\nFeature,,1",
        },
        Case {
            name: "arrays of arrays with names",
            files: &[("a.json", b"[[\"NAME\",\"POP\"],[\"A\",1],[\"B\",2]]")],
            source: JSON,
            shows: "NAME:text | POP:integer\nA,1\nB,2",
            ..CASE
        },
        Case {
            name: "arrays of arrays without names, one too short",
            files: &[("a.json", b"[[1,\"a\"],\n[2],\n[3,\"c\"]]")],
            source: JSON,
            shows: "column_1:integer | column_2:text\n1,a\n3,c\n! 1 row",
            ..CASE
        },
        Case {
            name: "one object behind the other",
            files: &[("a.json", b"{\"a\":1}{\"a\":2}\n{\"a\":\n3}")],
            source: JSON,
            shows: "a:integer\n1\n2\n3",
            ..CASE
        },
        Case {
            name: "values without names",
            files: &[("a.json", b"[\"x\",\"y\",7]")],
            source: JSON,
            shows: "value:text\nx\ny\n7\n! \"value\" contains text and numbers (from line 1 on) and is read as text",
            ..CASE
        },
        Case {
            name: "UTF-16",
            files: &[("a.json", b"\xff\xfe[\0{\0\"\0a\0\"\0:\x001\0}\0]\0")],
            source: JSON,
            shows: "a:integer\n1",
            ..CASE
        },
    ]);
}

#[test]
fn a_preview_as_json_holds_what_is_nested() {
    let place = Place::new();
    place.put("a.json", "{\"id\":1,\"tags\":[\"x\",null],\"o\":{\"b\":2.5,\"a\":{\"c\":\"q\\\"\"}},\"e\":[]}\n");
    place.put("p.ron", &project(&[("in", "read_json", "(path: \"a.json\")")], &[]));
    let said = place.run(&["preview", "p.ron", "in", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&said.code(0).out).expect("JSON");
    let line = serde_json::json!([{"id":1,"tags":["x",null],"o":{"b":2.5,"a":{"c":"q\""}},"e":[]}]);
    assert_eq!(rows, line, "{said:#?}");
}
