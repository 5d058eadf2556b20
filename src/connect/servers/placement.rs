//! Where staged rows are moved.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use crate::base::{Cancellation, Cause, Problem};
use crate::connect::connections::{Connection, Connections, Server};
use crate::connect::drift::Changes;
use crate::connect::keyed::{Equality, Keyed};
use crate::connect::reach::Reach;
use crate::connect::source::Address;
use crate::connect::sql_rows::quoted;
use crate::connect::target::ExistingTable;

/// The prefix of the names of staged tables.
const STAGED: &str = "tablewire_staged_";

/// Distinguishes the staged tables of one process.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// A name that no other staged table has.
pub fn staged_name() -> String {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    format!("{STAGED}{}_{}_{number}", std::process::id(), since.as_micros())
}

/// Whether a run could have made a table of this name for its rows.
pub fn is_staged_name(name: &str) -> bool {
    name.strip_prefix(STAGED).is_some_and(|rest| rest.bytes().all(|sign| sign.is_ascii_digit() || sign == b'_'))
}

/// What is needed to move the rows, also after a crash. It holds no secret: the server is found by the connection's name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Placement {
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
    /// What changes in the target table; notes of older versions have nothing of it.
    #[serde(default)]
    pub changes: Changes,
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

    pub fn address(&self) -> Address {
        Address::Url(self.url.clone())
    }

    /// The statements for its keys.
    pub fn keyed(&self, equality: Equality) -> Keyed<'_> {
        let (target, staged) = (self.target(), self.source());
        Keyed { target, staged, keys: &self.keys, columns: &self.columns, equality }
    }

    /// The names of the columns, as in a statement.
    pub fn names(&self) -> String {
        self.columns.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
    }

    /// The server. Fails if the connection leads elsewhere now.
    pub fn server(&self) -> Result<Arc<Server>, Problem> {
        match self.connections.find(&self.connection, &self.base)? {
            Connection::Postgres(server) | Connection::MySql(server) if self.url.starts_with(&server.url("")) => {
                Ok(server)
            }
            _ => {
                let (name, url) = (self.connection.as_str(), self.url.as_str());
                let problem = Problem::error(say!("server-leads-elsewhere", name = name, url = url));
                Err(problem.remedy(say!("server-restore-definition")).at("connection").because(Cause::Source))
            }
        }
    }

    /// What the work that moves the rows may reach, until it is cancelled.
    pub fn reach(&self, cancellation: &Cancellation) -> Reach {
        let reach = Reach::new(self.base.clone()).with_connections(self.connections.clone());
        reach.cancelled_by(cancellation)
    }

    /// The problem of rows that a trigger or a rule has left out.
    pub fn left_out(&self, count: u64) -> Problem {
        let problem = Problem::error(say!("database-rows-left-out", name = self.table.as_str(), count = count));
        problem.remedy(say!("database-check-triggers")).at("table")
    }
}
