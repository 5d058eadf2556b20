//! Numbers with more digits than 64 bits keep, and times finer than microseconds, from wherever they come: every digit is
//! kept, or it is told which is not.

use std::io::Cursor;

use polars::prelude::*;

use crate::program::{Place, project};

/// 39223372036854775800: the float nearest to it is 39223372036854775808.
const LONG: &str = "39223372036854775800";

/// The rows of a table as CSV.
fn shown(place: &Place, kind: &str, settings: &str) -> String {
    place.put("p.ron", &project(&[("in", kind, settings)], &[]));
    place.run(&["preview", "p.ron", "in", "--format", "csv"]).code(0).out.clone()
}

#[test]
fn digits_beyond_64_bits_are_kept_by_every_reader() {
    let place = Place::new();
    for (name, kind, more, text, expected) in [
        ("a.csv", "read_csv", "", format!("n,k\n{LONG},1\n8,2\n"), format!("n,k\n{LONG},1\n8,2\n")),
        ("a.csv", "read_csv", "", format!("n\n1.5\n{LONG}.0\n"), format!("n\n1.5\n{LONG}.0\n")),
        ("a.jsonl", "read_json", "", format!("{{\"\":{LONG}}}\n{{\"\":8}}\n"), format!("\"\"\n{LONG}\n8\n")),
        ("a.json", "read_json", "", format!("[{{\"n\":-{LONG}}},{{\"n\":8}}]"), format!("n\n-{LONG}\n8\n")),
        ("a.json", "read_json", "", format!("[[{LONG},1],[8,2]]"), format!("column_1,column_2\n{LONG},1\n8,2\n")),
        ("a.json", "read_json", "", format!("[{LONG},8]"), format!("value\n{LONG}\n8\n")),
        (
            "a.json",
            "read_json",
            ", rows_at: \"d.r\"",
            format!("{{\"d\":{{\"r\":[{{\"n\":{LONG}}},{{\"n\":1}}]}}}}"),
            format!("n\n{LONG}\n1\n"),
        ),
    ] {
        place.put(name, &text);
        assert_eq!(shown(&place, kind, &format!("(path: {name:?}{more})")), expected, "{text}");
    }
    // Within lists and objects.
    place.put("a.jsonl", &format!("{{\"o\":{{\"n\":{LONG}}},\"l\":[{LONG},8]}}\n{{\"o\":{{\"n\":8}},\"l\":[1.5]}}\n"));
    let rows = shown(&place, "read_json", "(path: \"a.jsonl\")");
    assert_eq!(rows.matches(LONG).count(), 2, "{rows}");
    let typed = format!("(headers: [\"n\"], rows: [[\"{LONG}\"], [\"8\"]])");
    assert_eq!(shown(&place, "table", &typed), format!("n\n{LONG}\n8\n"));
}

#[test]
fn digits_beyond_64_bits_that_a_setting_cannot_keep_are_refused() {
    let place = Place::new();
    place.put("a.csv", "n,k\n1.5,1\n,2\n");
    let fill = |value: &str| {
        let fill = format!("(fills: [(columns: [\"n\"], method: Constant, value: {value:?})])");
        let nodes = [("in", "read_csv", "(path: \"a.csv\")"), ("x", "fill_missing", &*fill)];
        place.put("p.ron", &project(&nodes, &[("in", "x")]));
        place.run(&["preview", "p.ron", "x", "--format", "csv"])
    };
    fill(LONG).code(1).err_line(&["x.", LONG, "does not fit"]);
    fill("9007199254740993").code(1).err_line(&["does not fit"]);
    fill("9007199254740992").code(0);
    fill("0.1").code(0);
    let text = "(format: 1, parameters: {\"p\": (type: Number, default: \"1.5\")}, nodes: {})";
    place.put("q.ron", text);
    place.run(&["check", "q.ron", "--set", &format!("p={LONG}")]).code(1).err_line(&["--set", LONG]);
}

/// A Parquet file with a column of nanoseconds and one of microseconds.
fn moments() -> Vec<u8> {
    let nanos: [i64; 3] = [1_704_067_200_123_456_789, 1_704_067_200_123_456_000, -1];
    let micros: [i64; 3] = [1_704_067_200_123_456, 1_704_067_200_123_456, -1];
    let mut rows = df!("nanos" => nanos, "micros" => micros).expect("columns of one height");
    for (name, unit) in [("nanos", TimeUnit::Nanoseconds), ("micros", TimeUnit::Microseconds)] {
        let column = rows.column(name).and_then(|column| column.cast(&DataType::Datetime(unit, None)));
        rows.with_column(column.expect("numbers")).expect("as long");
    }
    let mut bytes = Cursor::new(Vec::new());
    ParquetWriter::new(&mut bytes).finish(&mut rows).expect("a file in memory");
    bytes.into_inner()
}

#[test]
fn nanoseconds_are_compared_exactly_or_refused() {
    let place = Place::new();
    place.put_bytes("a.parquet", &moments());
    let one = |formula: &str| {
        let settings = format!("(columns: [(name: \"x\", expression: {formula:?})])");
        let nodes = [("in", "read_parquet", "(path: \"a.parquet\")"), ("f", "formula", &settings)];
        place.put("p.ron", &project(&nodes, &[("in", "f")]));
        place.run(&["preview", "p.ron", "f", "--format", "json"])
    };
    let cases = [
        ("nanos = micros", "false true false"),
        ("nanos > micros", "true false true"),
        ("micros < nanos", "true false true"),
        ("nanos <> micros", "true false true"),
        ("nanos IS DISTINCT FROM micros", "true false true"),
        ("nanos IS NOT DISTINCT FROM micros", "false true false"),
        ("nanos = TIMESTAMP '2024-01-01 00:00:00.123456'", "false true false"),
        ("nanos > TIMESTAMP '2024-01-01 00:00:00.123456'", "true false false"),
        ("nanos IN (TIMESTAMP '2024-01-01 00:00:00.123456', NULL)", "null true null"),
        ("nanos BETWEEN TIMESTAMP '2024-01-01 00:00:00.123456' AND TIMESTAMP '9999-12-31'", "true true false"),
        ("nanos < TIMESTAMP '9999-12-31'", "true true true"),
        ("nanos = nanos", "true true true"),
        ("CASE WHEN nanos = micros THEN micros END = micros", "null true null"),
        ("TRY_CAST('2024-01-01 00:00:00.123456789' AS timestamp)", "null null null"),
        ("TRY_CAST('2024-01-01 00:00:00.123456789Z' AS timestamptz)", "null null null"),
        ("try_to_timestamp('2024-01-01 00:00:00.123456789')", "null null null"),
        ("CAST('2024-01-01 00:00:00.123456000' AS timestamp) = micros", "true true false"),
        ("CAST('00:00:00.123456789' AS time) > TIME '00:00:00.123456788'", "true true true"),
    ];
    let wrong = cases.iter().filter_map(|(formula, expected)| {
        let said = one(formula);
        let rows: serde_json::Value = serde_json::from_str(&said.out).unwrap_or_default();
        let found = (0..3).map(|row| rows[row]["x"].to_string()).collect::<Vec<_>>().join(" ");
        (found != *expected).then(|| format!("{formula}: {found}, {}", said.err))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let lost = "more than six decimals of a second";
    for formula in [
        "CAST('2024-01-01 00:00:00.123456789' AS timestamp)",
        "CAST('2024-01-01 00:00:00.123456789+01:00' AS timestamptz)",
        "TIMESTAMP '2024-01-01 00:00:00.123456789'",
        "nanos = TIMESTAMP '2024-01-01 00:00:00.123456789'",
        "to_timestamp('2024-01-01 00:00:00.123456789')",
        "coalesce(nanos, micros)",
        "CASE WHEN micros = micros THEN nanos END",
        "CASE WHEN micros = micros THEN nanos ELSE micros END",
    ] {
        one(formula).code(1).err_line(&[lost]);
    }
}

/// What a reader meets: text is text, or the row is told.
#[test]
fn nanoseconds_in_files_are_text_or_kept() {
    let place = Place::new();
    let fine = "2024-01-01T00:00:00.123456789";
    place.put("a.csv", &format!("t\n{fine}\n2024-01-01T00:00:00.5\n"));
    assert_eq!(shown(&place, "read_csv", "(path: \"a.csv\")"), format!("t\n{fine}\n2024-01-01T00:00:00.5\n"));
    place.put("a.json", &format!("[{{\"t\":\"{fine}\"}}]"));
    assert_eq!(shown(&place, "read_json", "(path: \"a.json\")"), format!("t\n{fine}\n"));
    assert_eq!(shown(&place, "table", &format!("(headers: [\"t\"], rows: [[\"{fine}\"]])")), format!("t\n{fine}\n"));
    place.put_bytes("a.parquet", &moments());
    let rows = shown(&place, "read_parquet", "(path: \"a.parquet\")");
    assert!(rows.contains("00:00:00.123456789") && rows.contains("1969-12-31 23:59:59.999999999"), "{rows}");
    // Written and read again.
    for (kind, name) in [("write_csv", "b.csv"), ("write_json", "b.json"), ("write_parquet", "b.parquet")] {
        let settings = format!("(path: {name:?})");
        let nodes = [("in", "read_parquet", "(path: \"a.parquet\")"), ("out", kind, &*settings)];
        place.put("w.ron", &project(&nodes, &[("in", "out")]));
        place.run(&["run", "w.ron"]).code(0);
        let again = shown(&place, &kind.replace("write", "read"), &settings);
        assert!(again.contains("00:00:00.123456789"), "{kind}: {again}");
    }
}

/// The edges of a workbook: what it cannot hold is text and told, or refused, at its place.
#[test]
fn what_excel_cannot_hold_is_told() {
    let place = Place::new();
    let day = |days: i32| Column::new("c".into(), [0, days]).cast(&DataType::Date).expect("days");
    let moment = |micros: i64| {
        let dtype = DataType::Datetime(TimeUnit::Microseconds, None);
        Column::new("c".into(), [0, micros]).cast(&dtype).expect("moments")
    };
    const DAY: i64 = 86_400_000_000;
    let cases: &[(Column, &str, &str)] = &[
        (day(-25_568), "1899-12-31", "Excel does not support"),
        (day(-25_509), "1900-02-28", "Excel does not support"),
        (day(-25_508), "1900-03-01", ""),
        (day(-1), "1969-12-31", ""),
        (day(2_932_896), "9999-12-31", ""),
        (day(2_932_897), "+10000-01-01", "Excel does not support"),
        (moment(-1_000), "1969-12-31 23:59:59.999", ""),
        (moment(-DAY * 25_600), "1899-11-29 00:00:00", "Excel does not support"),
        (moment(1), "1970-01-01", "milliseconds"),
        (Column::new("c".into(), [0.5, f64::INFINITY]), "inf", "infin"),
        (Column::new("c".into(), [0.5, f64::NAN]), "NaN", "infin"),
        (Column::new("c".into(), [0.5, 1e308]), "1e308", ""),
        (Column::new("c".into(), [0i64, i64::MIN]), "-9223372036854775808", "15 digits"),
        (Column::new("c".into(), [0u64, u64::MAX]), "18446744073709551615", "15 digits"),
        (Column::new("c".into(), ["a", "x\u{0}y\u{1b}z_x000D_"]), "x\u{0}y\u{1b}z_x000D_", ""),
    ];
    for (column, expected, told) in cases {
        let mut rows = DataFrame::new(2, vec![column.clone()]).expect("a column");
        let mut bytes = Cursor::new(Vec::new());
        ParquetWriter::new(&mut bytes).finish(&mut rows).expect("a file in memory");
        place.put_bytes("a.parquet", &bytes.into_inner());
        let nodes = [("in", "read_parquet", "(path: \"a.parquet\")"), ("out", "write_excel", "(path: \"a.xlsx\")")];
        place.put("w.ron", &project(&nodes, &[("in", "out")]));
        let said = place.run(&["run", "w.ron"]);
        said.code(0);
        assert_eq!(told.is_empty(), !said.err.contains("warning:"), "{expected}: {said:#?}");
        assert!(said.err.contains(told), "{expected}: {said:#?}");
        place.put("r.ron", &project(&[("in", "read_excel", "(path: \"a.xlsx\")")], &[]));
        let again = place.run(&["preview", "r.ron", "in", "--format", "json"]).code(0).out.clone();
        let again: serde_json::Value = serde_json::from_str(&again).expect("JSON");
        let found = again[1]["c"].as_str().map_or_else(|| again[1]["c"].to_string(), str::to_owned);
        let same = found == *expected || found.parse::<f64>().ok().is_some_and(|f| Ok(f) == expected.parse());
        assert!(same, "{expected}: {again}");
    }
    // Too large for a sheet: nothing is written.
    let refused = |rows: DataFrame, settings: &str, words: &str| {
        let mut rows = rows;
        let mut bytes = Cursor::new(Vec::new());
        ParquetWriter::new(&mut bytes).finish(&mut rows).expect("a file in memory");
        place.put_bytes("a.parquet", &bytes.into_inner());
        let settings = format!("(path: \"no.xlsx\"{settings})");
        let nodes = [("in", "read_parquet", "(path: \"a.parquet\")"), ("out", "write_excel", &*settings)];
        place.put("w.ron", &project(&nodes, &[("in", "out")]));
        place.run(&["run", "w.ron"]).code(1).err_line(&["out", words]);
        assert!(!place.path("no.xlsx").exists(), "{words}");
    };
    let small = || df!("c" => [1]).expect("a column");
    let wide = (0..16_385).map(|n| Column::new(format!("c{n}").into(), [1i32])).collect();
    refused(DataFrame::new(1, wide).expect("columns"), "", "16,384");
    refused(df!("c" => ["x".repeat(32_768)]).expect("a column"), "", "32,767");
    refused(df!("c" => ["😀".repeat(16_384)]).expect("a column"), "", "32,767");
    refused(df!("c" => vec![true; 1_048_576]).expect("a column"), "", "1,048,576");
    for sheet in ["", "a/b", "'a", "x[1]", &"n".repeat(32)] {
        refused(small(), &format!(", sheet: {sheet:?}"), "sheet");
    }
}
