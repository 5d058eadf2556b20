//! Names of several parts, `s.x.y`: fields of structs. The parser is given each as one name, since it reads what follows a dot
//! twice where it finds an error, once more for every dot.

use sqlparser::ast::Ident;
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, Word};

use super::lex::{Lexeme, located};
use crate::base::Problem;

/// Between the parts of a name.
const BETWEEN: char = '\0';

/// The tokens with one name for each name of several parts. Fails at a dot that is not between names.
pub(super) fn joined(text: &str, lexemes: &[Lexeme]) -> Result<Vec<Lexeme>, Problem> {
    let mut out: Vec<Lexeme> = Vec::with_capacity(lexemes.len());
    let mut at = 0;
    while let Some(lexeme) = lexemes.get(at) {
        at += 1;
        let mut parts = match &lexeme.token {
            Token::Word(word) if word.quote_style.is_some() => vec![word.value.as_str()],
            token => {
                // One at the beginning of a value is missed by the parser itself.
                if *token == Token::Period && out.last().is_some_and(|last| ends_value(&last.token)) {
                    return Err(unexpected(text, lexeme));
                }
                out.push(lexeme.clone());
                continue;
            }
        };
        let mut end = lexeme.span.end;
        while lexemes.get(at).is_some_and(|next| next.token == Token::Period) {
            let Some(Lexeme { token: Token::Word(word), span }) = lexemes.get(at + 1) else {
                return Err(no_name(text, lexemes.get(at + 1)));
            };
            parts.push(word.value.as_str());
            end = span.end;
            at += 2;
        }
        let follows = lexemes.get(at).map(|next| &next.token);
        if parts.len() > 1 && follows == Some(&Token::LParen) {
            let name = &text[lexeme.span.start..end];
            let problem = Problem::error(say!("formula-not-part", what = name)).span(lexeme.span.start..end);
            return Err(problem.remedy(say!("formula-plain-names")));
        }
        if parts.len() == 1 {
            out.push(lexeme.clone());
            continue;
        }
        if parts.iter().any(|part| part.contains(BETWEEN)) {
            return Err(unexpected(text, lexeme));
        }
        let value = parts.join(&BETWEEN.to_string());
        let token = Token::Word(Word { value, quote_style: Some('"'), keyword: Keyword::NoKeyword });
        out.push(Lexeme { token, span: lexeme.span.start..end });
    }
    Ok(out)
}

/// The parts of a name, if it has several; `lexemes` are those of the whole text.
pub(super) fn parts(name: &Ident, lexemes: &[Lexeme]) -> Option<Vec<Ident>> {
    if !has_parts(name) {
        return None;
    }
    let span = super::lex::bytes(name.span);
    let inside = lexemes.iter().filter(|lexeme| span.start <= lexeme.span.start && lexeme.span.end <= span.end);
    let words: Vec<Lexeme> = inside.filter(|lexeme| lexeme.token != Token::Period).cloned().collect();
    let names = name.value.split(BETWEEN).zip(located(&words));
    Some(names.map(|(value, place)| Ident::with_quote_and_span('"', place.span, value)).collect())
}

/// Whether the name has several parts.
pub(super) fn has_parts(name: &Ident) -> bool {
    name.value.contains(BETWEEN)
}

/// The name as it is written, without its quotes.
pub(super) fn shown(name: &Ident) -> String {
    name.value.replace(BETWEEN, ".")
}

fn ends_value(token: &Token) -> bool {
    matches!(token, Token::Word(_) | Token::RParen | Token::Number(..) | Token::SingleQuotedString(_))
}

fn unexpected(text: &str, lexeme: &Lexeme) -> Problem {
    let problem = Problem::error(say!("formula-unexpected", found = text[lexeme.span.clone()]));
    problem.remedy(say!("formula-operator-missing")).span(lexeme.span.clone())
}

/// Something other than a name follows a dot.
fn no_name(text: &str, found: Option<&Lexeme>) -> Problem {
    match found {
        Some(found) => {
            let message = say!("formula-expected", wanted = "identifier", found = text[found.span.clone()]);
            Problem::error(message).span(found.span.clone())
        }
        None => Problem::error(say!("formula-expected-at-end", wanted = "identifier")).span(text.len()..text.len()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::super::parse::parse;

    /// Each level would double the time: these would take longer than anybody waits.
    #[test]
    fn an_error_behind_many_levels_is_found_at_once() {
        let begun = Instant::now();
        let deep = |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(60), close.repeat(60));
        for text in [
            format!("{}.x", "s.".repeat(500)),
            format!("{}+ 1", "s.".repeat(500)),
            format!("{}x 1", "s.".repeat(500)),
            deep("s.f(", "1 2", ")"),
            deep("(s).f(", "1 2", ")"),
            format!("{}(1 2)", "(s).".repeat(60)),
            deep("interval (", "1 2", ")"),
            deep("interval(", "1 2", ")"),
            deep("floor(", "1 2", ")"),
            deep("cast(", "1 2", ")"),
            deep("position('a' in ", "1 2", ")"),
            deep("extract(year from ", "1 2", ")"),
            deep("CASE WHEN ", "1 2", " END"),
        ] {
            assert!(parse(&text).is_err(), "{text}");
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    }
}
