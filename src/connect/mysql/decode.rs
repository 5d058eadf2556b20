//! Fields in the server's binary form become typed columns. A value that its column's type cannot represent exactly is a
//! misfit.

use chrono::NaiveDate;
use polars::prelude::*;

use super::decimals::decoded;
use super::kinds::Reading;
use super::misfit::Misfit;
use crate::base::Problem;
use crate::connect::servers::{ColumnBuilder, Typed};

/// A column that is being filled.
pub(super) struct Builder {
    name: PlSmallStr,
    reading: Reading,
    values: Typed,
    capacity: usize,
    bytes: usize,
}

impl Builder {
    /// For batches of about `capacity` rows.
    pub fn new(name: &str, reading: Reading, capacity: usize) -> Builder {
        let name: PlSmallStr = name.into();
        let values = Typed::new(&name, &reading.dtype(), capacity);
        Builder { name, reading, values, capacity, bytes: 0 }
    }

    #[inline]
    fn add_field(&mut self, field: &[u8]) -> Result<(), Misfit> {
        match (&mut self.values, self.reading) {
            (Typed::Int32(values), Reading::Int32) => values.append_value(i32::from_le_bytes(fixed(field)?)),
            (Typed::Int64(values), Reading::Int64) => values.append_value(i64::from_le_bytes(fixed(field)?)),
            (Typed::Text(values), _) => {
                self.bytes += field.len();
                values.append_value(std::str::from_utf8(field).map_err(|_| Misfit::NoUtf8)?);
            }
            (Typed::Decimal(values), Reading::Decimal { precision, scale }) => {
                let number = decoded(field, precision, scale);
                values.append_value(number.map_err(|fault| fault.unwrap_or(Misfit::Digits(self.reading.dtype())))?);
            }
            (Typed::Float64(values), _) => values.append_value(f64::from_le_bytes(fixed(field)?)),
            (Typed::Float32(values), _) => values.append_value(f32::from_le_bytes(fixed(field)?)),
            (Typed::Boolean(values), Reading::Bit) => values.append_value(match field {
                [0] => false,
                [1] => true,
                _ => return Err(Misfit::Form),
            }),
            (Typed::Boolean(values), _) => values.append_value(match i8::from_le_bytes(fixed(field)?) {
                0 => false,
                1 => true,
                other => return Err(Misfit::NoBoolean(other.into())),
            }),
            (Typed::Int8(values), _) => values.append_value(i8::from_le_bytes(fixed(field)?)),
            (Typed::Int16(values), _) => values.append_value(i16::from_le_bytes(fixed(field)?)),
            (Typed::UInt8(values), _) => values.append_value(u8::from_le_bytes(fixed(field)?)),
            (Typed::UInt16(values), _) => values.append_value(u16::from_le_bytes(fixed(field)?)),
            (Typed::UInt32(values), _) => values.append_value(u32::from_le_bytes(fixed(field)?)),
            (Typed::UInt64(values), Reading::Bits) if field.len() <= 8 => {
                values.append_value(field.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
            }
            (Typed::UInt64(values), _) => values.append_value(u64::from_le_bytes(fixed(field)?)),
            (Typed::Bytes(values), _) => {
                self.bytes += field.len();
                values.append_value(field);
            }
            (Typed::Int32(values), _) => values.append_value(date(field)?),
            (Typed::Int64(values), Reading::Time) => values.append_value(time_of_day(field)?),
            (Typed::Int64(values), _) => values.append_value(moment(field)?),
            (Typed::Decimal(_), _) => return Err(Misfit::Form),
        }
        Ok(())
    }
}

impl ColumnBuilder for Builder {
    #[inline]
    fn add(&mut self, field: Option<&[u8]>, row: u64) -> Result<(), Problem> {
        match field {
            Some(field) => self.add_field(field).map_err(|misfit| misfit.problem(&self.name, row)),
            None => {
                self.values.append_null();
                Ok(())
            }
        }
    }

    fn bytes(&self) -> usize {
        self.bytes
    }

    fn take(&mut self) -> PolarsResult<Series> {
        self.bytes = 0;
        let dtype = self.reading.dtype();
        let empty = Typed::new(&self.name, &dtype, self.capacity);
        Ok(std::mem::replace(&mut self.values, empty).finish(&dtype))
    }
}

#[inline]
fn fixed<const N: usize>(field: &[u8]) -> Result<[u8; N], Misfit> {
    field.try_into().map_err(|_| Misfit::Form)
}

/// Year, month and day at the beginning of a field, as days since 1970. The date that the server shows is in the misfit.
fn day(field: &[u8], shown: impl Fn() -> String) -> Result<i32, Misfit> {
    let (year, month, day) = match field {
        [] => (0, 0, 0),
        [low, high, month, day, ..] => (u16::from_le_bytes([*low, *high]), *month, *day),
        _ => return Err(Misfit::Form),
    };
    // There is no year 0 on the server: it means that nothing is known.
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).filter(|_| year > 0);
    let date = date.ok_or_else(|| Misfit::NoDate(shown()))?;
    Ok(date.signed_duration_since(NaiveDate::default()).num_days() as i32)
}

fn date_shown(field: &[u8]) -> String {
    match field {
        [low, high, month, day, ..] => format!("{:04}-{month:02}-{day:02}", u16::from_le_bytes([*low, *high])),
        _ => "0000-00-00".to_owned(),
    }
}

fn date(field: &[u8]) -> Result<i32, Misfit> {
    match field.len() {
        0 | 4 => day(field, || date_shown(field)),
        _ => Err(Misfit::Form),
    }
}

/// Microseconds of a time, and hours, minutes and seconds; what is not sent is zero.
fn clock(field: &[u8]) -> Result<(i64, [u8; 3]), Misfit> {
    let (clock, micros) = match field {
        [] => ([0; 3], 0),
        [hours, minutes, seconds] => ([*hours, *minutes, *seconds], 0),
        [hours, minutes, seconds, micros @ ..] => ([*hours, *minutes, *seconds], u32::from_le_bytes(fixed(micros)?)),
        _ => return Err(Misfit::Form),
    };
    let [hours, minutes, seconds] = clock;
    if hours > 23 || minutes > 59 || seconds > 59 || micros > 999_999 {
        return Err(Misfit::Form);
    }
    let seconds = i64::from(hours) * 3_600 + i64::from(minutes) * 60 + i64::from(seconds);
    Ok((seconds * 1_000_000 + i64::from(micros), clock))
}

/// Microseconds since 1970.
fn moment(field: &[u8]) -> Result<i64, Misfit> {
    let (micros, [hours, minutes, seconds]) = clock(field.get(4..).unwrap_or_default())?;
    let shown = || format!("{} {hours:02}:{minutes:02}:{seconds:02}", date_shown(field));
    Ok(i64::from(day(field, shown)?) * 86_400_000_000 + micros)
}

/// Nanoseconds of a day.
fn time_of_day(field: &[u8]) -> Result<i64, Misfit> {
    let Some((is_negative, rest)) = field.split_first() else { return Ok(0) };
    let (days, rest) = rest.split_at_checked(4).ok_or(Misfit::Form)?;
    let days = u32::from_le_bytes(fixed(days)?);
    let (micros, [hours, minutes, seconds]) = clock(rest)?;
    if days == 0 && (*is_negative == 0 || micros == 0) {
        return Ok(micros * 1_000);
    }
    let sign = if *is_negative == 0 { "" } else { "-" };
    let hours = u64::from(days) * 24 + u64::from(hours);
    Err(Misfit::NoTimeOfDay(format!("{sign}{hours:02}:{minutes:02}:{seconds:02}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(reading: Reading, field: &[u8]) -> Result<String, Misfit> {
        let mut builder = Builder::new("a", reading, 4);
        builder.add_field(field)?;
        builder.add(None, 2).expect("null");
        let series = builder.take().unwrap();
        assert_eq!((series.len(), series.dtype(), series.null_count()), (2, &reading.dtype(), 1));
        assert_eq!(builder.take().unwrap().len(), 0, "it begins anew");
        Ok(series.get(0).unwrap().to_string())
    }

    #[test]
    fn numbers_are_exact_or_misfits() {
        let of = |text: &str, precision, scale| added(Reading::Decimal { precision, scale }, text.as_bytes());
        assert_eq!(of("123.45", 15, 2).as_deref(), Ok("123.45"));
        assert_eq!(of("-0.05", 15, 2).as_deref(), Ok("-0.05"));
        assert_eq!(of("000.50", 5, 2).as_deref(), Ok("0.50"), "filled with zeros");
        for (text, precision, scale) in [("999999999999999999.99", 20, 2), ("9999999999999999.99", 18, 2)] {
            assert_eq!(of(text, precision, scale).as_deref(), Ok(text), "the way for few digits gives the same");
        }
        assert_eq!(of("1000.00", 5, 2), Err(Misfit::Digits(DataType::Decimal(5, 2))));
        assert_eq!(of("7", 5, 2).as_deref(), Ok("7.00"));
        assert_eq!(of("7.000", 5, 2).as_deref(), Ok("7.00"));
        let nines = "9".repeat(38);
        assert_eq!(of(&nines, 38, 0), Ok(nines.clone()));
        for (text, precision, scale) in [("7.001", 5, 2), ("1000", 5, 2), (&format!("{nines}9"), 38, 0)] {
            assert_eq!(of(text, precision, scale), Err(Misfit::Digits(DataType::Decimal(precision, scale))), "{text}");
        }
        for text in ["", "-", ".", "1e5", "1.2.3", "NaN"] {
            assert_eq!(of(text, 5, 2), Err(Misfit::Form), "{text}");
        }
        assert_eq!(added(Reading::UInt64, &u64::MAX.to_le_bytes()).as_deref(), Ok("18446744073709551615"));
        assert_eq!(added(Reading::Bits, &[1, 0]).as_deref(), Ok("256"));
        assert_eq!(added(Reading::Boolean, &[1]).as_deref(), Ok("true"));
        assert_eq!(added(Reading::Boolean, &[5]), Err(Misfit::NoBoolean(5)));
        assert_eq!(added(Reading::Boolean, &[255]), Err(Misfit::NoBoolean(-1)));
        assert_eq!(added(Reading::Int64, &[1, 2]), Err(Misfit::Form));
    }

    #[test]
    fn dates_are_exact_or_misfits() {
        assert_eq!(added(Reading::Date, &[0xdd, 7, 6, 1]).as_deref(), Ok("2013-06-01"));
        let no_date = |text: &str| Err(Misfit::NoDate(text.to_owned()));
        assert_eq!(added(Reading::Date, &[]), no_date("0000-00-00"));
        assert_eq!(added(Reading::Date, &[0xdd, 7, 0, 10]), no_date("2013-00-10"));
        assert_eq!(added(Reading::Date, &[0xdd, 7, 2, 30]), no_date("2013-02-30"));
        assert_eq!(added(Reading::Date, &[0, 0, 1, 1]), no_date("0000-01-01"));
        assert_eq!(added(Reading::Date, &[1]), Err(Misfit::Form));
        let time = |field: &[u8]| added(Reading::DateTime, field);
        assert_eq!(time(&[0xdd, 7, 6, 1]).as_deref(), Ok("2013-06-01 00:00:00"));
        assert_eq!(time(&[0xdd, 7, 6, 1, 12, 30, 1]).as_deref(), Ok("2013-06-01 12:30:01"));
        assert_eq!(time(&[0xdd, 7, 6, 1, 12, 30, 1, 1, 0, 0, 0]).as_deref(), Ok("2013-06-01 12:30:01.000001"));
        assert_eq!(time(&[]), no_date("0000-00-00 00:00:00"));
        assert_eq!(time(&[0xdd, 7, 6, 1, 24, 0, 0]), Err(Misfit::Form));
        assert_eq!(time(&[0xdd, 7, 6, 1, 12]), Err(Misfit::Form));
    }

    #[test]
    fn times_beyond_a_day_are_misfits() {
        let time = |field: &[u8]| added(Reading::Time, field);
        assert_eq!(time(&[]).as_deref(), Ok("00:00:00"));
        assert_eq!(time(&[0, 0, 0, 0, 0, 23, 59, 59, 0x3f, 0x42, 0x0f, 0]).as_deref(), Ok("23:59:59.999999"));
        let beyond = |text: &str| Err(Misfit::NoTimeOfDay(text.to_owned()));
        assert_eq!(time(&[0, 34, 0, 0, 0, 22, 59, 59]), beyond("838:59:59"));
        assert_eq!(time(&[1, 0, 0, 0, 0, 1, 0, 0]), beyond("-01:00:00"));
        assert_eq!(time(&[0, 1, 0, 0, 0, 0, 0, 0]), beyond("24:00:00"));
        assert_eq!(time(&[0, 1, 0]), Err(Misfit::Form));
    }
}
