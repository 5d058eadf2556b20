//! Runs that write to a database server, whichever it is: killed at any moment, and with a password that is wrong.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{Place, Said, project, said};

const ROWS: usize = 30_000;

/// A schema or a database of its own on a server, and a folder.
pub trait Store {
    /// The name of the connection.
    fn connection(&self) -> &'static str;

    fn url(&self) -> &str;

    fn place(&self) -> &Place;

    /// The texts of the rows that a script gives.
    fn script(&self, sql: &str) -> Vec<Vec<Option<String>>>;

    /// A table of it, as the program and the server understand it.
    fn table(&self, name: &str) -> String;

    /// The names of the tables, in order.
    fn tables(&self) -> Vec<String>;

    fn variable(&self) -> String {
        format!("TABLEWIRE_CONNECTION_{}", self.connection().to_uppercase())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.place().command(arguments);
        command.env(self.variable(), self.url());
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).output().expect("the program starts"))
    }
}

/// A file and a table, both filled from one file.
fn both(store: &dyn Store) {
    let settings = format!("(connection: {:?}, table: {:?})", store.connection(), store.table("lines"));
    let text = project(
        &[
            ("data", "read_csv", "(path: \"data.csv\")"),
            ("file", "write_csv", "(path: \"out/file.csv\", create_folders: true)"),
            ("lines", "write_database", &settings),
        ],
        &[("data", "file"), ("data", "lines")],
    );
    store.place().put("p.ron", &text);
}

fn fill(store: &dyn Store, marker: &str) {
    let lines: String = (0..ROWS).map(|n| format!("{n},{marker}\n")).collect();
    store.place().put("data.csv", &format!("n,marker\n{lines}"));
}

/// The only marker of the table, which has all of its rows.
fn held(store: &dyn Store) -> String {
    let sql = format!("SELECT min(marker), max(marker), count(*), sum(n) FROM {}", store.table("lines"));
    let row: Vec<String> = store.script(&sql).remove(0).into_iter().flatten().collect();
    let sum = ROWS * (ROWS - 1) / 2;
    assert_eq!(row[1..], [row[0].clone(), ROWS.to_string(), sum.to_string()], "one whole state");
    row[0].clone()
}

/// `TABLEWIRE_KILLS` sets how often a run is killed (10).
pub fn killed_at_any_moment(store: &dyn Store) {
    let kills: u32 = std::env::var("TABLEWIRE_KILLS").map_or(10, |text| text.parse().expect("a number"));
    both(store);
    fill(store, "old");
    store.run(&["run", "p.ron"]).code(0);
    let begun = Instant::now();
    fill(store, "r000x");
    store.run(&["run", "p.ron"]).code(0);
    let (whole, mut before) = (begun.elapsed(), "r000x".to_owned());
    assert_eq!((held(store), store.tables()), (before.clone(), vec!["lines".to_owned()]));
    // The start of another project cleans up.
    store.place().put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
    for kill in 1..=kills {
        let marker = format!("r{kill:03}x");
        fill(store, &marker);
        let begun = Instant::now();
        let mut command = store.command(&["run", "p.ron"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        let share = (f64::from(kill) * 0.618_034).fract() * 1.1;
        std::thread::sleep(whole.mul_f64(share).saturating_sub(begun.elapsed()).max(Duration::from_micros(50)));
        crate::program::kill(&mut child);
        let mut tries = 0;
        while store.tables() != ["lines"] || tries == 0 {
            store.run(&["run", "other.ron"]).code(0);
            tries += 1;
            assert!(tries < 20, "{kill}: {:?}", store.tables());
        }
        let found = held(store);
        assert!(found == marker || found == before, "{kill}: {found}");
        assert!(store.place().text("out/file.csv").contains(&found), "{kill}: the file is of the same run as {found}");
        before = found;
    }
}

/// A run of `p.ron`, whose node `in` reads from the store: a wrong password is one line, and is told nowhere.
pub fn wrong_password(store: &dyn Store) {
    let mut command = store.place().command(&["run", "p.ron"]);
    let (before, after) = store.url().rsplit_once('@').expect("a login");
    let (scheme, login) = before.split_once("://").expect("a URL");
    let user = login.split(':').next().expect("a user");
    command.env(store.variable(), format!("{scheme}://{user}:pl4in-s3cret@{after}"));
    let said = said(command.output().expect("the program starts"));
    said.code(1).err_line(&["in.connection", "refuses the login"]);
    let told = format!("{}{}", said.out, said.err);
    assert!(!told.contains("pl4in-s3cret"), "{told}");
    let mut open = vec![store.place().folder().to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(bytes) = std::fs::read(&path) {
                let secret = b"pl4in-s3cret";
                assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{} holds it", path.display());
            }
        }
    }
}

/// Only new rows are read, by a column of times: `zone` is written behind a time, `place` is what is remembered.
pub fn new_rows(store: &dyn Store, data_type: &str, zone: &str, place: &str) {
    let (orders, kept) = (store.table("orders"), store.table("kept"));
    store.script(&format!("CREATE TABLE {orders} (id bigint, changed {data_type} NOT NULL)"));
    let read = format!("(connection: {:?}, table: {orders:?}, new_by: \"changed\")", store.connection());
    let write = format!("(connection: {:?}, table: {kept:?}, existing: Append)", store.connection());
    let text =
        project(&[("orders", "read_database", &read), ("kept", "write_database", &write)], &[("orders", "kept")]);
    store.place().put("p.ron", &text);
    let insert = |rows: &[(u32, &str)]| {
        let rows: Vec<String> = rows.iter().map(|(id, time)| format!("({id}, '2024-07-01 {time}{zone}')")).collect();
        store.script(&format!("INSERT INTO {orders} VALUES {}", rows.join(", ")));
    };
    let ids = || -> Vec<String> {
        store.script(&format!("SELECT id FROM {kept} ORDER BY id")).into_iter().flatten().flatten().collect()
    };
    insert(&[(1, "10:00:00.123456"), (2, "10:00:00.123456"), (3, "10:05:00")]);
    store.run(&["run", "p.ron"]).code(0);
    assert_eq!(ids(), ["1", "2", "3"]);
    let position = store.place().text("p.positions.json");
    assert!(position.contains(place) && position.contains("orders"), "{position}");
    let said = store.run(&["run", "p.ron"]);
    said.code(0);
    assert!(!said.err.contains("whole table"), "the server leaves out what is old: {said:#?}");
    assert_eq!(ids(), ["1", "2", "3"]);
    assert_eq!(store.place().text("p.positions.json"), position, "byte for byte");
    insert(&[(4, "09:58:00"), (5, "10:05:00"), (6, "09:00:00")]);
    store.run(&["run", "p.ron"]).code(0);
    assert_eq!(ids(), ["1", "2", "3", "4", "5"], "what is older than the overlap is not seen");
}
