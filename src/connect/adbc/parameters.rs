//! The values of a query's placeholders.

use polars_arrow::array::{Array, BooleanArray, PrimitiveArray, StructArray, Utf8Array};
use polars_arrow::datatypes::{ArrowDataType, Field, TimeUnit};

use crate::connect::scan::Constant;

/// One row with a column for each value; `None` without values.
pub fn parameters(values: &[Constant]) -> Option<StructArray> {
    let arrays: Vec<Box<dyn Array>> = values.iter().map(array).collect();
    let fields = arrays.iter().enumerate();
    let fields: Vec<Field> =
        fields.map(|(index, array)| Field::new(index.to_string().into(), array.dtype().clone(), true)).collect();
    if fields.is_empty() {
        return None;
    }
    StructArray::try_new(ArrowDataType::Struct(fields), 1, arrays, None).ok()
}

fn array(value: &Constant) -> Box<dyn Array> {
    let time = |zone: Option<&str>| ArrowDataType::Timestamp(TimeUnit::Microsecond, zone.map(Into::into));
    match value {
        Constant::Boolean(value) => BooleanArray::from([Some(*value)]).boxed(),
        Constant::Integer(number) => PrimitiveArray::from([Some(*number)]).boxed(),
        Constant::Number(number) => PrimitiveArray::from([Some(*number)]).boxed(),
        Constant::Text(text) => Utf8Array::<i32>::from([Some(text)]).boxed(),
        Constant::Date(days) => PrimitiveArray::from([Some(*days)]).to(ArrowDataType::Date32).boxed(),
        Constant::DateTime(micros) => PrimitiveArray::from([Some(*micros)]).to(time(None)).boxed(),
        Constant::Instant(micros) => PrimitiveArray::from([Some(*micros)]).to(time(Some("UTC"))).boxed(),
    }
}
