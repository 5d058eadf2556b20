//! JSON that was typed in or pasted, as text cells: every value as written, so that no digit changes.

use super::cursor::{Cursor, Sort, unescaped};
use super::fault::Fault;
use crate::base::name::ColumnNames;

/// One row of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonRow {
    /// Names and cells in the order of the text.
    Object(Vec<(String, String)>),
    List(Vec<String>),
    Value(String),
}

/// The rows of a text: the items of one array, or consecutive values; `None` if it is not JSON. Strings have no quotes,
/// null is empty, nested values stay JSON. Each row comes with its own text.
pub fn json_rows(text: &str) -> Option<Vec<(JsonRow, String)>> {
    let mut cursor = Cursor::new(text.as_bytes(), 0);
    let mut values = Vec::new();
    while cursor.peek().is_some() {
        values.push(cursor.value().ok()?);
    }
    let items = match values[..] {
        [only] if only.starts_with(b"[") => items(only).ok()?,
        _ => values,
    };
    items.into_iter().map(|item| Some((row(item).ok()?, String::from_utf8_lossy(item).into_owned()))).collect()
}

fn items(list: &[u8]) -> Result<Vec<&[u8]>, Fault> {
    let mut cursor = Cursor::new(list, 0);
    cursor.open()?;
    let mut items = Vec::new();
    while cursor.next(b']', items.is_empty())? {
        items.push(cursor.value()?);
    }
    Ok(items)
}

fn row(value: &[u8]) -> Result<JsonRow, Fault> {
    let mut cursor = Cursor::new(value, 0);
    Ok(match cursor.sort()? {
        Sort::Object => {
            cursor.open()?;
            let mut fields: Vec<(String, String)> = Vec::new();
            // A repeated name gets a column of its own: neither value is lost.
            let mut names = ColumnNames::default();
            while cursor.next(b'}', fields.is_empty())? {
                let name = names.give(&unescaped(cursor.name()?));
                fields.push((name, cell(cursor.value()?)?));
            }
            JsonRow::Object(fields)
        }
        Sort::List => JsonRow::List(items(value)?.into_iter().map(cell).collect::<Result<_, _>>()?),
        _ => JsonRow::Value(cell(value)?),
    })
}

fn cell(value: &[u8]) -> Result<String, Fault> {
    let mut cursor = Cursor::new(value, 0);
    Ok(match cursor.sort()? {
        Sort::Null => String::new(),
        Sort::Text => unescaped(cursor.text()?).into_owned(),
        _ => String::from_utf8_lossy(value).into_owned(),
    })
}
