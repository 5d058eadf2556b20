//! Commands for connections, and for what they lead to.

use crate::app::App;
use crate::app::databases::TestOf;
use crate::connect::Draft;
use crate::document::{NodeId, Position};

/// Connections of this machine, their tests, their tables.
#[derive(Clone, Debug, PartialEq)]
pub enum DatabaseCommand {
    /// Reads the list of connections anew.
    Load,
    /// Keeps a connection; `old` is its name so far, `None` for a new one.
    Save {
        old: Option<String>,
        draft: Draft,
    },
    /// Removes the connection of this name from the machine's file.
    Forget(String),
    /// Puts back the connection removed last.
    PutBack,
    Test(TestOf),
    StopTest,
    /// The panel at the left shows databases, or the kinds of node.
    ShowPanel(bool),
    /// Asks for the tables of the connection of this name.
    Browse(String),
    /// Stops waiting for them.
    StopBrowsing(String),
    /// Asks for the columns of a table.
    BrowseColumns {
        connection: String,
        table: String,
    },
    /// Adds a node that reads a table.
    ReadTable {
        connection: String,
        table: String,
        at: Option<Position>,
        /// A node under the pointer: if it reads tables of this connection, it reads this one, too.
        onto: Option<NodeId>,
    },
}

impl App {
    pub(in crate::app) fn handle_database(&mut self, command: DatabaseCommand) {
        match command {
            DatabaseCommand::Load => {
                self.load_connections();
                self.look_for_secrets();
            }
            DatabaseCommand::Save { old, draft } => self.save_connection(old, draft),
            DatabaseCommand::Forget(name) => self.forget_connection(name),
            DatabaseCommand::PutBack => self.put_connection_back(),
            DatabaseCommand::Test(of) => self.test_connection(of),
            DatabaseCommand::StopTest => self.stop_connection_test(),
            DatabaseCommand::ShowPanel(shows) => self.show_databases(shows),
            DatabaseCommand::Browse(name) => self.browse_connection(name),
            DatabaseCommand::StopBrowsing(name) => self.stop_browsing(&name),
            DatabaseCommand::BrowseColumns { connection, table } => self.browse_columns(connection, table),
            DatabaseCommand::ReadTable { connection, table, at, onto } => {
                if !onto.is_some_and(|node| self.read_further_table(node, &connection, &table)) {
                    self.read_database_table(&connection, &table, at);
                }
            }
        }
    }
}
