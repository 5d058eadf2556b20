//! Formulas: SQL expression text, a small typed tree of our own, a closed catalogue of functions, and its lowering to polars
//! and to Spark SQL. Problems carry spans.

mod dtype;
mod value;

use std::collections::BTreeMap;

use polars::prelude::{Expr, Schema};
use serde::{Deserialize, Serialize};

pub use dtype::{from_polars, to_polars};
pub use value::Value;

use crate::base::{Problem, Type};

/// The text of an SQL expression as a setting holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Formula(pub String);

/// The type that a setting asks of its formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    Any,
    Boolean,
}

/// What a formula may name: the columns of its table and the project's parameters.
pub struct Scope<'a> {
    pub columns: &'a Schema,
    pub parameters: &'a BTreeMap<String, Value>,
}

impl<'a> Scope<'a> {
    pub fn new(columns: &'a Schema, parameters: &'a BTreeMap<String, Value>) -> Self {
        Scope { columns, parameters }
    }
}

impl Formula {
    pub fn new(text: impl Into<String>) -> Self {
        Formula(text.into())
    }

    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The polars expression, type-checked against `scope`; the problem's span counts bytes of the formula's text.
    pub fn to_polars(&self, _scope: &Scope, _want: Want) -> Result<Expr, Problem> {
        Err(Problem::error("Formulas are being built"))
    }

    /// The type of the value.
    pub fn data_type(&self, _scope: &Scope) -> Result<Type, Problem> {
        Err(Problem::error("Formulas are being built"))
    }

    /// The same expression in Spark SQL, parameters written as literals.
    pub fn to_spark(&self, _scope: &Scope) -> Result<String, Problem> {
        Err(Problem::error("Formulas are being built"))
    }
}
