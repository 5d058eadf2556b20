//! Which conditions a server evaluates exactly as polars does.

use super::asked::bound;
use super::described::{Described, Order};
use super::kinds::Reading;
use crate::connect::scan::{Constant, Predicate};
use crate::connect::servers::taken;

/// Whether the server evaluates `predicate` as polars does, over columns of these types.
pub(super) fn takes(predicate: &Predicate, described: &Described) -> bool {
    // Within another statement a query may lose its order.
    described.order != Order::Own
        && taken(predicate, &|name| described.column(name).is_some(), &|column, value, _| {
            compares(column, value, described)
        })
}

fn compares(column: &str, value: &Constant, described: &Described) -> bool {
    let Some(column) = described.column(column) else { return false };
    if bound(value).is_none() {
        return false;
    }
    matches!(
        (column.reading, value),
        (
            Reading::Int8
                | Reading::Int16
                | Reading::Int32
                | Reading::Int64
                | Reading::UInt8
                | Reading::UInt16
                | Reading::UInt32
                | Reading::UInt64,
            Constant::Integer(_)
        ) | (Reading::Boolean | Reading::Bit, Constant::Boolean(_))
            | (Reading::Float64, Constant::Number(_))
            | (Reading::Date, Constant::Date(_))
            | (Reading::DateTime, Constant::DateTime(_))
            | (Reading::Timestamp, Constant::Instant(_))
            | (Reading::Text, Constant::Text(_))
    )
}
