//! Cells as text, for columns of several types and for column names.

use std::fmt::Write;

use chrono::DateTime;

use super::cells::{DAY, Value};

/// A cell as text: all digits that are stored, dates and datetimes in ISO 8601.
pub(super) fn cell_text(value: &Value) -> String {
    match value {
        Value::Unknown => String::new(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) | Value::Error(text) => text.clone(),
        Value::Moment(microseconds) => moment(*microseconds),
        Value::Time(microseconds) => clock(*microseconds, true),
        Value::Span(microseconds) => clock(*microseconds, false),
    }
}

fn moment(microseconds: i64) -> String {
    let Some(moment) = DateTime::from_timestamp_micros(microseconds) else { return String::new() };
    let moment = moment.naive_utc();
    match microseconds.rem_euclid(DAY) {
        0 => moment.date().to_string(),
        _ => moment.to_string(),
    }
}

/// Hours, minutes and seconds; the hours of a duration may exceed 24.
fn clock(microseconds: i64, padded: bool) -> String {
    let sign = if microseconds < 0 { "-" } else { "" };
    let rest = microseconds.unsigned_abs();
    let seconds = rest / 1_000_000;
    let fraction = rest % 1_000_000;
    let hours = seconds / 3600;
    let hours = if padded { format!("{hours:02}") } else { hours.to_string() };
    let mut text = format!("{sign}{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60);
    if fraction > 0 {
        let digits = format!("{fraction:06}");
        // Writing to a string does not fail.
        let _ = write!(text, ".{}", digits.trim_end_matches('0'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_cells_keep_what_is_stored() {
        for (value, expected) in [
            (Value::Number(0.1 + 0.2), "0.30000000000000004"),
            (Value::Number(1e21), "1000000000000000000000"),
            (Value::Integer(12_345_678_901_234), "12345678901234"),
            (Value::Moment(0), "1970-01-01"),
            (Value::Moment(3_661_500_000), "1970-01-01 01:01:01.500"),
            (Value::Time(51_792_000_000), "14:23:12"),
            (Value::Time(1_500_000), "00:00:01.5"),
            (Value::Span(109_800_000_000), "30:30:00"),
            (Value::Span(-60_000_000), "-0:01:00"),
            (Value::Boolean(true), "true"),
            (Value::Error("#N/A".into()), "#N/A"),
        ] {
            assert_eq!(cell_text(&value), expected);
        }
    }
}
