//! Whether the first row of pasted cells contains names.

use std::collections::HashSet;

/// The names of columns without headers.
pub(super) fn numbered(columns: std::ops::Range<usize>) -> Vec<String> {
    columns.map(|n| format!("column_{}", n + 1)).collect()
}

/// Whether a line could be a column header: a few words, without anything typical of a sentence or a log.
fn is_heading(line: &str) -> bool {
    let is_plain = |c: char| c.is_alphabetic() || " _-()%/".contains(c) || c.is_ascii_digit();
    line.len() <= 40
        && line.split_whitespace().count() <= 3
        && line.trim().chars().all(is_plain)
        && !line.starts_with(' ')
}

/// The first row as names for `width` columns: missing names at the end are numbered.
pub(super) fn names(rows: &[Vec<String>], width: usize) -> Option<Vec<String>> {
    let (first, rest) = rows.split_first()?;
    let named = first.iter().rposition(|cell| !cell.trim().is_empty())? + 1;
    let is_name = |cell: &String| !cell.trim().is_empty() && cell.trim().parse::<f64>().is_err();
    // Lines of prose have no header.
    let is_line =
        width == 1 && !is_heading(&first[0]) && !rest.iter().flatten().all(|cell| cell.parse::<f64>().is_ok());
    if rest.is_empty() || is_line || !first[..named].iter().all(is_name) {
        return None;
    }
    let mut names: Vec<String> = first[..named].iter().map(|cell| cell.trim().to_owned()).collect();
    names.extend(numbered(named..width));
    let distinct: HashSet<&String> = names.iter().collect();
    (distinct.len() == width).then_some(names)
}
