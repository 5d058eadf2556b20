//! Pasted JSON: an array, an object, or one of either on each line.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Headers and rows; `None` for what is no JSON of rows.
pub fn table(text: &str) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    if let Some(objects) = objects_of(text) {
        return Some(columns(&objects));
    }
    let values: Vec<Value> = serde_json::Deserializer::from_str(text).into_iter().collect::<Result<_, _>>().ok()?;
    let items = match values.as_slice() {
        [Value::Array(items)] => items.clone(),
        _ => values,
    };
    if items.is_empty() {
        return None;
    }
    let rows: Vec<Vec<String>> = match items.iter().map(Value::as_array).collect::<Option<Vec<_>>>() {
        Some(rows) => rows.into_iter().map(|row| row.iter().map(cell).collect()).collect(),
        None => items.iter().map(|item| vec![cell(item)]).collect(),
    };
    let width = rows.iter().map(Vec::len).max()?;
    match super::names(&rows, width) {
        Some(names) => Some((names, rows[1..].to_vec())),
        None => Some((super::numbered(0..width), rows)),
    }
}

/// An object with its names in the order in which they are written.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object;
            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Object(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// An array of objects, or objects one after another.
fn objects_of(text: &str) -> Option<Vec<Object>> {
    let objects: Vec<Object> = match text.trim_start().starts_with('[') {
        true => serde_json::from_str(text).ok()?,
        false => serde_json::Deserializer::from_str(text).into_iter().collect::<Result<_, _>>().ok()?,
    };
    objects.iter().any(|object| !object.0.is_empty()).then_some(objects)
}

/// A column for each name, in the order in which they first appear.
fn columns(objects: &[Object]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut headers: Vec<String> = Vec::new();
    for (name, _) in objects.iter().flat_map(|object| &object.0) {
        if !headers.contains(name) {
            headers.push(name.clone());
        }
    }
    let text = |object: &Object, name: &String| {
        object.0.iter().rev().find(|(own, _)| own == name).map_or(String::new(), |(_, value)| cell(value))
    };
    let rows = objects.iter().map(|object| headers.iter().map(|name| text(object, name)).collect()).collect();
    (headers, rows)
}

/// A value as it is typed into a cell; what is nested stays JSON.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
