//! Common mistakes, detected in the tokens before parsing, because the remedy is clear at that stage.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::Token;

use super::functions;
use super::interval::is_unit;
use super::lex::Lexeme;
use super::syntax_error::{Bracket, DEPTH_LIMIT, SyntaxError, too_deep};
use super::used::quote_column;
use super::words;
use crate::base::{Fix, Problem, Text};

/// With more operators the tree would be too deep to be dropped safely.
const OPERATOR_LIMIT: usize = 5000;

/// Finds the first mistake.
pub(super) fn before_parsing(text: &str, lexemes: &[Lexeme]) -> Result<(), SyntaxError> {
    if lexemes.is_empty() {
        return Err(Problem::incomplete(say!("formula-empty")).remedy(say!("formula-write-expression")).into());
    }
    brackets(lexemes)?;
    for (at, lexeme) in lexemes.iter().enumerate() {
        if let Some(problem) = name_in_brackets(text, &lexemes[at..]) {
            return Err(problem.into());
        }
        if let Some((message, remedy)) = mistake(lexemes, at) {
            let problem = Problem::error(message).remedy(remedy).span(lexeme.span.clone());
            return Err(match written_instead(text, lexeme) {
                Some(new) => problem.fix(Fix::write(&text[lexeme.span.clone()], new)),
                None => problem,
            }
            .into());
        }
    }
    if let Some(last) = lexemes.last().filter(|last| is_operator(&last.token)) {
        let found = &text[last.span.clone()];
        return Err(Problem::error(say!("formula-ends-after", found = found))
            .remedy(say!("formula-write-value-after"))
            .span(last.span.clone())
            .into());
    }
    match lexemes.iter().filter(|lexeme| is_operator(&lexeme.token)).nth(OPERATOR_LIMIT) {
        Some(lexeme) => Err(Problem::error(say!("formula-too-many-operators", limit = OPERATOR_LIMIT.to_string()))
            .remedy(say!("formula-shorten"))
            .span(lexeme.span.clone())
            .into()),
        None => Ok(()),
    }
}

/// `[Customer ID]`, the column syntax of other tools.
fn name_in_brackets(text: &str, lexemes: &[Lexeme]) -> Option<Problem> {
    let (first, rest) = lexemes.split_first().filter(|(first, _)| first.token == Token::LBracket)?;
    let last = rest.iter().find(|lexeme| !matches!(lexeme.token, Token::Word(_) | Token::Number(..) | Token::Minus))?;
    let name = text.get(first.span.end..last.span.start)?.trim();
    if last.token != Token::RBracket || !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let span = first.span.start..last.span.end;
    let written = quote_column(name);
    let problem = Problem::error(say!("formula-name-in-brackets")).remedy(say!("formula-write", formula = written));
    Some(problem.fix(Fix::write(&text[span.clone()], written)).span(span))
}

/// The SQL equivalent of an operator from another language; surrounded by blanks if it is a word.
fn written_instead(text: &str, lexeme: &Lexeme) -> Option<String> {
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let before = if is_blank(text[..lexeme.span.start].chars().next_back()) { "" } else { " " };
    let after = if is_blank(text[lexeme.span.end..].chars().next()) { "" } else { " " };
    Some(match &lexeme.token {
        Token::DoubleEq | Token::Assignment => "=".into(),
        Token::RArrow => ">=".into(),
        Token::SemiColon => String::new(),
        Token::Overlap => format!("{before}AND{after}"),
        Token::ExclamationMark => format!("NOT{after}"),
        _ => return None,
    })
}

/// Message and remedy for a token that has a meaning elsewhere, but not here.
fn mistake(lexemes: &[Lexeme], at: usize) -> Option<(Text, Text)> {
    let next = lexemes.get(at + 1).map(|lexeme| &lexeme.token);
    let write = |formula: &str| say!("formula-write", formula = formula);
    Some(match &lexemes[at].token {
        Token::DoubleEq => (say!("formula-double-equals"), say!("formula-single-equals")),
        Token::Overlap => (say!("formula-double-ampersand"), write("AND")),
        Token::Ampersand | Token::Pipe | Token::Caret | Token::Tilde => {
            (say!("formula-no-meaning", sign = lexemes[at].token.to_string()), say!("formula-use-words"))
        }
        Token::ExclamationMark => (say!("formula-exclamation"), write("NOT")),
        Token::Assignment => (say!("formula-assignment"), say!("formula-single-equals")),
        Token::RArrow => (say!("formula-arrow"), say!("formula-at-least")),
        Token::SemiColon => (say!("formula-semicolon"), say!("formula-remove")),
        Token::LBracket | Token::LBrace => (say!("formula-other-brackets"), say!("formula-round-brackets")),
        Token::Eq if matches!(next, Some(Token::Eq)) => (say!("formula-spaced-equals"), say!("formula-single-equals")),
        Token::Eq if matches!(next, Some(Token::Gt | Token::Lt)) => (say!("formula-swapped"), write(">= or <=")),
        Token::Char('$') => (say!("formula-dollar"), say!("formula-write-parameter")),
        Token::Placeholder(sign) if sign.starts_with('$') => (say!("formula-dollar"), say!("formula-write-parameter")),
        Token::Placeholder(_) | Token::Question => (say!("formula-question"), say!("formula-parameter-instead")),
        // The parser would read what is in the brackets twice.
        Token::Word(word) if word.keyword == Keyword::INTERVAL && next == Some(&Token::LParen) => {
            (say!("formula-no-interval"), say!("formula-write-interval"))
        }
        Token::Word(word) if word.quote_style.is_none() => return word_slip(&word.value, lexemes, at),
        Token::Char(c) => (say!("formula-no-meaning", sign = c), say!("formula-remove-or-quote")),
        Token::NationalStringLiteral(_) | Token::HexStringLiteral(_) => {
            (say!("formula-other-text"), say!("formula-plain-quotes"))
        }
        _ => return None,
    })
}

/// Keywords of queries, and units that intervals do not support.
fn word_slip(word: &str, lexemes: &[Lexeme], at: usize) -> Option<(Text, Text)> {
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
        Some((say!("formula-query"), say!("formula-table-join")))
    } else if word.eq_ignore_ascii_case("OVER") && before(1) == Some(&Token::RParen) && next == Some(&Token::LParen) {
        Some((say!("formula-over"), window_remedy(lexemes, at)))
    } else if after_interval && !words::is_structural(word) && !is_unit(word) {
        Some((say!("formula-no-interval-unit", word = word), say!("formula-interval-units")))
    } else {
        None
    }
}

/// The alternative to `function(…) OVER (…)`, if there is one.
fn window_remedy(lexemes: &[Lexeme], over: usize) -> Text {
    let mut depth = 0;
    let open = lexemes[..over].iter().rposition(|lexeme| {
        match lexeme.token {
            Token::RParen => depth += 1,
            Token::LParen => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let name = open.and_then(|open| open.checked_sub(1)).map(|at| &lexemes[at].token);
    let works_on_rows = match name {
        Some(Token::Word(word)) => functions::works_on_rows(&word.value),
        _ => false,
    };
    let window = lexemes[over..].iter().take_while(|lexeme| lexeme.token != Token::RParen);
    let is_ordered =
        window.into_iter().any(|l| matches!(&l.token, Token::Word(word) if word.keyword == Keyword::ORDER));
    if works_on_rows || is_ordered { say!("function-of-rows") } else { say!("formula-group-and-join") }
}

/// Brackets must be paired, and must not nest deeper than the stack allows.
fn brackets(lexemes: &[Lexeme]) -> Result<(), SyntaxError> {
    let mut open = Vec::new();
    for lexeme in lexemes {
        match lexeme.token {
            Token::LParen => {
                open.push(&lexeme.span);
                if open.len() > DEPTH_LIMIT {
                    return Err(too_deep(lexeme.span.clone()).into());
                }
            }
            Token::RParen if open.pop().is_none() => {
                let problem = Problem::error(say!("formula-closes-nothing"))
                    .remedy(say!("formula-remove-or-open"))
                    .span(lexeme.span.clone());
                return Err(SyntaxError { problem, bracket: Some(Bracket::ClosesNothing) });
            }
            _ => {}
        }
    }
    match open.last() {
        Some(span) => {
            let problem =
                Problem::error(say!("formula-never-closed")).remedy(say!("formula-close-it")).span((*span).clone());
            Err(SyntaxError { problem, bracket: Some(Bracket::NeverClosed) })
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
