//! Formulas: SQL expressions over the columns of one row. Text becomes a small typed tree of our own over a closed
//! catalogue of functions, and the tree becomes a polars expression or Spark SQL. Problems carry the bytes that they are about.
//!
//! # What a formula means
//! The rule: what Spark SQL has means here what it means there. Where Spark leaves the meaning to its settings, where people
//! are surprised, or where polars differs, this is decided:
//!
//! * **Null** in a comparison, in arithmetic and in most functions gives null. AND, OR and NOT know three values:
//!   `false AND null` is false, `true OR null` is true. `x IN (1, NULL)` is null where x is not 1. A filter keeps only true.
//!   `IS [NOT] DISTINCT FROM`, `<=>`, `IS NULL` and `IS TRUE` are never null.
//! * **Integers** have 64 bits whatever the width of the column. A sum, difference or product that does not fit is null.
//! * **`/`** of integers gives a number: `1 / 2` is 0.5. Division and remainder by zero are null. `%` takes the sign of its left side.
//! * **Numbers** are 64-bit floats. NaN equals itself and is larger than every other number. The logarithm of 0 and less is
//!   null, the root of a negative number NaN. `round` takes halves away from zero, of the number as it is written: 1.005 is 1.01.
//!   `floor`, `ceil` and `trunc` give integers.
//! * **Decimals** are exact: `0.06` is one, `6e-2` is a number, more than 38 digits are a number. Beside an integer a decimal stays
//!   one, beside a number it becomes one: a literal then is the nearest number to what is written. The types of results are Spark's:
//!   a product has the digits of both, a sum one more, and beyond 38 those after the point give way, down to six. What does not fit
//!   is null. A quotient with a column of decimals is a decimal while its digits fit 38, else a number, as Spark would cut them;
//!   decimals that are written down make none of it (`i / 2.0` is a number). Comparisons are exact whatever the scales.
//!   `round` takes halves away from zero and gives as many digits as it is asked for.
//! * **CAST** fails with the value that has no counterpart; TRY_CAST gives null. In a branch of CASE, `if` or `coalesce` that
//!   a row does not take, nothing fails. `to_date` and `to_timestamp` fail, their `try_` forms give null.
//!   Texts are read with spaces around them ignored: integers as digits only (`'1.5'` is none), dates as `2013-01-31`, with or
//!   without a time, booleans as true/t/yes/y/1 and false/f/no/n/0. A number becomes an integer by losing its fraction, a decimal
//!   by rounding halves away from zero.
//! * **Offsets** from UTC are never dropped: a text with one is no datetime, but a `timestamptz` (a datetime in UTC), and
//!   `to_timestamp` gives that where its format has `%z` or `xxx`. A moment of a zone becomes text with its offset.
//! * **Text** is compared by code point, with case. Lengths and places count characters, and places start at 1; a negative
//!   start of `substring` counts from the end. `trim` takes all white space away, not only the plain space.
//! * **LIKE** must match the whole text; `\` is the escape character unless ESCAPE names another. Regular expressions are
//!   those of the Rust crate `regex`: like Java's, without looking ahead or behind. Their replacements are Java's.
//! * **Weeks** are those of ISO: they start on Monday, and week 1 holds the first Thursday. `dayofweek` counts from 1 (Sunday),
//!   `weekday` from 0 (Monday), `isodow` from 1 (Monday).
//! * **Dates**: a text that is written down is a date where it is compared with one: `day >= '2013-01-01'`. A date beside a
//!   datetime is its midnight. Adding months ends on the last day of a month that is too short; what leaves the calendar is null. A
//!   time zone's datetimes show their local clock.
//! * **Names** keep their case. Only the words of the grammar ([`STRUCTURAL`]) and names with other characters need quotes:
//!   `"a b"` or `` `a b` ``. Text stands in single quotes. `${name}` is a parameter's typed value, anywhere a value may stand;
//!   inside a quoted text it is plain text: write `'%' || ${name} || '%'`.
//! * There is **no clock and no dice**: a formula gives the same result every time.

mod call;
mod check;
mod coerce;
mod complete;
mod complete_value;
mod complete_word;
mod dtype;
mod exact;
mod functions;
mod highlight;
pub(crate) mod iso;
mod lex;
mod like;
mod lower;
mod operators;
mod parse;
mod raise;
mod remedies;
mod rows;
mod scan;
mod spark;
mod syntax_hints;
mod terms;
#[cfg(test)]
mod tests;
mod tree;
mod used;
mod value;
mod words;

use std::collections::BTreeMap;

use polars::prelude::{Expr, Schema};
use serde::{Deserialize, Serialize};

pub use call::{Call, Callee, call_at};
pub use complete::{Completion, CompletionKind, complete, is_in_quoted_name};
pub use complete_value::{ValuePlace, complete_values, value_place};
pub use complete_word::is_complete_word;
pub use dtype::{from_polars, to_polars};
pub use functions::{Category, Function, Parameter, Shape, Signature, find as find_function, functions};
pub use highlight::{Token, highlight};
pub use operators::{Operator, Part};
pub use raise::{Raiser, problem_of, raise};
pub use terms::{Arity, Term, Terms, Test, shown_value, terms, write_terms, written_value};
pub use tree::{Arithmetic, Comparison, Expr as TreeExpr, Interval, Tree};
pub use used::{column_places, quote_column, rename_columns, used_columns, used_parameters};
pub use value::Value;
pub use words::{STRUCTURAL, is_structural};

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
    /// In whose name the formula fails while rows flow.
    raiser: Raiser,
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

/// A condition. It holds where those of its parts hold that never stop a computation, and those that may.
pub struct Condition {
    pub whole: Expr,
    pub safe: Option<Expr>,
    pub failing: Option<Expr>,
}

impl Formula {
    pub fn new(text: impl Into<String>) -> Self {
        Formula(text.into())
    }

    /// The same formula over columns with new names: old, new.
    pub fn renamed(&self, pairs: &[(String, String)]) -> Formula {
        Formula(rename_columns(&self.0, pairs))
    }

    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The typed tree, checked against `scope`; the problem's span counts bytes of the formula's text.
    pub fn check(&self, scope: &Scope, want: Want) -> Result<Tree, Problem> {
        check::check(&self.0, scope, want)
    }

    /// The polars expression, type-checked against `scope`; the problem's span counts bytes of the formula's text.
    pub fn to_polars(&self, scope: &Scope, want: Want) -> Result<Expr, Problem> {
        lower::lower(&self.check(scope, want)?).map(|expr| scope.raiser.sign(expr))
    }

    /// As [`Formula::to_polars`], of a condition, with its parts that cannot fail apart from those that can.
    pub fn condition(&self, scope: &Scope) -> Result<Condition, Problem> {
        let condition = lower::condition(&self.check(scope, Want::Boolean)?)?;
        let sign = |expr| scope.raiser.sign(expr);
        Ok(Condition {
            whole: sign(condition.whole),
            safe: condition.safe.map(sign),
            failing: condition.failing.map(sign),
        })
    }

    /// The type of the value.
    pub fn data_type(&self, scope: &Scope) -> Result<Type, Problem> {
        Ok(self.check(scope, Want::Any)?.data_type)
    }

    /// The same expression in Spark SQL, parameters written as literals. A problem where Spark cannot say it.
    pub fn to_spark(&self, scope: &Scope) -> Result<String, Problem> {
        spark::sql(&self.check(scope, Want::Any)?)
    }
}
