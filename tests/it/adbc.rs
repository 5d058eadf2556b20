//! Writing by drivers of ADBC from the command line: runs that are killed, and what is refused. SQLite's driver is
//! `TABLEWIRE_ADBC_SQLITE`; PostgreSQL's is `TABLEWIRE_ADBC_POSTGRES`, and needs `TABLEWIRE_POSTGRES`. What is not there is left out.

use crate::postgres::Server;
use crate::program::{Place, project};
use crate::server_runs::{Store, killed_at_any_moment};

fn library(variable: &str) -> Option<String> {
    let library = std::env::var(variable).ok();
    if library.is_none() {
        eprintln!("left out: {variable} is not set");
    }
    library
}

/// A database of SQLite by its driver, and a folder.
struct Lite {
    url: String,
    place: Place,
}

impl Lite {
    fn new() -> Option<Lite> {
        let library = library("TABLEWIRE_ADBC_SQLITE")?;
        let place = Place::new();
        let url = format!("adbc:{library}?uri={}", place.path("shop.sqlite").display());
        Some(Lite { url, place })
    }
}

impl Store for Lite {
    fn connection(&self) -> &'static str {
        "lite"
    }

    fn url(&self) -> &str {
        &self.url
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn script(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let connection = rusqlite::Connection::open(self.place.path("shop.sqlite")).expect("a database");
        let mut statement = connection.prepare(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
        let width = statement.column_count();
        let text = |value: rusqlite::types::Value| match value {
            rusqlite::types::Value::Null => None,
            rusqlite::types::Value::Integer(number) => Some(number.to_string()),
            rusqlite::types::Value::Text(text) => Some(text),
            other => panic!("{other:?}"),
        };
        let rows = statement.query_map([], |row| (0..width).map(|at| row.get(at).map(text)).collect());
        rows.expect("rows").collect::<rusqlite::Result<_>>().expect("rows")
    }

    fn table(&self, name: &str) -> String {
        name.to_owned()
    }

    fn tables(&self) -> Vec<String> {
        let names = self.script("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1");
        names.into_iter().flatten().flatten().collect()
    }
}

/// A schema of PostgreSQL by its driver.
struct Far {
    url: String,
    server: Server,
}

impl Far {
    fn new(test: &str) -> Option<Far> {
        let library = library("TABLEWIRE_ADBC_POSTGRES")?;
        let server = Server::new(test)?;
        let uri = server.url().replace('%', "%25").replace('&', "%26");
        Some(Far { url: format!("adbc:{library}?uri={uri}"), server })
    }
}

impl Store for Far {
    fn connection(&self) -> &'static str {
        "far"
    }

    fn url(&self) -> &str {
        &self.url
    }

    fn place(&self) -> &Place {
        self.server.place()
    }

    fn script(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        self.server.script(sql)
    }

    fn table(&self, name: &str) -> String {
        self.server.table(name)
    }

    fn tables(&self) -> Vec<String> {
        self.server.tables()
    }
}

#[test]
fn a_run_to_sqlite_killed_at_any_moment_leaves_both_old_or_both_new() {
    let Some(lite) = Lite::new() else { return };
    killed_at_any_moment(&lite);
}

#[test]
fn a_run_to_postgres_killed_at_any_moment_leaves_both_old_or_both_new() {
    let Some(far) = Far::new("adbc_kills") else { return };
    killed_at_any_moment(&far);
}

#[test]
fn a_table_is_read_and_written_by_one_driver() {
    let Some(lite) = Lite::new() else { return };
    lite.place.put("data.csv", "id,city,day\n1,Oslo,2024-01-01\n2,,2024-01-02\n");
    let nodes = [
        ("data", "read_csv", "(path: \"data.csv\")"),
        ("out", "write_database", "(connection: \"lite\", table: \"orders\")"),
    ];
    lite.place.put("p.ron", &project(&nodes, &[("data", "out")]));
    lite.run(&["check", "p.ron"]).code(0);
    assert_eq!(lite.tables(), Vec::<String>::new(), "a check makes nothing");
    // SQLite has no dates, which is told.
    let said = lite.run(&["run", "p.ron"]);
    said.code(0);
    assert!(said.err.contains("\"day\" is date"), "{said:#?}");
    let nodes = [
        ("in", "read_database", "(connection: \"lite\", table: \"orders\")"),
        ("out", "write_database", "(connection: \"lite\", table: \"copy\")"),
        ("more", "write_database", "(connection: \"lite\", table: \"more\", existing: Append)"),
    ];
    lite.place.put("c.ron", &project(&nodes, &[("in", "out"), ("in", "more")]));
    lite.run(&["run", "c.ron"]).code(0);
    lite.run(&["run", "c.ron"]).code(0);
    assert_eq!((lite.script("SELECT * FROM copy").len(), lite.script("SELECT * FROM more").len()), (2, 4));
    assert_eq!(lite.tables(), ["copy", "more", "orders"]);
}

#[test]
fn what_cannot_be_written_is_refused_before_the_first_row() {
    let Some(lite) = Lite::new() else { return };
    lite.script("CREATE VIEW seen AS SELECT 1 AS id");
    lite.place.put("data.csv", "id,price\n1,1.50\n");
    let node = |settings: &str| {
        let settings = format!("(connection: \"lite\", {settings})");
        let nodes = [("data", "read_csv", "(path: \"data.csv\")"), ("out", "write_database", settings.as_str())];
        lite.place.put("p.ron", &project(&nodes, &[("data", "out")]));
        lite.run(&["check", "p.ron"])
    };
    node("table: \"seen\"").code(1).out(&["out.table", "not a table"]);
    node("table: \"none\", existing: Delete, keys: [\"id\"]").code(1).out(&["out.table", "none"]);
    node("table: \"new\", columns: Evolve").code(1).out(&["out.columns", "ADBC"]);
    assert_eq!(lite.tables(), Vec::<String>::new());
}
