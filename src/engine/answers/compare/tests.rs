//! Compares two small tables and checks the differences.

use super::*;
use crate::base::Type;
use crate::engine::Request;
use crate::engine::api::cell::Cell;
use crate::engine::api::comparison::{
    ColumnChange, CompareRequest, CompareSide, ComparedRow, Comparison, Counts, Matched, Matching,
};
use crate::engine::tests::bench::Bench;

fn described(comparison: &Comparison) -> Vec<String> {
    let words = |table: &Table, row: u32, column: Option<usize>| match column.map(|c| table.cell(row as usize, c)) {
        None => String::new(),
        Some(Cell::Null) => "-".into(),
        Some(Cell::Integer(value)) => value.to_string(),
        Some(Cell::Text(text)) => text.into_owned(),
        Some(other) => format!("{other:?}"),
    };
    let line = |row: &ComparedRow| {
        let each = |mark: &str, old: Option<u32>, new: Option<u32>| {
            let cells = comparison.columns.iter().map(|column| {
                let old = old.map(|row| words(&comparison.before, row, column.before));
                let new = new.map(|row| words(&comparison.after, row, column.after));
                match (old, new) {
                    (Some(old), Some(new)) if old != new => format!("{old}>{new}"),
                    (old, new) => new.or(old).unwrap_or_default(),
                }
            });
            format!("{mark} {}", cells.collect::<Vec<_>>().join(" "))
        };
        match *row {
            ComparedRow::Added(new) => each("+", None, Some(new)),
            ComparedRow::Removed(old) => each("-", Some(old), None),
            ComparedRow::Changed(old, new) => each("~", Some(old), Some(new)),
            ComparedRow::Same(old, new) => each("=", Some(old), Some(new)),
        }
    };
    comparison.all.iter().map(line).collect()
}

fn run(before: &DataFrame, after: &DataFrame, matching: Matching) -> Comparison {
    compare(before, after, &matching, &Stop::default()).unwrap()
}

#[test]
fn rows_are_known_by_a_unique_column_wherever_they_stand() {
    let before = df!("id" => [1i64, 2, 3, 4], "v" => [Some("a"), Some("b"), None, Some("d")]).unwrap();
    let after = df!("id" => [4i64, 1, 3, 5], "v" => [Some("d"), Some("x"), None, Some("e")]).unwrap();
    let found = run(&before, &after, Matching::Auto);
    assert_eq!(found.matched, Matched::Keys { columns: vec!["id".into()], found: true });
    assert_eq!(described(&found), ["- 2 b", "= 4 d", "~ 1 a>x", "= 3 -", "+ 5 e"]);
    assert_eq!(found.counts, Counts { added: 1, removed: 1, changed: 1, same: 2, cells: 1 });
    assert_eq!(found.different.len(), 3);
    assert_eq!(found.columns.iter().map(|c| c.changed).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn without_a_key_position_or_whole_rows_tell() {
    let before = df!("v" => ["a", "a", "b"]).unwrap();
    let after = df!("v" => ["a", "x", "b"]).unwrap();
    let found = run(&before, &after, Matching::Auto);
    assert_eq!(
        (found.matched.clone(), described(&found)),
        (Matched::Position, vec!["= a".into(), "~ a>x".into(), "= b".into()])
    );
    let found = run(&before, &after, Matching::Whole);
    assert_eq!(described(&found), ["= a", "+ x", "- a", "= b"], "equal rows are as many as there are");
    let shorter = df!("v" => ["a", "b"]).unwrap();
    let found = run(&before, &shorter, Matching::Auto);
    assert_eq!(
        (found.matched.clone(), described(&found)),
        (Matched::Whole, vec!["= a".into(), "- a".into(), "= b".into()])
    );
}

#[test]
fn chosen_keys_must_be_in_both() {
    let before = df!("a" => [1i64, 1], "b" => [1i64, 2], "v" => [5i64, 6]).unwrap();
    let after = df!("a" => [1i64, 1], "b" => [2i64, 3], "v" => [7i64, 8]).unwrap();
    let found = run(&before, &after, Matching::Keys(vec!["a".into(), "b".into()]));
    assert_eq!(described(&found), ["- 1 1 5", "~ 1 2 6>7", "+ 1 3 8"]);
    let wrong = compare(&before, &after, &Matching::Keys(vec!["z".into()]), &Stop::default());
    let Err(Halt::Problem(problem)) = wrong else { panic!("a key that is not there") };
    assert_eq!(problem.message, "The column \"z\" is not in both tables");
}

#[test]
fn columns_come_go_and_change_their_type() {
    let before = df!("id" => [1i64, 2], "gone" => ["x", "y"], "n" => ["7", "8"]).unwrap();
    let after = df!("id" => [1i64, 2], "n" => [7i64, 9], "new" => [0i64, 0]).unwrap();
    let found = run(&before, &after, Matching::Auto);
    let changes: Vec<_> = found.columns.iter().map(|c| (c.name.as_str(), c.change.clone(), c.changed)).collect();
    let retyped = ColumnChange::Retyped { from: Type::Text, to: Type::Integer };
    assert_eq!(
        changes,
        [
            ("id", ColumnChange::Same, 0),
            ("n", retyped, 1),
            ("new", ColumnChange::Added, 0),
            ("gone", ColumnChange::Removed, 0)
        ]
    );
    assert_eq!(found.counts, Counts { changed: 1, same: 1, cells: 1, ..Counts::default() });
}

#[test]
fn empty_tables_compare() {
    let some = df!("v" => ["a"]).unwrap();
    let none = some.head(Some(0));
    assert_eq!(run(&none, &none, Matching::Auto).counts, Counts::default());
    assert_eq!(run(&none, &some, Matching::Auto).counts.added, 1);
    assert_eq!(run(&some, &none, Matching::Keys(vec!["v".into()])).counts.removed, 1);
}

#[test]
fn not_a_number_is_equal_to_itself() {
    let table = df!("id" => [1i64], "v" => [f64::NAN]).unwrap();
    assert_eq!(run(&table, &table, Matching::Auto).counts, Counts { same: 1, ..Counts::default() });
}

#[test]
fn lists_hold_the_first_rows_and_counts_are_of_all() {
    let rows = HELD as i64 + 500;
    let before = df!("id" => (0..rows).collect::<Vec<_>>(), "v" => vec![0i64; rows as usize]).unwrap();
    let after = df!("id" => (0..rows).collect::<Vec<_>>(), "v" => vec![1i64; rows as usize]).unwrap();
    let found = run(&before, &after, Matching::Auto);
    assert_eq!((found.counts.changed, found.different.len(), found.before.len()), (rows as u64, HELD, HELD));
}

#[test]
fn the_engine_compares_whole_tables_of_two_moments() {
    let mut bench = Bench::new(
        r#"numbers: read_parquet (path: "numbers.parquet")
           few: filter (condition: "id < 3000")"#,
        "numbers -> few",
    );
    let output = bench.output("few");
    let side = |bench: &Bench| CompareSide { snapshot: Arc::new(bench.snapshot()), output };
    let same = side(&bench);
    let before = side(&bench);
    bench.configure("few", r#"(condition:"id >= 10 AND id < 3005")"#);
    let after = side(&bench);
    let ask = |bench: &Bench, before: Vec<CompareSide>, after: CompareSide| {
        bench.engine.send(Request::Compare(CompareRequest { ask: 7, before, after, matching: Matching::Auto }));
        loop {
            if let Event::Compared { ask, result } = bench.engine.poll().expect("an answer") {
                assert_eq!(ask, 7);
                break result;
            }
        }
    };
    let found = ask(&bench, vec![after.clone(), before.clone()], after.clone()).unwrap();
    assert_eq!(found.chosen, 1, "the first one with another table");
    assert_eq!(found.counts, Counts { added: 5, removed: 10, same: 2_990, ..Counts::default() });
    assert_eq!((found.first, found.sample), (None, None));
    let equal = ask(&bench, vec![same.clone()], same).unwrap();
    assert_eq!(equal.counts.different(), 0);
    bench.configure("few", r#"(condition:"nothing < 3")"#);
    let broken = side(&bench);
    let problem = ask(&bench, vec![before], broken).unwrap_err();
    assert!(problem.message.starts_with("This table cannot be computed: "), "{problem}");
    assert!(ask(&bench, Vec::new(), after).is_err());
}
