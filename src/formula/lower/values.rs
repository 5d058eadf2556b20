//! Columns and values as polars expressions.

use polars::prelude::*;

use super::native::{Result, days, integer, null};
use crate::base::Type;
use crate::formula::dtype::{computed, from_polars, holds_unsigned, to_polars};
use crate::formula::value::Value;

/// A column, as wide as formulas compute.
pub(super) fn column(name: &str, stored: &DataType) -> Expr {
    // Not `col`, which would interpret "*" and "^…$" as patterns.
    let column = Expr::Column(name.into());
    match stored {
        DataType::Categorical(..) | DataType::Enum(..) => column.cast(DataType::String),
        DataType::Int64 | DataType::Float64 => column,
        stored if holds_unsigned(stored) => match to_polars(&computed(stored)) {
            Some(wide) => column.cast(wide),
            None => column,
        },
        stored if stored.is_integer() => column.cast(DataType::Int64),
        stored if stored.is_float() => column.cast(DataType::Float64),
        DataType::List(_) | DataType::Array(..) => match to_polars(&from_polars(stored)) {
            Some(wide) if wide != *stored => column.cast(wide),
            _ => column,
        },
        _ => column,
    }
}

pub(super) fn widened(value: Expr, data_type: &Type) -> Expr {
    match data_type {
        Type::Integer => value.cast(DataType::Int64),
        Type::Number => value.cast(DataType::Float64),
        _ => value,
    }
}

pub(super) fn literal(value: &Value, data_type: &Type) -> Result {
    Ok(match value {
        Value::Null => null(data_type)?,
        Value::Boolean(value) => lit(*value),
        Value::Integer(value) => integer(*value),
        Value::Number(value) => lit(Scalar::from(*value)),
        Value::Decimal(..) => lit(scalar(value)),
        Value::Text(value) => lit(value.clone()),
        Value::Date(_) | Value::DateTime(_) => lit(scalar(value)),
    })
}

/// A value as a polars scalar; datetimes in microseconds.
pub(super) fn scalar(value: &Value) -> Scalar {
    match value {
        Value::Null => Scalar::null(DataType::Null),
        Value::Boolean(value) => Scalar::from(*value),
        Value::Integer(value) => Scalar::from(*value),
        Value::Number(value) => Scalar::from(*value),
        Value::Decimal(units, of) => Scalar::new_decimal(*units, of.precision.into(), of.scale.into()),
        Value::Text(value) => Scalar::from(PlSmallStr::from_str(value)),
        Value::Date(value) => Scalar::new_date(days(*value)),
        Value::DateTime(value) => {
            Scalar::new_datetime(value.and_utc().timestamp_micros(), TimeUnit::Microseconds, None)
        }
    }
}

/// Folds as a balanced tree, so that a thousand conditions nest ten deep.
pub(super) fn balanced(mut all: Vec<Expr>, join: fn(Expr, Expr) -> Expr) -> Option<Expr> {
    while all.len() > 1 {
        let mut pairs = all.into_iter();
        let mut joined = Vec::new();
        while let Some(first) = pairs.next() {
            joined.push(match pairs.next() {
                Some(second) => join(first, second),
                None => first,
            });
        }
        all = joined;
    }
    all.pop()
}
