//! Comments in RON text, outside of its strings.

use std::ops::Range;

/// The line numbers at which comments begin.
pub fn comments(text: &str) -> Vec<usize> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    pieces(text).filter(|(_, is_comment)| *is_comment).map(|(piece, _)| line(piece.start)).collect()
}

/// The text without what follows its value: spaces and comments.
pub(super) fn without_trailing(text: &str) -> &str {
    let is_value = |(piece, is_comment): &(Range<usize>, bool)| !is_comment && !text[piece.clone()].trim().is_empty();
    let end = pieces(text).filter(is_value).last().map_or(0, |(piece, _)| piece.end);
    text[..end].trim()
}

/// The characters, strings and comments one after the other, and whether each is a comment.
fn pieces(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let c = rest.chars().next()?;
        let (length, is_comment) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), true)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), true)
        } else if c == '"' {
            (quoted(rest), false)
        } else if c == 'r' && rest[1..].trim_start_matches('#').starts_with('"') {
            (raw(rest), false)
        } else {
            (c.len_utf8(), false)
        };
        let piece = at..at + length;
        at += length;
        Some((piece, is_comment))
    })
}

/// The length of the string literal at the start of `text`.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the raw string literal `r#"…"#` at the start of `text`.
fn raw(text: &str) -> usize {
    let marks = text[1..].chars().take_while(|c| *c == '#').count();
    let end = format!("\"{}", "#".repeat(marks));
    let start = 2 + marks;
    text[start..].find(&end).map_or(text.len(), |at| start + at + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_outside_of_texts_only() {
        assert_eq!(
            comments("(a: \"// no\", // yes\n b: r#\"/* \" no */\"#, /* yes\n */ c: \"\\\"//\") // yes"),
            [1, 2, 3]
        );
        assert_eq!(comments("(format: 1)\n"), [0usize; 0]);
    }

    #[test]
    fn what_follows_a_value_is_no_part_of_it() {
        for (text, value) in [
            ("(a: 1)//\n", "(a: 1)"),
            (" (a: 1) /* x */ // y", "(a: 1)"),
            ("(a: \"//\") ", "(a: \"//\")"),
            ("// x\n(a: 1, // y\n)", "// x\n(a: 1, // y\n)"),
            ("// x", ""),
        ] {
            assert_eq!(without_trailing(text), value, "{text}");
        }
    }
}
