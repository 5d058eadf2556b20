//! Reading from a real PostgreSQL through the kind, and filters that it decides. Left out without `TABLEWIRE_POSTGRES`.

use super::ReadDatabase;
use super::grouped_tests::check as check_groups;
use super::pushed_tests::{check, check_lists, random};
use crate::connect::TestSchema;
use crate::nodes::kit::checks::files::Folder;

fn folder(schema: &TestSchema) -> Folder {
    Folder::with(&[("connections.ron", schema.connections().as_bytes())])
}

fn of(table: &str) -> ReadDatabase {
    ReadDatabase { connection: "pg".into(), table: table.into(), ..Default::default() }
}

fn query(text: &str) -> ReadDatabase {
    ReadDatabase { connection: "pg".into(), query: text.into(), ..Default::default() }
}

#[test]
fn a_table_a_view_and_a_query_are_read() {
    let sql = "CREATE TABLE a (n int, t text); INSERT INTO a VALUES (1, 'x'), (2, NULL); \
               CREATE VIEW v AS SELECT n + 1 AS m FROM a";
    let Some(schema) = TestSchema::with(sql) else { return };
    let folder = folder(&schema);
    let (table, name) = (schema.table("a"), &schema.name);
    assert_eq!(folder.show(&of(&table)), "n:integer | t:text\n1 | x\n2 | ∅");
    assert_eq!(folder.show(&of(&schema.table("v"))), "m:integer\n2\n3");
    assert_eq!(folder.show(&query(&format!("SELECT t FROM {table} WHERE n < 2 -- the first;\n;"))), "t:text\nx");
    // The parameter "name" is "a": as a value it is not a column.
    let bound = query(&format!("SELECT n, ${{name}} AS p FROM {table}"));
    assert_eq!(folder.show(&bound), "n:integer | p:text\n1 | a\n2 | a");
    assert_eq!(folder.problem(&of("")), "table: No table is selected. Select a table, or write a query");
    assert!(folder.problem(&of(&format!("{name}.aa"))).contains(&table), "{}", folder.problem(&of(&table)));
    assert!(folder.problem(&query("SELECT $1::int AS n")).starts_with("query: The query has a place"));
}

/// With a table of values that are easily compared in other ways.
fn with_table(then: impl FnOnce(&Folder, &[ReadDatabase], usize, &mut dyn FnMut(usize) -> usize)) {
    let Some(schema) = TestSchema::with(
        "CREATE COLLATION no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false); \
         CREATE TABLE t (i bigint, r float8, t text COLLATE \"en-x-icu\", n text COLLATE no_case, \
         u varchar(20) COLLATE \"en-x-icu\", d date, m timestamp, b boolean); \
         CREATE INDEX ON t (i); CREATE INDEX ON t (t); CREATE INDEX ON t (n); CREATE INDEX ON t (r)",
    ) else {
        return;
    };
    let mut random = random();
    let texts =
        ["'a'", "'A'", "'ä'", "'Ä'", "'a '", "' a'", "''", "'z'", "'Z'", "'10'", "'9'", "'日本'", "'é'", "NULL"];
    let integers =
        ["0", "1", "-1", "3", "7", "9223372036854775807", "'-9223372036854775808'", "9007199254740993", "NULL"];
    let reals = ["0.0", "'-0.0'", "0.5", "-2.25", "1e300", "'infinity'", "'-infinity'", "'NaN'", "7.0", "NULL"];
    let dates = ["2013-06-01", "1999-12-31", "2024-02-29", "0001-01-01", "9999-12-31"];
    let mut sql = String::new();
    for _ in 0..300 {
        let mut pick = |of: &[&str]| of[random(of.len())].to_owned();
        let (i, r, t, n, u) = (pick(&integers), pick(&reals), pick(&texts), pick(&texts), pick(&texts));
        let (d, m, b) = (pick(&dates), pick(&dates), pick(&["true", "false", "NULL"]));
        sql += &format!("INSERT INTO t VALUES ({i}, {r}, {t}, {n}, {u}, '{d}', '{m} 00:00:00', {b});");
    }
    schema.script(sql.trim_end_matches(';'));
    schema.script("UPDATE t SET b = b WHERE i > 0; DELETE FROM t WHERE i = 7 AND b; ANALYZE t");
    schema.script(
        "ALTER TABLE t ADD p numeric(12,2), ADD q numeric(38,4), ADD s smallint; \
         UPDATE t SET p = i % 1000 * 1.25, q = r * 1e33 WHERE abs(r) < 1e4; UPDATE t SET s = i % 7",
    );
    let cases =
        crate::base::environment::text("TABLEWIRE_POSTGRES_CASES").map_or(300, |text| text.parse().expect("a number"));
    // Another table lacks a column, and has others of narrower types.
    schema.script(
        "CREATE TABLE t2 (m timestamp, i smallint, r real, t varchar(9), n text, u text, d date); \
         INSERT INTO t2 SELECT m, i, 0.5, t, n, u, d FROM t WHERE i BETWEEN -100 AND 100 OR i IS NULL",
    );
    let both = ReadDatabase { tables: vec![schema.table("t2")], ..of(&schema.table("t")) };
    then(&folder(&schema), &[of(&schema.table("t")), both], cases, &mut random);
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
