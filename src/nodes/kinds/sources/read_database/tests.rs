//! Reading through the kind, and filters that the database decides.

use polars::prelude::*;

use super::ReadDatabase;
use crate::connect::{self, Reach, sqlite_script};
use crate::formula::Formula;
use crate::nodes::kinds::rows::filter::Filter;
use crate::nodes::kit::checks::files::{Folder, show};
use crate::nodes::kit::kind::NodeKind;
use crate::nodes::kit::lower::{Inputs, Lower, Parameters, Purpose};
use crate::nodes::{Frame, problem_of};

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

/// The rows of a filter over the database, and over the same rows in memory.
fn both(folder: &Folder, condition: &str, limit: u32) -> (Result<DataFrame, String>, Result<DataFrame, String>) {
    let parameters = Parameters::new();
    let reach = Reach::new(folder.path(""));
    let cx = Lower::new(&reach, &parameters, Purpose::Data);
    let source = of("t").lower(&cx, Inputs::new(&of("t").ports())).expect("a table").0.remove(0);
    let whole = connect::collect(source.lazy.clone()).expect("rows");
    let filtered = |frame: Frame| {
        let filter = Filter { condition: Formula::new(condition) };
        let mut inputs = Inputs::new(&filter.ports());
        inputs.push(0, "t", frame);
        let outputs = filter.lower(&cx, inputs).unwrap_or_else(|error| panic!("{condition}: {error:?}"));
        let limited = outputs.0.into_iter().next().expect("matching").lazy.limit(limit);
        connect::collect(limited).map_err(|error| problem_of(&error).to_string())
    };
    (filtered(source), filtered(Frame::new(whole.lazy()).expect("a table")))
}

/// A condition over the columns of the table below.
fn condition(random: &mut impl FnMut(usize) -> usize, depth: usize) -> String {
    if depth > 0 && random(3) > 0 {
        let left = condition(random, depth - 1);
        let right = condition(random, depth - 1);
        return match random(5) {
            0 => format!("NOT ({left})"),
            1 | 2 => format!("({left}) OR ({right})"),
            _ => format!("({left}) AND ({right})"),
        };
    }
    let sign = ["=", "<>", "<", "<=", ">", ">="][random(6)];
    let texts = ["'a'", "'A'", "'ä'", "'a '", "''", "'Z'", "'z'", "'é'", "'10'", "'9'", "'日本'"];
    let text = texts[random(texts.len())];
    let other = texts[random(texts.len())];
    let integer = ["0", "1", "-1", "7", "9223372036854775807", "-9223372036854775808", "9007199254740993"][random(7)];
    let number = ["0.0", "-0.0", "0.5", "1e300", "-2.25", "7"][random(6)];
    let date = ["2013-06-01", "1999-12-31", "2024-02-29", "0001-01-01"][random(4)];
    match random(14) {
        0 => format!("i {sign} {integer}"),
        1 => format!("{integer} {sign} i"),
        2 => format!("r {sign} {number}"),
        3 => format!("t {sign} {text}"),
        4 => format!("n {sign} {text}"),
        5 => format!("u {sign} {text}"),
        6 => format!("d {sign} DATE '{date}'"),
        7 => format!("m {sign} TIMESTAMP '{date} 00:00:00'"),
        8 => ["b", "NOT b", "b = true", "b <> false"][random(4)].to_owned(),
        9 => format!("{} IS {}NULL", ["i", "r", "t", "d", "b"][random(5)], ["", "NOT "][random(2)]),
        10 => format!("t IN ({text}, {other})"),
        11 => format!("i IN ({integer}, 3, 1)"),
        12 => format!("i {sign} {number}"),
        _ => format!("length(t) {sign} 1"),
    }
}

#[test]
fn a_filter_gives_the_same_rows_pushed_and_not_pushed() {
    let folder = Folder::with(&[]);
    let mut sql =
        "CREATE TABLE t (i INTEGER, r REAL, t TEXT, n TEXT COLLATE NOCASE, u, d DATE, m DATETIME, b BOOLEAN); \
                   CREATE INDEX t_i ON t (i); CREATE INDEX t_t ON t (t, r); CREATE INDEX t_n ON t (n);"
            .to_owned();
    let mut state = 88_172_645_463_325_252_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
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
    sqlite_script(&folder.path("a.sqlite"), &format!("BEGIN; {sql} COMMIT;"));
    for case in 0..2_000_usize {
        let depth = case % 4;
        let condition = condition(&mut random, depth);
        let limit = if case.is_multiple_of(3) { 5 } else { 1_000 };
        let (pushed, here) = both(&folder, &condition, limit);
        match (pushed, here) {
            (Ok(pushed), Ok(here)) => {
                assert!(pushed.equals_missing(&here), "{condition}\n{}\ninstead of\n{}", show(&pushed), show(&here));
            }
            (pushed, here) => assert_eq!(pushed.err(), here.err(), "{condition}"),
        }
    }
}
