//! Arithmetic of decimals: result types, and constant folding of literals.

use std::ops::Range;

use super::{Checker, Result, coerce};
use crate::base::Type;
use crate::formula::tree::{Arithmetic, Expr, Tree};
use crate::formula::{Value, exact};

/// The result for two operands.
pub(super) enum Decimals {
    Computed(Tree),
    /// The decimal rules do not apply: the unchanged operands.
    Otherwise(Tree, Tree),
}

impl Checker<'_> {
    /// `left op right` where one operand is a decimal and the other is a decimal, an integer or null.
    pub(super) fn decimals(&self, op: Arithmetic, left: Tree, right: Tree, span: &Range<usize>) -> Result<Decimals> {
        let is_decimal = |tree: &Tree| matches!(tree.data_type, Type::Decimal(..));
        if !is_decimal(&left) && !is_decimal(&right) {
            return Ok(Decimals::Otherwise(left, right));
        }
        let (l, r) = match (exact::exact(&left), exact::exact(&right)) {
            (Some(l), Some(r)) => (l, r),
            (Some(own), None) if right.data_type == Type::Null => (own, own),
            (None, Some(own)) if left.data_type == Type::Null => (own, own),
            _ => return Ok(Decimals::Otherwise(left, right)),
        };
        let to = match op {
            Arithmetic::Add | Arithmetic::Subtract => Some(l.sum(r)),
            Arithmetic::Multiply => Some(l.product(r)),
            Arithmetic::Remainder => Some(l.remainder(r)),
            // A decimal literal does not make a quotient of integers a decimal: `1 / 2` and `1 / 2.0` give the same
            // type.
            Arithmetic::Divide if [&left, &right].iter().all(|tree| !is_decimal(tree) || tree.constant().is_some()) => {
                None
            }
            Arithmetic::Divide => l.quotient(r),
        };
        let Some(to) = to else { return Ok(Decimals::Otherwise(left, right)) };
        if let (Some(l), Some(r)) = (units(&left), units(&right)) {
            let value = exact::compute(op, l, r, to).map_or(Value::Null, |units| Value::Decimal(units, to));
            return Ok(Decimals::Computed(Tree::new(span.clone(), to.into(), Expr::Literal(value))));
        }
        let left = Box::new(coerce::convert(left, &l.into(), self.text)?);
        let right = Box::new(coerce::convert(right, &r.into(), self.text)?);
        Ok(Decimals::Computed(Tree::new(span.clone(), to.into(), Expr::Arithmetic(op, left, right))))
    }
}

/// Units and scale of an exact literal.
fn units(tree: &Tree) -> Option<(i128, u8)> {
    match tree.constant()? {
        Value::Integer(value) => Some(((*value).into(), 0)),
        Value::Decimal(units, of) => Some((*units, of.scale)),
        _ => None,
    }
}
