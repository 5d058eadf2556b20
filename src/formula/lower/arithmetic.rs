//! Arithmetic whose edge cases give null: division by zero, and integers that overflow 64 bits.

use polars::prelude::*;

use super::super::tree::Arithmetic;
use crate::base::Type;

/// `left op right`, both already of `data_type`.
pub(super) fn lower(op: Arithmetic, left: Expr, right: Expr, data_type: &Type) -> Expr {
    match (op, data_type) {
        (Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply, Type::Integer) => checked(op, left, right),
        (Arithmetic::Add, _) => left + right,
        (Arithmetic::Subtract, _) => left - right,
        (Arithmetic::Multiply, _) => left * right,
        (Arithmetic::Divide, _) => number_quotient(left, right),
        (Arithmetic::Remainder, Type::Integer) => integer_remainder(left, right),
        (Arithmetic::Remainder, _) => number_remainder(left, right),
    }
}

/// The quotient of numbers; null for division by zero. polars would multiply by the inverse of a constant divisor: 3 /
/// 10 would be 0.30000000000000004.
pub(in super::super) fn number_quotient(left: Expr, right: Expr) -> Expr {
    binary(left, right, DataType::Float64, "/", |left, right| {
        let l = left.f64()?;
        let r = right.f64()?;
        if r.len() == 1 {
            return Ok(match r.get(0).filter(|divisor| *divisor != 0.0) {
                Some(divisor) => l.apply_values(|value| value / divisor),
                None => Float64Chunked::full_null(l.name().clone(), l.len()),
            }
            .into_column());
        }
        let zero = r.iter().any(|value| value == Some(0.0));
        Ok(if zero { l / &r.set(&r.equal(0.0), None)? } else { l / r }.into_column())
    })
}

/// A function of two numbers, row by row.
pub(in super::super) fn of_numbers(
    left: Expr,
    right: Expr,
    name: &'static str,
    f: fn(f64, f64) -> Option<f64>,
) -> Expr {
    binary(
        left,
        right,
        DataType::Float64,
        name,
        move |left, right| Ok(each(left.f64()?, right.f64()?, f).into_column()),
    )
}

/// A function of one column, row by row. Unlike a polars conditional it refers to its column only once, so that nested
/// expressions stay small.
pub(in super::super) fn unary<F>(value: Expr, dtype: DataType, name: &'static str, function: F) -> Expr
where
    F: Fn(&Column) -> PolarsResult<Column> + Send + Sync + 'static,
{
    let expr =
        value.map(move |column| function(&column), move |_, field| Ok(Field::new(field.name().clone(), dtype.clone())));
    named(expr, name)
}

/// A function of two columns, row by row.
pub(in super::super) fn binary<F>(left: Expr, right: Expr, dtype: DataType, name: &'static str, function: F) -> Expr
where
    F: Fn(&Column, &Column) -> PolarsResult<Column> + Send + Sync + 'static,
{
    let expr = left.map_many(
        move |columns| function(&columns[0], &columns[1]),
        &[right],
        move |_, fields| Ok(Field::new(fields[0].name().clone(), dtype.clone())),
    );
    named(expr, name)
}

/// Names a kernel in printed plans.
pub(in super::super) fn named(expr: Expr, name: &'static str) -> Expr {
    match expr {
        Expr::AnonymousFunction { input, function, options, .. } => {
            Expr::AnonymousFunction { input, function, options, fmt_str: Box::new(name.into()) }
        }
        other => other,
    }
}

/// Sum, difference or product of 64-bit integers; null on overflow.
pub(super) fn checked(op: Arithmetic, left: Expr, right: Expr) -> Expr {
    binary(left, right, DataType::Int64, op.sign(), move |left, right| {
        let l = left.i64()?;
        let r = right.i64()?;
        Ok(if fits(op, l, r) { wrapping(op, l, r) } else { slow(op, l, r) }.into_column())
    })
}

/// Whether no pair of values can overflow. Computing the bounds of a column runs at memory speed, so the common case
/// costs little more than plain arithmetic.
fn fits(op: Arithmetic, left: &Int64Chunked, right: &Int64Chunked) -> bool {
    let (Some((a, b)), Some((c, d))) = (left.min_max(), right.min_max()) else { return true };
    match op {
        Arithmetic::Add => a.checked_add(c).is_some() && b.checked_add(d).is_some(),
        Arithmetic::Subtract => a.checked_sub(d).is_some() && b.checked_sub(c).is_some(),
        _ => [(a, c), (a, d), (b, c), (b, d)].iter().all(|(x, y)| x.checked_mul(*y).is_some()),
    }
}

fn wrapping(op: Arithmetic, left: &Int64Chunked, right: &Int64Chunked) -> Int64Chunked {
    match op {
        Arithmetic::Add => left + right,
        Arithmetic::Subtract => left - right,
        _ => left * right,
    }
}

fn slow(op: Arithmetic, left: &Int64Chunked, right: &Int64Chunked) -> Int64Chunked {
    each(left, right, |l, r| match op {
        Arithmetic::Add => l.checked_add(r),
        Arithmetic::Subtract => l.checked_sub(r),
        _ => l.checked_mul(r),
    })
}

/// Row by row; a column of one row is broadcast to all rows.
pub(super) fn each<T>(
    left: &ChunkedArray<T>,
    right: &ChunkedArray<T>,
    f: impl Fn(T::Native, T::Native) -> Option<T::Native>,
) -> ChunkedArray<T>
where
    T: PolarsNumericType,
{
    let mut out: ChunkedArray<T> = match (left.len(), right.len()) {
        (_, 1) => match right.get(0) {
            Some(r) => left.iter().map(|l| f(l?, r)).collect(),
            None => ChunkedArray::full_null("".into(), left.len()),
        },
        (1, _) => match left.get(0) {
            Some(l) => right.iter().map(|r| f(l, r?)).collect(),
            None => ChunkedArray::full_null("".into(), right.len()),
        },
        _ => left.iter().zip(right.iter()).map(|(l, r)| f(l?, r?)).collect(),
    };
    out.rename(left.name().clone());
    out
}

/// The remainder takes the sign of the left operand; null if the right operand is zero.
pub(in super::super) fn integer_remainder(left: Expr, right: Expr) -> Expr {
    binary(left, right, DataType::Int64, "%", |left, right| {
        // With one divisor for all rows, the usual case, no per-row check is needed.
        if right.len() == 1
            && let Some(divisor) = right.i64()?.get(0).filter(|divisor| *divisor != 0)
        {
            return Ok(left.i64()?.apply_values(|value| value.wrapping_rem(divisor)).into_column());
        }
        let remainder = |l: i64, r: i64| if r == 0 { None } else { Some(l.wrapping_rem(r)) };
        Ok(each(left.i64()?, right.i64()?, remainder).into_column())
    })
}

/// The integer quotient; null on division by zero and beyond 64 bits.
pub(in super::super) fn integer_quotient(left: Expr, right: Expr) -> Expr {
    binary(left, right, DataType::Int64, "div", |left, right| {
        Ok(each(left.i64()?, right.i64()?, i64::checked_div).into_column())
    })
}

pub(in super::super) fn number_remainder(left: Expr, right: Expr) -> Expr {
    of_numbers(left, right, "%", |l, r| if r == 0.0 { None } else { Some(l % r) })
}
