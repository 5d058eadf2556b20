//! A hidden column by which rows have the order in which they arrive.

use super::item::Item;
use super::order::Key;
use super::types::{Column, DataType};

/// A hidden column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub(super) key: Key,
    pub(super) data_type: DataType,
    /// It ascends, and has no null: then the least of a group is that of its first row.
    pub(super) is_plain: bool,
}

impl Arrival {
    pub(super) fn plain(name: &str, data_type: DataType) -> Arrival {
        Arrival { key: Key::ascending(name), data_type, is_plain: true }
    }

    pub(super) fn name(&self) -> &str {
        &self.key.column
    }

    pub(super) fn column(&self) -> Column {
        Column { name: self.key.column.clone(), data_type: self.data_type.clone() }
    }

    pub(super) fn item(&self) -> Item {
        Item::column(&self.column())
    }

    pub(super) fn named(&self, name: &str) -> Arrival {
        Arrival { key: Key { column: name.to_owned(), ..self.key.clone() }, ..self.clone() }
    }
}
