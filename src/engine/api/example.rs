//! The example of a kind.

use serde::{Deserialize, Serialize};

use super::table::Table;

/// What an example shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Example {
    /// The input tables, with the names of the nodes they come from.
    pub inputs: Vec<(String, Table)>,
    /// The settings, as written in a file.
    pub settings: String,
    /// The output tables, with the names of the ports; for a sink, what it writes.
    pub outputs: Vec<(String, Table)>,
    /// The name and the text of the file that it reads or writes, if it is a text file.
    pub file: Option<(String, String)>,
}
