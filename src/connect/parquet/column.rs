//! How a column of a Parquet file appears in the table.
//!
//! polars evaluates a filter that it pushes into the scan on the values as stored in the file: seconds where the column
//! is in milliseconds, and other units for a time. Such columns are converted by the scan, which makes it filter the
//! converted values.

use polars::prelude::*;

use crate::base::Text;

/// A column that can be read.
pub(super) struct ParquetColumn {
    pub name: PlSmallStr,
    /// The type that polars assigns to it.
    pub declared: DataType,
    /// The type that the scan converts it to.
    pub scanned: DataType,
    /// The type that it has in the table.
    shown: DataType,
    /// The scan returns two bytes, which represent a half-precision float.
    is_half: bool,
    /// Whether the file stores time in other units than the table.
    pub has_other_units: bool,
}

impl ParquetColumn {
    /// `field` is what is read; `declared` is the type declared by the file, if that is not used. Fails with the type in
    /// words if it cannot be read.
    pub fn new(field: &ArrowField, declared: Option<&ArrowField>) -> Result<ParquetColumn, Text> {
        let arrow = field.dtype();
        unreadable(declared.unwrap_or(field).dtype()).or(unreadable(arrow)).map_or(Ok(()), Err)?;
        let own = DataType::from_arrow_field(field);
        let scanned = match arrow {
            ArrowDataType::Timestamp(ArrowTimeUnit::Second, _) => {
                let DataType::Datetime(_, zone) = own.clone() else { unreachable!("a timestamp is a datetime") };
                DataType::Datetime(TimeUnit::Microseconds, zone)
            }
            _ => scanned(&own),
        };
        let is_half =
            declared.is_some_and(|declared| *declared.dtype() == ArrowDataType::Float16) && own == DataType::Binary;
        let shown = match declared.filter(|declared| is_known(declared.dtype())) {
            Some(declared) => shown(&self::scanned(&DataType::from_arrow_field(declared))),
            None => shown(&scanned),
        };
        Ok(ParquetColumn {
            name: field.name.clone(),
            declared: own,
            scanned,
            shown,
            is_half,
            has_other_units: has_other_units(arrow),
        })
    }

    /// The conversion to apply after the scan.
    pub fn after(&self) -> Option<Expr> {
        let value = || Expr::Column(self.name.clone());
        if self.is_half {
            let output = |_: &Schema, field: &Field| Ok(Field::new(field.name().clone(), DataType::Float32));
            return Some(value().map(|bytes| halves(&bytes), output));
        }
        (self.scanned != self.shown).then(|| value().cast(self.shown.clone()))
    }

    /// Whether the scan itself can convert it to this type without changing any value.
    pub fn can_be(&self, target: &DataType) -> bool {
        use DataType::{Datetime, Float32, Float64, Null};
        if self.scanned != self.shown || self.scanned == *target {
            return false;
        }
        match (&self.scanned, target) {
            (Null, _) => true,
            (Float32, Float64) => true,
            (Datetime(TimeUnit::Milliseconds, own), Datetime(TimeUnit::Microseconds, other)) => own == other,
            (own, other) => own.is_integer() && other.is_integer() && super::super::unite::is_exact(own, other),
        }
    }
}

fn halves(bytes: &Column) -> PolarsResult<Column> {
    let values = bytes.binary()?.iter().map(|bytes| Some(half(u16::from_le_bytes(bytes?.try_into().ok()?))));
    Ok(Float32Chunked::from_iter_options(bytes.name().clone(), values).into_column())
}

/// A 16-bit number: sign, five bits of exponent, ten of fraction.
fn half(bits: u16) -> f32 {
    let exponent = i32::from(bits >> 10 & 31);
    let fraction = f32::from(bits & 1023);
    let magnitude = match exponent {
        0 => fraction * 2f32.powi(-24),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        _ => (1.0 + fraction / 1024.0) * 2f32.powi(exponent - 15),
    };
    if bits >> 15 == 1 { -magnitude } else { magnitude }
}

/// What the scan can convert a type to, so that the rest of the program supports it.
fn scanned(dtype: &DataType) -> DataType {
    match dtype {
        DataType::Float16 => DataType::Float32,
        DataType::Categorical(..) => DataType::String,
        other => within(other, scanned),
    }
}

/// The type in the table.
fn shown(dtype: &DataType) -> DataType {
    match dtype {
        DataType::Enum(..) => DataType::String,
        DataType::Array(inner, _) => DataType::List(Box::new(shown(inner))),
        other => within(other, shown),
    }
}

/// Applies the same to the inner types of a type.
fn within(dtype: &DataType, of: fn(&DataType) -> DataType) -> DataType {
    match dtype {
        DataType::List(inner) => DataType::List(Box::new(of(inner))),
        DataType::Array(inner, width) => DataType::Array(Box::new(of(inner)), *width),
        DataType::Struct(fields) => {
            DataType::Struct(fields.iter().map(|field| Field::new(field.name.clone(), of(&field.dtype))).collect())
        }
        other => other.clone(),
    }
}

fn has_other_units(arrow: &ArrowDataType) -> bool {
    use ArrowDataType::{Duration, Time32, Time64};
    matches!(arrow, Time32(_) | Time64(ArrowTimeUnit::Microsecond) | Duration(ArrowTimeUnit::Second))
}

/// Whether polars supports the type: others make it panic, even if the column is not used.
pub(super) fn is_known(arrow: &ArrowDataType) -> bool {
    use ArrowDataType::*;
    match arrow {
        Timestamp(_, zone) => TimeZone::opt_try_new(zone.clone()).is_ok(),
        List(field) | LargeList(field) | FixedSizeList(field, _) | Map(field, _) => is_known(field.dtype()),
        Struct(fields) => fields.iter().all(|field| is_known(field.dtype())),
        Dictionary(_, values, _) => is_known(values),
        Interval(_) => matches!(format!("{arrow:?}").as_str(), "Interval(MonthDayNano)" | "Interval(MonthDayMillis)"),
        // Parquet counts in milliseconds, and polars would treat these as seconds.
        Time32(ArrowTimeUnit::Second) => false,
        Null | Boolean | Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64 => true,
        Float16 | Float32 | Float64 | Decimal(..) | Decimal32(..) | Decimal64(..) | Decimal256(..) => true,
        Date32 | Date64 | Time32(_) | Time64(_) | Duration(_) => true,
        Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView | FixedSizeBinary(_) => true,
        _ => false,
    }
}

/// The type that cannot be read, in words: numbers with too many digits, or with more behind the point than they have; structures
/// with equal names.
fn unreadable(arrow: &ArrowDataType) -> Option<Text> {
    use ArrowDataType::*;
    match arrow {
        Decimal(digits, scale) | Decimal32(digits, scale) | Decimal64(digits, scale) | Decimal256(digits, scale)
            if *digits > 38 || scale > digits || *digits == 0 =>
        {
            Some(Text::message("type-decimal").with("digits", digits).with("scale", scale))
        }
        Int128 | UInt128 => Some(format!("{arrow:?}").into()),
        Interval(_) => Some(say!("parquet-interval")),
        List(field) | LargeList(field) | FixedSizeList(field, _) | Map(field, _) => unreadable(field.dtype()),
        Struct(fields) => {
            let is_repeated = |index: &usize| fields[..*index].iter().any(|other| other.name == fields[*index].name);
            match (0..fields.len()).find(is_repeated) {
                Some(index) => Some(say!("parquet-equal-fields", name = fields[index].name.as_str())),
                None => fields.iter().find_map(|field| unreadable(field.dtype())),
            }
        }
        Dictionary(_, values, _) => unreadable(values),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_floats_are_exact() {
        for (bits, value) in [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x7bff, 65_504.0),
            (0x0001, 5.960_464_5e-8),
            (0x03ff, 6.097_555e-5),
            (0x0400, 6.103_515_6e-5),
            (0xfc00, f32::NEG_INFINITY),
        ] {
            assert_eq!(half(bits), value, "{bits:#06x}");
        }
        assert!(half(0x7e00).is_nan());
    }
}
