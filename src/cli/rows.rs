//! Rows in the output formats of `preview`.

use serde_json::{Number, Value};

use super::failure::Failure;
use super::grid::Grid;
use super::stdout::Stdout;
use crate::base::Type;
use crate::base::visible::{in_a_line, in_json};
use crate::engine::{Cell, Table};

/// Side by side, types below the names. Null is `null`; a text that looks like it, or has blanks at its ends, is
/// quoted.
pub fn grid(table: &Table, out: &mut Stdout) -> Result<(), Failure> {
    let columns = table.columns();
    let right: Vec<bool> = (0..columns.len()).map(|column| table.is_right_aligned(column)).collect();
    let headers = columns.iter().map(|column| format!("{}\n{}", in_a_line(&column.name), column.data_type.word()));
    let mut grid = Grid::new(headers, &right);
    for row in 0..table.len() {
        grid.row((0..columns.len()).map(|column| shown(&table.cell(row, column), table.is_single(column))));
    }
    out.line(&grid.to_string())
}

fn shown(cell: &Cell, single: bool) -> String {
    match cell {
        Cell::Null => "null".into(),
        Cell::Boolean(value) => value.to_string(),
        Cell::Integer(value) => value.to_string(),
        Cell::Number(value) => shortest(*value, single),
        Cell::Text(text) if text == "null" || text.trim() != text => format!("{:?}", text.as_ref()),
        Cell::Text(text) => in_a_line(text).into_owned(),
        Cell::Other(text) => in_a_line(text).into_owned(),
    }
}

/// The fewest digits that distinguish the value from every other one, so that two groups of a table never look alike. A
/// 32-bit value needs fewer digits.
fn shortest(value: f64, single: bool) -> String {
    let size = value.abs();
    let plain = value == 0.0 || !value.is_finite() || (1e-4..1e15).contains(&size);
    match (plain, single) {
        (true, false) => format!("{value:?}"),
        (true, true) => format!("{:?}", value as f32),
        (false, false) => format!("{value:e}"),
        (false, true) => format!("{:e}", value as f32),
    }
}

/// The digits of a number as a run writes them.
fn digits(value: f64, single: bool) -> String {
    if single { (value as f32).to_string() } else { value.to_string() }
}

/// Comma-separated with a header. A null is an empty field, an empty text is "".
pub fn csv(table: &Table, out: &mut Stdout) -> Result<(), Failure> {
    let columns = table.columns();
    out.line(&columns.iter().map(|column| field(&column.name)).collect::<Vec<_>>().join(","))?;
    for row in 0..table.len() {
        let fields: Vec<String> = (0..columns.len())
            .map(|column| match table.cell(row, column) {
                Cell::Null => String::new(),
                Cell::Boolean(value) => value.to_string(),
                Cell::Integer(value) => value.to_string(),
                Cell::Number(value) => digits(value, table.is_single(column)),
                Cell::Text(text) => field(&text),
                Cell::Other(text) => field(&text),
            })
            .collect();
        out.line(&fields.join(","))?;
    }
    Ok(())
}

fn field(text: &str) -> String {
    if text.is_empty() || text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// An array with one object per row, one row per line. Lists and structs are arrays and objects. Values that JSON
/// numbers cannot represent are text: integers beyond 64 bits with all their digits, infinity and NaN; so are dates, and
/// bytes in hexadecimal. Decimals are numbers with all their digits.
pub fn json(table: &Table, out: &mut Stdout) -> Result<(), Failure> {
    let columns = table.columns();
    out.line("[")?;
    for row in 0..table.len() {
        // Written field by field: a map would not keep the order of the columns.
        let fields: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(column, info)| {
                let nested = table.unfold(row, column).map(|nested| nested.json());
                let value = nested.unwrap_or_else(|| match table.cell(row, column) {
                    // A decimal is a number with all its digits, which a floating-point number would not keep.
                    Cell::Other(digits) if matches!(info.data_type, Type::Decimal(..)) => digits,
                    cell => value(&cell, table.is_single(column)).to_string(),
                });
                format!("{}:{value}", Value::from(info.name.as_str()))
            })
            .collect();
        let comma = if row + 1 < table.len() { "," } else { "" };
        out.line(&in_json(&format!("  {{{}}}{comma}", fields.join(","))))?;
    }
    out.line("]")
}

fn value(cell: &Cell, single: bool) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Boolean(value) => Value::Bool(*value),
        // Beyond 64 bits a text keeps every digit.
        Cell::Integer(value) => {
            Number::from_i128(*value).map_or_else(|| Value::String(value.to_string()), Value::Number)
        }
        // JSON cannot represent infinity and NaN.
        Cell::Number(value) => {
            let shown = if single { digits(*value, single).parse().unwrap_or(*value) } else { *value };
            Number::from_f64(shown).map_or_else(|| Value::String(value.to_string()), Value::Number)
        }
        Cell::Text(text) => Value::String(text.to_string()),
        Cell::Other(text) => Value::String(text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_differ_look_different() {
        for (number, text) in [
            (12.5, "12.5"),
            (3.0, "3.0"),
            (0.3, "0.3"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1_234_567.1, "1234567.1"),
            (1_234_567.100_000_1, "1234567.1000001"),
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1e-9, "1e-9"),
            (1e15, "1e15"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(shortest(number, false), text);
        }
        assert_eq!(shortest(f64::from(0.1_f32), true), "0.1");
        assert_eq!(value(&Cell::Number(f64::from(0.1_f32)), true).to_string(), "0.1");
    }

    #[test]
    fn empty_and_null_differ() {
        assert_eq!((field(""), field("a,\"b\"")), ("\"\"".into(), "\"a,\"\"b\"\"\"".into()));
        assert_eq!(
            (shown(&Cell::Null, false), shown(&Cell::Text("null".into()), false)),
            ("null".into(), "\"null\"".into())
        );
        assert_eq!(shown(&Cell::Text("a\nb".into()), false), "a\\nb");
    }
}
