//! Writing to a real DuckDB through the kind, as a run does. Left out without `TABLEWIRE_DUCKDB`.

use polars::prelude::*;

use super::WriteDatabase;
use crate::connect::{ExistingTable, TestFile};
use crate::nodes::kinds::sources::read_database::ReadDatabase;
use crate::nodes::kit::checks::files::{Folder, show};

struct Place {
    test: TestFile,
    folder: Folder,
}

impl Place {
    fn with(sql: &str) -> Option<Place> {
        let test = TestFile::with(sql)?;
        let folder = Folder::with(&[("connections.ron", test.connections().as_bytes())]);
        Some(Place { test, folder })
    }

    fn to(&self, table: &str, existing: ExistingTable) -> WriteDatabase {
        WriteDatabase { connection: "duck".into(), table: table.into(), existing, ..Default::default() }
    }

    fn shown(&self, table: &str) -> String {
        self.folder.show(&ReadDatabase { connection: "duck".into(), table: table.into(), ..Default::default() })
    }

    /// What the table holds afterwards, or the problem.
    fn written(&self, table: &str, existing: ExistingTable, rows: DataFrame) -> String {
        self.sent(&self.to(table, existing), table, rows)
    }

    fn sent(&self, sink: &WriteDatabase, table: &str, rows: DataFrame) -> String {
        match self.folder.write(&[(sink, rows)]) {
            Ok(_) => self.shown(table),
            Err(problem) => {
                assert!(problem.remedy.is_some(), "{problem}");
                format!("! {}", problem.message)
            }
        }
    }
}

/// Rows of every type that there is, with values at their edges.
fn rows() -> DataFrame {
    let rows = df!(
        "i" => [Some(i64::MAX), None, Some(i64::MIN)],
        "s" => [Some(i16::MAX), None, Some(i16::MIN)],
        "select" => [Some(u64::MAX), None, Some(0)],
        "w" => [Some(u8::MAX), None, Some(0)],
        "f" => [Some(0.1_f32), Some(f32::NAN), None],
        "r" => [Some(0.1), Some(f64::INFINITY), Some(-0.0)],
        "t" => [Some("aé日本🦊\"'\\"), Some(""), None],
        "z" => [Some("a\0b"), Some("null"), None],
        "b" => [Some(true), None, Some(false)],
        "d" => [Some(15_857_i32), Some(-719_162), None],
        "m" => [Some(1_250_000_i64), Some(-1), None],
        "n" => [Some(1_250_000_001_i64), Some(-1), None],
        "e" => [Some(1_250_i64), Some(-1), None],
        "y" => [Some(1_250_000_i64), Some(-1), None],
        "c" => [Some(1_000_000_000_i64), Some(0), None],
        "x" => [Some(&b"\0\xff"[..]), Some(b""), None],
        "p" => [Some("123456789012345678.12"), Some("-0.05"), None],
        "q" => [Some("99999999999999999999999999999999999999"), Some("-1"), None],
    );
    let lists = [Series::new("".into(), [Some(1_i32), None]), Series::new_empty("".into(), &DataType::Int32)];
    let lists = Series::new("l".into(), [Some(lists[0].clone()), Some(lists[1].clone()), None]);
    let time = |unit, zone| DataType::Datetime(unit, zone);
    let typed = rows.unwrap().lazy().with_columns([
        col("d").cast(DataType::Date),
        col("m").cast(time(TimeUnit::Microseconds, None)),
        col("n").cast(time(TimeUnit::Nanoseconds, None)),
        col("e").cast(time(TimeUnit::Milliseconds, None)),
        col("y").cast(time(TimeUnit::Microseconds, Some(TimeZone::UTC))),
        col("c").cast(DataType::Time),
        col("p").cast(DataType::Decimal(20, 2)),
        col("q").cast(DataType::Decimal(38, 0)),
    ]);
    let mut typed = typed.collect().unwrap();
    typed.with_column(lists.into_column()).unwrap();
    typed
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let Some(place) = Place::with("SELECT 1") else { return };
    assert_eq!(place.written("Orders 1", ExistingTable::Fail, rows()), show(&rows()));
    assert_eq!(place.test.tables(), ["Orders 1"], "nothing is left beside it");
    let again = place.written("orders 1", ExistingTable::Fail, rows());
    assert!(again.contains("already exists"), "{again}");
    let twice = place.written("Orders 1", ExistingTable::Append, rows());
    assert_eq!(twice.lines().count(), 7, "{twice}");
    assert_eq!(place.written("Orders 1", ExistingTable::Replace, rows()), show(&rows()));
}

#[test]
fn a_file_is_made_and_many_rows_arrive_in_their_order() {
    let Some(place) = Place::with("SELECT 1") else { return };
    let numbers: Vec<i64> = (0..200_000).map(|n| (n * 7_919) % 200_003).collect();
    let texts: Vec<String> = numbers.iter().map(|n| format!("row {n}")).collect();
    let rows = df!("n" => numbers, "t" => texts).unwrap();
    assert_eq!(place.written("big", ExistingTable::Replace, rows.clone()), show(&rows));
    let folder = Folder::with(&[("connections.ron", b"{\"duck\": \"duckdb:new/made.duckdb\"}")]);
    let sink = WriteDatabase { connection: "duck".into(), table: "a".into(), ..Default::default() };
    folder.write(&[(&sink, df!("n" => [1]).unwrap())]).expect("a run");
    let read = ReadDatabase { connection: "duck".into(), table: "a".into(), ..Default::default() };
    assert_eq!(folder.show(&read), "n:integer\n1");
}

#[test]
fn rows_are_appended_or_replaced_and_the_table_stays_as_it_is_defined() {
    let Some(place) = Place::with(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); \
         CREATE TABLE a (k varchar PRIMARY KEY, n int NOT NULL DEFAULT 7, m mood, j json, u uuid, p decimal(6,2))",
    ) else {
        return;
    };
    let of = |keys: &[&str]| df!("k" => keys).unwrap();
    let keys = |text: String| text.lines().skip(1).map(|line| line[..5].to_owned()).collect::<Vec<_>>();
    assert_eq!(keys(place.written("a", ExistingTable::Append, of(&["x"]))), ["x | 7"]);
    assert_eq!(keys(place.written("a", ExistingTable::Append, of(&["y"]))), ["x | 7", "y | 7"]);
    let twice = place.written("a", ExistingTable::Append, of(&["z", "x"]));
    assert!(twice.to_lowercase().contains("duplicate key"), "{twice}");
    assert_eq!(keys(place.shown("a")), ["x | 7", "y | 7"], "all or nothing");
    assert_eq!(place.test.tables(), ["a"], "what was staged is gone");
    // The key that is there arrives again.
    assert_eq!(keys(place.written("a", ExistingTable::Replace, of(&["y", "z"]))), ["y | 7", "z | 7"]);
    let all = df!("k" => ["q"], "m" => ["ok"], "j" => ["{\"a\": 1}"], "u" => ["6f9619ff-8b86-d011-b42d-00c04fc964ff"], "n" => [1_i64]);
    let all = all.unwrap().lazy().with_column(lit("1.5").cast(DataType::Decimal(10, 4)).alias("p")).collect().unwrap();
    let shown = place.written("a", ExistingTable::Replace, all);
    assert!(shown.contains("q | 1 | ok | {\"a\": 1} | 6f9619ff-8b86-d011-b42d-00c04fc964ff | 1.50"), "{shown}");
}

#[test]
fn rows_are_updated_added_or_deleted_by_keys() {
    let Some(place) = Place::with(
        "CREATE TABLE a (k varchar, n int, v int, w int DEFAULT 7); \
         INSERT INTO a VALUES ('x', 1, 10, 0), ('x', 2, 20, 0), (NULL, 1, 30, 0), ('y', 1, 40, 0); \
         CREATE TABLE p (k int PRIMARY KEY, l int[]); INSERT INTO p VALUES (1, [1]), (2, [2])",
    ) else {
        return;
    };
    let keyed = |existing| WriteDatabase { keys: vec!["k".into(), "n".into()], ..place.to("a", existing) };
    let sorted = |text: String| {
        let mut lines: Vec<&str> = text.lines().skip(1).collect();
        lines.sort_unstable();
        lines.join("; ")
    };
    let rows = df!("k" => [Some("x"), None, Some("z")], "n" => [2, 1, 1], "v" => [21, 31, 51]).unwrap();
    let whole = sorted(place.sent(&keyed(ExistingTable::Upsert), "a", rows.clone()));
    assert_eq!(whole, "x | 1 | 10 | 0; x | 2 | 21 | 0; y | 1 | 40 | 0; z | 1 | 51 | 7; ∅ | 1 | 31 | 0");
    let twice = df!("k" => [None::<&str>, None, Some("q")], "n" => [1, 1, 1]).unwrap();
    for existing in [ExistingTable::Upsert, ExistingTable::Delete] {
        let refused = place.sent(&keyed(existing), "a", twice.clone());
        assert_eq!(refused, "! Several rows have the same key: null, 1");
    }
    let left = sorted(place.sent(&keyed(ExistingTable::Delete), "a", rows));
    assert_eq!(left, "x | 1 | 10 | 0; y | 1 | 40 | 0");
    // A list of a row with a key is a delete and an insert within DuckDB.
    let lists = [[5_i32], [6]].map(|list| Series::new("".into(), list));
    let rows = df!("k" => [2, 3]).unwrap().with_column(Series::new("l".into(), lists).into_column()).unwrap().clone();
    let sink = WriteDatabase { keys: vec!["k".into()], ..place.to("p", ExistingTable::Upsert) };
    assert_eq!(sorted(place.sent(&sink, "p", rows)), "1 | [1]; 2 | [5]; 3 | [6]");
    assert_eq!(place.test.tables(), ["a", "p"], "nothing is left");
}

#[test]
fn what_would_be_lost_or_changed_is_refused() {
    let Some(place) = Place::with(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE VIEW v AS SELECT 1 AS one; \
         CREATE TABLE a (k int, t varchar, d decimal(5,2), s smallint, m mood, f float, x timestamp_s, u uuid); \
         INSERT INTO a (k) VALUES (1), (2); CREATE TABLE r (k int, n int NOT NULL); \
         CREATE TABLE g (k int, c int GENERATED ALWAYS AS (k + 1)); CREATE TABLE c (p int CHECK (p > 0))",
    ) else {
        return;
    };
    let into = |table: &str, rows: DataFrame| place.written(table, ExistingTable::Append, rows);
    let replace = |table: &str, rows: DataFrame| place.written(table, ExistingTable::Replace, rows);
    let before = place.shown("a");
    for (found, expected) in [
        (
            replace("a", df!("k" => [0_i32; 0]).unwrap()),
            "! All 2 rows of \"a\" would be deleted, because there are no rows to replace them",
        ),
        (
            into("a", df!("t" => [1_i64]).unwrap()),
            "! Column \"t\" is BIGINT, but VARCHAR in the table: values would change",
        ),
        (into("a", df!("kk" => [1_i64]).unwrap()), "! The table \"a\" has no column \"kk\""),
        (into("v", df!("one" => [1]).unwrap()), "! \"v\" is not a table"),
        (into("r", df!("k" => [1]).unwrap()), "! The table \"r\" needs the column \"n\", which has no default value"),
        (
            into("r", df!("n" => [Some(1), None]).unwrap()),
            "! Column \"n\", row 2: null does not fit into INTEGER unchanged",
        ),
        (
            into("a", df!("s" => [1_i64, 40_000]).unwrap()),
            "! Column \"s\", row 2: 40000 does not fit into SMALLINT unchanged",
        ),
        (
            into("a", df!("m" => ["ok", "odd"]).unwrap()),
            "! Column \"m\", row 2: odd does not fit into ENUM('sad', 'ok') unchanged",
        ),
        (into("a", df!("f" => [0.5, 0.1]).unwrap()), "! Column \"f\", row 2: 0.1 does not fit into FLOAT unchanged"),
        (
            into("a", df!("u" => ["6F9619FF-8B86-D011-B42D-00C04FC964FF"]).unwrap()),
            "! Column \"u\", row 1: 6F9619FF-8B86-D011-B42D-00C04FC964FF does not fit into UUID unchanged",
        ),
        (
            into("b", df!("x" => [1], "X" => [2]).unwrap()),
            "! DuckDB does not distinguish the column names \"X\" and \"x\"",
        ),
    ] {
        assert_eq!(found, expected);
    }
    let number = df!("d" => ["1.25", "1.255"]).unwrap().lazy();
    let number = number.with_column(col("d").cast(DataType::Decimal(10, 3))).collect().unwrap();
    assert_eq!(into("a", number), "! Column \"d\", row 2: 1.255 does not fit into DECIMAL(5,2) unchanged");
    let moment = df!("x" => [1_000_000_i64, 1]).unwrap().lazy();
    let moment = moment.with_column(col("x").cast(DataType::Datetime(TimeUnit::Microseconds, None))).collect().unwrap();
    assert!(into("a", moment).contains("row 2: 1970-01-01 00:00:00.000001 does not fit"), "whole seconds");
    assert!(into("g", df!("c" => [1]).unwrap()).starts_with("! "), "a generated column");
    assert!(into("c", df!("p" => [1, 0]).unwrap()).contains("CHECK"));
    assert_eq!(place.shown("a"), before);
    assert_eq!(place.test.tables(), ["a", "c", "g", "r"], "nothing is left");
    let sink = WriteDatabase { empty: true, ..place.to("a", ExistingTable::Replace) };
    assert_eq!(place.sent(&sink, "a", df!("k" => [0_i32; 0]).unwrap()).lines().count(), 1);
}

#[test]
fn several_tables_of_a_file_change_together_or_not_at_all() {
    let Some(place) = Place::with(
        "CREATE TABLE parent (k int PRIMARY KEY); CREATE TABLE child (k int REFERENCES parent (k)); \
         INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1)",
    ) else {
        return;
    };
    let to = |table: &str, existing| place.to(table, existing);
    let rows = |keys: &[i32]| df!("k" => keys).unwrap();
    let (parent, child, other) =
        (to("parent", ExistingTable::Append), to("child", ExistingTable::Append), to("new", ExistingTable::Fail));
    // The table that refers comes first here, and is filled last.
    place.folder.write(&[(&child, rows(&[2])), (&parent, rows(&[2])), (&other, rows(&[7]))]).expect("a run");
    let shown = || ["parent", "child", "new"].map(|table| place.shown(table).replace("k:integer\n", ""));
    assert_eq!(shown(), ["1\n2", "1\n2", "7"]);
    let add = to("new", ExistingTable::Append);
    let refused = place.folder.write(&[(&add, rows(&[8])), (&child, rows(&[9]))]).expect_err("no such parent");
    assert!(refused.to_string().to_lowercase().contains("foreign key"), "{refused}");
    assert_eq!(shown(), ["1\n2", "1\n2", "7"], "all or nothing");
    assert_eq!(place.test.tables(), ["child", "new", "parent"], "nothing is left");
}
