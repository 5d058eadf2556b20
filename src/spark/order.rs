//! The order of rows.

use super::types::quoted;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Ascending,
    Descending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NullPlace {
    First,
    Last,
}

/// A column by which rows are ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub column: String,
    pub direction: Direction,
    pub nulls: NullPlace,
}

impl Key {
    pub fn ascending(column: impl Into<String>) -> Key {
        Key { column: column.into(), direction: Direction::Ascending, nulls: NullPlace::Last }
    }

    /// The key of the opposite order.
    pub fn reversed(&self) -> Key {
        let direction = match self.direction {
            Direction::Ascending => Direction::Descending,
            Direction::Descending => Direction::Ascending,
        };
        let nulls = match self.nulls {
            NullPlace::First => NullPlace::Last,
            NullPlace::Last => NullPlace::First,
        };
        Key { column: self.column.clone(), direction, nulls }
    }

    pub(super) fn sql(&self) -> String {
        let direction = if self.direction == Direction::Ascending { "ASC" } else { "DESC" };
        let nulls = if self.nulls == NullPlace::First { "FIRST" } else { "LAST" };
        format!("{} {direction} NULLS {nulls}", quoted(&self.column))
    }

    /// The method of a column in PySpark.
    pub(super) fn method(&self) -> &'static str {
        match (self.direction, self.nulls) {
            (Direction::Ascending, NullPlace::First) => "asc_nulls_first",
            (Direction::Ascending, NullPlace::Last) => "asc_nulls_last",
            (Direction::Descending, NullPlace::First) => "desc_nulls_first",
            (Direction::Descending, NullPlace::Last) => "desc_nulls_last",
        }
    }
}
