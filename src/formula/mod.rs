//! Formulas: SQL expressions over the columns of one row. The text is parsed into a small typed tree of our own, built
//! on a closed catalogue of functions; the tree is compiled to a polars expression or to Spark SQL. Problems carry the
//! byte span they refer to.
//!
//! # What a formula means
//! The rule: anything that Spark SQL has means here what it means there. Where Spark leaves the meaning to its
//! settings, where people are surprised, or where polars differs, the following rules apply:
//!
//! * **Null** in a comparison, in arithmetic and in most functions gives null. AND, OR and NOT use three-valued logic:
//!   `false AND null` is false, `true OR null` is true. `x IN (1, NULL)` is null where x is not 1. A filter keeps only
//!   true. `IS [NOT] DISTINCT FROM`, `<=>`, `IS NULL` and `IS TRUE` are never null.
//! * **Integers** have 64 bits whatever the width of the column. A sum, difference or product that overflows is null.
//!   A column of unsigned integers of 64 bits is a decimal of 20 digits, since its values may be larger.
//! * **`/`** of integers gives a number: `1 / 2` is 0.5. Division and remainder by zero are null. `%` takes the sign of
//!   its left operand.
//! * **Numbers** are 64-bit floats. NaN equals itself and is larger than every other number. The logarithm of 0 or a
//!   negative number is null, the root of a negative number is NaN. `round` rounds halves away from zero, based on the
//!   number as written: 1.005 becomes 1.01. `floor`, `ceil` and `trunc` give integers.
//! * **Decimals** are exact: `0.06` is a decimal, `6e-2` is a number, a literal with more than 38 digits is a number. A
//!   decimal combined with an integer stays a decimal; combined with a number it becomes a number: a literal then is
//!   the nearest number to the written value. Result types follow Spark: a product has the digits of both operands, a
//!   sum one more, and beyond 38 digits the fractional digits are reduced, down to six. A result that does not fit is
//!   null. A quotient with a decimal column is a decimal while its digits fit 38, otherwise a number, where Spark would
//!   cut the digits; decimal literals do not make a quotient a decimal (`i / 2.0` is a number). Comparisons are exact
//!   for all scales. `round` rounds halves away from zero and returns the requested number of digits.
//! * **CAST** fails with the first value that cannot be converted; TRY_CAST gives null. In a branch of CASE, `if` or
//!   `coalesce` that is not taken for a row, nothing fails. `to_date` and `to_timestamp` fail, their `try_` forms give
//!   null. Surrounding spaces in texts are ignored. Integers are digits only (`'1.5'` is not one), dates are written as
//!   `2013-01-31`, with or without a time, booleans as true/t/yes/y/1 and false/f/no/n/0. Converting a number to an
//!   integer drops its fraction; converting a decimal rounds halves away from zero.
//! * **Offsets** from UTC are never dropped: a text with an offset is not a datetime but a `timestamptz` (a datetime in
//!   UTC), and `to_timestamp` returns that type if its format has `%z` or `xxx`. A datetime with a time zone is
//!   converted to text with its offset.
//! * **Text** is compared by code point, case-sensitively. Lengths and positions count characters, and positions start
//!   at 1; a negative start of `substring` counts from the end. `trim` removes all white space, not only the space
//!   character.
//! * **LIKE** must match the whole text; `\` is the escape character unless ESCAPE names another. Regular expressions
//!   use the syntax of the Rust crate `regex`: like Java's, without look-ahead or look-behind. Replacements use Java's
//!   syntax.
//! * **Weeks** follow ISO: they start on Monday, and week 1 contains the first Thursday. `dayofweek` counts from 1
//!   (Sunday), `weekday` from 0 (Monday), `isodow` from 1 (Monday).
//! * **Dates**: a text literal compared with a date is a date: `day >= '2013-01-01'`. A date combined with a datetime
//!   is its midnight. Adding months ends on the last day of the month if the month is too short; results outside the
//!   calendar range are null. Datetimes with a time zone show local time. Of a second six digits are kept, as in Spark:
//!   further ones are dropped by CAST and in literals. The second 60 is not a time.
//! * **Names** are case-sensitive. Only the words of the grammar ([`STRUCTURAL`]) and names with other characters need
//!   quotes: `"a b"` or `` `a b` ``. Text literals use single quotes. `${name}` is a parameter's typed value, allowed
//!   anywhere a value is; inside a quoted text it is plain text: write `'%' || ${name} || '%'`.
//! * There is **no clock and no random generator**: a formula gives the same result every time.

mod beyond_calendar;
mod call;
mod castable;
mod check;
mod coerce;
mod complete;
mod complete_value;
mod complete_word;
mod dotted;
mod dtype;
mod exact;
mod functions;
mod highlight;
mod interval;
pub(crate) mod iso;
mod lex;
mod like;
mod literal;
mod lower;
mod operators;
mod parse;
mod raise;
mod remedies;
mod rows;
mod scan;
mod scope;
mod settle_words;
mod spark;
mod syntax_error;
mod syntax_hints;
mod terms;
#[cfg(test)]
mod tests;
mod tree;
mod type_names;
mod unify;
mod used;
mod value;
mod words;

use polars::prelude::Expr;
use serde::{Deserialize, Serialize};

pub use beyond_calendar::{first_beyond_calendar, holds_dates, in_calendar, value_in_words, within_calendar};
pub use call::{Call, Callee, call_at};
pub use complete::{Completion, CompletionKind, complete, is_in_quoted_name};
pub use complete_value::{ValuePlace, complete_values, value_place};
pub use complete_word::is_complete_word;
pub use dtype::{from_polars, to_polars};
pub use functions::{Category, Function, Parameter, Shape, Signature, find as find_function, functions};
pub use highlight::{Token, highlight};
pub use operators::{Operator, Part};
pub use raise::{Raiser, problem_of, raise};
pub use scope::{Condition, Scope, Want};
pub use spark::{OPEN, OpenSql, spark_text};
pub use terms::{Arity, NoTerms, Term, Terms, Test, shown_value, terms, write_terms, written_value};
pub use tree::{Arithmetic, Expr as TreeExpr, Interval, Tree};
pub use used::{column_places, quote_column, rename_columns, used_columns, used_parameters};
pub use value::Value;
pub use words::{STRUCTURAL, is_structural};

use crate::base::{Problem, Type};

/// The text of an SQL expression as stored in a setting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Formula(pub String);

impl Formula {
    pub fn new(text: impl Into<String>) -> Self {
        Formula(text.into())
    }

    /// The same formula with columns renamed; pairs of old and new name.
    pub fn renamed(&self, pairs: &[(String, String)]) -> Formula {
        Formula(rename_columns(&self.0, pairs))
    }

    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The typed tree, checked against `scope`; problem spans are byte offsets into the formula's text.
    pub fn check(&self, scope: &Scope, want: Want) -> Result<Tree, Problem> {
        check::check(&self.0, scope, want)
    }

    /// The polars expression, type-checked against `scope`; problem spans are byte offsets into the formula's text.
    pub fn to_polars(&self, scope: &Scope, want: Want) -> Result<Expr, Problem> {
        lower::lower(&self.check(scope, want)?).map(|expr| scope.raiser.sign(expr))
    }

    /// As [`Formula::to_polars`], for a condition, with the parts that cannot fail separate from those that can.
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

    /// The same expression in Spark SQL, with parameters as literals. A problem if Spark has no equivalent.
    pub fn to_spark(&self, scope: &Scope) -> Result<String, Problem> {
        spark::sql(&self.check(scope, Want::Any)?)
    }

    /// The same expression in Spark SQL, with the values of parameters left open where its text does not depend on them.
    pub fn to_open_spark(&self, scope: &Scope) -> Result<OpenSql, Problem> {
        spark::of(&self.check(scope, Want::Any)?, &self.0)
    }
}
