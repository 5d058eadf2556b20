//! Converts cells from a spreadsheet, rows of text, JSON or a table of a web page to the settings of a table node.

mod headers;
mod html;
mod json;
mod tabs;

use crate::nodes::kinds::sources::table::Table;
use crate::nodes::kit::catalogue::settings_text;

use headers::{names, numbered};

pub use tabs::pasted_rows;

/// Larger texts are not pasted: they would be copied with every change of the table. Far below this size the table node
/// already suggests using a file.
const MOST_BYTES: usize = 64 << 20;

/// The settings of a table node that contains the cells of `text`; `None` if there are none, or too many.
///
/// JSON objects and arrays (also one per line) and the first HTML table are recognised. Otherwise cells are separated
/// by tabs, or by the comma, semicolon or bar that occurs equally often in every line. The first row is used as headers
/// if there are more rows and its cells can be names: no numbers, no duplicates, no empty cell before the last
/// non-empty one.
pub fn table_from_text(text: &str) -> Option<String> {
    let (headers, rows) = table_of(text)?;
    Some(settings_text(&Table { headers, rows, types: Vec::new() }))
}

/// The headers and rows of such a text.
pub fn table_of(text: &str) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() || text.len() > MOST_BYTES {
        return None;
    }
    if let Some(table) = json::table(text) {
        return Some(table);
    }
    let mut rows = html::cells(text).or_else(|| cells(text))?;
    let width = rows.iter().map(Vec::len).max()?;
    let headers = match names(&rows, width) {
        Some(names) => {
            rows.remove(0);
            names
        }
        None => numbered(0..width),
    };
    Some((headers, rows))
}

fn cells(text: &str) -> Option<Vec<Vec<String>>> {
    let read = |delimiter: u8, quoting: bool| -> Option<Vec<Vec<String>>> {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(delimiter).quoting(quoting).has_headers(false).flexible(true);
        let records = reader.from_reader(text.as_bytes()).into_records();
        records.map(|record| Some(record.ok()?.iter().map(str::to_owned).collect())).collect()
    };
    // A quote that is never closed is literal: otherwise it would swallow the rest of the text.
    let quoting = text.matches('"').count().is_multiple_of(2);
    if text.contains('\t') {
        return read(b'\t', quoting);
    }
    let regular = |rows: &Vec<Vec<String>>| rows[0].len() > 1 && rows.iter().all(|row| row.len() == rows[0].len());
    let read = |delimiter| read(delimiter, quoting);
    let separated = [b',', b';', b'|'].into_iter().filter_map(read).find(|rows| !rows.is_empty() && regular(rows));
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).map(|line| vec![line.to_owned()]).collect();
    separated.or_else(|| Some(lines()))
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
            ("one, two\nthree", r#"(headers:["column_1"],rows:[["one, two"],["three"]])"#),
            ("Full name\nAnn Lee", r#"(headers:["Full name"],rows:[["Ann Lee"]])"#),
            ("Total, net\n1.5", r#"(headers:["Total, net"],rows:[["1.5"]])"#),
            ("It rains today again\nno", r#"(headers:["column_1"],rows:[["It rains today again"],["no"]])"#),
            ("a\ta\n1\t2", r#"(rows:[["a","a"],["1","2"]])"#),
            ("42", r#"(headers:["column_1"],rows:[["42"]])"#),
            ("a|b\r\n1|2\r\n", r#"(headers:["a","b"],rows:[["1","2"]])"#),
            ("\u{feff}a\tb\n1\t2", r#"(headers:["a","b"],rows:[["1","2"]])"#),
            ("a \tb\t\n1\t2\t3", r#"(headers:["a","b","column_3"],rows:[["1","2","3"]])"#),
            ("a\tb\n1\n2\t3\t4", r#"(headers:["a","b","column_3"],rows:[["1"],["2","3","4"]])"#),
            ("a\tb\n\"two\nlines\"\t\"say \"\"x\"\"\"", r#"(headers:["a","b"],rows:[["two\nlines","say \"x\""]])"#),
            ("a\tb\n\"5\tx\n6\ty", r#"(headers:["a","b"],rows:[["\"5","x"],["6","y"]])"#),
            ("a,b\n\"x\ny\",2", r#"(headers:["a","b"],rows:[["x\ny","2"]])"#),
            ("one\n\ntwo\n", r#"(headers:["one"],rows:[["two"]])"#),
            (r#"[{"a":1,"b":"x"},{"b":null,"c":[1]}]"#, r#"(headers:["a","b","c"],rows:[["1","x",""],["","","[1]"]])"#),
            ("{\"a\":1}\n{\"a\":2.5}\n", r#"(headers:["a"],rows:[["1"],["2.5"]])"#),
            (r#"[{"z":1,"a":2}]"#, r#"(headers:["z","a"],rows:[["1","2"]])"#),
            (r#"[{"n":1.10},{"n":9007199254740993.50}]"#, r#"(headers:["n"],rows:[["1.10"],["9007199254740993.50"]])"#),
            (
                r#"[{"n":1,"n":12345678901234567890123}]"#,
                r#"(headers:["n","n_2"],rows:[["1","12345678901234567890123"]])"#,
            ),
            (r#"{"a":true}"#, r#"(headers:["a"],rows:[["true"]])"#),
            (r#"[["a","b"],[1,2]]"#, r#"(headers:["a","b"],rows:[["1","2"]])"#),
            ("[1,2]", r#"(headers:["column_1"],rows:[["1"],["2"]])"#),
            ("[1] see below", r#"(headers:["column_1"],rows:[["[1] see below"]])"#),
            (
                "<html><style>td {}</style><table><tr><th>a</th><th>b&amp;c</th></tr>\n<tr><td>1</td><td><b>x</b><br>y &#233;</td></tr></table>",
                r#"(headers:["a","b&c"],rows:[["1","x\ny é"]])"#,
            ),
            ("<p>no table</p>", r#"(headers:["column_1"],rows:[["<p>no table</p>"]])"#),
        ] {
            assert_eq!(table_from_text(text).as_deref(), Some(settings), "{text:?}");
        }
        assert_eq!(table_from_text("  \n"), None);
    }
}
