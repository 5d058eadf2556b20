//! Which rows are new, as a node's settings say it.

use polars::prelude::{DataType, Schema};

use crate::base::Problem;

/// The column that tells which rows are new, and how far back it is read again.
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

/// Whether a column of this type can grow: its values have an order without gaps, and exact texts.
fn can_grow(data_type: &DataType) -> bool {
    let is_exact = data_type.is_integer() || data_type.is_decimal();
    is_exact || matches!(data_type, DataType::Date | DataType::Datetime(..) | DataType::String)
}
