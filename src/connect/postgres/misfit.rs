//! Values that the type of their column cannot represent exactly; and moments as the server counts them.

use std::ops::Range;

use polars::prelude::DataType;

use crate::base::Problem;

/// Microseconds and days from 1970 to 2000, where the server begins to count.
pub(super) const EPOCH_MICROS: i64 = 946_684_800_000_000;
pub(super) const EPOCH_DAYS: i32 = 10_957;
pub(super) const DAY_MICROS: i64 = 86_400_000_000;
/// The days since 1970 that calendars here reach: of the years -262,143 to 262,142.
const CALENDAR: Range<i32> = -96_465_292..95_026_237;

/// A value that the type of its column cannot represent exactly.
#[derive(Debug, PartialEq)]
pub(super) enum Misfit {
    NoUtf8,
    /// `infinity` or `-infinity`.
    Infinite,
    /// A moment that calendars here do not reach.
    OutOfRange,
    /// A number that is none.
    NotANumber,
    /// More digits than the column has room for.
    Digits(DataType),
    /// The end of a day as a time of day.
    EndOfDay,
    /// An array of arrays, or one that does not begin at 1.
    Shape,
    /// The server has sent other bytes than its type has.
    Form,
}

impl Misfit {
    /// The problem of a value in a column and a row, counted from 1.
    pub fn problem(&self, column: &str, row: u64) -> Problem {
        let message = match self {
            Misfit::NoUtf8 => say!("database-no-utf8", column = column, row = row),
            Misfit::Infinite => say!("postgres-infinite", column = column, row = row),
            Misfit::OutOfRange => say!("server-out-of-range", column = column, row = row),
            Misfit::NotANumber => say!("postgres-not-a-number", column = column, row = row),
            Misfit::Digits(dtype) => {
                say!("server-digits", column = column, row = row, data_type = dtype.to_string())
            }
            Misfit::EndOfDay => say!("postgres-end-of-day", column = column, row = row),
            Misfit::Shape => say!("postgres-array-shape", column = column, row = row),
            Misfit::Form => say!("server-other-form", column = column, row = row),
        };
        Problem::error(message).remedy(say!("postgres-cast-it", name = column))
    }
}

/// The bytes of a value of fixed length.
#[inline]
pub(super) fn fixed<const N: usize>(field: &[u8]) -> Result<[u8; N], Misfit> {
    field.try_into().map_err(|_| Misfit::Form)
}

/// Days since 1970.
#[inline]
pub(super) fn date(days: i32) -> Result<i32, Misfit> {
    match days.checked_add(EPOCH_DAYS) {
        Some(known) if CALENDAR.contains(&known) => Ok(known),
        _ if days == i32::MAX || days == i32::MIN => Err(Misfit::Infinite),
        _ => Err(Misfit::OutOfRange),
    }
}

/// Microseconds since 1970.
#[inline]
pub(super) fn moment(micros: i64) -> Result<i64, Misfit> {
    const CALENDAR_MICROS: Range<i64> = CALENDAR.start as i64 * DAY_MICROS..CALENDAR.end as i64 * DAY_MICROS;
    match micros.checked_add(EPOCH_MICROS) {
        Some(known) if CALENDAR_MICROS.contains(&known) => Ok(known),
        _ if micros == i64::MAX || micros == i64::MIN => Err(Misfit::Infinite),
        _ => Err(Misfit::OutOfRange),
    }
}

/// The usual text, such as `6f9619ff-8b86-d011-b42d-00c04fc964ff`.
pub(super) fn uuid(bytes: [u8; 16]) -> String {
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
        }
    }
    text
}

/// Nanoseconds of a day.
pub(super) fn time_of_day(micros: i64) -> Result<i64, Misfit> {
    match micros {
        0..DAY_MICROS => Ok(micros * 1_000),
        DAY_MICROS => Err(Misfit::EndOfDay),
        _ => Err(Misfit::Form),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Datelike, NaiveDate};

    use super::*;

    #[test]
    fn dates_and_moments_are_those_of_the_calendar() {
        let since_1970 = |date: NaiveDate| date.num_days_from_ce() - 719_163;
        assert_eq!(CALENDAR, since_1970(NaiveDate::MIN)..since_1970(NaiveDate::MAX) + 1);
        for days in [CALENDAR.start, 0, CALENDAR.end - 1] {
            assert_eq!(date(days - EPOCH_DAYS), Ok(days));
            let micros = i64::from(days) * DAY_MICROS;
            assert_eq!(moment(micros - EPOCH_MICROS), Ok(micros));
        }
        for days in [CALENDAR.start - 1, CALENDAR.end, i32::MAX - 1 - EPOCH_DAYS] {
            assert_eq!(date(days - EPOCH_DAYS), Err(Misfit::OutOfRange));
        }
        let last = i64::from(CALENDAR.end) * DAY_MICROS - 1;
        assert!(DateTime::from_timestamp_micros(last).is_some() && DateTime::from_timestamp_micros(last + 1).is_none());
        assert_eq!(moment(last - EPOCH_MICROS), Ok(last));
        for micros in [last + 1, i64::from(CALENDAR.start) * DAY_MICROS - 1] {
            assert_eq!(moment(micros - EPOCH_MICROS), Err(Misfit::OutOfRange));
        }
        for days in [i32::MIN, i32::MAX] {
            assert_eq!(date(days), Err(Misfit::Infinite));
        }
        for micros in [i64::MIN, i64::MAX] {
            assert_eq!(moment(micros), Err(Misfit::Infinite));
        }
    }
}
