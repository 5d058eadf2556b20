//! Reading from a real MySQL or MariaDB through the kind, and filters that it decides. Left out without `TABLEWIRE_MYSQL`.

use super::ReadDatabase;
use super::grouped_tests::check as check_groups;
use super::pushed_tests::{check, check_lists, random};
use crate::connect::TestDatabase;
use crate::nodes::kit::checks::files::Folder;

fn folder(database: &TestDatabase) -> Folder {
    Folder::with(&[("connections.ron", database.connections().as_bytes())])
}

fn of(table: &str) -> ReadDatabase {
    ReadDatabase { connection: "my".into(), table: table.into(), ..Default::default() }
}

fn query(text: &str) -> ReadDatabase {
    ReadDatabase { connection: "my".into(), query: text.into(), ..Default::default() }
}

#[test]
fn a_table_a_view_and_a_query_are_read() {
    let sql = "CREATE TABLE a (n int, t text); INSERT INTO a VALUES (1, 'x'), (2, NULL); \
               CREATE VIEW v AS SELECT n + 1 AS m FROM a";
    let Some(database) = TestDatabase::with(sql) else { return };
    let folder = folder(&database);
    let (table, name) = (database.table("a"), &database.name);
    assert_eq!(folder.show(&of(&table)), "n:integer | t:text\n1 | x\n2 | ∅");
    assert_eq!(folder.show(&of(&database.table("v"))), "m:integer\n2\n3");
    assert_eq!(folder.show(&query(&format!("SELECT t FROM {table} WHERE n < 2 -- the first;\n;"))), "t:text\nx");
    // The parameter "name" is "a": as a value it is not a column.
    let bound = query(&format!("SELECT n, ${{name}} AS p FROM {table}"));
    assert_eq!(folder.show(&bound), "n:integer | p:text\n1 | a\n2 | a");
    assert_eq!(folder.problem(&of("")), "table: No table is selected. Select a table, or write a query");
    let unknown = folder.problem(&of(&format!("{name}.aa")));
    assert!(unknown.contains("There is no table or view"), "{unknown}");
    assert!(folder.problem(&query("SELECT ? AS n")).starts_with("query: The query has a place"));
}

/// With a table of values that are easily compared in other ways.
fn with_table(then: impl FnOnce(&Folder, &[ReadDatabase], usize, &mut dyn FnMut(usize) -> usize)) {
    let Some(database) = TestDatabase::with(
        "CREATE TABLE t (k int AUTO_INCREMENT PRIMARY KEY, i bigint, r double, t varchar(20) COLLATE utf8mb4_general_ci, \
         n text COLLATE utf8mb4_unicode_ci, u char(20) COLLATE utf8mb4_bin, d date, m datetime(6), b boolean, \
         INDEX (i), INDEX (t), INDEX (r), INDEX (d))",
    ) else {
        return;
    };
    let mut random = random();
    let texts =
        ["'a'", "'A'", "'ä'", "'Ä'", "'a '", "' a'", "''", "'z'", "'Z'", "'10'", "'9'", "'日本'", "'é'", "NULL"];
    let integers =
        ["0", "1", "-1", "3", "7", "9223372036854775807", "'-9223372036854775808'", "9007199254740993", "NULL"];
    let reals = ["0.0", "'-0.0'", "0.5", "-2.25", "1e300", "1.7976931348623157e308", "7.0", "NULL"];
    let dates = ["2013-06-01", "1999-12-31", "2024-02-29", "0001-01-01", "9999-12-31"];
    let mut rows = Vec::new();
    for _ in 0..300 {
        let mut pick = |of: &[&str]| of[random(of.len())].to_owned();
        let (i, r, t, n, u) = (pick(&integers), pick(&reals), pick(&texts), pick(&texts), pick(&texts));
        let (d, m, b) = (pick(&dates), pick(&dates), pick(&["true", "false", "NULL"]));
        rows.push(format!("({i}, {r}, {t}, {n}, {u}, '{d}', '{m} 00:00:00', {b})"));
    }
    database.script(&format!("INSERT INTO t (i, r, t, n, u, d, m, b) VALUES {}; ANALYZE TABLE t", rows.join(", ")));
    database
        .script("CREATE TABLE s LIKE t; ALTER TABLE s MODIFY k int, DROP PRIMARY KEY; INSERT INTO s SELECT * FROM t");
    database.script(
        "ALTER TABLE t ADD p decimal(12,2), ADD q decimal(38,4), ADD s smallint; \
         UPDATE t SET p = i % 1000 * 1.25, s = i % 7; UPDATE t SET q = r * 1e33 WHERE abs(r) < 1e4",
    );
    let cases =
        crate::base::environment::text("TABLEWIRE_MYSQL_CASES").map_or(300, |text| text.parse().expect("a number"));
    let folder = folder(&database);
    // Without a key, rows come as they are stored.
    // Another table lacks a column, and has others of narrower types.
    database.script(
        "CREATE TABLE t2 (m datetime(6), i smallint, r float, t varchar(9), n text, u text, d date); \
         INSERT INTO t2 SELECT m, i, 0.5, t, n, u, d FROM t WHERE i BETWEEN -100 AND 100 OR i IS NULL",
    );
    let both = ReadDatabase { tables: vec![database.table("t2")], ..of(&database.table("t")) };
    then(&folder, &[of(&database.table("t")), of(&database.table("s")), both], cases, &mut random);
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
