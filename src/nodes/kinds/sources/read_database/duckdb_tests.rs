//! Reading from a real DuckDB through the kind, and filters that it decides. Left out without `TABLEWIRE_DUCKDB`.

use super::ReadDatabase;
use super::grouped_tests::check as check_groups;
use super::pushed_tests::{check, check_lists, random};
use crate::connect::TestFile;
use crate::nodes::kit::checks::files::Folder;

fn folder(test: &TestFile) -> Folder {
    Folder::with(&[("connections.ron", test.connections().as_bytes())])
}

fn of(table: &str) -> ReadDatabase {
    ReadDatabase { connection: "duck".into(), table: table.into(), ..Default::default() }
}

fn query(text: &str) -> ReadDatabase {
    ReadDatabase { connection: "duck".into(), query: text.into(), ..Default::default() }
}

#[test]
fn a_table_a_view_and_a_query_are_read() {
    let sql = "CREATE TABLE a (n int, t varchar); INSERT INTO a VALUES (1, 'x'), (2, NULL); \
               CREATE SCHEMA s; CREATE VIEW s.v AS SELECT n + 1 AS m FROM a";
    let Some(test) = TestFile::with(sql) else { return };
    let folder = folder(&test);
    assert_eq!(folder.show(&of("a")), "n:integer | t:text\n1 | x\n2 | ∅");
    assert_eq!(folder.show(&of("s.v")), "m:integer\n2\n3");
    assert_eq!(folder.show(&query("SELECT t FROM a WHERE n < 2 -- the first;\n;")), "t:text\nx");
    // The parameter "name" is "a": as a value it is not a column.
    let bound = query("SELECT n, ${name} AS p FROM a");
    assert_eq!(folder.show(&bound), "n:integer | p:text\n1 | a\n2 | a");
    assert_eq!(folder.problem(&of("")), "table: No table is selected. Select a table, or write a query");
    assert!(folder.problem(&of("aa")).contains("There is no table or view"));
}

/// With a table of values that are easily compared in other ways.
fn with_table(then: impl FnOnce(&Folder, &[ReadDatabase], usize, &mut dyn FnMut(usize) -> usize)) {
    let Some(test) = TestFile::with(
        "CREATE TABLE t (k int PRIMARY KEY, i bigint, r double, t varchar COLLATE nocase, n varchar, \
         u varchar COLLATE noaccent, d date, m timestamp, b boolean)",
    ) else {
        return;
    };
    let mut random = random();
    let texts =
        ["'a'", "'A'", "'ä'", "'Ä'", "'a '", "' a'", "''", "'z'", "'Z'", "'10'", "'9'", "'日本'", "'é'", "NULL"];
    let integers =
        ["0", "1", "-1", "3", "7", "9223372036854775807", "-9223372036854775808", "9007199254740993", "NULL"];
    let reals = ["0.0", "'-0.0'", "0.5", "-2.25", "1e300", "'NaN'", "'infinity'", "7.0", "NULL"];
    let dates = ["2013-06-01", "1999-12-31", "2024-02-29", "0001-01-01", "9999-12-31"];
    let mut rows = Vec::new();
    for row in 0..300 {
        let mut pick = |of: &[&str]| of[random(of.len())].to_owned();
        let (i, r, t, n, u) = (pick(&integers), pick(&reals), pick(&texts), pick(&texts), pick(&texts));
        let (d, m, b) = (pick(&dates), pick(&dates), pick(&["true", "false", "NULL"]));
        rows.push(format!("({}, {i}, {r}::double, {t}, {n}, {u}, '{d}', '{m}', {b})", (row * 7) % 307));
    }
    test.script(&format!("INSERT INTO t VALUES {}", rows.join(", ")));
    test.script("CREATE INDEX i ON t (i); CREATE INDEX n ON t (n)");
    test.script("ALTER TABLE t ADD COLUMN p decimal(12,2); ALTER TABLE t ADD COLUMN q decimal(38,4); ALTER TABLE t ADD COLUMN s smallint");
    test.script("UPDATE t SET p = i % 1000 * 1.25, s = i % 7; UPDATE t SET q = r * 1e33::double WHERE abs(r) < 1e4");
    let cases =
        crate::base::environment::text("TABLEWIRE_DUCKDB_CASES").map_or(300, |text| text.parse().expect("a number"));
    // Another table lacks a column, and has others of narrower types.
    test.script("CREATE TABLE t2 (m timestamp, i smallint, r float, t varchar, n varchar, u varchar, d date)");
    test.script("INSERT INTO t2 SELECT m, i, 0.5, t, n, u, d FROM t WHERE i BETWEEN -100 AND 100 OR i IS NULL");
    let both = ReadDatabase { tables: vec!["t2".into()], ..of("t") };
    then(&folder(&test), &[of("t"), both], cases, &mut random);
}

#[test]
fn a_filter_gives_the_same_rows_pushed_and_not_pushed() {
    with_table(|folder, tables, cases, mut random| {
        for table in tables {
            check(folder, table, cases / tables.len(), &mut random);
        }
    });
}

#[test]
fn lists_are_decided_by_the_database() {
    with_table(|folder, tables, _, _| check_lists(folder, &tables[0]));
}

#[test]
fn groups_are_the_same_pushed_and_not_pushed() {
    with_table(|folder, tables, cases, mut random| {
        check_groups(folder, &tables[0], cases, &["p", "q", "s"], &mut random)
    });
}
