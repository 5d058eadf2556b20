//! Columns of a result.

use super::sql::Sql;
use super::types::{Column, DataType};

/// A column of a result: its name, its type, and how it is computed.
#[derive(Clone, Debug)]
pub struct Item {
    pub name: String,
    pub data_type: DataType,
    pub sql: Sql,
    /// The column that it is, if it is nothing else.
    pub column: Option<String>,
}

impl Item {
    pub fn new(name: impl Into<String>, data_type: DataType, sql: Sql) -> Item {
        Item { name: name.into(), data_type, sql, column: None }
    }

    /// A column as it is.
    pub fn column(column: &Column) -> Item {
        Item::renamed(column, &column.name)
    }

    pub fn renamed(column: &Column, name: impl Into<String>) -> Item {
        Item {
            name: name.into(),
            data_type: column.data_type.clone(),
            sql: Sql::column(&column.name),
            column: Some(column.name.clone()),
        }
    }
}
