//! A row of typical values, by which a driver shows what it does with each type; and the arrays in which values are sent.

use polars::prelude::*;
use polars_arrow::array::{Array, StructArray};
use polars_arrow::datatypes::{ArrowDataType, Field as ArrowField};

/// 2000-01-02, and 12:34:56.123456 of that day.
const DAY: i32 = 10_958;
const TIME: i64 = 45_296_123_456_000;
const MOMENT: i64 = 946_816_496_123_456;

/// A row of such values; the name of a column whose type has none.
pub(super) fn typical(schema: &Schema) -> Result<DataFrame, (PlSmallStr, DataType)> {
    let column = |(name, dtype): (&PlSmallStr, &DataType)| match value(dtype) {
        Some(values) if values.null_count() == 0 || dtype.is_null() => Ok(values.with_name(name.clone()).into_column()),
        _ => Err((name.clone(), dtype.clone())),
    };
    let columns = schema.iter().map(column).collect::<Result<Vec<_>, _>>()?;
    DataFrame::new(1, columns).map_err(|_| (PlSmallStr::EMPTY, DataType::Null))
}

fn value(dtype: &DataType) -> Option<Series> {
    let name = PlSmallStr::EMPTY;
    let counted = |count: i64| Series::new(PlSmallStr::EMPTY, [count]).cast(dtype).ok();
    match dtype {
        DataType::Boolean => Some(Series::new(name, [true])),
        dtype if dtype.is_integer() => counted(1),
        DataType::Float32 | DataType::Float64 => Series::new(name, [0.5]).cast(dtype).ok(),
        DataType::Decimal(_, scale) => Series::new(name, [if *scale > 0 { "0.1" } else { "1" }]).cast(dtype).ok(),
        DataType::String | DataType::Categorical(..) | DataType::Enum(..) => Some(Series::new(name, ["a"])),
        DataType::Null => Some(Series::new_null(name, 1)),
        DataType::Binary => Some(Series::new(name, [&b"a"[..]])),
        DataType::Date => Series::new(name, [DAY]).cast(dtype).ok(),
        DataType::Time => counted(TIME),
        DataType::Datetime(unit, _) => counted(in_unit(MOMENT, *unit)),
        DataType::Duration(unit) => counted(in_unit(1_500_000, *unit)),
        DataType::List(item) => Some(Series::new(name, [value(item)?])),
        DataType::Struct(fields) if !fields.is_empty() => {
            let part = |field: &Field| Some(value(field.dtype())?.with_name(field.name().clone()));
            let parts = fields.iter().map(part).collect::<Option<Vec<_>>>()?;
            StructChunked::from_series(name, 1, parts.iter()).ok().map(IntoSeries::into_series)
        }
        _ => None,
    }
}

fn in_unit(micros: i64, unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Nanoseconds => micros * 1_000,
        TimeUnit::Microseconds => micros,
        TimeUnit::Milliseconds => micros / 1_000,
    }
}

/// The rows of a batch as they are sent: in the oldest of Arrow's forms, which every driver knows.
pub(super) fn rows(batch: &DataFrame) -> PolarsResult<StructArray> {
    let mut arrays: Vec<Box<dyn Array>> = Vec::with_capacity(batch.width());
    for column in batch.columns() {
        let series = column.as_materialized_series();
        let series = match series.dtype() {
            DataType::Null | DataType::Categorical(..) | DataType::Enum(..) => series.cast(&DataType::String)?,
            _ => series.clone(),
        };
        arrays.push(series.rechunk().to_arrow(0, CompatLevel::oldest()));
    }
    let named = batch.get_column_names().into_iter().zip(&arrays);
    let fields = named.map(|(name, array)| ArrowField::new(name.clone(), array.dtype().clone(), true)).collect();
    StructArray::try_new(ArrowDataType::Struct(fields), batch.height(), arrays, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_that_is_sent_has_a_typical_value() {
        let utc = Some(TimeZone::UTC);
        let types = [
            DataType::Boolean,
            DataType::UInt8,
            DataType::Int64,
            DataType::UInt64,
            DataType::Float32,
            DataType::Decimal(38, 38),
            DataType::Decimal(5, 0),
            DataType::String,
            DataType::Binary,
            DataType::Date,
            DataType::Time,
            DataType::Datetime(TimeUnit::Nanoseconds, None),
            DataType::Datetime(TimeUnit::Milliseconds, utc),
            DataType::Duration(TimeUnit::Microseconds),
            DataType::List(Box::new(DataType::Date)),
            DataType::Struct(vec![Field::new("a".into(), DataType::Float64)]),
        ];
        for dtype in types {
            let schema: Schema = [Field::new("c".into(), dtype.clone())].into_iter().collect();
            let row = typical(&schema).unwrap_or_else(|_| panic!("{dtype}"));
            assert_eq!((row.height(), row.columns()[0].dtype()), (1, &dtype));
            assert_eq!(row.columns()[0].null_count(), 0, "{dtype}");
            assert_eq!(rows(&row).unwrap().len(), 1);
        }
    }
}
