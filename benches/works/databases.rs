//! An SQLite table of a million rows through the engine's scan, against the same loop written by hand with rusqlite.

use std::path::Path;

use polars::prelude::*;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use tablewire::connect::{Reach, SqlDatabase, SqlRows, collect, planned_scan};

use super::{compare, milliseconds, report, timed};

const ROWS: i64 = 1_000_000;
const LIMIT: f64 = 1.5;
/// First rows, in milliseconds.
const FIRST: f64 = 50.0;

pub fn all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("orders.sqlite");
    make(&path);
    let whole = collect(ours(&path));
    assert!(whole.expect("rows").equals_missing(&by_hand(&path)), "both read the same");
    let compared = compare(|_| timed(|| collect(ours(&path)).expect("rows")), |_| timed(|| by_hand(&path)));
    report("database_whole", compared, std::time::Duration::ZERO, LIMIT);
    let first = timed(|| collect(ours(&path).limit(1_000)).expect("rows"));
    println!("ratio database_first_rows {:.3} {FIRST}", milliseconds(first));
}

fn make(path: &Path) {
    let connection = Connection::open(path).expect("a database");
    let sql = format!(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, price REAL, status TEXT, comment TEXT);
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})
         INSERT INTO orders SELECT i, i * 7919 % 10007, i * 0.25, substr('OPF', i % 3 + 1, 1),
             CASE WHEN i % 10 THEN 'order number ' || i || ' as it was placed' END FROM n;"
    );
    connection.execute_batch(&sql).expect("a table");
}

fn ours(path: &Path) -> LazyFrame {
    let database = SqlDatabase::new(tablewire::connect::Connection::Sqlite(path.to_owned()), "");
    let (rows, reach) = (SqlRows::Table("orders".into()), Reach::new("."));
    let schema = database.schema(&rows, &reach).expect("columns");
    let source = database.row_source(&rows, schema, &reach).expect("a source");
    planned_scan(source, &reach, None).expect("a plan")
}

fn by_hand(path: &Path) -> DataFrame {
    let connection = Connection::open(path).expect("a database");
    let mut statement = connection.prepare("SELECT id, customer, price, status, comment FROM orders").expect("a query");
    let rows = ROWS as usize;
    let (mut ids, mut customers, mut prices) =
        (Vec::<Option<i64>>::with_capacity(rows), Vec::<Option<i64>>::with_capacity(rows), Vec::with_capacity(rows));
    let mut status = StringChunkedBuilder::new("status".into(), rows);
    let mut comment = StringChunkedBuilder::new("comment".into(), rows);
    let text = |builder: &mut StringChunkedBuilder, value: ValueRef| match value {
        ValueRef::Text(text) => builder.append_value(std::str::from_utf8(text).expect("UTF-8")),
        _ => builder.append_null(),
    };
    let mut found = statement.query([]).expect("rows");
    while let Some(row) = found.next().expect("a row") {
        ids.push(row.get_ref(0).expect("a value").as_i64_or_null().expect("an integer"));
        customers.push(row.get_ref(1).expect("a value").as_i64_or_null().expect("an integer"));
        prices.push(row.get_ref(2).expect("a value").as_f64_or_null().expect("a number"));
        text(&mut status, row.get_ref(3).expect("a value"));
        text(&mut comment, row.get_ref(4).expect("a value"));
    }
    let columns = vec![
        Column::new("id".into(), ids),
        Column::new("customer".into(), customers),
        Column::new("price".into(), prices),
        status.finish().into_column(),
        comment.finish().into_column(),
    ];
    DataFrame::new(rows, columns).expect("a table")
}
