//! Rows that are arrays: their column names, and the objects that they become.

use std::io::{self, Write};

use super::cursor::{Cursor, Sort};
use super::detect::EXAMINED;
use super::headers::{Headers, headers};
use super::items::Stop;
use crate::base::Problem;
use crate::connect::csv::unique_names;

/// Calls a function with each row.
pub(super) type Walk<'a> = dyn FnMut(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> Result<(), Stop> + 'a;

/// The column names of arrays, and whether they come from the first of them.
pub(super) fn list_names(setting: Headers, walk: &mut Walk<'_>) -> (Option<(Vec<String>, bool)>, Vec<Problem>) {
    let mut lists: Vec<Vec<Vec<u8>>> = Vec::new();
    // Only the first rows are needed: an error ends the walk.
    let _ = walk(&mut |item| {
        lists.extend(list_items(item).map(|items| items.into_iter().map(<[u8]>::to_vec).collect()));
        if lists.len() < EXAMINED { Ok(()) } else { Err(io::Error::other("enough")) }
    });
    let Some(first) = lists.first() else { return (None, Vec::new()) };
    match headers(setting, &lists) {
        Some(names) => {
            let (names, warnings) = unique_names(names, true);
            (Some((names, true)), warnings)
        }
        None => {
            let (names, warnings) = unique_names(vec![String::new(); first.len()], false);
            (Some((names, false)), warnings)
        }
    }
}

/// The items of an array, as written; `None` if it is not an array.
fn list_items(text: &[u8]) -> Option<Vec<&[u8]>> {
    let mut cursor = Cursor::new(text, 0);
    if cursor.sort().ok()? != Sort::List {
        return None;
    }
    cursor.open().ok()?;
    let mut items = Vec::new();
    while cursor.next(b']', items.is_empty()).ok()? {
        items.push(cursor.value().ok()?);
    }
    cursor.end().ok()?;
    Some(items)
}

/// Writes an array as an object. One with more or fewer items stays an array, and is not a row.
pub(super) fn write_list(item: &[u8], names: &[String], out: &mut impl Write) -> io::Result<()> {
    match list_items(item).filter(|items| items.len() == names.len()) {
        Some(items) => {
            for (index, (name, value)) in names.iter().zip(items).enumerate() {
                let before = if index == 0 { "{" } else { "," };
                write!(out, "{before}{}:", serde_json::Value::from(name.as_str()))?;
                write_in_line(value, out)?;
            }
            out.write_all(b"}")
        }
        None => write_in_line(item, out),
    }
}

/// Line ends between values are blanks in JSON.
pub(super) fn write_in_line(value: &[u8], out: &mut impl Write) -> io::Result<()> {
    value.split(|&byte| matches!(byte, b'\n' | b'\r')).try_for_each(|piece| out.write_all(piece))
}
