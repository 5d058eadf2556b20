//! What a name stands for.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::foreign::{DuckDbFile, Foreign};
use super::server::Server;

/// The drivers that a connection may name.
pub const DRIVERS: [&str; 5] = ["sqlite", "postgres", "mysql", "duckdb", "adbc"];

/// `driver` and what it needs, such as `path` or `host`.
pub type Parts = BTreeMap<String, String>;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// The path of an SQLite database.
    Sqlite(PathBuf),
    Postgres(Arc<Server>),
    /// MySQL or MariaDB.
    MySql(Arc<Server>),
    DuckDb(Arc<DuckDbFile>),
    /// Whatever a driver of ADBC leads to.
    Adbc(Arc<Foreign>),
}

impl Connection {
    /// The driver, as a definition names it.
    pub fn driver(&self) -> &'static str {
        match self {
            Connection::Sqlite(_) => "sqlite",
            Connection::Postgres(_) => "postgres",
            Connection::MySql(_) => "mysql",
            Connection::DuckDb(_) => "duckdb",
            Connection::Adbc(_) => "adbc",
        }
    }

    /// The name of the connection; that of a file of SQLite is its own.
    pub fn name(&self) -> String {
        match self {
            Connection::Sqlite(path) => path.display().to_string(),
            Connection::DuckDb(file) => file.connection.clone(),
            Connection::Adbc(foreign) => foreign.connection.clone(),
            Connection::Postgres(server) | Connection::MySql(server) => server.connection.clone(),
        }
    }

    /// The file, or the server and its database, without user and password.
    pub fn place(&self) -> String {
        match self {
            Connection::Sqlite(path) => path.display().to_string(),
            Connection::DuckDb(file) => file.path.display().to_string(),
            Connection::Adbc(foreign) => foreign.place(),
            Connection::Postgres(server) | Connection::MySql(server) => {
                format!("{}/{}", server.place(), server.database)
            }
        }
    }
}
