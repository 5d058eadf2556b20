//! What a person sees of a database: its version, its tables, their columns. Each driver tells it in its own way.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::reach::Reach;
use crate::base::Problem;

/// The most tables that are listed.
pub(super) const MOST_TABLES: usize = 10_000;

/// The answer to a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    /// `PostgreSQL`.
    pub server: Cow<'static, str>,
    /// `16.3`.
    pub version: String,
    /// The time of one request and its answer, once the session is there.
    pub round_trip: Duration,
    /// Whether the way to the server is encrypted; `None` for files.
    pub is_encrypted: Option<bool>,
    /// The number of schemas with a table that may be read; `None` for databases that have none.
    pub schemas: Option<u64>,
    /// The number of tables and views that may be read.
    pub tables: u64,
}

/// The tables and views that may be read, by schema and name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowsedTables {
    pub tables: Vec<BrowsedTable>,
    /// Whether there are more than are listed.
    pub is_cut: bool,
}

/// A table or a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowsedTable {
    /// Empty for databases without schemas.
    pub schema: String,
    pub name: String,
    /// As nodes write it in their setting `table`.
    pub setting: String,
    pub is_view: bool,
    /// An estimate of the number of rows; `None` if the database has none.
    pub rows: Option<u64>,
    /// The tables that also show its rows, because it is a part of them, as settings name them.
    #[serde(default)]
    pub part_of: Vec<String>,
}

/// A column with its type in the words of the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowsedColumn {
    pub name: String,
    /// Empty if none is declared.
    pub data_type: String,
}

/// What a driver tells. One session at a time, which ends with the answer; an error is one line without secrets.
pub(super) trait Browse {
    fn test(&self, reach: &Reach) -> Result<Tested, Problem>;

    fn tables(&self, reach: &Reach) -> Result<BrowsedTables, Problem>;

    /// The columns of a table, in their order; it is named as in the setting of a node.
    fn columns(&self, table: &str, reach: &Reach) -> Result<Vec<BrowsedColumn>, Problem>;
}
