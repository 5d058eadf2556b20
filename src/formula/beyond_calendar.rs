//! Dates beyond the calendar. Files may hold days and moments of any number; polars computes fields and texts only of those
//! that its calendar has, and panics on others.

use polars::prelude::*;

/// The days before and after 1970 that are computed with, some 260,000 years: the libraries know a few more.
pub(super) const MOST_DAYS: i64 = 95_000_000;

/// Whether a type holds dates, itself or within.
pub fn holds_dates(dtype: &DataType) -> bool {
    match dtype {
        DataType::List(items) => holds_dates(items),
        DataType::Struct(fields) => fields.iter().any(|field| holds_dates(&field.dtype)),
        other => most(other).is_some(),
    }
}

/// The value; null if it is a date beyond the calendar.
pub fn in_calendar(value: Expr) -> Expr {
    value.map(|column| within_calendar(&column), |_, field| Ok(field.clone()))
}

/// The values; null for dates beyond the calendar.
pub fn within_calendar(column: &Column) -> PolarsResult<Column> {
    let dtype = column.dtype();
    let Some(most) = most(dtype).filter(|_| !column.is_empty()) else { return Ok(column.clone()) };
    let counts = counts(column.as_materialized_series())?;
    let counts = counts.i64()?;
    let is_within = |count: i64| (-most..=most).contains(&count);
    if counts.min().is_none_or(is_within) && counts.max().is_none_or(is_within) {
        return Ok(column.clone());
    }
    let kept: Int64Chunked = counts.iter().map(|count| count.filter(|count| is_within(*count))).collect();
    let kept = if *dtype == DataType::Date { kept.into_series().cast(&DataType::Int32)? } else { kept.into_series() };
    Ok(kept.cast(dtype)?.with_name(column.name().clone()).into_column())
}

/// The first date beyond the calendar, as a number since 1970; also within lists and structs.
pub fn first_beyond_calendar(values: &Series) -> PolarsResult<Option<String>> {
    match values.dtype() {
        DataType::List(_) => {
            first_beyond_calendar(&values.explode(ExplodeOptions { empty_as_null: false, keep_nulls: false })?)
        }
        DataType::Struct(_) => {
            for field in values.struct_()?.fields_as_series() {
                if let Some(found) = first_beyond_calendar(&field)? {
                    return Ok(Some(found));
                }
            }
            Ok(None)
        }
        dtype => {
            let Some(most) = most(dtype) else { return Ok(None) };
            let unit = match dtype {
                DataType::Date => "days",
                DataType::Datetime(TimeUnit::Milliseconds, _) => "milliseconds",
                _ => "microseconds",
            };
            let counts = counts(values)?;
            let beyond = counts.i64()?.iter().flatten().find(|count| !(-most..=most).contains(count));
            Ok(beyond.map(|count| format!("{count} {unit} after 1970-01-01")))
        }
    }
}

/// A value in words for a message, whatever it is.
pub fn value_in_words(values: &Column, row: usize) -> PolarsResult<String> {
    match first_beyond_calendar(values.slice(row as i64, 1).as_materialized_series())? {
        Some(beyond) => Ok(beyond),
        None => Ok(values.get(row)?.str_value().into_owned()),
    }
}

/// The largest number of a type that is in the calendar. A moment of nanoseconds always is.
fn most(dtype: &DataType) -> Option<i64> {
    match dtype {
        DataType::Date => Some(MOST_DAYS),
        DataType::Datetime(TimeUnit::Milliseconds, _) => Some(MOST_DAYS * 86_400_000),
        DataType::Datetime(TimeUnit::Microseconds, _) => Some(MOST_DAYS * 86_400_000_000),
        _ => None,
    }
}

fn counts(values: &Series) -> PolarsResult<Series> {
    values.to_physical_repr().cast(&DataType::Int64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_no_calendar_has_are_found_and_left_out() {
        let days = |days: &[Option<i32>]| Column::new("d".into(), days).cast(&DataType::Date).unwrap();
        let far = days(&[Some(1), None, Some(i32::MIN), Some(i32::MAX)]);
        assert!(within_calendar(&far).unwrap().equals_missing(&days(&[Some(1), None, None, None])));
        let near = days(&[Some(0), Some(95_000_000), Some(-95_000_000)]);
        assert!(within_calendar(&near).unwrap().equals_missing(&near));
        assert_eq!(first_beyond_calendar(near.as_materialized_series()).unwrap(), None);
        let list = far.as_materialized_series().clone().implode().unwrap().into_series();
        let structs = df!("l" => [list]).unwrap().into_struct("s".into()).into_series();
        assert!(holds_dates(structs.dtype()));
        assert_eq!(first_beyond_calendar(&structs).unwrap().unwrap(), "-2147483648 days after 1970-01-01");
        assert_eq!(value_in_words(&far, 3).unwrap(), "2147483647 days after 1970-01-01");
        assert_eq!(value_in_words(&far, 0).unwrap(), "1970-01-02");
        for unit in [TimeUnit::Milliseconds, TimeUnit::Microseconds, TimeUnit::Nanoseconds] {
            let moments = Column::new("m".into(), [i64::MIN + 1, i64::MAX, 0]).cast(&DataType::Datetime(unit, None));
            let left = within_calendar(&moments.unwrap()).unwrap();
            assert_eq!(left.null_count(), if unit == TimeUnit::Nanoseconds { 0 } else { 2 });
        }
    }
}
