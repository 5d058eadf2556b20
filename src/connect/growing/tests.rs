//! What is read and remembered, over random histories of a table.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use polars::prelude::*;

use super::edge::Edge;
use super::*;
use crate::base::{Key, NodeId, Problem};
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, Predicate, Receive, RowSource, ScanRequest};
use crate::connect::source::{Address, Source, State};

const NODE: NodeId = NodeId(1);

fn growing(minutes: i64, numbers: i64) -> Growing {
    Growing { column: "at".into(), keys: Vec::new(), minutes, numbers }
}

#[test]
fn values_keep_their_digits_as_texts_and_know_their_overlap() {
    let micros = DataType::Datetime(TimeUnit::Microseconds, None);
    let zoned = DataType::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC));
    let nanos = DataType::Datetime(TimeUnit::Nanoseconds, None);
    let decimal = DataType::Decimal(38, 2);
    for (text, data_type, back) in [
        ("9223372036854775807", DataType::Int64, "9223372036854774807"),
        ("-9223372036854775808", DataType::Int64, "-9223372036854776808"),
        ("18446744073709551615", DataType::UInt64, "18446744073709550615"),
        ("12.30", decimal.clone(), "-987.70"),
        ("-0.05", decimal, "-1000.05"),
        ("2024-03-01", DataType::Date, "2024-02-29"),
        ("0001-01-02", DataType::Date, "0001-01-01"),
        ("2024-03-31 00:05:00.000001", micros.clone(), "2024-03-30 23:55:00.000001"),
        ("1969-12-31 23:59:59.999999", micros, "1969-12-31 23:49:59.999999"),
        ("2024-03-31 01:05:00.000000Z", zoned, "2024-03-31 00:55:00.000000Z"),
        ("2024-03-31 01:05:00.000000001", nanos, "2024-03-31 00:55:00.000000001"),
        ("2024-01-01 00:05:00.1234567", DataType::String, "2023-12-31 23:55:00.1234567"),
        ("2024-01-01T00:05:00Z", DataType::String, "2023-12-31T23:55:00Z"),
        ("order 7", DataType::String, "order 7"),
    ] {
        let value = Edge::parse(text, &data_type).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(value.text(&data_type).as_deref(), Some(text));
        assert_eq!(value.back(&growing(10, 1_000), &data_type).text(&data_type).as_deref(), Some(back), "{text}");
    }
    for (text, data_type) in
        [("1.5", DataType::Int64), ("1.5", DataType::Decimal(38, 2)), ("2024-13-01", DataType::Date)]
    {
        assert_eq!(Edge::parse(text, &data_type), None, "{text}");
    }
}

/// The rows of a table that have been committed.
struct Table {
    rows: DataFrame,
    takes: bool,
}

impl RowSource for Table {
    fn schema(&self) -> SchemaRef {
        self.rows.schema().clone()
    }

    fn takes(&self, _: &Predicate) -> bool {
        self.takes
    }

    fn scan(&self, request: &ScanRequest, _: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        assert_eq!(request.limit, None);
        let rows = self.rows.select(request.columns.iter().cloned()).expect("its columns");
        for begin in (0..rows.height()).step_by(3) {
            receive(rows.slice(begin as i64, 3))?;
        }
        Ok(Complete::at_end_of_store())
    }
}

struct Named(&'static str);

impl Source for Named {
    fn address(&self) -> Address {
        Address::parse(self.0)
    }

    fn state(&self, _: &Reach) -> Result<State, Problem> {
        Ok(State::default())
    }
}

/// Reads what is new; `keep` writes the positions as a run does that has succeeded.
fn read(rows: &DataFrame, of: &Growing, name: &str, project: &Path, keep: bool) -> Result<Vec<i64>, Problem> {
    let positions = Positions::open(Some(project), HashMap::from([(NODE, name.to_owned())]));
    let table = Arc::new(Table { rows: rows.clone(), takes: rows.height().is_multiple_of(2) });
    let new = NewRows::of(table, &Named("db://a/t"), of.clone(), (positions.clone(), NODE))?;
    let request = ScanRequest { columns: vec!["id".into()], ..ScanRequest::default() };
    let mut ids = Vec::new();
    let _complete = new.scan(&request, &Reach::new("."), &mut |batch| {
        ids.extend(batch.column("id").expect("asked for").i64().expect("numbers").into_no_null_iter());
        Ok(())
    })?;
    if keep && let Some(moved) = positions.moved(&[NODE])? {
        fs::write(&moved.path, &moved.content).expect("room");
    }
    Ok(ids)
}

/// A generator of small numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Inserts with equal values, transactions that commit later with smaller values, runs that fail and runs without new rows.
#[test]
fn no_row_is_lost_and_none_comes_twice() {
    for case in 0..1_000 {
        let mut random = Numbers(case);
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("p.ron");
        let kind = case % 4;
        let (mut id, mut clock) = (0_i64, 1_700_000_000_i64);
        // What is committed, and what has a value already but is not committed yet.
        let mut committed: Vec<(i64, i64)> = Vec::new();
        let mut open = Vec::new();
        let mut arrived = Vec::new();
        for _ in 0..random.below(30) + 5 {
            match random.below(6) {
                0 | 1 => {
                    for _ in 0..random.below(4) + 1 {
                        id += 1;
                        committed.push((id, clock));
                    }
                    clock += random.below(3) as i64 * 60;
                }
                2 => {
                    id += 1;
                    open.push((id, clock));
                }
                3 => committed.append(&mut open),
                4 => clock += random.below(120) as i64,
                _ => {
                    // A transaction is at most as late as the overlap is long.
                    if open.iter().any(|(_, at)| clock - at >= 600) {
                        committed.append(&mut open);
                    }
                    let keep = random.below(3) > 0;
                    let new = read(&table(&committed, kind), &growing(10, 600), "n", &project, keep);
                    let new = new.expect("a table without nulls");
                    if keep {
                        arrived.extend(new);
                    }
                }
            }
            if open.iter().any(|(_, at)| clock - at >= 600) {
                committed.append(&mut open);
            }
        }
        committed.append(&mut open);
        arrived.extend(read(&table(&committed, kind), &growing(10, 600), "n", &project, true).expect("rows"));
        arrived.sort_unstable();
        let mut all: Vec<i64> = committed.iter().map(|(id, _)| *id).collect();
        all.sort_unstable();
        assert_eq!(arrived, all, "case {case}");
        // A run without new rows leaves the file as it is, byte for byte.
        let before = fs::read(Positions::path_for(&project)).ok();
        let none = read(&table(&committed, kind), &growing(10, 600), "n", &project, true).expect("rows");
        assert_eq!((none, fs::read(Positions::path_for(&project)).ok()), (vec![], before), "case {case}");
    }
}

/// Rows with a value as a number, a time, a time with a zone, or a text of seven decimals.
fn table(rows: &[(i64, i64)], kind: u64) -> DataFrame {
    let ids: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
    let seconds: Vec<i64> = rows.iter().map(|(_, at)| *at).collect();
    let micros = || Column::new("at".into(), seconds.iter().map(|at| at * 1_000_000).collect::<Vec<_>>());
    let time = |zone| micros().cast(&DataType::Datetime(TimeUnit::Microseconds, zone)).expect("times");
    let at = match kind {
        0 => Column::new("at".into(), &seconds),
        1 => time(None),
        2 => time(Some(TimeZone::UTC)),
        _ => {
            let text = |at: &i64| {
                chrono::DateTime::from_timestamp(*at, 0).expect("a time").format("%F %T.0000001").to_string()
            };
            Column::new("at".into(), seconds.iter().map(text).collect::<Vec<_>>())
        }
    };
    DataFrame::new(rows.len(), vec![Column::new("id".into(), ids), at]).expect("equal lengths")
}

#[test]
fn equal_rows_are_counted_and_changed_rows_are_new_unless_a_key_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("p.ron");
    let of = |rows: &[(i64, i64)]| read(&table(rows, 0), &growing(0, 0), "n", &project, true).expect("rows");
    assert_eq!(of(&[(1, 5), (1, 5)]), [1, 1]);
    assert_eq!(of(&[(1, 5), (1, 5), (1, 5)]), [1], "a third one");
    assert_eq!(of(&[(2, 5), (1, 5), (1, 5), (1, 5)]), [2]);
    let by_key = Growing { keys: vec!["at".into()], ..growing(0, 0) };
    let other = folder.path().join("q.ron");
    let of = |rows: &[(i64, i64)]| read(&table(rows, 0), &by_key, "n", &other, true).expect("rows");
    assert_eq!(of(&[(1, 5)]), [1]);
    assert_eq!(of(&[(9, 5)]), [0; 0], "known by its key");
}

/// Settings and columns that change between two runs bring no known row again.
#[test]
fn other_settings_and_columns_bring_no_row_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("p.ron");
    let of = |rows: &DataFrame, growing: &Growing| read(rows, growing, "n", &project, true);
    let rows = table(&[(1, 100), (2, 200), (3, 300)], 0);
    assert_eq!(of(&rows, &growing(0, 10)).expect("rows"), [1, 2, 3]);
    // A longer overlap, other keys, another column.
    assert_eq!(of(&rows, &growing(0, 1_000)).expect("rows"), [0; 0]);
    let by_id = Growing { keys: vec!["id".into()], ..growing(0, 1_000) };
    assert_eq!(of(&table(&[(1, 100), (2, 200), (3, 300), (4, 300)], 0), &by_id).expect("rows"), [4]);
    let mut wider = table(&[(1, 100), (2, 200), (3, 300), (4, 300), (5, 301)], 0);
    wider.with_column(Column::new("note".into(), ["x"; 5])).expect("equal lengths");
    assert_eq!(of(&wider, &growing(0, 1_000)).expect("rows"), [5]);
    // Rows that were known by a column cannot be told apart without it, nor after a change of its type.
    let problem = of(&rows, &growing(0, 1_000)).expect_err("a column is gone");
    assert!(problem.message.contains("\"note\""), "{problem}");
    let narrow = wider.column("id").and_then(|id| id.cast(&DataType::Int32)).expect("small numbers");
    wider.replace("id", narrow).expect("a column");
    let ids = NewRows::of(
        Arc::new(Table { rows: wider, takes: false }),
        &Named("db://a/t"),
        growing(0, 1_000),
        (Positions::open(Some(&project), HashMap::from([(NODE, "n".to_owned())])), NODE),
    );
    let ids = ids.expect("integers of another width");
    let request = ScanRequest { columns: vec!["id".into()], ..ScanRequest::default() };
    let _complete = ids.scan(&request, &Reach::new("."), &mut |rows| panic!("known rows: {rows}")).expect("a read");
}

#[test]
fn a_position_belongs_to_its_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("p.ron");
    let rows = table(&[(1, 5), (2, 6)], 0);
    assert_eq!(read(&rows, &growing(0, 0), "n", &project, true).expect("rows"), [1, 2]);
    // A node that was renamed goes on where it was.
    assert_eq!(read(&rows, &growing(0, 0), "renamed", &project, true).expect("rows"), [0; 0]);
    let more = table(&[(1, 5), (2, 6), (3, 7)], 0);
    assert_eq!(read(&more, &growing(0, 0), "renamed", &project, true).expect("rows"), [3]);
    assert_eq!(Positions::read(&project).expect("positions").keys().collect::<Vec<_>>(), ["renamed"]);
    // Another column, another type, and a damaged file are problems that say what to do.
    let by_id = Growing { column: "id".into(), ..growing(0, 0) };
    let problem = read(&rows, &by_id, "renamed", &project, true).expect_err("another column");
    assert!(problem.message.contains("\"at\"") && problem.remedy.is_some(), "{problem}");
    let problem = read(&table(&[(1, 5)], 1), &growing(0, 0), "renamed", &project, true).expect_err("another type");
    assert!(problem.message.contains("7"), "{problem}");
    assert!(Positions::forget(&project, "renamed").expect("a file"));
    assert!(!Positions::forget(&project, "renamed").expect("a file"));
    assert_eq!(read(&more, &growing(0, 0), "renamed", &project, false).expect("rows"), [1, 2, 3]);
    fs::write(Positions::path_for(&project), "{").expect("room");
    let problem = read(&more, &growing(0, 0), "renamed", &project, true).expect_err("a damaged file");
    assert!(problem.message.contains("p.positions.json"), "{problem}");
    let nowhere = Positions::open(None, HashMap::new());
    let rows = Arc::new(Table { rows: more, takes: false });
    let problem = NewRows::of(rows, &Named("db://a/t"), growing(0, 0), (nowhere, NODE)).err().expect("no file");
    assert_eq!(problem.setting.as_deref(), Some("new_by"));
}

#[test]
fn a_row_without_a_value_is_a_problem() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = Column::new("at".into(), [Some(1_i64), None]);
    let rows = DataFrame::new(2, vec![Column::new("id".into(), [1_i64, 2]), at]).expect("equal lengths");
    let problem = read(&rows, &growing(0, 0), "n", &folder.path().join("p.ron"), true).expect_err("a null");
    assert!(problem.message.contains("\"at\""), "{problem}");
    assert!(!folder.path().join("p.positions.json").exists());
}

#[test]
fn the_state_of_a_source_is_also_that_of_its_position() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("p.ron");
    let marks = || {
        let positions = Positions::open(Some(&project), HashMap::from([(NODE, "n".to_owned())]));
        let source = GrowingSource { inner: Arc::new(Named("db://a/t")), positions };
        source.state(&Reach::new(".")).expect("a state").marks
    };
    let before = marks();
    assert_eq!(before, marks());
    let _ids = read(&table(&[(1, 5)], 0), &growing(0, 0), "n", &project, true).expect("rows");
    assert_ne!(before, marks());
    assert_ne!(Key::of(b""), Named("db://a/t").question());
}
