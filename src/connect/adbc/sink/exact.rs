//! Values in one exact form, whatever type they have come back as: two are the same if their forms are.

use std::hash::{DefaultHasher, Hash, Hasher};

use polars::prelude::*;

use super::super::types::DIGITS;

/// Whole numbers up to this are exact as numbers with a fraction.
const EXACT: i64 = 1 << 53;
const MICRO: i128 = 1_000;

/// What a value says, without its type.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Exact<'a> {
    Null,
    /// A number of so many decimals, of which the last is not 0. Booleans are 0 and 1.
    Decimal(i128, usize),
    /// The bits of a number; every NaN is the same.
    Number(u64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Days(i32),
    /// Nanoseconds since 1970, and whether that is an instant.
    Moment(i128, bool),
    /// Nanoseconds since midnight.
    Time(i64),
    /// Nanoseconds.
    Span(i128),
    /// The hashes of its parts.
    Parts(Vec<u64>),
}

impl<'a> Exact<'a> {
    /// The form of a value where a value of this type is meant; `None` if it is none.
    pub fn of(value: &'a AnyValue<'a>, meant: &DataType) -> Option<Exact<'a>> {
        if value.is_null() {
            return Some(Exact::Null);
        }
        match meant {
            DataType::Boolean => match value {
                AnyValue::Boolean(is) => Some(Exact::Decimal(i128::from(*is), 0)),
                value => whole(value).filter(|number| *number == 0 || *number == 1).map(|it| Exact::Decimal(it, 0)),
            },
            meant if meant.is_integer() || meant.is_decimal() => decimal(value),
            DataType::Float32 | DataType::Float64 => number(value),
            DataType::String | DataType::Null | DataType::Categorical(..) | DataType::Enum(..) => {
                value.get_str().map(Exact::Text)
            }
            DataType::Binary => match value {
                AnyValue::Binary(bytes) => Some(Exact::Bytes(bytes)),
                AnyValue::BinaryOwned(bytes) => Some(Exact::Bytes(bytes)),
                _ => None,
            },
            DataType::Date => match value {
                AnyValue::Date(days) => Some(Exact::Days(*days)),
                value => days(value.get_str()?).map(Exact::Days),
            },
            DataType::Datetime(_, zone) => moment(value, zone.is_some()),
            DataType::Time => match value {
                AnyValue::Time(nanos) => Some(Exact::Time(*nanos)),
                value => time(value.get_str()?).map(Exact::Time),
            },
            DataType::Duration(_) => match value {
                AnyValue::Duration(count, unit) => Some(Exact::Span(i128::from(*count) * nanos(*unit))),
                _ => None,
            },
            DataType::List(item) => match value {
                AnyValue::List(items) => hashes(items, item).map(Exact::Parts),
                _ => None,
            },
            DataType::Struct(fields) => structure(value, fields),
            _ => None,
        }
    }

    pub fn hash64(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

/// A hash for each value of a column; `None` if one of them is none of the type that is meant.
fn hashes(values: &Series, meant: &DataType) -> Option<Vec<u64>> {
    values.iter().map(|value| Exact::of(&value, meant).map(|it| it.hash64())).collect()
}

fn structure<'a>(value: &AnyValue, fields: &[Field]) -> Option<Exact<'a>> {
    let AnyValue::StructOwned(parts) = value.clone().into_static() else { return None };
    if parts.0.len() != fields.len() {
        return None;
    }
    let one = |(part, field): (&AnyValue, &Field)| Exact::of(part, field.dtype()).map(|it| it.hash64());
    parts.0.iter().zip(fields).map(one).collect::<Option<_>>().map(Exact::Parts)
}

/// A whole number of any size.
fn whole(value: &AnyValue) -> Option<i128> {
    Some(match value {
        AnyValue::Int8(it) => i128::from(*it),
        AnyValue::Int16(it) => i128::from(*it),
        AnyValue::Int32(it) => i128::from(*it),
        AnyValue::Int64(it) => i128::from(*it),
        AnyValue::Int128(it) => *it,
        AnyValue::UInt8(it) => i128::from(*it),
        AnyValue::UInt16(it) => i128::from(*it),
        AnyValue::UInt32(it) => i128::from(*it),
        AnyValue::UInt64(it) => i128::from(*it),
        _ => return None,
    })
}

fn decimal<'a>(value: &AnyValue) -> Option<Exact<'a>> {
    let (mut number, mut scale) = match value {
        AnyValue::Decimal(number, _, scale) => (*number, *scale),
        value => match (whole(value), value.get_str()) {
            (Some(number), _) => (number, 0),
            (None, Some(text)) => digits(text)?,
            (None, None) => return None,
        },
    };
    while scale > 0 && number % 10 == 0 {
        (number, scale) = (number / 10, scale - 1);
    }
    Some(Exact::Decimal(number, scale))
}

/// A decimal that is written as `-12.30`.
fn digits(text: &str) -> Option<(i128, usize)> {
    let (sign, unsigned) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let is_number = !whole.is_empty() && digits.bytes().all(|sign| sign.is_ascii_digit());
    if !is_number || digits.trim_start_matches('0').len() > DIGITS {
        return None;
    }
    let number: i128 = digits.parse().ok()?;
    Some((sign * number, fraction.len()))
}

fn number<'a>(value: &AnyValue) -> Option<Exact<'a>> {
    let number = match value {
        AnyValue::Float32(it) => f64::from(*it),
        AnyValue::Float64(it) => *it,
        value => {
            let whole = i64::try_from(whole(value)?).ok()?;
            if whole.abs() > EXACT {
                return None;
            }
            whole as f64
        }
    };
    Some(Exact::Number(if number.is_nan() { f64::NAN.to_bits() } else { number.to_bits() }))
}

fn nanos(unit: TimeUnit) -> i128 {
    match unit {
        TimeUnit::Nanoseconds => 1,
        TimeUnit::Microseconds => MICRO,
        TimeUnit::Milliseconds => MICRO * MICRO,
    }
}

fn moment<'a>(value: &AnyValue, is_instant: bool) -> Option<Exact<'a>> {
    let (count, unit, has_zone) = match value {
        AnyValue::Datetime(count, unit, zone) => (*count, *unit, zone.is_some()),
        AnyValue::DatetimeOwned(count, unit, zone) => (*count, *unit, zone.is_some()),
        value if !is_instant => {
            let (day, of_day) = value.get_str()?.split_once(['T', ' '])?;
            let day = i128::from(days(day)?) * 86_400 * 1_000_000_000;
            return Some(Exact::Moment(day + i128::from(time(of_day)?), false));
        }
        _ => return None,
    };
    (has_zone == is_instant).then(|| Exact::Moment(i128::from(count) * nanos(unit), is_instant))
}

/// Days since 1970 of a date that is written as `2000-01-02`.
fn days(text: &str) -> Option<i32> {
    let is_plain = text.len() == 10 && text.bytes().all(|sign| sign.is_ascii_digit() || sign == b'-');
    let date = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| is_plain)?;
    i32::try_from(date.signed_duration_since(chrono::NaiveDate::default()).num_days()).ok()
}

/// Nanoseconds since midnight of a time that is written as `12:34:56.5`.
fn time(text: &str) -> Option<i64> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_plain = clock.len() == 8 && fraction.len() <= 9 && fraction.bytes().all(|sign| sign.is_ascii_digit());
    let clock = chrono::NaiveTime::parse_from_str(clock, "%H:%M:%S").ok().filter(|_| is_plain)?;
    let seconds = clock.signed_duration_since(chrono::NaiveTime::MIN).num_seconds();
    // A second more than a minute has.
    if seconds >= 86_400 || clock.format("%S").to_string() == "60" {
        return None;
    }
    Some(seconds * 1_000_000_000 + format!("{fraction:0<9}").parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(value: AnyValue, other: AnyValue, meant: &DataType) -> bool {
        let (value, other) = (Exact::of(&value, meant), Exact::of(&other, meant));
        value.is_some() && value == other
    }

    #[test]
    fn numbers_are_the_same_as_numbers() {
        let decimal = DataType::Decimal(38, 2);
        let sent = || AnyValue::Decimal(1_230, 38, 2);
        for (back, is_same) in [
            (AnyValue::String("12.3"), true),
            (AnyValue::String("12.300"), true),
            (AnyValue::Decimal(123, 5, 1), true),
            (AnyValue::String("12.31"), false),
            (AnyValue::String("1.23e1"), false),
            (AnyValue::String("+12.3"), false),
            (AnyValue::String(""), false),
            (AnyValue::Float64(12.3), false),
            (AnyValue::Null, false),
        ] {
            assert_eq!(same(sent(), back.clone(), &decimal), is_same, "{back}");
        }
        let most = "9".repeat(38);
        assert!(same(AnyValue::Decimal(10_i128.pow(38) - 1, 38, 0), AnyValue::String(&most), &decimal));
        let large = DataType::UInt64;
        assert!(!same(AnyValue::UInt64(u64::MAX), AnyValue::Int64(-1), &large));
        assert!(same(AnyValue::UInt64(7), AnyValue::Int32(7), &large));
        assert!(same(AnyValue::Boolean(true), AnyValue::Int64(1), &DataType::Boolean));
        assert!(!same(AnyValue::Boolean(true), AnyValue::Int64(2), &DataType::Boolean));
    }

    #[test]
    fn numbers_with_a_fraction_have_their_bits() {
        let number = DataType::Float64;
        assert!(same(AnyValue::Float64(f64::NAN), AnyValue::Float64(-f64::NAN), &number));
        assert!(same(AnyValue::Float64(3.0), AnyValue::Int64(3), &number));
        assert!(!same(AnyValue::Float64(-0.0), AnyValue::Float64(0.0), &number));
        assert!(!same(AnyValue::Float64(-0.0), AnyValue::Int64(0), &number));
        assert!(!same(AnyValue::Float64(0.1), AnyValue::Float32(0.1), &number));
        assert!(same(AnyValue::Float32(0.1), AnyValue::Float64(f64::from(0.1_f32)), &DataType::Float32));
    }

    #[test]
    fn texts_and_times_are_the_same_or_not() {
        assert!(!same(AnyValue::String(""), AnyValue::Null, &DataType::String));
        assert!(!same(AnyValue::String("a"), AnyValue::String("a "), &DataType::String));
        assert!(same(AnyValue::Date(10_958), AnyValue::String("2000-01-02"), &DataType::Date));
        assert!(!same(AnyValue::Date(10_958), AnyValue::String("2000-1-2"), &DataType::Date));
        let local = DataType::Datetime(TimeUnit::Nanoseconds, None);
        let at = |nanos| AnyValue::Datetime(nanos, TimeUnit::Nanoseconds, None);
        let micros = AnyValue::Datetime(1_000_001, TimeUnit::Microseconds, None);
        assert!(same(at(1_000_001_000), micros.clone(), &local));
        assert!(!same(at(1_000_001_001), micros, &local));
        assert!(same(at(-500_000_000), AnyValue::String("1969-12-31T23:59:59.5"), &local));
        let utc = TimeZone::UTC;
        let instant = DataType::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC));
        let sent = || AnyValue::Datetime(0, TimeUnit::Microseconds, Some(&utc));
        assert!(same(sent(), sent(), &instant));
        assert!(!same(sent(), AnyValue::String("1970-01-01T00:00:00"), &instant), "its zone is lost");
        assert!(!same(sent(), AnyValue::Datetime(0, TimeUnit::Microseconds, None), &instant));
        assert!(same(AnyValue::Time(1_500_000_000), AnyValue::String("00:00:01.5"), &DataType::Time));
        assert!(!same(AnyValue::Time(0), AnyValue::String("24:00:00"), &DataType::Time));
    }

    #[test]
    fn lists_are_the_same_value_by_value() {
        let list = |values: &[Option<i64>]| AnyValue::List(Series::new("".into(), values));
        let meant = DataType::List(Box::new(DataType::Int64));
        assert!(same(list(&[Some(1), None]), list(&[Some(1), None]), &meant));
        assert!(!same(list(&[Some(1), None]), list(&[None, Some(1)]), &meant));
        assert!(!same(list(&[]), AnyValue::Null, &meant));
    }
}
