//! Databases from the command line: connections, runs that are killed, and what a reader sees meanwhile.

use std::process::Stdio;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::program::{Place, project, said};

const ROWS: usize = 30_000;

/// A file and a table of a database, both filled from one file.
fn both() -> Place {
    let place = Place::new();
    let text = project(
        &[
            ("data", "read_csv", "(path: \"data.csv\")"),
            ("file", "write_csv", "(path: \"out/file.csv\")"),
            ("rows", "write_database", "(path: \"shop.sqlite\", table: \"rows\")"),
        ],
        &[("data", "file"), ("data", "rows")],
    );
    place.put("p.ron", &text);
    place
}

fn fill(place: &Place, marker: &str) {
    let lines: String = (0..ROWS).map(|n| format!("{n},{marker}\n")).collect();
    place.put("data.csv", &format!("n,marker\n{lines}"));
}

/// The only marker of the table, which has all of its rows, and the names of all tables.
fn held(place: &Place) -> (String, Vec<String>) {
    let connection = Connection::open(place.path("shop.sqlite")).expect("a database");
    let sql = "SELECT min(marker), max(marker), count(*), sum(n) FROM rows";
    let (least, most, count, sum): (String, String, i64, i64) =
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).expect("a table");
    let rows = ROWS as i64;
    assert_eq!((&least, count, sum), (&most, rows, rows * (rows - 1) / 2), "one whole state");
    let mut names = connection.prepare("SELECT name FROM sqlite_schema").expect("a query");
    let names = names.query_map([], |row| row.get(0)).expect("names").collect::<Result<_, _>>().expect("names");
    (least, names)
}

/// `TABLEWIRE_KILLS` sets how often (default 10).
#[test]
fn a_run_killed_at_any_moment_leaves_a_file_and_a_table_both_old_or_both_new() {
    let kills: u32 = std::env::var("TABLEWIRE_KILLS").map_or(10, |text| text.parse().expect("a number"));
    let place = both();
    fill(&place, "old");
    place.run(&["run", "p.ron"]).code(0);
    let begun = Instant::now();
    fill(&place, "r000x");
    place.run(&["run", "p.ron"]).code(0);
    let (whole, mut before) = (begun.elapsed(), "r000x".to_owned());
    assert_eq!(held(&place), (before.clone(), vec!["rows".to_owned()]));
    for kill in 1..=kills {
        let marker = format!("r{kill:03}x");
        fill(&place, &marker);
        let begun = Instant::now();
        let mut child =
            place.command(&["run", "p.ron"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        let share = (f64::from(kill) * 0.618_034).fract() * 1.1;
        std::thread::sleep(whole.mul_f64(share).saturating_sub(begun.elapsed()).max(Duration::from_micros(50)));
        crate::program::kill(&mut child);
        // The next start finishes or removes what was left.
        place.put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
        crate::program::start_until(&place, &["run", "other.ron"], || held(&place).1 == ["rows"]);
        let (found, names) = held(&place);
        assert_eq!(names, ["rows"], "{kill}: nothing staged is left");
        assert!(found == marker || found == before, "{kill}: {found}");
        assert!(place.text("out/file.csv").contains(&found), "{kill}: the file is of the same run as {found}");
        before = found;
    }
}

#[test]
fn a_connection_is_found_by_its_name() {
    let place = both();
    fill(&place, "x");
    place.run(&["run", "p.ron"]).code(0);
    let text = project(
        &[("in", "read_database", "(connection: \"the shop\", query: \"SELECT count(*) AS c FROM rows\")")],
        &[],
    );
    place.put("c.ron", &text);
    place.run(&["preview", "c.ron", "in"]).code(1).err_line(&["in.connection", "TABLEWIRE_CONNECTION_THE_SHOP"]);
    place.put("machine.ron", "{\"the shop\": \"sqlite:shop.sqlite\"}");
    let arguments = ["preview", "c.ron", "in", "--format", "csv", "--connections"];
    let file = place.path("machine.ron").display().to_string();
    place.run(&[&arguments[..], &[file.as_str()]].concat()).code(0).out(&["c\n30000"]);
    let mut command = place.command(&arguments[..5]);
    command.env("TABLEWIRE_CONNECTION_THE_SHOP", "sqlite:shop.sqlite");
    said(command.output().expect("the program starts")).code(0).out(&["c\n30000"]);
}

#[test]
fn a_project_carries_defaults_of_its_connections() {
    let place = both();
    fill(&place, "x");
    place.run(&["run", "p.ron"]).code(0);
    let text =
        project(&[("in", "read_database", "(connection: \"shop\", query: \"SELECT count(*) AS c FROM rows\")")], &[]);
    let with =
        |parts: &str| text.replacen("nodes:", &format!("connections: {{\"shop\": {{{parts}}}}},\n    nodes:"), 1);
    place.put("c.ron", &with("\"driver\": \"sqlite\", \"path\": \"shop.sqlite\""));
    let arguments = ["preview", "c.ron", "in", "--format", "csv"];
    place.run(&arguments).code(0).out(&["c\n30000"]);
    // The machine goes first.
    let mut command = place.command(&arguments);
    command.env("TABLEWIRE_CONNECTION_SHOP", "sqlite:elsewhere.sqlite");
    said(command.output().expect("the program starts")).code(1).err_line(&[
        "in.connection",
        "The database of \"shop\": ",
        "elsewhere.sqlite",
    ]);
    place.put("c.ron", &with("\"driver\": \"sqlite\", \"path\": \"shop.sqlite\", \"password\": \"s3cret\""));
    let said = place.run(&arguments);
    said.code(1).err_line(&["in.connection", "password", "TABLEWIRE_CONNECTION_SHOP"]);
    assert!(!said.err.contains("s3cret"), "{}", said.err);
}

/// The statements and the reasons of the event `sent`.
fn sent(place: &Place, project: &str) -> (String, String) {
    let said = place.run(&["run", project, "--events", "json"]);
    said.code(0);
    let event = said.out.lines().find(|line| line.contains("\"event\":\"sent\"")).expect("an event");
    let event: serde_json::Value = serde_json::from_str(event).expect("JSON");
    assert_eq!(event["node"], "in");
    (event["statements"].to_string(), event["stays"].to_string())
}

/// A project of a source, a filter and groups; `more` reads the rows as well.
fn grouped(total: &str, more: bool) -> String {
    let group = format!("(keys: [\"city\"], aggregations: [(column: \"n\", function: {total}, name: \"total\")])");
    let mut nodes = vec![
        ("in", "read_database", "(path: \"a.sqlite\", table: \"t\")"),
        ("some", "filter", "(condition: \"n > 1\")"),
        ("groups", "group_by", group.as_str()),
        ("out", "write_csv", "(path: \"out.csv\")"),
    ];
    let mut wires = vec![("in", "some"), ("some", "groups"), ("groups", "out")];
    if more {
        nodes.push(("rows", "write_csv", "(path: \"rows.csv\")"));
        wires.push(("in", "rows"));
    }
    project(&nodes, &wires)
}

#[test]
fn groups_are_computed_by_the_database_where_nothing_else_needs_the_rows() {
    let place = Place::new();
    let database = Connection::open(place.path("a.sqlite")).expect("a database");
    let rows = "INSERT INTO t VALUES (1, 'Rome', 0.5), (2, 'Oslo', 1.5), (3, 'Rome', 2), (4, 'Oslo', 3), (5, NULL, 9)";
    database.execute_batch(&format!("CREATE TABLE t (n INTEGER, city TEXT, r REAL); {rows}")).expect("a table");
    let expected = "city,total\nOslo,6\nRome,3\n,5\n";
    place.put("p.ron", &grouped("Sum", false));
    let (statements, stays) = sent(&place, "p.ron");
    assert!(statements.contains("GROUP BY") && statements.contains("> ?"), "{statements}");
    assert_eq!((stays.as_str(), place.text("out.csv").as_str()), ("[]", expected));
    // The rows are needed as well: they are read once.
    place.put("p.ron", &grouped("Sum", true));
    let (statements, _) = sent(&place, "p.ron");
    assert!(!statements.contains("GROUP BY"), "{statements}");
    assert_eq!(place.text("out.csv"), expected);
    // A mean is not the database's.
    place.put("p.ron", &grouped("Mean", false));
    let (statements, stays) = sent(&place, "p.ron");
    assert!(
        !statements.contains("GROUP BY") && stays.contains("would not compute \\\"total\\\""),
        "{statements} {stays}"
    );
    // A value that does not fit is found all the same.
    database.execute("INSERT INTO t VALUES ('x', 'Rome', 1)", []).expect("a row");
    place.put("p.ron", &grouped("Sum", false));
    place.run(&["run", "p.ron"]).code(1).err_line(&["in", "'x'"]);
}
