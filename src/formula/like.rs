//! The patterns of LIKE: `%` matches any text, `_` matches any one character, and the escape character (by default a
//! backslash) makes the next character literal.

use std::fmt::Write;
use std::ops::Range;

use crate::base::Problem;

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// `_`
    One,
    /// `%`
    Any,
}

/// Parses a pattern; an escape character that escapes nothing is an error.
pub(super) fn parts(pattern: &str, escape: char) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        let part = match c {
            c if c == escape => Part::Text(rest.next()?.to_string()),
            '%' => Part::Any,
            '_' => Part::One,
            c => Part::Text(c.to_string()),
        };
        match (parts.last_mut(), part) {
            (Some(Part::Text(text)), Part::Text(more)) => text.push_str(&more),
            (Some(Part::Any), Part::Any) => {}
            (_, part) => parts.push(part),
        }
    }
    Some(parts)
}

/// [`parts`], or the problem.
pub(super) fn fixed(pattern: &str, escape: char, span: Range<usize>) -> Result<Vec<Part>, Problem> {
    parts(pattern, escape).ok_or_else(|| {
        Problem::error(say!("formula-pattern-ends", character = escape))
            .remedy(say!("formula-double-it", doubled = format!("{escape}{escape}")))
            .span(span)
    })
}

/// The regular expression that matches whole texts like the pattern.
pub(super) fn regex(parts: &[Part], ignore_case: bool) -> String {
    let mut out = String::from(if ignore_case { "(?si)^" } else { "(?s)^" });
    for part in parts {
        match part {
            Part::Any => out.push_str(".*"),
            Part::One => out.push('.'),
            Part::Text(text) => escape_regex(text, &mut out),
        }
    }
    out.push('$');
    out
}

/// The pattern in SQL syntax, with a backslash as its escape character.
pub(super) fn canonical(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Any => out.push('%'),
            Part::One => out.push('_'),
            Part::Text(text) => {
                for c in text.chars() {
                    if matches!(c, '%' | '_' | '\\') {
                        out.push('\\');
                    }
                    out.push(c);
                }
            }
        }
    }
    out
}

/// Appends `text` escaped for a regular expression.
pub(super) fn escape_regex(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
            out.push(c);
        } else if c.is_ascii_whitespace() {
            // Writing to a String does not fail.
            let _ = write!(out, "\\x{:02x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_come_apart() {
        let text = |t: &str| Part::Text(t.into());
        for (pattern, expected) in [
            ("", vec![]),
            ("a%%b_", vec![text("a"), Part::Any, text("b"), Part::One]),
            (r"50\%", vec![text("50%")]),
            (r"a\\b", vec![text(r"a\b")]),
            ("é.日", vec![text("é.日")]),
        ] {
            assert_eq!(parts(pattern, '\\').as_ref(), Some(&expected), "{pattern}");
        }
        assert_eq!(parts("a!%", '!'), Some(vec![text("a%")]));
        assert_eq!(parts("a\\", '\\'), None);
        assert_eq!(canonical(&parts(r"5\%_\\%", '\\').unwrap()), r"5\%_\\%");
        assert_eq!(regex(&[text("a.b"), Part::Any], false), r"(?s)^a\.b.*$");
    }
}
