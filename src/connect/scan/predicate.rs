//! Conditions that a store may evaluate.

use polars::prelude::PlSmallStr;

use crate::base::Comparison;

/// A condition on the rows of a source. A row for which it is unknown does not satisfy it.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// `column comparison value`; the value has the column's type.
    Compare {
        column: PlSmallStr,
        comparison: Comparison,
        value: Constant,
    },
    IsNull(PlSmallStr),
    IsNotNull(PlSmallStr),
    /// The value is one of these.
    OneOf {
        column: PlSmallStr,
        values: Vec<Constant>,
    },
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
}

/// A value that is not null.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    /// Days since 1970.
    Date(i32),
    /// Microseconds since 1970, without a time zone.
    DateTime(i64),
    /// Microseconds since 1970, in UTC.
    Instant(i64),
}

impl Predicate {
    /// Combines conditions of which all must hold; `None` if there are none.
    pub(super) fn all(mut parts: Vec<Predicate>) -> Option<Predicate> {
        if parts.len() > 1 { Some(Predicate::All(parts)) } else { parts.pop() }
    }
}
