//! Conditions as SQL. Each driver says what a single comparison is.

use std::slice;

use crate::base::Comparison;
use crate::connect::scan::{Constant, Predicate};

/// The maximum number of values passed in one condition.
const MOST_VALUES: usize = 1_000;
/// The maximum number of values in one list: MariaDB makes a join of a list of 1,000, whose rows come in another order.
const IN_ONE_LIST: usize = 500;

/// What a column is compared with.
pub enum Compared<'a> {
    With(Comparison, &'a Constant),
    /// Any of these values, of which there is at least one. They have one type.
    OneOf(&'a [Constant]),
}

impl<'a> Compared<'a> {
    pub fn values(&self) -> &'a [Constant] {
        match self {
            Compared::With(_, value) => slice::from_ref(value),
            Compared::OneOf(values) => values,
        }
    }

    /// Whether it holds for equal values alone.
    pub fn is_equality(&self) -> bool {
        matches!(self, Compared::OneOf(_) | Compared::With(Comparison::Equal, _))
    }

    /// The comparison of `left` with the texts of the values.
    pub fn text(&self, left: &str, values: &[String]) -> String {
        match self {
            Compared::With(comparison, _) => format!("{left} {} {}", comparison.sign(), values.join(", ")),
            Compared::OneOf(_) => format!("{left} IN ({})", values.join(", ")),
        }
    }
}

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
    comparison: &mut dyn FnMut(&str, &Compared) -> String,
) -> String {
    let (parts, word, none): (Vec<String>, _, _) = match predicate {
        Predicate::Compare { column, comparison: sign, value } => {
            return comparison(column, &Compared::With(*sign, value));
        }
        Predicate::IsNull(column) => return format!("{} IS NULL", name(column)),
        Predicate::IsNotNull(column) => return format!("{} IS NOT NULL", name(column)),
        Predicate::OneOf { column, values } => {
            let lists = values.chunks(IN_ONE_LIST).map(|values| comparison(column, &Compared::OneOf(values)));
            (lists.collect(), " OR ", "false")
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
