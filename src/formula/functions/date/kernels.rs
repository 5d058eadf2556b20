//! Date functions that polars lacks or defines differently.

use chrono::format::{Fixed, Item, Parsed, StrftimeItems, parse};
use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use polars::prelude::*;

use crate::base::{Problem, Text, Type};
use crate::formula::iso;
use crate::formula::lower::{days, native};
use crate::formula::rows::{Cell, integer_rows, read_rows};

fn moments() -> DataType {
    DataType::Datetime(TimeUnit::Microseconds, None)
}

/// Ten thousand years: larger shifts are considered mistakes and give null.
pub(super) const MOST_DAYS: i64 = 3_652_500;
pub(super) const MOST_MONTHS: i64 = 120_000;
pub(super) const MOST_SECONDS: i64 = MOST_DAYS * 86_400;

fn date_of(days: i64) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_signed(TimeDelta::try_days(days)?)
}

/// The date `count` days later.
pub(super) fn add_days(day: Expr, count: Expr) -> Expr {
    let found = integer_rows(vec![day.cast(DataType::Int64), count], |cells| match *cells {
        [Cell::Integer(day), Cell::Integer(count)] if (-MOST_DAYS..=MOST_DAYS).contains(&count) => {
            date_of(day + count).map(|_| day + count)
        }
        _ => None,
    });
    found.cast(DataType::Int32).cast(DataType::Date)
}

/// The date `count` months later; a day that the month lacks becomes its last day.
pub(super) fn add_months(day: Expr, count: Expr) -> Expr {
    let found = integer_rows(vec![day.cast(DataType::Int64), count], |cells| match *cells {
        [Cell::Integer(day), Cell::Integer(count)] if (-MOST_MONTHS..=MOST_MONTHS).contains(&count) => {
            let months = Months::new(count.unsigned_abs() as u32);
            let date = date_of(day)?;
            let moved = if count < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) };
            Some(i64::from(days(moved?)))
        }
        _ => None,
    });
    found.cast(DataType::Int32).cast(DataType::Date)
}

/// The datetime `count` seconds after 1970.
pub(super) fn of_seconds(count: Expr) -> Expr {
    let found = integer_rows(vec![count], |cells| match *cells {
        [Cell::Integer(count)] if (-MOST_SECONDS..=MOST_SECONDS).contains(&count) => Some(count * 1_000_000),
        _ => None,
    });
    found.cast(moments())
}

/// `inputs`: year, month, day.
pub(super) fn make_date(inputs: Vec<Expr>) -> Expr {
    let found = integer_rows(inputs, |cells| match *cells {
        [Cell::Integer(year), Cell::Integer(month), Cell::Integer(day)] => {
            let date = NaiveDate::from_ymd_opt(
                i32::try_from(year).ok().filter(|year| (0..=9999).contains(year))?,
                u32::try_from(month).ok()?,
                u32::try_from(day).ok()?,
            )?;
            Some(i64::from(days(date)))
        }
        _ => None,
    });
    found.cast(DataType::Int32).cast(DataType::Date)
}

/// `inputs`: date, hour, minute, second.
pub(super) fn make_moment(mut inputs: Vec<Expr>) -> Expr {
    inputs[0] = inputs[0].clone().cast(DataType::Int64);
    let found = integer_rows(inputs, |cells| match *cells {
        [Cell::Integer(day), Cell::Integer(hour), Cell::Integer(minute), Cell::Integer(second)] => {
            let part = |value: i64| u32::try_from(value).ok();
            let time = NaiveTime::from_hms_opt(part(hour)?, part(minute)?, part(second)?)?;
            day.checked_mul(86_400_000_000)?.checked_add(iso::nanoseconds(time) / 1000)
        }
        _ => None,
    });
    found.cast(moments())
}

/// The number of whole units of (months, microseconds) from `start` to `end`; negative if `end` is earlier.
pub(super) fn whole_units(start: Expr, end: Expr, (months, microseconds): (i64, i64)) -> Expr {
    let micros = |moment: Expr| moment.cast(moments()).cast(DataType::Int64);
    integer_rows(vec![micros(start), micros(end)], move |cells| match *cells {
        [Cell::Integer(start), Cell::Integer(end)] if months > 0 => Some(months_between(start, end)? / months),
        [Cell::Integer(start), Cell::Integer(end)] => Some(end.checked_sub(start)? / microseconds),
        _ => None,
    })
}

fn months_between(start: i64, end: i64) -> Option<i64> {
    let start = DateTime::from_timestamp_micros(start)?;
    let end = DateTime::from_timestamp_micros(end)?;
    let months = |moment: &DateTime<chrono::Utc>| i64::from(moment.year()) * 12 + i64::from(moment.month0());
    let rest = |moment: &DateTime<chrono::Utc>| (moment.day(), moment.time());
    let between = months(&end) - months(&start);
    // An incomplete month does not count.
    Some(match between {
        1.. if rest(&end) < rest(&start) => between - 1,
        ..=-1 if rest(&end) > rest(&start) => between + 1,
        _ => between,
    })
}

/// The date in a text; ISO if there is no format.
pub(super) fn read_date(text: Expr, format: Option<String>, lenient: bool) -> Result<Expr, Problem> {
    let expected = expected_text(&Type::Date, &format);
    let days = |date: NaiveDate| i64::from(days(date));
    Ok(match format {
        None => read_rows(text, DataType::Date, expected, lenient, move |text| iso::date(text).map(days)),
        Some(format) => {
            let items = items(&format)?;
            read_rows(text, DataType::Date, expected, lenient, move |text| {
                read(text, &items).map(|moment| days(moment.date()))
            })
        }
    })
}

/// The datetime in a text; ISO if there is no format. If the format has the offset from UTC, the result is in UTC.
pub(super) fn read_moment(
    text: Expr,
    format: Option<String>,
    data_type: &Type,
    lenient: bool,
) -> Result<Expr, Problem> {
    let expected = expected_text(data_type, &format);
    let dtype = native(data_type)?;
    let micros = |moment: NaiveDateTime| iso::is_kept(&moment).then(|| moment.and_utc().timestamp_micros());
    Ok(match format {
        None => read_rows(text, dtype, expected, lenient, move |text| iso::datetime(text).and_then(micros)),
        Some(format) => {
            let items = items(&format)?;
            read_rows(text, dtype, expected, lenient, move |text| read(text, &items).and_then(micros))
        }
    })
}

fn expected_text(data_type: &Type, format: &Option<String>) -> Text {
    match format {
        Some(format) => say!("formula-in-the-format", what = data_type.in_a_sentence(), format = format),
        None if *data_type == Type::Date => say!("formula-date-such-as"),
        None => say!("formula-datetime-or-date"),
    }
}

fn items(format: &str) -> Result<Vec<Item<'static>>, Problem> {
    let items = StrftimeItems::new(format).parse_to_owned();
    let items = items.map_err(|_| Problem::error(say!("function-no-format", format = format)))?;
    // An offset may be `+0200`, `+02:00` or `Z`, regardless of the format's spelling.
    let any_offset = |item| match item {
        Item::Fixed(Fixed::TimezoneOffset | Fixed::TimezoneOffsetColon) => Item::Fixed(Fixed::TimezoneOffsetColonZ),
        other => other,
    };
    Ok(items.into_iter().map(any_offset).collect())
}

/// Fields missing from the format default to the first day and midnight. An offset from UTC is subtracted.
fn read(text: &str, items: &[Item<'static>]) -> Option<NaiveDateTime> {
    let mut parsed = Parsed::new();
    parse(&mut parsed, text.trim(), items.iter()).ok()?;
    if parsed.ordinal().is_none() {
        if parsed.month().is_none() {
            parsed.set_month(1).ok()?;
        }
        if parsed.day().is_none() {
            parsed.set_day(1).ok()?;
        }
    }
    if parsed.hour_mod_12().is_none() {
        parsed.set_hour(0).ok()?;
    }
    if parsed.minute().is_none() {
        parsed.set_minute(0).ok()?;
    }
    // A leap second would become the next second.
    let time = parsed.to_naive_time().ok().filter(|time| time.nanosecond() < 1_000_000_000)?;
    let clock = parsed.to_naive_date().ok()?.and_time(time);
    clock.checked_sub_signed(TimeDelta::seconds(parsed.offset().unwrap_or(0).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_fill_in_the_start() {
        for (text, format, expected) in [
            ("31.12.2013", "%d.%m.%Y", Some("2013-12-31 00:00:00")),
            ("2013", "%Y", Some("2013-01-01 00:00:00")),
            ("Feb 2013", "%b %Y", Some("2013-02-01 00:00:00")),
            ("5 pm 2013-01-02", "%-I %p %Y-%m-%d", Some("2013-01-02 17:00:00")),
            ("2013 032", "%Y %j", Some("2013-02-01 00:00:00")),
            ("12:30", "%H:%M", None),
            ("2013-01-31T05:15:00+02:00", "%Y-%m-%dT%H:%M:%S%z", Some("2013-01-31 03:15:00")),
            ("2013-01-31 05:15-0330", "%Y-%m-%d %H:%M%:z", Some("2013-01-31 08:45:00")),
            ("2013-01-31 05:15Z", "%Y-%m-%d %H:%M%z", Some("2013-01-31 05:15:00")),
            ("2013-01-31 05:15", "%Y-%m-%d %H:%M%z", None),
            ("30.02.2013", "%d.%m.%Y", None),
            ("2016-12-31 23:59:60", "%Y-%m-%d %H:%M:%S", None),
        ] {
            let read = read(text, &items(format).unwrap()).map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn whole_months_count() {
        let micros = |text: &str| iso::datetime(text).unwrap().and_utc().timestamp_micros();
        for (start, end, months) in [
            ("2013-01-15", "2013-03-14", 1),
            ("2013-01-15", "2013-03-15", 2),
            ("2013-03-15", "2013-01-16", -1),
            ("2013-01-31 12:00", "2013-02-28 11:00", 0),
        ] {
            assert_eq!(months_between(micros(start), micros(end)), Some(months), "{start} {end}");
        }
    }
}
