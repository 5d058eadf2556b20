//! Names of columns and tables that databases keep, or that are refused before the first row: a table of names over SQLite, and
//! over PostgreSQL and MySQL where there is a server.

use polars::prelude::*;

use super::drift_tests::Store;
use super::{OtherName, WriteDatabase};
use crate::base::Problem;
use crate::connect::{Drift, ExistingTable};
use crate::nodes::kit::checks::files::show;
use crate::nodes::kit::kind::AnyNode;

/// Names, and the letters of the stores that keep them; the others refuse them by name.
fn names() -> Vec<(String, &'static str)> {
    let plain = [
        "a",
        "Id",
        "ID",
        "select",
        "SELECT",
        "from",
        "order",
        "group",
        "table",
        "user",
        "index",
        "primary",
        "null",
        "default",
        "rowid",
        "oid",
        "a b",
        " a",
        "a.b",
        "a,b",
        "a;b",
        "a'b",
        "a\"b",
        "a`b",
        "a%b",
        "a%%b",
        "a/b",
        "a\\b",
        "a?b",
        "a$1",
        ":a",
        "@a",
        "a-b",
        "a--b",
        "a/*b",
        "(a)",
        "[a]",
        "{a}",
        "a\tb",
        "a\nb",
        "1",
        "1a",
        "日本",
        "é",
        "ß",
        "İ",
        "tablewire_staged_1",
    ];
    let mut names: Vec<(String, &str)> = plain.iter().map(|name| ((*name).to_owned(), "spm")).collect();
    let long = |text: &str, count: usize| text.repeat(count);
    names.extend([
        (long("a", 63), "spm"),
        (long("a", 64), "sm"),
        (long("a", 70), "s"),
        (long("é", 31), "spm"),
        (long("é", 32), "sm"),
        (long("é", 64), "sm"),
        ("🦊".to_owned(), "sp"),
        ("a ".to_owned(), "sp"),
        (" ".to_owned(), "sp"),
        ("ctid".to_owned(), "sm"),
        ("a\0b".to_owned(), ""),
    ]);
    names
}

/// Two columns, and the stores that keep them apart.
fn pairs() -> Vec<(String, String, &'static str)> {
    let long = "a".repeat(69);
    vec![
        ("Id".into(), "id".into(), "p"),
        ("É".into(), "é".into(), "sp"),
        ("a".into(), "a ".into(), "sp"),
        (format!("{long}1"), format!("{long}2"), "s"),
        ("a\"".into(), "a'".into(), "spm"),
        ("a".into(), "á".into(), "spm"),
    ]
}

fn sink(store: &Store, table: &str) -> WriteDatabase {
    store.sink(table, ExistingTable::Fail, Drift::Freeze)
}

fn refused(store: &Store, sink: &WriteDatabase, rows: DataFrame) -> Result<(), Problem> {
    store.folder().write_told(&[(sink, rows)]).map(drop)
}

#[test]
fn names_of_columns_are_kept_or_refused_before_the_first_row() {
    let mut faults = Vec::new();
    assert!(names().len() >= 40);
    for store in Store::some("spm", "") {
        for (index, (name, keep)) in names().into_iter().enumerate() {
            let table = format!("t{index}");
            let rows = df!(name.as_str() => [1_i64, 2]).unwrap();
            let (done, letter) = (refused(&store, &sink(&store, &table), rows.clone()), store.letter());
            match done {
                Ok(()) if !keep.contains(letter) => faults.push(format!("{letter} takes {name:?}")),
                Ok(()) if store.shown(&table) != show(&rows) => {
                    faults.push(format!("{letter} {name:?}: {}", store.shown(&table)));
                }
                Err(problem) if keep.contains(letter) => faults.push(format!("{letter} {name:?}: {problem}")),
                Err(problem) if !problem.message.to_string().contains(&name) || problem.remedy.is_none() => {
                    faults.push(format!("{letter} {name:?} is not named: {problem}"));
                }
                _ => {}
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_that_fall_together_are_both_named_and_get_others_by_one_fix() {
    let mut faults = Vec::new();
    for store in Store::some("spm", "") {
        for (index, (one, other, keep)) in pairs().into_iter().enumerate() {
            let (table, letter) = (format!("t{index}"), store.letter());
            let rows = df!(one.as_str() => [1_i64], other.as_str() => [2_i64]).unwrap();
            let node = sink(&store, &table);
            let problem = match refused(&store, &node, rows.clone()) {
                Ok(()) => {
                    if !keep.contains(letter) || store.shown(&table) != show(&rows) {
                        faults.push(format!("{letter} {one:?} {other:?}: {}", store.shown(&table)));
                    }
                    continue;
                }
                Err(problem) => problem,
            };
            let text = problem.message.to_string();
            // MySQL refuses a name that is too long, and one with a blank at its end, and cuts none.
            let is_alone = letter == 'm' && index != 0 && index != 1;
            let names_both = text.contains(&one) && text.contains(&other);
            if keep.contains(letter) || !(names_both || is_alone) {
                faults.push(format!("{letter} {one:?} {other:?}: {problem}"));
            }
            let mut fixed = node.clone();
            let is_fixed = problem.fixes.first().is_some_and(|fix| crate::nodes::apply_fix(&mut fixed, &problem, fix));
            let done = refused(&store, &fixed, rows);
            if !is_fixed || done.is_err() || !store.shown(&table).ends_with("\n1 | 2") {
                faults.push(format!("{letter} {one:?} {other:?}: {} gives {done:?}", fixed.text()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_of_tables_are_kept_or_refused() {
    let mut faults = Vec::new();
    let rows = df!("a" => [1_i64]).unwrap();
    for store in Store::some("spm", "") {
        for (name, keep) in names() {
            let letter = store.letter();
            let quoted = format!("\"{}\"", name.replace('"', "\"\""));
            // These servers understand quotes; SQLite takes the name as it is. They know such names for tables of their own.
            let (table, keep) = match (letter, name.as_str()) {
                ('s', _) => (name.clone(), keep),
                (_, "ctid") => (quoted, "spm"),
                (_, "tablewire_staged_1") => continue,
                _ => (quoted, keep),
            };
            match refused(&store, &sink(&store, &table), rows.clone()) {
                Ok(()) if !keep.contains(letter) => faults.push(format!("{letter} takes {name:?}")),
                Ok(()) if store.shown(&table) != show(&rows) => {
                    faults.push(format!("{letter} {name:?}: {}", store.shown(&table)));
                }
                Err(problem) if letter != 'p' && is_there(&problem) => {}
                Err(problem) if keep.contains(letter) => {
                    faults.push(format!("{letter} {name:?}: {problem}"));
                }
                _ => {}
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// `Id` beside `ID`: SQLite, and MySQL on some systems, have one table for both.
fn is_there(problem: &Problem) -> bool {
    problem.message.to_string().contains("already exists")
}

#[test]
fn columns_are_written_under_other_names_that_are_given() {
    let other = |column: &str, name: &str| OtherName { column: column.into(), name: name.into() };
    for store in Store::all("CREATE TABLE a (k INTEGER, n INTEGER); INSERT INTO a VALUES (1, 10)") {
        let rows = df!("Key" => [1_i64, 2], "Number" => [11_i64, 20]).unwrap();
        let sink = WriteDatabase {
            keys: vec!["Key".into()],
            names: vec![other("Key", "k"), other("Number", "n")],
            ..store.sink("a", ExistingTable::Upsert, Drift::Freeze)
        };
        let (found, _) = store.written(&sink, rows.clone());
        assert_eq!(found, "k:integer | n:integer\n1 | 11\n2 | 20");
        let twice = WriteDatabase { names: vec![other("Key", "Number")], ..sink.clone() };
        assert!(store.written(&twice, rows.clone()).0.contains("Number"), "two columns of one name");
        let unknown = WriteDatabase { names: vec![other("Keyy", "k")], ..sink };
        assert!(store.written(&unknown, rows).0.contains("Keyy"));
    }
}
