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

/// The sample of a database: its tables are sent, and the report is fetched.
#[test]
fn the_orders_of_the_sample_give_the_same_report() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/orders_database");
    for (name, copy) in [("shop.ron", "p.ron"), ("data/orders.sqlite", "data/orders.sqlite")] {
        place.put_bytes(copy, &fs::read(sample.join(name)).expect("a file of the sample"));
    }
    let report = || -> Vec<(String, i64, f64)> {
        let database = rusqlite::Connection::open(place.path("output/report.sqlite")).expect("a database");
        let mut query =
            database.prepare("SELECT name, orders, revenue FROM customers ORDER BY customer").expect("a table");
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
        rows.collect::<Result<_, _>>().expect("values")
    };
    place.run(&["run", "p.ron"]).code(0);
    let here = (place.text("output/monthly_revenue.csv"), report());
    assert_eq!(here.1.len(), 60);
    fs::remove_dir_all(place.path("output")).expect("it was written");
    fs::create_dir_all(place.path("staging")).expect("a folder");
    let staging = format!("file://{}", place.path("staging").display());
    run(&place, &arguments, &["--staging", &staging]).code(0);
    assert_eq!((place.text("output/monthly_revenue.csv"), report()), here);
}

/// Rows that are rejected here are left out there; they themselves are sent, with their lines and reasons.
#[test]
fn rows_that_do_not_fit_are_left_out_on_spark_too() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    let mut rows = String::from("n,t,x,b,d,m\n");
    for n in 0..3_000 {
        rows.push_str(&format!(
            "{n},\"text, {n}\",{n}.25,{},2013-01-{:02},2013-01-31 05:15:{:02}.5\n",
            n % 2 == 0,
            n % 28 + 1,
            n % 60
        ));
        rows.push_str(match n {
            7 => "8,short\n",
            100 => "100,a,1.5,true,2013-01-31,2013-01-31 05:15:00,too,long\n",
            200 => "many,a,1.5,true,2013-01-31,\n",
            300 => "300,a,1.5.5,true,2013-01-31,2013-01-31 05:15:00\n",
            400 => "400,,1.5,perhaps,2013-01-31,2013-01-31 05:15:00\n",
            500 => "500,a,,true,2013-02-30,2013-01-31 05:15:00\n",
            600 => "600,a,1.5,true,,2013-01-31 24:15:00\n",
            700 => ",,,,,\n\n-5,\"\",-1e-3,TRUE,1999-12-31,1999-12-31 23:59:59.123456\n",
            _ => "",
        });
    }
    place.put("rows.csv", &rows);
    let nodes = [
        ("rows", "read_csv", "(path: \"rows.csv\", infer_rows: 5)"),
        ("good", "write_csv", "(path: \"out/good.csv\", create_folders: true)"),
        ("bad", "write_csv", "(path: \"out/bad.csv\", create_folders: true)"),
        ("first", "limit", "(count: 1500)"),
        ("tally", "group_by", "(aggregations: [(function: Rows, name: \"rows\")])"),
        ("count", "write_csv", "(path: \"out/count.csv\", create_folders: true)"),
    ];
    let wires = [("rows", "good"), ("rows.rejected", "bad"), ("rows", "first"), ("first", "tally"), ("tally", "count")];
    place.put("p.ron", &project(&nodes, &wires));
    place.run(&["run", "p.ron"]).code(0);
    let texts = || {
        ["out/good.csv", "out/bad.csv", "out/count.csv"].map(|name| {
            // Which of the two orders of equal meaning a file has is not asked here.
            let mut lines: Vec<String> = place.text(name).lines().map(str::to_owned).collect();
            lines.sort();
            lines
        })
    };
    let here = texts();
    assert_eq!((here[0].len(), here[1].len()), (3_003, 8), "{:?}", here[1]);
    place.run(&["export", "p.ron", "--to", "pyspark", "-o", "p.py"]).code(0);
    let program = place.text("p.py");
    assert!(program.contains("PERMISSIVE") && program.matches("\"--shipped-").count() == 1, "{program}");
    fs::remove_dir_all(place.path("out")).expect("it was written");
    run(&place, &arguments, &[]).code(0);
    assert_eq!(texts(), here);
    // A row of later data that this machine might read in another way stops the program.
    let later = rows.replace("\n9,\"text, 9\",9.25,false,2013-01-10,", "\n9,\"text, 9\",9.25,false,2013-1-10,");
    assert_ne!(later, rows);
    place.put("rows.csv", &later);
    let stopped = run(&place, &arguments, &[]);
    stopped.code(1).err_line(&["only this program reads"]);
    assert_eq!(texts(), here);
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
