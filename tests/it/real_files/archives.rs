//! Packed files.

use std::io::{Cursor, Write};

use super::{CASE, Case, check_in};
use crate::program::Place;

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn bzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

#[test]
fn packed_files_are_read_to_their_end_or_refused() {
    let rows = b"a,b\n1,x\n2,y\n";
    let one = zipped(&[("__MACOSX/._a.csv", b"\0"), ("a.csv", rows)]);
    let two = zipped(&[("in/a.csv", rows), ("in/b.csv", b"a,b\n3,z\n"), ("readme.txt", b"hello")]);
    let long = [b"a,b\n".as_slice(), &b"1,x\n".repeat(20_000)].concat();
    let bz2 = [bzipped(b"a,b\n1,x\n"), bzipped(b"2,y\n")].concat();
    let place = Place::new();
    place.put_bytes("one.csv.zip", &one);
    place.put_bytes("two.zip", &two);
    place.put_bytes("a.csv.bz2", &bz2);
    place.put_bytes("cut.csv.bz2", &bzipped(&long)[..40]);
    place.put_bytes("cut.zip", &one[..one.len() / 2]);
    place.put_bytes("lines.json.zip", &zipped(&[("a.json", b"{\"a\":1}\n")]));
    place.put_bytes("lines.ndjson.bz2", &bzipped(b"{\"a\":1}\n{\"a\":2}\n"));
    let table = "a:integer | b:text\n1,x\n2,y";
    for case in [
        Case { name: "zip", source: ("read_csv", "(path: \"one.csv.zip\")"), shows: table, ..CASE },
        Case { name: "bzip2 in two pieces", source: ("read_csv", "(path: \"a.csv.bz2\")"), shows: table, ..CASE },
        Case { name: "one of two", source: ("read_csv", "(path: \"two.zip/in/a.csv\")"), shows: table, ..CASE },
        Case {
            name: "all of them",
            source: ("read_csv", "(path: \"two.zip/in/*.csv\", file_column: \"from\")"),
            shows: "a:integer | b:text | from:text\n1,x,two.zip/in/a.csv\n2,y,two.zip/in/a.csv\n3,z,two.zip/in/b.csv",
            ..CASE
        },
        Case {
            name: "which of two",
            source: ("read_csv", "(path: \"two.zip\")"),
            shows: "! in/a.csv, in/b.csv",
            ..CASE
        },
        Case {
            name: "none such",
            source: ("read_csv", "(path: \"two.zip/c.csv\")"),
            shows: "! two.zip does not contain the file c.csv",
            ..CASE
        },
        Case {
            name: "cut bzip2",
            source: ("read_csv", "(path: \"cut.csv.bz2\")"),
            shows: "! Cannot decompress",
            ..CASE
        },
        Case { name: "cut zip", source: ("read_csv", "(path: \"cut.zip\")"), shows: "! Cannot decompress", ..CASE },
        Case {
            name: "JSON in a zip",
            source: ("read_json", "(path: \"lines.json.zip\")"),
            shows: "a:integer\n1",
            ..CASE
        },
        Case {
            name: "JSON in bzip2",
            source: ("read_json", "(path: \"lines.ndjson.bz2\")"),
            shows: "a:integer\n1\n2",
            ..CASE
        },
    ] {
        check_in(&place, &case).unwrap();
    }
}
