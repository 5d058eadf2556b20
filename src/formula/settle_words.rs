//! Decides which words of a formula are keywords at their position.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, Word};

use super::lex::Lexeme;
use super::words::{FORMS, TYPED, is_one_of, is_structural};

/// The types whose names have several words.
const LONG_TYPES: &[&[&str]] = &[
    &["CHARACTER", "VARYING"],
    &["DOUBLE", "PRECISION"],
    &["TIMESTAMP", "WITH", "TIME", "ZONE"],
    &["TIMESTAMP", "WITHOUT", "TIME", "ZONE"],
];

/// Turns all words that are not keywords at their position into quoted names, so that columns named `order` or `date`
/// need no quotes and no function name is taken for a keyword.
pub(super) fn settle(lexemes: &mut [Lexeme]) {
    settle_position(lexemes);
    let mut types_until = None;
    // The open brackets, each with the preceding word if that word has its own grammar.
    let mut open: Vec<Option<String>> = Vec::new();
    for at in 0..lexemes.len() {
        let next = lexemes.get(at + 1).map(|lexeme| &lexeme.token);
        let keep = match &lexemes[at].token {
            Token::LParen => {
                open.push(at.checked_sub(1).and_then(|before| form(&lexemes[before].token)));
                continue;
            }
            Token::RParen => {
                open.pop();
                if types_until.is_some_and(|depth| open.len() < depth) {
                    types_until = None;
                }
                continue;
            }
            Token::Word(word) if word.quote_style.is_none() => {
                let text = word.value.as_str();
                if text.eq_ignore_ascii_case("AS") {
                    types_until = Some(open.len());
                }
                let form = open.last().and_then(Option::as_deref);
                types_until.is_some()
                    || is_structural(text)
                    || (is_one_of(text, FORMS) && next == Some(&Token::LParen))
                    || (is_one_of(text, TYPED) && matches!(next, Some(Token::SingleQuotedString(_))))
                    || in_form(form, text, at, lexemes)
                    || is_interval_unit(at, lexemes)
                    || is_type_after_colons(at, lexemes)
                    || (text.eq_ignore_ascii_case("UNKNOWN") && follows_is(at, lexemes))
            }
            _ => continue,
        };
        if !keep && let Token::Word(word) = &mut lexemes[at].token {
            word.quote_style = Some('"');
            word.keyword = Keyword::NoKeyword;
        }
    }
}

/// `POSITION(part IN text)` becomes a plain call: the parser would read each one twice.
fn settle_position(lexemes: &mut [Lexeme]) {
    let mut open: Vec<bool> = Vec::new();
    for at in 0..lexemes.len() {
        match &lexemes[at].token {
            Token::LParen => open.push(at > 0 && is_word(&lexemes[at - 1].token, "POSITION")),
            Token::RParen => {
                open.pop();
            }
            token if open.last() == Some(&true) && is_word(token, "IN") => {
                lexemes[at].token = Token::Comma;
                // Only the first IN belongs to the form.
                if let Some(last) = open.last_mut() {
                    *last = false;
                }
            }
            _ => {}
        }
    }
}

fn is_word(token: &Token, expected: &str) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(expected))
}

fn form(token: &Token) -> Option<String> {
    match token {
        Token::Word(Word { value, quote_style: None, .. }) if is_one_of(value, FORMS) => Some(value.to_uppercase()),
        _ => None,
    }
}

fn in_form(form: Option<&str>, word: &str, at: usize, lexemes: &[Lexeme]) -> bool {
    match form {
        Some("EXTRACT") => matches!(lexemes[at - 1].token, Token::LParen),
        Some("TRIM") => {
            matches!(lexemes[at - 1].token, Token::LParen) && is_one_of(word, &["BOTH", "LEADING", "TRAILING"])
        }
        Some("SUBSTRING") => word.eq_ignore_ascii_case("FOR"),
        _ => false,
    }
}

/// `INTERVAL 3 DAY`: the second word after INTERVAL.
fn is_interval_unit(at: usize, lexemes: &[Lexeme]) -> bool {
    let starts = |back: usize| {
        at >= back && matches!(&lexemes[at - back].token, Token::Word(word) if word.keyword == Keyword::INTERVAL)
    };
    starts(2) || (starts(3) && lexemes[at - 2].token == Token::Minus)
}

fn is_type_after_colons(at: usize, lexemes: &[Lexeme]) -> bool {
    (1..=at.min(4))
        .any(|back| lexemes[at - back].token == Token::DoubleColon && back <= words_of_type(&lexemes[at - back + 1..]))
}

/// The number of words in the name of the type that starts here.
pub(super) fn words_of_type(lexemes: &[Lexeme]) -> usize {
    let is = |words: &&[&str]| {
        words.len() <= lexemes.len() && words.iter().zip(lexemes).all(|(word, lexeme)| is_word(&lexeme.token, word))
    };
    LONG_TYPES.iter().copied().find(is).map_or(1, <[&str]>::len)
}

fn follows_is(at: usize, lexemes: &[Lexeme]) -> bool {
    let is = |back: usize, keyword| {
        at >= back && matches!(&lexemes[at - back].token, Token::Word(word) if word.keyword == keyword)
    };
    is(1, Keyword::IS) || (is(1, Keyword::NOT) && is(2, Keyword::IS))
}
