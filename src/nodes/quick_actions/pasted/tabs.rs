//! Cells as spreadsheets put them on the clipboard: separated by tabs, quoted if they contain tabs, quotes or line
//! breaks.

/// The rows of `text`. Empty lines are rows: a gap in a column is a cell. A quote that is not closed before the end of
/// a cell is an ordinary character.
pub fn pasted_rows(text: &str) -> Vec<Vec<String>> {
    let mut rest = text.strip_suffix('\n').unwrap_or(text);
    rest = rest.strip_suffix('\r').unwrap_or(rest);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    loop {
        let (cell, after) = quoted(rest).unwrap_or_else(|| plain(rest));
        row.push(cell);
        match after.strip_prefix('\t') {
            Some(next) => rest = next,
            None => {
                rows.push(std::mem::take(&mut row));
                let Some(next) = line_end(after) else { return rows };
                rest = next;
            }
        }
    }
}

/// The rest of `text` after its leading line break.
fn line_end(text: &str) -> Option<&str> {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r']))
}

fn plain(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let end = rest.find('"')?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => return (rest.is_empty() || rest.starts_with(['\t', '\n', '\r'])).then_some((cell, rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_spreadsheet_are_read_as_they_are() {
        for (text, rows) in [
            ("a\tb\r\n1\t2\r\n", &[&["a", "b"][..], &["1", "2"]][..]),
            ("one\n\nthree\n", &[&["one"], &[""], &["three"]]),
            ("a\t\n\tb", &[&["a", ""], &["", "b"]]),
            ("\"two\nlines\"\t\"say \"\"x\"\"\"\nz", &[&["two\nlines", "say \"x\""], &["z"]]),
            ("5\"\t6\"\n\"7\t8", &[&["5\"", "6\""], &["\"7", "8"]]),
            ("\"a\" b\tc", &[&["\"a\" b", "c"]]),
            ("Smith, John\nDoe, Jane", &[&["Smith, John"], &["Doe, Jane"]]),
            ("", &[&[""]]),
        ] {
            assert_eq!(pasted_rows(text), rows, "{text:?}");
        }
    }
}
