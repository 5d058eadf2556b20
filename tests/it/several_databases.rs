//! One run with outputs in a file and in several databases: all of them are written, or none. SQLite is always there; PostgreSQL
//! and MySQL where `TABLEWIRE_POSTGRES` and `TABLEWIRE_MYSQL` are set. `TABLEWIRE_KILLS` sets how often a run is killed (10).

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::program::{Place, Said, project, said};
use crate::server_runs::Store;

const ROWS: usize = 8_000;

type Rows = Vec<Vec<String>>;

/// A database, by the names that the program has for it.
struct Database {
    /// The first part of the settings of its outputs.
    connection: String,
    /// The name of a table in settings and in statements.
    table: Box<dyn Fn(&str) -> String>,
    /// The rows that a statement gives.
    script: Box<dyn Fn(&str) -> Rows>,
    /// The names of its tables.
    tables: Box<dyn Fn() -> Vec<String>>,
}

/// A folder, and the databases that can be had.
struct All {
    place: Place,
    variables: Vec<(String, String)>,
    databases: Vec<Database>,
}

impl All {
    fn new(test: &str) -> All {
        let place = Place::new();
        let path = place.folder().join("shop.sqlite");
        let of_file = {
            let path = path.clone();
            move |sql: &str| {
                let connection = Connection::open(&path).expect("a database");
                let mut statement = connection.prepare(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
                let width = statement.column_count();
                let row = |row: &rusqlite::Row| {
                    (0..width).map(|at| row.get::<_, rusqlite::types::Value>(at).map(|it| text(&it))).collect()
                };
                let rows = statement.query_map([], row).expect("rows");
                rows.collect::<rusqlite::Result<Rows>>().expect("rows")
            }
        };
        let names = of_file.clone();
        let mut databases = vec![Database {
            connection: "path: \"shop.sqlite\"".to_owned(),
            table: Box::new(str::to_owned),
            script: Box::new(of_file),
            tables: Box::new(move || {
                names("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1").into_iter().flatten().collect()
            }),
        }];
        let servers = [
            crate::postgres::Server::new(test).map(|server| Box::new(server) as Box<dyn Store>),
            crate::mysql::Server::new(test).map(|server| Box::new(server) as Box<dyn Store>),
        ];
        let mut variables = Vec::new();
        for server in servers.into_iter().flatten() {
            variables.push((server.variable(), server.url().to_owned()));
            databases.push(of_server(server));
        }
        All { place, variables, databases }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.place.command(arguments);
        command.envs(self.variables.iter().map(|(name, url)| (name, url)));
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).output().expect("the program starts"))
    }

    /// In each database a table of parents, and one of children that refer to them.
    fn create(&self) {
        for Database { table, script, .. } in &self.databases {
            let (parents, children) = (table("parents"), table("children"));
            script(&format!("CREATE TABLE {parents} (n integer NOT NULL PRIMARY KEY, marker varchar(20))"));
            script(&format!(
                "CREATE TABLE {children} (n integer NOT NULL, marker varchar(20), FOREIGN KEY (n) REFERENCES {parents} (n))"
            ));
        }
    }

    /// A project that replaces all of them, children first, and a file.
    fn put_project(&self) {
        let mut nodes = vec![
            ("parents".to_owned(), "read_csv", "(path: \"data.csv\")".to_owned()),
            ("children".to_owned(), "read_csv", "(path: \"children.csv\")".to_owned()),
            ("file".to_owned(), "write_csv", "(path: \"out/file.csv\", create_folders: true)".to_owned()),
        ];
        let mut edges = vec![("parents".to_owned(), "file".to_owned())];
        for (number, Database { connection, table, .. }) in self.databases.iter().enumerate() {
            for name in ["children", "parents"] {
                let sink = format!("{name}_{number}");
                nodes.push((sink.clone(), "write_database", format!("({connection}, table: {:?})", table(name))));
                edges.push((name.to_owned(), sink));
            }
        }
        let nodes: Vec<(&str, &str, &str)> =
            nodes.iter().map(|(id, kind, settings)| (id.as_str(), *kind, settings.as_str())).collect();
        let edges: Vec<(&str, &str)> = edges.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        self.place.put("p.ron", &project(&nodes, &edges));
    }

    fn fill(&self, marker: &str, orphan: Option<usize>) {
        let lines: String = (0..ROWS).map(|n| format!("{n},{marker}\n")).collect();
        let children = orphan.map(|n| format!("{n},{marker}\n")).unwrap_or_default();
        self.place.put("data.csv", &format!("n,marker\n{lines}"));
        self.place.put("children.csv", &format!("n,marker\n{lines}{children}"));
    }

    /// The one marker that all outputs have.
    fn held(&self) -> String {
        let of = |database: &Database, name: &str| {
            let table = (database.table)(name);
            let sql = format!("SELECT min(marker), max(marker), count(*), sum(n) FROM {table}");
            let row = (database.script)(&sql).remove(0);
            let sum = ROWS * (ROWS - 1) / 2;
            assert_eq!(row[1..], [row[0].clone(), ROWS.to_string(), sum.to_string()], "one whole state of {table}");
            row[0].clone()
        };
        let mut markers: Vec<String> =
            self.databases.iter().flat_map(|database| [of(database, "parents"), of(database, "children")]).collect();
        let file = self.place.text("out/file.csv");
        markers.push(file.lines().nth(1).and_then(|line| line.split(',').nth(1)).expect("a marker").to_owned());
        assert!(markers.iter().all(|marker| *marker == markers[0]), "all of one run: {markers:?}");
        markers.remove(0)
    }

    /// Whether nothing is there but the tables.
    fn is_clean(&self) -> bool {
        self.databases.iter().all(|database| (database.tables)() == ["children", "parents"])
    }
}

fn text(value: &rusqlite::types::Value) -> String {
    match value {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

fn of_server(server: Box<dyn Store>) -> Database {
    let server = std::rc::Rc::new(server);
    let (named, asked) = (server.clone(), server.clone());
    Database {
        connection: format!("connection: {:?}", server.connection()),
        table: Box::new(move |name| named.table(name)),
        script: Box::new(move |sql| {
            let rows = asked.script(sql);
            rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect()
        }),
        tables: Box::new(move || server.tables()),
    }
}

/// The children come first in the project, and refer to the parents.
#[test]
fn tables_that_refer_to_each_other_are_replaced_in_one_run_or_not_at_all() {
    let all = All::new("several");
    all.create();
    all.put_project();
    for marker in ["first", "second"] {
        all.fill(marker, None);
        all.run(&["run", "p.ron"]).code(0);
        assert_eq!((all.held().as_str(), all.is_clean()), (marker, true));
    }
    // A child without parents is refused by every database. The file that would be written is none of them.
    all.fill("third", Some(ROWS + 7));
    all.run(&["run", "p.ron"]).code(1).err_line(&["children_"]);
    assert_eq!((all.held().as_str(), all.is_clean()), ("second", true));
}

/// Only the last of the databases refuses: the others, which had nothing against it, are as they were.
#[test]
fn what_one_database_refuses_none_has() {
    let all = All::new("refused");
    all.create();
    all.put_project();
    all.fill("first", None);
    all.run(&["run", "p.ron"]).code(0);
    let Database { table, script, .. } = all.databases.last().expect("there is SQLite");
    script(&match all.databases.len() {
        1 => "CREATE TRIGGER no BEFORE INSERT ON children BEGIN SELECT RAISE(ABORT, 'closed today'); END".to_owned(),
        _ => format!("ALTER TABLE {} ADD CONSTRAINT today CHECK (marker <> 'second')", table("parents")),
    });
    all.fill("second", None);
    all.run(&["run", "p.ron"]).code(1);
    assert_eq!((all.held().as_str(), all.is_clean()), ("first", true));
}

/// New tables in every database, and rows that are appended, updated and deleted, in one run.
#[test]
fn one_run_creates_appends_updates_and_deletes() {
    let all = All::new("mixed");
    all.place.put("data.csv", "n,marker\n1,a\n2,b\n");
    let sinks = ["appended", "updated", "deleted", "new"];
    let mut nodes = vec![("data".to_owned(), "read_csv", "(path: \"data.csv\")".to_owned())];
    let mut edges = Vec::new();
    for (number, Database { connection, table, script, .. }) in all.databases.iter().enumerate() {
        for name in sinks {
            let existing = match name {
                "appended" => "existing: Append",
                "updated" => "existing: Upsert, keys: [\"n\"]",
                "deleted" => "existing: Delete, keys: [\"n\"]",
                _ => "existing: Fail",
            };
            if name != "new" {
                script(&format!("CREATE TABLE {} (n bigint, marker varchar(20))", table(name)));
                script(&format!("INSERT INTO {} VALUES (2, 'old'), (3, 'old')", table(name)));
            }
            let sink = format!("{name}_{number}");
            let settings = format!("({connection}, table: {:?}, {existing})", table(name));
            nodes.push((sink.clone(), "write_database", settings));
            edges.push(("data".to_owned(), sink));
        }
    }
    let nodes: Vec<(&str, &str, &str)> =
        nodes.iter().map(|(id, kind, settings)| (id.as_str(), *kind, settings.as_str())).collect();
    let edges: Vec<(&str, &str)> = edges.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    all.place.put("p.ron", &project(&nodes, &edges));
    all.run(&["run", "p.ron"]).code(0);
    for Database { table, script, tables, .. } in &all.databases {
        let rows = |name: &str| {
            let rows = script(&format!("SELECT n, marker FROM {} ORDER BY n, marker", table(name)));
            rows.into_iter().map(|row| row.join(":")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(rows("appended"), "1:a 2:b 2:old 3:old");
        assert_eq!(rows("updated"), "1:a 2:b 3:old");
        assert_eq!(rows("deleted"), "3:old");
        assert_eq!(rows("new"), "1:a 2:b");
        assert_eq!(tables(), ["appended", "deleted", "new", "updated"]);
    }
    // The tables are there now: the run is refused before anything is written.
    all.run(&["run", "p.ron"]).code(1);
}

#[test]
fn a_run_killed_at_any_moment_leaves_all_databases_and_the_file_old_or_all_new() {
    let kills: u32 = std::env::var("TABLEWIRE_KILLS").map_or(10, |text| text.parse().expect("a number"));
    let all = All::new("several_kills");
    all.create();
    all.put_project();
    all.fill("old", None);
    all.run(&["run", "p.ron"]).code(0);
    let begun = Instant::now();
    all.fill("r000x", None);
    all.run(&["run", "p.ron"]).code(0);
    let (whole, mut before) = (begun.elapsed(), "r000x".to_owned());
    let (mut old, mut new) = (0, 0);
    all.place.put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
    for kill in 1..=kills {
        let marker = format!("r{kill:03}x");
        all.fill(&marker, None);
        let begun = Instant::now();
        let mut command = all.command(&["run", "p.ron"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        // Half of them where it commits.
        let part = (f64::from(kill) * 0.618_034).fract();
        let share = if kill % 2 == 0 { part * 1.1 } else { 0.6 + part * 0.45 };
        std::thread::sleep(whole.mul_f64(share).saturating_sub(begun.elapsed()).max(Duration::from_micros(50)));
        crate::program::kill(&mut child);
        let mut tries = 0;
        while !all.is_clean() || tries == 0 {
            all.run(&["run", "other.ron"]).code(0);
            tries += 1;
            assert!(tries < 20, "{kill}: something is left");
        }
        let found = all.held();
        assert!(found == marker || found == before, "{kill}: {found}");
        if found == before {
            old += 1
        } else {
            new += 1
        }
        before = found;
    }
    eprintln!("{kills} kills of {} databases and a file: {old} old, {new} new", all.databases.len());
}
