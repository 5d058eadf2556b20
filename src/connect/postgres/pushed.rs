//! Which conditions a server evaluates exactly as polars does.

use super::bound::bound;
use super::described::Described;
use super::types::Reading;
use crate::connect::scan::{Constant, Predicate};
use crate::connect::servers::taken;

/// Whether the server evaluates `predicate` as polars does, over columns of these types.
pub(super) fn takes(predicate: &Predicate, described: &Described) -> bool {
    let is_known = |name: &str| described.columns.iter().any(|column| column.name == name);
    taken(predicate, &is_known, &|column, value, is_order| compares(column, value, is_order, described))
}

fn compares(column: &str, value: &Constant, is_order: bool, described: &Described) -> bool {
    let Some(column) = described.columns.iter().find(|described| described.name == column) else { return false };
    if bound(value).is_none() {
        return false;
    }
    match (&column.reading, value) {
        (Reading::Int16 | Reading::Int32 | Reading::Int64 | Reading::Oid, Constant::Integer(_))
        | (Reading::Boolean, Constant::Boolean(_))
        | (Reading::Date, Constant::Date(_))
        | (Reading::Timestamp, Constant::DateTime(_))
        | (Reading::TimestampTz, Constant::Instant(_)) => true,
        // On both sides NaN is equal to itself and above all others; as a constant it is left to polars.
        (Reading::Float64, Constant::Number(number)) => !number.is_nan(),
        (Reading::Text, Constant::Text(_)) => column.is_plain_text && (described.is_utf8 || !is_order),
        _ => false,
    }
}
