//! Columns as Arrow arrays of the types of a staged table. A value that DuckDB would take for another one is refused.

use polars::prelude::*;
use polars_arrow::array::{Array, PrimitiveArray, StructArray};
use polars_arrow::datatypes::{ArrowDataType, Field as ArrowField, TimeUnit as Unit};

use crate::connect::servers::micros;

/// The smallest timestamp of DuckDB; the largest number of all is its infinity.
const FIRST_MICROS: i64 = -9_223_372_022_400_000_000;

/// A value that cannot be stored: the index of its column and of its row.
pub(super) struct NotHeld(pub usize, pub usize);

/// The rows of a batch.
pub(super) fn rows(batch: &DataFrame) -> Result<StructArray, NotHeld> {
    let mut arrays: Vec<Box<dyn Array>> = Vec::with_capacity(batch.width());
    for (index, column) in batch.columns().iter().enumerate() {
        let series = column.as_materialized_series().rechunk();
        arrays.push(array(&series).map_err(|row| NotHeld(index, row))?);
    }
    let named = batch.get_column_names().into_iter().zip(&arrays);
    let fields = named.map(|(name, array)| ArrowField::new(name.clone(), array.dtype().clone(), true)).collect();
    StructArray::try_new(ArrowDataType::Struct(fields), batch.height(), arrays, None).map_err(|_| NotHeld(0, 0))
}

/// An array; the row of the first value that cannot be stored.
fn array(series: &Series) -> Result<Box<dyn Array>, usize> {
    let plain = |series: &Series| Ok(series.to_arrow(0, CompatLevel::newest()));
    match series.dtype() {
        DataType::Null | DataType::Categorical(..) | DataType::Enum(..) => {
            plain(&series.cast(&DataType::String).map_err(|_| 0_usize)?)
        }
        DataType::Time => {
            let to = ArrowDataType::Time64(Unit::Microsecond);
            counted(series, to, |nanos| micros(nanos, TimeUnit::Nanoseconds))
        }
        DataType::Duration(unit) => {
            counted(series, ArrowDataType::Duration(Unit::Microsecond), |value| micros(value, *unit))
        }
        DataType::Datetime(TimeUnit::Nanoseconds, None) => {
            let is_finite = |nanos: &i64| *nanos > -i64::MAX && *nanos < i64::MAX;
            counted(series, ArrowDataType::Timestamp(Unit::Nanosecond, None), |nanos| Some(nanos).filter(is_finite))
        }
        DataType::Datetime(unit, zone) => {
            let to = ArrowDataType::Timestamp(Unit::Microsecond, zone.as_ref().map(|_| "UTC".into()));
            counted(series, to, |value| micros(value, *unit).filter(|micros| is_moment(*micros)))
        }
        _ => match series.iter().position(|value| !is_held(&value)) {
            Some(row) => Err(row),
            None => plain(series),
        },
    }
}

/// Numbers of a unit in another one.
fn counted(series: &Series, to: ArrowDataType, value: impl Fn(i64) -> Option<i64>) -> Result<Box<dyn Array>, usize> {
    let physical = series.to_physical_repr();
    let numbers = physical.i64().map_err(|_| 0_usize)?;
    let mut all = Vec::with_capacity(numbers.len());
    for (row, number) in numbers.iter().enumerate() {
        all.push(number.map(|number| value(number).ok_or(row)).transpose()?);
    }
    Ok(PrimitiveArray::<i64>::from(all).to(to).boxed())
}

fn is_moment(micros: i64) -> bool {
    (FIRST_MICROS..i64::MAX).contains(&micros)
}

/// Whether DuckDB does not take a value for infinity.
pub(super) fn is_held(value: &AnyValue) -> bool {
    match value {
        AnyValue::Date(days) => *days > -i32::MAX && *days < i32::MAX,
        AnyValue::Datetime(micros, ..) => is_moment(*micros),
        AnyValue::DatetimeOwned(micros, ..) => is_moment(*micros),
        AnyValue::List(values) if has_moments(values.dtype()) => values.iter().all(|value| is_held(&value)),
        AnyValue::Struct(..) | AnyValue::StructOwned(_) if has_moments(&value.dtype()) => {
            let owned = value.clone().into_static();
            match owned {
                AnyValue::StructOwned(fields) => fields.0.iter().all(is_held),
                _ => false,
            }
        }
        _ => true,
    }
}

fn has_moments(dtype: &DataType) -> bool {
    match dtype {
        DataType::Date | DataType::Datetime(..) => true,
        DataType::List(item) => has_moments(item),
        DataType::Struct(fields) => fields.iter().any(|field| has_moments(&field.dtype)),
        _ => false,
    }
}
