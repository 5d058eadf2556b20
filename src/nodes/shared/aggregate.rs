//! The aggregate functions, shared by group by and pivot.

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{ColumnInfo, Problem, Text, Type};
use crate::formula::{from_polars, holds_dates, in_calendar};
use crate::nodes::form::{Field, spelling};
use crate::nodes::kit::columns::column;
use crate::nodes::kit::frame::Frame;
use crate::nodes::shared::decimal_totals::{self, type_of};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Function {
    #[default]
    Rows,
    Count,
    DistinctCount,
    Sum,
    Mean,
    Median,
    Min,
    Max,
    StandardDeviation,
    Variance,
    Quantile,
    First,
    Last,
    List,
    JoinedText,
}

choices!(Function: Rows, Count, DistinctCount, Sum, Mean, Median, Min, Max, StandardDeviation, Variance, Quantile, First, Last, List, JoinedText);

impl Function {
    /// The default aggregate for a column.
    pub fn usual(column: Option<&ColumnInfo>) -> Function {
        if column.is_some_and(|column| column.data_type.is_numeric()) { Function::Sum } else { Function::DistinctCount }
    }

    /// The suffix for a column's name: "dep_delay_mean".
    pub fn suffix(self) -> &'static str {
        match self {
            Function::Rows => "rows",
            Function::Count => "count",
            Function::DistinctCount => "distinct",
            Function::Sum => "sum",
            Function::Mean => "mean",
            Function::Median => "median",
            Function::Min => "min",
            Function::Max => "max",
            Function::StandardDeviation => "std",
            Function::Variance => "var",
            Function::Quantile => "quantile",
            Function::First => "first",
            Function::Last => "last",
            Function::List => "list",
            Function::JoinedText => "text",
        }
    }

    /// Whether it can be computed over values of this type.
    fn takes(self, data_type: &Type) -> bool {
        let number = data_type.is_numeric() || matches!(data_type, Type::Boolean | Type::Null);
        match self {
            Function::Rows | Function::Count | Function::First | Function::Last | Function::List => true,
            Function::DistinctCount => !matches!(data_type, Type::Other(_)),
            Function::Sum | Function::Mean | Function::Median => number || *data_type == Type::Duration,
            Function::StandardDeviation | Function::Variance | Function::Quantile => number,
            Function::Min | Function::Max => {
                !matches!(data_type, Type::List(_) | Type::Struct(_) | Type::Binary | Type::Other(_))
            }
            Function::JoinedText => {
                !matches!(data_type, Type::List(_) | Type::Struct(_) | Type::Binary | Type::Other(_))
            }
        }
    }
}

/// The expression that computes `function` over the column `name` of `rows`, to be aliased. Problems are located at
/// "column", "function" or "quantile". Without a name, rows are counted.
pub fn aggregate(
    rows: &Frame,
    name: &str,
    function: Function,
    quantile: f64,
    separator: &str,
) -> Result<Expr, Problem> {
    if function == Function::Rows || (function == Function::Count && name.is_empty()) {
        return Ok(rows.row_count().cast(DataType::Int64));
    }
    let dtype = rows.require(name).map_err(|p| p.at("column"))?;
    let data_type = from_polars(dtype);
    if !function.takes(&data_type) {
        return Err(Problem::error(say!(
            "cannot-be-computed-of",
            function = Field::shared("function").option_text(spelling(function)),
            name = name,
            data_type = data_type.name()
        ))
        .remedy(remedy(&data_type))
        .at("function"));
    }
    if !(0.0..=1.0).contains(&quantile) {
        return Err(Problem::error(say!("is-no-quantile", number = quantile))
            .remedy(say!("give-a-quantile"))
            .at("quantile"));
    }
    let values = column(name);
    let numbers = || if data_type == Type::Duration { column(name) } else { column(name).cast(DataType::Float64) };
    Ok(match function {
        Function::Rows => unreachable!("returned above"),
        Function::Count => values.count().cast(DataType::Int64),
        Function::DistinctCount => values.drop_nulls().n_unique().cast(DataType::Int64),
        Function::Sum => sum(values, dtype),
        Function::Mean => mean(values, dtype),
        Function::Median => numbers().median(),
        Function::Min => values.min(),
        Function::Max => values.max(),
        Function::StandardDeviation => numbers().std(1),
        Function::Variance => numbers().var(1),
        Function::Quantile => numbers().quantile(lit(quantile), QuantileMethod::Linear),
        Function::First => values.first(),
        Function::Last => values.last(),
        Function::List => values.implode(true),
        Function::JoinedText if holds_dates(dtype) => {
            in_calendar(values).cast(DataType::String).str().join(separator, true)
        }
        Function::JoinedText => values.cast(DataType::String).str().join(separator, true),
    })
}

/// Sums of integers are computed in 64 bits, so that small types do not overflow.
fn sum(values: Expr, dtype: &DataType) -> Expr {
    match dtype {
        DataType::Int64 | DataType::UInt64 => whole_sum(values),
        DataType::Decimal(precision, scale) => decimal_totals::sum(values, type_of(*precision, *scale)),
        DataType::Int128 | DataType::Float64 | DataType::Duration(_) => values.sum(),
        dtype if dtype.is_float() || dtype.is_null() => values.cast(DataType::Float64).sum(),
        _ => values.cast(DataType::Int64).sum(),
    }
}

/// A sum that overflows 64 bits is null, as in formulas: polars' own sum would wrap to a wrong number.
fn whole_sum(values: Expr) -> Expr {
    when(sum_fits(&values)).then(values.sum()).otherwise(lit(NULL))
}

/// Whether the sum of these integers fits 64 bits. A sum that wrapped is off by a multiple of 2^64, which is detected
/// by comparing it with the floating-point sum of the same values.
fn sum_fits(values: &Expr) -> Expr {
    const HALF: f64 = (1u64 << 63) as f64;
    let off = values.clone().sum().cast(DataType::Float64) - rounded(values).sum();
    off.clone().lt(lit(HALF)).and(off.gt(lit(-HALF)))
}

fn rounded(values: &Expr) -> Expr {
    values.clone().cast(DataType::Float64)
}

/// The mean of 64-bit integers is computed from their exact sum: with individual rounding, large values of both signs
/// would cancel the small ones between them. For a sum beyond 64 bits rounding affects only the last digits.
pub fn mean(values: Expr, dtype: &DataType) -> Expr {
    match dtype {
        DataType::Duration(_) => values.mean(),
        DataType::Decimal(precision, scale) => decimal_totals::mean(values, type_of(*precision, *scale)),
        DataType::Int64 | DataType::UInt64 => {
            let sum = when(sum_fits(&values)).then(rounded(&values.clone().sum())).otherwise(rounded(&values).sum());
            let count = values.count();
            when(count.clone().gt(lit(0))).then(sum / count.cast(DataType::Float64)).otherwise(lit(NULL))
        }
        _ => rounded(&values).mean(),
    }
}

fn remedy(data_type: &Type) -> Text {
    match data_type {
        Type::Text => say!("cast-or-count"),
        Type::Date | Type::DateTime(_) | Type::Time => say!("take-extreme"),
        _ => say!("choose-function-or-column"),
    }
}
