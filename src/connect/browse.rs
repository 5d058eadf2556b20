//! Looking at the database of a connection: a test, its tables, the columns of a table.

use std::time::Duration;

use super::adbc::BrowsedForeign;
use super::browsed::{Browse, BrowsedColumn, BrowsedTables, Tested};
use super::connections::Connection;
use super::duckdb::BrowsedDuckDb;
use super::mysql::BrowsedMySql;
use super::postgres::BrowsedServer;
use super::reach::Reach;
use super::sqlite::BrowsedFile;
use crate::base::Problem;

/// How long a server has for a test. With the request to end its statement, a test is over within 5 seconds.
const TEST: Duration = Duration::from_secs(4);
/// How long it has to list its tables, or the columns of one.
const LIST: Duration = Duration::from_secs(10);

/// The driver of a connection, to look at what it leads to.
fn driver(connection: &Connection) -> Box<dyn Browse + '_> {
    match connection {
        Connection::Sqlite(path) => Box::new(BrowsedFile(path)),
        Connection::Postgres(server) => Box::new(BrowsedServer(server)),
        Connection::MySql(server) => Box::new(BrowsedMySql(server)),
        Connection::DuckDb(file) => Box::new(BrowsedDuckDb(file)),
        Connection::Adbc(foreign) => Box::new(BrowsedForeign(foreign)),
    }
}

/// Asks for the version, the time of a round trip and what may be read. Answers within 5 seconds, and shortly after cancellation.
pub fn test_connection(connection: &Connection, reach: &Reach) -> Result<Tested, Problem> {
    driver(connection).test(&reach.clone().within(TEST))
}

/// The tables and views that may be read, 10,000 at most.
pub fn browse(connection: &Connection, reach: &Reach) -> Result<BrowsedTables, Problem> {
    driver(connection).tables(&reach.clone().within(LIST))
}

/// The columns of a table, which is named as in the setting of a node.
pub fn columns_of(connection: &Connection, table: &str, reach: &Reach) -> Result<Vec<BrowsedColumn>, Problem> {
    driver(connection).columns(table, &reach.clone().within(LIST))
}
