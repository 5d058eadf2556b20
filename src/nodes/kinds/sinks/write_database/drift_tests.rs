//! Tables whose columns differ from those that arrive, through the kind, as a run does: a table of cases over SQLite, and over
//! PostgreSQL, MySQL and DuckDB where `TABLEWIRE_POSTGRES` and `TABLEWIRE_MYSQL` name a server and `TABLEWIRE_DUCKDB` a library.

use polars::prelude::*;

use super::WriteDatabase;
use super::drift_cases::{CASES, Case};
use crate::base::Problem;
use crate::connect::{Drift, ExistingTable, TestDatabase, TestFile, TestSchema, sqlite_script};
use crate::nodes::kinds::sources::read_database::ReadDatabase;
use crate::nodes::kit::checks::files::{Folder, show};

/// One kind of database, with a place of its own.
pub(super) enum Store {
    Sqlite(Folder),
    Postgres(TestSchema, Folder),
    MySql(TestDatabase, Folder),
    DuckDb(#[expect(dead_code, reason = "the file goes with it")] TestFile, Folder),
}

impl Store {
    /// Those that there are on this machine, each with what the script makes in it.
    pub fn all(sql: &str) -> Vec<Store> {
        Store::some("spmd", sql)
    }

    /// The same for the stores with these letters.
    pub fn some(letters: &str, sql: &str) -> Vec<Store> {
        let make = |letter| match letter {
            's' => {
                let folder = Folder::with(&[]);
                sqlite_script(&folder.path("a.sqlite"), sql);
                Some(Store::Sqlite(folder))
            }
            'p' => TestSchema::with(sql).map(|schema| {
                let folder = Folder::with(&[("connections.ron", schema.connections().as_bytes())]);
                Store::Postgres(schema, folder)
            }),
            'd' => TestFile::with(sql).map(|test| {
                let folder = Folder::with(&[("connections.ron", test.connections().as_bytes())]);
                Store::DuckDb(test, folder)
            }),
            _ => TestDatabase::with(sql).map(|database| {
                let folder = Folder::with(&[("connections.ron", database.connections().as_bytes())]);
                Store::MySql(database, folder)
            }),
        };
        letters.chars().filter_map(make).collect()
    }

    /// Its letter in the cases.
    pub fn letter(&self) -> char {
        match self {
            Store::Sqlite(_) => 's',
            Store::Postgres(..) => 'p',
            Store::MySql(..) => 'm',
            Store::DuckDb(..) => 'd',
        }
    }

    pub fn folder(&self) -> &Folder {
        match self {
            Store::Sqlite(folder) | Store::Postgres(_, folder) | Store::MySql(_, folder) | Store::DuckDb(_, folder) => {
                folder
            }
        }
    }

    /// The connection, the path and the table, as nodes name them.
    fn names(&self, table: &str) -> (String, String, String) {
        match self {
            Store::Sqlite(_) => (String::new(), "a.sqlite".into(), table.into()),
            Store::Postgres(schema, _) => ("pg".into(), String::new(), schema.table(table)),
            Store::MySql(database, _) => ("my".into(), String::new(), database.table(table)),
            Store::DuckDb(..) => ("duck".into(), String::new(), table.into()),
        }
    }

    pub fn sink(&self, table: &str, existing: ExistingTable, columns: Drift) -> WriteDatabase {
        let (connection, path, table) = self.names(table);
        WriteDatabase { connection, path, table, existing, columns, ..Default::default() }
    }

    pub fn shown(&self, table: &str) -> String {
        let (connection, path, table) = self.names(table);
        self.folder().show(&ReadDatabase { connection, path, table, ..Default::default() })
    }

    /// The rows of a table.
    pub fn read(&self, table: &str) -> DataFrame {
        let (connection, path, table) = self.names(table);
        let source = ReadDatabase { connection, path, table, ..Default::default() };
        self.folder().read(&source).expect("a table").0.remove(0)
    }

    /// A message without the name of this place.
    pub fn plain(&self, problem: &Problem) -> String {
        let text = problem.message.to_string();
        match self {
            Store::Sqlite(_) | Store::DuckDb(..) => text,
            Store::Postgres(schema, _) => text.replace(&format!("{}.", schema.name), ""),
            Store::MySql(database, _) => text.replace(&format!("{}.", database.name), ""),
        }
    }

    /// What the table holds afterwards or why nothing was written, and what was told.
    pub fn written(&self, sink: &WriteDatabase, rows: DataFrame) -> (String, Vec<String>) {
        match self.folder().write_told(&[(sink, rows)]) {
            Ok((_, told)) => (self.shown("a"), told.iter().map(|warning| self.plain(warning)).collect()),
            Err(problem) => {
                assert!(problem.remedy.is_some(), "{problem}");
                (format!("! {}", self.plain(&problem)), Vec::new())
            }
        }
    }
}

/// A table of a text: `k:whole=1,2; t:text=a,∅`.
fn arriving(text: &str) -> DataFrame {
    let columns = text.split("; ").map(|part| {
        let (head, values) = part.split_once('=').expect("name:type=values");
        let (name, kind) = head.split_once(':').expect("name:type");
        let values: Vec<Option<String>> =
            values.split(',').map(|value| (value != "∅").then(|| value.to_owned())).collect();
        let texts = Series::new(name.into(), values);
        let dtype = match kind {
            "whole" => DataType::Int64,
            "small" => DataType::Int16,
            "number" => DataType::Float64,
            "decimal" => DataType::Decimal(12, 3),
            "date" => DataType::Date,
            // Microseconds since 1970.
            "time" => {
                let micros = texts.strict_cast(&DataType::Int64).expect("numbers");
                let time = DataType::Datetime(TimeUnit::Microseconds, None);
                return micros.cast(&time).expect("times").into_column();
            }
            _ => DataType::String,
        };
        texts.strict_cast(&dtype).expect("values of the type").into_column()
    });
    let columns: Vec<Column> = columns.collect();
    DataFrame::new(columns[0].len(), columns).expect("a table")
}

fn drift(word: &str) -> Drift {
    match word {
        "freeze" => Drift::Freeze,
        "evolve" => Drift::Evolve,
        "rows" => Drift::DropRows,
        "values" => Drift::DropValues,
        word => panic!("{word} is no drift"),
    }
}

fn check(case: &Case, failures: &mut Vec<String>) -> usize {
    let mut asked = 0;
    for (stores, modes, expected, told) in case.then {
        for mode in modes.split(' ') {
            for store in Store::some(stores, case.table) {
                asked += 1;
                let before = store.shown("a");
                let sink = store.sink("a", ExistingTable::Append, drift(mode));
                let (found, warnings) = store.written(&sink, arriving(case.arriving));
                let told: Vec<String> = told.iter().map(|text| (*text).to_owned()).collect();
                if found != *expected || warnings != told {
                    let what = format!("{}, {mode}, {}", case.name, store.letter());
                    failures.push(format!(
                        "{what}:\n{found}\n  told {warnings:#?}\nexpected:\n{expected}\n  told {told:#?}"
                    ));
                }
                if found.starts_with('!') && store.shown("a") != before {
                    failures.push(format!("{}, {mode}, {}: refused, but changed", case.name, store.letter()));
                }
            }
        }
    }
    asked
}

#[test]
fn columns_that_differ_are_refused_added_widened_or_dropped() {
    let mut failures = Vec::new();
    let asked: usize = CASES.iter().map(|case| check(case, &mut failures)).sum();
    assert!(failures.is_empty(), "{} of {asked}:\n{}", failures.len(), failures.join("\n\n"));
    let described: usize = CASES.iter().map(Case::count).sum();
    assert!(described >= 60 && asked >= 40, "{asked} of {described}");
}

#[test]
fn a_refusal_offers_the_other_ways_and_names_what_was_perhaps_renamed() {
    for store in Store::all("CREATE TABLE a (k INTEGER, quantity INTEGER)") {
        let sink = store.sink("a", ExistingTable::Append, Drift::Freeze);
        let problem = store.folder().write_told(&[(&sink, arriving("k:whole=1; quantities:whole=2"))]).unwrap_err();
        let remedy = problem.remedy.clone().map(|remedy| remedy.to_string()).unwrap_or_default();
        assert!(remedy.contains("\"quantities\" is a new name of its column \"quantity\""), "{remedy}");
        let mut fixed = sink.clone();
        assert!(crate::nodes::apply_fix(&mut fixed, &problem, &problem.fixes[0]), "{problem:?}");
        assert_eq!(fixed, WriteDatabase { columns: Drift::Evolve, ..sink });
    }
}

#[test]
fn a_value_that_is_refused_offers_them_too() {
    for store in Store::some("pmd", "CREATE TABLE a (n SMALLINT); INSERT INTO a VALUES (10)") {
        let sink = store.sink("a", ExistingTable::Append, Drift::Freeze);
        let rows = arriving("n:whole=20,40000");
        let problem = store.folder().write_told(&[(&sink, rows.clone())]).unwrap_err();
        let mut fixed = sink.clone();
        assert!(crate::nodes::apply_fix(&mut fixed, &problem, &problem.fixes[0]), "{problem:?}");
        assert_eq!(store.written(&fixed, rows).0, "n:integer\n10\n20\n40000");
    }
}

#[test]
fn keys_are_never_dropped_or_made_null() {
    let script = "CREATE TABLE a (k INTEGER, n INTEGER); INSERT INTO a VALUES (1, 10)";
    for store in Store::all(script) {
        let keyed = |columns, key: &str| WriteDatabase {
            keys: vec![key.into()],
            ..store.sink("a", ExistingTable::Upsert, columns)
        };
        let (found, told) = store.written(&keyed(Drift::DropValues, "k"), arriving("k:number=1,1.5; n:whole=11,12"));
        assert!(found.contains("\"k\", row 2: 1.5 does not fit") && told.is_empty(), "{found} {told:?}");
        let (found, _) = store.written(&keyed(Drift::Evolve, "x"), arriving("k:whole=1; x:whole=1"));
        assert_eq!(found, "! The table \"a\" has no column \"x\"");
        let (found, told) = store.written(&keyed(Drift::DropRows, "k"), arriving("k:number=1,1.5; n:whole=11,12"));
        assert_eq!(found, "k:integer | n:integer\n1 | 11", "{told:?}");
    }
}

#[test]
fn columns_are_added_and_widened_only_with_the_rows() {
    let script = "CREATE TABLE a (k INTEGER PRIMARY KEY, n INTEGER); INSERT INTO a VALUES (1, 10)";
    for store in Store::all(script) {
        let sink = store.sink("a", ExistingTable::Append, Drift::Evolve);
        let (found, _) = store.written(&sink, arriving("k:whole=2,1; n:whole=1,2; x:text=a,b"));
        assert!(found.starts_with('!'), "the key 1 is there: {found}");
        let unchanged = "k:integer | n:integer\n1 | 10";
        match store {
            // Its statement commits by itself: the new column stays, with nulls.
            Store::MySql(..) => assert_eq!(store.shown("a"), "k:integer | n:integer | x:text\n1 | 10 | ∅"),
            _ => assert_eq!(store.shown("a"), unchanged),
        }
        let (found, told) = store.written(&sink, arriving("k:whole=2; n:whole=20; x:text=a"));
        assert_eq!(found, "k:integer | n:integer | x:text\n1 | 10 | ∅\n2 | 20 | a", "{told:?}");
        let (found, told) = store.written(&sink, arriving("k:whole=3; n:whole=30; x:text=b"));
        assert_eq!(found, "k:integer | n:integer | x:text\n1 | 10 | ∅\n2 | 20 | a\n3 | 30 | b");
        assert!(told.is_empty(), "nothing differs any more: {told:?}");
    }
}

#[test]
fn what_nothing_can_hold_is_dropped_from_new_tables_too() {
    for store in Store::all("") {
        let (rows, expected, told) = match store {
            Store::Sqlite(_) => (
                "k:whole=1,2; x:number=NaN,1.5",
                "x:number\n∅\n1.5",
                "Column \"x\": 1 value does not fit REAL and becomes null: NaN in row 1",
            ),
            _ => (
                "k:whole=1,2; x:text=a\0,b",
                "x:text\n∅\nb",
                "Column \"x\": 1 value does not fit text and becomes null: \"a\0\" in row 1",
            ),
        };
        if matches!(store, Store::MySql(..) | Store::DuckDb(..)) {
            continue;
        }
        let refused = store.written(&store.sink("a", ExistingTable::Replace, Drift::Freeze), arriving(rows));
        assert!(refused.0.contains("row 1"), "{refused:?}");
        let found = store.written(&store.sink("a", ExistingTable::Replace, Drift::DropValues), arriving(rows));
        assert!(found.0.ends_with(expected.split_once('\n').unwrap().1.lines().last().unwrap()), "{found:?}");
        assert_eq!(found.1.len(), 1, "{found:?}");
        assert!(found.1[0].starts_with(&told[..40]), "{found:?}");
    }
}

#[test]
fn a_look_says_what_a_run_would_do_and_writes_nothing() {
    let script = "CREATE TABLE a (k INTEGER, n SMALLINT, old INTEGER); INSERT INTO a VALUES (1, 10, 100)";
    for store in Store::all(script) {
        let look = |columns, text: &str| {
            let sink = store.sink("a", ExistingTable::Append, columns);
            store.folder().look(&sink, arriving(text)).iter().map(|note| store.plain(note)).collect::<Vec<_>>()
        };
        let before = store.shown("a");
        assert_eq!(look(Drift::Freeze, "k:whole=1; x:text=a"), ["The table \"a\" has no column \"x\""]);
        let evolved = look(Drift::Evolve, "k:whole=1; n:whole=2; x:whole=3");
        assert!(evolved[0].starts_with("The table \"a\" gets new columns: \"x\" ("), "{evolved:?}");
        assert_eq!(evolved[1], "The input lacks columns of the table \"a\": \"old\"");
        let widened = evolved.get(2).cloned().unwrap_or_default();
        match store {
            Store::Sqlite(_) => assert_eq!(widened, ""),
            _ => assert!(widened.contains("if a value does not fit: \"k\" ("), "{widened}"),
        }
        let dropped = look(Drift::DropValues, "k:whole=1; n:text=2; old:whole=1; x:whole=3");
        let left_out = "The table \"a\" lacks columns that are left out: \"x\"";
        assert_eq!(dropped, [left_out, "Columns of the input may have values that do not fit the table \"a\": \"n\""]);
        assert_eq!(store.shown("a"), before);
    }
}

/// Rows keep the order and the values of every column that does not differ.
#[test]
fn many_rows_pass_the_sieve_unchanged() {
    let numbers: Vec<i64> = (0..100_000).map(|n| (n * 7_919) % 200_003).collect();
    let kept: Vec<i64> = numbers.iter().copied().filter(|n| *n <= 32_767).collect();
    for store in Store::all("CREATE TABLE a (n SMALLINT CHECK (n >= 0), t TEXT)") {
        let of = |numbers: &[i64]| {
            let texts: Vec<String> = numbers.iter().map(|n| format!("row {n}")).collect();
            df!("n" => numbers, "t" => texts).unwrap()
        };
        let sink = store.sink("a", ExistingTable::Append, Drift::DropRows);
        let (found, told) = store.written(&sink, of(&numbers));
        if let Store::Sqlite(_) = store {
            assert!(found == show(&of(&numbers)) && told.is_empty(), "SQLite holds them all: {told:?}");
            continue;
        }
        assert!(found == show(&of(&kept)), "{} bytes", found.len());
        assert_eq!((numbers.len() - kept.len(), told.len()), (83_610, 1));
        assert!(told[0].starts_with("83,610 rows do not fit"), "{told:?}");
    }
}
