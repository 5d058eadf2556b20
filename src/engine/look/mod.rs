//! Looking at the database of a connection: a test, its tables, the columns of a table. A driver that is a library works in a
//! process of its own, the hidden command `look`: what ends that process does not end the window.

mod apart;
mod question;
mod serve;

use serde::de::DeserializeOwned;

use crate::base::Problem;
use crate::connect::{self, BrowsedColumn, BrowsedTables, Connection, Reach, Tested};
use question::Question;
pub use serve::serve as serve_look;

/// How connections are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatabaseLooks {
    /// Whether libraries work in a process of their own.
    pub(super) is_apart: bool,
}

impl DatabaseLooks {
    /// As [`connect::test_connection`].
    pub fn test(self, connection: &Connection, reach: &Reach) -> Result<Tested, Problem> {
        let here = || connect::test_connection(connection, reach);
        self.ask(Question::Test, connection, reach, here)
    }

    /// As [`connect::browse`].
    pub fn tables(self, connection: &Connection, reach: &Reach) -> Result<BrowsedTables, Problem> {
        let here = || connect::browse(connection, reach);
        self.ask(Question::Tables, connection, reach, here)
    }

    /// As [`connect::columns_of`].
    pub fn columns(self, connection: &Connection, table: &str, reach: &Reach) -> Result<Vec<BrowsedColumn>, Problem> {
        let here = || connect::columns_of(connection, table, reach);
        self.ask(Question::Columns(table.to_owned()), connection, reach, here)
    }

    fn ask<T: DeserializeOwned>(
        self,
        question: Question,
        connection: &Connection,
        reach: &Reach,
        here: impl FnOnce() -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        match connection.handed_over().filter(|_| self.is_apart) {
            Some(handed) => apart::ask(&question, &handed, &connection.name(), reach),
            None => here(),
        }
    }
}
