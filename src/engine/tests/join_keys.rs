//! Joins over tables of databases that are too large: the database is asked for the keys of the other table. With SQLite always,
//! with servers and DuckDB where there is one.

use super::bench::{Bench, Report, document};
use crate::connect::{TestDatabase, TestFile, TestSchema, sqlite_script};
use crate::engine::cache::results::Cache;
use crate::engine::plan::planner::Planner;
use crate::engine::plan::sampling::Sampling;
use crate::engine::preview::shared::Shared;
use crate::engine::*;

/// The rows of a large table, whose sample has only the first ones.
const ROWS: i64 = 2_000_000;
const SAMPLE: u64 = 1_000;

fn engine() -> Engine {
    let mut planner = Planner::default();
    planner.memory.sampling = Sampling::of(4_000_000, SAMPLE);
    Engine::inline_with(Shared::with(planner, Cache::new(1 << 30)))
}

/// A join of `left` and `right`, each the settings of a node.
fn joined(how: &str, left: &str, right: &str) -> Bench {
    let nodes = format!(
        "left: {left}
         right: {right}
         kept: filter (condition: \"name <> 'x'\")
         both: join (how: {how}, keys: [(left: \"id\", right: \"id\")])
         few: limit (count: 5)"
    );
    Bench::with(engine(), &nodes, "left -> both.left, right -> kept, kept -> both.right, both -> few")
}

/// A CSV file of these ids.
fn file(bench: &Bench, ids: impl IntoIterator<Item = i64>) {
    let rows: String = ids.into_iter().map(|id| format!("{id},of {id}\n")).collect();
    crate::connect::write_atomic(&bench.folder.path().join("few.csv"), format!("id,name\n{rows}").as_bytes()).unwrap();
}

const FEW: &str = "read_csv (path: \"few.csv\")";

fn rows(bench: &Bench, report: &Report, name: &str) -> Vec<String> {
    assert!(report.failed.is_empty(), "{:?}", report.failed);
    bench.table(report, name)
}

/// What the source was asked last.
fn sent(bench: &Bench, report: &Report, name: &str) -> String {
    report.sent.get(&bench.id(name)).and_then(|sent| sent.statements.last().cloned()).unwrap_or_default()
}

/// `large` and `other` are the settings of nodes that read tables of [`ROWS`] rows, with the ids from 0 and backwards, of which
/// the other one has every thousandth. `set` tells the snapshot of the connections.
fn check_joins(large: &str, other: &str, connections: Option<&str>) {
    let bench_of = |how: &str, left: &str, right: &str| {
        let mut bench = joined(how, left, right);
        if let Some(text) = connections {
            let file = bench.folder.path().join("connections.ron");
            crate::connect::write_atomic(&file, text.as_bytes()).unwrap();
            bench.connections = crate::connect::Connections::in_file(file);
        }
        bench
    };
    let ids = || [1_999_990, 1_999_999, -5, 1_500_000];
    for how in ["Inner", "Left", "Right", "Full", "Semi"] {
        // A file on the left, a database on the right, and the other way round.
        for (left, right, asked) in [(FEW, large, "right"), (large, FEW, "left")] {
            let mut bench = bench_of(how, left, right);
            file(&bench, ids());
            let report = bench.preview(Some("few"));
            let both = rows(&bench, &report, "both");
            let found = both.iter().filter(|row| row.contains("1999999") || row.contains("1500000")).count();
            assert_eq!(found, 2, "{how} {asked} {both:?}");
            assert!(sent(&bench, &report, asked).contains(" IN ("), "{how} {:?}", report.sent);
            let of = |name: &str| report.tables[&bench.output(name)].1.exactness;
            let sampled = Exactness::MatchesOf(SAMPLE);
            assert_eq!(["both", "few", asked].map(of), [sampled, sampled, Exactness::SampleOf(SAMPLE)], "{how}");
        }
    }
    // Both in databases: the first ids of one are the last of the other.
    for (left, right, asked) in [(large, other, "right"), (other, large, "right")] {
        let mut bench = bench_of("Inner", left, right);
        file(&bench, []);
        let report = bench.preview(Some("both"));
        let both = rows(&bench, &report, "both");
        assert!(!both.is_empty(), "{asked}");
        let statement = sent(&bench, &report, asked);
        assert!(statement.contains(" IN (") && statement.contains("/* +"), "{statement}");
    }
    // Nothing matches: that is known by the keys alone.
    let mut bench = bench_of("Inner", FEW, large);
    file(&bench, [-1, -2, -3]);
    let report = bench.preview(Some("both"));
    assert!(rows(&bench, &report, "both").is_empty());
    let statements = &report.sent[&bench.id("right")].statements;
    let whole = statements.iter().filter(|sql| !sql.contains(" IN (") && !sql.contains("LIMIT"));
    assert_eq!(whole.count(), 0, "{statements:?}");
    // An anti join is told by what does not match.
    let mut bench = bench_of("Anti", FEW, large);
    file(&bench, [5, 1_999_990, -1]);
    let report = bench.preview(Some("both"));
    assert_eq!(rows(&bench, &report, "both"), ["-1 of -1"]);
    // The sample has one of the rows, the database all of them.
    let mut bench = bench_of("Left", FEW, large);
    file(&bench, [5, 1_999_990, -1]);
    let report = bench.preview(Some("both"));
    let expected = ["5 of 5 row 5", "1999990 of 1999990 row 1999990", "-1 of -1 -"];
    assert_eq!(rows(&bench, &report, "both"), expected);
}

fn settings(place: &str, table: &str) -> String {
    format!("read_database ({place}, table: {table:?})")
}

/// The two tables, of a server that has `generate_series`.
fn tables(series: &str) -> String {
    format!(
        "CREATE TABLE large AS SELECT i AS id, concat('row ', i) AS name FROM {series}; \
         CREATE TABLE other AS SELECT {ROWS} - 1 - i * 1000 AS id, concat('other ', i) AS name FROM {series}"
    )
}

#[test]
fn an_sqlite_database_is_asked_for_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.sqlite");
    let series = format!("WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < {ROWS} - 1)");
    sqlite_script(
        &path,
        &format!(
            "CREATE TABLE large (id INTEGER, name TEXT); CREATE TABLE other (id INTEGER, name TEXT); \
             INSERT INTO large {series} SELECT i, 'row ' || i FROM s; \
             INSERT INTO other {series} SELECT {ROWS} - 1 - i * 1000, 'other ' || i FROM s;"
        ),
    );
    let place = format!("path: {:?}", path.display().to_string());
    check_joins(&settings(&place, "large"), &settings(&place, "other"), None);
}

#[test]
fn a_postgres_server_is_asked_for_keys() {
    let series = format!("generate_series(0, {ROWS} - 1) AS i");
    let Some(schema) = TestSchema::with(&tables(&series)) else { return };
    schema.script("ANALYZE large; ANALYZE other");
    let of = |table: &str| settings("connection: \"pg\"", &schema.table(table));
    check_joins(&of("large"), &of("other"), Some(&schema.connections()));
}

#[test]
fn a_mysql_server_is_asked_for_keys() {
    let Some(database) =
        TestDatabase::with(&tables(&format!("(SELECT CAST(seq AS SIGNED) AS i FROM seq_0_to_{}) AS s", ROWS - 1)))
    else {
        return;
    };
    database.script("ANALYZE TABLE large, other");
    let of = |table: &str| settings("connection: \"my\"", &database.table(table));
    check_joins(&of("large"), &of("other"), Some(&database.connections()));
}

#[test]
fn a_duckdb_database_is_asked_for_keys() {
    let Some(test) = TestFile::with(&tables(&format!("range({ROWS}) AS s(i)"))) else { return };
    let of = |table: &str| settings("connection: \"duck\"", table);
    check_joins(&of("large"), &of("other"), Some(&test.connections()));
}

/// Keys of other types, several keys, values that no other row has, and keys that a database compares in another way.
#[test]
fn keys_of_several_columns_and_types_find_their_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.sqlite");
    let series = "WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < 199999)";
    sqlite_script(
        &path,
        &format!(
            "CREATE TABLE a (i INTEGER, r REAL, t TEXT COLLATE NOCASE, m DATETIME, u); \
             INSERT INTO a {series} SELECT i, i / 2.0, 'k' || i, '2013-06-01 12:00:00', i FROM s;"
        ),
    );
    let large = format!("read_database (path: {:?}, table: \"a\")", path.display().to_string());
    let csv = "i,j,t,m\n199998,1.5,K199998,2013-06-01 12:00:00\n199999,99999.5,k199999,2013-06-01 12:00:00\n,,,\n";
    for (keys, expected, is_asked) in [
        ("(left: \"i\")", 2, true),
        ("(left: \"i\", right: \"r\")", 0, true),
        ("(left: \"j\", right: \"r\")", 2, true),
        ("(left: \"j\", right: \"i\")", 0, false),
        ("(left: \"t\")", 1, true),
        ("(left: \"i\"), (left: \"t\")", 1, true),
        ("(left: \"t\"), (left: \"m\")", 1, true),
        ("(left: \"j\", right: \"r\"), (left: \"i\"), (left: \"t\")", 1, true),
    ] {
        let nodes = format!(
            "few: read_csv (path: \"few.csv\")
             large: {large}
             both: join (keys: [{keys}])"
        );
        let mut planner = Planner::default();
        planner.memory.sampling = Sampling::of(1_000_000, 100);
        let engine = Engine::inline_with(Shared::with(planner, Cache::new(1 << 30)));
        let mut bench = Bench::with(engine, &nodes, "few -> both.left, large -> both.right");
        bench.document = document(&nodes, "few -> both.left, large -> both.right");
        crate::connect::write_atomic(&bench.folder.path().join("few.csv"), csv.as_bytes()).unwrap();
        let report = bench.preview(Some("both"));
        let both = rows(&bench, &report, "both");
        assert_eq!(both.len(), expected, "{keys} {both:?}");
        assert!(sent(&bench, &report, "large").contains(" IN (") || !is_asked, "{keys} {:?}", report.sent);
    }
}
