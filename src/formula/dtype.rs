//! Conversions between our types and those of polars.

use polars::prelude::*;

use crate::base::Type;

/// Our type for a polars type.
pub fn from_polars(dtype: &DataType) -> Type {
    match dtype {
        DataType::Boolean => Type::Boolean,
        DataType::String | DataType::Categorical(..) | DataType::Enum(..) => Type::Text,
        DataType::Date => Type::Date,
        DataType::Datetime(_, zone) => Type::DateTime(zone.as_ref().map(|z| z.to_string())),
        DataType::Time => Type::Time,
        DataType::Duration(_) => Type::Duration,
        DataType::Binary => Type::Binary,
        DataType::Null => Type::Null,
        DataType::Decimal(precision, scale) => Type::Decimal(*precision as u8, *scale as u8),
        DataType::List(inner) | DataType::Array(inner, _) => Type::List(Box::new(from_polars(inner))),
        DataType::Struct(fields) => {
            Type::Struct(fields.iter().map(|f| (f.name.to_string(), from_polars(&f.dtype))).collect())
        }
        dtype if dtype.is_integer() => Type::Integer,
        dtype if dtype.is_float() => Type::Number,
        other => Type::Other(other.to_string()),
    }
}

/// The type that formulas compute with in a column of this type: unsigned integers of 64 bits do not fit into signed
/// ones, and are decimals, as Spark reads them.
pub(super) fn computed(dtype: &DataType) -> Type {
    match dtype {
        DataType::UInt64 => Type::Decimal(20, 0),
        DataType::List(inner) | DataType::Array(inner, _) => Type::List(Box::new(computed(inner))),
        DataType::Struct(fields) => {
            Type::Struct(fields.iter().map(|f| (f.name.to_string(), computed(&f.dtype))).collect())
        }
        other => from_polars(other),
    }
}

/// Whether a value of this type holds unsigned integers of 64 bits.
pub(super) fn holds_unsigned(dtype: &DataType) -> bool {
    match dtype {
        DataType::UInt64 => true,
        DataType::List(inner) | DataType::Array(inner, _) => holds_unsigned(inner),
        DataType::Struct(fields) => fields.iter().any(|field| holds_unsigned(&field.dtype)),
        _ => false,
    }
}

/// The polars type for one of our types; `None` for types that only come from files.
pub fn to_polars(data_type: &Type) -> Option<DataType> {
    Some(match data_type {
        Type::Boolean => DataType::Boolean,
        Type::Integer => DataType::Int64,
        Type::Number => DataType::Float64,
        Type::Decimal(precision, scale) => DataType::Decimal(*precision as usize, *scale as usize),
        Type::Text => DataType::String,
        Type::Date => DataType::Date,
        Type::DateTime(None) => DataType::Datetime(TimeUnit::Microseconds, None),
        Type::DateTime(Some(_)) => return None,
        Type::Time => DataType::Time,
        Type::Duration => DataType::Duration(TimeUnit::Microseconds),
        Type::Binary => DataType::Binary,
        Type::List(inner) => DataType::List(Box::new(to_polars(inner)?)),
        Type::Struct(fields) => DataType::Struct(
            fields.iter().map(|(n, t)| Some(Field::new(n.as_str().into(), to_polars(t)?))).collect::<Option<_>>()?,
        ),
        Type::Null => DataType::Null,
        Type::Other(_) => return None,
    })
}
