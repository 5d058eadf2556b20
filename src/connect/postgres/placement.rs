//! Where staged rows are moved.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::base::KeyBuilder;
use crate::connect::connections::Connections;
use crate::connect::keyed::{Equality, Keyed};
use crate::connect::sql_rows::quoted;
use crate::connect::target::ExistingTable;

/// The prefix of the names of staged tables.
pub(super) const STAGED: &str = "tablewire_staged_";

/// What is needed to move the rows, also after a crash. It holds no secret: the server is found by the connection's name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Placement {
    pub connection: String,
    pub connections: Connections,
    #[serde(with = "crate::base::os_path")]
    pub base: PathBuf,
    /// The address of the table, by which it is noticed that the name leads to another server now.
    pub url: String,
    pub schema: String,
    pub table: String,
    /// The table that holds the rows, in the same schema.
    pub staged: String,
    pub existing: ExistingTable,
    /// By which rows are found.
    pub keys: Vec<String>,
    pub columns: Vec<String>,
    /// How many rows there are; 0 until all have arrived.
    pub rows: u64,
}

impl Placement {
    pub fn target(&self) -> String {
        format!("{}.{}", quoted(&self.schema), quoted(&self.table))
    }

    pub fn source(&self) -> String {
        format!("{}.{}", quoted(&self.schema), quoted(&self.staged))
    }

    /// The statements for its keys.
    pub fn keyed(&self) -> Keyed<'_> {
        let (target, staged) = (self.target(), self.source());
        Keyed { target, staged, keys: &self.keys, columns: &self.columns, equality: Equality::Split }
    }

    /// The number of the lock that a session holds while it works with the staged table.
    pub fn lock(&self) -> i64 {
        let key = KeyBuilder::new("postgres-staged").text(&self.staged).finish();
        i64::from_be_bytes(std::array::from_fn(|index| key.as_bytes()[index]))
    }
}
