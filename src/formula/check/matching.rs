//! IN, BETWEEN, LIKE and RLIKE.

use sqlparser::ast;

use super::super::like;
use super::{Checker, Result, coerce, lex};
use crate::base::{Problem, Type};
use crate::formula::exact;
use crate::formula::tree::{Expr, Pattern, Tree};

impl Checker<'_> {
    pub(super) fn in_list(&mut self, expr: &ast::Expr, list: &[ast::Expr], negated: bool) -> Result {
        let tree = self.check(expr)?;
        let mut all = vec![tree];
        for item in list {
            all.push(self.check(item)?);
        }
        let start = all[0].span.start;
        let end = all.last().map_or(start, |last| self.bracketed(&last.span).end);
        let mut all = if exact::compare_exactly(all.iter().filter(|tree| tree.data_type != Type::Null)) {
            self.with_nulls_typed(all)?
        } else {
            coerce::common(all, self.text, "IN")?.0
        };
        let tree = Box::new(all.remove(0));
        Ok(Tree::new(start..end, Type::Boolean, Expr::In { tree, list: all, negated }))
    }

    /// Integers and decimals as they are, nulls as integers.
    fn with_nulls_typed(&self, all: Vec<Tree>) -> Result<Vec<Tree>> {
        let typed = |tree: Tree| match tree.data_type {
            Type::Null => coerce::convert(tree, &Type::Integer, self.text),
            _ => Ok(tree),
        };
        all.into_iter().map(typed).collect()
    }

    pub(super) fn between(&mut self, expr: &ast::Expr, low: &ast::Expr, high: &ast::Expr, negated: bool) -> Result {
        let all = vec![self.check(expr)?, self.check(low)?, self.check(high)?];
        let span = all[0].span.start..all[2].span.end;
        let all = if exact::compare_exactly(&all) { all } else { coerce::common(all, self.text, "BETWEEN")?.0 };
        let mut all = all.into_iter().map(Box::new);
        match (all.next(), all.next(), all.next()) {
            (Some(tree), Some(low), Some(high)) => {
                Ok(Tree::new(span, Type::Boolean, Expr::Between { tree, low, high, negated }))
            }
            _ => Err(Problem::error(say!("formula-between-bounds")).span(span)),
        }
    }

    pub(super) fn like(
        &mut self,
        expr: &ast::Expr,
        pattern: &ast::Expr,
        escape: Option<&ast::ValueWithSpan>,
        ignore_case: bool,
        negated: bool,
    ) -> Result {
        let word = if ignore_case { "ILIKE" } else { "LIKE" };
        let tree = Box::new(coerce::text(self.check(expr)?, self.text, word)?);
        let pattern = coerce::text(self.check(pattern)?, self.text, word)?;
        let mut span = tree.span.start..pattern.span.end;
        let escape = match escape {
            None => '\\',
            Some(value) => {
                span.end = lex::bytes(value.span).end;
                let text = value.clone().into_string().unwrap_or_default();
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (Some(escape), None) => escape,
                    _ => {
                        return Err(Problem::error(say!("formula-escape-one"))
                            .remedy(say!("formula-write", formula = "ESCAPE '!'"))
                            .span(lex::bytes(value.span)));
                    }
                }
            }
        };
        let pattern = match pattern.constant_text() {
            Some(text) => Pattern::Fixed(like::fixed(text, escape, pattern.span.clone())?),
            None => Pattern::Computed(Box::new(pattern), escape),
        };
        Ok(Tree::new(span, Type::Boolean, Expr::Like { tree, pattern, ignore_case, negated }))
    }

    pub(super) fn rlike(&mut self, expr: &ast::Expr, pattern: &ast::Expr, negated: bool) -> Result {
        let tree = self.check(expr)?;
        let pattern = self.check(pattern)?;
        let span = tree.span.start..pattern.span.end;
        let found = self.call("regexp_like", vec![tree, pattern], span.clone())?;
        Ok(if negated { Tree::new(span, Type::Boolean, Expr::Not(Box::new(found))) } else { found })
    }
}
