//! Splits text into the tokens of `sqlparser`, each with its byte span. Parameters become quoted names of the same
//! length, and token locations are rewritten so that a "column" is a byte offset: the spans of the parsed tree are then
//! byte spans.

use std::ops::Range;

use sqlparser::ast::Expr;
use sqlparser::dialect::{Dialect, Precedence};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Span, Token, TokenWithSpan, Tokenizer};

use super::scan::{self, Kind, scan};
use super::words;
use crate::base::{Fix, Problem};

/// The lexical rules of formulas: names in double quotes or backticks, letters of any script in bare names, and no
/// database-specific extensions.
#[derive(Debug)]
pub(super) struct Sql;

impl Dialect for Sql {
    fn is_delimited_identifier_start(&self, c: char) -> bool {
        c == '"' || c == '`'
    }

    fn is_identifier_start(&self, c: char) -> bool {
        scan::starts_word(c)
    }

    fn is_identifier_part(&self, c: char) -> bool {
        scan::continues_word(c)
    }

    fn supports_comma_separated_trim(&self) -> bool {
        true
    }

    /// `a IS DISTINCT FROM b AND c`: the default parser would take `b AND c` as the right operand.
    fn parse_infix(&self, parser: &mut Parser, left: &Expr, _: u8) -> Option<Result<Expr, ParserError>> {
        use Keyword::{DISTINCT, FROM, IS, NOT};
        let negated = match () {
            () if parser.parse_keywords(&[IS, DISTINCT, FROM]) => false,
            () if parser.parse_keywords(&[IS, NOT, DISTINCT, FROM]) => true,
            () => return None,
        };
        let right = parser.parse_subexpr(self.prec_value(Precedence::Is));
        Some(right.map(|right| {
            if negated {
                Expr::IsNotDistinctFrom(Box::new(left.clone()), Box::new(right))
            } else {
                Expr::IsDistinctFrom(Box::new(left.clone()), Box::new(right))
            }
        }))
    }

    /// A broken CASE or CAST is reported at the error, not parsed as a name.
    fn is_reserved_for_identifier(&self, keyword: Keyword) -> bool {
        words::is_kept(keyword)
    }
}

/// A token and its bytes in the formula's text.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    pub token: Token,
    pub span: Range<usize>,
}

/// The tokens of `text` without spaces and comments. Fails on quotes, braces and comments that are never closed and on
/// signs that are not part of the grammar.
pub(super) fn lex(text: &str) -> Result<Vec<Lexeme>, Problem> {
    let masked = mask(text)?;
    let mut tokens = Vec::new();
    let places = Places::new(text);
    Tokenizer::new(&Sql, &masked).tokenize_with_location_into_buf(&mut tokens).map_err(|error| {
        let start = places.byte(error.location);
        Problem::error(say!("formula-unreadable", error = error.message)).span(start..next_char(text, start))
    })?;
    Ok(tokens
        .into_iter()
        .filter(|token| !matches!(token.token, Token::Whitespace(_)))
        .map(|token| Lexeme { span: places.byte(token.span.start)..places.byte(token.span.end), token: token.token })
        .collect())
}

/// The input of `sqlparser`: line 1, and the byte offset as the column.
pub(super) fn located(lexemes: &[Lexeme]) -> Vec<TokenWithSpan> {
    let place = |byte: usize| Location::new(1, byte as u64 + 1);
    lexemes
        .iter()
        .map(|lexeme| TokenWithSpan {
            token: lexeme.token.clone(),
            span: Span::new(place(lexeme.span.start), place(lexeme.span.end)),
        })
        .collect()
}

/// The bytes of a span from a tree parsed from [`located`] tokens.
pub(super) fn bytes(span: Span) -> Range<usize> {
    let byte = |place: Location| place.column.saturating_sub(1) as usize;
    byte(span.start)..byte(span.end)
}

/// The byte after the character at `start`.
pub(super) fn next_char(text: &str, start: usize) -> usize {
    start + text[start..].chars().next().map_or(0, char::len_utf8)
}

/// `${name}` becomes `"$name"`: the same length, and a single word for the tokenizer.
fn mask(text: &str) -> Result<String, Problem> {
    let mut masked = String::with_capacity(text.len());
    for piece in scan(text) {
        let part = &text[piece.span.clone()];
        if !piece.closed {
            let close = |sign: &str| say!("formula-close-with", sign = sign);
            let (message, remedy) = match piece.kind {
                Kind::Text => (say!("formula-open-text"), close("'")),
                Kind::Quoted => (say!("formula-open-name"), close(&part[..1])),
                Kind::Parameter => (say!("formula-open-parameter"), say!("formula-write-parameter")),
                _ => (say!("formula-open-comment"), close("*/")),
            };
            let problem = Problem::error(message).remedy(remedy);
            // The intended position of the quote is clear only if nothing follows the word.
            let is_word = part[1..].chars().all(scan::continues_word) && part.len() > 1;
            let closed = match piece.kind {
                Kind::Text | Kind::Quoted if is_word => Some(format!("{part}{}", &part[..1])),
                Kind::Parameter if part.starts_with("${") && part[2..].chars().all(scan::continues_word) => {
                    Some(format!("{part}}}"))
                }
                _ => None,
            };
            let problem = match closed {
                Some(closed) => problem.fix(Fix::write(part, closed)),
                None => problem,
            };
            return Err(problem.span(piece.span));
        }
        match piece.kind {
            Kind::Parameter if part.len() == 3 => {
                return Err(Problem::error(say!("formula-parameter-unnamed"))
                    .remedy(say!("formula-write-parameter"))
                    .span(piece.span));
            }
            Kind::Parameter => {
                masked.push_str("\"$");
                masked.push_str(&part[2..part.len() - 1]);
                masked.push('"');
            }
            Kind::Symbol if matches!(part, "‘" | "’" | "‚" | "“" | "”" | "„" | "«" | "»") => {
                return Err(Problem::error(say!("formula-other-quote", quote = part))
                    .remedy(say!("formula-straight-quotes"))
                    .fix(Fix::write(part, "'"))
                    .span(piece.span));
            }
            _ => masked.push_str(part),
        }
    }
    Ok(masked)
}

/// Converts the tokenizer's lines and columns (in characters) to bytes.
struct Places {
    /// The byte at which each character starts, and the length at the end.
    bytes: Vec<usize>,
    /// The index of the first character of each line.
    lines: Vec<usize>,
}

impl Places {
    fn new(text: &str) -> Self {
        let mut bytes: Vec<usize> = Vec::with_capacity(text.len() + 1);
        let mut lines = vec![0];
        for (byte, c) in text.char_indices() {
            bytes.push(byte);
            if c == '\n' {
                lines.push(bytes.len());
            }
        }
        bytes.push(text.len());
        Places { bytes, lines }
    }

    fn byte(&self, place: Location) -> usize {
        let line = (place.line.max(1) - 1) as usize;
        let start = self.lines.get(line).copied().unwrap_or(0);
        let character = start + place.column.saturating_sub(1) as usize;
        self.bytes[character.min(self.bytes.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_bytes() {
        let text = "\"日本\" =\n  ${jahr}\r\n+ 'é' -- x\n* zwölf";
        let parts: Vec<&str> = lex(text).unwrap().into_iter().map(|lexeme| &text[lexeme.span]).collect();
        assert_eq!(parts, ["\"日本\"", "=", "${jahr}", "+", "'é'", "*", "zwölf"]);
    }

    #[test]
    fn what_never_ends_is_named() {
        for (text, message, start) in [
            ("a = 'x", "A text starts here and never ends", 4),
            ("\"x", "A column name starts here and never ends", 0),
            ("1 + ${y", "A parameter starts here and never ends", 4),
            ("1 /* x", "A comment starts here and never ends", 2),
            ("${}", "A parameter has no name", 0),
            ("a = ‘x’", "The quote ‘ is not supported in formulas", 4),
        ] {
            let problem = lex(text).unwrap_err();
            assert_eq!(problem.message, message);
            assert_eq!(problem.span.unwrap().start, start);
        }
    }
}
