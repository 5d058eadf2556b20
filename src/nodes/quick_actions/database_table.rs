//! The node that reads a table of a connection.

use crate::nodes::Kind;
use crate::nodes::kinds::sources::read_database::ReadDatabase;

/// A node that reads this table, which is named as the driver names it.
pub fn reader_of_table(connection: &str, table: &str) -> Kind {
    Kind::ReadDatabase(ReadDatabase {
        connection: connection.to_owned(),
        table: table.to_owned(),
        ..Default::default()
    })
}
