//! The polars expression of each kind of subexpression.

use polars::prelude::*;

use super::failing::fails;
use super::moments::{in_one_unit, mixes_units, nanoseconds};
use super::native::{Result, integer, native, null};
use super::values::{balanced, column, literal, widened};
use super::{arithmetic, cast, decimal, shift};
use crate::base::{Comparison, Type};
use crate::formula::functions::{Call, Evaluation, Function};
use crate::formula::tree::{Arithmetic, Expr as TreeExpr, Tree};

pub(super) struct Lowering<'a> {
    /// The condition under which a row can fail; `None` if all rows can.
    pub guard: Option<&'a Expr>,
}

impl Lowering<'_> {
    pub fn lower(&self, tree: &Tree) -> Result {
        Ok(match &tree.expr {
            TreeExpr::Literal(value) => literal(value, &tree.data_type)?,
            TreeExpr::Column { name, stored } => column(name, stored),
            TreeExpr::Field(tree, field) => widened(self.lower(tree)?.struct_().field_by_name(field), &tree.data_type),
            TreeExpr::Negate(inner) => match tree.data_type {
                Type::Integer => arithmetic::checked(Arithmetic::Subtract, integer(0), self.lower(inner)?),
                Type::Decimal(..) => decimal::negate(self.lower(inner)?, &tree.data_type)?,
                Type::Null => self.lower(inner)?,
                _ => -self.lower(inner)?,
            },
            TreeExpr::Arithmetic(op, left, right) if matches!(tree.data_type, Type::Decimal(..)) => {
                decimal::arithmetic(*op, self.lower(left)?, self.lower(right)?, &tree.data_type)?
            }
            TreeExpr::Arithmetic(op, left, right) => {
                arithmetic::lower(*op, self.lower(left)?, self.lower(right)?, &tree.data_type)
            }
            TreeExpr::Compare(op, left, right) => self.compare(*op, left, right)?,
            TreeExpr::Distinct { left, right, negated } => self.distinct(left, right, *negated)?,
            TreeExpr::Not(inner) => self.lower(inner)?.not(),
            TreeExpr::And(all) => balanced(self.all(all)?, Expr::and).unwrap_or_else(|| lit(true)),
            TreeExpr::Or(all) => balanced(self.all(all)?, Expr::or).unwrap_or_else(|| lit(false)),
            TreeExpr::IsNull { tree, negated: false } => self.lower(tree)?.is_null(),
            TreeExpr::IsNull { tree, negated: true } => self.lower(tree)?.is_not_null(),
            TreeExpr::Is { tree, value, negated } => {
                let is = self.lower(tree)?.eq_missing(lit(*value));
                if *negated { is.not() } else { is }
            }
            TreeExpr::In { tree, list, negated } => {
                let found = self.in_list(tree, list)?;
                if *negated { found.not() } else { found }
            }
            TreeExpr::Between { tree, low, high, negated } => {
                let from = self.compare(Comparison::GreaterOrEqual, tree, low)?;
                let within = from.and(self.compare(Comparison::LessOrEqual, tree, high)?);
                if *negated { within.not() } else { within }
            }
            TreeExpr::Like { tree, pattern, ignore_case, negated } => {
                let matches = self.like(self.lower(tree)?, pattern, *ignore_case)?;
                if *negated { matches.not() } else { matches }
            }
            TreeExpr::Case { branches, otherwise } => self.case(branches, otherwise.as_deref(), &tree.data_type)?,
            TreeExpr::Cast { tree: inner, lenient } => {
                if let (Some(text), Type::DateTime(Some(_))) = (inner.constant_text(), &tree.data_type)
                    && let Some(moment) = cast::moment(text, &native(&tree.data_type)?)
                {
                    return Ok(moment);
                }
                let value = self.guarded(self.lower(inner)?, &inner.data_type, *lenient)?;
                cast::lower(value, &inner.data_type, &tree.data_type, *lenient)?
            }
            TreeExpr::Shift { tree, interval } => shift::shift(self.lower(tree)?, *interval),
            TreeExpr::Call { function, arguments, .. } => self.call(tree, function, arguments)?,
        })
    }

    fn distinct(&self, left: &Tree, right: &Tree, negated: bool) -> Result {
        if nanoseconds(left) != nanoseconds(right) {
            let equal = self.compare(Comparison::Equal, left, right)?.fill_null(lit(false));
            let same = equal.or(self.lower(left)?.is_null().and(self.lower(right)?.is_null()));
            return Ok(if negated { same } else { same.not() });
        }
        let (left, right) = (self.lower(left)?, self.lower(right)?);
        Ok(if negated { left.eq_missing(right) } else { left.neq_missing(right) })
    }

    fn all(&self, trees: &[Tree]) -> Result<Vec<Expr>> {
        trees.iter().map(|tree| self.lower(tree)).collect()
    }

    fn call(&self, tree: &Tree, function: &Function, arguments: &[Tree]) -> Result {
        let lowered = match function.evaluation {
            Evaluation::UntilPresent => self.in_order(arguments)?,
            Evaluation::Chosen => {
                let yes = self.lower(&arguments[0])?;
                let no = yes.clone().eq_missing(lit(true)).not();
                let mut lowered = vec![yes.clone(), self.under(yes).lower(&arguments[1])?];
                if let Some(otherwise) = arguments.get(2) {
                    lowered.push(self.under(no).lower(otherwise)?);
                }
                lowered
            }
            Evaluation::All => self.all(arguments)?,
        };
        // Without an alternative the other value is null, in microseconds.
        let is_mixed = mixes_units(arguments.iter(), arguments.len() == 2 && function.evaluation == Evaluation::Chosen);
        let in_one_unit = |(value, tree): (Expr, &Tree)| in_one_unit(value, tree, is_mixed);
        let lowered = lowered.into_iter().zip(arguments).map(in_one_unit).collect::<Result<Vec<_>>>()?;
        let mut call = Call { arguments, lowered, data_type: &tree.data_type };
        if function.can_fail && !call.lowered.is_empty() {
            call.lowered[0] = self.guarded(call.lowered[0].clone(), &arguments[0].data_type, false)?;
        }
        (function.polars)(&call)
    }

    /// Each argument guarded by the condition that all preceding ones are null.
    fn in_order(&self, arguments: &[Tree]) -> Result<Vec<Expr>> {
        let mut guard: Option<Expr> = None;
        let mut lowered = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let value = match &guard {
                None => self.lower(argument)?,
                Some(guard) if fails(argument) => self.under(guard.clone()).lower(argument)?,
                Some(_) => self.lower(argument)?,
            };
            let missing = value.clone().is_null();
            guard = Some(match guard {
                None => missing,
                Some(before) => before.and(missing),
            });
            lowered.push(value);
        }
        Ok(lowered)
    }

    /// The same lowering under one more condition.
    fn under(&self, condition: Expr) -> Below {
        Below(match self.guard {
            None => condition,
            Some(guard) => guard.clone().and(condition),
        })
    }

    /// `value` where the guard is true, null elsewhere.
    fn guarded(&self, value: Expr, data_type: &Type, lenient: bool) -> Result {
        match self.guard {
            Some(guard) if !lenient => Ok(when(guard.clone()).then(value).otherwise(null(data_type)?)),
            _ => Ok(value),
        }
    }

    fn case(&self, branches: &[(Tree, Tree)], otherwise: Option<&Tree>, data_type: &Type) -> Result {
        let conditions = branches.iter().map(|(holds, _)| self.lower(holds)).collect::<Result<Vec<_>>>()?;
        // The guard of a branch grows with the number of preceding branches: built only if something inside can fail.
        let guard = |index: usize| {
            let before = conditions[..index].iter().map(|c| c.clone().eq_missing(lit(true)).not());
            let own = conditions.get(index).cloned();
            balanced(before.chain(own).collect(), Expr::and)
        };
        let values = branches.iter().map(|(_, value)| value).chain(otherwise);
        let is_mixed = mixes_units(values, otherwise.is_none());
        let value = |index: usize, tree: &Tree| {
            let value = match fails(tree).then(|| guard(index)).flatten() {
                Some(guard) => self.under(guard).lower(tree)?,
                None => self.lower(tree)?,
            };
            in_one_unit(value, tree, is_mixed)
        };
        let mut chosen = match otherwise {
            Some(tree) => value(branches.len(), tree)?,
            None => null(data_type)?,
        };
        for (index, (_, tree)) in branches.iter().enumerate().rev() {
            chosen = when(conditions[index].clone()).then(value(index, tree)?).otherwise(chosen);
        }
        Ok(chosen)
    }
}

/// A lowering that owns its guard.
struct Below(Expr);

impl Below {
    fn lower(&self, tree: &Tree) -> Result {
        Lowering { guard: Some(&self.0) }.lower(tree)
    }
}
