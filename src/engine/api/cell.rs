//! Single values in canonical text.

use std::borrow::Cow;
use std::fmt::Write;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime};
use polars::prelude::*;

/// One value for display.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Null,
    Boolean(bool),
    Integer(i128),
    Number(f64),
    Text(Cow<'a, str>),
    /// Dates, times, lists, structs… in canonical text.
    Other(String),
}

/// A value as the window and the command line display it.
pub(crate) fn cell(value: AnyValue<'_>) -> Cell<'_> {
    match value {
        AnyValue::Null => Cell::Null,
        AnyValue::Boolean(value) => Cell::Boolean(value),
        AnyValue::String(text) => Cell::Text(Cow::Borrowed(text)),
        AnyValue::StringOwned(text) => Cell::Text(Cow::Owned(text.to_string())),
        AnyValue::Float16(value) => Cell::Number(f64::from(value)),
        AnyValue::Float32(value) => Cell::Number(f64::from(value)),
        AnyValue::Float64(value) => Cell::Number(value),
        AnyValue::Int8(value) => Cell::Integer(value.into()),
        AnyValue::Int16(value) => Cell::Integer(value.into()),
        AnyValue::Int32(value) => Cell::Integer(value.into()),
        AnyValue::Int64(value) => Cell::Integer(value.into()),
        AnyValue::UInt8(value) => Cell::Integer(value.into()),
        AnyValue::UInt16(value) => Cell::Integer(value.into()),
        AnyValue::UInt32(value) => Cell::Integer(value.into()),
        AnyValue::UInt64(value) => Cell::Integer(value.into()),
        AnyValue::Int128(value) => Cell::Integer(value),
        other => match other.get_str() {
            Some(text) => Cell::Text(Cow::Owned(text.to_owned())),
            None => Cell::Other(text(&other)),
        },
    }
}

/// Any value as one line: dates in ISO 8601, lists as `[1, 2]`, structs as `{a: 1}`, bytes in hexadecimal, nested nulls
/// as `null`. Nothing is truncated.
pub(crate) fn text(value: &AnyValue) -> String {
    let mut out = String::new();
    write_value(&mut out, value);
    out
}

fn write_value(out: &mut String, value: &AnyValue) {
    let _ = match value {
        AnyValue::Null => out.write_str("null"),
        AnyValue::Boolean(value) => write!(out, "{value}"),
        AnyValue::String(text) => out.write_str(text),
        AnyValue::StringOwned(text) => out.write_str(text),
        AnyValue::Float16(value) => write!(out, "{value}"),
        AnyValue::Float32(value) => write!(out, "{value}"),
        AnyValue::Float64(value) => write!(out, "{value}"),
        AnyValue::Date(days) => write_date(out, *days),
        AnyValue::Datetime(value, unit, zone) => write_datetime(out, *value, *unit, *zone),
        AnyValue::DatetimeOwned(value, unit, zone) => write_datetime(out, *value, *unit, zone.as_deref()),
        AnyValue::Time(nanos) => {
            let seconds = nanos.div_euclid(1_000_000_000);
            let rest = nanos.rem_euclid(1_000_000_000);
            match NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32, rest as u32) {
                Some(time) => write!(out, "{}", time.format("%H:%M:%S%.f")),
                None => write!(out, "{nanos}"),
            }
        }
        AnyValue::Duration(value, unit) => {
            out.push_str(&duration(*value, *unit));
            Ok(())
        }
        AnyValue::Binary(bytes) => write_hex(out, bytes),
        AnyValue::BinaryOwned(bytes) => write_hex(out, bytes),
        AnyValue::List(values) | AnyValue::Array(values, _) => {
            out.push('[');
            for (n, value) in values.iter().enumerate() {
                if n > 0 {
                    out.push_str(", ");
                }
                write_value(out, &value);
            }
            out.write_char(']')
        }
        AnyValue::Struct(_, _, fields) => {
            write_struct(out, fields.iter().map(Field::name).zip(value._iter_struct_av()));
            Ok(())
        }
        AnyValue::StructOwned(owned) => {
            let (values, fields) = owned.as_ref();
            write_struct(out, fields.iter().map(Field::name).zip(values.iter().cloned()));
            Ok(())
        }
        other => match other.get_str() {
            Some(text) => out.write_str(text),
            None => write!(out, "{other}"),
        },
    };
}

fn write_struct<'a>(out: &mut String, fields: impl Iterator<Item = (&'a PlSmallStr, AnyValue<'a>)>) {
    out.push('{');
    for (n, (name, value)) in fields.enumerate() {
        if n > 0 {
            out.push_str(", ");
        }
        let _ = write!(out, "{name}: ");
        write_value(out, &value);
    }
    out.push('}');
}

fn write_date(out: &mut String, days: i32) -> std::fmt::Result {
    let date = NaiveDate::default().checked_add_signed(Duration::days(days.into()));
    match date {
        Some(date) => write!(out, "{date}"),
        None => write!(out, "{days} days after 1970-01-01"),
    }
}

/// The moment in local time of the column's zone, with its offset from UTC, if the column has a zone.
fn write_datetime(out: &mut String, value: i64, unit: TimeUnit, zone: Option<&TimeZone>) -> std::fmt::Result {
    const FORMAT: &str = "%Y-%m-%d %H:%M:%S%.f";
    let (moment, name) = match unit {
        TimeUnit::Nanoseconds => (Some(DateTime::from_timestamp_nanos(value)), "nanoseconds"),
        TimeUnit::Microseconds => (DateTime::from_timestamp_micros(value), "microseconds"),
        TimeUnit::Milliseconds => (DateTime::from_timestamp_millis(value), "milliseconds"),
    };
    let Some(moment) = moment else { return write!(out, "{value} {name} after 1970-01-01") };
    let Some(zone) = zone else { return write!(out, "{}", moment.naive_utc().format(FORMAT)) };
    match zone.to_chrono() {
        Ok(zone) => {
            let local = moment.with_timezone(&zone);
            write!(out, "{}{}", local.format(FORMAT), local.format("%:z"))
        }
        Err(_) => write!(out, "{}+00:00", moment.naive_utc().format(FORMAT)),
    }
}

/// "1d 02:03:04.5"; days only if there are any.
fn duration(value: i64, unit: TimeUnit) -> String {
    let per_second: i128 = match unit {
        TimeUnit::Nanoseconds => 1_000_000_000,
        TimeUnit::Microseconds => 1_000_000,
        TimeUnit::Milliseconds => 1_000,
    };
    let magnitude = i128::from(value).abs();
    let seconds = magnitude / per_second;
    let rest = magnitude % per_second;
    let days = seconds / 86_400;
    let hours = seconds / 3_600 % 24;
    let minutes = seconds / 60 % 60;
    let seconds = seconds % 60;
    let sign = if value < 0 { "-" } else { "" };
    let days = if days > 0 { format!("{days}d ") } else { String::new() };
    let mut text = format!("{sign}{days}{hours:02}:{minutes:02}:{seconds:02}");
    if rest > 0 {
        let digits = per_second.ilog10() as usize;
        text.push_str(format!(".{rest:0digits$}").trim_end_matches('0'));
    }
    text
}

fn write_hex(out: &mut String, bytes: &[u8]) -> std::fmt::Result {
    bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::super::table::{Exactness, Table};
    use super::*;

    fn shown(column: Column) -> Vec<Cell<'static>> {
        let rows = column.len();
        let table = Table::new(DataFrame::new(rows, vec![column]).unwrap(), 0, Exactness::Exact);
        let owned = |cell: Cell| match cell {
            Cell::Text(text) => Cell::Text(text.into_owned().into()),
            Cell::Null => Cell::Null,
            Cell::Boolean(value) => Cell::Boolean(value),
            Cell::Integer(value) => Cell::Integer(value),
            Cell::Number(value) => Cell::Number(value),
            Cell::Other(text) => Cell::Other(text),
        };
        (0..rows).map(|row| owned(table.cell(row, 0))).collect()
    }

    fn other(text: &str) -> Cell<'static> {
        Cell::Other(text.into())
    }

    #[test]
    fn plain_values() {
        assert_eq!(shown(Column::new("x".into(), [Some(1i32), None])), [Cell::Integer(1), Cell::Null]);
        assert_eq!(shown(Column::new("x".into(), [2.5f32])), [Cell::Number(2.5)]);
        assert_eq!(shown(Column::new("x".into(), ["a…"])), [Cell::Text("a…".into())]);
        assert_eq!(shown(Column::new("x".into(), [true])), [Cell::Boolean(true)]);
    }

    #[test]
    fn dates_and_times() {
        let cast = |values: &[i64], dtype: DataType| shown(Column::new("x".into(), values).cast(&dtype).unwrap());
        assert_eq!(cast(&[15_710, -719_529], DataType::Date), [other("2013-01-05"), other("-0001-12-31")]);
        let micros = DataType::Datetime(TimeUnit::Microseconds, None);
        assert_eq!(
            cast(&[1_357_365_600_000_000, 1_357_365_600_500_000, -1], micros),
            [other("2013-01-05 06:00:00"), other("2013-01-05 06:00:00.500"), other("1969-12-31 23:59:59.999999")]
        );
        assert_eq!(
            cast(&[i64::MAX], DataType::Datetime(TimeUnit::Microseconds, None)),
            [other("9223372036854775807 microseconds after 1970-01-01")]
        );
        assert_eq!(cast(&[3_600_000_000_000], DataType::Time), [other("01:00:00")]);
        let span = DataType::Duration(TimeUnit::Milliseconds);
        assert_eq!(
            cast(&[90_061_500, -1_000, 0], span),
            [other("1d 01:01:01.5"), other("-00:00:01"), other("00:00:00")]
        );
    }

    #[test]
    fn moments_with_a_zone_are_told_by_its_clocks() {
        let cast = |zone: &str, values: &[i64]| {
            let zone = TimeZone::opt_try_new(Some(zone)).unwrap();
            let dtype = DataType::Datetime(TimeUnit::Milliseconds, zone);
            shown(Column::new("x".into(), values).cast(&dtype).unwrap())
        };
        assert_eq!(cast("UTC", &[1_357_365_600_000]), [other("2013-01-05 06:00:00+00:00")]);
        assert_eq!(
            cast("Europe/Berlin", &[1_357_365_600_000, 1_720_000_000_500]),
            [other("2013-01-05 07:00:00+01:00"), other("2024-07-03 11:46:40.500+02:00")]
        );
        assert_eq!(cast("America/St_Johns", &[0]), [other("1969-12-31 20:30:00-03:30")]);
    }

    #[test]
    fn values_in_values() {
        let list = Series::new("x".into(), [Series::new("".into(), [Some(1i64), None])]);
        assert_eq!(shown(list.into()), [other("[1, null]")]);
        let long = Series::new("x".into(), [Series::new("".into(), (0..40).collect::<Vec<i64>>())]);
        let Cell::Other(text) = &shown(long.into())[0] else { panic!("a list is text") };
        assert!(text.starts_with("[0, 1, 2, ") && text.ends_with("38, 39]"), "{text}");
        let fields = [Series::new("a".into(), [1i64]), Series::new("b".into(), ["x"])];
        let record = StructChunked::from_series("x".into(), 1, fields.iter()).unwrap().into_series();
        assert_eq!(shown(record.into()), [other("{a: 1, b: x}")]);
        let bytes: BinaryChunked = [Some(&b"\x00\xff"[..])].into_iter().collect();
        assert_eq!(shown(bytes.into_series().into()), [other("00ff")]);
    }

    #[test]
    fn types_that_only_files_have_are_shown_as_what_they_mean() {
        let array = DataType::Array(Box::new(DataType::Int64), 2);
        let list = Series::new("x".into(), [Series::new("".into(), [1i64, 2])]);
        assert_eq!(shown(list.cast(&array).unwrap().into()), [other("[1, 2]")]);
        let half = Column::new("x".into(), [1.5f32]).cast(&DataType::Float16).unwrap();
        assert_eq!(shown(half), [Cell::Number(1.5)]);
        let category = DataType::from_categories(Categories::global());
        assert_eq!(shown(Column::new("x".into(), ["a"]).cast(&category).unwrap()), [Cell::Text("a".into())]);
    }
}
