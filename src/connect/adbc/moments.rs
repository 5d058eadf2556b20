//! Dates and times as drivers count them.

use polars_arrow::datatypes::TimeUnit as Unit;

use super::misfit::Misfit;

const DAYS_BEFORE_1970: i32 = 719_163;
const DAY_NANOS: i64 = 86_400_000_000_000;

/// Days since 1970. The largest and the smallest are infinity where a database has it.
pub(super) fn date(days: i32) -> Result<i32, Misfit> {
    if days == i32::MAX || days <= -i32::MAX {
        return Err(Misfit::Infinite);
    }
    let is_known = |days| chrono::NaiveDate::from_num_days_from_ce_opt(days).is_some();
    days.checked_add(DAYS_BEFORE_1970).filter(|days| is_known(*days)).map(|_| days).ok_or(Misfit::OutOfRange)
}

/// Time since 1970: seconds in milliseconds, other units as they are.
pub(super) fn datetime(value: i64, unit: Unit) -> Result<i64, Misfit> {
    if value == i64::MAX || value <= -i64::MAX {
        return Err(Misfit::Infinite);
    }
    let known = match unit {
        Unit::Second => value.checked_mul(1_000).filter(|value| in_calendar_millis(*value)),
        Unit::Millisecond => Some(value).filter(|value| in_calendar_millis(*value)),
        Unit::Microsecond => chrono::DateTime::from_timestamp_micros(value).map(|_| value),
        Unit::Nanosecond => Some(value),
    };
    known.ok_or(Misfit::OutOfRange)
}

fn in_calendar_millis(millis: i64) -> bool {
    chrono::DateTime::from_timestamp_millis(millis).is_some()
}

pub(super) fn duration(value: i64, unit: Unit) -> Result<i64, Misfit> {
    match unit {
        Unit::Second => value.checked_mul(1_000).ok_or(Misfit::OutOfRange),
        _ => Ok(value),
    }
}

/// Nanoseconds of a day.
pub(super) fn time_of_day(value: i64, unit: Unit) -> Result<i64, Misfit> {
    let nanos = match unit {
        Unit::Second => value.checked_mul(1_000_000_000),
        Unit::Millisecond => value.checked_mul(1_000_000),
        Unit::Microsecond => value.checked_mul(1_000),
        Unit::Nanosecond => Some(value),
    };
    match nanos {
        Some(nanos @ 0..DAY_NANOS) => Ok(nanos),
        Some(DAY_NANOS) => Err(Misfit::EndOfDay),
        _ => Err(Misfit::Form),
    }
}
