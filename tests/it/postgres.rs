//! PostgreSQL from the command line: connections, runs that are killed, secrets. Left out without `TABLEWIRE_POSTGRES`, the
//! URL of a server; `TABLEWIRE_KILLS` sets how often a run is killed (10).

use crate::program::{Place, project, said};
use crate::server_runs::{Store, killed_at_any_moment, new_rows, wrong_password};

/// A schema of its own on the server of the tests, and a folder.
pub struct Server {
    url: String,
    schema: String,
    place: Place,
}

impl Server {
    pub fn new(test: &str) -> Option<Server> {
        let Ok(url) = std::env::var("TABLEWIRE_POSTGRES") else {
            eprintln!("left out: TABLEWIRE_POSTGRES is not set");
            return None;
        };
        let schema = format!("it_{test}_{}", std::process::id());
        let server = Server { url, schema, place: Place::new() };
        server.script(&format!("CREATE SCHEMA {}", server.schema));
        Some(server)
    }
}

impl Store for Server {
    fn connection(&self) -> &'static str {
        "pg"
    }

    fn url(&self) -> &str {
        &self.url
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn script(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let connected = tokio_postgres::connect(&self.url, tokio_postgres::NoTls).await;
            let (client, connection) = connected.expect("a server");
            let work = tokio::spawn(connection);
            let messages = client.simple_query(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
            drop(client);
            let _ = work.await;
            let row = |message: &tokio_postgres::SimpleQueryMessage| match message {
                tokio_postgres::SimpleQueryMessage::Row(row) => {
                    Some((0..row.len()).map(|index| row.get(index).map(str::to_owned)).collect())
                }
                _ => None,
            };
            messages.iter().filter_map(row).collect()
        })
    }

    fn table(&self, name: &str) -> String {
        format!("{}.{name}", self.schema)
    }

    fn tables(&self) -> Vec<String> {
        let sql = format!("SELECT tablename FROM pg_tables WHERE schemaname = '{}' ORDER BY 1", self.schema);
        self.script(&sql).into_iter().flatten().flatten().collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.script(&format!("DROP SCHEMA {} CASCADE", self.schema));
    }
}

/// Rows between two tables of equal types are passed on as they are: of these values some could not be decoded.
#[test]
fn a_table_is_copied_with_values_that_have_no_place_here() {
    let Some(server) = Server::new("passed") else { return };
    let (from, to) = (server.table("a"), server.table("b"));
    let values = "(1, 'NaN', 'infinity'), (2, 1.25, '2013-06-01'), (NULL, NULL, NULL)";
    server.script(&format!("CREATE TABLE {from} (i int, n numeric(9,2), d date); INSERT INTO {from} VALUES {values}"));
    let settings = |table: &str| format!("(connection: \"pg\", table: {table:?})");
    let nodes = [("in", "read_database", settings(&from)), ("out", "write_database", settings(&to))];
    let nodes: Vec<(&str, &str, &str)> = nodes.iter().map(|(name, kind, text)| (*name, *kind, text.as_str())).collect();
    server.place.put("p.ron", &project(&nodes, &[("in", "out")]));
    let events = server.run(&["run", "p.ron", "--events", "json"]);
    events.code(0).out(&["\"rows\":3", "SELECT \\\"i\\\", \\\"n\\\", \\\"d\\\" FROM"]);
    let rows = |table: &str| server.script(&format!("SELECT * FROM {table}"));
    assert_eq!(rows(&to), rows(&from));
    // A second reader needs the values, so they are decoded.
    let more = [nodes.as_slice(), &[("file", "write_csv", "(path: \"out.csv\")")]].concat();
    server.place.put("p.ron", &project(&more, &[("in", "out"), ("in", "file")]));
    server.run(&["run", "p.ron"]).code(1).err_line(&["in", "\"n\", row 1"]);
    assert_eq!(rows(&to), rows(&from));
}

#[test]
fn a_run_killed_at_any_moment_leaves_a_file_and_a_table_both_old_or_both_new() {
    let Some(server) = Server::new("kills") else { return };
    killed_at_any_moment(&server);
}

#[test]
fn rows_pass_through_the_program_and_no_secret_is_told() {
    let Some(server) = Server::new("passes") else { return };
    server.script(&format!(
        "CREATE TABLE {} AS SELECT n AS id, n % 3 = 0 AS third, '2024-01-01'::date + n AS day, n * 1.25::numeric(10,2) AS amount \
         FROM generate_series(1, 1000) AS n",
        server.table("orders")
    ));
    let read = format!("(connection: \"pg\", table: {:?})", server.table("orders"));
    let write = format!("(connection: \"pg\", table: {:?})", server.table("thirds"));
    let text = project(
        &[
            ("in", "read_database", &read),
            ("thirds", "filter", "(condition: \"third AND day >= DATE '2024-03-01'\")"),
            ("out", "write_database", &write),
        ],
        &[("in", "thirds"), ("thirds", "out")],
    );
    server.place.put("p.ron", &text);
    server
        .run(&["preview", "p.ron", "in", "--rows", "2", "--format", "csv"])
        .code(0)
        .out(&["id,third,day,amount\n1,false,2024-01-02"]);
    server.run(&["run", "p.ron"]).code(0);
    let sql = format!("SELECT count(*), min(day)::text, sum(amount)::text FROM {}", server.table("thirds"));
    let expected = format!(
        "SELECT count(*), min(day)::text, sum(amount)::text FROM {} WHERE third AND day >= '2024-03-01'",
        server.table("orders")
    );
    assert_eq!(server.script(&sql), server.script(&expected));
    wrong_password(&server);
}

/// What the README tells to do with the sample, in a database of its own.
#[test]
fn the_sample_runs_on_a_server_as_the_readme_says() {
    let Some(server) = Server::new("sample") else { return };
    let database = format!("sample_{}", std::process::id());
    server.script(&format!("CREATE DATABASE {database}"));
    let url = format!("{}/{database}", server.url.rsplit_once('/').expect("a database").0);
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/orders_database");
    for name in ["shop.ron", "data/orders.sqlite", "server/copy.ron"] {
        server.place.put_bytes(name, &std::fs::read(sample.join(name)).expect("a file of the sample"));
    }
    let run = |arguments: &[&str]| {
        let mut command = server.place.command(arguments);
        said(command.env("TABLEWIRE_CONNECTION_SHOP", &url).output().expect("the program starts"))
    };
    for table in ["customers", "products", "orders", "order_lines"] {
        run(&["run", "server/copy.ron", "--set", &format!("table={table}")]).code(0);
    }
    run(&["run", "shop.ron"]).code(0);
    let expected = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/monthly_revenue.csv");
    let expected = std::fs::read_to_string(expected).expect("the stored result");
    assert_eq!(server.place.text("output/monthly_revenue.csv"), expected);
    server.script(&format!("DROP DATABASE {database}"));
}

/// Only new rows by the time of a change with a zone, of which the server leaves out the old ones.
#[test]
fn only_new_rows_are_read_and_appended() {
    let Some(server) = Server::new("new_rows") else { return };
    new_rows(&server, "timestamptz", "+00", "2024-07-01 10:05:00.000000Z");
}
