//! Reading only the rows that are new, by a column that grows.
//!
//! A run remembers how far each such source has been read: the largest value of the column, and which rows lie in the
//! overlap before it. The next run reads from the beginning of the overlap on, because a transaction may commit later
//! with a smaller value, and drops the rows that it knows. The positions are a file beside the project. It is one of the
//! outputs of the run: it moves when all others are in place, or not at all.

mod edge;
mod identity;
mod positions;
mod rows;
mod source;
#[cfg(test)]
mod tests;

use edge::can_grow;
use polars::prelude::{DataType, Schema};
pub use positions::{Moved, Position, Positions};
pub use rows::NewRows;
pub use source::GrowingSource;

use crate::base::Problem;

/// Which rows are new, as a node's settings say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growing {
    /// The column that grows.
    pub column: String,
    /// The columns that tell rows apart; all of them if there are none.
    pub keys: Vec<String>,
    /// How far back times are read again, in minutes. Dates: in whole days, rounded up.
    pub minutes: i64,
    /// How far back numbers are read again.
    pub numbers: i64,
}

impl Growing {
    /// The type of the column. Fails unless it can grow.
    pub fn check(&self, schema: &Schema) -> Result<DataType, Problem> {
        let data_type = schema.get(&self.column).filter(|data_type| can_grow(data_type)).cloned();
        data_type.ok_or_else(|| {
            let problem = Problem::error(say!("growing-cannot", column = self.column));
            problem.remedy(say!("growing-choose")).at("new_by")
        })
    }
}
