//! Decimal arithmetic on polars' integer units: polars' own arithmetic would keep the larger scale and round off the
//! rest.

use polars::prelude::*;

use super::super::exact::compute;
use super::super::tree::Arithmetic;
use super::arithmetic::{binary, each, unary};
use super::native::{Result, native};
use crate::base::{Comparison, DecimalType, Type, decimal};

/// Precision and scale of a type that is known to be a decimal.
pub(in super::super) fn type_of(data_type: &Type) -> DecimalType {
    match data_type {
        Type::Decimal(precision, scale) => DecimalType::new(*precision, *scale),
        _ => DecimalType::OF_INTEGERS,
    }
}

/// Units as a column of decimals.
pub(in super::super) fn column_of(units: Int128Chunked, to: DecimalType) -> Column {
    units.into_decimal_unchecked(to.precision.into(), to.scale.into()).into_column()
}

/// `left op right`, both decimals, each with its own type.
pub(super) fn arithmetic(op: Arithmetic, left: Expr, right: Expr, data_type: &Type) -> Result {
    let to = type_of(data_type);
    Ok(binary(left, right, native(data_type)?, op.sign(), move |left, right| {
        let l = left.decimal()?;
        let r = right.decimal()?;
        let ls = l.scale() as u8;
        let rs = r.scale() as u8;
        let units = each(l.physical(), r.physical(), |l, r| compute(op, (l, ls), (r, rs), to));
        Ok(column_of(units, to))
    }))
}

/// The remainder of decimals of one type.
pub(in super::super) fn decimal_remainder(left: Expr, right: Expr, data_type: &Type) -> Result {
    arithmetic(Arithmetic::Remainder, left, right, data_type)
}

/// The sum of decimals of one type, in that type.
pub(in super::super) fn decimal_sum(left: Expr, right: Expr, data_type: &Type) -> Result {
    arithmetic(Arithmetic::Add, left, right, data_type)
}

pub(super) fn negate(value: Expr, data_type: &Type) -> Result {
    of_units(value, data_type, "-", |units, _| Some(-units))
}

/// A function of one decimal that takes its units and scale and returns units of `data_type`.
pub(in super::super) fn of_units<F>(value: Expr, data_type: &Type, name: &'static str, f: F) -> Result
where
    F: Fn(i128, u8) -> Option<i128> + Send + Sync + 'static,
{
    let to = type_of(data_type);
    Ok(unary(value, native(data_type)?, name, move |column| units_of(column, to, &f)))
}

/// The same over a column.
pub(super) fn units_of(column: &Column, to: DecimalType, f: impl Fn(i128, u8) -> Option<i128>) -> PolarsResult<Column> {
    let values = column.decimal()?;
    let scale = values.scale() as u8;
    let units: Int128Chunked = values.physical().iter().map(|units| f(units?, scale)).collect();
    Ok(column_of(units.with_name(column.name().clone()), to))
}

/// Converts a decimal to a whole number, given its units and those of 1; null beyond 64 bits.
pub(in super::super) fn to_integer(value: Expr, name: &'static str, f: fn(i128, i128) -> i128) -> Expr {
    unary(value, DataType::Int64, name, move |column| whole_of(column, f))
}

pub(super) fn whole_of(column: &Column, f: fn(i128, i128) -> i128) -> PolarsResult<Column> {
    let values = column.decimal()?;
    let one = 10_i128.pow(values.scale() as u32);
    let whole = values.physical().iter().map(|units| i64::try_from(f(units?, one)).ok());
    Ok(whole.collect::<Int64Chunked>().with_name(column.name().clone()).into_column())
}

/// Compares decimals of any two scales without losing digits.
pub(super) fn compare(op: Comparison, left: Expr, right: Expr) -> Expr {
    binary(left, right, DataType::Boolean, op.sign(), move |left, right| {
        let l = left.decimal()?;
        let r = right.decimal()?;
        let ls = l.scale() as u8;
        let rs = r.scale() as u8;
        let holds = |l: Option<i128>, r: Option<i128>| Some(op.holds(decimal::compare((l?, ls), (r?, rs))));
        let l = l.physical();
        let r = r.physical();
        let out: BooleanChunked = match (l.len(), r.len()) {
            (_, 1) => {
                let right = r.get(0);
                l.iter().map(|l| holds(l, right)).collect()
            }
            (1, _) => {
                let left = l.get(0);
                r.iter().map(|r| holds(left, r)).collect()
            }
            _ => l.iter().zip(r.iter()).map(|(l, r)| holds(l, r)).collect(),
        };
        Ok(out.with_name(left.name().clone()).into_column())
    })
}

/// The equivalent bound in units of `scale` for values of that scale; `None` if no value can be equal.
pub(super) fn bound(op: Comparison, (units, own): (i128, u8), scale: u8) -> Option<i128> {
    let Some(extra) = own.checked_sub(scale) else {
        return decimal::rescale(units, own, DecimalType::new(decimal::MOST_DIGITS, scale));
    };
    let unit = 10_i128.pow(extra.into());
    match op {
        _ if units % unit == 0 => Some(units / unit),
        Comparison::Equal | Comparison::NotEqual => None,
        // 0.5 lies between 0 and 1: a value less than 0.5 is less than 1.
        Comparison::Less | Comparison::GreaterOrEqual => Some(units.div_euclid(unit) + 1),
        Comparison::LessOrEqual | Comparison::Greater => Some(units.div_euclid(unit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_say_the_same_about_coarser_values() {
        use Comparison::*;
        for (op, value, scale, expected) in [
            (GreaterOrEqual, (5, 2), 2, Some(5)),
            (GreaterOrEqual, (500, 4), 2, Some(5)),
            (GreaterOrEqual, (501, 4), 2, Some(6)),
            (Greater, (501, 4), 2, Some(5)),
            (Less, (-5, 1), 0, Some(0)),
            (LessOrEqual, (-5, 1), 0, Some(-1)),
            (Equal, (501, 4), 2, None),
            (Equal, (5, 0), 2, Some(500)),
            (Less, (10_i128.pow(37), 0), 2, None),
        ] {
            assert_eq!(bound(op, value, scale), expected, "{op:?} {value:?}");
        }
    }
}
