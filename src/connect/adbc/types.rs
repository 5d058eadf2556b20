//! What Arrow's types become. A type that is not here is refused by its name.

use polars::prelude::{DataType, Field as Column, TimeUnit, TimeZone};
use polars_arrow::datatypes::{ArrowDataType, Field, TimeUnit as Unit, UnionType};

/// The most digits of a decimal.
pub(super) const DIGITS: usize = 38;

/// The type of a column here; `None` for one that has no exact form.
pub fn dtype(arrow: &ArrowDataType) -> Option<DataType> {
    let list = |item: &Field| Some(DataType::List(Box::new(dtype(&item.dtype)?)));
    Some(match arrow {
        ArrowDataType::Boolean => DataType::Boolean,
        ArrowDataType::Int8 => DataType::Int8,
        ArrowDataType::Int16 => DataType::Int16,
        ArrowDataType::Int32 => DataType::Int32,
        ArrowDataType::Int64 => DataType::Int64,
        ArrowDataType::UInt8 => DataType::UInt8,
        ArrowDataType::UInt16 => DataType::UInt16,
        ArrowDataType::UInt32 => DataType::UInt32,
        ArrowDataType::UInt64 => DataType::UInt64,
        ArrowDataType::Float32 => DataType::Float32,
        ArrowDataType::Float64 => DataType::Float64,
        ArrowDataType::Null | ArrowDataType::Utf8 | ArrowDataType::LargeUtf8 | ArrowDataType::Utf8View => {
            DataType::String
        }
        ArrowDataType::Binary
        | ArrowDataType::LargeBinary
        | ArrowDataType::BinaryView
        | ArrowDataType::FixedSizeBinary(_) => DataType::Binary,
        ArrowDataType::Date32 | ArrowDataType::Date64 => DataType::Date,
        ArrowDataType::Time32(_) | ArrowDataType::Time64(_) => DataType::Time,
        ArrowDataType::Timestamp(unit, zone) => {
            DataType::Datetime(of_unit(*unit), zone.as_ref().map(|_| TimeZone::UTC))
        }
        ArrowDataType::Duration(unit) => DataType::Duration(of_unit(*unit)),
        ArrowDataType::Decimal32(precision, scale)
        | ArrowDataType::Decimal64(precision, scale)
        | ArrowDataType::Decimal(precision, scale)
            if (1..=DIGITS).contains(precision) && scale <= precision =>
        {
            DataType::Decimal(*precision, *scale)
        }
        ArrowDataType::Decimal256(..) => DataType::String,
        ArrowDataType::List(item) | ArrowDataType::LargeList(item) | ArrowDataType::FixedSizeList(item, _) => {
            list(item)?
        }
        ArrowDataType::Map(entry, _) => list(entry)?,
        ArrowDataType::Struct(fields) if !fields.is_empty() => {
            let column = |field: &Field| Some(Column::new(field.name.clone(), dtype(&field.dtype)?));
            DataType::Struct(fields.iter().map(column).collect::<Option<_>>()?)
        }
        // Labels; other values are rarely kept so.
        ArrowDataType::Dictionary(_, values, _) if dtype(values)? == DataType::String => DataType::String,
        _ => return None,
    })
}

/// Seconds are counted in milliseconds.
fn of_unit(unit: Unit) -> TimeUnit {
    match unit {
        Unit::Second | Unit::Millisecond => TimeUnit::Milliseconds,
        Unit::Microsecond => TimeUnit::Microseconds,
        Unit::Nanosecond => TimeUnit::Nanoseconds,
    }
}

/// The same with texts as bytes, which a driver's texts are until they are checked.
pub(super) fn as_bytes(arrow: &ArrowDataType) -> ArrowDataType {
    let field = |field: &Field| Field { dtype: as_bytes(&field.dtype), ..field.clone() };
    match arrow {
        ArrowDataType::Utf8 => ArrowDataType::Binary,
        ArrowDataType::LargeUtf8 => ArrowDataType::LargeBinary,
        ArrowDataType::Utf8View => ArrowDataType::BinaryView,
        ArrowDataType::List(item) => ArrowDataType::List(Box::new(field(item))),
        ArrowDataType::LargeList(item) => ArrowDataType::LargeList(Box::new(field(item))),
        ArrowDataType::FixedSizeList(item, size) => ArrowDataType::FixedSizeList(Box::new(field(item)), *size),
        ArrowDataType::Map(entry, is_sorted) => ArrowDataType::Map(Box::new(field(entry)), *is_sorted),
        ArrowDataType::Struct(fields) => ArrowDataType::Struct(fields.iter().map(field).collect()),
        ArrowDataType::Dictionary(key, values, is_ordered) => {
            ArrowDataType::Dictionary(*key, Box::new(as_bytes(values)), *is_ordered)
        }
        ArrowDataType::Union(union) => {
            let fields = union.fields.iter().map(field).collect();
            ArrowDataType::Union(Box::new(UnionType { fields, ..(**union).clone() }))
        }
        other => other.clone(),
    }
}

/// A type as a message names it.
pub fn called(arrow: &ArrowDataType) -> String {
    let text = format!("{arrow:?}");
    text.split(['(', ' ', '{']).next().unwrap_or_default().to_lowercase()
}
