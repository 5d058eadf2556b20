//! MySQL and MariaDB from the command line: connections, runs that are killed, secrets. Left out without `TABLEWIRE_MYSQL`, the
//! URL of a server, whose own client (`mariadb` or `mysql`) must be there; `TABLEWIRE_KILLS` sets how often a run is killed (10).

use std::process::Command;

use crate::program::{Place, project};
use crate::server_runs::{Store, killed_at_any_moment, new_rows, wrong_password};

/// A database of its own on the server of the tests, and a folder.
pub struct Server {
    url: String,
    database: String,
    place: Place,
}

/// A text with its `%` escapes replaced.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).expect("a text")
}

impl Server {
    pub fn new(test: &str) -> Option<Server> {
        let Ok(url) = std::env::var("TABLEWIRE_MYSQL") else {
            eprintln!("left out: TABLEWIRE_MYSQL is not set");
            return None;
        };
        let database = format!("it_{test}_{}", std::process::id());
        let server = Server { url, database, place: Place::new() };
        server.script(&format!("CREATE DATABASE {} CHARACTER SET utf8mb4", server.database));
        Some(server)
    }
}

/// By the server's own client.
impl Store for Server {
    fn connection(&self) -> &'static str {
        "my"
    }

    fn url(&self) -> &str {
        &self.url
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn script(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let rest = self.url.split_once("://").expect("a URL").1.split('?').next().expect("it");
        let (login, place) = rest.rsplit_once('@').expect("a login");
        let (user, password) = login.split_once(':').expect("a password");
        let (host, port) = place.split('/').next().expect("it").rsplit_once(':').expect("a port");
        let run = |client: &str| {
            let mut command = Command::new(client);
            command.args([
                "--no-defaults",
                "--protocol=tcp",
                "--batch",
                "--skip-column-names",
                "--host",
                host,
                "--port",
                port,
            ]);
            command.args(["--user", &decoded(user), "--execute", sql]).env("MYSQL_PWD", decoded(password)).output()
        };
        let output = run("mariadb").or_else(|_| run("mysql")).expect("the server's client is there");
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        let field = |text: &str| (text != "NULL").then(|| text.to_owned());
        let rows = String::from_utf8_lossy(&output.stdout);
        rows.lines().map(|line| line.split('\t').map(field).collect()).collect()
    }

    fn table(&self, name: &str) -> String {
        format!("{}.{name}", self.database)
    }

    fn tables(&self) -> Vec<String> {
        let sql = format!(
            "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{}' ORDER BY 1",
            self.database
        );
        self.script(&sql).into_iter().flatten().flatten().collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.script(&format!("DROP DATABASE {}", self.database));
    }
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
        "CREATE TABLE {} AS SELECT CAST(n AS signed) AS id, DATE_ADD('2024-01-01', INTERVAL n DAY) AS day, \
         CAST(n * 1.25 AS decimal(10,2)) AS amount FROM (WITH RECURSIVE r AS \
         (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 1000) SELECT n FROM r) AS r",
        server.table("orders")
    ));
    server.script(&format!("ALTER TABLE {} MODIFY day date", server.table("orders")));
    let read = format!("(connection: \"my\", table: {:?})", server.table("orders"));
    let write = format!("(connection: \"my\", table: {:?}, existing: Upsert, keys: [\"id\"])", server.table("late"));
    let text = project(
        &[
            ("in", "read_database", &read),
            ("late", "filter", "(condition: \"day >= DATE '2024-03-01'\")"),
            ("out", "write_database", &write),
        ],
        &[("in", "late"), ("late", "out")],
    );
    server.place.put("p.ron", &text);
    server
        .run(&["preview", "p.ron", "in", "--rows", "2", "--format", "csv"])
        .code(0)
        .out(&["id,day,amount\n1,2024-01-02,1.25"]);
    let sql = format!("SELECT count(*), min(day), sum(amount) FROM {}", server.table("late"));
    let expected =
        format!("SELECT count(*), min(day), sum(amount) FROM {} WHERE day >= '2024-03-01'", server.table("orders"));
    // Created, then updated by the same rows.
    for _ in 0..2 {
        server.run(&["run", "p.ron"]).code(0);
        assert_eq!(server.script(&sql), server.script(&expected));
    }
    assert_eq!(server.tables(), ["late", "orders"]);
    wrong_password(&server);
}

#[test]
fn only_new_rows_are_read_and_appended() {
    let Some(server) = Server::new("new_rows") else { return };
    new_rows(&server, "datetime(6)", "", "2024-07-01 10:05:00.000000");
}
