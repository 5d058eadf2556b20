//! The arguments of `connections`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::shared::ListFormat;

#[derive(Debug, Args)]
#[command(after_help = "\
A connection is defined by the variable TABLEWIRE_CONNECTION_NAME, else in the machine's connections file, else by the project.
Passwords are never printed. A test takes 5 seconds at most. The exit code is 1 if a connection cannot be used.

Examples:
  tablewire connections
  tablewire connections test warehouse
  tablewire connections browse warehouse
  tablewire connections browse warehouse sales.orders --format json
  tablewire connections list --project late_carriers.ron")]
pub struct ConnectionsArgs {
    #[command(subcommand)]
    pub command: Option<ConnectionsCommand>,
    /// Also take the connections that this project defines.
    #[arg(long, value_name = "FILE", global = true)]
    pub project: Option<PathBuf>,
    /// Take connections from this file instead of the machine's own.
    #[arg(long, value_name = "FILE", global = true)]
    pub connections: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = ListFormat::Text, global = true)]
    pub format: ListFormat,
}

#[derive(Debug, Subcommand)]
pub enum ConnectionsCommand {
    /// List the connections: where each is defined and what it leads to.
    List,
    /// Log in: version, response time, what can be read.
    Test {
        /// The name of the connection.
        name: String,
    },
    /// List the tables and views with estimates of their rows; or the columns of a table.
    Browse {
        /// The name of the connection.
        name: String,
        /// A table, or SCHEMA.TABLE.
        table: Option<String>,
    },
}
