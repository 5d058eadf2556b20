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
