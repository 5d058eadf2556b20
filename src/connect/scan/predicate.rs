//! Conditions that a store may evaluate.

use polars::prelude::PlSmallStr;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
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
}

impl Comparison {
    /// The comparison with its sides exchanged.
    pub(super) fn exchanged(self) -> Comparison {
        match self {
            Comparison::Equal | Comparison::NotEqual => self,
            Comparison::Less => Comparison::Greater,
            Comparison::LessOrEqual => Comparison::GreaterOrEqual,
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        }
    }

    /// The comparison that holds exactly where this one is false.
    pub(super) fn negated(self) -> Comparison {
        match self {
            Comparison::Equal => Comparison::NotEqual,
            Comparison::NotEqual => Comparison::Equal,
            Comparison::Less => Comparison::GreaterOrEqual,
            Comparison::LessOrEqual => Comparison::Greater,
            Comparison::Greater => Comparison::LessOrEqual,
            Comparison::GreaterOrEqual => Comparison::Less,
        }
    }
}

impl Predicate {
    /// Combines conditions of which all must hold; `None` if there are none.
    pub(super) fn all(mut parts: Vec<Predicate>) -> Option<Predicate> {
        if parts.len() > 1 { Some(Predicate::All(parts)) } else { parts.pop() }
    }
}
