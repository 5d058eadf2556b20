//! CAST and TRY_CAST. Both compute the same; if a value became null in the conversion, CAST fails and reports the
//! value.

use polars::prelude::*;

use super::super::beyond_calendar::in_calendar;
use super::super::exact::exact;
use super::super::{iso, tree::Tree};
use super::arithmetic::unary;
use super::decimal;
use super::native::{Result, days, integer, native, null};
use crate::base::decimal::{nearest_number, of_number, parse, rescale};
use crate::base::{Problem, Text, Type};
use crate::formula::raise::raise;

/// Whether some value of the one type cannot be converted to the other.
pub(super) fn can_fail(from: &Tree, to: &Type) -> bool {
    match (&from.data_type, to) {
        (from, to) if from == to => false,
        (_, Type::Text) | (Type::Boolean, _) | (_, Type::Number) if from.data_type != Type::Text => false,
        (Type::Date | Type::DateTime(_) | Type::Null, _) => false,
        (Type::Integer | Type::Decimal(..), Type::Decimal(..)) => {
            exact(from).is_none_or(|from| !decimal::type_of(to).holds(from))
        }
        (Type::Decimal(..), Type::Integer) => decimal::type_of(&from.data_type).whole() > 18,
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
        (Type::Text, Type::DateTime(Some(_))) => {
            let zone = zone_of(&dtype);
            cast(value, dtype, say!("formula-moment-such-as"), lenient, move |column| {
                let moments: Int64Chunked = column.str()?.iter().map(|text| text.and_then(iso::moment)).collect();
                Ok(moments.into_datetime(TimeUnit::Microseconds, zone.clone()).into_column())
            })
        }
        (Type::Text, Type::Time) => parsed(value, dtype, say!("formula-time-such-as"), lenient, |text| {
            let times = text.iter().map(|t| t.and_then(iso::time).map(iso::nanoseconds));
            times.collect::<Int64Chunked>().into_time().into_series()
        }),
        (Type::Integer, Type::Boolean) => value.neq(integer(0)),
        (Type::Number, Type::Boolean) => value.neq(lit(0.0)),
        (Type::Decimal(..), Type::Boolean) => unary(value, DataType::Boolean, "CAST", |column| {
            let holds = column.decimal()?.physical().iter().map(|units| Some(units? != 0));
            Ok(holds.collect::<BooleanChunked>().with_name(column.name().clone()).into_column())
        }),
        (Type::Decimal(..), Type::Number) => unary(value, DataType::Float64, "CAST", |column| {
            let values = column.decimal()?;
            let scale = values.scale() as u8;
            let numbers = values.physical().iter().map(|units| Some(nearest_number(units?, scale)));
            Ok(numbers.collect::<Float64Chunked>().with_name(column.name().clone()).into_column())
        }),
        (Type::Decimal(..), Type::Integer) => cast(value, dtype, to.in_a_sentence(), lenient, |column| {
            decimal::whole_of(column, |units, one| units / one)
        }),
        (_, Type::Decimal(..)) => to_decimal(value, from, to, lenient)?,
        (Type::Date, Type::Text) => in_calendar(value).dt().to_string(iso::DATE),
        (Type::DateTime(Some(_)), Type::Text) => in_calendar(value).dt().to_string(iso::MOMENT),
        (Type::DateTime(None), Type::Text) => in_calendar(value).dt().to_string(iso::DATETIME),
        (Type::Time, Type::Text) => value.dt().to_string(iso::TIME),
        (Type::DateTime(Some(_)), Type::Date) => in_calendar(value).dt().date(),
        (Type::DateTime(Some(_)), Type::Time) => in_calendar(value).dt().time(),
        (Type::DateTime(None), Type::Date) => value.dt().date(),
        (Type::DateTime(None), Type::Time) => value.dt().time(),
        (Type::DateTime(Some(_)), Type::DateTime(None)) => in_zone(value, None),
        (Type::DateTime(None), Type::DateTime(Some(_))) => in_zone(value, zone_of(&dtype)),
        (Type::Date, Type::DateTime(Some(_))) => {
            in_zone(value.cast(DataType::Datetime(TimeUnit::Microseconds, None)), zone_of(&dtype))
        }
        (Type::DateTime(Some(_)), Type::DateTime(Some(_))) => match zone_of(&dtype) {
            Some(zone) => value.dt().convert_time_zone(zone),
            None => value,
        },
        (Type::Boolean | Type::Date, _) | (_, Type::Number | Type::Text) => value.cast(dtype),
        _ => converted(value, dtype, to, lenient),
    })
}

/// A literal of a date and time with its offset.
pub(super) fn moment(text: &str, dtype: &DataType) -> Option<Expr> {
    Some(lit(Scalar::new_datetime(iso::moment(text)?, TimeUnit::Microseconds, zone_of(dtype))))
}

fn zone_of(dtype: &DataType) -> Option<TimeZone> {
    match dtype {
        DataType::Datetime(_, zone) => zone.clone(),
        _ => None,
    }
}

/// Interprets the value as local time in a zone: an ambiguous time in autumn is the first, a nonexistent one in spring
/// is null, and so is one beyond the calendar.
fn in_zone(value: Expr, zone: Option<TimeZone>) -> Expr {
    in_calendar(value).dt().replace_time_zone(zone, lit("earliest"), NonExistent::Null)
}

/// A conversion row by row. Unless it is lenient it fails with the first value that cannot be converted.
fn cast<F>(value: Expr, dtype: DataType, expected: Text, lenient: bool, convert: F) -> Expr
where
    F: Fn(&Column) -> PolarsResult<Column> + Send + Sync + 'static,
{
    unary(value, dtype, if lenient { "TRY_CAST" } else { "CAST" }, move |column| {
        let cast = convert(column)?.with_name(column.name().clone());
        if !lenient {
            no_loss(column.as_materialized_series(), cast.as_materialized_series(), &expected)?;
        }
        Ok(cast)
    })
}

/// polars' own cast.
fn converted(value: Expr, dtype: DataType, to: &Type, lenient: bool) -> Expr {
    if lenient {
        return value.cast(dtype);
    }
    let target = dtype.clone();
    cast(value, dtype, to.in_a_sentence(), lenient, move |column| column.cast(&target))
}

/// Our own parser for texts.
fn parsed(value: Expr, dtype: DataType, expected: Text, lenient: bool, read: fn(&StringChunked) -> Series) -> Expr {
    cast(value, dtype, expected, lenient, move |column| Ok(read(column.str()?).into_column()))
}

/// Converts a value to a decimal: halves are rounded away from zero, a value that does not fit is lost.
fn to_decimal(value: Expr, from: &Type, data_type: &Type, lenient: bool) -> Result {
    let to = decimal::type_of(data_type);
    let from = from.clone();
    let value = if from == Type::Boolean { value.cast(DataType::Int64) } else { value };
    Ok(cast(value, native(data_type)?, data_type.in_a_sentence(), lenient, move |column| {
        let units: Int128Chunked = match from {
            Type::Decimal(..) => return decimal::units_of(column, to, |units, scale| rescale(units, scale, to)),
            Type::Text => column.str()?.iter().map(|text| Some(parse(text?, to)?.0)).collect(),
            Type::Number => column.f64()?.iter().map(|number| of_number(number?, to)).collect(),
            _ => column.i64()?.iter().map(|whole| rescale(whole?.into(), 0, to)).collect(),
        };
        Ok(decimal::column_of(units, to))
    }))
}

/// Fails with the first value that became null.
pub(in super::super) fn no_loss(before: &Series, after: &Series, expected: &Text) -> PolarsResult<()> {
    if after.null_count() == before.null_count() {
        return Ok(());
    }
    let lost = before.is_not_null() & after.is_null();
    let Some(first) = lost.iter().position(|lost| lost == Some(true)) else { return Ok(()) };
    let value = before.get(first)?.str_value().into_owned();
    let shown: String = value.chars().take(40).collect();
    Err(raise(match after.dtype() {
        DataType::Datetime(..) if iso::is_too_fine(&value) => iso::too_fine(&shown),
        DataType::Datetime(_, None) if iso::has_offset(&value) => iso::offset_lost(&shown),
        DataType::Datetime(_, Some(_)) if iso::datetime(&value).is_some() => {
            Problem::error(say!("formula-offset-missing", value = shown)).remedy(say!("formula-add-offset"))
        }
        _ => Problem::error(say!("formula-value-is-not", value = shown, wanted = expected))
            .remedy(say!("formula-use-try-cast")),
    }))
}
