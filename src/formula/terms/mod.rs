//! A condition as rows of column, test and values: a view of the formula's text, if it is a plain list of comparisons.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::terms;
pub use write::{shown_value, write_terms, written_value};

use crate::base::{Text, Type};

/// A condition in rows. An empty formula has no rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// True: at least one row must hold. False: all must.
    pub any: bool,
    pub rows: Vec<Term>,
}

/// Why a formula is not shown in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoTerms {
    /// It is no formula, or not yet: half typed.
    Unreadable,
    /// It says more than rows can express.
    TooComplex(Text),
}

impl NoTerms {
    pub fn text(&self) -> Text {
        match self {
            NoTerms::Unreadable => say!("rows-unreadable"),
            NoTerms::TooComplex(why) => why.clone(),
        }
    }
}

/// One row: a test of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    pub column: String,
    pub test: Test,
    /// Each in formula syntax: `'UA'`, `-5`, `DATE '2013-01-31'`, `${year}`.
    pub values: Vec<String>,
}

/// The test. A null passes only if documented at the test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Test {
    /// `=`
    #[default]
    Equal,
    /// `<>`: a null does not pass.
    NotEqual,
    /// `IS DISTINCT FROM`: a null passes.
    Different,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,
    NotBetween,
    In,
    /// A null does not pass.
    NotIn,
    /// `(c NOT IN (…) OR c IS NULL)`
    NotInOrNull,
    Contains,
    NotContains,
    /// `contains(lower(c), 'x')`
    ContainsAnyCase,
    StartsWith,
    EndsWith,
    Like,
    NotLike,
    Ilike,
    NotIlike,
    IsNull,
    IsNotNull,
    IsTrue,
    IsFalse,
    /// A boolean column by itself.
    Holds,
    /// `NOT c`
    HoldsNot,
}

/// The number of values a test takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    None,
    One,
    /// From, to.
    Two,
    /// One or more.
    Many,
}

impl Test {
    /// In menu order.
    pub const ALL: [Test; 27] = [
        Test::Equal,
        Test::NotEqual,
        Test::Different,
        Test::Less,
        Test::LessOrEqual,
        Test::Greater,
        Test::GreaterOrEqual,
        Test::Between,
        Test::NotBetween,
        Test::In,
        Test::NotIn,
        Test::NotInOrNull,
        Test::Contains,
        Test::NotContains,
        Test::ContainsAnyCase,
        Test::StartsWith,
        Test::EndsWith,
        Test::Like,
        Test::NotLike,
        Test::Ilike,
        Test::NotIlike,
        Test::IsTrue,
        Test::IsFalse,
        Test::Holds,
        Test::HoldsNot,
        Test::IsNull,
        Test::IsNotNull,
    ];

    pub fn arity(self) -> Arity {
        match self {
            Test::Between | Test::NotBetween => Arity::Two,
            Test::In | Test::NotIn | Test::NotInOrNull => Arity::Many,
            Test::IsNull | Test::IsNotNull | Test::IsTrue | Test::IsFalse | Test::Holds | Test::HoldsNot => Arity::None,
            _ => Arity::One,
        }
    }

    /// Whether a menu offers it for a column of this type. A test already used in a formula stays available.
    pub fn suits(self, data_type: &Type) -> bool {
        match self {
            Test::Holds | Test::HoldsNot | Test::Ilike | Test::NotIlike | Test::NotLike | Test::NotBetween => false,
            Test::IsNull | Test::IsNotNull => true,
            Test::IsTrue | Test::IsFalse => *data_type == Type::Boolean,
            Test::Contains | Test::NotContains | Test::ContainsAnyCase => *data_type == Type::Text,
            Test::StartsWith | Test::EndsWith | Test::Like => *data_type == Type::Text,
            Test::Less | Test::LessOrEqual | Test::Greater | Test::GreaterOrEqual | Test::Between => {
                data_type.is_numeric() || data_type.is_temporal() || *data_type == Type::Text
            }
            Test::In | Test::NotIn | Test::NotInOrNull => !matches!(data_type, Type::Boolean),
            Test::Equal | Test::NotEqual | Test::Different => true,
        }
    }

    /// The same test that accepts nulls.
    pub fn with_nulls(self) -> Option<Test> {
        match self {
            Test::NotEqual => Some(Test::Different),
            Test::NotIn => Some(Test::NotInOrNull),
            _ => None,
        }
    }
}

impl Term {
    /// Whether the row is complete: it has a column and the values that its test takes.
    pub fn is_complete(&self) -> bool {
        let count = match self.test.arity() {
            Arity::None => 0,
            Arity::One | Arity::Many => 1,
            Arity::Two => 2,
        };
        !self.column.is_empty() && self.values.iter().filter(|value| !value.is_empty()).count() >= count
    }

    /// Changes the test; keeps as many of the values as the new test takes.
    pub fn change_test(&mut self, to: Test) {
        self.test = to;
        let most = match to.arity() {
            Arity::None => 0,
            Arity::One => 1,
            Arity::Two => 2,
            Arity::Many => usize::MAX,
        };
        self.values.truncate(most);
    }
}
