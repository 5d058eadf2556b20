//! Where staged rows are moved.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What happens to a table that exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExistingTable {
    /// Its rows are replaced; its definition stays.
    #[default]
    Replace,
    Append,
    Fail,
}

/// What is needed to move the rows, also after a crash.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Placement {
    pub path: PathBuf,
    pub table: String,
    /// The table that holds the rows.
    pub staged: String,
    pub existing: ExistingTable,
    /// Names and declared types.
    pub columns: Vec<(String, String)>,
    /// Whether the file was made for this output.
    pub is_new_file: bool,
}
