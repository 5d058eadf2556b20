//! How the columns of several tables are combined, and the result.

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};

/// Which columns a combined table has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Columns {
    /// All columns, null where a table lacks one.
    #[default]
    Union,
    /// The columns that every table has.
    Intersection,
    /// The columns of the first table.
    AsFirst,
    /// All must have the columns of the first, in its order and with its types.
    Same,
}

/// How the columns of several tables are combined.
#[derive(Clone, Copy, Debug)]
pub struct UniteOptions {
    pub columns: Columns,
    /// Numbers, dates and the like become text if another table has text in their column.
    pub numbers_as_text: bool,
    /// Columns that some tables lack are reported only if a name that is almost the same may be meant.
    pub only_doubtful: bool,
    /// The setting that corresponds to `columns`.
    pub setting: &'static str,
}

/// How types are combined and named.
#[derive(Clone, Copy)]
pub struct Types<T: 'static> {
    /// The common type; the flag is whether text may be mixed with numbers.
    pub join: fn(&T, &T, bool) -> Option<T>,
    pub name: fn(&T) -> Text,
    /// Whether the second shows the values of the first in another time zone.
    pub other_zone: fn(&T, &T) -> bool,
}

/// One of the tables: its name for users, and its columns.
#[derive(Clone, Debug)]
pub struct Place<T> {
    pub name: String,
    pub columns: Vec<(String, T)>,
}

/// The columns of the combined table, and the warnings about it.
#[derive(Debug)]
pub struct United<T> {
    pub columns: Vec<(String, T)>,
    pub warnings: Vec<Problem>,
}
