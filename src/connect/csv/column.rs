//! The types that a text column can be converted to, and which texts fit them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use polars::prelude::*;

use super::amount::{Amount, Numeric};
use super::digits::{Fit, Loss, integer_fit, number_fit};
use super::notation::{Notation, Thousands};

/// A column's type; temporal types have the format of their texts, in chrono's notation.
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
    /// Numbers in another notation, and exact decimals.
    Amount(Amount),
}

/// The formats that are tried, more likely ones first.
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
            ColumnType::Amount(Amount { number: Numeric::Integer, .. }) => "an integer",
            ColumnType::Amount(Amount { number: Numeric::Number, .. }) => "a number",
            ColumnType::Amount(Amount { number: Numeric::Decimal(..), .. }) => "a decimal",
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
            ColumnType::Amount(amount) => amount.data_type(),
        }
    }

    /// A number in a file with this notation. The scan cannot read thousands separators, nor a decimal comma if the
    /// comma is the delimiter.
    pub(super) fn in_notation(&self, file: Notation, delimiter: u8) -> ColumnType {
        let number = match self {
            ColumnType::Integer => Numeric::Integer,
            ColumnType::Number => Numeric::Number,
            ColumnType::Amount(Amount { number, notation: None }) => {
                return ColumnType::Amount(Amount { number: *number, notation: Some(file) });
            }
            other => return other.clone(),
        };
        let is_plain = matches!(file.thousands, Thousands::None | Thousands::Detected);
        let is_read = is_plain && (number == Numeric::Integer || file.decimal() != delimiter);
        if is_read { self.clone() } else { ColumnType::Amount(Amount { number, notation: Some(file) }) }
    }

    /// The type that the scan returns; dates and times are returned as text, because the scan would guess their format
    /// again in every piece.
    pub(super) fn scanned(&self) -> DataType {
        match self {
            ColumnType::Integer | ColumnType::Number | ColumnType::Boolean => self.data_type(),
            _ => DataType::String,
        }
    }

    /// Whether [`ColumnType::conversion`] parses it.
    pub(super) fn is_converted(&self) -> bool {
        use ColumnType::*;
        matches!(self, Date(_) | DateTime(_) | ZonedDateTime(_) | Time(_) | Amount(_))
    }

    /// The expression that converts the scanned column to its type; `None` if it has it already.
    pub(super) fn conversion(&self, name: &str) -> Option<Expr> {
        let options = |format: &String| StrptimeOptions { format: Some(format.as_str().into()), ..Default::default() };
        // Not `col`, which treats some names as patterns.
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
            ColumnType::Amount(amount) => Some(amount.conversion(Expr::Column(PlSmallStr::from_str(name)))),
            _ => None,
        }
    }

    /// How a field that is neither empty nor a null text fits this type. Agrees with what the scan can parse.
    #[inline]
    pub(super) fn fit(&self, field: &[u8], decimal_comma: bool) -> Fit {
        match self {
            ColumnType::Text => Fit::Yes,
            ColumnType::Integer => integer_fit(field),
            ColumnType::Number => number_fit(field, if decimal_comma { b',' } else { b'.' }),
            ColumnType::Boolean => Fit::of(field.eq_ignore_ascii_case(b"true") || field.eq_ignore_ascii_case(b"false")),
            converted => std::str::from_utf8(field).map_or(Fit::No, |text| converted.fit_of_text(text)),
        }
    }

    fn fit_of_text(&self, text: &str) -> Fit {
        match self {
            ColumnType::Date(format) => Fit::of(
                (format == "%Y-%m-%d" && text.len() == 10 && is_plain_date(text.as_bytes())) || is_date(text, format),
            ),
            ColumnType::DateTime(format) if is_moment(text, format) => fraction_fit(text, format, 6),
            ColumnType::ZonedDateTime(format) => match DateTime::parse_from_str(text, format) {
                Ok(moment) if is_year(moment.year(), format) && is_kept(&moment) => match fraction_fit(text, format, 6)
                {
                    Fit::Yes if moment.offset().local_minus_utc() != 0 => Fit::Loses(Loss::Offset),
                    fit => fit,
                },
                _ => Fit::No,
            },
            ColumnType::Time(format) if is_time(text, format) => fraction_fit(text, format, 9),
            ColumnType::Amount(amount) => amount.fits(text),
            _ => Fit::No,
        }
    }
}

/// Years with two digits would silently become years of the first century.
const FIRST_YEAR: i32 = 1000;

fn is_year(year: i32, format: &str) -> bool {
    year >= FIRST_YEAR || !format.contains("%Y")
}

/// Whether the fractional digits of a second fit into `most`; trailing zeros do not count.
fn fraction_fit(text: &str, format: &str, most: usize) -> Fit {
    if !format.contains('f') || text.len() < most {
        return Fit::Yes;
    }
    let fraction = text.rsplit(['.', ',']).next().unwrap_or_default();
    let digits = fraction.bytes().take_while(u8::is_ascii_digit);
    if digits.skip(most).any(|digit| digit != b'0') { Fit::Loses(Loss::Fraction) } else { Fit::Yes }
}

pub(super) fn is_date(text: &str, format: &str) -> bool {
    NaiveDate::parse_from_str(text, format).is_ok_and(|date| is_year(date.year(), format))
}

pub(super) fn is_moment(text: &str, format: &str) -> bool {
    NaiveDateTime::parse_from_str(text, format).is_ok_and(|time| is_year(time.year(), format) && is_kept(&time))
}

pub(super) fn is_zoned(text: &str, format: &str) -> bool {
    DateTime::parse_from_str(text, format).is_ok_and(|time| is_year(time.year(), format) && is_kept(&time))
}

pub(super) fn is_time(text: &str, format: &str) -> bool {
    NaiveTime::parse_from_str(text, format).is_ok_and(|time| is_kept(&time))
}

/// A leap second, such as 23:59:60, has no place in a table: a time could not hold it, and a datetime would become the
/// next second.
fn is_kept(time: &impl Timelike) -> bool {
    time.nanosecond() < 1_000_000_000
}

/// A day from 1 to 28 in ISO format: valid in every month, and faster to recognise than to parse.
fn is_plain_date(text: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ..] = text else { return false };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2].iter().all(|byte| byte.is_ascii_digit());
    let number = |tens: &u8, ones: &u8| (tens & 15) * 10 + (ones & 15);
    digits && (1..=12).contains(&number(m1, m2)) && (1..=28).contains(&number(d1, d2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_of_their_types() {
        let yes = |kind: ColumnType, texts: &[&str]| {
            texts.iter().for_each(|t| assert_eq!(kind.fit(t.as_bytes(), false), Fit::Yes, "{t:?} is {}", kind.words()));
        };
        let no = |kind: ColumnType, texts: &[&str]| {
            texts
                .iter()
                .for_each(|t| assert_eq!(kind.fit(t.as_bytes(), false), Fit::No, "{t:?} is not {}", kind.words()));
        };
        yes(ColumnType::Boolean, &["true", "FALSE"]);
        no(ColumnType::Boolean, &["yes", "1"]);
        yes(ColumnType::Date("%Y-%m-%d".into()), &["2013-01-31", "2012-02-29"]);
        no(ColumnType::Date("%Y-%m-%d".into()), &["2013-02-29", "2013-13-01", "2013-01-01 10:00", "x"]);
        no(ColumnType::Time(TIMES[0].into()), &["23:59:60", "23:59:60.5", "24:00:00"]);
        no(ColumnType::DateTime(MOMENTS[0].into()), &["2016-12-31 23:59:60", "2016-12-31 24:00:00"]);
        no(ColumnType::ZonedDateTime(ZONED[0].into()), &["2016-12-31T23:59:60Z"]);
        yes(ColumnType::ZonedDateTime(ZONED[0].into()), &["2013-01-01T10:00:00Z", "2013-01-01T10:00:00.500+00:00"]);
    }

    #[test]
    fn moments_tell_what_they_lose() {
        let zoned = ColumnType::ZonedDateTime(ZONED[0].into());
        assert_eq!(zoned.fit(b"2013-01-01T10:00:00+01:00", false), Fit::Loses(Loss::Offset));
        let local = ColumnType::DateTime(MOMENTS[1].into());
        assert_eq!(local.fit(b"2013-01-01T10:00:00.123456", false), Fit::Yes);
        assert_eq!(local.fit(b"2013-01-01T10:00:00.123456000", false), Fit::Yes);
        assert_eq!(local.fit(b"2013-01-01T10:00:00.123456789", false), Fit::Loses(Loss::Fraction));
        let time = ColumnType::Time(TIMES[0].into());
        assert_eq!(time.fit(b"10:00:00.123456789", false), Fit::Yes);
    }
}
