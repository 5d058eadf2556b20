//! One cell of a workbook: what Excel stores natively, and what is written as text so that no digit is lost.

use polars::prelude::*;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::altered_values::Alteration;
use crate::base::decimal;

/// The largest integer that Excel keeps digit by digit.
const LARGEST_INTEGER: u64 = 999_999_999_999_999;
/// Excel's day 0 in days since 1970. Its calendar is correct from March 1900, day 61, on.
const DAY_ZERO: i64 = -25_569;
const FIRST_DAY: f64 = 61.0;
const DAY_AFTER_LAST: f64 = 2_958_466.0;

/// The display formats of cells.
pub(super) struct Formats {
    date: Format,
    moment: Format,
    time: Format,
    span: Format,
    /// By column, for decimals.
    decimals: Vec<Option<Format>>,
}

impl Formats {
    pub fn new(schema: &Schema) -> Formats {
        let format = |code: &str| Format::new().set_num_format(code);
        let decimal = |dtype: &DataType| match dtype {
            DataType::Decimal(_, 0) => Some(format("0")),
            DataType::Decimal(_, scale) => Some(format(&format!("0.{}", "0".repeat((*scale).min(30))))),
            _ => None,
        };
        Formats {
            date: format("yyyy-mm-dd"),
            moment: format("yyyy-mm-dd hh:mm:ss"),
            time: format("hh:mm:ss"),
            span: format("[h]:mm:ss"),
            decimals: schema.iter_values().map(decimal).collect(),
        }
    }
}

/// Writes one cell; returns its width in characters and how it differs from the table, if it does.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: AnyValue,
    formats: &Formats,
) -> Result<(usize, Option<Alteration>), XlsxError> {
    // Excel keeps milliseconds.
    let finer = |ticks: i64, unit: TimeUnit| (ticks % (per_day(unit) / 86_400_000) != 0).then_some(Alteration::Finer);
    let (serial, alteration) = match value {
        AnyValue::Null => return Ok((0, None)),
        AnyValue::Boolean(value) => return sheet.write_boolean(row, column, value).map(|_| (5, None)),
        AnyValue::String(text) => {
            sheet.write_string(row, column, text)?;
            let width = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            return Ok((width, text.is_empty().then_some(Alteration::Empty)));
        }
        AnyValue::Date(days) => (serial(i64::from(days), 0.0).map(|s| (s, &formats.date, 10)), Alteration::Early),
        AnyValue::Datetime(ticks, unit, _) => {
            let day = per_day(unit);
            let (days, rest) = (ticks.div_euclid(day), ticks.rem_euclid(day));
            if let Some(serial) = serial(days, rest as f64 / day as f64) {
                sheet.write_number_with_format(row, column, serial, &formats.moment)?;
                return Ok((19, finer(ticks, unit)));
            }
            (None, Alteration::Early)
        }
        AnyValue::Time(nanoseconds) => {
            let part = nanoseconds as f64 / per_day(TimeUnit::Nanoseconds) as f64;
            sheet.write_number_with_format(row, column, part, &formats.time)?;
            return Ok((8, finer(nanoseconds, TimeUnit::Nanoseconds)));
        }
        AnyValue::Duration(ticks, unit) if ticks >= 0 => {
            sheet.write_number_with_format(row, column, ticks as f64 / per_day(unit) as f64, &formats.span)?;
            return Ok((10, finer(ticks, unit)));
        }
        AnyValue::Duration(..) => (None, Alteration::Negative),
        AnyValue::Decimal(digits, _, scale) if digits.unsigned_abs() <= u128::from(LARGEST_INTEGER) => {
            let format = formats.decimals.get(usize::from(column)).and_then(Option::as_ref);
            let number = u8::try_from(scale).ok().map(|scale| decimal::nearest_number(digits, scale));
            (
                number.zip(format).map(|(number, format)| (number, format, digits.to_string().len() + 1)),
                Alteration::Long,
            )
        }
        AnyValue::Decimal(..) => (None, Alteration::Long),
        ref value => {
            let whole = value.is_integer().then(|| value.extract::<i128>()).flatten();
            let number = match whole {
                Some(whole) => (whole.unsigned_abs() <= u128::from(LARGEST_INTEGER)).then_some(whole as f64),
                // A shorter float has the digits that it displays.
                None if matches!(value, AnyValue::Float32(_)) => value.to_string().parse().ok(),
                None if value.is_float() => value.extract::<f64>(),
                None => None,
            };
            if let Some(number) = number.filter(|number| number.is_finite()) {
                sheet.write_number(row, column, number)?;
                return Ok((value.to_string().len(), None));
            }
            (None, if whole.is_some() { Alteration::Long } else { Alteration::Odd })
        }
    };
    if let Some((serial, format, width)) = serial {
        sheet.write_number_with_format(row, column, serial, format)?;
        return Ok((width, None));
    }
    let text = value.to_string();
    sheet.write_string(row, column, &text)?;
    Ok((text.chars().count(), Some(alteration)))
}

fn per_day(unit: TimeUnit) -> i64 {
    86_400
        * match unit {
            TimeUnit::Nanoseconds => 1_000_000_000,
            TimeUnit::Microseconds => 1_000_000,
            TimeUnit::Milliseconds => 1_000,
        }
}

/// Excel's number for a day since 1970 and a fraction of it, if Excel has one.
fn serial(days: i64, part: f64) -> Option<f64> {
    let serial = (days - DAY_ZERO) as f64 + part;
    (FIRST_DAY..DAY_AFTER_LAST).contains(&serial).then_some(serial)
}
