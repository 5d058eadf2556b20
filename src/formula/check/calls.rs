//! Calls: function lookup, overload resolution, and the forms with their own grammar.

use std::ops::Range;

use sqlparser::ast;

use super::{Checker, Result, lex, not_part};
use crate::base::{Fix, Problem, suggest};
use crate::formula::functions;
use crate::formula::tree::{Expr, Tree};

impl Checker<'_> {
    pub(super) fn function(&mut self, call: &ast::Function) -> Result {
        let parts: Vec<&ast::Ident> = call.name.0.iter().filter_map(ast::ObjectNamePart::as_ident).collect();
        let [name] = parts[..] else {
            return Err(self.not_here(not_part(&call.name.to_string()), say!("formula-plain-names")));
        };
        let name_span = lex::bytes(name.span);
        let span = self.call_at(&name_span);
        let list = match &call.args {
            ast::FunctionArguments::List(list) => list,
            ast::FunctionArguments::None | ast::FunctionArguments::Subquery(_) => {
                return Err(self.not_here(say!("formula-query-inside"), say!("formula-use-join")));
            }
        };
        let plain = call.over.is_none()
            && call.filter.is_none()
            && list.duplicate_treatment.is_none()
            && list.clauses.is_empty();
        if let Some(remedy) = functions::not_in_formulas(&name.value) {
            return Err(Problem::error(say!("formula-function-left-out", function = name.value))
                .remedy(remedy)
                .span(name_span));
        }
        if !plain {
            return Err(Problem::error(say!("formula-no-window")).remedy(say!("formula-group-and-join")).span(span));
        }
        self.known(&name.value, &name_span)?;
        let mut arguments = Vec::with_capacity(list.args.len());
        for argument in &list.args {
            match argument {
                ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Expr(argument)) => {
                    arguments.push(self.check(argument)?)
                }
                _ => {
                    return Err(Problem::error(say!("formula-values-in-order", function = name.value))
                        .remedy(say!("formula-divide-by-commas"))
                        .span(span));
                }
            }
        }
        self.call(&name.value, arguments, span)
    }

    fn known(&self, name: &str, span: &Range<usize>) -> Result<&'static functions::Function> {
        functions::find(name).ok_or_else(|| {
            let problem = Problem::error(say!("formula-no-function", function = name)).span(span.clone());
            match suggest::nearest(name, functions::names()) {
                Some(near) => problem.remedy(say!("did-you-mean-name", name = near)).fix(Fix::write(name, near)),
                None => problem.remedy(say!("formula-see-list")),
            }
        })
    }

    /// A call of the function `name` with these arguments.
    pub(super) fn call(&self, name: &str, arguments: Vec<Tree>, span: Range<usize>) -> Result {
        let function = self.known(name, &span)?;
        let (signature, arguments, data_type) = functions::fit(function, arguments, span.clone(), self.text)?;
        Ok(Tree::new(span, data_type, Expr::Call { function, signature, arguments }))
    }

    /// `left || right`: a chain of them becomes one call.
    pub(super) fn join_texts(&self, left: Tree, right: Tree, span: Range<usize>) -> Result {
        let join = functions::of_operator("||")
            .ok_or_else(|| Problem::error(say!("formula-no-operator", sign = "||")).span(span.clone()))?;
        let mut all = match left.expr {
            // Brackets around the left operand do not matter.
            Expr::Call { function, arguments, .. } if std::ptr::eq(function, join) => arguments,
            _ => vec![left],
        };
        all.push(right);
        self.call(join.name, all, span)
    }

    /// A form with its own grammar, as a plain call.
    pub(super) fn form<'e>(&mut self, name: &str, arguments: impl IntoIterator<Item = &'e ast::Expr>) -> Result {
        let arguments = arguments.into_iter().map(|argument| self.check(argument)).collect::<Result<Vec<_>>>()?;
        let span = arguments.first().map_or(0..self.text.len(), |first| self.call_around(&first.span));
        self.call(name, arguments, span)
    }

    /// `EXTRACT(YEAR FROM day)`: the function of that name.
    pub(super) fn extract(&mut self, field: &ast::DateTimeField, expr: &ast::Expr) -> Result {
        let argument = self.check(expr)?;
        let span = self.call_around(&argument.span);
        let Some(function) = functions::of_field(&field.to_string()) else {
            return Err(Problem::error(say!("formula-no-date-part", field = field.to_string()))
                .remedy(say!("formula-date-parts"))
                .span(span));
        };
        self.call(function.name, vec![argument], span)
    }

    /// `TRIM(LEADING 'x' FROM text)`, `TRIM('x' FROM text)`, `TRIM(text)`.
    pub(super) fn trim(
        &mut self,
        side: Option<ast::TrimWhereField>,
        what: Option<&ast::Expr>,
        expr: &ast::Expr,
        characters: Option<&[ast::Expr]>,
    ) -> Result {
        let name = match side {
            None | Some(ast::TrimWhereField::Both) => "trim",
            Some(ast::TrimWhereField::Leading) => "ltrim",
            Some(ast::TrimWhereField::Trailing) => "rtrim",
        };
        self.form(name, std::iter::once(expr).chain(what).chain(characters.unwrap_or_default()))
    }
}
