//! Reading through the kind, and filters that the database decides.

use super::ReadDatabase;
use super::grouped_tests::check as check_groups;
use super::pushed_tests::{check, check_lists, random};
use crate::connect::sqlite_script;
use crate::nodes::kit::checks::files::Folder;

fn of(table: &str) -> ReadDatabase {
    ReadDatabase { path: "a.sqlite".into(), table: table.into(), ..Default::default() }
}

fn query(text: &str) -> ReadDatabase {
    ReadDatabase { path: "a.sqlite".into(), query: text.into(), ..Default::default() }
}

#[test]
fn a_table_a_view_and_a_query_are_read() {
    let folder = Folder::with(&[]);
    let sql = "CREATE TABLE a (n INTEGER, t TEXT); INSERT INTO a VALUES (1, 'x'), (2, NULL); \
               CREATE VIEW v AS SELECT n + 1 AS m FROM a;";
    sqlite_script(&folder.path("a.sqlite"), sql);
    assert_eq!(folder.show(&of("a")), "n:integer | t:text\n1 | x\n2 | ∅");
    assert_eq!(folder.show(&of("v")), "m:integer\n2\n3");
    assert_eq!(folder.show(&query("SELECT t FROM a WHERE n < 2;")), "t:text\nx");
    // The parameter "name" is "a": as a value it is not a column.
    assert_eq!(folder.show(&query("SELECT n, ${name} AS p FROM a")), "n:integer | p:text\n1 | a\n2 | a");
    assert_eq!(folder.problem(&of("")), "table: No table is selected. Select a table, or write a query");
    assert!(folder.problem(&of("aa")).contains("\"a\""), "{}", folder.problem(&of("aa")));
    assert!(folder.problem(&query("SELECT ? FROM a")).starts_with("query: The query has a place"));
}

/// With a table of values that are easily compared in other ways.
fn with_table(then: impl FnOnce(&Folder, &[ReadDatabase], usize, &mut dyn FnMut(usize) -> usize)) {
    let folder = Folder::with(&[]);
    let mut sql =
        "CREATE TABLE t (i INTEGER, r REAL, t TEXT, n TEXT COLLATE NOCASE, u, d DATE, m DATETIME, b BOOLEAN); \
                   CREATE INDEX t_i ON t (i); CREATE INDEX t_t ON t (t, r); CREATE INDEX t_n ON t (n);"
            .to_owned();
    let mut random = random();
    let texts = [
        "'a'",
        "'A'",
        "'ä'",
        "'Ä'",
        "'a '",
        "' a'",
        "''",
        "'z'",
        "'Z'",
        "'10'",
        "'9'",
        "'日本'",
        "'a' || char(0)",
        "NULL",
    ];
    let integers =
        ["0", "1", "-1", "3", "7", "9223372036854775807", "-9223372036854775808", "9007199254740993", "NULL"];
    let reals = ["0.0", "-0.0", "0.5", "-2.25", "1e300", "9e999", "-9e999", "7.0", "NULL"];
    let dates = ["2013-06-01", "1999-12-31", "2024-02-29", "0001-01-01", "9999-12-31"];
    for _ in 0..300 {
        let mut pick = |of: &[&str]| of[random(of.len())].to_owned();
        let i = pick(&integers);
        let r = pick(&reals);
        let t = pick(&texts);
        let n = pick(&texts);
        let u = pick(&texts);
        let d = pick(&dates);
        let m = pick(&dates);
        let b = pick(&["0", "1", "NULL"]);
        sql += &format!("INSERT INTO t VALUES ({i}, {r}, {t}, {n}, {u}, '{d}', '{m} 00:00:00', {b});");
    }
    // Another table lacks a column, and has others that are declared in other ways.
    sql += "CREATE TABLE t2 (k, m DATETIME, i INTEGER, r REAL, t TEXT, n TEXT, u TEXT, d DATE); \
            INSERT INTO t2 SELECT 1, m, i, r, t, n, u, d FROM t WHERE i % 2 = 1 OR i IS NULL;";
    sqlite_script(&folder.path("a.sqlite"), &format!("BEGIN; {sql} COMMIT;"));
    let both = ReadDatabase { tables: vec!["t2".into()], ..of("t") };
    then(&folder, &[of("t"), both], 2_000, &mut random);
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
    with_table(|folder, tables, cases, mut random| check_groups(folder, &tables[0], cases, &[], &mut random));
}
