//! Cells from a spreadsheet, or rows of text, as the settings of a table node.

use std::collections::HashSet;

use super::catalogue::settings_text;
use super::table::Table;

/// Larger texts belong into a file: as settings they would make the project unreadable.
const MOST_BYTES: usize = 4 << 20;

/// The settings of a table node that holds the cells of `text`; `None` where there are none, or too many.
///
/// Cells are separated by tabs, else by the comma or semicolon that every line has as often. The first row is taken for
/// headers if there are more rows and its cells can be names: no numbers, none empty, none twice.
pub fn table_from_text(text: &str) -> Option<String> {
    if text.trim().is_empty() || text.len() > MOST_BYTES {
        return None;
    }
    let mut rows = cells(text)?;
    let width = rows.iter().map(Vec::len).max()?;
    let headers = if rows.len() > 1 && can_be_headers(&rows[0], width) {
        rows.remove(0)
    } else {
        (1..=width).map(|n| format!("column_{n}")).collect()
    };
    Some(settings_text(&Table { headers, rows, types: Vec::new() }))
}

fn cells(text: &str) -> Option<Vec<Vec<String>>> {
    let read = |delimiter: u8| -> Option<Vec<Vec<String>>> {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(delimiter).has_headers(false).flexible(true);
        let records = reader.from_reader(text.as_bytes()).into_records();
        records.map(|record| Some(record.ok()?.iter().map(str::to_owned).collect())).collect()
    };
    if text.contains('\t') {
        return read(b'\t');
    }
    let regular = |rows: &Vec<Vec<String>>| rows[0].len() > 1 && rows.iter().all(|row| row.len() == rows[0].len());
    let separated = [b',', b';'].into_iter().filter_map(read).find(|rows| !rows.is_empty() && regular(rows));
    separated.or_else(|| Some(text.lines().map(|line| vec![line.to_owned()]).collect()))
}

fn can_be_headers(row: &[String], width: usize) -> bool {
    let distinct: HashSet<&str> = row.iter().map(|cell| cell.trim()).collect();
    let is_name = |cell: &String| !cell.trim().is_empty() && cell.trim().parse::<f64>().is_err();
    row.len() == width && distinct.len() == width && row.iter().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_tables() {
        for (text, settings) in [
            ("n\n1\n2\n", r#"(headers:["n"],rows:[["1"],["2"]])"#),
            ("a\tb\n1\tx, y\n", r#"(headers:["a","b"],rows:[["1","x, y"]])"#),
            ("a;b\n1;2\n3;4", r#"(headers:["a","b"],rows:[["1","2"],["3","4"]])"#),
            ("1,2\n3,4", r#"(rows:[["1","2"],["3","4"]])"#),
            ("one, two\nthree", r#"(headers:["one, two"],rows:[["three"]])"#),
            ("a\ta\n1\t2", r#"(rows:[["a","a"],["1","2"]])"#),
        ] {
            assert_eq!(table_from_text(text).as_deref(), Some(settings), "{text:?}");
        }
        assert_eq!(table_from_text("  \n"), None);
    }
}
