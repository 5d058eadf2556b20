//! The database that a node names: by a connection, or by the path of a file.

use crate::base::Problem;
use crate::connect::Connection;
use crate::nodes::kit::lower::Lower;

/// Before the name of a connection, where a form asks for the tables of a database.
pub const OF_CONNECTION: &str = "connection:";

/// Where a form finds the tables: at a path, or by [`OF_CONNECTION`].
pub fn place_of_tables(connection: &str, path: &str) -> String {
    if connection.is_empty() { path.to_owned() } else { format!("{OF_CONNECTION}{connection}") }
}

/// The database of a connection, or at a path. Performs no access to it.
pub fn database(cx: &Lower, connection: &str, path: &str) -> Result<Connection, Problem> {
    let name = cx.expand("connection", connection)?;
    if name.trim().is_empty() {
        return cx.path("path", path).map(Connection::Sqlite);
    }
    cx.reach.connections.find(name.trim(), cx.base()).map_err(|problem| problem.at("connection"))
}
