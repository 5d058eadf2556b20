//! A table that is there, in whatever database, and what a node says of the rows for it.

use polars::prelude::DataType;

use super::Drift;
use super::numbers::Number;
use super::sieve::Check;
use crate::base::Problem;
use crate::connect::target::ExistingTable;

/// A column of a table.
#[derive(Clone, Debug)]
pub struct There {
    pub name: String,
    /// As users read it.
    pub data_type: String,
    /// Whether null does not fit.
    pub is_required: bool,
    /// What it gets if nothing arrives for it.
    pub filled: Filled,
}

/// What a column gets for which nothing arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    Null,
    Default,
    /// A number that the database counts, unless a value arrives.
    Counted,
    /// A value that the database computes; none may arrive.
    Computed,
}

/// A table that is there, in one kind of database.
pub trait Table {
    /// A column of the staged table.
    type Column;

    /// As the user names it.
    fn name(&self) -> &str;

    fn columns(&self) -> &[There];

    /// The type of values that arrive, in words.
    fn own(&self, dtype: &DataType) -> String {
        dtype.to_string()
    }

    fn is_same_name(&self, one: &str, other: &str) -> bool {
        one == other
    }

    /// The column with the type that is there; `None` if it would change values of `dtype`.
    fn fitting(&self, index: usize, dtype: &DataType) -> Option<Self::Column>;

    /// The numbers that it holds.
    fn number(&self, index: usize) -> Option<Number>;

    /// A column with a type that holds these numbers; `None` if the database cannot change the type that is there.
    fn of_number(&self, index: usize, number: Number, dtype: &DataType) -> Option<Self::Column>;

    /// A column with a type that has more room for other values than numbers, and what it holds as it is now.
    fn roomier(&self, _index: usize, _dtype: &DataType) -> Option<(Self::Column, Check)> {
        None
    }

    /// A column that is new. Fails for a type that the database does not have.
    fn added(&self, name: &str, dtype: &DataType) -> Result<Self::Column, Problem>;

    /// Its type as in CREATE TABLE.
    fn declaration(column: &Self::Column) -> &str;

    /// Its type as users read it.
    fn shown(column: &Self::Column) -> String;

    /// What the column holds.
    fn check(column: &Self::Column) -> Check;

    /// Fails if the user may not change the table.
    fn may_change(&self) -> Result<(), Problem>;
}

/// What a node says of its rows.
pub struct Terms<'a> {
    pub drift: Drift,
    pub keys: &'a [String],
    /// Whether whole rows are written, and not only keys.
    pub is_whole: bool,
    /// Columns that are text only because no value has been seen in them.
    pub unseen: &'a [String],
}

impl<'a> Terms<'a> {
    /// Where rows are deleted, and where a table that is there stops the run, nothing of it may change.
    pub fn of(existing: ExistingTable, drift: Drift, keys: &'a [String], unseen: &'a [String]) -> Terms<'a> {
        let is_whole = existing != ExistingTable::Delete;
        let drift = if is_whole { drift } else { Drift::Freeze };
        Terms { drift, keys, is_whole, unseen }
    }
}
