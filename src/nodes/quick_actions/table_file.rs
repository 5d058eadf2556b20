//! Moves a manually entered table to a file: the file's text, and the node that reads the same rows from it.

use crate::nodes::Kind;
use crate::nodes::kinds::sources::read_csv::ReadCsv;
use crate::nodes::kinds::sources::table::Table;

/// The size of the cells in bytes from which a file is preferable: the project file is always read and written
/// completely.
const LARGE: usize = 1 << 20;

/// The size of the cells in the project file in bytes, if it is large.
pub(in crate::nodes) fn large(rows: &[Vec<String>]) -> Option<u64> {
    let bytes = rows.iter().map(|row| row.iter().map(|cell| cell.len() + 4).sum::<usize>() + 12).sum::<usize>();
    (bytes > LARGE).then_some(bytes as u64)
}

/// The text of a CSV file with the table's cells, and the node that reads them from `path`. `None` if the node is not a
/// table.
pub fn table_in_file(table: &Kind, path: &str) -> Option<(String, Kind)> {
    let Kind::Table(Table { headers, rows, types }) = table else { return None };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headers).ok()?;
    for row in rows {
        // A short row is padded with empty cells, as in the table node.
        let cells = (0..headers.len()).map(|column| row.get(column).map_or("", String::as_str));
        writer.write_record(cells).ok()?;
    }
    let text = String::from_utf8(writer.into_inner().ok()?).ok()?;
    // Nothing needs to be inferred from the file: everything is known.
    let reader = ReadCsv {
        path: path.to_owned(),
        delimiter: ",".into(),
        find_header: false,
        types: types.clone(),
        ..ReadCsv::default()
    };
    Some((text, Kind::ReadCsv(reader)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::kit::checks::files::Folder;

    #[test]
    fn the_file_holds_the_same_values() {
        let texts = |all: &[&str]| all.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        let rows = [
            &["007", "1.5", "2013-01-31", "true", " blanks ", "5;6", "\"quoted\"", "one"][..],
            &["12", "-3", "2014-02-28", "false", "two\nlines", "", "a, b"],
            &["", "1e3", "", "", "", "x", "'", "#no comment"],
        ];
        let headers = texts(&["code", "n", "day", "yes", "text", "mixed", "quotes", "a, b"]);
        let table = Table { headers, rows: rows.iter().map(|row| texts(row)).collect(), types: Vec::new() };
        let (text, reader) = table_in_file(&Kind::Table(table.clone()), "t.csv").expect("a table");
        let Kind::ReadCsv(reader) = reader else { panic!("a reader") };
        let before = Folder::with(&[]).show(&table);
        assert_eq!(Folder::with(&[("t.csv", text.as_bytes())]).show(&reader), before);
        assert!(before.starts_with("code:"), "{before}");
    }
}
