//! Where staged rows are moved.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::connect::drift::Changes;
use crate::connect::target::ExistingTable;

/// What is needed to move the rows, also after a crash.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Placement {
    pub path: PathBuf,
    pub table: String,
    /// The table that holds the rows.
    pub staged: String,
    pub existing: ExistingTable,
    /// By which rows are found; notes of older versions have none.
    #[serde(default)]
    pub keys: Vec<String>,
    /// Names and declared types.
    pub columns: Vec<(String, String)>,
    /// What changes in the target table; notes of older versions have nothing of it.
    #[serde(default)]
    pub changes: Changes,
    /// Whether the file was made for this output.
    pub is_new_file: bool,
}
