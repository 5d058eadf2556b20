//! Literals: numbers, texts, dates, intervals.

use std::ops::Range;

use sqlparser::ast;

use super::super::interval::{Interval, length_of};
use super::super::literal::literal_of;
use super::super::type_names::type_of;
use super::{Checker, Result, lex};
use crate::base::{Problem, Type, decimal};
use crate::formula::Value;
use crate::formula::tree::Tree;

impl Checker<'_> {
    pub(super) fn value(&self, value: &ast::ValueWithSpan) -> Result {
        let span = lex::bytes(value.span);
        let value = match &value.value {
            ast::Value::Number(digits, _) => self.number(digits, &span)?,
            ast::Value::SingleQuotedString(text) => Value::Text(text.clone()),
            ast::Value::Boolean(value) => Value::Boolean(*value),
            ast::Value::Null => Value::Null,
            other => {
                return Err(Problem::error(say!("formula-no-value", value = other.to_string()))
                    .remedy(say!("formula-write-texts"))
                    .span(span));
            }
        };
        Ok(Tree::literal(span, value))
    }

    /// A literal of digits only is an integer if it fits 64 bits. A literal without an exponent is a decimal if it has
    /// at most 38 digits; everything else is a number.
    fn number(&self, digits: &str, span: &Range<usize>) -> Result<Value> {
        if let Ok(value) = digits.parse::<i64>() {
            return Ok(Value::Integer(value));
        }
        if let Some((units, of)) = decimal::written(digits) {
            return Ok(Value::Decimal(units, of));
        }
        digits
            .parse::<f64>()
            .ok()
            .filter(|value| value.is_finite())
            .map(Value::Number)
            .ok_or_else(|| Problem::error(say!("formula-number-too-large", digits = digits)).span(span.clone()))
    }

    /// `DATE '2013-01-31'` and similar literals.
    pub(super) fn typed_text(&self, typed: &ast::TypedString) -> Result {
        let span = self.with_token_before(&lex::bytes(typed.value.span));
        let data_type = type_of(&typed.data_type, span.clone())?;
        let ast::Value::SingleQuotedString(text) = &typed.value.value else {
            return Err(Problem::error(say!("formula-literal-needs-text"))
                .remedy(say!("formula-write", formula = "DATE '2013-01-31'"))
                .span(span));
        };
        // DECIMAL without a size takes the digits of the text.
        let unsized_decimal = matches!(data_type, Type::Decimal(..)) && !typed.data_type.to_string().contains('(');
        match decimal::written(text).filter(|_| unsized_decimal) {
            Some((units, of)) => Ok(Tree::literal(span, Value::Decimal(units, of))),
            None => literal_of(text, &data_type, span),
        }
    }

    /// The interval and the byte span of `INTERVAL 3 DAY`, `INTERVAL '3' DAY` or `INTERVAL '3 days'`.
    pub(super) fn interval(&mut self, interval: &ast::Interval) -> Result<(Interval, Range<usize>)> {
        let (amount, inner) = match &*interval.value {
            ast::Expr::Value(value) => match &value.value {
                ast::Value::SingleQuotedString(text) => (text.clone(), lex::bytes(value.span)),
                _ => self.interval_amount(&interval.value)?,
            },
            other => self.interval_amount(other)?,
        };
        let (count, unit) = match &interval.leading_field {
            Some(field) => (amount.as_str(), field.to_string()),
            None => {
                let (count, unit) = amount.trim().split_once(char::is_whitespace).unwrap_or((&amount, ""));
                (count, unit.trim().to_owned())
            }
        };
        let span = self.with_token_before(&inner);
        let span = match &interval.leading_field {
            Some(_) => self.and_words(&span, 1),
            None => span,
        };
        let wrong =
            || Problem::error(say!("formula-no-interval")).remedy(say!("formula-write-interval")).span(span.clone());
        let count: i64 = count.trim().parse().map_err(|_| wrong())?;
        let length = length_of(count, &unit).filter(|_| interval.last_field.is_none()).ok_or_else(wrong)?;
        Ok((length, span))
    }

    /// A whole number in an interval, a literal or a parameter.
    fn interval_amount(&mut self, expr: &ast::Expr) -> Result<(String, Range<usize>)> {
        let tree = self.check(expr)?;
        match tree.constant_integer() {
            Some(count) => Ok((count.to_string(), tree.span)),
            None => Err(Problem::error(say!("formula-interval-needs-number"))
                .remedy(say!("formula-use-date-add"))
                .span(tree.span)),
        }
    }
}
