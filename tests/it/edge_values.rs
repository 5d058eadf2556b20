//! Values at the edges of their types, through the program: what a type cannot hold is null, a problem of its row, or refused
//! in words; nothing wraps, and nothing panics.

use std::io::Cursor;

use polars::prelude::*;

use crate::program::{Place, Said, project};

/// Dates and moments that no calendar reaches, and numbers that signed ones do not hold.
fn extremes() -> Vec<u8> {
    let mut rows = df!(
        "n" => [1_i64, 2, 3],
        "u" => [u64::MAX, 1 << 63, 7],
        "day" => [i32::MAX, i32::MIN, 0],
        "moment" => [i64::MAX, i64::MIN, 0],
        "nanos" => [1_i64, i64::MAX, -1],
    )
    .expect("columns of one height");
    let types = [
        ("day", DataType::Date),
        ("moment", DataType::Datetime(TimeUnit::Microseconds, None)),
        ("nanos", DataType::Datetime(TimeUnit::Nanoseconds, None)),
    ];
    for (name, dtype) in types {
        let column = rows.column(name).and_then(|column| column.cast(&dtype)).expect("numbers");
        rows.with_column(column).expect("as long");
    }
    let mut bytes = Cursor::new(Vec::new());
    ParquetWriter::new(&mut bytes).finish(&mut rows).expect("a file in memory");
    bytes.into_inner()
}

fn is_orderly(said: &Said, what: &str) {
    let all = format!("{}{}", said.out, said.err);
    assert!(said.code <= 1 && !all.contains("anicked") && !all.contains("nternal error"), "{what}: {said:#?}");
}

#[test]
fn formulas_at_the_edges() {
    let place = Place::new();
    place.put_bytes("a.parquet", &extremes());
    let cases: &[(&str, [&str; 3])] = &[
        ("timestamp_seconds(9223372036854775807 + n - n)", ["", "", ""]),
        ("timestamp_seconds(n)", ["", "", ""]),
    ];
    let columns: Vec<String> =
        cases.iter().enumerate().map(|(index, (text, _))| format!("(name: \"c{index}\", expression: {text:?})")).collect();
    let formulas = format!("(columns: [{}])", columns.join(", "));
    let nodes = [("in", "read_parquet", "(path: \"a.parquet\")"), ("f", "formula", &formulas)];
    place.put("p.ron", &project(&nodes, &[("in", "f")]));
    let said = place.run(&["preview", "p.ron", "f", "--format", "json"]);
    said.code(0);
    let rows: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let wrong = cases.iter().enumerate().filter_map(|(index, (text, expected))| {
        let cell = |row: usize| match &rows[row][format!("c{index}")] {
            serde_json::Value::Null => "null".to_owned(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let found = [cell(0), cell(1), cell(2)];
        (found != *expected).then(|| format!("{text}: {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
