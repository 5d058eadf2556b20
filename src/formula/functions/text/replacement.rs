//! The replacement syntax of regular expressions in Java: `$1` and `${name}` are groups, `\` makes the next character
//! literal. A `$` before anything else, and a `\` at the end, are literal.

use regex::Regex;

/// A piece of a replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(char),
    Group(usize),
}

/// The pieces of `replacement` for a pattern with these groups. The error is a group that does not exist.
pub(super) fn pieces(replacement: &str, pattern: &Regex) -> Result<Vec<Piece>, usize> {
    let mut pieces = Vec::new();
    let mut rest = replacement;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let (piece, length) = match c {
            '\\' => match rest.chars().next() {
                Some(c) => (Piece::Text(c), c.len_utf8()),
                None => (Piece::Text('\\'), 0),
            },
            '$' => match (named(rest, pattern), numbered(rest, pattern.captures_len())?) {
                (Some(group), _) | (None, Some(group)) => (Piece::Group(group.0), group.1),
                (None, None) => (Piece::Text('$'), 0),
            },
            c => (Piece::Text(c), 0),
        };
        pieces.push(piece);
        rest = &rest[length..];
    }
    Ok(pieces)
}

/// The group of `{name}` and its length.
fn named(rest: &str, pattern: &Regex) -> Option<(usize, usize)> {
    let (name, _) = rest.strip_prefix('{')?.split_once('}')?;
    let group = pattern.capture_names().position(|own| own == Some(name))?;
    Some((group, name.len() + 2))
}

/// The group of the digits and their length: as many digits as form an existing group.
fn numbered(rest: &str, groups: usize) -> Result<Option<(usize, usize)>, usize> {
    let mut found = None;
    for length in 1..=rest.bytes().take_while(u8::is_ascii_digit).count() {
        let group = rest[..length].parse().unwrap_or(usize::MAX);
        if group < groups {
            found = Some((group, length));
        } else if length == 1 {
            return Err(group);
        } else {
            break;
        }
    }
    Ok(found)
}

/// In the syntax of the crate `regex`.
pub(super) fn for_regex(pieces: &[Piece]) -> String {
    let write = |piece: &Piece| match piece {
        Piece::Text('$') => "$$".to_owned(),
        Piece::Text(c) => c.to_string(),
        Piece::Group(group) => format!("${{{group}}}"),
    };
    pieces.iter().map(write).collect()
}

/// In Java's syntax. A digit after a group is not part of its number.
pub(super) fn for_java(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let behind_group = at > 0 && matches!(pieces[at - 1], Piece::Group(_));
        match piece {
            Piece::Text(c) if matches!(c, '$' | '\\') || (behind_group && c.is_ascii_digit()) => out.extend(['\\', *c]),
            Piece::Text(c) => out.push(*c),
            Piece::Group(group) => out.push_str(&format!("${group}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_signs() {
        let pattern = Regex::new("(?P<first>a)(b)").unwrap();
        for (replacement, regex, java) in [
            ("$1a", "${1}a", "$1a"),
            ("$10", "${1}0", "$1\\0"),
            ("${first}2", "${1}2", "$1\\2"),
            ("${other}", "$${other}", "\\${other}"),
            ("\\$1", "$$1", "\\$1"),
            ("a$", "a$$", "a\\$"),
            ("\\", "\\", "\\\\"),
            ("\\\\", "\\", "\\\\"),
            ("$0-$2", "${0}-${2}", "$0-$2"),
        ] {
            let pieces = pieces(replacement, &pattern).unwrap();
            assert_eq!((for_regex(&pieces).as_str(), for_java(&pieces).as_str()), (regex, java), "{replacement}");
        }
        assert_eq!(pieces("$3", &pattern), Err(3));
    }
}
