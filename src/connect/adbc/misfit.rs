//! Values that the type of their column cannot represent exactly.

use polars::prelude::DataType;

use crate::base::Problem;

/// A value that the type of its column cannot represent exactly.
#[derive(Clone, Debug, PartialEq)]
pub enum Misfit {
    NoUtf8,
    /// `infinity` or `-infinity` as a date or a time.
    Infinite,
    /// A moment that calendars here do not reach.
    OutOfRange,
    /// More digits than the column has room for.
    Digits(DataType),
    /// The end of a day as a time of day.
    EndOfDay,
    /// It is none of its type.
    Form,
}

impl Misfit {
    /// The problem of a value in a column and a row, counted from 1.
    pub fn problem(&self, column: &str, row: u64) -> Problem {
        let message = match self {
            Misfit::NoUtf8 => say!("database-no-utf8", column = column, row = row),
            Misfit::Infinite => say!("postgres-infinite", column = column, row = row),
            Misfit::OutOfRange => say!("server-out-of-range", column = column, row = row),
            Misfit::Digits(dtype) => say!("server-digits", column = column, row = row, data_type = dtype.to_string()),
            Misfit::EndOfDay => say!("postgres-end-of-day", column = column, row = row),
            Misfit::Form => say!("server-other-form", column = column, row = row),
        };
        Problem::error(message).remedy(say!("postgres-cast-it", name = column))
    }
}
