//! The order of rows, and what is asked of the server.

use polars::prelude::*;

use super::{TestDatabase, read, texts};
use crate::base::Comparison;
use crate::connect::reach::Reach;
use crate::connect::scan::{Constant, Predicate, ScanRequest};
use crate::connect::sql_source::SqlSource;

/// Tables whose rows are not stored in the order of their indexes; `b` has no key.
fn shuffled() -> Option<TestDatabase> {
    TestDatabase::with(
        "CREATE TABLE a (k int PRIMARY KEY, g int, t varchar(9) COLLATE utf8mb4_general_ci, INDEX (g), INDEX (t)); \
         INSERT INTO a SELECT (seq * 7919) % 10007, seq % 10, char(97 + seq % 26) FROM seq_1_to_10000; \
         DELETE FROM a WHERE k % 50 = 0; INSERT INTO a SELECT -seq, seq % 10, 'Z' FROM seq_1_to_500; \
         CREATE TABLE b (k int, g int, t varchar(9), INDEX (g), INDEX (t), INDEX (k)); \
         INSERT INTO b SELECT (seq * 7919) % 10007, seq % 10, char(97 + seq % 26) FROM seq_1_to_10000; \
         DELETE FROM b WHERE k % 50 = 0; ANALYZE TABLE a, b; \
         CREATE TABLE p (k int, g int) PARTITION BY HASH (k) PARTITIONS 4; INSERT INTO p SELECT k, g FROM a; \
         CREATE VIEW v AS SELECT k, g FROM a ORDER BY g, k DESC",
    )
}

#[test]
fn rows_have_one_order_however_few_are_asked_for() {
    let Some(database) = shuffled() else { return };
    for table in ["a", "b", "p", "v"] {
        let whole = database.read(table).expect("rows");
        for limit in [0, 1, 7, 5_000] {
            let first = read(database.of_table(table), |plan| plan.limit(limit)).expect("rows");
            assert!(first.equals_missing(&whole.head(Some(limit as usize))), "{table} {limit}");
        }
        let keys = read(database.of_table(table), |plan| plan.select([col("k")])).expect("rows");
        assert!(keys.equals_missing(&whole.select(["k"]).expect("a column")), "{table}: a column alone");
        // A list of this many values is taken for a join by some servers.
        let many = Series::new("".into(), (0..999).map(|n| n * 10 - 300).collect::<Vec<i32>>());
        let many = col("k").is_in(lit(Scalar::new_list(many)), false);
        for condition in [col("g").eq(lit(3)), many] {
            let part = read(database.of_table(table), |plan| plan.filter(condition.clone())).expect("rows");
            let expected = whole.clone().lazy().filter(condition).collect().expect("rows");
            assert!(part.height() > 700 && part.equals_missing(&expected), "{table}: a condition");
        }
    }
    // A query has the order that it says, and the first rows of it.
    let asked = || database.of_query("SELECT k, g FROM a ORDER BY g DESC, k", &[]);
    let whole = read(asked(), |plan| plan).expect("rows");
    assert_eq!(texts(&whole, "g")[0], "9");
    assert!(read(asked(), |plan| plan.limit(9)).expect("rows").equals_missing(&whole.head(Some(9))));
    let own = database.of_query("SELECT k FROM a ORDER BY k LIMIT 100", &[]);
    assert_eq!(read(own, |plan| plan.limit(3)).expect("rows").height(), 3);
}

#[test]
fn a_request_is_answered_by_the_server() {
    let Some(database) = shuffled() else { return };
    let reach = Reach::new(".");
    let asked = database.of_table("a");
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.row_source(columns, &reach).expect("a source");
    let rows = |predicate: Option<Predicate>, limit: Option<u64>| {
        assert!(predicate.iter().all(|predicate| source.takes(predicate)), "{predicate:?}");
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
    assert_eq!(rows(Some(of("t", Comparison::Equal, Constant::Text("Z".into()))), None), 500, "and not z");
    assert_eq!(rows(Some(of("t", Comparison::Equal, Constant::Text("Z ".into()))), None), 0, "blanks count");
    assert_eq!(rows(Some(of("t", Comparison::Less, Constant::Text("a".into()))), None), 500, "by bytes");
    assert_eq!(rows(Some(of("k", Comparison::Less, Constant::Integer(i64::MIN + 1))), None), 0);
    let one = Predicate::OneOf { column: "k".into(), values: vec![Constant::Integer(-1), Constant::Integer(-2)] };
    assert_eq!(rows(Some(one.clone()), None), 2);
    assert_eq!(rows(Some(one), Some(1)), 1);
    assert_eq!(rows(Some(Predicate::Any(Vec::new())), None), 0);
    let none = Predicate::OneOf { column: "k".into(), values: Vec::new() };
    assert_eq!(rows(Some(none), None), 0);
    let view = database.of_table("v");
    let columns = view.schema(&reach).expect("columns");
    let view = view.row_source(columns, &reach).expect("a source");
    assert!(!view.takes(&of("k", Comparison::Equal, Constant::Integer(1))), "a view keeps its own order");
}

#[test]
fn changed_columns_are_noticed() {
    let Some(database) = TestDatabase::with("CREATE TABLE a (n int); INSERT INTO a VALUES (1)") else { return };
    let reach = Reach::new(".");
    let asked = database.of_table("a");
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.clone().row_source(columns, &reach).expect("a source");
    database.script("ALTER TABLE a MODIFY n bigint");
    let request = ScanRequest { columns: vec!["n".into()], ..ScanRequest::default() };
    let problem = source.scan(&request, &reach, &mut |_| Ok(())).expect_err("a problem");
    assert!(problem.message.to_string().contains("have changed"), "{problem}");
    assert!(problem.cause.is_transient(), "the next plan knows them");
}

#[test]
fn foreign_names_and_many_rows() {
    let Some(database) = TestDatabase::with(
        "CREATE TABLE `Odd 'na\"me%/日``x` (`select` int, `Id` int, `a.b` int); \
         INSERT INTO `Odd 'na\"me%/日``x` VALUES (1, 2, 3); \
         CREATE TABLE `a.b` (n int); CREATE TABLE empty (n int, t text); \
         CREATE TABLE wide AS SELECT seq AS n, repeat('é', 1000) AS t FROM seq_1_to_20000; \
         CREATE TABLE my (n int) ENGINE=MyISAM; INSERT INTO my VALUES (2), (1)",
    ) else {
        return;
    };
    let odd = database.read("Odd 'na\"me%/日`x").expect("a row");
    assert_eq!(odd.get_column_names(), ["select", "Id", "a.b"]);
    assert_eq!(database.read("\"a.b\"").expect("no rows").height(), 0);
    assert_eq!(database.read("empty").expect("no rows").shape(), (0, 2));
    // Several batches, since their bytes are bounded.
    assert_eq!(database.read("wide").expect("rows").height(), 20_000);
    assert_eq!(texts(&database.read("my").expect("rows"), "n"), ["2", "1"]);
    let counted = read(database.of_table("wide"), |plan| plan.select([len()])).expect("a count");
    assert_eq!(texts(&counted, "len"), ["20000"]);
}
