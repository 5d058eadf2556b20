//! Conditions as SQL. Each driver says what a single comparison is.

use crate::base::Comparison;
use crate::connect::scan::{Constant, Predicate};

/// The maximum number of values passed in one list.
const MOST_VALUES: usize = 1_000;

/// Whether a server evaluates all of `predicate` as polars does. `compares` says it of a column and a value, for order or for
/// equality alone.
pub fn taken(
    predicate: &Predicate,
    is_known: &dyn Fn(&str) -> bool,
    compares: &dyn Fn(&str, &Constant, bool) -> bool,
) -> bool {
    match predicate {
        Predicate::Compare { column, comparison, value } => {
            let is_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
            compares(column, value, is_order)
        }
        Predicate::IsNull(column) | Predicate::IsNotNull(column) => is_known(column),
        Predicate::OneOf { column, values } => {
            values.len() <= MOST_VALUES && values.iter().all(|value| compares(column, value, false))
        }
        Predicate::All(parts) | Predicate::Any(parts) => parts.iter().all(|part| taken(part, is_known, compares)),
    }
}

/// The text of a condition. `name` writes a column, `comparison` a comparison of a column with a value.
pub fn condition(
    predicate: &Predicate,
    name: fn(&str) -> String,
    comparison: &mut dyn FnMut(&str, Comparison, &Constant) -> String,
) -> String {
    let (parts, word, none): (Vec<String>, _, _) = match predicate {
        Predicate::Compare { column, comparison: sign, value } => return comparison(column, *sign, value),
        Predicate::IsNull(column) => return format!("{} IS NULL", name(column)),
        Predicate::IsNotNull(column) => return format!("{} IS NOT NULL", name(column)),
        Predicate::OneOf { column, values } => {
            let each = values.iter().map(|value| comparison(column, Comparison::Equal, value));
            (each.collect(), " OR ", "false")
        }
        Predicate::All(parts) => {
            (parts.iter().map(|part| condition(part, name, comparison)).collect(), " AND ", "true")
        }
        Predicate::Any(parts) => {
            (parts.iter().map(|part| condition(part, name, comparison)).collect(), " OR ", "false")
        }
    };
    if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(word)) }
}
