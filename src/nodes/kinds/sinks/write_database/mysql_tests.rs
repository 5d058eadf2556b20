//! Writing to a real MySQL or MariaDB through the kind, as a run does. Left out without `TABLEWIRE_MYSQL`.

use std::sync::{Mutex, PoisonError};

use polars::prelude::*;

use super::WriteDatabase;
use crate::connect::{ExistingTable, TestDatabase};
use crate::nodes::kinds::sources::read_database::ReadDatabase;
use crate::nodes::kit::checks::files::{Folder, show};

struct Place {
    database: TestDatabase,
    folder: Folder,
}

impl Place {
    fn with(sql: &str) -> Option<Place> {
        let database = TestDatabase::with(sql)?;
        let folder = Folder::with(&[("connections.ron", database.connections().as_bytes())]);
        Some(Place { database, folder })
    }

    fn to(&self, table: &str, existing: ExistingTable) -> WriteDatabase {
        WriteDatabase { connection: "my".into(), table: self.database.table(table), existing, ..Default::default() }
    }

    fn shown(&self, table: &str) -> String {
        let (connection, table) = ("my".into(), self.database.table(table));
        self.folder.show(&ReadDatabase { connection, table, ..Default::default() })
    }

    /// What the table holds afterwards, or the problem without the name of the database.
    fn written(&self, table: &str, existing: ExistingTable, rows: DataFrame) -> String {
        self.sent(&self.to(table, existing), table, rows)
    }

    fn sent(&self, sink: &WriteDatabase, table: &str, rows: DataFrame) -> String {
        match self.folder.write(&[(sink, rows)]) {
            Ok(_) => self.shown(table),
            Err(problem) => {
                assert!(problem.remedy.is_some(), "{problem}");
                format!("! {}", problem.message).replace(&format!("{}.", self.database.name), "")
            }
        }
    }
}

/// Rows of every type that there is, with values at their edges.
fn rows() -> DataFrame {
    let rows = df!(
        "Id" => [Some(i64::MAX), None, Some(i64::MIN)],
        "small" => [Some(i16::MAX), None, Some(i16::MIN)],
        "select" => [Some(u64::MAX), None, Some(0)],
        "bytes" => [Some(u8::MAX), None, Some(0)],
        "r" => [Some(0.1), Some(f64::MAX), Some(5e-324)],
        "f" => [Some(0.1_f32), Some(f32::MAX), None],
        "t" => [Some("aé日本🦊\"'\\\t\n\r\0 "), Some(""), None],
        "n" => [Some("\\N"), Some("NULL"), None],
        "b" => [Some(true), None, Some(false)],
        "d" => [Some(15_857_i32), Some(-719_162), None],
        "m" => [Some(1_250_000_i64), Some(-1), None],
        "z" => [Some(1_250_001_i64), Some(2_147_483_647_999_999), None],
        "c" => [Some(1_000_000_000_i64), Some(0), None],
        "x" => [Some(&b"\0\xff\n\t\\"[..]), Some(b""), None],
        "p" => [Some("123456789012345678.12"), Some("-0.05"), None],
    );
    let micros = |zone| DataType::Datetime(TimeUnit::Microseconds, zone);
    let typed = rows.unwrap().lazy().with_columns([
        col("d").cast(DataType::Date),
        col("m").cast(micros(None)),
        col("z").cast(micros(Some(TimeZone::UTC))),
        col("c").cast(DataType::Time),
        col("p").cast(DataType::Decimal(20, 2)),
    ]);
    typed.collect().unwrap()
}

/// Settings of the whole server are changed by one test at a time.
static WHOLE_SERVER: Mutex<()> = Mutex::new(());

#[test]
fn what_is_written_is_read_back_the_same() {
    let Some(place) = Place::with("") else { return };
    let _alone = WHOLE_SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    let expected = show(&rows());
    // As a file out of memory, and by inserts where the server forbids that.
    for (table, may_load) in [("Orders 1", 1), ("Orders 2", 0)] {
        place.database.script(&format!("SET GLOBAL local_infile = {may_load}"));
        assert_eq!(place.written(table, ExistingTable::Fail, rows()), expected, "{may_load}");
        let again = place.written(table, ExistingTable::Fail, rows());
        assert!(again.contains("already exists"), "{again}");
        let twice = place.written(table, ExistingTable::Append, rows());
        assert_eq!(twice.matches("NULL").count(), 2, "{twice}");
        assert_eq!(place.written(table, ExistingTable::Replace, rows()), expected);
    }
    place.database.script("SET GLOBAL local_infile = 1");
    assert_eq!(place.database.tables(), ["Orders 1", "Orders 2"], "nothing is left beside them");
    // To the last digit.
    for table in ["Orders 1", "Orders 2"] {
        let exact = place.database.one(&format!(
            "SELECT sum(r IN (1e-1, 1.7976931348623157e308, 5e-324)) FROM {}.\"{table}\"",
            place.database.name
        ));
        assert_eq!(exact.as_deref(), Some("3"), "{table}");
    }
    let declared = place.database.one(&format!(
        "SELECT group_concat(COLUMN_TYPE ORDER BY ORDINAL_POSITION SEPARATOR ' ') FROM information_schema.COLUMNS \
         WHERE TABLE_SCHEMA = '{}' AND TABLE_NAME = 'Orders 1'",
        place.database.name
    ));
    assert_eq!(
        declared.as_deref(),
        Some(
            "bigint(20) smallint(6) bigint(20) unsigned tinyint(3) unsigned double float longtext longtext tinyint(1) date \
             datetime(6) timestamp(6) time(6) longblob decimal(20,2)"
        )
    );
}

#[test]
fn many_rows_arrive_in_their_order() {
    let Some(place) = Place::with("") else { return };
    let _alone = WHOLE_SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    let numbers: Vec<i64> = (0..200_000).map(|n| (n * 7_919) % 200_003).collect();
    let texts: Vec<String> = numbers.iter().map(|n| format!("row {n}")).collect();
    let rows = df!("n" => numbers, "t" => texts).unwrap();
    for may_load in [1, 0] {
        place.database.script(&format!("SET GLOBAL local_infile = {may_load}"));
        let found = place.written("big", ExistingTable::Replace, rows.clone());
        assert!(found == show(&rows), "{may_load}: {} bytes", found.len());
    }
    place.database.script("SET GLOBAL local_infile = 1");
}

#[test]
fn rows_are_appended_or_replaced_and_the_table_stays_as_it_is_defined() {
    let Some(place) = Place::with(
        "CREATE TABLE a (k varchar(20) PRIMARY KEY, n int NOT NULL DEFAULT 7, m enum('sad','ok'), j json, p decimal(6,2), \
         s int AUTO_INCREMENT UNIQUE, y year, h char(3), g int AS (n + 1) STORED, x varchar(9) CHARACTER SET latin1)",
    ) else {
        return;
    };
    let of = |keys: &[&str]| df!("k" => keys).unwrap();
    let keys = |text: String| text.lines().skip(1).map(|line| line[..5].to_owned()).collect::<Vec<_>>();
    assert_eq!(keys(place.written("a", ExistingTable::Append, of(&["x"]))), ["x | 7"]);
    assert_eq!(keys(place.written("a", ExistingTable::Append, of(&["y"]))), ["x | 7", "y | 7"]);
    let twice = place.written("a", ExistingTable::Append, of(&["z", "x"]));
    assert!(twice.contains("Duplicate entry"), "{twice}");
    assert_eq!(keys(place.shown("a")), ["x | 7", "y | 7"], "all or nothing");
    assert_eq!(place.database.tables(), ["a"], "what was staged is gone");
    assert_eq!(keys(place.written("a", ExistingTable::Replace, of(&["z"]))), ["z | 7"]);
    let all = df!("k" => ["q"], "m" => ["ok"], "j" => ["{\"a\": 1}"], "n" => [1_i64], "h" => ["é"], "s" => [0], "x" => ["ü"], "y" => [1999]);
    let all = all.unwrap().lazy().with_column(lit("1.5").cast(DataType::Decimal(10, 4)).alias("p")).collect().unwrap();
    let shown = place.written("a", ExistingTable::Replace, all);
    assert!(shown.contains("q | 1 | ok | {\"a\": 1} | 1.50 | 0 | 1999 | é | 2 | ü"), "{shown}");
}

#[test]
fn rows_are_updated_added_or_deleted_by_keys() {
    let Some(place) = Place::with(
        "CREATE TABLE a (k varchar(9) COLLATE utf8mb4_bin, n int, v int, w int DEFAULT 7); \
         INSERT INTO a VALUES ('x', 1, 10, 0), ('X', 2, 20, 0), (NULL, 1, 30, 0), ('y', 1, 40, 0); \
         CREATE TABLE c (k varchar(9) COLLATE utf8mb4_general_ci, v int); INSERT INTO c VALUES ('x', 1)",
    ) else {
        return;
    };
    let keyed = |existing| WriteDatabase { keys: vec!["k".into(), "n".into()], ..place.to("a", existing) };
    let sorted = |text: String| {
        let mut lines: Vec<&str> = text.lines().skip(1).collect();
        lines.sort_unstable();
        lines.join("; ")
    };
    let rows = df!("k" => [Some("X"), None, Some("z")], "n" => [2, 1, 1], "v" => [21, 31, 51]).unwrap();
    let whole = sorted(place.sent(&keyed(ExistingTable::Upsert), "a", rows.clone()));
    assert_eq!(whole, "X | 2 | 21 | 0; x | 1 | 10 | 0; y | 1 | 40 | 0; z | 1 | 51 | 7; ∅ | 1 | 31 | 0");
    let again = sorted(place.sent(&keyed(ExistingTable::Upsert), "a", rows.clone()));
    assert_eq!(again, whole, "the same rows once more");
    let twice = df!("k" => [None::<&str>, None, Some("q")], "n" => [1, 1, 1]).unwrap();
    for existing in [ExistingTable::Upsert, ExistingTable::Delete] {
        let refused = place.sent(&keyed(existing), "a", twice.clone());
        assert_eq!(refused, "! Several rows have the same key: null, 1");
    }
    let left = sorted(place.sent(&keyed(ExistingTable::Delete), "a", rows));
    assert_eq!(left, "x | 1 | 10 | 0; y | 1 | 40 | 0");
    // This column does not distinguish capitals.
    let of = |existing| WriteDatabase { keys: vec!["k".into()], ..place.to("c", existing) };
    let found = place.sent(&of(ExistingTable::Upsert), "c", df!("k" => ["X"], "v" => [2]).unwrap());
    assert_eq!(sorted(found), "x | 2");
    let alike = place.sent(&of(ExistingTable::Upsert), "c", df!("k" => ["a", "A"], "v" => [1, 2]).unwrap());
    assert!(alike.starts_with("! Several rows have the same key"), "{alike}");
    // Without such a table it is created.
    let new = WriteDatabase { keys: vec!["k".into()], ..place.to("new", ExistingTable::Upsert) };
    assert_eq!(sorted(place.sent(&new, "new", df!("k" => [1], "v" => [2]).unwrap())), "1 | 2");
    assert_eq!(place.database.tables(), ["a", "c", "new"], "nothing is left");
}

#[test]
fn what_would_be_lost_or_changed_is_refused() {
    let Some(place) = Place::with(
        "CREATE TABLE a (k int, t text, v varchar(3), d decimal(5,2), s smallint, m enum('sad','ok'), u tinyint unsigned, \
         x datetime, c char(3), l varchar(9) CHARACTER SET latin1, f float, b binary(2), p int CHECK (p > 0)); \
         INSERT INTO a (k) VALUES (1), (2); CREATE VIEW v AS SELECT 1 AS one; \
         CREATE TABLE g (k int, c int AS (k + 1) STORED); CREATE TABLE r (k int, n int NOT NULL); \
         CREATE TABLE e (k int) ENGINE=MyISAM",
    ) else {
        return;
    };
    let into = |table: &str, rows: DataFrame| place.written(table, ExistingTable::Append, rows);
    let long = "é".repeat(65);
    let before = place.shown("a");
    let empty = || df!("k" => [0_i32; 0]).unwrap();
    for (found, expected) in [
        (
            place.written("a", ExistingTable::Replace, empty()),
            "! All 2 rows of \"a\" would be deleted, because there are no rows to replace them".to_owned(),
        ),
        (
            into("a", df!("t" => [1_i64]).unwrap()),
            "! Column \"t\" is i64, but text in the table: values would change".into(),
        ),
        (into("a", df!("kk" => [1_i64]).unwrap()), "! The table \"a\" has no column \"kk\"".into()),
        (into("a", df!("K" => [1_i64]).unwrap()), "! The table \"a\" has no column \"K\"".into()),
        (into("v", df!("one" => [1]).unwrap()), "! \"v\" is not a table".into()),
        (into("g", df!("c" => [1]).unwrap()), "! The database itself computes the column \"c\"".into()),
        (
            into("r", df!("k" => [1]).unwrap()),
            "! The table \"r\" needs the column \"n\", which has no default value".into(),
        ),
        (
            into("r", df!("n" => [Some(1), None]).unwrap()),
            "! Column \"n\", row 2: null does not fit into int(11) NOT NULL unchanged".into(),
        ),
        (
            into("e", df!("k" => [1]).unwrap()),
            "! The storage engine of the table \"e\" has no transactions: a run could not write all rows or none"
                .into(),
        ),
        (
            into("a", df!("v" => ["äöü", "äöüß"]).unwrap()),
            "! Column \"v\", row 2: \"äöüß\" does not fit into varchar(3) unchanged".into(),
        ),
        (
            into("a", df!("c" => ["a", "b "]).unwrap()),
            "! Column \"c\", row 2: \"b \" does not fit into char(3) unchanged".into(),
        ),
        (
            into("a", df!("s" => [1_i64, 40_000]).unwrap()),
            "! Column \"s\", row 2: 40000 does not fit into smallint(6) unchanged".into(),
        ),
        (
            into("a", df!("u" => [1_i64, -1]).unwrap()),
            "! Column \"u\", row 2: -1 does not fit into tinyint(3) unsigned unchanged".into(),
        ),
        (
            into("a", df!("m" => ["ok", "OK"]).unwrap()),
            "! Column \"m\", row 2: \"OK\" does not fit into enum('sad','ok') unchanged".into(),
        ),
        (
            into("a", df!("b" => [&b"ab"[..], b"a"]).unwrap()),
            "! Column \"b\", row 2: b\"a\" does not fit into binary(2) unchanged".into(),
        ),
        (
            into("a", df!("f" => [0.1_f64]).unwrap()),
            "! Column \"f\" is f64, but float in the table: values would change".into(),
        ),
        (
            into("new", df!("r" => [0.5, f64::NAN]).unwrap()),
            "! Column \"r\", row 2: NaN does not fit into double unchanged".into(),
        ),
        (
            into("new", df!(&long => [1]).unwrap()),
            format!("! \"{long}\" has 65 characters; names in MySQL have at most 64"),
        ),
        (
            into(&long, df!("n" => [1]).unwrap()),
            format!("! \"{long}\" has 65 characters; names in MySQL have at most 64"),
        ),
        (into("new", df!("🦊" => [1]).unwrap()), "! \"🦊\" cannot be a name in MySQL: it contains 🦊".into()),
        (
            into("new", df!("Id" => [1], "id" => [2]).unwrap()),
            "! MySQL does not distinguish the column names \"id\" and \"Id\"".into(),
        ),
        // In the words of the server, with the row: another encoding, a check.
        (into("a", df!("l" => ["é", "日本"]).unwrap()), "row 2: ".into()),
        (into("a", df!("p" => [1, 0]).unwrap()), "CONSTRAINT".into()),
    ] {
        if expected.starts_with("! ") {
            assert_eq!(found, expected);
        } else {
            assert!(found.starts_with("! ") && found.contains(&expected), "{found}");
        }
    }
    let moment = df!("x" => [1_i64]).unwrap().lazy();
    let moment = moment.with_column(col("x").cast(DataType::Datetime(TimeUnit::Microseconds, None))).collect().unwrap();
    let found = into("a", moment);
    assert!(found.contains("does not fit into datetime unchanged"), "the table has whole seconds: {found}");
    let instant = df!("x" => [0_i64]).unwrap().lazy();
    let zone = DataType::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC));
    let found = into("new", instant.with_column(col("x").cast(zone)).collect().unwrap());
    assert!(found.contains("does not fit into timestamp(6) unchanged"), "{found}");
    assert_eq!(place.shown("a"), before);
    assert_eq!(place.database.tables(), ["a", "e", "g", "r"], "nothing is left");
    let sink = WriteDatabase { empty: true, ..place.to("a", ExistingTable::Replace) };
    let shown = place.sent(&sink, "a", empty());
    assert_eq!(shown.lines().count(), 1, "{shown}");
}

#[test]
fn a_setting_of_the_server_changes_no_value() {
    let Some(place) = Place::with("CREATE TABLE a (n int AUTO_INCREMENT PRIMARY KEY, t text)") else { return };
    let _alone = WHOLE_SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    // A server that is lenient, counts zeros on, and updates only by keys.
    let before = place.database.one("SELECT @@global.sql_mode").expect("modes");
    place.database.script("SET GLOBAL sql_mode = ''; SET GLOBAL sql_safe_updates = 1; SET GLOBAL sql_select_limit = 1");
    let rows = || df!("n" => [0, 5], "t" => ["x", "y"]).unwrap();
    let found = place.written("a", ExistingTable::Replace, rows());
    let again = place.written("a", ExistingTable::Replace, rows());
    place.database.script(&format!(
        "SET GLOBAL sql_mode = '{before}'; SET GLOBAL sql_safe_updates = 0; \
         SET GLOBAL sql_select_limit = 18446744073709551615"
    ));
    assert_eq!((found, again), (show(&rows()), show(&rows())));
}
