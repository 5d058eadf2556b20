//! CAST and TRY_CAST. Both compute the same; where CAST finds a value that became null on the way, it stops and says which.

use chrono::NaiveDate;
use polars::prelude::*;

use super::super::{iso, tree::Tree};
use super::arithmetic::named;
use super::{Result, null};
use crate::base::{Problem, Text, Type};
use crate::formula::raise::raise;

/// The polars type of one of ours.
pub(in super::super) fn native(data_type: &Type) -> Result<DataType> {
    if let Type::DateTime(Some(zone)) = data_type {
        return Ok(DataType::Datetime(
            TimeUnit::Microseconds,
            TimeZone::opt_try_new(Some(zone.as_str())).ok().flatten(),
        ));
    }
    super::super::to_polars(data_type)
        .ok_or_else(|| Problem::error(say!("formula-cannot-compute", what = data_type.in_a_sentence())))
}

/// Whether some value of the one type has no counterpart in the other.
pub(super) fn can_fail(from: &Tree, to: &Type) -> bool {
    match (&from.data_type, to) {
        (from, to) if from == to => false,
        (_, Type::Text) | (Type::Boolean, _) | (_, Type::Number) if from.data_type != Type::Text => false,
        (Type::Date | Type::DateTime(_) | Type::Null, _) => false,
        _ => true,
    }
}

/// `value` converted.
pub(super) fn lower(value: Expr, from: &Type, to: &Type, lenient: bool) -> Result {
    let dtype = native(to)?;
    Ok(match (from, to) {
        (from, to) if from == to => value,
        (Type::Null, _) => when(value.is_null()).then(null(to)?).otherwise(null(to)?),
        (Type::Text, Type::Integer) => parsed(value, dtype, to.in_a_sentence(), lenient, |text| {
            text.iter().map(|t| t.and_then(iso::integer)).collect::<Int64Chunked>().into_series()
        }),
        (Type::Text, Type::Number) => parsed(value, dtype, to.in_a_sentence(), lenient, |text| {
            text.iter().map(|t| t.and_then(iso::number)).collect::<Float64Chunked>().into_series()
        }),
        (Type::Text, Type::Boolean) => parsed(value, dtype, to.in_a_sentence(), lenient, |text| {
            text.iter().map(|t| t.and_then(iso::boolean)).collect::<BooleanChunked>().into_series()
        }),
        (Type::Text, Type::Date) => parsed(value, dtype, say!("formula-date-such-as"), lenient, |text| {
            text.iter().map(|t| t.and_then(iso::date).map(days)).collect::<Int32Chunked>().into_date().into_series()
        }),
        (Type::Text, Type::DateTime(None)) => parsed(value, dtype, say!("formula-datetime-such-as"), lenient, |text| {
            let moments = text.iter().map(|t| t.and_then(iso::datetime).map(|m| m.and_utc().timestamp_micros()));
            moments.collect::<Int64Chunked>().into_datetime(TimeUnit::Microseconds, None).into_series()
        }),
        (Type::Text, Type::Time) => parsed(value, dtype, say!("formula-time-such-as"), lenient, |text| {
            let times = text.iter().map(|t| t.and_then(iso::time).map(iso::nanoseconds));
            times.collect::<Int64Chunked>().into_time().into_series()
        }),
        (Type::Integer, Type::Boolean) => value.neq(super::integer(0)),
        (Type::Number, Type::Boolean) => value.neq(lit(0.0)),
        (Type::Decimal(..), Type::Boolean) => value.cast(DataType::Float64).neq(lit(0.0)),
        (Type::Date, Type::Text) => value.dt().to_string(iso::DATE),
        (Type::DateTime(_), Type::Text) => value.dt().to_string(iso::DATETIME),
        (Type::Time, Type::Text) => value.dt().to_string(iso::TIME),
        (Type::DateTime(_), Type::Date) => value.dt().date(),
        (Type::DateTime(_), Type::Time) => value.dt().time(),
        (Type::DateTime(Some(_)), Type::DateTime(None)) => in_zone(value, None),
        (Type::DateTime(None), Type::DateTime(Some(_))) => in_zone(value, zone_of(&dtype)),
        (Type::Date, Type::DateTime(Some(_))) => {
            in_zone(value.cast(DataType::Datetime(TimeUnit::Microseconds, None)), zone_of(&dtype))
        }
        (Type::DateTime(Some(_)), Type::DateTime(Some(_))) => match zone_of(&dtype) {
            Some(zone) => value.dt().convert_time_zone(zone),
            None => value,
        },
        (Type::Text, Type::Decimal(..)) => converted(value.str().strip_chars(lit(NULL)), dtype, to, lenient),
        (Type::Boolean | Type::Date, _) | (_, Type::Number | Type::Text) => value.cast(dtype),
        _ => converted(value, dtype, to, lenient),
    })
}

/// Days since 1970.
pub(in super::super) fn days(date: NaiveDate) -> i32 {
    date.signed_duration_since(NaiveDate::default()).num_days() as i32
}

fn zone_of(dtype: &DataType) -> Option<TimeZone> {
    match dtype {
        DataType::Datetime(_, zone) => zone.clone(),
        _ => None,
    }
}

/// Reads the clock on the wall in a zone: of two equal times in autumn the first, of none in spring null.
fn in_zone(value: Expr, zone: Option<TimeZone>) -> Expr {
    value.dt().replace_time_zone(zone, lit("earliest"), NonExistent::Null)
}

/// polars' own cast.
fn converted(value: Expr, dtype: DataType, to: &Type, lenient: bool) -> Expr {
    if lenient {
        return value.cast(dtype);
    }
    let wanted = to.in_a_sentence();
    let target = dtype.clone();
    let expr = value.map(
        move |column| {
            let cast = column.cast(&target)?;
            no_loss(column.as_materialized_series(), cast.as_materialized_series(), &wanted)?;
            Ok(cast)
        },
        move |_, field| Ok(Field::new(field.name().clone(), dtype.clone())),
    );
    named(expr, "CAST")
}

/// Our own reading of texts.
fn parsed(value: Expr, dtype: DataType, wanted: Text, lenient: bool, read: fn(&StringChunked) -> Series) -> Expr {
    let expr = value.map(
        move |column| {
            let series = column.as_materialized_series();
            let mut read = read(series.str()?);
            read.rename(series.name().clone());
            if !lenient {
                no_loss(series, &read, &wanted)?;
            }
            Ok(read.into_column())
        },
        move |_, field| Ok(Field::new(field.name().clone(), dtype.clone())),
    );
    named(expr, if lenient { "TRY_CAST" } else { "CAST" })
}

/// Fails with the first value that became null.
pub(in super::super) fn no_loss(before: &Series, after: &Series, wanted: &Text) -> PolarsResult<()> {
    if after.null_count() == before.null_count() {
        return Ok(());
    }
    let lost = before.is_not_null() & after.is_null();
    let Some(first) = lost.iter().position(|lost| lost == Some(true)) else { return Ok(()) };
    let value = before.get(first)?.str_value().into_owned();
    let shown: String = value.chars().take(40).collect();
    let problem = Problem::error(say!("formula-value-is-not", value = shown, wanted = wanted));
    Err(raise(problem.remedy(say!("formula-use-try-cast"))))
}
