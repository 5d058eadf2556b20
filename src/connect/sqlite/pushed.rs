//! Which conditions SQLite evaluates exactly as polars does.

use polars::prelude::{DataType, Schema};

use super::columns::Affinity;
use super::dates;
use super::described::Described;
use crate::base::Comparison;
use crate::connect::scan::{Constant, Predicate};

/// The maximum number of values passed in one statement: SQLite has a limit.
const MOST_VALUES: usize = 1_000;

/// Whether SQLite evaluates `predicate` as polars does, over columns of these types.
pub(super) fn takes(predicate: &Predicate, schema: &Schema, described: &Described) -> bool {
    match predicate {
        Predicate::Compare { column, comparison, value } => {
            let is_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
            compares(column, value, is_order, schema, described)
        }
        Predicate::IsNull(column) | Predicate::IsNotNull(column) => schema.contains(column),
        Predicate::OneOf { column, values } => {
            values.len() <= MOST_VALUES && values.iter().all(|value| compares(column, value, false, schema, described))
        }
        Predicate::All(parts) | Predicate::Any(parts) => parts.iter().all(|part| takes(part, schema, described)),
    }
}

fn compares(column: &str, value: &Constant, is_order: bool, schema: &Schema, described: &Described) -> bool {
    let Some(declared) = described.columns.iter().find(|declared| declared.name == column) else { return false };
    let affinity = Affinity::of(declared.data_type.as_deref());
    match (schema.get(column), value) {
        (Some(DataType::Int64), Constant::Integer(_)) | (Some(DataType::Boolean), Constant::Boolean(_)) => {
            affinity != Affinity::Text
        }
        // There is no NaN in SQLite.
        (Some(DataType::Float64), Constant::Number(number)) => affinity != Affinity::Text && !number.is_nan(),
        // Elsewhere a text that is a number would be compared as a number.
        (Some(DataType::String), Constant::Text(_)) => {
            matches!(affinity, Affinity::Text | Affinity::Blob) && (described.is_utf8 || !is_order)
        }
        (Some(DataType::Date), Constant::Date(days)) => described.is_utf8 && dates::text(*days).is_some(),
        // Times are written in several ways.
        _ => false,
    }
}
