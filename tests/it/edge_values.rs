//! Values at the edges of their types, through the program: what a type cannot hold is null, a problem of its row, or refused
//! in words; nothing wraps, and nothing panics.

use std::io::Cursor;

use polars::prelude::*;

use crate::program::{Place, project};

/// Dates and moments that no calendar reaches, and numbers that signed ones do not hold.
fn extremes() -> Vec<u8> {
    let mut rows = df!(
        "n" => [1_i64, 2, 3],
        "i" => [i64::MAX, i64::MIN, -1],
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

#[test]
fn formulas_at_the_edges() {
    let place = Place::new();
    place.put_bytes("a.parquet", &extremes());
    let cases: &[(&str, &str)] = &[
        ("timestamp_seconds(9223372036854775807)", "null null null"),
        ("timestamp_seconds(i)", "null null 1969-12-31 23:59:59"),
        ("u > 9223372036854775807", "true true false"),
        ("u = 18446744073709551615", "true false false"),
        ("u > i", "true true true"),
        ("u < 0", "false false false"),
        ("TRY_CAST(u AS integer)", "null null 7"),
        ("CAST(u AS text)", "18446744073709551615 9223372036854775808 7"),
        ("CAST(u + 1 AS text)", "18446744073709551616 9223372036854775809 8"),
        ("CAST(-u AS text)", "-18446744073709551615 -9223372036854775808 -7"),
        ("add_months(DATE '2013-01-31', 9999999)", "null null null"),
        ("add_months(day, n)", "null null 1970-04-01"),
        ("date_add(day, n)", "null null 1970-01-04"),
        ("date_sub(day, n)", "null null 1969-12-29"),
        ("day + INTERVAL 300000 YEAR", "null null null"),
        ("day + INTERVAL 1 DAY", "null null 1970-01-02"),
        ("moment - INTERVAL 1 MICROSECOND", "null null 1969-12-31 23:59:59.999999"),
        ("moment + INTERVAL 300000 YEAR", "null null null"),
        ("date_format(day, '%Y-%m-%d')", "null null 1970-01-01"),
        ("date_format(day, 'yyyy-MM-dd HH:mm')", "null null 1970-01-01 00:00"),
        ("date_format(moment, '%Y-%m-%d')", "null null 1970-01-01"),
        ("monthname(day)", "null null Jan"),
        ("dayname(moment)", "null null Thu"),
        ("day || '!'", "null null 1970-01-01!"),
        ("CAST(day AS text)", "null null 1970-01-01"),
        ("CAST(moment AS text)", "null null 1970-01-01 00:00:00"),
        ("CAST(day AS timestamp)", "null null 1970-01-01 00:00:00"),
        (
            "CAST(nanos AS text)",
            "1970-01-01 00:00:00.000000001 2262-04-11 23:47:16.854775807 1969-12-31 23:59:59.999999999",
        ),
        ("year(day)", "null null 1970"),
        ("last_day(day)", "null null 1970-01-31"),
        ("date_trunc('month', day)", "null null 1970-01-01"),
        ("date_trunc('week', day)", "null null 1969-12-29"),
        ("date_trunc('year', moment)", "null null 1970-01-01 00:00:00"),
        ("datediff(day, DATE '1970-01-01')", "2147483647 -2147483648 0"),
        ("day > DATE '2013-01-31'", "true false false"),
        ("TRY_CAST('23:59:60' AS time)", "null null null"),
        ("TRY_CAST('2016-12-31 23:59:60' AS timestamp)", "null null null"),
        ("TRY_CAST('99999-01-01' AS date)", "null null null"),
        ("i + 1", "null -9223372036854775807 0"),
        ("i * i", "null null 1"),
        ("abs(i)", "9223372036854775807 null 1"),
    ];
    let columns: Vec<String> = cases
        .iter()
        .enumerate()
        .map(|(index, (text, _))| format!("(name: \"c{index}\", expression: {text:?})"))
        .collect();
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
        let found = [cell(0), cell(1), cell(2)].join(" ");
        (found != *expected).then(|| format!("{text}: {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A text has no such date: the column and the value are named, and what was there before stays.
#[test]
fn dates_beyond_the_calendar_are_not_written_as_text() {
    let place = Place::new();
    place.put_bytes("a.parquet", &extremes());
    for (kind, name) in [
        ("write_csv", "out.csv"),
        ("write_json", "out.json"),
        ("write_excel", "out.xlsx"),
        ("write_database", "out.sqlite"),
        ("write_parquet", "out.parquet"),
    ] {
        let settings = if kind == "write_database" { ", table: \"t\"" } else { "" };
        let settings = format!("(path: {name:?}{settings})");
        let only = "(columns: [(column: \"n\"), (column: \"day\")], rest: Drop)";
        let nodes = [("in", "read_parquet", "(path: \"a.parquet\")"), ("s", "select", only), ("out", kind, &settings)];
        place.put("p.ron", &project(&nodes, &[("in", "s"), ("s", "out")]));
        let said = place.run(&["run", "p.ron"]);
        if kind == "write_parquet" {
            said.code(0);
        } else {
            said.code(1)
                .err_line(&["out", "\"day\" contains 2147483647 days after 1970-01-01, a date beyond the calendar"]);
            assert!(!place.path(name).exists(), "{said:#?}");
        }
    }
}

/// Where a column becomes text by a setting, the value is a problem, or null where nulls are allowed.
#[test]
fn dates_beyond_the_calendar_become_no_text() {
    let place = Place::new();
    place.put_bytes("a.parquet", &extremes());
    let reads = ("in", "read_parquet", "(path: \"a.parquet\")");
    let preview = |kind: &str, settings: &str| {
        place.put("p.ron", &project(&[reads, ("x", kind, settings)], &[("in", "x")]));
        place.run(&["preview", "p.ron", "x", "--format", "csv"])
    };
    let select =
        |invalid: &str| preview("select", &format!("(columns: [(column: \"day\", type: Text)], rest: Drop{invalid})"));
    select("").code(1).err_line(&["2147483647 days after 1970-01-01", "cannot be converted to text"]);
    assert_eq!(select(", invalid: Null").code(0).out, "day\n\n\n1970-01-01\n");
    let joined = "(aggregations: [(column: \"day\", function: JoinedText, name: \"all\")])";
    assert_eq!(preview("group_by", joined).code(0).out, "all\n1970-01-01\n");
    preview("pivot", "(rows: [\"i\"], columns_from: \"day\", values_from: \"n\", function: Sum)")
        .code(1)
        .err_line(&["x.prefix", "Two columns would be named"]);
    let unpivoted = preview("unpivot", "(ids: [\"n\"], values: [\"day\", \"u\"])");
    assert!(!unpivoted.err.contains("nternal error"), "{unpivoted:#?}");
}

#[test]
fn json_values_are_kept_or_told() {
    let place = Place::new();
    for (settings, text, rows, rejected) in [
        ("", "{\"a\":\"\\ud800\"}\n{\"a\":\"x\"}\n", "a\nx\n", "half of a \\u surrogate pair is missing"),
        ("", "{\"a\":{}}\n{\"a\":590}\n", "a\n{}\n590\n", ""),
        ("", "{\"a\":590}\n{\"a\":{}}\n", "a\n590\n{}\n", ""),
        (", infer_rows: 1", "{\"a\":1}\n{\"a\":2,\"late\":\"x\"}\n", "a,late\n1,\n2,x\n", ""),
        (", infer_rows: 1", "{\"a\":1}\n{\"a\":2.5}\n", "a\n1\n", "2.5 is not an integer"),
        ("", "{\"t\":\"2016-12-31T23:59:60Z\"}\n", "t\n2016-12-31T23:59:60Z\n", ""),
        ("", "{\"t\":\"2016-12-31T23:59:59.123456789Z\"}\n", "t\n2016-12-31T23:59:59.123456789Z\n", ""),
    ] {
        place.put("a.jsonl", text);
        place.put("p.ron", &project(&[("in", "read_json", &format!("(path: \"a.jsonl\"{settings})"))], &[]));
        let preview = |node: &str| place.run(&["preview", "p.ron", node, "--format", "csv"]);
        assert_eq!(preview("in").code(0).out, rows, "{text}");
        let left = preview("in.rejected").code(0).out.clone();
        assert_eq!(left.lines().count(), 1 + usize::from(!rejected.is_empty()), "{text}: {left}");
        assert!(left.contains(rejected), "{text}: {left}");
    }
}
