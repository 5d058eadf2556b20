//! The types that a column of text may have, and which texts are of them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use polars::prelude::*;

/// A column's type; those of time with the format of their texts, in chrono's notation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ColumnType {
    Text,
    Integer,
    Number,
    Boolean,
    Date(String),
    DateTime(String),
    /// With an offset in the text; read as UTC.
    ZonedDateTime(String),
    Time(String),
}

/// The formats that are tried, the likelier ones first.
pub(super) const DATES: &[&str] = &["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y"];
pub(super) const MOMENTS: &[&str] = &[
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
];
pub(super) const ZONED: &[&str] = &["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z"];
pub(super) const TIMES: &[&str] = &["%H:%M:%S%.f", "%H:%M"];

impl ColumnType {
    /// With an article, for messages: "an integer".
    pub fn words(&self) -> &'static str {
        match self {
            ColumnType::Text => "a text",
            ColumnType::Integer => "an integer",
            ColumnType::Number => "a number",
            ColumnType::Boolean => "true or false",
            ColumnType::Date(_) => "a date",
            ColumnType::DateTime(_) | ColumnType::ZonedDateTime(_) => "a datetime",
            ColumnType::Time(_) => "a time",
        }
    }

    /// The column's type in the table.
    pub fn data_type(&self) -> DataType {
        match self {
            ColumnType::Text => DataType::String,
            ColumnType::Integer => DataType::Int64,
            ColumnType::Number => DataType::Float64,
            ColumnType::Boolean => DataType::Boolean,
            ColumnType::Date(_) => DataType::Date,
            ColumnType::DateTime(_) => DataType::Datetime(TimeUnit::Microseconds, None),
            ColumnType::ZonedDateTime(_) => DataType::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC)),
            ColumnType::Time(_) => DataType::Time,
        }
    }

    /// What the scan makes of it; dates and times come as text, because the scan would guess their format anew in every piece.
    pub(super) fn scanned(&self) -> DataType {
        match self {
            ColumnType::Integer | ColumnType::Number | ColumnType::Boolean => self.data_type(),
            _ => DataType::String,
        }
    }

    /// Whether [`ColumnType::conversion`] parses it.
    pub(super) fn is_temporal(&self) -> bool {
        use ColumnType::*;
        matches!(self, Date(_) | DateTime(_) | ZonedDateTime(_) | Time(_))
    }

    /// The expression that makes the scanned column what it shall be; `None` where it is that already.
    pub(super) fn conversion(&self, name: &str) -> Option<Expr> {
        let options = |format: &String| StrptimeOptions { format: Some(format.as_str().into()), ..Default::default() };
        // Not `col`, which takes some names as patterns.
        let text = || Expr::Column(PlSmallStr::from_str(name)).str();
        match self {
            ColumnType::Date(format) => Some(text().to_date(options(format))),
            ColumnType::DateTime(format) => {
                Some(text().to_datetime(Some(TimeUnit::Microseconds), None, options(format), lit("raise")))
            }
            ColumnType::ZonedDateTime(format) => Some(text().to_datetime(
                Some(TimeUnit::Microseconds),
                Some(TimeZone::UTC),
                options(format),
                lit("raise"),
            )),
            ColumnType::Time(format) => Some(text().to_time(options(format))),
            _ => None,
        }
    }

    /// Whether a field that is neither empty nor a null text is of this type. Agrees with what the scan can parse.
    #[inline]
    pub(super) fn accepts(&self, field: &[u8], decimal_comma: bool) -> bool {
        match self {
            ColumnType::Text => true,
            ColumnType::Integer => is_integer(field),
            ColumnType::Number => is_number(field, decimal_comma),
            ColumnType::Boolean => field.eq_ignore_ascii_case(b"true") || field.eq_ignore_ascii_case(b"false"),
            temporal => std::str::from_utf8(field).is_ok_and(|text| temporal.accepts_moment(text)),
        }
    }

    fn accepts_moment(&self, text: &str) -> bool {
        match self {
            ColumnType::Date(format) => {
                (format == "%Y-%m-%d" && text.len() == 10 && is_plain_date(text.as_bytes())) || is_date(text, format)
            }
            ColumnType::DateTime(format) => is_moment(text, format),
            ColumnType::ZonedDateTime(format) => is_zoned(text, format),
            ColumnType::Time(format) => is_time(text, format),
            _ => false,
        }
    }
}

/// Years in two digits would silently be years of the first century.
const FIRST_YEAR: i32 = 1000;

pub(super) fn is_date(text: &str, format: &str) -> bool {
    NaiveDate::parse_from_str(text, format).is_ok_and(|date| date.year() >= FIRST_YEAR || !format.contains("%Y"))
}

pub(super) fn is_moment(text: &str, format: &str) -> bool {
    NaiveDateTime::parse_from_str(text, format).is_ok_and(|time| time.year() >= FIRST_YEAR || !format.contains("%Y"))
}

pub(super) fn is_zoned(text: &str, format: &str) -> bool {
    DateTime::parse_from_str(text, format).is_ok_and(|time| time.year() >= FIRST_YEAR || !format.contains("%Y"))
}

pub(super) fn is_time(text: &str, format: &str) -> bool {
    NaiveTime::parse_from_str(text, format).is_ok()
}

/// A day from 1 to 28 in the ISO form: right in every month, and quicker seen than parsed.
fn is_plain_date(text: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ..] = text else { return false };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2].iter().all(|byte| byte.is_ascii_digit());
    let number = |tens: &u8, ones: &u8| (tens & 15) * 10 + (ones & 15);
    digits && (1..=12).contains(&number(m1, m2)) && (1..=28).contains(&number(d1, d2))
}

/// The scan skips blanks in front of a number, not those behind it.
fn without_blanks(field: &[u8]) -> &[u8] {
    let blanks = field.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    &field[blanks..]
}

#[inline]
fn is_integer(field: &[u8]) -> bool {
    let field = without_blanks(field);
    let digits = match field {
        [b'-', rest @ ..] => rest,
        field => field,
    };
    match digits.len() {
        0 => field.is_empty(),
        1..=18 => digits.iter().all(u8::is_ascii_digit) || is_signed(digits),
        _ => std::str::from_utf8(field).is_ok_and(|text| text.parse::<i64>().is_ok()),
    }
}

/// A number with a plus in front, which the quick test leaves out.
fn is_signed(digits: &[u8]) -> bool {
    matches!(digits, [b'+', first, rest @ ..] if first.is_ascii_digit() && rest.iter().all(u8::is_ascii_digit))
}

#[inline]
fn is_number(field: &[u8], decimal_comma: bool) -> bool {
    let field = without_blanks(field);
    let mut point = false;
    let mut digits = 0;
    let unsigned = match field {
        [b'-', rest @ ..] => rest,
        field => field,
    };
    for &byte in unsigned {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'.' if !point => point = true,
            _ => return is_odd_number(field, decimal_comma),
        }
    }
    digits > 0 || field.is_empty()
}

/// Exponents, infinities, decimal commas.
fn is_odd_number(field: &[u8], decimal_comma: bool) -> bool {
    let Ok(text) = std::str::from_utf8(field) else { return false };
    if decimal_comma { text.replace(',', ".").parse::<f64>().is_ok() } else { text.parse::<f64>().is_ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_of_their_types() {
        let yes = |kind: ColumnType, texts: &[&str]| {
            texts.iter().for_each(|t| assert!(kind.accepts(t.as_bytes(), false), "{t:?} is {}", kind.words()));
        };
        let no = |kind: ColumnType, texts: &[&str]| {
            texts.iter().for_each(|t| assert!(!kind.accepts(t.as_bytes(), false), "{t:?} is not {}", kind.words()));
        };
        yes(ColumnType::Integer, &["0", "-7", "+7", " 12", "9223372036854775807", "-9223372036854775808"]);
        no(ColumnType::Integer, &["1.0", "9223372036854775808", "1 ", "--1", "-", "+", "abc", "1e3"]);
        yes(ColumnType::Number, &["0", "-7.5", ".5", "5.", "1e300", "+1.5", "inf", "NaN", " 2"]);
        no(ColumnType::Number, &["1,5", ".", "-", "abc", "1.2.3", "1 "]);
        assert!(ColumnType::Number.accepts(b"-1,5", true));
        yes(ColumnType::Boolean, &["true", "FALSE"]);
        no(ColumnType::Boolean, &["yes", "1"]);
        yes(ColumnType::Date("%Y-%m-%d".into()), &["2013-01-31", "2012-02-29"]);
        no(ColumnType::Date("%Y-%m-%d".into()), &["2013-02-29", "2013-13-01", "2013-01-01 10:00", "x"]);
        yes(ColumnType::ZonedDateTime(ZONED[0].into()), &["2013-01-01T10:00:00Z", "2013-01-01T10:00:00.5+01:00"]);
    }
}
