//! Small answers of a driver, as texts.

use polars_arrow::array::{Array, BinaryArray};
use polars_arrow::datatypes::{ArrowDataType, Field};

use super::fault::Fault;
use super::foreign::Rows;
use super::types::as_bytes;

/// The rows of an answer whose columns are texts; what is no text is none.
pub fn texts(mut rows: Rows<'_>) -> Result<Vec<Vec<Option<String>>>, Fault> {
    let columns = rows.columns()?.into_iter().map(|field| {
        let arrow = field.dtype.unwrap_or(ArrowDataType::Null);
        Field::new(field.name.into(), as_bytes(&arrow), true)
    });
    let columns: Vec<Field> = columns.collect();
    let mut found = Vec::new();
    while let Some(batch) = rows.next(&columns)? {
        for row in 0..batch.len() {
            found.push(batch.values().iter().map(|values| text(values.as_ref(), row)).collect());
        }
    }
    Ok(found)
}

fn text(values: &dyn Array, row: usize) -> Option<String> {
    let text = values.as_any().downcast_ref::<BinaryArray<i32>>()?.get(row)?;
    Some(String::from_utf8_lossy(text).into_owned())
}
