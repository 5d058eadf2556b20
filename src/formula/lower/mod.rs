//! Lowers the typed tree to a polars expression. Everything stays element-wise, so that it streams and predicates are
//! pushed down to the files.
//!
//! polars computes all branches of a conditional for all rows. A subexpression that can fail inside a branch therefore
//! receives null wherever the branch is not taken: the *guard* is a condition that must be true for the row.

mod arithmetic;
mod cast;
mod decimal;
mod factor;
mod failing;
mod fold;
mod matching;
mod shift;

use std::borrow::Cow;

use polars::prelude::*;

use super::dtype::{computed, holds_unsigned};
use super::functions::{Call, Evaluation};
use super::tree::{Comparison, Expr as Say, Tree};
use super::{Condition, Value};
use crate::base::{Problem, Type};
use failing::fails;

pub(super) use arithmetic::{
    integer_quotient, integer_remainder, named, number_quotient, number_remainder, of_numbers, unary,
};
pub(super) use cast::{days, native, no_loss, offset_lost};
pub(super) use decimal::{column_of, decimal_remainder, decimal_sum, of_units, to_integer, type_of};

type Result<T = Expr> = std::result::Result<T, Problem>;

/// The polars expression of `tree`.
pub(super) fn lower(tree: &Tree) -> Result {
    match &tree.expr {
        // A bare column keeps its type, narrow or not.
        Say::Column { name, .. } => Ok(Expr::Column(name.into())),
        _ => Lowering { guard: None }.lower(&prepared(tree)),
    }
}

/// `tree` in the form that scans optimise best. A formula with very many steps is left unchanged.
fn prepared(tree: &Tree) -> Cow<'_, Tree> {
    const MOST: u64 = 500;
    if tree.size > MOST {
        return Cow::Borrowed(tree);
    }
    let mut tree = tree.clone();
    fold::fold(&mut tree);
    factor::factor(&mut tree);
    Cow::Owned(tree)
}

/// The polars expressions of a condition and of its parts.
pub(super) fn condition(tree: &Tree) -> Result<Condition> {
    let tree = &*prepared(tree);
    let whole = lower(tree)?;
    let parts: Vec<&Tree> = match &tree.expr {
        Say::And(all) => all.iter().collect(),
        _ => vec![tree],
    };
    let (failing, safe): (Vec<&Tree>, Vec<&Tree>) = parts.into_iter().partition(|part| fails(part));
    if failing.is_empty() {
        return Ok(Condition { safe: Some(whole.clone()), whole, failing: None });
    }
    let all = |parts: Vec<&Tree>| -> Result<Option<Expr>> {
        Ok(balanced(parts.into_iter().map(lower).collect::<Result<Vec<_>>>()?, Expr::and))
    };
    Ok(Condition { whole, safe: all(safe)?, failing: all(failing)? })
}

/// A null of the given type.
pub(super) fn null(data_type: &Type) -> Result {
    native(data_type).map(|dtype| lit(Scalar::null(dtype)))
}

/// An integer of 64 bits.
pub(super) fn integer(value: i64) -> Expr {
    lit(Scalar::from(value))
}

struct Lowering<'a> {
    /// The condition under which a row can fail; `None` if all rows can.
    guard: Option<&'a Expr>,
}

impl Lowering<'_> {
    fn lower(&self, tree: &Tree) -> Result {
        Ok(match &tree.expr {
            Say::Literal(value) => literal(value, &tree.data_type)?,
            Say::Column { name, stored } => column(name, stored),
            Say::Field(tree, field) => widened(self.lower(tree)?.struct_().field_by_name(field), &tree.data_type),
            Say::Negate(inner) => match tree.data_type {
                Type::Integer => arithmetic::checked(super::tree::Arithmetic::Subtract, integer(0), self.lower(inner)?),
                Type::Decimal(..) => decimal::negate(self.lower(inner)?, &tree.data_type)?,
                Type::Null => self.lower(inner)?,
                _ => -self.lower(inner)?,
            },
            Say::Arithmetic(op, left, right) if matches!(tree.data_type, Type::Decimal(..)) => {
                decimal::arithmetic(*op, self.lower(left)?, self.lower(right)?, &tree.data_type)?
            }
            Say::Arithmetic(op, left, right) => {
                arithmetic::lower(*op, self.lower(left)?, self.lower(right)?, &tree.data_type)
            }
            Say::Compare(op, left, right) => self.compare(*op, left, right)?,
            Say::Distinct { left, right, negated: false } => self.lower(left)?.neq_missing(self.lower(right)?),
            Say::Distinct { left, right, negated: true } => self.lower(left)?.eq_missing(self.lower(right)?),
            Say::Not(inner) => self.lower(inner)?.not(),
            Say::And(all) => balanced(self.all(all)?, Expr::and).unwrap_or_else(|| lit(true)),
            Say::Or(all) => balanced(self.all(all)?, Expr::or).unwrap_or_else(|| lit(false)),
            Say::IsNull { tree, negated: false } => self.lower(tree)?.is_null(),
            Say::IsNull { tree, negated: true } => self.lower(tree)?.is_not_null(),
            Say::Is { tree, value, negated } => {
                let is = self.lower(tree)?.eq_missing(lit(*value));
                if *negated { is.not() } else { is }
            }
            Say::In { tree, list, negated } => {
                let found = self.in_list(tree, list)?;
                if *negated { found.not() } else { found }
            }
            Say::Between { tree, low, high, negated } => {
                let from = self.compare(Comparison::GreaterOrEqual, tree, low)?;
                let within = from.and(self.compare(Comparison::LessOrEqual, tree, high)?);
                if *negated { within.not() } else { within }
            }
            Say::Like { tree, pattern, ignore_case, negated } => {
                let matches = self.like(self.lower(tree)?, pattern, *ignore_case)?;
                if *negated { matches.not() } else { matches }
            }
            Say::Case { branches, otherwise } => self.case(branches, otherwise.as_deref(), &tree.data_type)?,
            Say::Cast { tree: inner, lenient } => {
                if let (Some(text), Type::DateTime(Some(_))) = (inner.constant_text(), &tree.data_type)
                    && let Some(moment) = cast::moment(text, &native(&tree.data_type)?)
                {
                    return Ok(moment);
                }
                let value = self.guarded(self.lower(inner)?, &inner.data_type, *lenient)?;
                cast::lower(value, &inner.data_type, &tree.data_type, *lenient)?
            }
            Say::Shift { tree, interval } => shift::shift(self.lower(tree)?, *interval),
            Say::Call { function, arguments, .. } => self.call(tree, function, arguments)?,
        })
    }

    fn all(&self, trees: &[Tree]) -> Result<Vec<Expr>> {
        trees.iter().map(|tree| self.lower(tree)).collect()
    }

    fn call(&self, tree: &Tree, function: &super::functions::Function, arguments: &[Tree]) -> Result {
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
        let value = |index: usize, tree: &Tree| match fails(tree).then(|| guard(index)).flatten() {
            Some(guard) => self.under(guard).lower(tree),
            None => self.lower(tree),
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

fn column(name: &str, stored: &DataType) -> Expr {
    // Not `col`, which would interpret "*" and "^…$" as patterns.
    let column = Expr::Column(name.into());
    match stored {
        DataType::Categorical(..) | DataType::Enum(..) => column.cast(DataType::String),
        DataType::Int64 | DataType::Float64 => column,
        stored if holds_unsigned(stored) => match super::to_polars(&computed(stored)) {
            Some(wide) => column.cast(wide),
            None => column,
        },
        stored if stored.is_integer() => column.cast(DataType::Int64),
        stored if stored.is_float() => column.cast(DataType::Float64),
        DataType::List(_) | DataType::Array(..) => match super::to_polars(&super::from_polars(stored)) {
            Some(wide) if wide != *stored => column.cast(wide),
            _ => column,
        },
        _ => column,
    }
}

fn widened(value: Expr, data_type: &Type) -> Expr {
    match data_type {
        Type::Integer => value.cast(DataType::Int64),
        Type::Number => value.cast(DataType::Float64),
        _ => value,
    }
}

fn literal(value: &Value, data_type: &Type) -> Result {
    Ok(match value {
        Value::Null => null(data_type)?,
        Value::Boolean(value) => lit(*value),
        Value::Integer(value) => integer(*value),
        Value::Number(value) => lit(Scalar::from(*value)),
        Value::Decimal(..) => lit(scalar(value)),
        Value::Text(value) => lit(value.clone()),
        Value::Date(_) | Value::DateTime(_) => lit(scalar(value)),
    })
}

/// A value as a polars scalar; datetimes in microseconds.
fn scalar(value: &Value) -> Scalar {
    match value {
        Value::Null => Scalar::null(DataType::Null),
        Value::Boolean(value) => Scalar::from(*value),
        Value::Integer(value) => Scalar::from(*value),
        Value::Number(value) => Scalar::from(*value),
        Value::Decimal(units, of) => Scalar::new_decimal(*units, of.precision.into(), of.scale.into()),
        Value::Text(value) => Scalar::from(PlSmallStr::from_str(value)),
        Value::Date(value) => Scalar::new_date(cast::days(*value)),
        Value::DateTime(value) => {
            Scalar::new_datetime(value.and_utc().timestamp_micros(), TimeUnit::Microseconds, None)
        }
    }
}

/// Folds as a balanced tree, so that a thousand conditions nest ten deep.
fn balanced(mut all: Vec<Expr>, join: fn(Expr, Expr) -> Expr) -> Option<Expr> {
    while all.len() > 1 {
        let mut pairs = all.into_iter();
        let mut joined = Vec::new();
        while let Some(first) = pairs.next() {
            joined.push(match pairs.next() {
                Some(second) => join(first, second),
                None => first,
            });
        }
        all = joined;
    }
    all.pop()
}
