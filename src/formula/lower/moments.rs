//! Columns of nanoseconds, which only files bring. All else counts microseconds, and where both meet, polars takes those:
//! digits would be lost in silence.

use polars::prelude::*;

use super::super::iso;
use super::super::raise::raise;
use super::super::tree::{Expr as TreeExpr, Tree};
use super::super::value::Value;
use super::arithmetic::{binary, unary};
use super::native::{Result, native};
use crate::base::{Comparison, Problem, Type};

/// Nanoseconds of a microsecond.
const FINER: i64 = 1_000;

/// Whether the values of a tree count nanoseconds. Of trees that are no column it is known only what is among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nanoseconds {
    No,
    Yes,
    Maybe,
}

pub(super) fn nanoseconds(tree: &Tree) -> Nanoseconds {
    if !matches!(tree.data_type, Type::DateTime(_)) {
        return Nanoseconds::No;
    }
    match &tree.expr {
        TreeExpr::Column { stored: DataType::Datetime(TimeUnit::Nanoseconds, _), .. } => Nanoseconds::Yes,
        TreeExpr::Column { .. } | TreeExpr::Literal(_) => Nanoseconds::No,
        TreeExpr::Shift { tree, .. } => nanoseconds(tree),
        _ if is_among(tree) => Nanoseconds::Maybe,
        _ => Nanoseconds::No,
    }
}

/// Whether a column that holds nanoseconds is a part of `tree`.
fn is_among(tree: &Tree) -> bool {
    fn holds(dtype: &DataType) -> bool {
        match dtype {
            DataType::Datetime(TimeUnit::Nanoseconds, _) => true,
            DataType::List(inner) | DataType::Array(inner, _) => holds(inner),
            DataType::Struct(fields) => fields.iter().any(|field| holds(&field.dtype)),
            _ => false,
        }
    }
    match &tree.expr {
        TreeExpr::Column { stored, .. } => holds(stored),
        TreeExpr::Field(inner, _) | TreeExpr::Shift { tree: inner, .. } | TreeExpr::Cast { tree: inner, .. } => {
            is_among(inner)
        }
        TreeExpr::Case { branches, otherwise } => {
            branches.iter().any(|(_, value)| is_among(value)) || otherwise.as_deref().is_some_and(is_among)
        }
        TreeExpr::Call { arguments, .. } => arguments.iter().any(is_among),
        _ => false,
    }
}

/// A literal as nanoseconds, if these reach so far: file statistics can still skip rows.
pub(super) fn fine_literal(tree: &Tree) -> Option<Expr> {
    let (ticks, zone) = match (&tree.expr, &tree.data_type) {
        (TreeExpr::Literal(Value::DateTime(value)), _) => (value.and_utc().timestamp_nanos_opt()?, None),
        (TreeExpr::Cast { tree: text, .. }, Type::DateTime(Some(zone))) => {
            let ticks = iso::moment(text.constant_text()?)?.checked_mul(FINER)?;
            (ticks, TimeZone::opt_try_new(Some(zone.as_str())).ok()?)
        }
        _ => return None,
    };
    Some(lit(Scalar::new_datetime(ticks, TimeUnit::Nanoseconds, zone)))
}

/// Whether some of these values count nanoseconds and others do not; `or_null`: one of them may be the null of the type.
pub(super) fn mixes_units<'t>(trees: impl Iterator<Item = &'t Tree> + Clone, or_null: bool) -> bool {
    let mut moments = trees.filter(|tree| matches!(tree.data_type, Type::DateTime(_))).map(nanoseconds);
    let is_any = moments.clone().any(|unit| unit != Nanoseconds::No);
    is_any && (or_null || !moments.all(|unit| unit == Nanoseconds::Yes))
}

/// `value`, of `tree`, in microseconds where units are mixed.
pub(super) fn in_one_unit(value: Expr, tree: &Tree, is_mixed: bool) -> Result {
    match nanoseconds(tree) {
        Nanoseconds::No => Ok(value),
        _ if is_mixed => Ok(in_microseconds(value, native(&tree.data_type)?)),
        _ => Ok(value),
    }
}

/// Compares datetimes of any units exactly.
pub(super) fn compare(op: Comparison, left: Expr, right: Expr) -> Expr {
    binary(left, right, DataType::Boolean, op.sign(), move |left, right| {
        let (l, of_left) = ticks(left)?;
        let (r, of_right) = ticks(right)?;
        let holds = |l: Option<i64>, r: Option<i64>| {
            let (l, r) = (i128::from(l?) * of_left, i128::from(r?) * of_right);
            Some(op.holds(l.cmp(&r)))
        };
        let out: BooleanChunked = match (l.len(), r.len()) {
            (_, 1) => l.iter().map(|l| holds(l, r.get(0))).collect(),
            (1, _) => r.iter().map(|r| holds(l.get(0), r)).collect(),
            _ => l.iter().zip(r.iter()).map(|(l, r)| holds(l, r)).collect(),
        };
        Ok(out.with_name(left.name().clone()).into_column())
    })
}

/// The values as numbers, and how many nanoseconds one is.
fn ticks(column: &Column) -> PolarsResult<(Int64Chunked, i128)> {
    let one = match column.dtype() {
        DataType::Datetime(TimeUnit::Nanoseconds, _) => 1,
        DataType::Datetime(TimeUnit::Milliseconds, _) => 1_000_000,
        _ => 1_000,
    };
    let physical = column.to_physical_repr();
    Ok((physical.i64()?.rechunk().into_owned(), one))
}

/// `value` in microseconds. Fails with the first value that has more digits.
fn in_microseconds(value: Expr, dtype: DataType) -> Expr {
    let to = dtype.clone();
    unary(value, dtype, "microseconds", move |column| {
        if let DataType::Datetime(TimeUnit::Nanoseconds, _) = column.dtype() {
            let physical = column.to_physical_repr();
            if let Some(row) = physical.i64()?.iter().position(|ticks| ticks.is_some_and(|ticks| ticks % FINER != 0)) {
                let shown = column.get(row)?.to_string();
                return Err(raise(
                    Problem::error(say!("formula-nanoseconds-lost", value = shown))
                        .remedy(say!("formula-truncate-moment")),
                ));
            }
        }
        column.cast(&to)
    })
}
