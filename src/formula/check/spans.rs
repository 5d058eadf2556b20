//! Byte spans that `sqlparser` does not provide, recovered from the tokens.

use std::ops::Range;

use sqlparser::tokenizer::Token;

use super::Checker;
use crate::formula::settle_words::words_of_type;

impl Checker<'_> {
    /// The index of the first token at or after `byte`.
    fn token_at(&self, byte: usize) -> usize {
        self.lexemes.partition_point(|lexeme| lexeme.span.start < byte)
    }

    /// The brackets directly around `inner`, as tokens; the whole text if there are none.
    fn around(&self, inner: &Range<usize>) -> (usize, usize) {
        let start = self.token_at(inner.start);
        let mut depth = 0;
        let open = (0..start).rev().find(|at| match self.lexemes[*at].token {
            Token::RParen => {
                depth += 1;
                false
            }
            Token::LParen if depth == 0 => true,
            Token::LParen => {
                depth -= 1;
                false
            }
            _ => false,
        });
        let open = open.unwrap_or(0);
        (open, self.closing(open))
    }

    /// The token that closes the bracket at `open`.
    fn closing(&self, open: usize) -> usize {
        let mut depth = 0;
        for at in open..self.lexemes.len() {
            match self.lexemes[at].token {
                Token::LParen => depth += 1,
                Token::RParen if depth <= 1 => return at,
                Token::RParen => depth -= 1,
                _ => {}
            }
        }
        self.lexemes.len().saturating_sub(1)
    }

    fn join(&self, first: usize, last: usize) -> Range<usize> {
        let last = last.min(self.lexemes.len().saturating_sub(1));
        self.lexemes[first.min(last)].span.start..self.lexemes[last].span.end
    }

    /// `inner` with its brackets.
    pub(super) fn bracketed(&self, inner: &Range<usize>) -> Range<usize> {
        let (open, close) = self.around(inner);
        self.join(open, close)
    }

    /// The call whose brackets contain `inner`, including the function name.
    pub(super) fn call_around(&self, inner: &Range<usize>) -> Range<usize> {
        let (open, close) = self.around(inner);
        self.join(open.saturating_sub(1), close)
    }

    /// The call whose name is at `name`.
    pub(super) fn call_at(&self, name: &Range<usize>) -> Range<usize> {
        let at = self.token_at(name.start);
        self.join(at, self.closing(at + 1))
    }

    /// `inner` with the token before it.
    pub(super) fn with_token_before(&self, inner: &Range<usize>) -> Range<usize> {
        let before = self.token_at(inner.start).saturating_sub(1);
        self.lexemes[before].span.start..inner.end
    }

    /// `inner` with the next `count` tokens.
    pub(super) fn and_words(&self, inner: &Range<usize>, count: usize) -> Range<usize> {
        let next = self.token_at(inner.end);
        inner.start..self.join(next, next + count - 1).end
    }

    /// `inner::type`, and the bytes of the type.
    pub(super) fn colons(&self, inner: &Range<usize>) -> (Range<usize>, Range<usize>) {
        let first = self.token_at(inner.end) + 1;
        let words = words_of_type(self.lexemes.get(first..).unwrap_or_default());
        let word = first + words - 1;
        let end = match self.lexemes.get(word + 1) {
            Some(next) if next.token == Token::LParen => self.closing(word + 1),
            _ => word,
        };
        let named = self.join(first, end);
        (inner.start..named.end, named)
    }
}
