//! Outputs that only this machine writes.

use crate::spark::{DataType, Rows, Sql, Write};

/// The rows of an output that Spark cannot write itself, as Parquet: who starts the program fetches and writes them.
pub fn fetched(rows: &Rows) -> Rows {
    let mut rows = rows.clone();
    // Spark's files have no columns of nulls alone.
    for column in rows.schema().0.clone().iter().filter(|column| column.data_type == DataType::Void) {
        rows = rows.with(&column.name, DataType::Text, Sql::null(&DataType::Text));
    }
    rows.write(Write::fetched())
}
