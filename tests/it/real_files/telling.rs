//! Remarks about files from other programs are reported wherever the files are read.

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
fn a_file_that_is_not_what_its_name_says_is_reported_with_the_node_that_reads_it() {
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
        ("read_parquet", b"\x1f\x8b\x08\x00\x00\x00\x00\x00", &["is compressed with gzip", "Decompress it"]),
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

/// A project that reads `a.csv` and has these sinks behind it.
fn with_sinks(sinks: &[(&str, &str)]) -> String {
    let mut nodes = vec![("in", "read_csv", "(path: \"a.csv\")")];
    nodes.extend(sinks.iter().map(|(name, settings)| (*name, "write_csv", *settings)));
    let wires: Vec<(&str, &str)> = sinks.iter().map(|(name, _)| ("in", *name)).collect();
    project(&nodes, &wires)
}

#[test]
fn a_check_finds_what_a_run_would_refuse() {
    type Sinks = &'static [(&'static str, &'static str)];
    let cases: &[(Sinks, &[&str])] = &[
        (
            &[("x", "(path: \"out.csv\")"), ("y", "(path: \"out.csv\")")],
            &["y.path: ", "\"x\"", "Choose a different file for each"],
        ),
        (
            &[("x", "(path: \"out.csv\")"), ("y", "(path: \"sub/../out.csv\")")],
            &["y.path: ", "Choose a different file for each"],
        ),
        (
            &[("x", "(path: \"link.csv\")"), ("y", "(path: \"real.csv\")")],
            &["y.path: ", "Choose a different file for each"],
        ),
        (&[("x", "(path: \"a.csv\")")], &["x.path: ", "is also read by the node \"in\""]),
        (
            &[("x", "(path: \"none/b.csv\", create_folders: false)")],
            &["x.path: ", "There is no folder", "Create folders"],
        ),
        (&[("x", "(path: \"sub\")")], &["x.path: ", "it is a folder"]),
        (&[("x", "(path: \"real.csv/b.csv\")")], &["x.path: ", "part of the path is a file"]),
        (&[("x", "(path: \"real.csv/deep/b.csv\")")], &["x.path: ", "part of the path is a file"]),
        (&[("x", "(path: \"real.csv\", existing: Fail)")], &["x.path: ", "already exists"]),
        (&[("x", "(path: \".tablewire/real.csv/7\")")], &["x.path: ", "earlier outputs"]),
    ];
    for (sinks, parts) in cases {
        let place = Place::new();
        place.put("a.csv", "a\n1\n").put("real.csv", "old\n").put("sub/.keep", "").put("p.ron", &with_sinks(sinks));
        #[cfg(unix)]
        std::os::unix::fs::symlink("real.csv", place.path("link.csv")).expect("a link");
        if cfg!(not(unix)) && sinks[0].1.contains("link") {
            continue;
        }
        let before = place.names(".");
        let checked = place.run(&["check", "p.ron"]);
        checked.code(1).out(&[parts[0]]);
        assert!(checked.out.lines().any(|line| parts.iter().all(|part| line.contains(part))), "{parts:?} {checked:#?}");
        place.run(&["run", "p.ron"]).code(1).err_line(parts);
        assert_eq!((place.names("."), place.text("real.csv")), (before, "old\n".to_owned()), "{parts:?}");
    }
}

#[test]
fn a_check_tells_what_the_data_of_small_files_tell() {
    let place = ragged();
    let said = place.run(&["check", "p.ron"]);
    said.code(0).out(&["warning: in: 1 row"]).err_line(&["4 nodes: 0 errors", "1 warning"]);
    place.run(&["check", "p.ron", "--data"]).code(0).out(&["warning: in: 1 row"]);
    place.put("p.ron", &with_sinks(&[("x", "(path: \"Out.csv\")"), ("y", "(path: \"out.csv\")")]));
    place.run(&["check", "p.ron"]).code(0).out(&["warning: y.path: ", "differ only in case"]);
}

#[test]
fn numbers_that_json_has_no_word_for_are_reported_by_the_sink() {
    let place = Place::new();
    place.put("a.csv", "x\n1.5\n-2\n").put(
        "p.ron",
        &project(
            &[
                ("in", "read_csv", "(path: \"a.csv\")"),
                ("odd", "formula", "(columns: [(name: \"n\", expression: \"sqrt(x)\")])"),
                ("out", "write_json", "(path: \"out.json\", shape: Lines)"),
            ],
            &[("in", "odd"), ("odd", "out")],
        ),
    );
    place.run(&["run", "p.ron", "--quiet"]).code(0).err_line(&["warning: out: 1 value in \"n\"", "written as null"]);
    assert!(place.text("out.json").contains("\"n\":null"), "{}", place.text("out.json"));
    let said = place.run(&["preview", "p.ron", "odd", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&said.code(0).out).expect("JSON");
    assert_eq!(rows[1]["n"], "NaN", "{said:#?}");
}

#[test]
fn nulls_that_become_blank_lines_are_reported() {
    let place = Place::new();
    place.put("a.csv", "a,b\n1,x\n,y\n");
    let run = |columns: &str, sink: &str| {
        let select = format!("(columns: [{columns}])");
        let nodes = [("in", "read_csv", "(path: \"a.csv\")"), ("some", "select", &select), ("out", "write_csv", sink)];
        place.put("p.ron", &project(&nodes, &[("in", "some"), ("some", "out")]));
        place.run(&["run", "p.ron", "--quiet"])
    };
    let only = "(column: \"b\", keep: false)";
    run(only, "(path: \"out.csv\")")
        .code(0)
        .err_line(&["warning: out.null_text: 1 null in \"a\" was written as a blank line"]);
    assert_eq!(run(only, "(path: \"out.csv\", null_text: \"NA\")").err, "");
    assert_eq!(run("", "(path: \"out.csv\")").err, "");
}

#[test]
fn settings_that_cannot_be_read_are_reported_in_one_clear_line() {
    for (settings, parts) in [
        (
            "(path: \"a.csv\", encodng: Utf8)",
            &["in: ", "There is no setting \"encodng\"", "Did you mean \"encoding\"?"][..],
        ),
        ("(path: \"a.csv\", encoding: Latin)", &["in.encoding: ", "There is no option \"Latin\"", "\"Detected\""]),
        ("(path: \"a.csv\", header: \"no\")", &["in.header: ", "\"no\" is not true or false"]),
        ("(path: \"a.csv\", skip_rows: -1)", &["in.skip_rows: ", "-1 is out of range", "from 0 to"]),
    ] {
        let place = Place::new();
        place.put("a.csv", "a\n1\n").put("p.ron", &project(&[("in", "read_csv", settings)], &[]));
        place.run(&["preview", "p.ron", "in"]).code(1).err_line(parts);
        place.run(&["check", "p.ron"]).code(1).out(parts);
    }
}
