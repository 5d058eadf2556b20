//! Shifts of dates and datetimes. A result outside the calendar range is null: there polars panics, or returns another
//! value.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use polars::prelude::*;
use polars::time::impl_offset_by;

use super::super::beyond_calendar::MOST_DAYS;
use super::super::tree::Interval;
use super::arithmetic::named;

/// A date or datetime shifted by months, days or microseconds. A day that the month lacks becomes its last day.
pub(super) fn shift(moment: Expr, interval: Interval) -> Expr {
    let shifted = move |column: Column| {
        let mut moment = column.as_materialized_series().clone();
        if interval.months != 0 {
            moment = months_later(&moment, &Int64Chunked::from_slice("".into(), &[interval.months]))?;
        }
        if interval.days != 0 {
            moment = days_later(&moment, interval.days)?;
        }
        if interval.microseconds != 0 {
            let calendar = Calendar::of(moment.dtype())?;
            let by = calendar.ticks(interval.microseconds);
            moment = each(&moment, &calendar, |at| at.checked_add(by?))?;
        }
        Ok(moment.into_column())
    };
    named(moment.map(shifted, |_, field| Ok(field.clone())), "shift")
}

/// The unit and range of a type.
struct Calendar {
    /// Ticks per day.
    day: i64,
    /// Days since 1970.
    days: RangeInclusive<i64>,
    years: RangeInclusive<i64>,
}

impl Calendar {
    fn of(dtype: &DataType) -> PolarsResult<Calendar> {
        let day = match dtype {
            DataType::Date => 1,
            DataType::Datetime(TimeUnit::Milliseconds, _) => 86_400_000,
            DataType::Datetime(TimeUnit::Microseconds, _) => 86_400_000_000,
            DataType::Datetime(TimeUnit::Nanoseconds, _) => {
                return Ok(Calendar { day: 86_400_000_000_000, days: -106_750..=106_750, years: 1678..=2261 });
            }
            other => polars_bail!(ComputeError: "an interval was added to {other}"),
        };
        // The range of `chrono`, which polars uses for calculations.
        Ok(Calendar { day, days: -MOST_DAYS..=MOST_DAYS, years: -258_000..=258_000 })
    }

    /// A number of microseconds in ticks; `None` if they cannot be represented.
    fn ticks(&self, microseconds: i64) -> Option<i64> {
        i64::try_from(i128::from(microseconds) * i128::from(self.day) / 86_400_000_000).ok()
    }

    fn holds(&self, ticks: i64) -> bool {
        self.days.contains(&ticks.div_euclid(self.day))
    }

    /// The value itself if it has a counterpart the given number of months later.
    fn with_months(&self, ticks: i64, months: i64) -> Option<i64> {
        let days = i32::try_from(ticks.div_euclid(self.day)).ok()?;
        let date = NaiveDate::from_epoch_days(days)?;
        let month = months.checked_add(i64::from(date.year()) * 12 + i64::from(date.month0()))?;
        self.years.contains(&month.div_euclid(12)).then_some(ticks)
    }
}

/// Applies `f` to every value; null if the result is outside the calendar range.
fn each(moment: &Series, calendar: &Calendar, f: impl Fn(i64) -> Option<i64>) -> PolarsResult<Series> {
    let ticks = moment.to_physical_repr().cast(&DataType::Int64)?;
    let found: Int64Chunked = ticks.i64()?.iter().map(|at| f(at?).filter(|found| calendar.holds(*found))).collect();
    found.into_series().with_name(moment.name().clone()).cast(moment.dtype())
}

fn days_later(moment: &Series, days: i64) -> PolarsResult<Series> {
    let calendar = Calendar::of(moment.dtype())?;
    let later = |at: i64| at.checked_add(days.checked_mul(calendar.day)?);
    match moment.dtype() {
        // A day in a time zone may have 23 hours.
        DataType::Datetime(_, Some(_)) => {
            let fitting = each(moment, &calendar, |at| later(at).filter(|at| calendar.holds(*at)).and(Some(at)))?;
            impl_offset_by(&fitting, &Series::new("".into(), [format!("{days}d")]))
        }
        _ => each(moment, &calendar, later),
    }
}

/// `months` has one row or as many as `moment`.
fn months_later(moment: &Series, months: &Int64Chunked) -> PolarsResult<Series> {
    let calendar = Calendar::of(moment.dtype())?;
    let ticks = moment.to_physical_repr().cast(&DataType::Int64)?;
    let by = |row: usize| months.get(if months.len() == 1 { 0 } else { row });
    let fitting = ticks.i64()?.iter().enumerate().map(|(row, at)| calendar.with_months(at?, by(row)?));
    let fitting: Int64Chunked = fitting.collect();
    let offsets: StringChunked = match months.len() {
        1 => [months.get(0).unwrap_or(0)].iter().map(|months| Some(format!("{months}mo"))).collect(),
        // A value that does not fit must not be parsed as a duration either.
        _ => (0..moment.len()).map(|row| Some(format!("{}mo", fitting.get(row).and(by(row)).unwrap_or(0)))).collect(),
    };
    let is_none = fitting.null_count() == fitting.len();
    let fitting = fitting.into_series().with_name(moment.name().clone()).cast(moment.dtype())?;
    if is_none { Ok(fitting) } else { impl_offset_by(&fitting, &offsets.into_series()) }
}
