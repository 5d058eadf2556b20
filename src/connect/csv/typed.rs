//! Texts typed in by the user as a column of some type.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use polars::prelude::*;

use super::column::ColumnType;
use super::digits::{Fit, Loss};
use super::infer::TypeGuess;
use super::notation::Notation;

/// What the texts of a column lose: how many of them, and the index of the first.
pub type Losses = Vec<(Loss, usize, usize)>;

/// A column of `texts`, with empty ones null, and what they lose in the conversion. The type is inferred from them if
/// it is `None`; then they lose nothing but offsets. Fails with the index of the first text that does not fit the given
/// type.
pub fn typed_column(name: &str, texts: &[&str], given: Option<&ColumnType>) -> Result<(Column, Losses), usize> {
    let filled = || texts.iter().enumerate().filter(|(_, text)| !text.is_empty());
    let column_type = given.cloned().unwrap_or_else(|| {
        let mut guess = TypeGuess::new(true, Notation::plain(false));
        filled().for_each(|(_, text)| guess.see(text));
        // What was inferred from all texts is valid for all, except for the fractional digits of a second.
        let is_lossy = filled().any(|(_, text)| guess.column_type().fit(text.as_bytes(), false).is_lossy());
        if is_lossy { ColumnType::Text } else { guess.column_type() }
    });
    let mut losses = Losses::new();
    for (index, text) in filled() {
        match column_type.fit(text.as_bytes(), false) {
            Fit::Yes => {}
            Fit::Loses(loss) if loss.leaves_a_value() => match losses.iter_mut().find(|(known, ..)| *known == loss) {
                Some((_, count, _)) => *count += 1,
                None => losses.push((loss, 1, index)),
            },
            _ => return Err(index),
        }
    }
    let name = PlSmallStr::from_str(name);
    fn all<T>(texts: &[&str], value: impl Fn(&str) -> Option<T>) -> Vec<Option<T>> {
        texts.iter().map(|text| value(text)).collect()
    }
    let column = match &column_type {
        ColumnType::Text => Column::new(name, all(texts, |text| (!text.is_empty()).then(|| text.to_owned()))),
        ColumnType::Integer => Column::new(name, all(texts, |text| text.trim_start().parse::<i64>().ok())),
        ColumnType::Number => Column::new(name, all(texts, |text| text.trim_start().parse::<f64>().ok())),
        ColumnType::Boolean => Column::new(name, all(texts, |text| text.to_ascii_lowercase().parse::<bool>().ok())),
        ColumnType::Date(format) => {
            let date = |text: &str| NaiveDate::parse_from_str(text, format).ok();
            Column::new(name, all(texts, |text| Some(date(text)?.to_epoch_days())))
        }
        ColumnType::DateTime(format) => {
            let moment = |text: &str| NaiveDateTime::parse_from_str(text, format).ok();
            Column::new(name, all(texts, |text| Some(moment(text)?.and_utc().timestamp_micros())))
        }
        ColumnType::ZonedDateTime(format) => {
            let moment = |text: &str| DateTime::parse_from_str(text, format).ok();
            Column::new(name, all(texts, |text| Some(moment(text)?.timestamp_micros())))
        }
        ColumnType::Time(format) => Column::new(
            name,
            all(texts, |text| {
                let time = NaiveTime::parse_from_str(text, format).ok()?;
                Some(i64::from(time.num_seconds_from_midnight()) * 1_000_000_000 + i64::from(time.nanosecond()))
            }),
        ),
        ColumnType::Amount(amount) => match amount.column(name, texts) {
            Ok(column) => return Ok((column, losses)),
            Err(_) => return Err(0),
        },
    };
    Ok((column.cast(&column_type.data_type()).unwrap_or(column), losses))
}
