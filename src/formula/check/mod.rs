//! Converts the syntax tree of `sqlparser` to the typed tree, or to one problem with its span and remedy.

mod calls;
mod decimals;
mod literals;
mod matching;
mod names;
mod operators;
mod spans;

use std::ops::Range;

use sqlparser::ast;

use super::coerce::{self, Needs};
use super::dotted;
use super::lex::{self, Lexeme};
use super::parse;
use super::scope::{Scope, Want};
use super::syntax_error::{Bracket, DEPTH_LIMIT, SIZE_LIMIT, SyntaxError, too_deep, too_large};
use super::tree::{Expr, Tree};
use super::type_names::type_of;
use crate::base::{Comparison, Fix, Problem, Text, Type};

type Result<T = Tree, E = Problem> = std::result::Result<T, E>;

/// Parses and type-checks `text`; with [`Want::Boolean`] only a condition is accepted.
pub(super) fn check(text: &str, scope: &Scope, want: Want) -> Result {
    typed(text, scope, want).map_err(|error| with_bracket_fixed(error, text, scope, want))
}

fn typed(text: &str, scope: &Scope, want: Want) -> Result<Tree, SyntaxError> {
    let parsed = parse::parse(text)?;
    let mut checker = Checker { text, lexemes: &parsed.lexemes, scope, depth: 0 };
    let tree = checker.check(&parsed.tree)?;
    match want {
        Want::Any => Ok(tree),
        Want::Boolean => Ok(coerce::condition(tree, text, Needs::Formula)?),
    }
}

/// Offers a fix for a missing or surplus bracket if the formula is valid after the fix at the one likely position.
fn with_bracket_fixed(SyntaxError { problem, bracket }: SyntaxError, text: &str, scope: &Scope, want: Want) -> Problem {
    let is_right = |text: &str| typed(text, scope, want).is_ok();
    match bracket {
        Some(Bracket::NeverClosed) => {
            let closed = (1..=3).map(|count| format!("{}{}", text.trim_end(), ")".repeat(count)));
            match closed.into_iter().find(|closed| is_right(closed)) {
                Some(closed) => problem.fix(Fix::write(text, closed)),
                None => problem,
            }
        }
        Some(Bracket::ClosesNothing) => {
            let Some(span) = problem.span.clone() else { return problem };
            let without = format!("{}{}", &text[..span.start], &text[span.end..]);
            if is_right(&without) { problem.fix(Fix::write(&text[span], "")) } else { problem }
        }
        None => problem,
    }
}

/// A construct of the grammar that formulas do not support, shortened.
fn not_part(what: &str) -> Text {
    say!("formula-not-part", what = what.chars().take(60).collect::<String>())
}

struct Checker<'a> {
    text: &'a str,
    lexemes: &'a [Lexeme],
    scope: &'a Scope<'a>,
    depth: usize,
}

impl Checker<'_> {
    fn check(&mut self, expr: &ast::Expr) -> Result {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(too_deep(0..self.text.len()));
        }
        let tree = self.check_one(expr)?;
        self.depth -= 1;
        if tree.size > SIZE_LIMIT {
            return Err(too_large(tree.span));
        }
        Ok(tree)
    }

    fn check_boxed(&mut self, expr: &ast::Expr) -> Result<Box<Tree>> {
        self.check(expr).map(Box::new)
    }

    fn check_one(&mut self, expr: &ast::Expr) -> Result {
        use ast::Expr as E;
        match expr {
            E::Identifier(name) => match dotted::parts(name, self.lexemes) {
                Some(parts) => self.compound(&parts),
                None => self.name(name),
            },
            E::Value(value) => self.value(value),
            E::TypedString(typed) => self.typed_text(typed),
            E::Nested(inner) => {
                let tree = self.check(inner)?;
                Ok(Tree { span: self.bracketed(&tree.span), ..tree })
            }
            E::BinaryOp { .. } => self.binary(expr),
            E::UnaryOp { op, expr } => self.unary(*op, expr),
            E::IsNull(inner) => self.is_null(inner, false),
            E::IsNotNull(inner) => self.is_null(inner, true),
            E::IsTrue(inner) => self.is(inner, true, false),
            E::IsNotTrue(inner) => self.is(inner, true, true),
            E::IsFalse(inner) => self.is(inner, false, false),
            E::IsNotFalse(inner) => self.is(inner, false, true),
            E::IsUnknown(inner) => self.is_null(inner, false),
            E::IsNotUnknown(inner) => self.is_null(inner, true),
            E::IsDistinctFrom(left, right) => self.distinct(left, right, false),
            E::IsNotDistinctFrom(left, right) => self.distinct(left, right, true),
            E::InList { expr, list, negated } => self.in_list(expr, list, *negated),
            E::Between { expr, negated, low, high } => self.between(expr, low, high, *negated),
            E::Like { negated, any: false, expr, pattern, escape_char } => {
                self.like(expr, pattern, escape_char.as_ref(), false, *negated)
            }
            E::ILike { negated, any: false, expr, pattern, escape_char } => {
                self.like(expr, pattern, escape_char.as_ref(), true, *negated)
            }
            E::RLike { negated, expr, pattern, .. } => self.rlike(expr, pattern, *negated),
            E::Case { case_token, end_token, operand, conditions, else_result } => {
                let span = lex::bytes(case_token.0.span).start..lex::bytes(end_token.0.span).end;
                self.case(span, operand.as_deref(), conditions, else_result.as_deref())
            }
            E::Cast { kind, expr, data_type, array: false, format: None } => self.cast(kind, expr, data_type),
            E::Function(function) => self.function(function),
            E::Extract { field, expr, .. } => self.extract(field, expr),
            E::Trim { trim_where, trim_what, expr, trim_characters } => {
                self.trim(*trim_where, trim_what.as_deref(), expr, trim_characters.as_deref())
            }
            E::Substring { expr, substring_from, substring_for, .. } => {
                let places = [substring_from, substring_for];
                let arguments = std::iter::once(&**expr).chain(places.into_iter().filter_map(Option::as_deref));
                self.form("substring", arguments)
            }
            E::Interval(interval) => {
                let (_, span) = self.interval(interval)?;
                Err(Problem::error(say!("formula-interval-alone")).remedy(say!("formula-interval-use")).span(span))
            }
            E::InSubquery { .. } | E::Subquery(_) | E::Exists { .. } => {
                Err(self.not_here(say!("formula-query-inside"), say!("formula-join-another-table")))
            }
            E::Tuple(_) => Err(self.not_here(say!("formula-list-inside"), say!("formula-use-in"))),
            E::Wildcard(_) | E::QualifiedWildcard(..) => {
                Err(self.not_here(not_part("*"), say!("formula-name-a-column")))
            }
            other => Err(self.not_here(not_part(&other.to_string()), say!("formula-see-functions"))),
        }
    }

    fn not_here(&self, message: Text, remedy: Text) -> Problem {
        Problem::error(message).remedy(remedy).span(0..self.text.len())
    }

    fn case(
        &mut self,
        span: Range<usize>,
        operand: Option<&ast::Expr>,
        conditions: &[ast::CaseWhen],
        otherwise: Option<&ast::Expr>,
    ) -> Result {
        let operand = operand.map(|operand| self.check(operand)).transpose()?;
        if let Some(operand) = operand.as_ref().filter(|operand| operand.size * conditions.len() as u64 > SIZE_LIMIT) {
            return Err(too_large(operand.span.clone()));
        }
        let mut holds = Vec::new();
        let mut values = Vec::new();
        for when in conditions {
            let condition = self.check(&when.condition)?;
            holds.push(match &operand {
                Some(operand) => {
                    let span = condition.span.clone();
                    self.compare(Comparison::Equal, operand.clone(), condition, span)?
                }
                None => coerce::condition(condition, self.text, Needs::Word("WHEN"))?,
            });
            values.push(self.check(&when.result)?);
        }
        if let Some(otherwise) = otherwise {
            values.push(self.check(otherwise)?);
        }
        let (mut values, data_type) = coerce::common(values, self.text, "CASE")?;
        let otherwise = otherwise.and_then(|_| values.pop()).map(Box::new);
        Ok(Tree::new(span, data_type, Expr::Case { branches: holds.into_iter().zip(values).collect(), otherwise }))
    }

    /// The span of the type's name in the text after the value of a CAST: " AS integer)".
    fn type_name(&self, rest: Range<usize>) -> Range<usize> {
        let text = &self.text[rest.clone()];
        let name = text.trim_start();
        let name = name.get(2..).filter(|_| name[..2].eq_ignore_ascii_case("as")).unwrap_or(name).trim_start();
        let start = rest.end - name.len();
        let name = name.strip_suffix(')').unwrap_or(name).trim_end();
        start..start + name.len()
    }

    fn cast(&mut self, kind: &ast::CastKind, expr: &ast::Expr, to: &ast::DataType) -> Result {
        let tree = self.check(expr)?;
        let (span, to_span) = match kind {
            ast::CastKind::DoubleColon => self.colons(&tree.span),
            _ => {
                let call = self.call_around(&tree.span);
                (call.clone(), self.type_name(tree.span.end..call.end))
            }
        };
        let data_type = type_of(to, to_span)?;
        coerce::castable(&tree, &data_type, &span)?;
        let lenient = matches!(kind, ast::CastKind::TryCast | ast::CastKind::SafeCast);
        Ok(Tree::new(span, data_type, Expr::Cast { tree: Box::new(tree), lenient }))
    }

    fn is_null(&mut self, inner: &ast::Expr, negated: bool) -> Result {
        let tree = self.check_boxed(inner)?;
        let span = self.and_words(&tree.span, if negated { 3 } else { 2 });
        Ok(Tree::new(span, Type::Boolean, Expr::IsNull { tree, negated }))
    }

    fn is(&mut self, inner: &ast::Expr, value: bool, negated: bool) -> Result {
        let tree = Box::new(coerce::condition(self.check(inner)?, self.text, Needs::Word("IS TRUE"))?);
        let span = self.and_words(&tree.span, if negated { 3 } else { 2 });
        Ok(Tree::new(span, Type::Boolean, Expr::Is { tree, value, negated }))
    }
}
