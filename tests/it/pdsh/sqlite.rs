//! The independent engine: SQLite in memory.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};

use super::data::Table;

/// A database with the tables; a column whose first value is a number holds numbers.
pub fn load(tables: &[Table]) -> Connection {
    let database = Connection::open_in_memory().expect("a database");
    // As everywhere else in SQL: `LIKE` tells capitals from small letters.
    database.execute_batch("PRAGMA case_sensitive_like = ON").expect("a known setting");
    for (name, path) in tables {
        let mut reader = csv::Reader::from_path(path).expect("a file");
        let headers = reader.headers().expect("a header").clone();
        let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
        let columns: Vec<_> = headers
            .iter()
            .zip(rows[0].iter())
            .map(|(column, value)| {
                format!("{column} {}", if value.parse::<f64>().is_ok() { "NUMERIC" } else { "TEXT" })
            })
            .collect();
        database.execute_batch(&format!("CREATE TABLE {name} ({}); BEGIN", columns.join(", "))).expect("a table");
        let places = vec!["?"; headers.len()].join(", ");
        let mut insert = database.prepare(&format!("INSERT INTO {name} VALUES ({places})")).expect("a statement");
        for row in &rows {
            insert.execute(params_from_iter(row.iter())).expect("a row");
        }
        for column in headers.iter().filter(|column| column.ends_with("key")) {
            database.execute_batch(&format!("CREATE INDEX {name}_{column} ON {name} ({column})")).expect("an index");
        }
        database.execute_batch("COMMIT").expect("a commit");
    }
    database
}

/// Header and rows as text; null is empty, as in a CSV file.
pub fn ask(database: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = database.prepare(sql).unwrap_or_else(|error| panic!("{error} in {sql}"));
    let mut table = vec![statement.column_names().map(str::to_owned).collect::<Vec<_>>()];
    let width = table[0].len();
    let mut rows = statement.query([]).expect("an answer");
    while let Some(row) = rows.next().expect("a row") {
        table.push((0..width).map(|column| text(row.get_ref(column).expect("a value"))).collect());
    }
    table
}

fn text(value: ValueRef) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(value) => value.to_string(),
        ValueRef::Real(value) => value.to_string(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Blob(_) => unreachable!("the tables hold no bytes"),
    }
}
