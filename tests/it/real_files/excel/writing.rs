//! Values written to a workbook are read back unchanged, or the difference is reported.

use crate::program::{Place, project};

/// The table of a typed CSV through a workbook and back: the columns with their types, the rows as CSV, and what `run` says.
fn round_trip(table: &str) -> (String, String) {
    let place = Place::new();
    let write = project(&[("t", "table", table), ("o", "write_excel", "(path: \"o.xlsx\")")], &[("t", "o")]);
    place.put("w.ron", &write);
    let wrote = place.run(&["run", "w.ron"]);
    wrote.code(0);
    place.put("r.ron", &project(&[("i", "read_excel", "(path: \"o.xlsx\")")], &[]));
    let schema = place.run(&["schema", "r.ron", "i", "--format", "json"]);
    let columns: serde_json::Value = serde_json::from_str(&schema.out).expect("columns");
    let types: Vec<&str> = columns.as_array().expect("a list").iter().filter_map(|c| c["type"].as_str()).collect();
    let read = place.run(&["preview", "r.ron", "i", "--format", "csv"]);
    let rows: Vec<&str> = read.out.lines().skip(1).collect();
    (format!("{}: {}", types.join(" "), rows.join(" / ")), wrote.err)
}

#[test]
fn values_come_back_or_are_reported() {
    for (kind, cells, expected, told) in [
        ("Integer", ["1", "999999999999999"], "integer: 1 / 999999999999999", ""),
        ("Integer", ["1", "1234567890123456"], "text: 1 / 1234567890123456", "more than 15 digits"),
        ("Integer", ["-9223372036854775807", "0"], "text: -9223372036854775807 / 0", "more than 15 digits"),
        ("Number", ["0.1", "12345.678"], "number: 0.1 / 12345.678", ""),
        ("Number", ["0.30000000000000004", "-0.5"], "number: 0.30000000000000004 / -0.5", ""),
        ("Text", ["=1+1", "@cmd"], "text: =1+1 / @cmd", ""),
        ("Text", ["007", "+4930123456"], "text: 007 / +4930123456", ""),
        ("Text", ["9e42", "http://x.org"], "text: 9e42 / http://x.org", ""),
        ("Text", ["_x0041_", "'quoted"], "text: _x0041_ / 'quoted", ""),
        ("Text", [" pad ", "TRUE"], "text:  pad  / TRUE", ""),
        ("Date", ["1850-01-01", "2024-02-29"], "text: 1850-01-01 / 2024-02-29", "which Excel does not support"),
        ("Date", ["1900-03-01", "9999-12-31"], "date: 1900-03-01 / 9999-12-31", ""),
        ("Time", ["00:00:00", "23:59:59"], "time: 00:00:00 / 23:59:59", ""),
        ("Boolean", ["true", "false"], "boolean: true / false", ""),
    ] {
        let table = format!(
            "(headers: [\"x\"], rows: [[{:?}], [{:?}]], types: [(column: \"x\", type: {kind})])",
            cells[0], cells[1]
        );
        let (read, said) = round_trip(&table);
        assert_eq!(read, expected, "{kind} {cells:?}: {said}");
        let altered = said.contains("written as") || said.contains("finer");
        assert_eq!(altered, !told.is_empty(), "{kind} {cells:?}: {said}");
        assert!(said.contains(told), "{kind} {cells:?}: {said}");
    }
}
