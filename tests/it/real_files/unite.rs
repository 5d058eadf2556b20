//! Files of a pattern and tables of a union as people have them month by month: columns in another order, new ones, missing
//! ones, empty ones, integers then fractions.

use super::{CASE, Case, check};
use crate::program::{Place, project};

const ALL: (&str, &str) = ("read_csv", "(path: \"m/*.csv\", file_column: \"file\")");

#[test]
fn delimited_files_are_united_by_name() {
    check(&[
        Case {
            name: "another order, a new column, a name in another case",
            files: &[
                ("m/apr.csv", b"id,City,name\n4,Lima,D\n"),
                ("m/feb.csv", b"city,id,name\nRio,2,B\n"),
                ("m/jan.csv", b"id,city,name\n1,Oslo,A\n"),
                ("m/mar.csv", b"id,city,name,phone\n3,Bern,C,x41\n"),
            ],
            source: ALL,
            shows: "id:integer | City:text | name:text | city:text | phone:text | file:text
                    4,Lima,D,,,m/apr.csv
                    2,,B,Rio,,m/feb.csv
                    1,,A,Oslo,,m/jan.csv
                    3,,C,Bern,x41,m/mar.csv
                    ! 1 of 4 tables lacks the column \"city\", which is null there: \"apr.csv\". Rename \"City\" in \"apr.csv\" to \"city\"
                    ! 3 of 4 tables lack the column \"phone\"",
            ..CASE
        },
        Case {
            name: "integers in January, fractions in February, nothing in March",
            files: &[
                ("m/1.csv", b"v,d\n1,2024-01-01\n"),
                ("m/2.csv", b"v,d\n2.5,2024-02-01\n"),
                ("m/3.csv", b"v,d\n,\n"),
                ("m/4.csv", b"v,d\n"),
                ("m/5.csv", b""),
            ],
            source: ("read_csv", "(path: \"m/*.csv\")"),
            shows: "v:number | d:date
                    1,2024-01-01
                    2.5,2024-02-01
                    ,",
            ..CASE
        },
        Case {
            name: "a file in which nothing stands comes first",
            files: &[("m/1.csv", b"id,v\n1,\n"), ("m/2.csv", b"id,v\n2,5\n")],
            source: ("read_csv", "(path: \"m/*.csv\")"),
            shows: "id:integer | v:integer
                    1,
                    2,5",
            ..CASE
        },
        Case {
            name: "codes that look like numbers in one file, and dates in two notations",
            files: &[("m/a.csv", b"zip,d\n12345,2024-01-31\n"), ("m/b.csv", b"zip,d\n01220,31.01.2024\n")],
            source: ("read_csv", "(path: \"m/*.csv\")"),
            shows: "zip:text | d:date
                    12345,2024-01-31
                    01220,2024-01-31
                    ! The column \"zip\" is read as text: it is integer in \"a.csv\" and text in \"b.csv\"",
            ..CASE
        },
        Case {
            name: "only what all have",
            files: &[("m/a.csv", b"x,y\n1,2\n"), ("m/b.csv", b"z,x\n3,4\n")],
            source: ("read_csv", "(path: \"m/*.csv\", unite: Intersection)"),
            shows: "x:integer
                    1
                    4
                    ! Columns that are not in every table were dropped: \"y\" and \"z\"",
            ..CASE
        },
        Case {
            name: "as the first has them",
            files: &[("m/a.csv", b"x,y\n1,2\n"), ("m/b.csv", b"z,x\n3,4\n")],
            source: ("read_csv", "(path: \"m/*.csv\", unite: AsFirst)"),
            shows: "x:integer | y:integer
                    1,2
                    4,
                    ! 1 of 2 tables lacks the column \"y\"
                    ! Columns that are not in the first table were dropped: \"z\"",
            ..CASE
        },
        Case {
            name: "or else it fails",
            files: &[("m/a.csv", b"x,y\n1,2\n"), ("m/b.csv", b"y,x\n3,4\n")],
            source: ("read_csv", "(path: \"m/*.csv\", unite: Same)"),
            shows: "! has its columns in a different order from the first file",
            ..CASE
        },
    ]);
}

#[test]
fn json_files_are_united_by_name() {
    let source = ("read_json", "(path: \"*.json\", file_column: \"file\")");
    check(&[
        Case {
            name: "new keys, integers then fractions, only null",
            files: &[
                ("1.json", b"[{\"id\":1,\"v\":null},{\"id\":2,\"v\":null}]"),
                ("2.json", b"[{\"v\":5,\"id\":3}]"),
                ("3.json", b"[{\"id\":4,\"v\":2.5,\"new\":\"x\"}]"),
                ("4.json", b"[]"),
            ],
            source,
            shows: "id:integer | v:number | new:text | file:text
                    1,,,1.json
                    2,,,1.json
                    3,5,,2.json
                    4,2.5,x,3.json
                    ! 2 of 3 tables lack the column \"new\"",
            ..CASE
        },
        Case {
            name: "text beside numbers is an error",
            files: &[("1.json", b"[{\"v\":1}]"), ("2.json", b"[{\"v\":\"n/a\"}]")],
            source,
            shows: "! The column \"v\" is integer in \"1.json\" but text in \"2.json\"",
            ..CASE
        },
        Case {
            name: "or a choice",
            files: &[("1.json", b"[{\"v\":1}]"), ("2.json", b"[{\"v\":\"n/a\"}]")],
            source: ("read_json", "(path: \"*.json\", numbers_as_text: true)"),
            shows: "v:text
                    1
                    n/a",
            ..CASE
        },
        Case {
            name: "structs with other fields",
            files: &[("1.json", b"[{\"s\":{\"a\":1}}]"), ("2.json", b"[{\"s\":{\"b\":\"x\",\"a\":2.5}}]")],
            source: ("read_json", "(path: \"*.json\")"),
            then: &[
                ("formula", "(columns: [(name: \"a\", expression: \"s.a\"), (name: \"b\", expression: \"s.b\")])"),
                ("select", "(columns: [(column: \"a\"), (column: \"b\")], rest: Drop)"),
            ],
            shows: "a:number | b:text
                    1,
                    2.5,x",
        },
    ]);
}

/// The table as a Parquet file.
#[test]
fn tables_of_a_union_are_united_by_name() {
    let place = Place::new();
    let table = |headers: &str, row: &str| format!("(headers: [{headers}], rows: [[{row}]])");
    let (a, b, c) = (
        table("\"id\", \"v\"", "\"1\", \"2\""),
        table("\"v\", \"id\", \"w\"", "\"2.5\", \"2\", \"x\""),
        table("\"ID\", \"v\"", "\"3\", \"4\""),
    );
    let nodes = |union: &'static str| {
        let nodes = [("a", "table", a.as_str()), ("b", "table", &b), ("c", "table", &c), ("u", "union", union)];
        project(&nodes, &[("a", "u"), ("b", "u"), ("c", "u")])
    };
    let preview = |union| {
        place.put("p.ron", &nodes(union));
        place.run(&["preview", "p.ron", "u", "--format", "csv"])
    };
    let said = preview("(source: \"from\")");
    assert_eq!(said.out, "id,v,w,ID,from\n1,2,,,a\n2,2.5,x,,b\n,4,,3,c\n", "{said:?}");
    assert!(said.err.contains("Rename \"ID\" in \"c\" to \"id\""), "{said:?}");
    assert_eq!(preview("(missing: Shared)").out, "v\n2\n2.5\n4\n");
    assert_eq!(preview("(missing: First)").out, "id,v\n1,2\n2,2.5\n,4\n");
    assert_ne!(preview("(missing: Error)").code, 0);
}

#[test]
fn a_column_in_which_nothing_stands_is_of_any_type() {
    let place = Place::new();
    place.put("a.csv", "id,v,d,w\n1,,,\n").put("b.csv", "id,v,d,w\n2,5,2024-01-01,\n");
    place.put("a.json", "[{\"id\":1,\"v\":null}]").put("b.json", "[{\"id\":2,\"v\":5}]");
    let union = |kind: &'static str, a: &str, b: &str, last: &str| {
        let nodes = [
            ("a", kind, a),
            ("s", "select", "()"),
            ("f", "filter", "(condition: \"id < 9\")"),
            ("b", kind, b),
            ("u", "union", "()"),
            ("g", last, "()"),
        ];
        place.put("p.ron", &project(&nodes, &[("a", "s"), ("s", "f"), ("f", "u"), ("b", "u"), ("u", "g")]));
        (place.run(&["preview", "p.ron", "g", "--format", "csv"]).out, place.run(&["schema", "p.ron", "u"]).out)
    };
    let (rows, schema) = union("read_csv", "(path: \"a.csv\")", "(path: \"b.csv\")", "distinct");
    assert_eq!(rows, "id,v,d,w\n1,,,\n2,5,2024-01-01,\n");
    let types = schema.split_whitespace().filter(|word| ["integer", "text", "date"].contains(word));
    assert_eq!(types.collect::<Vec<_>>(), ["integer", "integer", "date", "text"], "{schema}");
    let (rows, _) = union("read_json", "(path: \"a.json\")", "(path: \"b.json\")", "distinct");
    assert_eq!(rows, "id,v\n1,\n2,5\n");
    let table = |row: &str| format!("(headers: [\"id\", \"v\"], rows: [[{row}]])");
    let (rows, _) = union("table", &table("\"1\", \"\""), &table("\"2\", \"5\""), "distinct");
    assert_eq!(rows, "id,v\n1,\n2,5\n");
}

#[test]
fn long_integers_beside_fractions_are_not_rounded() {
    let place = Place::new();
    place.put("a.csv", "id,x\n9007199254740993,0.5\n").put("b.csv", "x,id\n9007199254740992.0,0.5\n");
    let refused = |nodes: &[(&str, &str, &str)], wires: &[(&str, &str)]| {
        let read = [("a", "read_csv", "(path: \"a.csv\")"), ("b", "read_csv", "(path: \"b.csv\")")];
        place.put("p.ron", &project(&[&read[..], nodes].concat(), wires));
        let words = ["\"id\" contains 9007199254740993, which cannot be stored exactly as number"];
        place.run(&["preview", "p.ron", "n"]).code(1).err_line(&words);
    };
    refused(&[("n", "unpivot", "(values: [\"id\", \"x\"])")], &[("a", "n")]);
    let join = "(keys: [(left: \"id\", right: \"x\")])";
    refused(&[("n", "join", join)], &[("a", "n.left"), ("b", "n.right")]);
}
