//! DuckDB from the command line: connections, runs that are killed, libraries that a project names. What
//! needs DuckDB is left out without `TABLEWIRE_DUCKDB`, the path of its library; `TABLEWIRE_KILLS` sets how often a run is killed.

use serde_json::Value;

use crate::program::{Place, project};
use crate::server_runs::{Store, killed_at_any_moment};

/// A database in a file, and a folder.
struct File {
    url: String,
    place: Place,
}

impl File {
    fn new() -> Option<File> {
        if std::env::var("TABLEWIRE_DUCKDB").is_err() {
            eprintln!("left out: TABLEWIRE_DUCKDB is not set");
            return None;
        }
        let place = Place::new();
        let url = format!("duckdb:{}", place.path("shop.duckdb").display());
        Some(File { url, place })
    }
}

/// By the program itself: DuckDB brings no client.
impl Store for File {
    fn connection(&self) -> &'static str {
        "duck"
    }

    fn url(&self) -> &str {
        &self.url
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn script(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        self.place.put(
            "script.ron",
            &project(&[("in", "read_database", &format!("(connection: \"duck\", query: {sql:?})"))], &[]),
        );
        let said = self.run(&["preview", "script.ron", "in", "--format", "csv"]);
        let rows = said.code(0).out.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        rows.iter().map(|row| row.split(',').map(|field| Some(field.to_owned())).collect()).collect()
    }

    fn table(&self, name: &str) -> String {
        name.to_owned()
    }

    fn tables(&self) -> Vec<String> {
        let names = self.script("SELECT table_name FROM duckdb_tables() ORDER BY 1");
        names.into_iter().flatten().flatten().collect()
    }
}

#[test]
fn a_run_killed_at_any_moment_leaves_a_file_and_a_table_both_old_or_both_new() {
    let Some(file) = File::new() else { return };
    killed_at_any_moment(&file);
}

#[test]
fn a_connection_is_tested_and_browsed() {
    let Some(file) = File::new() else { return };
    file.place.put("data.csv", "id,city\n1,Oslo\n2,Turin\n");
    let nodes = [
        ("data", "read_csv", "(path: \"data.csv\")"),
        ("out", "write_database", "(connection: \"duck\", table: \"orders\")"),
    ];
    file.place.put("p.ron", &project(&nodes, &[("data", "out")]));
    file.run(&["run", "p.ron"]).code(0);
    let json = |arguments: &[&str]| -> Value {
        let all = [&["connections"], arguments, &["--format", "json"]].concat();
        serde_json::from_str(&file.run(&all).code(0).out).expect("JSON")
    };
    let tested = json(&["test", "duck"]);
    assert_eq!((&tested["server"], &tested["tables"]), (&"DuckDB".into(), &1.into()));
    assert!(json(&["browse", "duck"]).to_string().contains("orders"));
    assert!(json(&["browse", "duck", "orders"]).to_string().contains("VARCHAR"));
    // One table is read and another written, in one file.
    let nodes = [
        ("in", "read_database", "(connection: \"duck\", table: \"orders\")"),
        ("out", "write_database", "(connection: \"duck\", table: \"copy\")"),
    ];
    file.place.put("c.ron", &project(&nodes, &[("in", "out")]));
    file.run(&["run", "c.ron"]).code(0);
    assert_eq!(file.script("SELECT id, city FROM copy").len(), 2);
    assert_eq!(file.tables(), ["copy", "orders"]);
}

#[test]
fn only_new_rows_are_read() {
    let Some(file) = File::new() else { return };
    let nodes = [
        ("data", "read_csv", "(path: \"data.csv\")"),
        ("out", "write_database", "(connection: \"duck\", table: \"orders\", existing: Append)"),
    ];
    file.place.put("fill.ron", &project(&nodes, &[("data", "out")]));
    let insert = |rows: &[(u32, &str)]| {
        let rows: String = rows.iter().map(|(id, time)| format!("{id},2024-07-01 {time}\n")).collect();
        file.place.put("data.csv", &format!("id,changed\n{rows}"));
        file.run(&["run", "fill.ron"]).code(0);
    };
    let nodes = [
        ("in", "read_database", "(connection: \"duck\", table: \"orders\", new_by: \"changed\")"),
        ("kept", "write_database", "(connection: \"duck\", table: \"kept\", existing: Append)"),
    ];
    file.place.put("p.ron", &project(&nodes, &[("in", "kept")]));
    let ids = || file.script("SELECT id FROM kept ORDER BY id").into_iter().flatten().flatten().collect::<Vec<_>>();
    insert(&[(1, "10:00:00.123456"), (2, "10:00:00.123456"), (3, "10:05:00")]);
    file.run(&["run", "p.ron"]).code(0);
    assert_eq!(ids(), ["1", "2", "3"]);
    let position = file.place.text("p.positions.json");
    let said = file.run(&["run", "p.ron"]);
    said.code(0);
    assert!(!said.err.contains("whole table"), "DuckDB leaves out what is old: {said:#?}");
    assert_eq!((ids().len(), file.place.text("p.positions.json")), (3, position), "byte for byte");
    insert(&[(4, "09:58:00"), (5, "10:05:00"), (6, "09:00:00")]);
    file.run(&["run", "p.ron"]).code(0);
    assert_eq!(ids(), ["1", "2", "3", "4", "5"], "what is older than the overlap is not seen");
}

/// A project's file cannot say which code runs: it is refused before any library is looked for.
#[test]
fn a_project_names_no_library() {
    let place = Place::new();
    let node = ("in", "read_database", "(connection: \"shop\", table: \"orders\")");
    for parts in [
        "\"driver\": \"adbc\", \"library\": \"LIBRARY\"",
        "\"driver\": \"adbc\", \"library\": \"adbc_driver_sqlite\", \"uri\": \"x\"",
        "\"driver\": \"duckdb\", \"path\": \"a.duckdb\", \"library\": \"LIBRARY\"",
        "\"driver\": \"duckdb\", \"path\": \"a.duckdb\", \"entrypoint\": \"main\"",
        "\"driver\": \"adbc\"",
    ] {
        let library = place.path("lib.so");
        std::fs::write(&library, "it is never opened").expect("a file");
        let parts = parts.replace("LIBRARY", &library.display().to_string());
        let text = project(&[node], &[]);
        let text = text.replacen("nodes:", &format!("connections: {{\"shop\": {{{parts}}}}},\n    nodes:"), 1);
        place.put("p.ron", &text);
        let said = place.run(&["preview", "p.ron", "in"]);
        said.code(1).err_line(&["in.connection", "cannot say which code runs", "TABLEWIRE_CONNECTION_SHOP"]);
    }
    // Without one, DuckDB's library is that of the machine.
    let text = project(&[node], &[]);
    let parts = "\"driver\": \"duckdb\", \"path\": \"a.duckdb\"";
    place.put("p.ron", &text.replacen("nodes:", &format!("connections: {{\"shop\": {{{parts}}}}},\n    nodes:"), 1));
    place.run(&["preview", "p.ron", "in"]).code(1).err_line(&["in.connection", "a.duckdb"]);
    // Nor does a definition name one by a path that begins at a folder.
    let mut command = place.command(&["connections", "test", "far"]);
    command.env("TABLEWIRE_CONNECTION_FAR", "adbc:./lib.so?uri=x");
    let said = crate::program::said(command.output().expect("the program starts"));
    said.code(1).err_line(&["far", "library", "full path"]);
}

#[test]
fn the_memory_of_a_run_limits_that_of_its_databases() {
    let Some(file) = File::new() else { return };
    file.place.put("data.csv", "id\n1\n");
    let nodes = [
        ("data", "read_csv", "(path: \"data.csv\")"),
        ("out", "write_database", "(connection: \"duck\", table: \"orders\")"),
    ];
    file.place.put("p.ron", &project(&nodes, &[("data", "out")]));
    file.run(&["run", "p.ron"]).code(0);
    let sql = "SELECT current_setting('memory_limit') AS m";
    let source = format!("(connection: \"duck\", query: {sql:?})");
    let nodes = [("in", "read_database", source.as_str()), ("csv", "write_csv", "(path: \"limit.csv\")")];
    file.place.put("limit.ron", &project(&nodes, &[("in", "csv")]));
    file.run(&["run", "limit.ron", "--no-cache", "--memory", "1GB"]).code(0);
    assert_eq!(file.place.text("limit.csv"), "m\n476.0 MiB\n");
    // A query that needs more says so; the file is as it was.
    let sql = "SELECT list(n) AS l FROM range(50000000) AS r (n)";
    let source = format!("(connection: \"duck\", query: {sql:?})");
    let nodes = [("in", "read_database", source.as_str()), ("csv", "write_parquet", "(path: \"list.parquet\")")];
    file.place.put("list.ron", &project(&nodes, &[("in", "csv")]));
    let said = file.run(&["run", "list.ron", "--no-cache", "--memory", "200MB"]);
    said.code(1).err_line(&["give the run more memory"]);
    assert!(!file.place.path("list.parquet").exists());
}
