//! What a formula is checked against, and the parts of a condition.

use std::collections::BTreeMap;

use polars::prelude::{Expr, Schema};

use super::raise::Raiser;
use super::value::Value;

/// The type that a setting requires of its formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    Any,
    Boolean,
}

/// The names a formula can refer to: the columns of its table and the project's parameters.
pub struct Scope<'a> {
    pub columns: &'a Schema,
    pub parameters: &'a BTreeMap<String, Value>,
    /// The node and setting to which execution errors are attributed.
    pub(super) raiser: Raiser,
}

impl<'a> Scope<'a> {
    pub fn new(columns: &'a Schema, parameters: &'a BTreeMap<String, Value>) -> Self {
        Scope { columns, parameters, raiser: Raiser::default() }
    }

    /// A formula of a node's setting.
    pub fn of(self, raiser: Raiser) -> Self {
        Scope { raiser, ..self }
    }
}

/// A condition. It is the conjunction of the parts that cannot fail and the parts that can.
pub struct Condition {
    pub whole: Expr,
    pub safe: Option<Expr>,
    pub failing: Option<Expr>,
}
