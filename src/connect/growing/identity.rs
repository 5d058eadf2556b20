//! What tells a row apart from others.

use polars::prelude::{AnyValue, Column};

use crate::base::KeyBuilder;

/// A digest of one row of these columns, as 32 hexadecimal digits.
pub(super) fn identity(columns: &[&Column], row: usize) -> Option<String> {
    let mut builder = KeyBuilder::new("row");
    for column in columns {
        builder = add(builder, &column.get(row).ok()?);
    }
    let mut text = builder.finish().to_string();
    text.truncate(32);
    Some(text)
}

/// Adds a value, and what kind of value it is: an empty text is not null.
fn add(builder: KeyBuilder, value: &AnyValue<'_>) -> KeyBuilder {
    match value {
        // What is borrowed and what is owned is one value.
        AnyValue::Datetime(time, unit, _) | AnyValue::DatetimeOwned(time, unit, _) => {
            builder.text("time").text(&format!("{time} {unit:?}"))
        }
        AnyValue::Binary(bytes) => builder.text("bytes").bytes(bytes),
        AnyValue::BinaryOwned(bytes) => builder.text("bytes").bytes(bytes),
        AnyValue::List(values) | AnyValue::Array(values, _) => {
            let builder = builder.text("list").number(values.len() as u64);
            values.iter().fold(builder, |builder, value| add(builder, &value))
        }
        AnyValue::Struct(..) => {
            value._iter_struct_av().fold(builder.text("struct"), |builder, value| add(builder, &value))
        }
        AnyValue::StructOwned(fields) => fields.0.iter().fold(builder.text("struct"), add),
        // Numbers, dates and truths have a short text that is theirs alone.
        value => match value.get_str() {
            Some(text) => builder.text("text").text(text),
            None if value.is_integer() => builder.text("integer").text(&value.to_string()),
            None => builder.text("value").text(&format!("{value:?}")),
        },
    }
}
