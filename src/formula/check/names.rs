//! Columns, fields and parameters: resolved by exact name, or reported with the nearest name.

use std::ops::Range;

use sqlparser::ast::Ident;
use sqlparser::tokenizer::Token;

use super::super::lex::Lexeme;
use super::super::scan::{starts_word, unquote};
use super::{Checker, Result, lex};
use crate::base::{Fix, Problem, Type, decimal, suggest};
use crate::formula::Value;
use crate::formula::dtype::computed;
use crate::formula::from_polars;
use crate::formula::functions;
use crate::formula::quote_column;
use crate::formula::tree::{Expr, Tree};

/// A parameter's number as a formula literal: the shortest digits that represent it, as a decimal.
fn as_written(value: &Value) -> Value {
    let written = match value {
        Value::Number(number) if number.is_finite() => decimal::written(&format!("{number:?}")),
        _ => None,
    };
    written.map_or_else(|| value.clone(), |(units, of)| Value::Decimal(units, of))
}

impl Checker<'_> {
    /// A column or `${parameter}`.
    pub(super) fn name(&mut self, name: &Ident) -> Result {
        let span = lex::bytes(name.span);
        if self.text[span.clone()].starts_with("${") {
            return self.parameter(&name.value[1..], span);
        }
        self.column(&name.value, span.clone()).ok_or_else(|| self.no_column(&name.value, span))
    }

    fn column(&self, name: &str, span: Range<usize>) -> Option<Tree> {
        let stored = self.scope.columns.get(name)?.clone();
        Some(Tree::new(span, computed(&stored), Expr::Column { name: name.to_owned(), stored }))
    }

    fn parameter(&self, name: &str, span: Range<usize>) -> Result {
        match self.scope.parameters.get(name) {
            Some(value) => Ok(Tree::literal(span, as_written(value))),
            None => {
                let known = || self.scope.parameters.keys().map(String::as_str);
                let remedy = suggest::remedy(name, known());
                let problem = Problem::error(say!("no-parameter", name = name))
                    .remedy(remedy.unwrap_or_else(|| say!("formula-add-parameter")));
                let problem = match suggest::nearest(name, known()) {
                    Some(near) => problem.fix(Fix::write(&self.text[span.clone()], format!("${{{near}}}"))),
                    None => problem,
                };
                let can_be_added = crate::base::name::is_valid(name);
                let problem = if can_be_added { problem.fix(Fix::AddParameter(name.to_owned())) } else { problem };
                Err(problem.span(span))
            }
        }
    }

    /// `a.b`: the field of a struct. Tables have no names here, and a dot in a column's name requires quotes.
    pub(super) fn compound(&mut self, names: &[Ident]) -> Result {
        let (Some(first), Some(last)) = (names.first(), names.last()) else {
            return Err(self.not_here(say!("formula-empty-name"), say!("formula-name-a-column")));
        };
        let span = lex::bytes(first.span).start..lex::bytes(last.span).end;
        let joined: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
        let joined = joined.join(".");
        if self.scope.columns.get(&first.value).is_none() && self.scope.columns.get(&joined).is_some() {
            return Err(Problem::error(say!("no-column", name = first.value))
                .remedy(say!("formula-quote-whole-name", name = quote_column(&joined)))
                .fix(Fix::write(&self.text[span.clone()], quote_column(&joined)))
                .span(span));
        }
        let mut tree = self.name(first)?;
        for field in &names[1..] {
            let span = tree.span.start..lex::bytes(field.span).end;
            let Type::Struct(fields) = &tree.data_type else {
                let column = self.text[tree.span.clone()].trim();
                return Err(Problem::error(say!("formula-has-no-fields", column = column))
                    .remedy(say!("formula-columns-alone"))
                    .span(span));
            };
            let Some((_, data_type)) = fields.iter().find(|(name, _)| *name == field.value) else {
                let problem = Problem::error(say!("formula-no-field", name = field.value)).span(span);
                return Err(match suggest::remedy(&field.value, fields.iter().map(|(name, _)| name.as_str())) {
                    Some(remedy) => problem.remedy(remedy),
                    None => problem,
                });
            };
            let data_type = data_type.clone();
            tree = Tree::new(span, data_type, Expr::Field(Box::new(tree), field.value.clone()));
        }
        Ok(tree)
    }

    /// `carrier = UA`, `carrier IN (UA, DL)`: compared with a text column, a bare word that is not a column probably
    /// means a text.
    fn text_meant(&self, name: &str, span: &Range<usize>) -> Option<String> {
        let at = self.lexemes.iter().position(|lexeme| lexeme.span.start == span.start)?;
        if !self.text[span.clone()].starts_with(starts_word) {
            return None;
        }
        let before = &self.lexemes[..at];
        let is = |lexeme: &Lexeme, word: &str| self.text[lexeme.span.clone()].eq_ignore_ascii_case(word);
        let column = match before.last()?.token {
            Token::Eq | Token::Neq => before.len().checked_sub(2)?,
            Token::LParen | Token::Comma => {
                let open = before.iter().rposition(|lexeme| lexeme.token == Token::LParen)?;
                let word = open.checked_sub(1).filter(|word| is(&before[*word], "IN"))?;
                let column = word.checked_sub(1)?;
                if is(&before[column], "NOT") { column.checked_sub(1)? } else { column }
            }
            _ => return None,
        };
        let Token::Word(column) = &before.get(column)?.token else { return None };
        let is_text = self.scope.columns.get(&column.value).is_some_and(|dtype| from_polars(dtype) == Type::Text);
        is_text.then(|| format!("'{}'", name.replace('\'', "''")))
    }

    fn no_column(&self, name: &str, span: Range<usize>) -> Problem {
        let names = || self.scope.columns.iter_names().map(|name| name.as_str());
        let written = &self.text[span.clone()];
        let problem = Problem::error(say!("no-column", name = name)).span(span.clone());
        if let Some(other) = names().find(|other| other.to_lowercase() == name.to_lowercase()) {
            return problem
                .remedy(say!("did-you-mean-case", name = quote_column(other)))
                .fix(Fix::write(written, quote_column(other)));
        }
        if let Some(meant) = self.text_meant(name, &span) {
            let near = suggest::nearest(name, names());
            let problem =
                problem.remedy(say!("formula-meant-plain-text", text = meant)).fix(Fix::write(written, meant));
            return match near {
                Some(near) => problem.fix(Fix::write(written, quote_column(near))),
                None => problem,
            };
        }
        if let Some(near) = suggest::nearest(name, names()) {
            return problem
                .remedy(say!("did-you-mean-name", name = quote_column(near)))
                .fix(Fix::write(written, quote_column(near)));
        }
        if written.starts_with('"') && unquote(written) == name {
            let meant = format!("'{}'", name.replace('\'', "''"));
            return problem.remedy(say!("formula-meant-text", text = meant)).fix(Fix::write(written, meant));
        }
        if let Some(remedy) = functions::not_in_formulas(name) {
            return problem.remedy(remedy);
        }
        if functions::find(name).is_some() {
            return problem.remedy(say!("formula-to-call", call = format!("{name}(…)")));
        }
        match suggest::remedy(name, names()) {
            Some(remedy) => problem.remedy(remedy),
            None => problem.remedy(say!("no-columns")),
        }
    }
}
