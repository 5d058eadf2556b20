//! Values that the type of their column cannot represent exactly.

use polars::prelude::DataType;

use crate::base::Problem;

/// A value that the type of its column cannot represent exactly.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Misfit {
    NoUtf8,
    /// A number that is neither 0 nor 1.
    NoBoolean(i64),
    /// A date with a zero for its year, month or day, or one that no calendar has.
    NoDate(String),
    /// A time that is negative or longer than a day.
    NoTimeOfDay(String),
    /// More digits than the column has room for.
    Digits(DataType),
    /// The server has sent other bytes than its type has.
    Form,
}

impl Misfit {
    /// The problem of a value in a column and a row, counted from 1.
    pub fn problem(&self, column: &str, row: u64) -> Problem {
        let message = match self {
            Misfit::NoUtf8 => say!("database-no-utf8", column = column, row = row),
            Misfit::NoBoolean(value) => {
                say!("database-misfit-boolean", column = column, row = row, value = value.to_string())
            }
            Misfit::NoDate(value) => say!("mysql-no-date", column = column, row = row, value = value.as_str()),
            Misfit::NoTimeOfDay(value) => {
                say!("mysql-no-time-of-day", column = column, row = row, value = value.as_str())
            }
            Misfit::Digits(dtype) => {
                say!("server-digits", column = column, row = row, data_type = dtype.to_string())
            }
            Misfit::Form => say!("server-other-form", column = column, row = row),
        };
        let problem = Problem::error(message);
        match self {
            Misfit::NoBoolean(_) => problem.remedy(say!("mysql-cast-number", name = column)),
            _ => problem.remedy(say!("mysql-cast-it", name = column)),
        }
    }
}
