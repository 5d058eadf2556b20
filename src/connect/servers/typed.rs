//! Values of one type that become a column.

use polars::prelude::*;

/// The values of a column that is being filled, by how they are held.
pub enum Typed {
    Boolean(BooleanChunkedBuilder),
    Int8(PrimitiveChunkedBuilder<Int8Type>),
    Int16(PrimitiveChunkedBuilder<Int16Type>),
    Int32(PrimitiveChunkedBuilder<Int32Type>),
    Int64(PrimitiveChunkedBuilder<Int64Type>),
    UInt8(PrimitiveChunkedBuilder<UInt8Type>),
    UInt16(PrimitiveChunkedBuilder<UInt16Type>),
    UInt32(PrimitiveChunkedBuilder<UInt32Type>),
    UInt64(PrimitiveChunkedBuilder<UInt64Type>),
    Float32(PrimitiveChunkedBuilder<Float32Type>),
    Float64(PrimitiveChunkedBuilder<Float64Type>),
    Decimal(PrimitiveChunkedBuilder<Int128Type>),
    Text(StringChunkedBuilder),
    Bytes(BinaryChunkedBuilder),
}

/// Calls a method of the builder inside.
macro_rules! each {
    ($typed:expr, $values:ident => $what:expr) => {
        match $typed {
            Typed::Boolean($values) => $what,
            Typed::Int8($values) => $what,
            Typed::Int16($values) => $what,
            Typed::Int32($values) => $what,
            Typed::Int64($values) => $what,
            Typed::UInt8($values) => $what,
            Typed::UInt16($values) => $what,
            Typed::UInt32($values) => $what,
            Typed::UInt64($values) => $what,
            Typed::Float32($values) => $what,
            Typed::Float64($values) => $what,
            Typed::Decimal($values) => $what,
            Typed::Text($values) => $what,
            Typed::Bytes($values) => $what,
        }
    };
}

impl Typed {
    /// For about `capacity` values of a type. What has no builder of its own is held as text.
    pub fn new(name: &PlSmallStr, dtype: &DataType, capacity: usize) -> Typed {
        let name = name.clone();
        match dtype {
            DataType::Boolean => Typed::Boolean(BooleanChunkedBuilder::new(name, capacity)),
            DataType::Int8 => Typed::Int8(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::Int16 => Typed::Int16(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::Int32 | DataType::Date => Typed::Int32(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::Int64 | DataType::Time | DataType::Datetime(..) => {
                Typed::Int64(PrimitiveChunkedBuilder::new(name, capacity))
            }
            DataType::UInt8 => Typed::UInt8(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::UInt16 => Typed::UInt16(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::UInt32 => Typed::UInt32(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::UInt64 => Typed::UInt64(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::Float32 => Typed::Float32(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::Float64 => Typed::Float64(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::Decimal(..) => Typed::Decimal(PrimitiveChunkedBuilder::new(name, capacity)),
            DataType::Binary => Typed::Bytes(BinaryChunkedBuilder::new(name, capacity)),
            _ => Typed::Text(StringChunkedBuilder::new(name, capacity)),
        }
    }

    #[inline]
    pub fn append_null(&mut self) {
        each!(self, values => values.append_null());
    }

    /// The column, of the type that the values were made for.
    pub fn finish(self, dtype: &DataType) -> Series {
        match (self, dtype) {
            (Typed::Int32(values), DataType::Date) => values.finish().into_date().into_series(),
            (Typed::Int64(values), DataType::Time) => values.finish().into_time().into_series(),
            (Typed::Int64(values), DataType::Datetime(unit, zone)) => {
                values.finish().into_datetime(*unit, zone.clone()).into_series()
            }
            (Typed::Decimal(values), DataType::Decimal(precision, scale)) => {
                values.finish().into_decimal_unchecked(*precision, *scale).into_series()
            }
            (values, _) => each!(values, values => values.finish().into_series()),
        }
    }
}
