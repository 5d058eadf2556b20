//! What only this machine reads is sent to Spark, and what only this machine writes is fetched from there.

use std::fs;

use polars::prelude::{ParquetReader, SerReader};

use crate::program::{PEOPLE, Place, project};
use crate::spark_runs::{on_spark, run};

/// People from an array of JSON, which Spark does not read, and from CSV, as a workbook, a database, an array, CSV as Windows has it,
/// and CSV that Spark writes itself.
fn everything(place: &Place) {
    let text = project(
        &[
            ("array", "read_json", "(path: \"people.json\")"),
            ("people", "read_csv", "(path: \"people.csv\")"),
            ("all", "union", "(missing: Shared)"),
            ("sorted", "sort", "(keys: [(column: \"age\"), (column: \"name\")])"),
            ("book", "write_excel", "(path: \"out/all.xlsx\")"),
            ("base", "write_database", "(path: \"out/all.sqlite\", table: \"people\")"),
            ("list", "write_json", "(path: \"out/all.json\")"),
            ("windows", "write_csv", "(path: \"out/windows.csv\", windows_lines: true, byte_order_mark: true)"),
            ("plain", "write_csv", "(path: \"out/plain.csv\")"),
        ],
        &[
            ("array", "all"),
            ("people", "all"),
            ("all", "sorted"),
            ("sorted", "book"),
            ("sorted", "base"),
            ("sorted", "list"),
            ("sorted", "windows"),
            ("sorted", "plain"),
        ],
    );
    let json = "[{\"name\":\"Grace\",\"age\":45},{\"name\":\"Jean\",\"age\":null}]";
    place.put("p.ron", &text).put("people.csv", PEOPLE).put("people.json", json);
}

/// The rows of the table that the database holds.
fn rows(place: &Place) -> Vec<(String, Option<i64>)> {
    let database = rusqlite::Connection::open(place.path("out/all.sqlite")).expect("a database");
    let mut query = database.prepare("SELECT name, age FROM people ORDER BY age, name").expect("a table");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.collect::<Result<_, _>>().expect("values")
}

#[test]
fn sent_and_fetched_tables_are_those_of_a_run_here() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    everything(&place);
    place.run(&["run", "p.ron"]).code(0);
    let texts = || ["out/all.json", "out/windows.csv", "out/plain.csv"].map(|name| place.text(name));
    let (here, rows_here) = (texts(), rows(&place));
    let listed = place.names("out");
    fs::remove_dir_all(place.path("out")).expect("it was written");
    fs::create_dir_all(place.path("staging")).expect("a folder");
    let staging = format!("file://{}", place.path("staging").display());
    let said = run(&place, &arguments, &["--staging", &staging, "--events", "json"]);
    said.code(0);
    assert!(said.out.contains("are computed here and sent to"), "{said:#?}");
    assert_eq!(texts(), here);
    assert_eq!(rows(&place), rows_here);
    assert_eq!(place.names("out"), listed);
    assert!(fs::metadata(place.path("out/all.xlsx")).expect("a workbook").len() > 1_000);
    assert_eq!(place.names("staging"), [""; 0], "what was sent and fetched is removed");
    for sink in ["book", "base", "list", "windows", "plain"] {
        let done =
            said.out.lines().filter(|line| line.contains("\"sink_done\"") && line.contains(&format!("\"{sink}\"")));
        assert_eq!(done.count(), 1, "{sink}: {said:#?}");
    }
}

/// One output that cannot be written here keeps those that Spark writes from being replaced.
#[test]
fn a_fetched_output_that_fails_leaves_all_others() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    everything(&place);
    // A folder stands where the workbook shall go.
    place.put("out/all.xlsx/taken", "x").put("out/plain.csv", "old\n").put("out/all.json", "old\n");
    let said = run(&place, &arguments, &[]);
    said.code(1);
    assert_eq!((place.text("out/plain.csv").as_str(), place.text("out/all.json").as_str()), ("old\n", "old\n"));
    assert_eq!(place.names("out"), ["all.json", "all.xlsx", "plain.csv"], "{said:#?}");
}

#[test]
fn an_exported_program_names_what_it_needs() {
    let place = Place::new();
    everything(&place);
    let said = place.run(&["export", "p.ron", "--to", "pyspark", "-o", "p.py"]);
    said.code(0).err_line(&["array", "--shipped-array"]);
    let text = place.text("p.py");
    for part in ["--shipped-array", "--fetched-book", "--fetched-list", "tablewire run --on spark"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("--fetched-plain"), "{text}");
    let written = place.run(&["export", "p.ron", "--to", "pyspark", "-o", "p.py", "--shipped", "shipped"]);
    written.code(0).err_line(&["array", "--shipped-array", "shipped/array.parquet"]);
    let file = fs::File::open(place.path("shipped/array.parquet")).expect("written");
    assert_eq!(ParquetReader::new(file).finish().expect("a table").shape(), (2, 2));
}
