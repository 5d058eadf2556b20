//! Splits a formula's text into pieces that cover every byte; never fails. Shared by highlighting, completion and the
//! lexer, also while the text is incomplete.

use std::ops::Range;

/// The lexical class of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Space,
    /// `-- to the end of the line` or `/* between */`.
    Comment,
    /// `'text'`.
    Text,
    /// `"column"` or `` `column` ``.
    Quoted,
    /// `${name}`.
    Parameter,
    /// A bare word: a column, function or keyword.
    Word,
    Number,
    Symbol,
}

/// One piece, by its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: Kind,
    pub span: Range<usize>,
    /// Whether its closing quote, brace or `*/` is there.
    pub closed: bool,
}

/// The pieces of `text`, in order and without gaps.
pub(super) fn scan(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length, closed) = match first {
            c if c.is_whitespace() => (Kind::Space, span_while(rest, char::is_whitespace), true),
            '\'' => quoted(rest, '\'', Kind::Text),
            '"' | '`' => quoted(rest, first, Kind::Quoted),
            '$' if rest.starts_with("${") => parameter(rest),
            '-' if rest.starts_with("--") => (Kind::Comment, rest.find('\n').unwrap_or(rest.len()), true),
            '/' if rest.starts_with("/*") => match rest.find("*/") {
                Some(end) => (Kind::Comment, end + 2, true),
                None => (Kind::Comment, rest.len(), false),
            },
            c if c.is_ascii_digit() => (Kind::Number, number(rest), true),
            '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => (Kind::Number, number(rest), true),
            c if starts_word(c) => (Kind::Word, span_while(rest, continues_word), true),
            c => (Kind::Symbol, symbol(rest).unwrap_or(c.len_utf8()), true),
        };
        pieces.push(Piece { kind, span: at..at + length, closed });
        at += length;
    }
    pieces
}

/// Whether a bare word may start with `c`.
pub(super) fn starts_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// Whether a bare word may continue with `c`.
pub(super) fn continues_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The content of a quoted name, with doubled quotes made single; also for unclosed ones.
pub(super) fn unquote(quoted: &str) -> String {
    let Some(quote) = quoted.chars().next() else { return String::new() };
    let inner = &quoted[quote.len_utf8()..];
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    inner.replace(&format!("{quote}{quote}"), &quote.to_string())
}

fn span_while(text: &str, keep: impl Fn(char) -> bool) -> usize {
    text.find(|c| !keep(c)).unwrap_or(text.len())
}

/// A quoted piece ends at the first quote that is not doubled.
fn quoted(text: &str, quote: char, kind: Kind) -> (Kind, usize, bool) {
    let mut rest = text[1..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if c == quote && rest.next_if(|(_, next)| *next == quote).is_none() {
            return (kind, at + 2, true);
        }
    }
    (kind, text.len(), false)
}

/// A parameter's name cannot contain quotes, braces or a line break, so that an unclosed one stays short.
fn parameter(text: &str) -> (Kind, usize, bool) {
    let name = span_while(&text[2..], |c| !matches!(c, '{' | '}' | '\'' | '"' | '`' | '\n' | '$' | ')' | ','));
    let closed = text[2 + name..].starts_with('}');
    (Kind::Parameter, 2 + name + usize::from(closed), closed)
}

fn number(text: &str) -> usize {
    let digits = |from: usize| from + span_while(&text[from..], |c| c.is_ascii_digit());
    let mut end = digits(0);
    if text[end..].starts_with('.') {
        end = digits(end + 1);
    }
    if text[end..].starts_with(['e', 'E']) {
        let sign = usize::from(text[end + 1..].starts_with(['+', '-']));
        let exponent = digits(end + 1 + sign);
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    end
}

fn symbol(text: &str) -> Option<usize> {
    const WIDE: [&str; 10] = ["<=>", "<=", ">=", "<>", "!=", "==", "||", "&&", "::", "=>"];
    WIDE.iter().find(|symbol| text.starts_with(**symbol)).map(|symbol| symbol.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_the_text() {
        for text in [
            "",
            "   ",
            "a + b",
            "'it''s' || \"a\"\"b\" || `c``d`",
            "${year} + 1.5e-3 -- end",
            "'open",
            "\"open",
            "${open",
            "/* open",
            "café = '日本' ∧ 1e",
            "5--3",
            "a.b.1",
            "1e+",
        ] {
            let pieces = scan(text);
            let mut at = 0;
            for piece in &pieces {
                assert_eq!(piece.span.start, at, "{text:?}");
                assert!(piece.span.end > at, "{text:?}");
                at = piece.span.end;
            }
            assert_eq!(at, text.len(), "{text:?}");
        }
    }

    #[test]
    fn quotes_double() {
        assert_eq!(unquote("\"a\"\"b\""), "a\"b");
        assert_eq!(unquote("`a``b`"), "a`b");
        assert_eq!(unquote("\"open"), "open");
        assert_eq!(scan("'it''s' x").first().map(|p| p.span.clone()), Some(0..7));
    }
}
