//! Common slips, caught on the tokens before the grammar sees them, because there the remedy is plain.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::Token;

use super::check::is_unit;
use super::lex::Lexeme;
use super::parse::{DEPTH_LIMIT, too_deep};
use super::words;
use crate::base::Problem;

/// More operators than this and the trees grow too deep to be dropped safely.
const OPERATOR_LIMIT: usize = 5000;

/// Finds the first slip.
pub(super) fn before_parsing(text: &str, lexemes: &[Lexeme]) -> Result<(), Problem> {
    if lexemes.is_empty() {
        return Err(Problem::incomplete("The formula is empty").remedy("Write an expression, such as price * 2"));
    }
    brackets(lexemes)?;
    for (at, lexeme) in lexemes.iter().enumerate() {
        if let Some((message, remedy)) = slip(lexemes, at) {
            return Err(Problem::error(message).remedy(remedy).span(lexeme.span.clone()));
        }
    }
    if let Some(last) = lexemes.last().filter(|last| is_operator(&last.token)) {
        let found = &text[last.span.clone()];
        return Err(Problem::error(format!("The formula ends after {found}"))
            .remedy("Write a value after it")
            .span(last.span.clone()));
    }
    match lexemes.iter().filter(|lexeme| is_operator(&lexeme.token)).nth(OPERATOR_LIMIT) {
        Some(lexeme) => Err(Problem::error(format!("The formula has more than {OPERATOR_LIMIT} operators"))
            .remedy("Use IN for long lists, or compute a part of it in a column of its own")
            .span(lexeme.span.clone())),
        None => Ok(()),
    }
}

/// Message and remedy for a token that means something elsewhere, but not here.
fn slip(lexemes: &[Lexeme], at: usize) -> Option<(String, &'static str)> {
    let next = lexemes.get(at + 1).map(|lexeme| &lexeme.token);
    let (message, remedy) = match &lexemes[at].token {
        Token::DoubleEq => ("== is not how SQL compares", "Write a single ="),
        Token::Overlap => ("&& is not how SQL joins conditions", "Write AND"),
        Token::Ampersand | Token::Pipe | Token::Caret | Token::Tilde => {
            return Some((
                format!("{} has no meaning in a formula", lexemes[at].token),
                "Use AND, OR, NOT, ||, or the function power",
            ));
        }
        Token::ExclamationMark => ("! is not how SQL negates", "Write NOT"),
        Token::Assignment => (":= does not compare", "Write a single ="),
        Token::RArrow => ("=> does not compare", "Write >= for \"at least\""),
        Token::SemiColon => ("A formula is one expression, without ;", "Remove it"),
        Token::LBracket | Token::LBrace => ("Brackets of this kind have no meaning here", "Use ( and )"),
        Token::Eq if matches!(next, Some(Token::Eq)) => ("= = is not how SQL compares", "Write a single ="),
        Token::Eq if matches!(next, Some(Token::Gt | Token::Lt)) => ("The signs are swapped", "Write >= or <="),
        Token::Char('$') => ("$ starts a parameter", "Write it as ${name}"),
        Token::Placeholder(sign) if sign.starts_with('$') => ("$ starts a parameter", "Write it as ${name}"),
        Token::Placeholder(_) | Token::Question => ("? has no meaning in a formula", "Write a parameter as ${name}"),
        Token::Word(word) if word.quote_style.is_none() => return word_slip(&word.value, lexemes, at),
        Token::Char(c) => return Some((format!("{c} has no meaning in a formula"), "Remove it, or quote the name")),
        Token::NationalStringLiteral(_) | Token::HexStringLiteral(_) => {
            ("This kind of text is not known here", "Write it in plain quotes, 'like this'")
        }
        _ => return None,
    };
    Some((message.to_owned(), remedy))
}

/// Words of queries, and units that no interval has.
fn word_slip(word: &str, lexemes: &[Lexeme], at: usize) -> Option<(String, &'static str)> {
    let before = |back: usize| at.checked_sub(back).map(|before| &lexemes[before].token);
    let next = lexemes.get(at + 1).map(|lexeme| &lexeme.token);
    let is_interval = |token: Option<&Token>| matches!(token, Some(Token::Word(w)) if w.keyword == Keyword::INTERVAL);
    let after_interval = match before(1) {
        Some(Token::Number(..) | Token::SingleQuotedString(_) | Token::Word(_)) => {
            is_interval(before(2)) || (is_interval(before(3)) && before(2) == Some(&Token::Minus))
        }
        _ => false,
    };
    let starts = matches!(next, Some(Token::Word(_) | Token::Number(..) | Token::SingleQuotedString(_) | Token::Mul));
    if word.eq_ignore_ascii_case("SELECT") && starts {
        Some(("A formula is one expression, not a query".into(), "For what is in another table use a Join node"))
    } else if word.eq_ignore_ascii_case("OVER") && before(1) == Some(&Token::RParen) && next == Some(&Token::LParen) {
        Some(("A formula sees one row at a time, so OVER has no place".into(), "Use a Group by node"))
    } else if after_interval && !words::is_structural(word) && !is_unit(word) {
        Some((format!("{word} is not a unit of time"), "There are YEAR, MONTH, WEEK, DAY, HOUR, MINUTE and SECOND"))
    } else {
        None
    }
}

/// Brackets must pair, and nest no deeper than the stack bears.
fn brackets(lexemes: &[Lexeme]) -> Result<(), Problem> {
    let mut open = Vec::new();
    for lexeme in lexemes {
        match lexeme.token {
            Token::LParen => {
                open.push(&lexeme.span);
                if open.len() > DEPTH_LIMIT {
                    return Err(too_deep(lexeme.span.clone()));
                }
            }
            Token::RParen if open.pop().is_none() => {
                return Err(Problem::error("A ) closes nothing")
                    .remedy("Remove it, or write ( where it should start")
                    .span(lexeme.span.clone()));
            }
            _ => {}
        }
    }
    match open.last() {
        Some(span) => {
            Err(Problem::error("A ( is never closed").remedy("Write ) where it should end").span((*span).clone()))
        }
        None => Ok(()),
    }
}

fn is_operator(token: &Token) -> bool {
    use sqlparser::keywords::Keyword::{AND, BETWEEN, ILIKE, IN, IS, LIKE, NOT, OR, RLIKE};
    match token {
        Token::Plus
        | Token::Minus
        | Token::Mul
        | Token::Div
        | Token::Mod
        | Token::StringConcat
        | Token::Eq
        | Token::Neq
        | Token::Lt
        | Token::LtEq
        | Token::Gt
        | Token::GtEq
        | Token::Spaceship => true,
        Token::Word(word) => {
            word.quote_style.is_none()
                && matches!(word.keyword, AND | OR | NOT | LIKE | ILIKE | IN | IS | BETWEEN | RLIKE)
        }
        _ => false,
    }
}
