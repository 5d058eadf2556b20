//! What a column of a Parquet file is in the table.
//!
//! polars gives a filter that it pushes into the scan the values as they stand in the file: seconds where the column is of
//! milliseconds, thirds of a time. Such columns are converted by the scan, which makes it filter what it has converted.

use polars::prelude::*;

use crate::base::Text;

/// A column that can be read.
pub(super) struct ParquetColumn {
    pub name: PlSmallStr,
    /// The type that polars takes it for.
    pub told: DataType,
    /// The type that the scan makes of it.
    pub scanned: DataType,
    /// The type that it has in the table.
    shown: DataType,
    /// The file counts time in other units than the table.
    pub has_other_units: bool,
    /// Whether polars can read the least and the largest value.
    pub has_statistics: bool,
}

impl ParquetColumn {
    /// `field` is what is read; `told` what the file says of it, where that is not heeded. Fails with the type in words where
    /// it cannot be read.
    pub fn new(field: &ArrowField, told: Option<&ArrowField>) -> Result<ParquetColumn, Text> {
        let arrow = field.dtype();
        unreadable(told.unwrap_or(field).dtype()).or(unreadable(arrow)).map_or(Ok(()), Err)?;
        let own = DataType::from_arrow_field(field);
        let scanned = match arrow {
            ArrowDataType::Timestamp(ArrowTimeUnit::Second, _) => {
                let DataType::Datetime(_, zone) = own.clone() else { unreachable!("a timestamp is a datetime") };
                DataType::Datetime(TimeUnit::Microseconds, zone)
            }
            _ => scanned(&own),
        };
        let shown = match told.filter(|told| is_known(told.dtype())) {
            Some(told) => shown(&self::scanned(&DataType::from_arrow_field(told))),
            None => shown(&scanned),
        };
        Ok(ParquetColumn {
            name: field.name.clone(),
            told: own,
            scanned,
            shown,
            has_other_units: has_other_units(arrow),
            has_statistics: !matches!(arrow, ArrowDataType::Interval(_) | ArrowDataType::Map(..)),
        })
    }

    /// What has to be done behind the scan.
    pub fn after(&self) -> Option<Expr> {
        let value = || Expr::Column(self.name.clone());
        (self.scanned != self.shown).then(|| value().cast(self.shown.clone()))
    }

    /// Whether the scan itself can make this type of it, and every value stays what it is.
    pub fn can_be(&self, wanted: &DataType) -> bool {
        use DataType::{Datetime, Float32, Float64, Null};
        if self.scanned != self.shown || self.scanned == *wanted {
            return false;
        }
        match (&self.scanned, wanted) {
            (Null, _) => true,
            (Float32, Float64) => true,
            (Datetime(TimeUnit::Milliseconds, own), Datetime(TimeUnit::Microseconds, other)) => own == other,
            (own, other) => own.is_integer() && other.is_integer() && super::super::unite::is_exact(own, other),
        }
    }
}

/// What the scan can make of a type, so that the rest of the program knows it.
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

/// The same of what a type consists of.
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

/// Whether polars has a type for it: of others it makes a panic, even where nobody wants the column.
pub(super) fn is_known(arrow: &ArrowDataType) -> bool {
    use ArrowDataType::*;
    match arrow {
        Timestamp(_, zone) => TimeZone::opt_try_new(zone.clone()).is_ok(),
        List(field) | LargeList(field) | FixedSizeList(field, _) | Map(field, _) => is_known(field.dtype()),
        Struct(fields) => fields.iter().all(|field| is_known(field.dtype())),
        Dictionary(_, values, _) => is_known(values),
        Interval(_) => matches!(format!("{arrow:?}").as_str(), "Interval(MonthDayNano)" | "Interval(MonthDayMillis)"),
        Null | Boolean | Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64 => true,
        Float16 | Float32 | Float64 | Decimal(..) | Decimal32(..) | Decimal64(..) | Decimal256(..) => true,
        Date32 | Date64 | Time32(_) | Time64(_) | Duration(_) => true,
        Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView | FixedSizeBinary(_) => true,
        _ => false,
    }
}

/// What cannot be read, in words: numbers of more digits than there are.
fn unreadable(arrow: &ArrowDataType) -> Option<Text> {
    use ArrowDataType::*;
    match arrow {
        Decimal(digits, scale) | Decimal256(digits, scale) if *digits > 38 => {
            Some(Text::message("type-decimal").with("digits", digits).with("scale", scale))
        }
        Int128 | UInt128 => Some(format!("{arrow:?}").into()),
        List(field) | LargeList(field) | FixedSizeList(field, _) | Map(field, _) => unreadable(field.dtype()),
        Struct(fields) => fields.iter().find_map(|field| unreadable(field.dtype())),
        Dictionary(_, values, _) => unreadable(values),
        _ => None,
    }
}
