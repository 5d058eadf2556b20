//! The example of a kind.

use super::table::Table;

/// What an example shows.
#[derive(Clone, Debug)]
pub struct Example {
    /// What arrives, with the names of the nodes that it comes from.
    pub inputs: Vec<(String, Table)>,
    /// The settings, as they stand in a file.
    pub settings: String,
    /// What leaves, with the names of the ports; of a sink, what it writes.
    pub outputs: Vec<(String, Table)>,
    /// The name and the text of the file that it reads or writes, if that is a text.
    pub file: Option<(String, String)>,
}
