//! The order of rows, what is asked of DuckDB, and files that others use.

use std::time::{Duration, Instant};

use polars::prelude::*;

use super::{TestFile, read, texts};
use crate::base::{Cancellation, Cause, Comparison};
use crate::connect::reach::Reach;
use crate::connect::scan::{Constant, Predicate, ScanRequest};
use crate::connect::source::Source;
use crate::connect::sql_source::SqlSource;

/// A table whose rows are not stored in the order of its key or its indexes.
fn shuffled() -> Option<TestFile> {
    TestFile::with(
        "CREATE TABLE a (k int PRIMARY KEY, g int, t varchar COLLATE nocase); \
         INSERT INTO a SELECT (range * 7919) % 200003, range % 10, chr(97 + (range % 26)::int) FROM range(1, 200001); \
         CREATE INDEX i ON a (g); DELETE FROM a WHERE k % 50 = 0; \
         INSERT INTO a SELECT -range, range % 10, 'Z' FROM range(1, 501); \
         CREATE VIEW v AS SELECT k, g FROM a ORDER BY g; CREATE VIEW s AS SELECT g, count(*) AS k FROM a GROUP BY g",
    )
}

#[test]
fn rows_have_one_order_however_few_are_asked_for() {
    let Some(test) = shuffled() else { return };
    for table in ["a", "v", "s"] {
        let whole = test.read(table).expect("rows");
        for limit in [0, 1, 7, 5_000] {
            let first = read(test.of_table(table), |plan| plan.limit(limit)).expect("rows");
            assert!(first.equals_missing(&whole.head(Some(limit as usize))), "{table} {limit}");
        }
        let keys = read(test.of_table(table), |plan| plan.select([col("k")])).expect("rows");
        assert!(keys.equals_missing(&whole.select(["k"]).expect("a column")), "{table}: a column alone");
        let many = Series::new("".into(), (0..999).map(|n| n * 201 % 200_000 - 400).collect::<Vec<i32>>());
        let many = many.cast(whole.column("k").expect("a column").dtype()).expect("keys");
        let many = col("k").is_in(lit(Scalar::new_list(many)), false);
        for condition in [col("g").eq(lit(3)), col("k").gt(lit(100)), col("k").eq(lit(-5)), many] {
            let part = read(test.of_table(table), |plan| plan.filter(condition.clone())).expect("rows");
            let expected = whole.clone().lazy().filter(condition).collect().expect("rows");
            assert!(part.equals_missing(&expected), "{table}: with a condition");
        }
    }
}

#[test]
fn a_request_is_answered_by_the_database() {
    let Some(test) = shuffled() else { return };
    let reach = Reach::new(".");
    let asked = test.of_table("a");
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.row_source(columns, &reach).expect("a source");
    let rows = |predicate: Option<Predicate>, limit: Option<u64>| {
        assert!(predicate.as_ref().is_none_or(|predicate| source.takes(predicate)), "{predicate:?}");
        let request = ScanRequest { columns: vec!["t".into(), "k".into()], predicate, limit };
        let mut found = 0;
        let done = source.scan(&request, &reach, &mut |batch| {
            assert_eq!(batch.get_column_names(), ["t", "k"]);
            found += batch.height();
            Ok(())
        });
        let _ = done.expect("rows");
        found
    };
    let of = |column: &str, comparison, value| Predicate::Compare { column: column.into(), comparison, value };
    assert_eq!(rows(None, Some(3)), 3);
    assert_eq!(rows(Some(of("t", Comparison::Equal, Constant::Text("Z".into()))), None), 500);
    assert_eq!(rows(Some(of("t", Comparison::Less, Constant::Text("a".into()))), None), 500, "by bytes");
    assert_eq!(rows(Some(of("k", Comparison::Less, Constant::Integer(i64::MIN + 1))), None), 0);
    let one = Predicate::OneOf { column: "k".into(), values: vec![Constant::Integer(-1), Constant::Integer(-2)] };
    assert_eq!((rows(Some(one.clone()), None), rows(Some(one), Some(1))), (2, 1));
    assert_eq!(rows(Some(Predicate::Any(Vec::new())), None), 0);
    let view = test.of_table("v");
    let columns = view.schema(&reach).expect("columns");
    let view = view.row_source(columns, &reach).expect("a source");
    assert!(!view.takes(&of("k", Comparison::Equal, Constant::Integer(1))), "a view has an order of its own");
}

#[test]
fn a_change_is_noticed() {
    let Some(test) = TestFile::with("CREATE TABLE a (n int); INSERT INTO a VALUES (1)") else { return };
    let reach = Reach::new(".");
    let asked = test.of_table("a");
    let before = asked.state(&reach).expect("a state").marks;
    test.script("INSERT INTO a VALUES (2)");
    assert_ne!(before, asked.state(&reach).expect("a state").marks);
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.row_source(columns, &reach).expect("a source");
    test.script("ALTER TABLE a ALTER n TYPE bigint");
    let request = ScanRequest { columns: vec!["n".into()], ..ScanRequest::default() };
    let problem = source.scan(&request, &reach, &mut |_| Ok(())).expect_err("a problem");
    assert!(problem.message.to_string().contains("have changed") && problem.cause.is_transient(), "{problem}");
}

#[test]
fn foreign_names_and_many_rows() {
    let Some(test) = TestFile::with(
        "CREATE SCHEMA sales; CREATE TABLE sales.\"Odd 'na\"\"me%/🦊\" (\"select\" int, \"Id \"\"x\" int); \
         INSERT INTO sales.\"Odd 'na\"\"me%/🦊\" VALUES (1, 2); CREATE TABLE \"a.b\" (n int); \
         CREATE TABLE empty (n int, t varchar); \
         CREATE TABLE wide AS SELECT range AS n, repeat('é', 1000) AS t FROM range(20000)",
    ) else {
        return;
    };
    let odd = test.read("sales.Odd 'na\"me%/🦊").expect("a row");
    assert_eq!(odd.get_column_names(), ["select", "Id \"x"]);
    assert_eq!(test.read("\"a.b\"").expect("no rows").height(), 0);
    assert_eq!(test.read("EMPTY").expect("no rows").shape(), (0, 2), "DuckDB does not tell capitals apart");
    assert_eq!(texts(&test.read("wide").expect("rows"), "n").last().map(String::as_str), Some("19999"));
}

#[test]
fn a_cancellation_reaches_duckdb_within_a_second() {
    let Some(test) = TestFile::with("CREATE TABLE a (n int)") else { return };
    let sql = "SELECT count(*) AS n FROM range(10000000000) AS a, range(100000) AS b WHERE a.range % 7 = b.range % 5";
    let asked = test.of_query(sql, &[]);
    let cancellation = Cancellation::default();
    let reach = Reach::new(".").cancelled_by(&cancellation);
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.row_source(columns, &reach).expect("a source");
    let begun = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(300));
            cancellation.cancel();
        });
        let request = ScanRequest { columns: vec!["n".into()], ..ScanRequest::default() };
        let problem = source.scan(&request, &reach, &mut |_| Ok(())).expect_err("it is stopped");
        assert_eq!(problem.cause, Cause::Stopped);
    });
    assert!(begun.elapsed() < Duration::from_millis(1_300), "{:?}", begun.elapsed());
    // Nothing of it is left: the file can be written, which waits for whoever reads it.
    let begun = Instant::now();
    test.script("INSERT INTO a VALUES (1)");
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    let limited = Reach::new(".").limited_to(Duration::from_millis(200));
    let asked = test.of_query(sql, &[]);
    let source = asked.clone().row_source(asked.schema(&limited).expect("columns"), &limited).expect("a source");
    let request = ScanRequest { columns: vec!["n".into()], ..ScanRequest::default() };
    let problem = source.scan(&request, &limited, &mut |_| Ok(())).expect_err("it takes too long");
    assert!(problem.message.to_string().contains("30 seconds"), "{problem}");
}
