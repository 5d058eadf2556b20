//! Exact sums and means of decimals, in types large enough for them; null on overflow.

use polars::prelude::*;

use crate::base::{DecimalType, decimal};

/// From this number of digits a sum could overflow the 128 bits in which polars adds.
const WIDE: u8 = 28;

/// Precision and scale of polars' type.
pub fn type_of(precision: usize, scale: usize) -> DecimalType {
    DecimalType::new(precision as u8, scale as u8)
}

pub fn dtype(of: DecimalType) -> DataType {
    DataType::Decimal(of.precision.into(), of.scale.into())
}

/// The sum of decimals of this type: ten digits more.
pub fn sum(values: Expr, of: DecimalType) -> Expr {
    let to = of.total();
    whole_sum(values, of).map(
        move |column| units(&column, to, |units| decimal::fits(units, to).then_some(units)),
        move |_, field| Ok(Field::new(field.name().clone(), dtype(to))),
    )
}

/// The mean of decimals of this type: four more fractional digits.
pub fn mean(values: Expr, of: DecimalType) -> Expr {
    let to = of.mean();
    let count = values.clone().count().cast(DataType::Int64);
    whole_sum(values, of).map_many(
        move |columns| {
            let sums = columns[0].decimal()?;
            let counts = columns[1].i64()?;
            let means = sums
                .physical()
                .iter()
                .zip(counts.iter())
                .map(|(sum, count)| decimal::mean((sum?, of.scale), u64::try_from(count?).ok()?, to));
            Ok(column_of(means.collect(), to).with_name(columns[0].name().clone()))
        },
        &[count],
        move |_, fields| Ok(Field::new(fields[0].name().clone(), dtype(to))),
    )
}

/// polars' 128-bit sum; null on overflow, which is detected by the floating-point sum of the same values.
fn whole_sum(values: Expr, of: DecimalType) -> Expr {
    if of.precision < WIDE {
        return values.sum();
    }
    let limit = 1.5 * 10_f64.powi(i32::from(decimal::MOST_DIGITS) - i32::from(of.scale));
    let rough = values.clone().cast(DataType::Float64).sum();
    let within = rough.clone().lt(lit(limit)).and(rough.gt(lit(-limit)));
    when(within).then(values.sum()).otherwise(lit(NULL))
}

fn units(column: &Column, to: DecimalType, f: impl Fn(i128) -> Option<i128>) -> PolarsResult<Column> {
    let units: Int128Chunked = column.decimal()?.physical().iter().map(|units| f(units?)).collect();
    Ok(column_of(units, to).with_name(column.name().clone()))
}

fn column_of(units: Int128Chunked, to: DecimalType) -> Column {
    units.into_decimal_unchecked(to.precision.into(), to.scale.into()).into_column()
}
