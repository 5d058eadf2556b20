//! Which conditions DuckDB evaluates exactly as polars does.

use super::described::Described;
use super::literal::literal;
use crate::connect::scan::{Constant, Predicate};
use crate::connect::servers::taken;

/// Whether DuckDB evaluates `predicate` as polars does, over columns of these types. Views and queries have an order of their
/// own, which a condition could change.
pub(super) fn takes(predicate: &Predicate, described: &Described) -> bool {
    let is_known = |name: &str| described.columns.iter().any(|column| column.name == name);
    described.is_table && taken(predicate, &is_known, &|column, value, _| compares(column, value, described))
}

fn compares(column: &str, value: &Constant, described: &Described) -> bool {
    let Some(column) = described.columns.iter().find(|described| described.name == column) else { return false };
    if literal(value).is_none() {
        return false;
    }
    match (column.data_type.as_str(), value) {
        (
            "TINYINT" | "SMALLINT" | "INTEGER" | "BIGINT" | "UTINYINT" | "USMALLINT" | "UINTEGER" | "UBIGINT",
            Constant::Integer(_),
        )
        | ("BOOLEAN", Constant::Boolean(_))
        | ("DATE", Constant::Date(_))
        | ("TIMESTAMP", Constant::DateTime(_))
        | ("TIMESTAMP WITH TIME ZONE", Constant::Instant(_))
        // On both sides NaN is equal to itself and above all others; as a constant it is left to polars.
        | ("DOUBLE", Constant::Number(_))
        // By their bytes, whatever the column is declared with.
        | ("VARCHAR", Constant::Text(_)) => true,
        _ => false,
    }
}
