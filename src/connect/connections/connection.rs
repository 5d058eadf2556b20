//! What a name stands for.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::server::Server;

/// The drivers that a connection may name.
pub const DRIVERS: [&str; 3] = ["sqlite", "postgres", "mysql"];

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
}
