//! Writing to SQLite through the kind, as a run does.

use polars::prelude::*;

use super::WriteDatabase;
use crate::connect::{ExistingTable, sqlite_script};
use crate::nodes::kinds::sources::read_database::ReadDatabase;
use crate::nodes::kit::checks::files::{Folder, show};

fn to(table: &str, existing: ExistingTable) -> WriteDatabase {
    WriteDatabase { path: "a.sqlite".into(), table: table.into(), existing, ..Default::default() }
}

fn written(folder: &Folder, sink: &WriteDatabase, rows: DataFrame) -> String {
    let sink = sink.clone();
    match folder.write(&[(&sink, rows)]) {
        Ok(_) => folder.show(&ReadDatabase { path: "a.sqlite".into(), table: sink.table, ..Default::default() }),
        Err(problem) => format!("! {}", problem.message),
    }
}

fn rows() -> DataFrame {
    let rows = df!(
        "n" => [Some(i64::MAX), None],
        "r" => [Some(0.5), Some(f64::INFINITY)],
        "t" => [Some("a\0é"), Some("")],
        "b" => [Some(true), None],
        "d" => [Some(15_857_i32), Some(0)],
        "m" => [Some(1_250_000_i64), Some(-1)],
    );
    let time = DataType::Datetime(TimeUnit::Microseconds, None);
    rows.unwrap().lazy().with_columns([col("d").cast(DataType::Date), col("m").cast(time)]).collect().unwrap()
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let folder = Folder::with(&[]);
    assert_eq!(written(&folder, &to("Orders \"1\"", ExistingTable::Fail), rows()), show(&rows()));
    assert_eq!(folder.names(), ["a.sqlite"], "nothing is left beside it");
    let again = written(&folder, &to("orders \"1\"", ExistingTable::Fail), rows());
    assert!(again.contains("already"), "{again}");
}

#[test]
fn rows_are_appended_or_replaced_and_the_table_stays_as_it_is_defined() {
    let folder = Folder::with(&[]);
    sqlite_script(&folder.path("a.sqlite"), "CREATE TABLE a (k TEXT PRIMARY KEY, n INTEGER DEFAULT 7) STRICT;");
    let of = |keys: &[&str]| df!("k" => keys).unwrap();
    assert_eq!(written(&folder, &to("a", ExistingTable::Append), of(&["x"])), "k:text | n:integer\nx | 7");
    assert_eq!(written(&folder, &to("a", ExistingTable::Append), of(&["y"])), "k:text | n:integer\nx | 7\ny | 7");
    let twice = written(&folder, &to("a", ExistingTable::Append), of(&["z", "x"]));
    assert!(twice.contains("UNIQUE"), "{twice}");
    let unchanged = ReadDatabase { path: "a.sqlite".into(), table: "a".into(), ..Default::default() };
    assert_eq!(folder.show(&unchanged), "k:text | n:integer\nx | 7\ny | 7", "all or nothing");
    assert_eq!(written(&folder, &to("a", ExistingTable::Replace), of(&["z"])), "k:text | n:integer\nz | 7");
    assert_eq!(folder.names(), ["a.sqlite"]);
}

/// The staged table becomes the new one: nothing is copied, and what others have defined by its name stays as it is.
#[test]
fn a_new_table_is_there_under_its_name_and_leaves_no_room_behind() {
    let script = "CREATE VIEW broken AS SELECT * FROM missing; CREATE VIEW early AS SELECT t FROM a; \
                  CREATE TABLE child (k TEXT REFERENCES a (t));";
    for existing in [ExistingTable::Fail, ExistingTable::Replace, ExistingTable::Append, ExistingTable::Upsert] {
        let folder = Folder::with(&[]);
        sqlite_script(&folder.path("a.sqlite"), script);
        let sink = WriteDatabase { keys: vec!["t".into()], ..to("a", existing) };
        let sink = if existing.is_keyed() { sink } else { to("a", existing) };
        assert_eq!(written(&folder, &sink, rows()), show(&rows()), "{existing:?}");
        let query = |query: &str| {
            let source = ReadDatabase { path: "a.sqlite".into(), query: query.into(), ..Default::default() };
            folder.show(&source)
        };
        assert_eq!(query("SELECT freelist_count AS n FROM pragma_freelist_count()"), "n:integer\n0", "{existing:?}");
        assert_eq!(query("SELECT count(*) AS n FROM early"), "n:integer\n2");
        let sql = query("SELECT name, sql FROM sqlite_schema ORDER BY name");
        for part in ["REFERENCES a (t)", "SELECT t FROM a", "SELECT * FROM missing", "\"d\" DATE", "\"m\" DATETIME"] {
            assert!(sql.contains(part), "{part}: {sql}");
        }
    }
}

#[test]
fn rows_are_updated_added_or_deleted_by_keys() {
    let folder = Folder::with(&[]);
    let script = "CREATE TABLE a (k TEXT, n INTEGER, v INTEGER, w INTEGER DEFAULT 7); \
                  INSERT INTO a VALUES ('x', 1, 10, 0), ('x', 2, 20, 0), (NULL, 1, 30, 0), ('y', 1, 40, 0);";
    sqlite_script(&folder.path("a.sqlite"), script);
    let keyed = |existing| WriteDatabase { keys: vec!["k".into(), "n".into()], ..to("a", existing) };
    let rows = df!("k" => [Some("x"), None, Some("z")], "n" => [2, 1, 1], "v" => [21, 31, 51]).unwrap();
    let whole = "k:text | n:integer | v:integer | w:integer\nx | 1 | 10 | 0\nx | 2 | 21 | 0\n∅ | 1 | 31 | 0\n\
                 y | 1 | 40 | 0\nz | 1 | 51 | 7";
    assert_eq!(written(&folder, &keyed(ExistingTable::Upsert), rows.clone()), whole);
    let twice = df!("k" => [None::<&str>, None, Some("q")], "n" => [1, 1, 1]).unwrap();
    for existing in [ExistingTable::Upsert, ExistingTable::Delete] {
        let refused = written(&folder, &keyed(existing), twice.clone());
        assert_eq!(refused, "! Several rows have the same key: null, 1");
    }
    let left = "k:text | n:integer | v:integer | w:integer\nx | 1 | 10 | 0\ny | 1 | 40 | 0";
    assert_eq!(written(&folder, &keyed(ExistingTable::Delete), rows), left);
    let no_keys = WriteDatabase { keys: Vec::new(), ..keyed(ExistingTable::Upsert) };
    assert!(written(&folder, &no_keys, twice.clone()).contains("No keys"));
    let other = WriteDatabase { keys: vec!["kk".into()], ..keyed(ExistingTable::Upsert) };
    assert!(written(&folder, &other, twice).contains("kk"));
    assert_eq!(folder.names(), ["a.sqlite"], "nothing is left beside it");
}

#[test]
fn what_would_be_lost_or_changed_is_refused() {
    let folder = Folder::with(&[]);
    sqlite_script(
        &folder.path("a.sqlite"),
        "CREATE TABLE a (k INTEGER, t TEXT); INSERT INTO a VALUES (1, 'x'), (2, 'y'); CREATE VIEW v AS SELECT 1 AS one;",
    );
    let refused = |table: &str, rows: DataFrame| written(&folder, &to(table, ExistingTable::Replace), rows);
    assert_eq!(
        refused("a", df!("k" => [0_i64; 0]).unwrap()),
        "! All 2 rows of \"a\" would be deleted, because there are no rows to replace them"
    );
    assert_eq!(
        refused("a", df!("t" => [1_i64]).unwrap()),
        "! Column \"t\" is INTEGER, but TEXT in the table: values would change"
    );
    assert_eq!(refused("a", df!("kk" => [1_i64]).unwrap()), "! The table \"a\" has no column \"kk\"");
    assert_eq!(
        refused("b", df!("x" => [f64::NAN]).unwrap()),
        "! Column \"x\", row 1: SQLite cannot store NaN unchanged"
    );
    assert_eq!(
        refused("b", df!("x" => [1], "X" => [2]).unwrap()),
        "! SQLite does not distinguish the column names \"X\" and \"x\""
    );
    assert_eq!(refused("v", df!("one" => [1]).unwrap()), "! \"v\" is not a table");
    let whole = ReadDatabase { path: "a.sqlite".into(), table: "a".into(), ..Default::default() };
    assert_eq!(folder.show(&whole), "k:integer | t:text\n1 | x\n2 | y");
    let sink = WriteDatabase { empty: true, ..to("a", ExistingTable::Replace) };
    assert_eq!(written(&folder, &sink, df!("k" => [0_i64; 0]).unwrap()), "k:integer | t:text");
}
