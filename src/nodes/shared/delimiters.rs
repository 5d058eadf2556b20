//! Parses the delimiter and column-width settings of a file reader.

use std::ops::Range;

use crate::base::Problem;
use crate::connect::FieldSeparation;
use crate::nodes::shared::files::delimiter;

/// Columns of fixed widths.
const FIXED: &str = "fixed";
/// One or more blanks.
const BLANKS: &str = "blanks";
const LONGEST: usize = 16;

/// The separator of the fields; `None` to detect it from the file.
pub fn delimiter_or_widths(text: &str, widths: &str) -> Result<Option<FieldSeparation>, Problem> {
    match text.trim() {
        FIXED => return Ok(Some(FieldSeparation::Fixed(columns(widths)?))),
        BLANKS => return Ok(Some(FieldSeparation::Blanks)),
        "" if text.is_empty() => return Ok(None),
        _ => {}
    }
    let wrong = || {
        Problem::error(say!("is-no-delimiter", text = text)).remedy(say!("delimiter-some-characters")).at("delimiter")
    };
    if let Ok(byte) = delimiter(text) {
        return Ok(Some(FieldSeparation::By(char::from(byte).to_string())));
    }
    let plain = unescaped(text).ok_or_else(wrong)?;
    let is_line = plain.contains(['\n', '\r', '\0']) || plain.len() > LONGEST;
    if is_line { Err(wrong()) } else { Ok(Some(FieldSeparation::By(plain))) }
}

/// A text with the escapes "\t", "\x01" and "\u{1}" decoded, for characters that cannot be typed.
fn unescaped(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (letter, length) = match rest.strip_prefix('\\') {
            Some(escape) if escape.starts_with('t') => ('\t', 2),
            Some(escape) if escape.starts_with('\\') => ('\\', 2),
            Some(escape) if escape.starts_with('x') => (char_of(escape.get(1..3)?)?, 4),
            Some(escape) if escape.starts_with("u{") => {
                let digits = escape[2..].split_once('}')?.0;
                (char_of(digits)?, digits.len() + 4)
            }
            _ => (letter, letter.len_utf8()),
        };
        out.push(letter);
        rest = rest.get(length..)?;
    }
    Some(out)
}

fn char_of(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// Widths such as "5, 10, 9", where the last column extends to the end of the line, or positions such as "1-5, 6-15,
/// 20-".
fn columns(text: &str) -> Result<Vec<Range<usize>>, Problem> {
    let mut columns: Vec<Range<usize>> = Vec::new();
    let parts = text.split([',', ';', ' ', '\t']).filter(|part| !part.is_empty());
    let mut is_by_width = true;
    for part in parts {
        let before = columns.last().map_or(0, |column| column.end);
        let column = match part.split_once('-') {
            Some((from, to)) => {
                is_by_width = false;
                let from = from.parse::<usize>().ok().and_then(|from| from.checked_sub(1));
                let to = if to.is_empty() { Some(usize::MAX) } else { to.parse().ok() };
                from.zip(to).map(|(from, to)| from..to)
            }
            None => part.parse::<usize>().ok().and_then(|width| Some(before..before.checked_add(width)?)),
        };
        let column = column
            .filter(|column| column.start >= before && column.end > column.start)
            .ok_or_else(|| Problem::error(say!("is-no-width", text = part)).remedy(say!("give-widths")).at("widths"))?;
        columns.push(column);
    }
    if let Some(last) = columns.last_mut().filter(|_| is_by_width) {
        last.end = usize::MAX;
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_understood_as_people_write_them() {
        let by = |text: &str| Ok(Some(FieldSeparation::By(text.to_owned())));
        let of = |text: &str| delimiter_or_widths(text, "").map_err(|problem| problem.to_string());
        for (text, expected) in [
            ("", Ok(None)),
            (";", by(";")),
            ("tab", by("\t")),
            ("\\t", by("\t")),
            ("\\t\\t", by("\t\t")),
            ("||", by("||")),
            ("~|~", by("~|~")),
            ("§", by("§")),
            ("\\x01", by("\u{1}")),
            ("\\u{1f}", by("\u{1f}")),
            ("\u{1}", by("\u{1}")),
            (" ", by(" ")),
            ("blanks", Ok(Some(FieldSeparation::Blanks))),
            ("fixed", Ok(Some(FieldSeparation::Fixed(Vec::new())))),
        ] {
            assert_eq!(of(text), expected, "{text:?}");
        }
        for wrong in ["\n", "\\x0a", "\\xzz", "a very long delimiter"] {
            assert!(of(wrong).unwrap_err().contains("is not a valid delimiter"), "{wrong:?}");
        }
    }

    #[test]
    fn widths_are_numbers_or_places() {
        let of = |text: &str| columns(text).map_err(|problem| problem.to_string());
        assert_eq!(of("5, 10 9"), Ok(vec![0..5, 5..15, 15..usize::MAX]));
        assert_eq!(of("1-5, 8-15, 20-"), Ok(vec![0..5, 7..15, 19..usize::MAX]));
        assert_eq!(of(""), Ok(Vec::new()));
        for wrong in ["x", "0", "5-2", "1-5, 3-8", "-5"] {
            assert!(of(wrong).unwrap_err().contains("is not a valid column width"), "{wrong}");
        }
    }
}
