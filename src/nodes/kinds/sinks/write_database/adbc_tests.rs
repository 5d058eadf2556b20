//! Writing by drivers of ADBC through the kind, as a run does: SQLite's (`TABLEWIRE_ADBC_SQLITE`), and PostgreSQL's
//! (`TABLEWIRE_ADBC_POSTGRES`) to the server of `TABLEWIRE_POSTGRES`. What is not there is left out, and said.

use polars::prelude::*;

use super::WriteDatabase;
use crate::base::{Problem, environment};
use crate::connect::{ExistingTable, TestSchema, sqlite_script};
use crate::nodes::kinds::sources::read_database::ReadDatabase;
use crate::nodes::kit::checks::files::{Folder, show};

/// A database by a driver, and a folder.
struct Place {
    folder: Folder,
    /// That of PostgreSQL.
    schema: Option<TestSchema>,
}

fn library(variable: &str) -> Option<String> {
    let library = environment::text(variable);
    if library.is_none() {
        eprintln!("left out: {variable} is not set");
    }
    library
}

impl Place {
    fn sqlite(sql: &str) -> Option<Place> {
        let library = library("TABLEWIRE_ADBC_SQLITE")?;
        let folder = Folder::with(&[]);
        sqlite_script(&folder.path("a.sqlite"), sql);
        let uri = folder.path("a.sqlite").display().to_string();
        let parts = format!("{{\"far\": {{\"driver\": \"adbc\", \"library\": {library:?}, \"uri\": {uri:?}}}}}");
        folder.put("connections.ron", parts.as_bytes());
        Some(Place { folder, schema: None })
    }

    fn postgres(sql: &str) -> Option<Place> {
        let library = library("TABLEWIRE_ADBC_POSTGRES")?;
        let schema = TestSchema::with(sql)?;
        let uri = environment::text("TABLEWIRE_POSTGRES")?;
        let parts = format!("{{\"far\": {{\"driver\": \"adbc\", \"library\": {library:?}, \"uri\": {uri:?}}}}}");
        let folder = Folder::with(&[("connections.ron", parts.as_bytes())]);
        Some(Place { folder, schema: Some(schema) })
    }

    fn table(&self, name: &str) -> String {
        self.schema.as_ref().map_or_else(|| name.to_owned(), |schema| schema.table(name))
    }

    fn to(&self, table: &str, existing: ExistingTable) -> WriteDatabase {
        WriteDatabase { connection: "far".into(), table: self.table(table), existing, ..Default::default() }
    }

    fn shown(&self, table: &str) -> String {
        self.folder.show(&ReadDatabase { connection: "far".into(), table: self.table(table), ..Default::default() })
    }

    fn tables(&self) -> Vec<String> {
        match &self.schema {
            Some(schema) => schema.tables(),
            None => {
                let query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name".to_owned();
                let read = ReadDatabase { connection: "far".into(), query, ..Default::default() };
                self.folder.show(&read).lines().skip(1).map(str::to_owned).collect()
            }
        }
    }

    fn script(&self, sql: &str) {
        match &self.schema {
            Some(schema) => schema.script(sql),
            None => sqlite_script(&self.folder.path("a.sqlite"), sql),
        }
    }

    /// What the table holds afterwards, or the problem without the name of the schema.
    fn written(&self, table: &str, existing: ExistingTable, rows: DataFrame) -> String {
        self.sent(&self.to(table, existing), table, rows)
    }

    fn sent(&self, sink: &WriteDatabase, table: &str, rows: DataFrame) -> String {
        match self.folder.write(&[(sink, rows)]) {
            Ok(_) => self.shown(table),
            Err(problem) => self.said(&problem),
        }
    }

    fn said(&self, problem: &Problem) -> String {
        assert!(problem.remedy.is_some(), "{problem}");
        let schema = self.schema.as_ref().map_or_else(String::new, |schema| format!("{}.", schema.name));
        format!("! {}", problem.message).replace(&schema, "")
    }
}

/// Both databases, with what a script makes in them.
fn both(sql: &str) -> Vec<Place> {
    [Place::sqlite(sql), Place::postgres(sql)].into_iter().flatten().collect()
}

/// Rows of types that each of the drivers gives back as they are.
fn plain() -> DataFrame {
    df!(
        "Id" => [Some(i64::MAX), None, Some(i64::MIN)],
        "select" => [Some(0.1), Some(f64::INFINITY), None],
        "t \"x\"" => [Some("aé日本🦊\"'\\"), Some(""), None],
        "x" => [Some(&b"\0\xff"[..]), Some(b""), None],
    )
    .unwrap()
}

#[test]
fn what_is_written_is_read_back_the_same() {
    for place in both("SELECT 1") {
        assert_eq!(place.written("Orders 1", ExistingTable::Fail, plain()), show(&plain()));
        assert_eq!(place.tables(), ["Orders 1"], "nothing is left beside it");
        let again = place.written("Orders 1", ExistingTable::Fail, plain());
        assert!(again.contains("already exists"), "{again}");
        let twice = place.written("Orders 1", ExistingTable::Append, plain());
        assert_eq!(twice.lines().count(), 7, "{twice}");
        assert_eq!(place.written("Orders 1", ExistingTable::Replace, plain()), show(&plain()));
        assert_eq!(place.tables(), ["Orders 1"]);
    }
}

#[test]
fn a_table_may_be_replaced_by_none_only_where_that_is_allowed() {
    for place in both("SELECT 1") {
        place.written("a", ExistingTable::Replace, plain());
        let refused = place.written("a", ExistingTable::Replace, plain().clear());
        assert!(refused.contains("3 rows"), "{refused}");
        assert_eq!(place.shown("a"), show(&plain()));
        let sink = WriteDatabase { empty: true, ..place.to("a", ExistingTable::Replace) };
        assert_eq!(place.sent(&sink, "a", plain().clear()).lines().count(), 1);
        assert_eq!(place.tables(), ["a"]);
    }
}

#[test]
fn many_rows_and_sparse_columns_arrive() {
    let numbers: Vec<i64> = (0..150_000).map(|n| (n * 7_919) % 200_003).collect();
    // A driver that decides types by the first rows finds only nulls there.
    let texts: Vec<Option<String>> = numbers.iter().map(|n| (*n > 100_000).then(|| format!("row {n}"))).collect();
    let late: Vec<Option<f64>> = (0..150_000).map(|n| (n > 140_000).then_some(0.5)).collect();
    let rows = df!("n" => numbers, "t" => texts, "l" => late).unwrap();
    for place in both("SELECT 1") {
        place.folder.write(&[(&place.to("big", ExistingTable::Replace), rows.clone())]).expect("a run");
        let query = format!(
            "SELECT count(*) AS a, count(t) AS b, count(l) AS c, CAST(sum(n) AS bigint) AS d FROM {}",
            place.table("big")
        );
        let read = ReadDatabase { connection: "far".into(), query, ..Default::default() };
        let (some, sum) = (rows.columns()[1].len() - rows.columns()[1].null_count(), rows["n"].sum_reduce().unwrap());
        let expected = format!("150000 {some} 9999 {}", sum.value());
        let found = place.folder.show(&read);
        let found = found.lines().nth(1).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(found.replace('|', "").split_whitespace().collect::<Vec<_>>().join(" "), expected);
    }
}

/// A column of one type, and what is said of it.
fn typed(place: &Place, values: Series) -> String {
    place.script("DROP TABLE IF EXISTS c");
    let rows = values.with_name("v".into()).into_frame();
    let said = place.written("c", ExistingTable::Replace, rows.clone());
    if said == show(&rows) { "same".to_owned() } else { said }
}

fn times() -> Vec<(&'static str, Series)> {
    let counted = |count: i64, dtype: DataType| Series::new("v".into(), [Some(count), None]).cast(&dtype).unwrap();
    let utc = || Some(TimeZone::UTC);
    let decimal =
        |text: &str, digits, scale| Series::new("v".into(), [text]).cast(&DataType::Decimal(digits, scale)).unwrap();
    vec![
        ("bool", Series::new("v".into(), [true, false])),
        ("uint64", Series::new("v".into(), [u64::MAX])),
        ("int8", Series::new("v".into(), [i8::MIN])),
        ("float32", Series::new("v".into(), [0.1_f32])),
        ("nan", Series::new("v".into(), [f64::NAN])),
        ("-0.0", Series::new("v".into(), [-0.0])),
        ("zero", Series::new("v".into(), ["a\0b"])),
        ("date", counted(15_857, DataType::Date)),
        ("micros", counted(1_250_001, DataType::Datetime(TimeUnit::Microseconds, None))),
        ("nanos", counted(1_250_001, DataType::Datetime(TimeUnit::Nanoseconds, None))),
        ("instant", counted(1_250_001, DataType::Datetime(TimeUnit::Microseconds, utc()))),
        ("time", counted(1_000_000_000, DataType::Time)),
        ("nanotime", counted(1, DataType::Time)),
        ("duration", counted(1_500, DataType::Duration(TimeUnit::Milliseconds))),
        ("decimal", decimal("123456789012345678.12", 20, 2)),
        ("digits", decimal("99999999999999999999999999999999999999", 38, 0)),
        ("small", decimal("0.00000000000000000000000000001", 38, 37)),
        ("list", Series::new("v".into(), [Series::new("".into(), [Some(1_i32), None])])),
        ("labels", Series::new("v".into(), ["a", "b"]).cast(&DataType::from_categories(Categories::global())).unwrap()),
    ]
}

#[test]
fn tables_that_refer_to_each_other_are_filled_in_their_order() {
    let sql = "CREATE TABLE b_people (id integer PRIMARY KEY); \
               CREATE TABLE a_orders (id integer, person integer NOT NULL REFERENCES b_people (id)); \
               INSERT INTO b_people VALUES (1); INSERT INTO a_orders VALUES (1, 1)";
    for place in both(sql) {
        let (orders, people) =
            (place.to("a_orders", ExistingTable::Replace), place.to("b_people", ExistingTable::Replace));
        let of = |person: i64| df!("id" => [7_i64], "person" => [person]).unwrap();
        let rows: [(&dyn crate::nodes::AnyNode, DataFrame); 2] =
            [(&orders, of(2)), (&people, df!("id" => [2_i64]).unwrap())];
        place.folder.write(&rows).expect("a run");
        assert!(place.shown("a_orders").contains("7 | 2"), "{}", place.shown("a_orders"));
        // PostgreSQL looks at the references; SQLite's driver does not ask it to.
        if place.schema.is_some() {
            assert!(place.written("a_orders", ExistingTable::Append, of(9)).starts_with("! "));
        }
    }
}

#[test]
fn values_that_come_back_in_another_form_are_told() {
    let rows = df!("d" => [15_857_i32], "b" => [true], "n" => [1_i64]).unwrap();
    let rows = rows.lazy().with_column(col("d").cast(DataType::Date)).collect().unwrap();
    let Some(place) = Place::sqlite("SELECT 1") else { return };
    let told = place.folder.write_told(&[(&place.to("a", ExistingTable::Replace), rows.clone())]).expect("a run").1;
    let told: Vec<String> = told.iter().map(|problem| problem.message.to_string()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("\"d\" is date") && told[1].contains("\"b\" is bool"), "{told:?}");
    assert_eq!(place.shown("a"), "d:text | b:integer | n:integer\n2013-06-01 | 1 | 1");
    let Some(place) = Place::postgres("SELECT 1") else { return };
    let told = place.folder.write_told(&[(&place.to("a", ExistingTable::Replace), rows)]).expect("a run").1;
    assert!(told.is_empty(), "{told:?}");
}

/// Each type is the same, the same in another form, or refused with the name of its column.
#[test]
fn each_type_is_exact_or_refused_by_name() {
    let told = |place: &Place| -> Vec<String> {
        let line = |(name, values)| format!("{name}: {}", typed(place, values).replace('\n', " "));
        times().into_iter().map(line).collect()
    };
    for place in both("SELECT 1") {
        let lines = told(&place);
        for line in &lines {
            let (name, said) = line.split_once(": ").expect("a name");
            let is_refused = said.starts_with("! ");
            assert!(!is_refused || said.contains("\"v\"") || said.contains("unsigned"), "{line}");
            let expected: &[&str] = match place.schema {
                // SQLite has no form of its own for the others, and NaN would be null.
                None => &["int8", "float32", "zero", "labels"],
                Some(_) => {
                    &["bool", "int8", "float32", "nan", "-0.0", "date", "micros", "instant", "time", "list", "labels"]
                }
            };
            assert_eq!(said == "same", expected.contains(&name), "{name}: {lines:#?}");
            // What is the same in another form; all else is refused.
            let other: &[&str] = match place.schema {
                None => &["bool", "date", "micros", "nanos"],
                Some(_) => &["decimal", "digits", "small"],
            };
            assert_eq!(said != "same" && !is_refused, other.contains(&name), "{name}: {lines:#?}");
        }
        assert!(place.tables().iter().all(|name| name == "c"), "{:?}", place.tables());
    }
}

#[test]
fn rows_are_changed_by_keys() {
    let sql = "CREATE TABLE a (k text, n int DEFAULT 7, more text); INSERT INTO a VALUES ('x', 1, 'm'), (NULL, 2, 'm'), ('y', 3, 'm')";
    let by_keys = |place: &Place, existing| {
        let keys = vec!["k".to_owned()];
        WriteDatabase { keys, ..place.to("a", existing) }
    };
    let sorted = |shown: String| {
        let mut lines: Vec<String> = shown.lines().skip(1).map(str::to_owned).collect();
        lines.sort();
        lines.join("; ")
    };
    for place in both(sql) {
        let rows = df!("k" => [Some("x"), None, Some("z")], "n" => [10_i32, 20, 30]).unwrap();
        let upsert = by_keys(&place, ExistingTable::Upsert);
        let shown = sorted(place.sent(&upsert, "a", rows));
        assert_eq!(shown.matches('m').count(), 3, "other columns stay: {shown}");
        for value in ["10", "20", "30", "3"] {
            assert!(shown.contains(value), "{shown}");
        }
        assert_eq!(shown.split("; ").count(), 4, "{shown}");
        let repeated = df!("k" => ["z", "z"], "n" => [1_i32, 2]).unwrap();
        let refused = place.sent(&upsert, "a", repeated);
        assert!(refused.starts_with("! ") && refused.contains('z'), "{refused}");
        let delete = by_keys(&place, ExistingTable::Delete);
        let rows = df!("k" => [None, Some("z"), Some("none")], "n" => [0_i32, 0, 0]).unwrap();
        let shown = sorted(place.sent(&delete, "a", rows));
        assert_eq!(shown.split("; ").count(), 2, "{shown}");
        assert_eq!(place.tables(), ["a"]);
    }
}

#[test]
fn a_table_that_is_there_keeps_its_types_and_changes_no_value() {
    let sql = "CREATE TABLE a (n numeric(6,2), s smallint, v varchar(3), d text)";
    let Some(place) = Place::postgres(sql) else { return };
    let n = |text: &str| Series::new("n".into(), [text]).cast(&DataType::Decimal(20, 3)).unwrap().into_frame();
    assert!(place.written("a", ExistingTable::Append, n("12.340")).contains("12.34"));
    for (rows, column) in [
        (n("12.345"), "\"n\""),
        (df!("s" => [40_000_i64]).unwrap(), "smallint"),
        (df!("v" => ["long"]).unwrap(), "character varying(3)"),
        (df!("d" => [1_i64]).unwrap(), "\"d\""),
        (df!("s" => ["1"]).unwrap(), "\"s\""),
        (df!("s" => [0.5]).unwrap(), "\"s\""),
        (df!("none" => [1]).unwrap(), "\"none\""),
    ] {
        let said = place.written("a", ExistingTable::Append, rows);
        assert!(said.starts_with("! ") && said.contains(column), "{column}: {said}");
    }
    assert_eq!(place.shown("a").lines().count(), 2);
    assert_eq!(place.tables(), ["a"]);
    let Some(place) = Place::sqlite("CREATE TABLE a (i INTEGER, t TEXT)") else { return };
    let said = place.written("a", ExistingTable::Append, df!("i" => ["5"]).unwrap());
    assert!(said.starts_with("! ") && said.contains("\"i\""), "a text of digits stays a text: {said}");
    let said = place.written("a", ExistingTable::Append, df!("t" => [5_i64]).unwrap());
    assert!(said.starts_with("! ") && said.contains("\"t\""), "{said}");
    assert!(place.written("a", ExistingTable::Append, df!("i" => [5_i64]).unwrap()).contains('5'));
}

#[test]
fn names_that_the_database_changes_are_refused() {
    let Some(place) = Place::postgres("SELECT 1") else { return };
    let long = "n".repeat(70);
    let said = place.written("a", ExistingTable::Replace, df!(long.as_str() => [1]).unwrap());
    assert!(said.starts_with("! The database changes the name"), "{said}");
    let said = place.written(&long, ExistingTable::Replace, plain());
    assert!(said.starts_with("! The database changes the name"), "{said}");
    assert_eq!(place.tables(), Vec::<String>::new());
    let said = place.written("b", ExistingTable::Replace, df!("Id" => [1_i64], "id" => [2_i64]).unwrap());
    assert!(!said.starts_with("! "), "{said}");
}

#[test]
fn a_row_that_the_table_refuses_changes_nothing_and_is_told() {
    for place in both("CREATE TABLE a (n integer CHECK (n < 10)); INSERT INTO a VALUES (1)") {
        let said = place.written("a", ExistingTable::Replace, df!("n" => [2_i64, 20]).unwrap());
        assert!(said.starts_with("! "), "{said}");
        assert_eq!(place.shown("a").lines().count(), 2);
        assert_eq!(place.tables(), ["a"]);
        place.script("CREATE VIEW v AS SELECT n FROM a");
        let said = place.written("v", ExistingTable::Replace, df!("n" => [2_i64]).unwrap());
        assert!(said.contains("not a table"), "{said}");
        // Two outputs of one database are one transaction.
        let (good, bad) = (place.to("b", ExistingTable::Replace), place.to("a", ExistingTable::Append));
        let rows = |n: i64| df!("n" => [n]).unwrap();
        assert!(place.folder.write(&[(&good, rows(1)), (&bad, rows(20))]).is_err());
        assert_eq!(place.tables(), ["a"]);
        place.folder.write(&[(&good, rows(1)), (&bad, rows(2))]).expect("a run");
        assert_eq!(place.tables(), ["a", "b"]);
    }
}
