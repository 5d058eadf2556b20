//! Writing to a real PostgreSQL through the kind, as a run does. Left out without `TABLEWIRE_POSTGRES`.

use polars::prelude::*;

use super::WriteDatabase;
use crate::connect::{ExistingTable, TestSchema};
use crate::nodes::kinds::sources::read_database::ReadDatabase;
use crate::nodes::kit::checks::files::{Folder, show};

struct Place {
    schema: TestSchema,
    folder: Folder,
}

impl Place {
    fn with(sql: &str) -> Option<Place> {
        let schema = TestSchema::with(sql)?;
        let folder = Folder::with(&[("connections.ron", schema.connections().as_bytes())]);
        Some(Place { schema, folder })
    }

    fn to(&self, table: &str, existing: ExistingTable) -> WriteDatabase {
        WriteDatabase { connection: "pg".into(), table: self.schema.table(table), existing, ..Default::default() }
    }

    fn shown(&self, table: &str) -> String {
        let (connection, table) = ("pg".into(), self.schema.table(table));
        self.folder.show(&ReadDatabase { connection, table, ..Default::default() })
    }

    /// What the table holds afterwards, or the problem without the name of the schema.
    fn written(&self, table: &str, existing: ExistingTable, rows: DataFrame) -> String {
        self.sent(&self.to(table, existing), table, rows)
    }

    fn sent(&self, sink: &WriteDatabase, table: &str, rows: DataFrame) -> String {
        match self.folder.write(&[(sink, rows)]) {
            Ok(_) => self.shown(table),
            Err(problem) => {
                assert!(problem.remedy.is_some(), "{problem}");
                format!("! {}", problem.message).replace(&format!("{}.", self.schema.name), "")
            }
        }
    }
}

/// Rows of every type that there is, with values at their edges.
fn rows() -> DataFrame {
    let rows = df!(
        "Id" => [Some(i64::MAX), None, Some(i64::MIN)],
        "id" => [Some(i16::MAX), None, Some(i16::MIN)],
        "select" => [Some(u64::MAX), None, Some(0)],
        "r" => [Some(0.1), Some(f64::INFINITY), Some(-0.0)],
        "t" => [Some("aé日本🦊\"'\\"), Some(""), None],
        "b" => [Some(true), None, Some(false)],
        "d" => [Some(15_857_i32), Some(-719_162), None],
        "m" => [Some(1_250_000_i64), Some(-1), None],
        "z" => [Some(1_250_000_i64), Some(-1), None],
        "c" => [Some(1_000_000_000_i64), Some(0), None],
        "x" => [Some(&b"\0\xff"[..]), Some(b""), None],
        "p" => [Some("123456789012345678.12"), Some("-0.05"), None],
    );
    let lists = [Series::new("".into(), [Some(1_i32), None]), Series::new_empty("".into(), &DataType::Int32)];
    let lists = Series::new("l".into(), [Some(lists[0].clone()), Some(lists[1].clone()), None]);
    let micros = |zone| DataType::Datetime(TimeUnit::Microseconds, zone);
    let typed = rows.unwrap().lazy().with_columns([
        col("d").cast(DataType::Date),
        col("m").cast(micros(None)),
        col("z").cast(micros(Some(TimeZone::UTC))),
        col("c").cast(DataType::Time),
        col("p").cast(DataType::Decimal(20, 2)),
    ]);
    let mut typed = typed.collect().unwrap();
    typed.with_column(lists.into_column()).unwrap();
    typed
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let Some(place) = Place::with("SELECT 1") else { return };
    // An unsigned integer of 64 bits is a decimal there.
    let expected = rows().lazy().with_columns([col("select").cast(DataType::Decimal(20, 0))]).collect().unwrap();
    assert_eq!(place.written("Orders 1", ExistingTable::Fail, rows()), show(&expected));
    assert_eq!(place.schema.tables(), ["Orders 1"], "nothing is left beside it");
    let again = place.written("Orders 1", ExistingTable::Fail, rows());
    assert!(again.contains("already exists"), "{again}");
    let twice = place.written("Orders 1", ExistingTable::Append, rows());
    assert_eq!(twice.lines().count(), 7, "{twice}");
    assert_eq!(place.written("Orders 1", ExistingTable::Replace, rows()), show(&expected));
}

#[test]
fn many_rows_arrive_in_their_order() {
    let Some(place) = Place::with("SELECT 1") else { return };
    let numbers: Vec<i64> = (0..200_000).map(|n| (n * 7_919) % 200_003).collect();
    let texts: Vec<String> = numbers.iter().map(|n| format!("row {n}")).collect();
    let rows = df!("n" => numbers, "t" => texts).unwrap();
    assert_eq!(place.written("big", ExistingTable::Replace, rows.clone()), show(&rows));
}

#[test]
fn rows_are_appended_or_replaced_and_the_table_stays_as_it_is_defined() {
    let Some(place) = Place::with(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); \
         CREATE TABLE a (k text PRIMARY KEY, n int NOT NULL DEFAULT 7, m mood, j jsonb, u uuid, p numeric(6,2), s smallserial)",
    ) else {
        return;
    };
    let of = |keys: &[&str]| df!("k" => keys).unwrap();
    let keys = |text: String| text.lines().skip(1).map(|line| line[..5].to_owned()).collect::<Vec<_>>();
    assert_eq!(keys(place.written("a", ExistingTable::Append, of(&["x"]))), ["x | 7"]);
    assert_eq!(keys(place.written("a", ExistingTable::Append, of(&["y"]))), ["x | 7", "y | 7"]);
    let twice = place.written("a", ExistingTable::Append, of(&["z", "x"]));
    assert!(twice.contains("duplicate key"), "{twice}");
    assert_eq!(keys(place.shown("a")), ["x | 7", "y | 7"], "all or nothing");
    assert_eq!(place.schema.tables(), ["a"], "what was staged is gone");
    assert_eq!(keys(place.written("a", ExistingTable::Replace, of(&["z"]))), ["z | 7"]);
    let all = df!("k" => ["q"], "m" => ["ok"], "j" => ["{\"a\": 1}"], "u" => ["6f9619ff-8b86-d011-b42d-00c04fc964ff"], "n" => [1_i64]);
    let all = all.unwrap().lazy().with_column(lit("1.5").cast(DataType::Decimal(10, 4)).alias("p")).collect().unwrap();
    let shown = place.written("a", ExistingTable::Replace, all);
    assert!(shown.contains("q | 1 | ok | {\"a\": 1} | 6f9619ff-8b86-d011-b42d-00c04fc964ff | 1.50 |"), "{shown}");
}

#[test]
fn rows_are_updated_added_or_deleted_by_keys() {
    let Some(place) = Place::with(
        "CREATE COLLATION no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false); \
         CREATE TABLE a (k text COLLATE no_case, n int, v int, w int DEFAULT 7); \
         INSERT INTO a VALUES ('x', 1, 10, 0), ('X', 2, 20, 0), (NULL, 1, 30, 0), ('y', 1, 40, 0)",
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
    // The column does not distinguish capitals.
    assert_eq!(whole, "X | 2 | 21 | 0; x | 1 | 10 | 0; y | 1 | 40 | 0; z | 1 | 51 | 7; ∅ | 1 | 31 | 0");
    let twice = df!("k" => [None::<&str>, None, Some("q")], "n" => [1, 1, 1]).unwrap();
    for existing in [ExistingTable::Upsert, ExistingTable::Delete] {
        let refused = place.sent(&keyed(existing), "a", twice.clone());
        assert_eq!(refused, "! Several rows have the same key: null, 1");
    }
    let left = sorted(place.sent(&keyed(ExistingTable::Delete), "a", rows));
    assert_eq!(left, "x | 1 | 10 | 0; y | 1 | 40 | 0");
    assert_eq!(place.schema.tables(), ["a"], "nothing is left");
}

#[test]
fn what_would_be_lost_or_changed_is_refused() {
    let Some(place) = Place::with(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN price AS int CHECK (value > 0); \
         CREATE DOMAIN cents AS numeric(10,2); CREATE DOMAIN code AS varchar(3); CREATE DOMAIN second AS timestamp(0); \
         CREATE TABLE o (c cents, v code, s second); CREATE TABLE a (k int, t text, v varchar(3), d numeric(5,2), s smallint, m mood, p price, x timestamp(0)); \
         INSERT INTO a (k) VALUES (1), (2); CREATE VIEW v AS SELECT 1 AS one; \
         CREATE TABLE g (k int, c int GENERATED ALWAYS AS (k + 1) STORED, i int GENERATED ALWAYS AS IDENTITY); \
         CREATE TABLE r (k int, n int NOT NULL); \
         CREATE TABLE q (k int); CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; \
         CREATE TRIGGER nothing BEFORE INSERT ON q FOR EACH ROW WHEN (new.k = 2) EXECUTE FUNCTION nothing()",
    ) else {
        return;
    };
    let into = |table: &str, rows: DataFrame| place.written(table, ExistingTable::Append, rows);
    let replace = |table: &str, rows: DataFrame| place.written(table, ExistingTable::Replace, rows);
    let long = "é".repeat(32);
    let before = place.shown("a");
    for (found, expected) in [
        (
            replace("a", df!("k" => [0_i32; 0]).unwrap()),
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
        (into("g", df!("i" => [1]).unwrap()), "! The database itself computes the column \"i\"".into()),
        (
            into("r", df!("k" => [1]).unwrap()),
            "! The table \"r\" needs the column \"n\", which has no default value".into(),
        ),
        (
            into("a", df!("v" => ["äöü", "äöüß"]).unwrap()),
            "! Column \"v\", row 2: \"äöüß\" does not fit into character varying(3) unchanged".into(),
        ),
        (
            into("a", df!("s" => [1_i64, 40_000]).unwrap()),
            "! Column \"s\", row 2: 40000 does not fit into smallint unchanged".into(),
        ),
        (
            into("a", df!("t" => ["x", "a\0"]).unwrap()),
            "! Column \"t\", row 2: \"a\0\" does not fit into text unchanged".into(),
        ),
        (
            into("a", df!("m" => ["ok", "odd"]).unwrap()),
            format!("! Column \"m\", row 2: \"odd\" does not fit into {}.mood unchanged", place.schema.name)
                .replace(&format!("{}.", place.schema.name), ""),
        ),
        (
            into(
                "o",
                df!("c" => ["1.25", "1.234"])
                    .unwrap()
                    .lazy()
                    .select([col("c").cast(DataType::Decimal(9, 3))])
                    .collect()
                    .unwrap(),
            ),
            "! Column \"c\", row 2: 1.234 does not fit into cents unchanged".into(),
        ),
        (
            into("o", df!("v" => ["abc", "abcd"]).unwrap()),
            "! Column \"v\", row 2: \"abcd\" does not fit into code unchanged".into(),
        ),
        (into("r", df!("n" => [Some(1), None]).unwrap()), String::new()),
        (into("a", df!("p" => [1, 0]).unwrap()), String::new()),
        (
            into("new", df!(&long => [1]).unwrap()),
            format!("! \"{long}\" has 64 bytes; names in PostgreSQL have at most 63"),
        ),
        (
            into(&long, df!("n" => [1]).unwrap()),
            format!("! \"{long}\" has 64 bytes; names in PostgreSQL have at most 63"),
        ),
        (into("new", df!("ctid" => [1]).unwrap()), "! \"ctid\" cannot be the name of a column in PostgreSQL".into()),
        (into("q", df!("k" => [1, 2, 3]).unwrap()), "! The table \"q\" accepted only 2 rows".into()),
    ] {
        match expected.as_str() {
            // In the words of the server, with the row.
            "" => assert!(found.starts_with("! ") && found.contains("row 2: "), "{found}"),
            expected => assert_eq!(found, expected),
        }
    }
    let moment = df!("x" => [0_i64]).unwrap().lazy();
    let moment = moment.with_column(col("x").cast(DataType::Datetime(TimeUnit::Microseconds, None))).collect().unwrap();
    let second = moment.clone().lazy().select([col("x").alias("s")]).collect().unwrap();
    assert!(into("o", second).contains("values would change"), "and so has the domain");
    assert!(into("a", moment).contains("values would change"), "the table has whole seconds");
    assert_eq!(place.shown("a"), before);
    assert_eq!(place.schema.tables(), ["a", "g", "o", "q", "r"], "nothing is left");
    let sink = WriteDatabase { empty: true, ..place.to("a", ExistingTable::Replace) };
    let shown = place.sent(&sink, "a", df!("k" => [0_i32; 0]).unwrap());
    assert_eq!(shown.lines().count(), 1, "{shown}");
}
