//! Syntax highlighting of a formula's text.

use std::ops::Range;

use super::functions;
use super::scan::{Kind, Piece, scan};
use super::words;

/// The class of a piece of text, which determines its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    Keyword,
    Function,
    Column,
    Parameter,
    Text,
    Number,
    Operator,
    Comment,
    /// A quote or brace that is never closed, or an unknown function.
    Wrong,
}

/// The coloured pieces of `text`, in order; spaces are omitted. Never fails.
pub fn highlight(text: &str) -> Vec<(Range<usize>, Token)> {
    let pieces: Vec<Piece> = scan(text).into_iter().filter(|piece| piece.kind != Kind::Space).collect();
    let token = |at: usize| {
        let piece = &pieces[at];
        let part = &text[piece.span.clone()];
        let next = pieces.get(at + 1).map(|next| &text[next.span.clone()]);
        match piece.kind {
            _ if !piece.closed => Token::Wrong,
            Kind::Space | Kind::Comment => Token::Comment,
            Kind::Text => Token::Text,
            Kind::Parameter => Token::Parameter,
            Kind::Number => Token::Number,
            Kind::Symbol => Token::Operator,
            Kind::Quoted => Token::Column,
            Kind::Word if words::is_structural(part) => Token::Keyword,
            Kind::Word if next == Some("(") => match functions::find(part) {
                Some(_) => Token::Function,
                None if words::is_form(part) => Token::Function,
                None => Token::Wrong,
            },
            Kind::Word => word(part, at.checked_sub(1).map(|before| &text[pieces[before].span.clone()]), next),
        }
    };
    (0..pieces.len()).map(|at| (pieces[at].span.clone(), token(at))).collect()
}

/// A bare word: a type after AS, the start of a literal, or a column.
fn word(part: &str, before: Option<&str>, next: Option<&str>) -> Token {
    let is = |text: Option<&str>, expected: &str| text.is_some_and(|text| text.eq_ignore_ascii_case(expected));
    let literal = words::is_typed(part) && next.is_some_and(|next| next.starts_with('\''));
    if is(before, "AS") || is(before, "::") || literal { Token::Keyword } else { Token::Column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours() {
        use Token::*;
        let text = "CASE WHEN upper(order) = 'x' THEN ${y} ELSE 1.5 END -- z";
        let found: Vec<(&str, Token)> = highlight(text).into_iter().map(|(span, token)| (&text[span], token)).collect();
        let expected = [
            ("CASE", Keyword),
            ("WHEN", Keyword),
            ("upper", Function),
            ("(", Operator),
            ("order", Column),
            (")", Operator),
            ("=", Operator),
            ("'x'", Text),
            ("THEN", Keyword),
            ("${y}", Parameter),
            ("ELSE", Keyword),
            ("1.5", Number),
            ("END", Keyword),
            ("-- z", Comment),
        ];
        assert_eq!(found, expected);
        assert_eq!(highlight("'open"), [(0..5, Wrong)]);
        assert_eq!(highlight("nope(1)")[0], (0..4, Wrong));
        assert_eq!(highlight("CAST(a AS date)")[4], (10..14, Keyword));
    }
}
