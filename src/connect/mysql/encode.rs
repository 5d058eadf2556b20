//! Values as texts of a statement, or of the file that LOAD DATA reads. A value that the column there cannot hold unchanged does
//! not fit.

use polars::prelude::*;

use super::decimals::encoded;
use crate::connect::servers::{date_text, micros, time_text};

/// How values become those of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Encoding {
    /// Between these.
    Integer(i128, i128),
    Boolean,
    Float,
    Double,
    /// Precision and scale, and whether there is a sign.
    Decimal(u32, u32, bool),
    Text(TextRoom),
    /// One of these.
    Label(Vec<String>),
    /// Some of these, in this order.
    Labels(Vec<String>),
    /// At most so many bytes, or exactly so many where it would be filled up.
    Bytes {
        most: u64,
        is_exact: bool,
    },
    /// 0, or from 1901 to 2155.
    Year,
    Date,
    /// With so many decimals of a second.
    Time(u32),
    DateTime(u32),
    /// An instant from 1970 to 2038.
    Timestamp(u32),
}

/// How much text a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextRoom {
    pub characters: Option<u64>,
    pub bytes: Option<u64>,
    /// Whether blanks at the end are lost.
    pub is_trimmed: bool,
}

/// Where values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A field of a file for LOAD DATA; bytes are in hexadecimal digits.
    Field,
    /// A part of an INSERT.
    Literal,
}

/// The value is not one of the column's type.
#[derive(Debug, PartialEq)]
pub(super) struct Unfit;

/// The last second of a timestamp: newer servers have more, but not all.
const LAST_SECOND: i64 = i32::MAX as i64;

impl Encoding {
    /// Whether a field of a file is in hexadecimal digits.
    pub fn is_hexadecimal(&self) -> bool {
        matches!(self, Encoding::Bytes { .. })
    }
}

/// Appends a value.
pub(super) fn put(value: &AnyValue, encoding: &Encoding, form: Form, out: &mut Vec<u8>) -> Result<(), Unfit> {
    if value.is_null() {
        out.extend_from_slice(if form == Form::Field { b"\\N" } else { b"NULL" });
        return Ok(());
    }
    match encoding {
        Encoding::Integer(least, most) => {
            let number = integer(value).filter(|number| (*least..=*most).contains(number)).ok_or(Unfit)?;
            plain(&number.to_string(), out);
        }
        Encoding::Boolean => plain(if value.extract_bool().ok_or(Unfit)? { "1" } else { "0" }, out),
        Encoding::Float => match value {
            // Its shortest text may be above the largest number that the server takes for a float.
            AnyValue::Float32(number) if number.is_finite() => plain(&format!("{:e}", f64::from(*number)), out),
            _ => return Err(Unfit),
        },
        Encoding::Double => {
            let number = match value {
                AnyValue::Float64(number) => *number,
                AnyValue::Float32(number) => f64::from(*number),
                _ => return Err(Unfit),
            };
            if !number.is_finite() {
                return Err(Unfit);
            }
            plain(&format!("{number:e}"), out);
        }
        Encoding::Decimal(precision, scale, is_signed) => {
            let (number, own) = match value {
                AnyValue::Decimal(number, _, scale) => (*number, *scale as u32),
                value => (integer(value).ok_or(Unfit)?, 0),
            };
            if number < 0 && !is_signed {
                return Err(Unfit);
            }
            plain(&encoded(number, own, *precision, *scale).ok_or(Unfit)?, out);
        }
        Encoding::Text(room) => {
            let text = value.get_str().ok_or(Unfit)?;
            let is_long = room.characters.is_some_and(|most| text.chars().count() as u64 > most)
                || room.bytes.is_some_and(|most| text.len() as u64 > most);
            if is_long || (room.is_trimmed && text.ends_with(' ')) {
                return Err(Unfit);
            }
            quoted(text, form, out);
        }
        Encoding::Label(labels) => {
            let text = value.get_str().filter(|text| labels.iter().any(|label| label == text)).ok_or(Unfit)?;
            quoted(text, form, out);
        }
        Encoding::Labels(labels) => {
            let text = value.get_str().ok_or(Unfit)?;
            let mut rest = labels.iter();
            let is_ordered = text.is_empty() || text.split(',').all(|part| rest.any(|label| label == part));
            if !is_ordered {
                return Err(Unfit);
            }
            quoted(text, form, out);
        }
        Encoding::Bytes { most, is_exact } => {
            let bytes = value.extract_bytes().ok_or(Unfit)?;
            let length = bytes.len() as u64;
            if length > *most || (*is_exact && length != *most) {
                return Err(Unfit);
            }
            hexadecimal(bytes, form, out);
        }
        Encoding::Year => {
            let year = integer(value).filter(|year| *year == 0 || (1901..=2155).contains(year)).ok_or(Unfit)?;
            // Of fewer digits the server would make another year.
            quoted(&format!("{year:04}"), form, out);
        }
        Encoding::Date => match value {
            AnyValue::Date(days) => quoted(&date_text(*days).ok_or(Unfit)?, form, out),
            _ => return Err(Unfit),
        },
        Encoding::Time(decimals) => match value {
            AnyValue::Time(nanos) => {
                let micros = rounded(*nanos, TimeUnit::Nanoseconds, *decimals).ok_or(Unfit)?;
                // The text of that time on the first day.
                let text = time_text(micros).ok_or(Unfit)?;
                quoted(text.get(11..).ok_or(Unfit)?, form, out);
            }
            _ => return Err(Unfit),
        },
        Encoding::DateTime(decimals) | Encoding::Timestamp(decimals) => {
            let (time, unit) = match value {
                AnyValue::Datetime(time, unit, _) => (*time, *unit),
                AnyValue::DatetimeOwned(time, unit, _) => (*time, *unit),
                _ => return Err(Unfit),
            };
            let micros = rounded(time, unit, *decimals).ok_or(Unfit)?;
            if matches!(encoding, Encoding::Timestamp(_)) && !(1..=LAST_SECOND).contains(&micros.div_euclid(1_000_000))
            {
                return Err(Unfit);
            }
            quoted(&time_text(micros).ok_or(Unfit)?, form, out);
        }
    }
    Ok(())
}

fn plain(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(text.as_bytes());
}

fn integer(value: &AnyValue) -> Option<i128> {
    if value.is_integer() { value.extract::<i128>() } else { None }
}

/// A text whose signs mean themselves.
fn quoted(text: &str, form: Form, out: &mut Vec<u8>) {
    if form == Form::Literal {
        out.push(b'\'');
    }
    for byte in text.bytes() {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            0 => out.extend_from_slice(b"\\0"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\'' if form == Form::Literal => out.extend_from_slice(b"''"),
            byte => out.push(byte),
        }
    }
    if form == Form::Literal {
        out.push(b'\'');
    }
}

fn hexadecimal(bytes: &[u8], form: Form, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    if form == Form::Literal {
        out.extend_from_slice(b"X'");
    }
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
    if form == Form::Literal {
        out.push(b'\'');
    }
}

/// Microseconds, if the value has no more decimals of a second than `decimals`.
fn rounded(time: i64, unit: TimeUnit, decimals: u32) -> Option<i64> {
    let micros = micros(time, unit)?;
    let step = 10_i64.pow(6_u32.checked_sub(decimals)?);
    (micros % step == 0).then_some(micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: AnyValue, encoding: Encoding, form: Form) -> Result<String, Unfit> {
        let mut out = Vec::new();
        put(&value, &encoding, form, &mut out)?;
        Ok(String::from_utf8(out).expect("a text"))
    }

    fn fits(value: AnyValue, encoding: Encoding) -> bool {
        text(value, encoding, Form::Field).is_ok()
    }

    const ROOM: TextRoom = TextRoom { characters: Some(3), bytes: None, is_trimmed: true };

    #[test]
    fn what_a_column_would_change_does_not_fit() {
        let tiny = || Encoding::Integer(-128, 127);
        assert!(fits(AnyValue::Int64(-128), tiny()) && !fits(AnyValue::Int64(128), tiny()));
        assert!(fits(AnyValue::UInt64(u64::MAX), Encoding::Integer(0, u64::MAX.into())));
        assert!(!fits(AnyValue::Float64(f64::NAN), Encoding::Double) && !fits(AnyValue::Float64(0.5), Encoding::Float));
        assert!(!fits(AnyValue::Float32(f32::INFINITY), Encoding::Float));
        let decimal = |number, scale, encoding| fits(AnyValue::Decimal(number, 38, scale), encoding);
        let short = || Encoding::Decimal(5, 2, true);
        assert!(decimal(99_999, 2, short()) && !decimal(100_000, 2, short()));
        assert!(decimal(12_300, 3, short()) && !decimal(12_301, 3, short()));
        assert!(decimal(999, 0, short()) && !decimal(1_000, 0, short()));
        assert!(!decimal(-1, 0, Encoding::Decimal(5, 2, false)));
        let in_room = |text| fits(AnyValue::String(text), Encoding::Text(ROOM));
        assert!(in_room("äöü") && !in_room("äöüß") && !in_room("a "));
        let labels = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let label = |text| fits(AnyValue::String(text), Encoding::Label(labels.clone()));
        assert!(label("b") && !label("B") && !label(""));
        let set = |text| fits(AnyValue::String(text), Encoding::Labels(labels.clone()));
        assert!(set("") && set("a,c") && !set("c,a") && !set("a,a") && !set("d") && !set("a,"));
        let bytes = |bytes, is_exact| fits(AnyValue::Binary(bytes), Encoding::Bytes { most: 2, is_exact });
        assert!(bytes(b"a", false) && !bytes(b"a", true) && bytes(b"ab", true) && !bytes(b"abc", false));
        let time = |time, unit, decimals| fits(AnyValue::Datetime(time, unit, None), Encoding::DateTime(decimals));
        assert!(!time(1, TimeUnit::Nanoseconds, 6) && time(1_000, TimeUnit::Nanoseconds, 6));
        assert!(!time(1_000, TimeUnit::Microseconds, 0) && time(1_000, TimeUnit::Milliseconds, 0));
        assert!(!time(i64::MAX, TimeUnit::Milliseconds, 6) && !time(i64::MIN, TimeUnit::Microseconds, 6));
        let instant = |second: i64| {
            fits(AnyValue::Datetime(second * 1_000, TimeUnit::Milliseconds, None), Encoding::Timestamp(6))
        };
        assert!(!instant(0) && instant(1) && instant(LAST_SECOND) && !instant(LAST_SECOND + 1));
        assert!(!fits(AnyValue::Date(i32::MIN), Encoding::Date) && fits(AnyValue::Date(-719_162), Encoding::Date));
        assert!(fits(AnyValue::Int32(0), Encoding::Year) && !fits(AnyValue::Int32(99), Encoding::Year));
        assert!(fits(AnyValue::Null, Encoding::Date));
    }

    #[test]
    fn a_value_has_one_text() {
        let room = TextRoom { characters: None, bytes: None, is_trimmed: false };
        let field = |value, encoding| text(value, encoding, Form::Field).unwrap();
        let literal = |value, encoding| text(value, encoding, Form::Literal).unwrap();
        let odd = "a'b\\N\t\n\r\0é";
        assert_eq!(field(AnyValue::String(odd), Encoding::Text(room)), "a'b\\\\N\\t\\n\\r\\0é");
        assert_eq!(literal(AnyValue::String(odd), Encoding::Text(room)), "'a''b\\\\N\\t\\n\\r\\0é'");
        let bytes = Encoding::Bytes { most: 9, is_exact: false };
        assert_eq!(field(AnyValue::Binary(b"\0\xff"), bytes.clone()), "00FF");
        assert_eq!(literal(AnyValue::Binary(b""), bytes), "X''");
        assert_eq!(field(AnyValue::Null, Encoding::Date) + &literal(AnyValue::Null, Encoding::Date), "\\NNULL");
        assert_eq!(literal(AnyValue::Float64(-0.0), Encoding::Double), "-0e0");
        assert_eq!(field(AnyValue::Time(1_000), Encoding::Time(6)), "00:00:00.000001");
        for (number, own, expected) in
            [(-5, 2, "-0.05"), (0, 2, "0.00"), (12_345, 2, "123.45"), (7, 0, "7"), (1_230, 3, "1.23")]
        {
            assert_eq!(encoded(number, own, 5, 2).as_deref(), Some(expected));
        }
    }
}
