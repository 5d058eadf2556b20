//! Where the table of a file begins, and what delimits its fields: set by the settings, else inferred from the file.

use super::fixed::columns;
use super::lines::skip_lines;
use super::options::{CsvOptions, set};
use super::shape::FieldSeparation;
use super::sniff::{Delimiter, Sniffed, sniff};
use super::split::Dialect;
use crate::base::Problem;

/// What is known about a file before its names are read.
#[derive(Clone, Debug)]
pub(super) struct TableStart {
    /// The first byte of the table, and its line, counted from 1.
    pub start: usize,
    pub line: usize,
    pub dialect: Dialect,
    /// How fields are delimited, if a single byte is not enough, or blanks have to be trimmed.
    pub parting: Option<FieldSeparation>,
    pub warnings: Vec<Problem>,
}

/// Examines the beginning of `text`.
pub(super) fn table_start(text: &[u8], options: &CsvOptions) -> TableStart {
    let shape = &options.shape;
    let named = separator_line(text);
    let (mut start, skipped) = match (options.skip_rows, named) {
        (0, Some((_, behind))) => (behind, 1),
        (count, _) => skip_lines(text, count),
    };
    let first = skipped + 1;
    while shape.is_comment(&text[start..]) || (start < text.len() && is_blank_line(&text[start..])) {
        start += skip_lines(&text[start..], 1).0;
    }
    let mut dialect = Dialect { delimiter: b',', quote: options.quote };
    let mut warnings = Vec::new();
    let mut parting = shape.parting.clone();
    match &parting {
        Some(FieldSeparation::Fixed(given)) => {
            if given.is_empty() {
                parting =
                    Some(FieldSeparation::Fixed(columns(&text[start..text.len().min(start + SAMPLE)], options.header)));
            }
            dialect.quote = None;
        }
        Some(_) => {}
        None => {
            let given = options.delimiter.or(named.map(|(delimiter, _)| delimiter));
            let is_open = shape.find_header && options.skip_rows == 0;
            let Sniffed { delimiter, start: table, other } = sniff(text, start, options.quote, given, is_open);
            if table > start && text[start..table].contains(&b'\n') {
                warnings.extend(preamble_warning(text, start, table, options));
            }
            start = table;
            warnings.extend(other.map(delimiter_warning));
            match delimiter {
                Delimiter::Byte(byte) => dialect.delimiter = byte,
                Delimiter::Longer(longer) => parting = Some(longer),
            }
        }
    }
    if shape.trim && parting.is_none() {
        parting = Some(FieldSeparation::By(char::from(dialect.delimiter).to_string()));
    }
    let behind = skip_lines(text, skipped).0;
    let lines = text[behind.min(start)..start].iter().filter(|&&byte| byte == b'\n').count();
    TableStart { start, line: first + lines, dialect, parting, warnings }
}

const SAMPLE: usize = 1 << 18;

fn is_blank_line(text: &[u8]) -> bool {
    matches!(text, [b'\n', ..] | [b'\r', b'\n', ..])
}

/// Excel's "sep=;": the delimiter, and the position after the line.
fn separator_line(text: &[u8]) -> Option<(u8, usize)> {
    let end = text.iter().take(16).position(|&byte| byte == b'\n')?;
    let line = text[..end].strip_suffix(b"\r").unwrap_or(&text[..end]);
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [name @ .., delimiter] if name.eq_ignore_ascii_case(b"sep=") && delimiter.is_ascii() => {
            Some((*delimiter, end + 1))
        }
        _ => None,
    }
}

/// The warning that the lines before the table were skipped.
fn preamble_warning(text: &[u8], from: usize, table: usize, options: &CsvOptions) -> Option<Problem> {
    const SHOWN: usize = 60;
    let lines = text[..table].iter().filter(|&&byte| byte == b'\n').count();
    let before = String::from_utf8_lossy(&text[from..table]);
    let shown: String = before.lines().find(|line| !line.trim().is_empty())?.trim().chars().take(SHOWN).collect();
    let passed = before.lines().count();
    let is_comment = before.lines().all(|line| line.starts_with('#') || line.trim().is_empty());
    let message = if options.header {
        say!("csv-lines-before-header", count = passed, text = shown)
    } else {
        say!("csv-lines-before-rows", count = passed, text = shown)
    };
    let mut problem = Problem::warning(message).remedy(say!("csv-say-so")).at("skip_rows");
    if is_comment {
        problem = problem.fix(set("comment", "\"#\"", say!("fix-comments", prefix = "#")));
    }
    problem = problem.fix(set("skip_rows", &lines.to_string(), say!("fix-skip-lines", count = lines)));
    Some(problem.fix(set("find_header", "false", say!("fix-keep-lines"))))
}

/// The warning that the first line is one field, while most others would be split.
fn delimiter_warning(delimiter: u8) -> Problem {
    let shown = if delimiter == b'\t' { "tab".to_owned() } else { char::from(delimiter).to_string() };
    Problem::warning(say!("csv-one-column", delimiter = shown))
        .remedy(say!("csv-give-delimiter"))
        .at("delimiter")
        .fix(set("delimiter", &format!("{shown:?}"), say!("fix-delimiter", delimiter = shown)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_excel_names_the_delimiter() {
        for (text, expected) in [
            ("sep=;\na\n", Some((b';', 6))),
            ("\"SEP=,\"\r\na\n", Some((b',', 9))),
            ("sep=\t\na", Some((b'\t', 6))),
            ("sep=\na", None),
            ("sep;\n", None),
            ("separate\n", None),
        ] {
            assert_eq!(separator_line(text.as_bytes()), expected, "{text:?}");
        }
        let begun = table_start(b"sep=;\n\na,b;c\n1,5;2\n", &CsvOptions::default());
        assert_eq!((begun.start, begun.line, begun.dialect.delimiter), (7, 3, b';'));
    }

    #[test]
    fn lines_are_counted_from_the_first_of_the_file() {
        let options = |skip_rows| CsvOptions { skip_rows, ..CsvOptions::default() };
        let of = |text: &str, skip| {
            let begun = table_start(text.as_bytes(), &options(skip));
            (begun.start, begun.line)
        };
        assert_eq!(of("x y\n\na;b;c\n1;2;3\n4;5;6\n", 0), (5, 3));
        assert_eq!(of("x\n\na;b\n1;2\n", 1), (3, 3));
        assert_eq!(of("a;b\n1;2\n", 0), (0, 1));
    }
}
