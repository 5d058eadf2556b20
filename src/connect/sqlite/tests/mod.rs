//! Databases as programs leave them.

mod asked;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use polars::prelude::*;
use rusqlite::Connection;

use super::asked::Sqlite;
use super::database::Database;
use super::described::Described;
use super::statement::Reading;
use crate::base::{Cancellation, Cause, Comparison, Problem};
use crate::connect::reach::Reach;
use crate::connect::scan::{Constant, Predicate, ScanRequest, collect, planned_scan};
use crate::connect::sql_rows::{SqlPlaces, SqlRows};
use crate::connect::sql_source::SqlSource;

/// Executes a script, in a new file if there is none.
pub fn sqlite_script(path: &Path, sql: &str) {
    let connection = Connection::open(path).expect("a database");
    connection.execute_batch(sql).expect("a script");
}

fn database(sql: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.sqlite");
    sqlite_script(&path, sql);
    (folder, path)
}

fn table(name: &str) -> SqlRows {
    SqlRows::Table(name.to_owned())
}

fn query(sql: &str) -> SqlRows {
    SqlRows::Query { sql: sql.to_owned(), values: Vec::new(), places: SqlPlaces::default() }
}

/// The rows as a plan gets them.
fn read_with(path: &Path, rows: SqlRows, plan: impl Fn(LazyFrame) -> LazyFrame) -> Result<DataFrame, Problem> {
    let (sqlite, reach) = (Sqlite::new(path, rows), Reach::new("."));
    let schema = sqlite.schema(&reach)?;
    let source = sqlite.row_source(schema.clone(), &reach)?;
    let rows = planned_scan(source, &reach, None).expect("a plan");
    collect(plan(rows)).map_err(|error| match &error {
        PolarsError::IO { error, .. } => {
            error.get_ref().and_then(|it| it.downcast_ref::<Problem>()).expect("ours").clone()
        }
        other => panic!("{other}"),
    })
}

fn read(path: &Path, rows: SqlRows) -> Result<DataFrame, Problem> {
    read_with(path, rows, |rows| rows)
}

/// The problem, without the folder.
fn refused(path: &Path, rows: SqlRows) -> String {
    let problem = read(path, rows).expect_err("a problem");
    assert!(problem.remedy.is_some(), "{problem}");
    problem.message.to_string().replace(&format!("{}/", path.parent().unwrap().display()), "")
}

#[test]
fn every_type_arrives_as_it_is() {
    let (_folder, path) = database(
        "CREATE TABLE a (i INTEGER, r REAL, t VARCHAR(9), x BLOB, b BOOLEAN, d DATE, m TIMESTAMP, n NUMERIC, u);
         INSERT INTO a VALUES (9223372036854775807, 9e999, '', x'00ff', 1, '2013-06-01', '2013-06-01 12:30:00.25', 1, 'w');
         INSERT INTO a VALUES (-9223372036854775808, -0.0, 'a' || char(0) || 'é', x'', 0, '9999-12-31', '0001-01-01T00:00:00', 2.5, '');
         INSERT INTO a VALUES (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);",
    );
    let rows = read(&path, table("a")).unwrap();
    let micros = |text: &str| super::dates::date_time(text);
    let expected = df!(
        "i" => [Some(i64::MAX), Some(i64::MIN), None],
        "r" => [Some(f64::INFINITY), Some(-0.0), None],
        "t" => [Some(""), Some("a\0é"), None],
        "x" => [Some(&[0_u8, 255][..]), Some(&[][..]), None],
        "b" => [Some(true), Some(false), None],
        "d" => [super::dates::date("2013-06-01"), super::dates::date("9999-12-31"), None],
        "m" => [micros("2013-06-01 12:30:00.25"), micros("0001-01-01 00:00:00"), None],
        "n" => [Some(1.0), Some(2.5), None],
        "u" => [Some("w"), Some(""), None],
    );
    let expected = expected
        .unwrap()
        .lazy()
        .with_columns([col("d").cast(DataType::Date), col("m").cast(DataType::Datetime(TimeUnit::Microseconds, None))]);
    let expected = expected.collect().unwrap();
    assert_eq!(rows.schema(), expected.schema());
    assert!(rows.equals_missing(&expected), "{rows}");
    assert!(rows.column("r").unwrap().f64().unwrap().get(1).unwrap() == 0.0);
}

#[test]
fn a_declared_date_that_is_none_makes_the_column_text() {
    let (_folder, path) = database(
        "CREATE TABLE a (d DATE, m DATETIME, b BOOLEAN); INSERT INTO a VALUES ('2013-06-01', '2013-06-01 12:00:00', 1);
         INSERT INTO a VALUES ('someday', '2013-06-01 12:00:00+02:00', 7);",
    );
    let rows = read(&path, table("a")).unwrap();
    assert_eq!(rows.dtypes(), [DataType::String, DataType::String, DataType::Int64]);
    let (_folder, path) = database("CREATE TABLE a (d DATE, m DATETIME, b BOOLEAN, n NUMERIC, u)");
    let types = [
        DataType::Date,
        DataType::Datetime(TimeUnit::Microseconds, None),
        DataType::Boolean,
        DataType::Float64,
        DataType::String,
    ];
    let rows = read(&path, table("a")).unwrap();
    assert_eq!((rows.height(), rows.dtypes().as_slice()), (0, &types[..]), "no rows, all columns");
}

#[test]
fn a_value_that_does_not_fit_is_named_and_never_altered() {
    let (_folder, path) = database(
        "CREATE TABLE a (i INTEGER, t TEXT, r REAL, n NUMERIC, u);
         INSERT INTO a VALUES (1, 'a', 1, 0.5, 1); INSERT INTO a (rowid, i) VALUES (7, 'many');
         CREATE TABLE b (t TEXT); INSERT INTO b VALUES (CAST(x'61ff' AS TEXT));
         CREATE TABLE c (n NUMERIC); INSERT INTO c VALUES (0.5), (9007199254740993);
         CREATE TABLE d (u); INSERT INTO d VALUES (1), ('x');
         CREATE TABLE e (t TEXT); INSERT INTO e VALUES (x'00');",
    );
    assert_eq!(refused(&path, table("a")), r#"Column "i", row 2 (rowid 7): 'many' is not an integer"#);
    let others = |rows: LazyFrame| rows.select([col("t"), col("r")]);
    assert_eq!(read_with(&path, table("a"), others).unwrap().height(), 2, "what is not read is no problem");
    assert_eq!(refused(&path, table("b")), r#"Column "t", row 1 (rowid 1): the text is not valid UTF-8"#);
    assert_eq!(
        refused(&path, table("c")),
        r#"Column "n", row 2 (rowid 2): 9007199254740993 is not a number that can be stored exactly"#
    );
    assert_eq!(
        refused(&path, table("d")),
        r#"Column "u" contains values of several types; the first different one is in row 2"#
    );
    assert_eq!(refused(&path, table("e")), r#"Column "t", row 1 (rowid 1): x'00…' (1 bytes) is not text"#);
    let cast = "SELECT CAST(u AS TEXT) AS u FROM d";
    assert_eq!(read(&path, query(cast)).unwrap().column("u").unwrap().str().unwrap().get(0), Some("1"));
}

#[test]
fn what_cannot_be_read_says_why() {
    let (folder, path) = database(
        "CREATE TABLE orders (id INTEGER); CREATE TABLE gone (x); CREATE VIEW broken AS SELECT x FROM gone; DROP TABLE gone;",
    );
    assert_eq!(refused(&path, table("order")), r#"There is no table or view "order""#);
    let problem = read(&path, table("order")).unwrap_err();
    assert!(problem.remedy.is_some_and(|remedy| remedy.to_string().contains("orders")));
    assert!(refused(&path, table("broken")).contains("main.gone"), "{}", refused(&path, table("broken")));
    assert_eq!(refused(&path, query("SELECT id, id FROM orders")), r#"Two columns are named "id""#);
    assert_eq!(refused(&path, query("SELECT 1 AS \"\"")), "Column 1 has no name");
    assert_eq!(refused(&path, query("DELETE FROM orders")), "The query does not return a table");
    assert_eq!(refused(&path, query("SELECT ?")), "The query has a placeholder without a value");
    assert!(refused(&path, query("SELECT 1; SELECT 2")).contains("The database reported an error"));
    let problem = read(&path, query("SELECT idd FROM orders")).unwrap_err();
    assert_eq!((problem.setting.as_deref(), problem.span), (Some("query"), Some(7..8)));
    let other = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        refused(&path, table("a"))
    };
    assert_eq!(other("a.txt", b"no database"), "a.txt is not an SQLite database, or it is encrypted");
    assert_eq!(other("b.txt", &[7; 4096]), "b.txt is not an SQLite database, or it is encrypted");
    assert_eq!(other("empty.db", b""), r#"There is no table or view "a""#);
    let cut = [b"SQLite format 3\0".as_slice(), &[1; 200]].concat();
    assert!(other("cut.db", &cut).contains("cut.db"));
    let none = folder.path().join("none.sqlite");
    assert!(refused(&none, table("a")).contains("none.sqlite") && !none.exists(), "nothing is made");
    assert!(refused(folder.path(), table("a")).contains("folder"));
}

#[test]
fn nothing_is_made_or_changed_by_reading() {
    let (folder, path) = database("PRAGMA journal_mode = WAL; CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);");
    let names = || {
        let mut names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = (names(), std::fs::read(&path).unwrap());
    assert_eq!(read(&path, table("a")).unwrap().height(), 1);
    assert_eq!((names(), std::fs::read(&path).unwrap()), before);
    // Rows that a writer has only put into its log are read too.
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("INSERT INTO a VALUES (2)").unwrap();
    assert_eq!(read(&path, table("a")).unwrap().height(), 2);
    let marks = super::database::marks(&path).unwrap();
    writer.execute_batch("INSERT INTO a VALUES (3)").unwrap();
    assert_ne!(super::database::marks(&path).unwrap(), marks, "the log is part of the state");
    writer.execute_batch("BEGIN; INSERT INTO a VALUES (4)").unwrap();
    assert_eq!(read(&path, table("a")).unwrap().height(), 3, "what is not committed is not there");
}

#[test]
fn a_locked_database_is_a_passing_problem() {
    let (_folder, path) = database("CREATE TABLE a (x INTEGER)");
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("BEGIN EXCLUSIVE; INSERT INTO a VALUES (1)").unwrap();
    let problem = read(&path, table("a")).unwrap_err();
    assert_eq!((problem.cause, problem.setting.as_deref()), (Cause::TransientSource, Some("path")), "{problem}");
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(read(&path, table("a")).unwrap().height(), 1);
}

#[test]
fn the_order_of_rows_does_not_depend_on_what_is_asked() {
    let (_folder, path) = database(
        "CREATE TABLE a (k TEXT, v INTEGER); CREATE INDEX a_k ON a (k); CREATE INDEX a_v ON a (v);
         INSERT INTO a VALUES ('b', 3), ('a', 2), ('c', 1), ('a', 9);
         CREATE VIEW w AS SELECT * FROM a;
         CREATE TABLE b (k TEXT, v INTEGER, PRIMARY KEY (v)) WITHOUT ROWID; INSERT INTO b SELECT k, v FROM a;
         CREATE TABLE c (rowid TEXT, oid INTEGER); INSERT INTO c VALUES ('z', 1), ('y', 2);",
    );
    let texts = |rows: SqlRows, plan: fn(LazyFrame) -> LazyFrame| -> Vec<String> {
        let rows = read_with(&path, rows, plan).unwrap();
        rows.columns()[0].str().unwrap().iter().map(|text| text.unwrap_or("-").to_owned()).collect()
    };
    let only = |rows: LazyFrame| rows.select([col("k")]);
    let some = |rows: LazyFrame| rows.filter(col("v").lt(lit(5))).select([col("k")]);
    assert_eq!(texts(table("a"), only), ["b", "a", "c", "a"]);
    assert_eq!(texts(table("a"), some), ["b", "a", "c"]);
    assert_eq!(texts(table("w"), some), texts(table("w"), |rows| rows)[..3]);
    assert_eq!(texts(table("b"), only), ["c", "a", "b", "a"], "that of the key");
    assert_eq!(texts(table("c"), |rows| rows.select([col("rowid")])), ["z", "y"]);
}
