//! What is worth knowing about the files of others is told wherever they are looked at.

use crate::program::{Place, project};

const RAGGED: &str = "a,b\n1,x\n2,y,z\n3,z\n";

/// A file with a row that does not fit, filtered, sorted and written.
fn ragged() -> Place {
    let place = Place::new();
    let nodes = [
        ("in", "read_csv", "(path: \"a.csv\")"),
        ("few", "filter", "(condition: \"a > 1\")"),
        ("sorted", "sort", "(keys: [(column: \"b\")])"),
        ("out", "write_csv", "(path: \"out.csv\")"),
    ];
    place.put("a.csv", RAGGED).put("p.ron", &project(&nodes, &[("in", "few"), ("few", "sorted"), ("sorted", "out")]));
    place
}

#[test]
fn a_preview_tells_the_warnings_of_its_node_and_of_all_upstream_once() {
    let place = ragged();
    for node in ["in", "few", "sorted", "out"] {
        // The second time some of it comes from what the first has kept.
        for _ in 0..2 {
            let said = place.run(&["preview", "p.ron", node, "--format", "csv"]);
            said.code(0).err_line(&["warning: in: 1 row", "rejected"]);
            assert_eq!(said.err.lines().count(), 1, "{said:#?}");
            assert!(said.out.starts_with("a,b\n") && !said.out.contains("warning"), "{said:#?}");
        }
    }
    place.run(&["preview", "p.ron", "in.rejected"]).code(0).err_line(&["warning: in: 1 row"]);
    place.run(&["run", "p.ron", "--quiet"]).code(0).err_line(&["warning: in: 1 row"]);
}

#[test]
fn a_preview_that_fails_tells_the_warnings_upstream_too() {
    let place = ragged();
    place.put("p.ron", &place.text("p.ron").replace("a > 1", "agee > 1"));
    let said = place.run(&["preview", "p.ron", "sorted"]);
    said.code(1).err_line(&["few.condition: ", "agee"]);
    assert_eq!(said.out, "", "{said:#?}");
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_told_with_the_node_that_reads_it() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "a").expect("a cell");
    let book = book.save_to_buffer().expect("a workbook");
    let cases: &[(&str, &[u8], &[&str])] = &[
        ("read_json", &book, &["is an Excel workbook", "Read it with Read Excel"]),
        ("read_parquet", &book, &["is an Excel workbook", "Read it with Read Excel"]),
        ("read_json", b"a;b\n1;2\n", &["is a text file", "Read it with Read CSV"]),
        ("read_parquet", b"[{\"a\":1}]", &["is a JSON file", "Read it with Read JSON"]),
        ("read_parquet", b"<html><table></table></html>", &["is a web page", "Save its table"]),
        ("read_json", b"PAR1\x15\x04\x15\x00", &["is a Parquet file", "Read it with Read Parquet"]),
        ("read_json", b"%PDF-1.7 \x00\x01", &["is a PDF file", "Save its table"]),
        ("read_parquet", b"\x1f\x8b\x08\x00\x00\x00\x00\x00", &["is packed with gzip", "Unpack it"]),
    ];
    for (kind, bytes, parts) in cases {
        let place = Place::new();
        place.put_bytes("a.dat", bytes);
        place.put("p.ron", &project(&[("in", kind, "(path: \"a.dat\")")], &[]));
        let said = place.run(&["preview", "p.ron", "in"]);
        said.code(1).err_line(&[&["in.path: ", "a.dat"], *parts].concat());
        place.run(&["check", "p.ron"]).code(1).out(&["in.path: "]);
        assert_eq!(said.err.lines().count(), 1, "{said:#?}");
    }
}
