//! Values in the server's binary form. A value that the column there cannot hold unchanged does not fit.

use polars::prelude::*;

use super::misfit::{EPOCH_DAYS, EPOCH_MICROS};
use super::numeric;
use crate::connect::servers::{declared_digits, micros};

/// Days before 2000 that a date may be, to the year 4714 before our era.
pub(super) const EARLIEST_DAY: i32 = -2_451_545;
/// The first and the last microsecond of a timestamp, from 2000.
pub(super) const EARLIEST: i64 = -211_813_488_000_000_000;
pub(super) const LATEST: i64 = 9_223_371_331_200_000_000;

/// How values become those of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Encoding {
    Boolean,
    Int2,
    Int4,
    Int8,
    Float4,
    Float8,
    /// With the declared precision and scale, if there are.
    Numeric(Option<(u16, u16)>),
    /// With the most characters, if there is a limit.
    Text(Option<usize>),
    /// One of these.
    Label(Vec<String>),
    Jsonb,
    Uuid,
    Bytea,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Interval,
    /// A list; with the number of the type of its elements.
    Array(Box<Encoding>, u32),
}

/// The value is not one of the column's type.
#[derive(Debug, PartialEq)]
pub(super) struct Unfit;

/// Appends a field: its length and its bytes, or the sign of null.
pub(super) fn field(value: &AnyValue, encoding: &Encoding, out: &mut Vec<u8>) -> Result<(), Unfit> {
    if value.is_null() {
        out.extend_from_slice(&(-1_i32).to_be_bytes());
        return Ok(());
    }
    let begin = out.len();
    out.extend_from_slice(&[0; 4]);
    bytes(value, encoding, out)?;
    let length = i32::try_from(out.len() - begin - 4).map_err(|_| Unfit)?;
    out[begin..begin + 4].copy_from_slice(&length.to_be_bytes());
    Ok(())
}

fn bytes(value: &AnyValue, encoding: &Encoding, out: &mut Vec<u8>) -> Result<(), Unfit> {
    match encoding {
        Encoding::Boolean => out.push(value.extract_bool().ok_or(Unfit)?.into()),
        Encoding::Int2 => out.extend_from_slice(&integer::<i16>(value)?.to_be_bytes()),
        Encoding::Int4 => out.extend_from_slice(&integer::<i32>(value)?.to_be_bytes()),
        Encoding::Int8 => out.extend_from_slice(&integer::<i64>(value)?.to_be_bytes()),
        Encoding::Float4 => match value {
            AnyValue::Float32(number) => out.extend_from_slice(&number.to_be_bytes()),
            _ => return Err(Unfit),
        },
        Encoding::Float8 => match value {
            AnyValue::Float64(number) => out.extend_from_slice(&number.to_be_bytes()),
            AnyValue::Float32(number) => out.extend_from_slice(&f64::from(*number).to_be_bytes()),
            _ => return Err(Unfit),
        },
        Encoding::Numeric(declared) => {
            let (number, scale) = match value {
                AnyValue::Decimal(number, _, scale) => (*number, *scale),
                value => (integer::<i128>(value)?, 0),
            };
            let (number, scale) =
                declared.map_or(Some((number, scale)), |it| declared_digits(number, scale, it)).ok_or(Unfit)?;
            numeric::encode(number, scale, out);
        }
        Encoding::Text(longest) => {
            let text = text(value)?;
            if longest.is_some_and(|longest| text.chars().count() > longest) {
                return Err(Unfit);
            }
            out.extend_from_slice(text.as_bytes());
        }
        Encoding::Label(labels) => {
            let text = text(value)?;
            if !labels.iter().any(|label| label == text) {
                return Err(Unfit);
            }
            out.extend_from_slice(text.as_bytes());
        }
        Encoding::Jsonb => {
            out.push(1);
            out.extend_from_slice(text(value)?.as_bytes());
        }
        Encoding::Uuid => out.extend_from_slice(&uuid(text(value)?).ok_or(Unfit)?),
        Encoding::Bytea => out.extend_from_slice(value.extract_bytes().ok_or(Unfit)?),
        Encoding::Date => match value {
            AnyValue::Date(days) => {
                let days = days.checked_sub(EPOCH_DAYS).filter(|days| *days >= EARLIEST_DAY).ok_or(Unfit)?;
                out.extend_from_slice(&days.to_be_bytes());
            }
            _ => return Err(Unfit),
        },
        Encoding::Time => match value {
            AnyValue::Time(nanos) if nanos % 1_000 == 0 => out.extend_from_slice(&(nanos / 1_000).to_be_bytes()),
            _ => return Err(Unfit),
        },
        Encoding::Timestamp | Encoding::TimestampTz => {
            let (time, unit) = match value {
                AnyValue::Datetime(time, unit, _) => (*time, *unit),
                AnyValue::DatetimeOwned(time, unit, _) => (*time, *unit),
                _ => return Err(Unfit),
            };
            let micros = micros(time, unit).and_then(|micros| micros.checked_sub(EPOCH_MICROS));
            let micros = micros.filter(|micros| (EARLIEST..LATEST).contains(micros)).ok_or(Unfit)?;
            out.extend_from_slice(&micros.to_be_bytes());
        }
        Encoding::Interval => match value {
            AnyValue::Duration(time, unit) => {
                out.extend_from_slice(&micros(*time, *unit).ok_or(Unfit)?.to_be_bytes());
                // No days and no months.
                out.extend_from_slice(&[0; 8]);
            }
            _ => return Err(Unfit),
        },
        Encoding::Array(element, number) => match value {
            AnyValue::List(elements) => array(elements, element, *number, out)?,
            _ => return Err(Unfit),
        },
    }
    Ok(())
}

fn array(elements: &Series, encoding: &Encoding, number: u32, out: &mut Vec<u8>) -> Result<(), Unfit> {
    let length = i32::try_from(elements.len()).map_err(|_| Unfit)?;
    let dimensions = i32::from(length > 0);
    let has_null = i32::from(elements.null_count() > 0);
    out.extend_from_slice(&dimensions.to_be_bytes());
    out.extend_from_slice(&has_null.to_be_bytes());
    out.extend_from_slice(&number.to_be_bytes());
    if length > 0 {
        out.extend_from_slice(&length.to_be_bytes());
        // Arrays begin at 1.
        out.extend_from_slice(&1_i32.to_be_bytes());
    }
    elements.iter().try_for_each(|value| field(&value, encoding, out))
}

fn integer<T: TryFrom<i128>>(value: &AnyValue) -> Result<T, Unfit> {
    let number = match value {
        value if value.is_integer() => value.extract::<i128>().ok_or(Unfit)?,
        _ => return Err(Unfit),
    };
    T::try_from(number).map_err(|_| Unfit)
}

/// A text that the server can hold: it has no sign of number 0.
fn text<'a>(value: &'a AnyValue) -> Result<&'a str, Unfit> {
    value.get_str().filter(|text| !text.contains('\0')).ok_or(Unfit)
}

fn uuid(text: &str) -> Option<[u8; 16]> {
    let digits: Vec<u8> = text.bytes().filter(|sign| *sign != b'-').collect();
    let is_uuid = text.len() == 36 && digits.len() == 32 && digits.iter().all(u8::is_ascii_hexdigit);
    let number = is_uuid.then(|| u128::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok())??;
    Some(number.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(value: AnyValue, encoding: Encoding) -> bool {
        field(&value, &encoding, &mut Vec::new()).is_ok()
    }

    #[test]
    fn what_a_column_would_change_does_not_fit() {
        assert!(fits(AnyValue::Int64(32_767), Encoding::Int2) && !fits(AnyValue::Int64(32_768), Encoding::Int2));
        assert!(
            !fits(AnyValue::UInt64(u64::MAX), Encoding::Int8)
                && fits(AnyValue::UInt64(u64::MAX), Encoding::Numeric(None))
        );
        assert!(!fits(AnyValue::Float64(0.5), Encoding::Float4) && !fits(AnyValue::Float64(1.0), Encoding::Int4));
        let decimal = |number, scale| AnyValue::Decimal(number, 38, scale);
        let short = || Encoding::Numeric(Some((5, 2)));
        assert!(fits(decimal(99_999, 2), short()) && !fits(decimal(100_000, 2), short()));
        assert!(fits(decimal(12_300, 3), short()) && !fits(decimal(12_301, 3), short()));
        assert!(fits(decimal(999, 0), short()) && !fits(decimal(1_000, 0), short()));
        let text = |text: &'static str, longest| fits(AnyValue::String(text), Encoding::Text(longest));
        assert!(text("äöü", Some(3)) && !text("äöüß", Some(3)) && !text("a\0", None));
        assert!(!fits(AnyValue::Time(1), Encoding::Time) && fits(AnyValue::Time(1_000), Encoding::Time));
        let time = |time, unit| fits(AnyValue::Datetime(time, unit, None), Encoding::Timestamp);
        assert!(!time(1, TimeUnit::Nanoseconds) && time(1_000, TimeUnit::Nanoseconds));
        assert!(!time(i64::MIN, TimeUnit::Microseconds) && !time(i64::MAX, TimeUnit::Milliseconds));
        assert!(!fits(AnyValue::Date(i32::MIN), Encoding::Date) && fits(AnyValue::Date(-719_162), Encoding::Date));
        assert!(!fits(AnyValue::String("c"), Encoding::Label(vec!["a".into(), "b".into()])));
        assert!(fits(AnyValue::String("6f9619ff-8b86-d011-b42d-00c04fc964ff"), Encoding::Uuid));
        assert!(!fits(AnyValue::String("6f9619ff8b86d011b42d00c04fc964ff"), Encoding::Uuid));
        assert!(fits(AnyValue::Null, Encoding::Int2));
    }
}
