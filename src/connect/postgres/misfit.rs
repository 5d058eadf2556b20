//! Values that the type of their column cannot represent exactly; and moments as the server counts them.

use polars::prelude::DataType;

use crate::base::Problem;

/// Microseconds and days from 1970 to 2000, where the server begins to count.
pub(super) const EPOCH_MICROS: i64 = 946_684_800_000_000;
pub(super) const EPOCH_DAYS: i32 = 10_957;
pub(super) const DAY_MICROS: i64 = 86_400_000_000;
/// The days from the year 1 to 1970.
const DAYS_BEFORE_1970: i32 = 719_163;

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
pub(super) fn date(days: i32) -> Result<i32, Misfit> {
    if days == i32::MAX || days == i32::MIN {
        return Err(Misfit::Infinite);
    }
    let days = days.checked_add(EPOCH_DAYS).ok_or(Misfit::OutOfRange)?;
    let is_known = |days| chrono::NaiveDate::from_num_days_from_ce_opt(days).is_some();
    days.checked_add(DAYS_BEFORE_1970).filter(|days| is_known(*days)).map(|_| days).ok_or(Misfit::OutOfRange)
}

/// Microseconds since 1970.
pub(super) fn moment(micros: i64) -> Result<i64, Misfit> {
    if micros == i64::MAX || micros == i64::MIN {
        return Err(Misfit::Infinite);
    }
    let micros = micros.checked_add(EPOCH_MICROS).ok_or(Misfit::OutOfRange)?;
    chrono::DateTime::from_timestamp_micros(micros).map(|_| micros).ok_or(Misfit::OutOfRange)
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
