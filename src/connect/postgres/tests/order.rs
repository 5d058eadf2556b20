//! The order of rows, and what is asked of the server.

use polars::prelude::*;

use super::{TestSchema, read, texts};
use crate::base::Comparison;
use crate::connect::reach::Reach;
use crate::connect::scan::{Constant, Predicate, ScanRequest};
use crate::connect::source::{Mark, Source};
use crate::connect::sql_source::SqlSource;

/// A table whose rows are not stored in the order of its key or its indexes.
fn shuffled() -> Option<TestSchema> {
    TestSchema::with(
        "CREATE TABLE a (k int PRIMARY KEY, g int, t text COLLATE \"en-x-icu\"); \
         INSERT INTO a SELECT (n * 7919) % 10007, n % 10, chr(97 + n % 26) FROM generate_series(1, 10000) AS n; \
         CREATE INDEX ON a (g); CREATE INDEX ON a (t); UPDATE a SET g = g WHERE k % 3 = 0; DELETE FROM a WHERE k % 50 = 0; \
         INSERT INTO a SELECT -n, n % 10, 'Z' FROM generate_series(1, 500) AS n; ANALYZE a; \
         CREATE VIEW v AS SELECT k, g FROM a ORDER BY g, k DESC",
    )
}

#[test]
fn rows_have_one_order_however_few_are_asked_for() {
    let Some(schema) = shuffled() else { return };
    for table in ["a", "v"] {
        let whole = schema.read(table).expect("rows");
        for limit in [0, 1, 7, 5_000] {
            let first = read(schema.of_table(table), |plan| plan.limit(limit)).expect("rows");
            assert!(first.equals_missing(&whole.head(Some(limit as usize))), "{table} {limit}");
        }
        let keys = read(schema.of_table(table), |plan| plan.select([col("k")])).expect("rows");
        assert!(keys.equals_missing(&whole.select(["k"]).expect("a column")), "{table}: a column alone");
        let part = read(schema.of_table(table), |plan| plan.filter(col("g").eq(lit(3)))).expect("rows");
        let expected = whole.clone().lazy().filter(col("g").eq(lit(3))).collect().expect("rows");
        assert!(part.height() > 900 && part.equals_missing(&expected), "{table}: a condition");
    }
}

#[test]
fn a_request_is_answered_by_the_server() {
    let Some(schema) = shuffled() else { return };
    let reach = Reach::new(".");
    let asked = schema.of_table("a");
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.row_source(columns, &reach).expect("a source");
    let rows = |predicate: Option<Predicate>, limit: Option<u64>| {
        let request = ScanRequest { columns: vec!["t".into(), "k".into()], predicate, limit };
        let mut found = Vec::new();
        let done = source.scan(&request, &reach, &mut |batch| {
            assert_eq!(batch.get_column_names(), ["t", "k"]);
            found.extend(texts(&batch, "k"));
            Ok(())
        });
        let _ = done.expect("rows");
        found.len()
    };
    let of = |column: &str, comparison, value| Predicate::Compare { column: column.into(), comparison, value };
    assert_eq!(rows(None, Some(3)), 3);
    assert_eq!(rows(Some(of("t", Comparison::Equal, Constant::Text("Z".into()))), None), 500);
    assert_eq!(rows(Some(of("t", Comparison::Less, Constant::Text("a".into()))), None), 500, "by bytes");
    assert_eq!(rows(Some(of("k", Comparison::Less, Constant::Integer(i64::MIN + 1))), None), 0);
    let one = Predicate::OneOf { column: "k".into(), values: vec![Constant::Integer(-1), Constant::Integer(-2)] };
    assert_eq!(rows(Some(one.clone()), None), 2);
    assert_eq!(rows(Some(one), Some(1)), 1);
    assert_eq!(rows(Some(Predicate::Any(Vec::new())), None), 0);
    let none = Predicate::OneOf { column: "k".into(), values: Vec::new() };
    assert_eq!(rows(Some(none), None), 0);
}

#[test]
fn changed_columns_are_noticed_and_a_state_lasts_while_nothing_changes() {
    let Some(schema) = TestSchema::with("CREATE TABLE a (n int); INSERT INTO a VALUES (1)") else { return };
    let reach = Reach::new(".");
    let asked = schema.of_table("a");
    let moment = || match asked.state(&reach).expect("a state").marks[0].mark {
        Mark::Moment { at, .. } => at,
        ref other => panic!("{other:?}"),
    };
    // Other tests write to the same server: only a change is certain.
    let before = moment();
    schema.script("INSERT INTO a VALUES (2)");
    assert_ne!(before, moment());
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.clone().row_source(columns, &reach).expect("a source");
    schema.script("ALTER TABLE a ALTER n TYPE bigint");
    let request = ScanRequest { columns: vec!["n".into()], ..ScanRequest::default() };
    let problem = source.scan(&request, &reach, &mut |_| Ok(())).expect_err("a problem");
    assert!(problem.message.to_string().contains("have changed"), "{problem}");
    assert!(problem.cause.is_transient(), "the next plan knows them");
}

#[test]
fn tables_in_parts_foreign_names_and_many_rows() {
    let Some(schema) = TestSchema::with(
        "CREATE TABLE p (k int, t text) PARTITION BY RANGE (k); \
         CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (100) TO (200); \
         CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100); \
         INSERT INTO p SELECT n, 'x' FROM generate_series(199, 0, -1) AS n; \
         CREATE TABLE \"Odd 'na\"\"me%/🦊\" (\"select\" int, \"Id\" int, id int); \
         INSERT INTO \"Odd 'na\"\"me%/🦊\" VALUES (1, 2, 3); \
         CREATE TABLE \"a.b\" (n int); CREATE TABLE empty (n int, t text); \
         CREATE TABLE wide AS SELECT n, repeat('é', 1000) AS t FROM generate_series(1, 20000) AS n",
    ) else {
        return;
    };
    let parts = schema.read("p").expect("rows");
    assert_eq!((parts.height(), texts(&parts, "k")[0].as_str()), (200, "99"), "by partition");
    let odd = schema.read("Odd 'na\"me%/🦊").expect("a row");
    assert_eq!(odd.get_column_names(), ["select", "Id", "id"]);
    assert_eq!(schema.read("\"a.b\"").expect("no rows").height(), 0);
    assert_eq!(schema.read("empty").expect("no rows").shape(), (0, 2));
    // Several batches, since their bytes are bounded.
    assert_eq!(schema.read("wide").expect("rows").height(), 20_000);
}
