//! Values of a growing column: their order, their texts, and how far back the overlap reaches.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use polars::prelude::{AnyValue, DataType, TimeUnit};

use super::settings::Growing;
use crate::connect::scan::Constant;

const DAY: &str = "%Y-%m-%d";
const MINUTES_OF_A_DAY: i64 = 24 * 60;
/// The first day of the calendar, counted from 1970-01-01.
const FIRST_DAY: i32 = -719_162;

/// A value of a growing column. Values of one column are ordered as the column is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    /// An integer, the digits of a decimal, days or fractions of a second since 1970.
    Whole(i128),
    /// Ordered by its bytes.
    Text(String),
}

impl Edge {
    /// `None` for null.
    pub fn of(value: &AnyValue<'_>) -> Option<Edge> {
        Some(Edge::Whole(match value {
            AnyValue::Decimal(digits, ..) => *digits,
            AnyValue::Date(days) => i128::from(*days),
            AnyValue::Datetime(time, ..) | AnyValue::DatetimeOwned(time, ..) => i128::from(*time),
            AnyValue::String(text) => return Some(Edge::Text((*text).to_owned())),
            AnyValue::StringOwned(text) => return Some(Edge::Text(text.to_string())),
            value => return value.extract::<i128>().map(Edge::Whole),
        }))
    }

    /// The value in words, with all of its digits. `None` if it lies beyond the calendar.
    pub fn text(&self, data_type: &DataType) -> Option<String> {
        let whole = match self {
            Edge::Text(text) => return Some(text.clone()),
            Edge::Whole(whole) => *whole,
        };
        match data_type {
            DataType::Decimal(_, scale) => Some(decimal(whole, *scale)),
            DataType::Date => {
                let date =
                    NaiveDate::from_num_days_from_ce_opt(i32::try_from(whole).ok()?.checked_sub(FIRST_DAY - 1)?)?;
                Some(date.format(DAY).to_string())
            }
            DataType::Datetime(unit, zone) => {
                let ticks = i64::try_from(whole).ok()?;
                let seconds = DateTime::from_timestamp(ticks.div_euclid(per_second(*unit)), 0)?.naive_utc();
                let (fraction, digits) = (ticks.rem_euclid(per_second(*unit)), digits(*unit));
                let zone = if zone.is_some() { "Z" } else { "" };
                Some(format!("{}.{fraction:0digits$}{zone}", seconds.format("%Y-%m-%d %H:%M:%S")))
            }
            _ => Some(whole.to_string()),
        }
    }

    /// The value with this text; `None` if it is none of a column of this type.
    pub fn parse(text: &str, data_type: &DataType) -> Option<Edge> {
        Some(Edge::Whole(match data_type {
            DataType::String => return Some(Edge::Text(text.to_owned())),
            DataType::Decimal(_, scale) => {
                let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
                (decimals.len() == *scale).then(|| format!("{whole}{decimals}").parse().ok())??
            }
            DataType::Date => {
                let date = NaiveDate::parse_from_str(text, DAY).ok()?;
                i128::from(chrono::Datelike::num_days_from_ce(&date) + FIRST_DAY - 1)
            }
            DataType::Datetime(unit, zone) => {
                let text = if zone.is_some() { text.strip_suffix('Z')? } else { text };
                let (seconds, fraction) = text.rsplit_once('.')?;
                let seconds = NaiveDateTime::parse_from_str(seconds, "%Y-%m-%d %H:%M:%S").ok()?.and_utc().timestamp();
                let is_whole = fraction.len() == digits(*unit) && fraction.bytes().all(|sign| sign.is_ascii_digit());
                let fraction: i64 = is_whole.then(|| fraction.parse().ok())??;
                i128::from(seconds) * i128::from(per_second(*unit)) + i128::from(fraction)
            }
            _ => text.parse().ok()?,
        }))
    }

    /// Where the overlap before this value begins.
    pub fn back(&self, growing: &Growing, data_type: &DataType) -> Edge {
        let minutes = growing.minutes.clamp(0, i64::from(u32::MAX));
        match self {
            Edge::Text(text) => Edge::Text(earlier(text, minutes).unwrap_or_else(|| text.clone())),
            Edge::Whole(whole) => {
                let less = match data_type {
                    DataType::Date => i128::from((minutes + MINUTES_OF_A_DAY - 1) / MINUTES_OF_A_DAY),
                    DataType::Datetime(unit, _) => i128::from(minutes) * 60 * i128::from(per_second(*unit)),
                    DataType::Decimal(_, scale) => {
                        10_i128.saturating_pow(*scale as u32).saturating_mul(i128::from(growing.numbers.max(0)))
                    }
                    _ => i128::from(growing.numbers.max(0)),
                };
                Edge::Whole(whole.saturating_sub(less))
            }
        }
    }

    /// The value, or one a little below it, as a part of a condition; `None` if a condition cannot hold it.
    pub fn constant(&self, data_type: &DataType) -> Option<Constant> {
        let whole = match self {
            Edge::Text(text) => return Some(Constant::Text(text.clone())),
            Edge::Whole(whole) => i64::try_from(*whole).ok()?,
        };
        match data_type {
            DataType::Decimal(..) => None,
            DataType::Date => i32::try_from(whole).ok().map(Constant::Date),
            DataType::Datetime(unit, zone) => {
                let per_second = i128::from(per_second(*unit));
                let micros = i64::try_from((i128::from(whole) * 1_000_000).div_euclid(per_second)).ok()?;
                Some(if zone.is_some() { Constant::Instant(micros) } else { Constant::DateTime(micros) })
            }
            _ => Some(Constant::Integer(whole)),
        }
    }
}

fn per_second(unit: TimeUnit) -> i64 {
    10_i64.pow(digits(unit) as u32)
}

fn digits(unit: TimeUnit) -> usize {
    match unit {
        TimeUnit::Milliseconds => 3,
        TimeUnit::Microseconds => 6,
        TimeUnit::Nanoseconds => 9,
    }
}

fn decimal(whole: i128, scale: usize) -> String {
    let sign = if whole < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", whole.unsigned_abs(), width = scale + 1);
    let (before, after) = digits.split_at(digits.len() - scale);
    if scale == 0 { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") }
}

/// A time as a text, with a `T` or a blank, so many minutes earlier, in the same form. Everything behind the seconds stays:
/// fractions of any number of digits, and a zone. `None` if the text is none.
fn earlier(text: &str, minutes: i64) -> Option<String> {
    let (time, rest) = text.split_at_checked("2024-01-01 00:00:00".len())?;
    let form = if time.as_bytes().get(10) == Some(&b'T') { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%d %H:%M:%S" };
    let then = NaiveDateTime::parse_from_str(time, form).ok()?.checked_sub_signed(TimeDelta::try_minutes(minutes)?)?;
    // Years of other than four digits have another order.
    (0..=9_999).contains(&chrono::Datelike::year(&then)).then(|| format!("{}{rest}", then.format(form)))
}
