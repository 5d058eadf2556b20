//! Pasted JSON: an array, an object, or one of either on each line.

use std::collections::HashMap;

use super::headers::{names, numbered};
use crate::connect::{JsonRow, json_rows};

/// Headers and rows; `None` if the text is not JSON rows.
pub fn table(text: &str) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let items = json_rows(text).filter(|items| !items.is_empty())?;
    if let Some(objects) = items.iter().map(object).collect::<Option<Vec<_>>>()
        && objects.iter().any(|fields| !fields.is_empty())
    {
        return Some(columns(&objects));
    }
    let list = |(item, _): &(JsonRow, String)| match item {
        JsonRow::List(cells) => Some(cells.clone()),
        _ => None,
    };
    let lists: Option<Vec<Vec<String>>> = items.iter().map(list).collect();
    let rows = lists.unwrap_or_else(|| items.into_iter().map(|item| vec![whole(item)]).collect());
    let width = rows.iter().map(Vec::len).max()?;
    match names(&rows, width) {
        Some(names) => Some((names, rows[1..].to_vec())),
        None => Some((numbered(0..width), rows)),
    }
}

fn object((item, _): &(JsonRow, String)) -> Option<&Vec<(String, String)>> {
    match item {
        JsonRow::Object(fields) => Some(fields),
        _ => None,
    }
}

/// A row in one cell.
fn whole((item, text): (JsonRow, String)) -> String {
    match item {
        JsonRow::Value(cell) => cell,
        _ => text,
    }
}

/// A column for each name, in the order in which they first appear.
fn columns(objects: &[&Vec<(String, String)>]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut headers = Vec::new();
    let mut index = HashMap::new();
    for (name, _) in objects.iter().flat_map(|object| object.iter()) {
        index.entry(name).or_insert_with(|| {
            headers.push(name.clone());
            headers.len() - 1
        });
    }
    let row = |object: &&Vec<(String, String)>| {
        let mut row = vec![String::new(); headers.len()];
        object.iter().for_each(|(name, cell)| row[index[name]].clone_from(cell));
        row
    };
    (headers.clone(), objects.iter().map(row).collect())
}
