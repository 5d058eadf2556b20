//! Parses text to the syntax tree of `sqlparser`, and translates its errors to our messages.

use std::ops::Range;

use sqlparser::ast;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::lex::{self, Lexeme, Sql, lex};
use super::settle_words::settle;
use super::syntax_error::{DEPTH_LIMIT, SyntaxError, too_deep};
use super::used::quote_column;
use super::{dotted, syntax_hints, words};
use crate::base::Problem;

/// A formula that `sqlparser` has parsed. The spans of `tree` are bytes, by [`lex::bytes`].
#[derive(Debug)]
pub(super) struct Parsed {
    pub tree: ast::Expr,
    pub lexemes: Vec<Lexeme>,
}

/// Parses one expression and nothing after it.
pub(super) fn parse(text: &str) -> Result<Parsed, SyntaxError> {
    let mut lexemes = lex(text)?;
    syntax_hints::before_parsing(text, &lexemes)?;
    settle(&mut lexemes);
    let tokens = lex::located(&dotted::joined(text, &lexemes)?);
    let mut parser = Parser::new(&Sql).with_recursion_limit(DEPTH_LIMIT * 3).with_tokens_with_locations(tokens);
    let tree = parser.parse_expr().map_err(|error| in_our_words(text, &lexemes, error))?;
    let left = parser.peek_token();
    if left.token != Token::EOF {
        return Err(unexpected(text, lex::bytes(left.span)).into());
    }
    Ok(Parsed { tree, lexemes })
}

/// A token that is not allowed at its position.
fn unexpected(text: &str, span: Range<usize>) -> Problem {
    let found = &text[span.clone()];
    let problem = Problem::error(say!("formula-unexpected", found = found)).span(span);
    if words::is_structural(found) {
        problem.remedy(say!("formula-to-name-column", name = quote_column(found)))
    } else {
        problem.remedy(say!("formula-operator-missing"))
    }
}

/// `sqlparser` reports "Expected: X, found: Y at Line: 1, Column: 5", or that the nesting is too deep.
fn in_our_words(text: &str, lexemes: &[Lexeme], error: ParserError) -> Problem {
    let message = match error {
        ParserError::RecursionLimitExceeded => return too_deep(0..text.len()),
        ParserError::ParserError(message) | ParserError::TokenizerError(message) => message,
    };
    let (detail, place) = message.split_once(" at Line: ").unwrap_or((&message, ""));
    let byte = place.rsplit("Column: ").next().and_then(|column| column.trim().parse::<usize>().ok());
    let span = byte
        .and_then(|byte| lexemes.iter().find(|lexeme| lexeme.span.start + 1 == byte))
        .map_or(text.len()..text.len(), |lexeme| lexeme.span.clone());
    let expected = detail.strip_prefix("Expected: ").and_then(|detail| detail.split(", found: ").next());
    match expected {
        Some("an expression") if span.is_empty() => Problem::error(say!("formula-ends-early")).span(span),
        Some("an expression") => {
            let found = &text[span.clone()];
            let problem = Problem::error(say!("formula-value-missing", found = found)).span(span);
            if words::is_structural(found) {
                problem.remedy(say!("formula-to-name-column", name = quote_column(found)))
            } else {
                problem
            }
        }
        Some(expected) if span.is_empty() => {
            Problem::error(say!("formula-expected-at-end", wanted = expected)).span(span)
        }
        Some(expected) => {
            Problem::error(say!("formula-expected", wanted = expected, found = text[span.clone()])).span(span)
        }
        None => Problem::error(say!("formula-not-understood", why = detail)).span(span),
    }
}
