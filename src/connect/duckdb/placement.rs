//! Where staged rows are moved.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Cause, Problem};
use crate::connect::connections::{Connection, Connections, DuckDbFile};
use crate::connect::drift::Changes;
use crate::connect::keyed::{Equality, Keyed};
use crate::connect::source::Address;
use crate::connect::sql_rows::quoted;
use crate::connect::target::ExistingTable;

/// What is needed to move the rows, also after a crash. It names no library: that is found by the connection's name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Placement {
    pub connection: String,
    pub connections: Connections,
    #[serde(with = "crate::base::os_path")]
    pub base: PathBuf,
    pub path: PathBuf,
    pub schema: String,
    pub table: String,
    /// The table that holds the rows, in the same schema.
    pub staged: String,
    pub existing: ExistingTable,
    /// By which rows are found.
    pub keys: Vec<String>,
    pub columns: Vec<String>,
    /// What changes in the target table; notes of older versions have nothing of it.
    #[serde(default)]
    pub changes: Changes,
    /// Whether the file was made for this output.
    pub is_new_file: bool,
}

impl Placement {
    pub fn target(&self) -> String {
        format!("{}.{}", quoted(&self.schema), quoted(&self.table))
    }

    pub fn source(&self) -> String {
        format!("{}.{}", quoted(&self.schema), quoted(&self.staged))
    }

    pub fn address(&self) -> Address {
        Address::Url(format!("duckdb://{}/{}.{}", self.path.display(), self.schema, self.table))
    }

    /// The statements for its keys.
    pub fn keyed(&self) -> Keyed<'_> {
        let (target, staged) = (self.target(), self.source());
        Keyed { target, staged, keys: &self.keys, columns: &self.columns, equality: Equality::Split }
    }

    /// The names of the columns, as in a statement.
    pub fn names(&self) -> String {
        self.columns.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
    }

    /// The file. Fails if the connection leads elsewhere now.
    pub fn file(&self) -> Result<Arc<DuckDbFile>, Problem> {
        match self.connections.find(&self.connection, &self.base)? {
            Connection::DuckDb(file) if file.path == self.path => Ok(file),
            _ => {
                let (name, url) = (self.connection.as_str(), self.address().to_string());
                let problem = Problem::error(say!("server-leads-elsewhere", name = name, url = url));
                Err(problem.remedy(say!("server-restore-definition")).at("connection").because(Cause::Source))
            }
        }
    }
}
